//! Texts that people type: cleaned of what cannot be seen, otherwise kept as they are.

use crate::value::{Fault, Value};
use unicode_normalization::UnicodeNormalization;

/// The most characters of one line.
pub const LINE: usize = 100;

/// Characters that are not text: controls, direction marks, private use, non-characters.
/// Rare characters of the extensions B to H, “·” and variation selectors of ideographs are text.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{e0000}'..='\u{e007f}')
        || (c as u32 & 0xfffe) == 0xfffe
}

/// Normal form C without blanks around it; refuses what cannot be seen. Line breaks pass where `prose` is true.
pub fn clean(text: &str, prose: bool) -> Result<String, Fault> {
    let text = text.replace("\r\n", "\n");
    let hidden = text.chars().any(|c| is_unseen(c) && !(prose && matches!(c, '\n' | '\t')));
    if hidden { Err(Fault::Malformed("含有不可见字符")) } else { Ok(text.trim().nfc().collect()) }
}

/// Full-width digits and letters become half-width, blanks around vanish: as people's keyboards spell numbers.
pub fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.trim().chars().map(half).collect()
}

/// The spelling in which texts are compared by a search: width, case and blanks around do not tell them apart.
pub fn folded(text: &str) -> String {
    text.trim().nfkc().collect::<String>().to_lowercase()
}

/// Whether a text contains what is sought, as people type it: every search of a list asks this.
pub fn says(text: &str, sought: &str) -> bool {
    folded(text).contains(&folded(sought))
}

/// Declares a text with a private inside: no Default, nothing to print.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// The text in its one spelling.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

texts! {
    /// Up to 100 characters on one line.
    Line;
    /// The name an account signs in with (登录账号): 2 to 50 letters, digits, `.`, `_`, `-` or `@`, of any script.
    LoginName;
    /// A password as it is chosen: 12 to 200 characters of any script. Spaces count.
    Password;
    /// A mobile number of the mainland: `1[3-9]` and nine digits.
    Phone;
}

impl Value for Line {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = clean(text, false)?;
        if text.chars().count() > LINE { Err(Fault::TooLong(LINE)) } else { Ok(Line(text)) }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

impl Value for LoginName {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = clean(text, false)?;
        let known = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@');
        let shaped = (2..=50).contains(&text.chars().count()) && text.chars().all(known);
        if shaped {
            Ok(LoginName(text))
        } else {
            Err(Fault::Malformed("应为 2 至 50 个字母、汉字或数字，可含 . _ - @"))
        }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

impl LoginName {
    /// The spelling by which two names are the same: width and case do not tell accounts apart.
    pub fn folded(&self) -> String {
        folded(&self.0)
    }
}

impl Password {
    /// The fewest characters of a password.
    pub const LEAST: usize = 12;
}

impl Value for Password {
    fn parse(text: &str) -> Result<Self, Fault> {
        if text.contains('\0') {
            return Err(Fault::Malformed("含有不可见字符"));
        }
        match text.nfc().count() {
            ..Password::LEAST => Err(Fault::Malformed("至少 12 位，可以是一句话")),
            201.. => Err(Fault::TooLong(200)),
            _ => Ok(Password(text.nfc().collect())),
        }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

impl Value for Phone {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = half_width(text).replace([' ', '-'], "");
        match text.as_bytes() {
            [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit) => Ok(Phone(text)),
            _ => Err(Fault::Malformed("应为 11 位手机号码")),
        }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

impl Phone {
    /// What lists show: `138****5678`.
    pub fn masked(&self) -> String {
        format!("{}****{}", &self.0[..3], &self.0[7..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c08_hidden_characters_are_refused_and_rare_ones_pass() {
        for hidden in
            ["张\0三", "张\u{202e}三", "张\u{200b}三", "张\u{e000}三", "张\n三", "\u{feff}张三", "张\u{2066}三"]
        {
            assert_eq!(Line::parse(hidden), Err(Fault::Malformed("含有不可见字符")), "{hidden:?}");
        }
        for name in ["阿卜杜拉·买买提", "𠮷田", "𬀩", "㼆", "赵𫖯", "O’Neil-Smith", "𰻝"] {
            assert_eq!(Line::parse(name).map(|line| line.canon()).as_deref(), Ok(name));
        }
        assert_eq!(Line::parse("e\u{301}").map(|line| line.canon()).as_deref(), Ok("é"), "normal form C");
        assert_eq!(Line::parse("　张三　").map(|line| line.canon()).as_deref(), Ok("张三"));
    }

    #[test]
    fn a_search_is_told_nothing_by_width_and_case() {
        for (text, sought) in [
            ("NJ-160A-3", "nj-160a-3"),
            ("ｎｊ－１６０Ａ", "NJ-160a"),
            ("示例（一期）", "(一期)"),
            ("Straße ΑΒ", "αβ"),
            ("甲", " 甲 "),
            ("甲", ""),
        ] {
            assert!(says(text, sought), "{text} {sought}");
        }
        assert!(!says("示例", "示 例") && !says("", "甲"));
    }

    #[test]
    fn a_password_counts_characters_of_any_script() {
        assert!(Password::parse("十二个汉字也可以做密码呀").is_ok());
        assert!(Password::parse("11111").is_err() && Password::parse("short").is_err());
        assert_eq!(Password::parse(&"长".repeat(201)), Err(Fault::TooLong(200)));
    }

    #[test]
    fn login_names_differ_by_more_than_width_and_case() {
        let folded = |text| LoginName::parse(text).map(|name| name.folded());
        assert_eq!(folded("ZhangSan"), folded("ｚｈａｎｇｓａｎ"));
        assert!(LoginName::parse("a b").is_err() && LoginName::parse("a").is_err() && LoginName::parse("张三").is_ok());
    }

    #[test]
    fn phones_are_read_as_people_write_them() {
        assert_eq!(Phone::parse(" １３８ 0000-5678 ").map(|phone| phone.canon()).as_deref(), Ok("13800005678"));
        assert_eq!(Phone::parse("13800005678").map(|phone| phone.masked()).as_deref(), Ok("138****5678"));
        assert!(Phone::parse("12800005678").is_err() && Phone::parse("1380000567").is_err());
    }
}
