//! The name that a person's file bears: never a reason to refuse it, and never shown as it came.

use crate::text::is_unseen;
use crate::value::{Fault, Value};
use unicode_normalization::UnicodeNormalization;

/// The most bytes of a name.
const LONGEST: usize = 255;

/// A file's name as it is shown: no folders, no character that cannot be seen or turns the writing around, at most 255
/// bytes with the extension kept.
#[derive(Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// What is shown when nothing of a name remains.
    pub const NONE: &str = "未命名";

    /// What of a name is shown.
    pub fn of(raw: &str) -> FileName {
        let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
        let seen: String = last.nfc().filter(|c| !is_unseen(*c)).collect();
        let trimmed = seen.trim_matches(|c: char| c.is_whitespace() || c == '.');
        FileName(if trimmed.is_empty() { FileName::NONE.to_owned() } else { shortened(trimmed) })
    }

    /// What the name says the file is: one to eight ASCII letters and digits after the last dot, not all of them digits.
    /// “第2版.张三” and “2024.05” say nothing.
    pub fn extension(name: &str) -> Option<&str> {
        let (_, extension) = name.rsplit_once('.')?;
        let shaped = (1..=8).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
        (shaped && extension.bytes().any(|b| b.is_ascii_alphabetic())).then_some(extension)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileName(…)")
    }
}

impl Value for FileName {
    fn parse(text: &str) -> Result<FileName, Fault> {
        Ok(FileName::of(text))
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let extension = FileName::extension(name).map(|extension| format!(".{extension}")).unwrap_or_default();
    let stem = name.strip_suffix(&extension).unwrap_or(name);
    format!("{}{extension}", &stem[..stem.floor_char_boundary(LONGEST - extension.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d19_names_lose_paths_controls_and_turned_writing() {
        for (raw, shown) in [
            ("身份证 正面.jpg", "身份证 正面.jpg"),
            ("C:\\fakepath\\毕业证.PDF", "毕业证.PDF"),
            ("../../etc/passwd", "passwd"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("a\0b\r\nc.pdf", "abc.pdf"),
            ("\u{feff} ..hidden.png. ", "hidden.png"),
            ("e\u{301}.png", "é.png"),
            ("𠮷田·买买提.pdf", "𠮷田·买买提.pdf"),
            ("\u{e000}\u{200b}", "未命名"),
            ("", "未命名"),
            ("..", "未命名"),
        ] {
            assert_eq!(FileName::of(raw).as_str(), shown, "{raw:?}");
        }
    }

    #[test]
    fn d19_a_long_name_keeps_its_extension_and_whole_characters() {
        let name = FileName::of(&format!("{}.pdf", "证".repeat(300))).canon();
        assert_eq!((name.len(), name.ends_with("证.pdf")), (LONGEST - 2, true), "{name}");
        assert_eq!(FileName::of(&"x".repeat(300)).as_str().len(), LONGEST);
    }
}
