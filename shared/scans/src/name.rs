//! The name a person gave a file: cleaned for show, carried through headers, never part of a key.

use crate::look::Kind;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{FileName, Value};

/// The name for show: no folders, no character that cannot be seen or turns the writing around, at most 255 bytes with
/// the extension kept.
pub fn clean(raw: &str) -> String {
    FileName::of(raw).canon()
}

/// What a file of this name claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The name says nothing; cameras and scanners do that.
    Nothing,
    /// One of the kinds that are taken.
    One(Kind),
    /// Something that is not taken.
    Other,
}

/// Reads the claim of a name.
pub fn claim(name: &str) -> Claim {
    let Some(extension) = FileName::extension(name) else { return Claim::Nothing };
    match extension.to_ascii_lowercase().as_str() {
        "pdf" => Claim::One(Kind::Pdf),
        "jpg" | "jpeg" | "jpe" | "jfif" => Claim::One(Kind::Jpeg),
        "png" => Claim::One(Kind::Png),
        _ => Claim::Other,
    }
}

/// The name under which a paper is downloaded: with the extension of what it is.
pub fn with_extension(name: &str, kind: Kind) -> String {
    let name = clean(name);
    if claim(&name) == Claim::One(kind) { name } else { clean(&format!("{name}.{}", kind.extension())) }
}

/// The name in ASCII, as metadata and headers carry it.
pub fn encode(name: &str) -> String {
    let mut encoded = String::with_capacity(3 * name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => encoded.push(char::from(byte)),
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}

/// The name that `encode` made this of; cleaned again, since others could have written it.
pub fn decode(encoded: &str) -> String {
    clean(&String::from_utf8_lossy(&unescaped(encoded, b'%')))
}

/// The bytes behind escapes of a sign and two hexadecimal digits.
fn unescaped(encoded: &str, sign: u8) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if *first == sign => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    bytes
}

/// A name as S3 gives metadata back that are not ASCII: in the encoded words of mail headers (RFC 2047). `None` where
/// nothing of a name is in it, as when a browser sent none or the bucket filled nothing in.
pub fn mailed(header: &str) -> Option<String> {
    let word = |word: &str| {
        let (charset, rest) = word.strip_prefix("=?")?.strip_suffix("?=")?.split_once('?')?;
        let (coding, text) = rest.split_once('?')?;
        match coding {
            _ if !charset.eq_ignore_ascii_case("utf-8") => None,
            "B" | "b" => STANDARD.decode(text).ok(),
            "Q" | "q" => Some(unescaped(&text.replace('_', " "), b'=')),
            _ => None,
        }
    };
    // A long name is several words, and a character may be torn between two of them.
    let words: Option<Vec<Vec<u8>>> = header.split_whitespace().map(word).collect();
    let bytes =
        words.filter(|words| !words.is_empty()).map_or_else(|| header.as_bytes().to_vec(), |words| words.concat());
    let name = clean(&String::from_utf8_lossy(&bytes));
    (name != FileName::NONE && name != "${filename}").then_some(name)
}

/// The header that offers a download under this name (RFC 6266, with RFC 8187 for what is not ASCII).
pub fn attachment(name: &str, kind: Kind) -> String {
    let name = with_extension(name, kind);
    format!("attachment; filename=\"scan.{}\"; filename*=UTF-8''{}", kind.extension(), encode(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d19_the_last_extension_is_what_a_name_claims() {
        for (name, expected) in [
            ("a.pdf", Claim::One(Kind::Pdf)),
            ("A.JPEG", Claim::One(Kind::Jpeg)),
            ("a.pdf.exe", Claim::Other),
            ("a.exe.pdf", Claim::One(Kind::Pdf)),
            ("a.docx", Claim::Other),
            ("image", Claim::Nothing),
            ("扫描 2024.05", Claim::Nothing),
            ("第2版.张三", Claim::Nothing),
        ] {
            assert_eq!(claim(name), expected, "{name}");
        }
        assert_eq!(with_extension("扫描 2024.05", Kind::Pdf), "扫描 2024.05.pdf");
        assert_eq!(with_extension("a.pdf", Kind::Pdf), "a.pdf");
    }

    #[test]
    fn c01_a_line_break_in_a_name_never_becomes_a_header() {
        let header = attachment("a\r\nSet-Cookie: x=1\"; 证.pdf", Kind::Pdf);
        assert!(header.is_ascii() && !header.contains(['\r', '\n']), "{header}");
        let end = "filename*=UTF-8''aSet-Cookie%3A%20x%3D1%22%3B%20%E8%AF%81.pdf";
        assert_eq!(header, format!("attachment; filename=\"scan.pdf\"; {end}"));
    }

    #[test]
    fn a_name_that_the_bucket_wrote_down_is_read_from_the_words_of_mail() {
        for (header, shown) in [
            ("scan 1.pdf", Some("scan 1.pdf")),
            ("=?UTF-8?B?6Lqr5Lu96K+BLmpwZw==?=", Some("身份证.jpg")),
            ("=?UTF-8?Q?=E8=BA=AB=E4=BB=BD_1=E8=AF=81.jpg?=", Some("身份 1证.jpg")),
            ("=?utf-8?q?=E8=BA?= =?utf-8?q?=AB.jpg?=", Some("身.jpg")),
            ("=?gbk?B?6Lqr?=", Some("=?gbk?B?6Lqr?=")),
            ("=?UTF-8?B?Li4v4oCuLmpwZw==?=", Some("jpg")),
            ("C:\\a\\b%41.png", Some("b%41.png")),
            ("${filename}", None),
            ("", None),
            ("..", None),
        ] {
            assert_eq!(mailed(header).as_deref(), shown, "{header}");
        }
    }

    #[test]
    fn a_name_comes_back_from_the_metadata_as_it_was() {
        for name in ["身份证（正面）100%.jpg", "a+b c.pdf", "𠮷.png", "%41%.png"] {
            assert_eq!(decode(&encode(name)), name);
        }
        assert_eq!(decode("%00%E2%80%AE%zz%"), "%zz%");
    }
}
