//! How somebody is reached: post, mail, page, telephone with a cord.

use crate::text::{clean, half_width};
use crate::value::{Fault, Value};

/// 邮政编码: six digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalCode(String);

/// 电子邮箱: one `@`, a name before it, a domain with a dot after it; at most 100 characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

/// 网址: `http` or `https`, which may be left out; never another scheme, since pages show it as a text that people open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Website(String);

/// 固定电话 or 传真: an area code and seven or eight digits, with an extension where there is one; a 400 or 800 number;
/// or a mobile number.
#[derive(Clone, PartialEq, Eq)]
pub struct Telephone(String);

impl Value for PostalCode {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = half_width(text);
        let is_six = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_six { Ok(PostalCode(text)) } else { Err(Fault::Malformed("应为 6 位数字")) }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

impl Value for Email {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = half_width(&clean(text, false)?).replace('＠', "@");
        let wrong = Fault::Malformed("应为电子邮箱，例如 lianxi@example.com");
        let Some((name, domain)) = text.split_once('@') else { return Err(wrong) };
        let named = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let is_name = !name.is_empty() && !name.starts_with('.') && !name.ends_with('.') && name.chars().all(named);
        if !is_name || !is_host(domain) {
            return Err(wrong);
        }
        if text.len() > 100 { Err(Fault::TooLong(100)) } else { Ok(Email(text)) }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

impl Value for Website {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = clean(text, false)?;
        let wrong = Fault::Malformed("应为网址，例如 www.example.com");
        let rest = match text.split_once("://") {
            Some((scheme, rest)) if ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => rest,
            Some(_) => return Err(wrong),
            None => &text,
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = host.split_once(':').unwrap_or((host, "80"));
        let seen = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
        if !is_host(host) || port.parse::<u16>().is_err() || !rest.chars().all(seen) {
            return Err(wrong);
        }
        if text.len() > 200 { Err(Fault::TooLong(200)) } else { Ok(Website(text)) }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

impl Value for Telephone {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = half_width(&clean(text, false)?).replace(['（', '('], "").replace(['）', ')', ' ', '－', '—'], "-");
        let wrong = Fault::Malformed("应为电话号码，例如 024-12345678");
        let parts: Vec<&str> = text.split('-').filter(|part| !part.is_empty()).collect();
        if !parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
            return Err(wrong);
        }
        let is_area = |part: &str| part.starts_with('0') && (3..=4).contains(&part.len());
        let is_local = |part: &str| (7..=8).contains(&part.len()) && !part.starts_with('0');
        let is_mobile = |whole: &str| {
            whole.len() == 11 && whole.starts_with('1') && ('3'..='9').contains(&char::from(whole.as_bytes()[1]))
        };
        let whole = parts.concat();
        let is_service = whole.len() == 10 && (whole.starts_with("400") || whole.starts_with("800"));
        let shaped = match parts.as_slice() {
            _ if is_service || is_mobile(&whole) => return Ok(Telephone(whole)),
            [area, local] => is_area(area) && is_local(local),
            [area, local, extension] => is_area(area) && is_local(local) && extension.len() <= 6,
            _ => false,
        };
        if shaped { Ok(Telephone(parts.join("-"))) } else { Err(wrong) }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

/// Two labels or more, of letters, digits and hyphens.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.split('.').count() >= 2 && text.split('.').all(is_label)
}
