//! One thing in a table's cell or beside a label.

use crate::answer::Link;
use crate::chrome::Hidden;
use askama::Template;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{Timestamp, tz};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// One thing in a table's cell or beside a label: `{{ cell|safe }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "cell.html")]
pub struct Cell {
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Text(String),
    Number(String),
    Link(Link, String),
    Window(Link, String),
    Tag(Cow<'static, str>),
    Time(String, String),
    Lead(Link, &'static str, String),
    Post(Post),
    Thumb(Thumb),
    Several(Vec<Cell>),
}

/// The small picture of a scan, which leads to its pages.
#[derive(Clone, Debug)]
pub struct Thumb {
    /// The page that shows it; where there is a script, its pages are shown over this one.
    pub view: Link,
    /// The small picture.
    pub picture: Link,
    /// The file's name.
    pub name: String,
    /// How many pages it has.
    pub pages: u64,
}

/// A button that posts a small form of its own.
#[derive(Clone, Debug)]
pub struct Post {
    /// Where to.
    pub to: Link,
    /// What the button says.
    pub label: &'static str,
    /// Whom or what it concerns, for those who only hear the button.
    pub about: String,
    /// What it sends, such as the version and the answer.
    pub fields: Vec<(&'static str, String)>,
    /// Whether it is the main thing to do here.
    pub main: bool,
}

impl Cell {
    /// Text; line breaks are kept.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { what: What::Text(text.into()) }
    }
    /// A number or code, in digits of one width.
    pub fn number(text: impl Into<String>) -> Cell {
        Cell { what: What::Number(text.into()) }
    }
    /// A link.
    pub fn link(to: impl Into<Link>, text: impl Into<String>) -> Cell {
        Cell { what: What::Link(to.into(), text.into()) }
    }
    /// A link whose page opens in a window over this one where there is a script.
    pub fn window(to: impl Into<Link>, text: impl Into<String>) -> Cell {
        Cell { what: What::Window(to.into(), text.into()) }
    }
    /// A state's word in its colour.
    pub fn tag(word: impl Into<Cow<'static, str>>) -> Cell {
        Cell { what: What::Tag(word.into()) }
    }
    /// A time, by the hall's clock.
    pub fn time(at: Timestamp) -> Cell {
        Cell { what: What::Time(at.to_string(), local(at)) }
    }
    /// A button that posts a small form.
    pub fn post(post: Post) -> Cell {
        Cell { what: What::Post(post) }
    }
    /// The small picture of a scan.
    pub fn thumb(thumb: Thumb) -> Cell {
        Cell { what: What::Thumb(thumb) }
    }
    /// A button that leads to the place where something is done; `about` says whom it concerns.
    pub fn lead(to: impl Into<Link>, label: &'static str, about: impl Into<String>) -> Cell {
        Cell { what: What::Lead(to.into(), label, about.into()) }
    }
    /// Whether it already says this, so that a label would say it twice.
    pub(crate) fn says(&self, label: &str) -> bool {
        match &self.what {
            What::Link(_, text) | What::Window(_, text) => text == label,
            What::Post(post) => post.label == label,
            What::Lead(_, known, _) => *known == label,
            _ => false,
        }
    }
    /// Several, beside each other.
    pub fn several(cells: Vec<Cell>) -> Cell {
        Cell { what: What::Several(cells) }
    }
}

impl Post {
    /// Token, and a request id that no other form of the page has.
    fn hidden(&self) -> Hidden {
        let mut digest = Sha256::new_with_prefix(&self.to);
        self.fields.iter().for_each(|(name, text)| digest.update(format!("\0{name}\0{text}")));
        Hidden::new().mark(&URL_SAFE_NO_PAD.encode(digest.finalize())[..8])
    }
}

/// A state's word in its colour.
#[derive(Template)]
#[template(source = r#"<strong class="govuk-tag {{ self::tag(word) }}">{{ word }}</strong>"#, ext = "html")]
pub(crate) struct Tag {
    pub(crate) word: &'static str,
}

/// Whether a text is one word, such as a kind or a name: it does not break.
fn is_word(text: &str) -> bool {
    text.chars().count() <= 6
}

/// The class that gives a state's word its colour.
pub fn tag(word: &str) -> &'static str {
    match word {
        "待审核" | "待受理" | "已受理" | "待核实" => "govuk-tag--blue",
        "已审核" | "已核验" | "已核实" | "已发布" | "准予许可" | "有效" | "符合" | "已删除" | "已完成" => {
            "govuk-tag--green"
        }
        "核验中" | "请核对" | "申报过" | "即将到期" | "核对中" | "待确认" | "录入中" => {
            "govuk-tag--yellow"
        }
        "已退回" | "已离开单位" | "需要处理" | "未核实" | "待补正" | "不予删除" => {
            "govuk-tag--orange"
        }
        "未通过核验" | "未通过" | "不予许可" | "不符" | "已超期" | "已过期" => "govuk-tag--red",
        _ => "govuk-tag--grey",
    }
}

/// The hall's clock, UTC+8: `2026-11-22 19:40`.
pub fn local(at: Timestamp) -> String {
    at.to_zoned(tz::TimeZone::fixed(tz::offset(8))).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The day on the hall's clock: `2026-11-22`.
pub fn local_day(at: Timestamp) -> String {
    at.to_zoned(tz::TimeZone::fixed(tz::offset(8))).strftime("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_by_the_hall_s_clock() {
        let at: Timestamp = "2026-11-22T16:40:00Z".parse().unwrap();
        assert_eq!((local(at).as_str(), local_day(at).as_str()), ("2026-11-23 00:40", "2026-11-23"));
    }

    #[test]
    fn c04_text_in_a_cell_is_inert() {
        let shown = Cell::text("<script>alert(1)</script>").render().unwrap();
        assert_eq!(shown.trim(), "<span class=\"portal-text\">&#60;script&#62;alert(1)&#60;/script&#62;</span>");
    }
}
