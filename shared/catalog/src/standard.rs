//! What the standards require of a unit's people (建市〔2014〕159号 and a secondary transcription of it), as data for the
//! rules of `domain::standard`. None of the figures could be compared with the document itself, so they guide and refuse
//! nobody.

mod figures;

pub use figures::{STANDARDS, of};

use crate::dictionaries::{POST, REGISTRATION_CATEGORY};
use domain::form::{Dictionary, Draft};
use domain::standard::{Document, Standard};

/// What a person can be picked for.
pub static ROLES: Dictionary = Dictionary {
    name: "application-role",
    entries: &[
        ("registered", "注册人员"),
        ("lead", "技术负责人"),
        ("titled", "职称人员"),
        ("site", "现场管理人员"),
        ("skilled", "技术工人"),
        ("testing", "检测人员"),
    ],
};

/// Where the figures of a standard come from, and how far they can be relied on: one line of the page.
pub fn source(standard: &Standard) -> String {
    let named = |it: &Document| format!("{}《{}》（{} 起施行）", it.number, it.title, it.since);
    let relieved = standard.relieved.map(|it| format!("{}，除最低等级外不再考核人员指标", named(it)));
    let parts = standard.document.map(named).into_iter().chain(relieved);
    parts.chain(standard.doubt.map(str::to_owned)).collect::<Vec<_>>().join("；")
}

/// What speaks for a person in one line: registrations, title, posts, trade.
pub fn in_short(facts: &Draft) -> String {
    let named = |list: &str, field: &str, from: &'static Dictionary| -> Vec<&'static str> {
        facts.rows(list).iter().filter_map(|row| from.name_of(row.text(field))).collect()
    };
    let title = crate::dictionaries::TITLE.name_of(facts.text("title_level")).filter(|name| *name != "无");
    let title = title.map(|name| match facts.text("title_major") {
        "" => name.to_owned(),
        major => format!("{name}（{major}）"),
    });
    let grade = crate::dictionaries::TRADE_GRADE.name_of(facts.text("trade_grade")).filter(|name| *name != "无");
    let grade = grade.map(str::to_owned);
    let parts = named("certificates", "category", &REGISTRATION_CATEGORY).into_iter().map(str::to_owned);
    let posts = named("posts", "post", &POST).into_iter().map(str::to_owned);
    parts.chain(title).chain(posts).chain(grade).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests;
