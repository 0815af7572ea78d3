//! What the standards require of a unit's people (建市〔2014〕159号 and a secondary transcription of it). The figures are data
//! with their source; none of them could be compared with the document itself, so they guide and refuse nobody.

mod figures;

pub use figures::{STANDARDS, of};

use crate::dictionaries::{POST, REGISTRATION_CATEGORY};
use domain::form::{Dictionary, Draft};
use jiff::civil::Date;

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

/// What a standard requires of the people of a matter.
pub struct Standard {
    /// The matter, by its code.
    pub matter: &'static str,
    /// The document and what is uncertain about the figures.
    pub source: &'static str,
    /// The requirements in the document's order.
    pub requirements: &'static [Requirement],
}

/// One line of a standard.
pub struct Requirement {
    /// For which role it asks.
    pub role: &'static str,
    /// The sentence on the page.
    pub words: &'static str,
    /// How many persons at least.
    pub least: u32,
    /// Who counts.
    pub need: Need,
}

/// Who counts for a requirement.
#[derive(Clone, Copy)]
pub enum Need {
    /// A valid registration as 注册建造师 in one of these majors; of any major where none is named.
    Constructor {
        /// Only first class.
        first: bool,
        /// 注册专业.
        majors: &'static [&'static str],
    },
    /// A title of at least this level (3 is 中级), in one of these majors; of any where none is named.
    Titled {
        /// 职称级别.
        level: u8,
        /// 职称专业.
        majors: &'static [&'static str],
    },
    /// A title or a registration: 技术负责人.
    Lead {
        /// 职称级别.
        level: u8,
    },
    /// A valid 岗位证书 for one of these posts; of any where none is named.
    Post(&'static [&'static str]),
    /// 技术工人 of at least this grade (4 is 中级工; the smaller the higher).
    Skilled {
        /// 技术工人等级.
        grade: u8,
    },
    /// Whoever is picked.
    Anybody,
}

/// One line of the live table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// For which role.
    pub role: &'static str,
    /// The sentence of the standard.
    pub words: &'static str,
    /// 要求.
    pub required: u32,
    /// 已有: picked for the role, and counting.
    pub have: u32,
    /// 还缺.
    pub missing: u32,
}

/// Whether the figures of this source were compared with the document itself. Those of another are no ground to find fault
/// with anybody: whoever decides is asked to look.
pub fn is_certain(source: &str) -> bool {
    !["未经原文核对", "仅供参考"].iter().any(|doubt| source.contains(doubt))
}

impl Need {
    /// Whether a person whom the unit keeps may count: of such a one no registration is kept.
    pub const fn admits_members(self) -> bool {
        !matches!(self, Need::Constructor { .. })
    }
    /// Whether a registered person may count: of such a one neither 岗位证书 nor a grade is kept.
    pub const fn admits_registered(self) -> bool {
        !matches!(self, Need::Post(_) | Need::Skilled { .. })
    }
    /// Whether a person of these facts counts on this day.
    pub fn is_met(&self, facts: &Draft, on: Date) -> bool {
        let listed = |names: &[&str], text: &str| names.is_empty() || names.contains(&text);
        let level = |field: &str| facts.text(field).parse::<u8>().ok();
        match *self {
            Need::Constructor { first, majors } => facts.rows("certificates").iter().any(|row| {
                let category = row.text("category");
                let is = if first { category == "JZS1" } else { category.starts_with("JZS") };
                is && listed(majors, row.text("major")) && holds(row, on)
            }),
            Need::Titled { level: least, majors } => {
                level("title_level").is_some_and(|it| it >= least) && listed(majors, facts.text("title_major"))
            }
            Need::Lead { level } => {
                Need::Titled { level, majors: &[] }.is_met(facts, on)
                    || Need::Constructor { first: false, majors: &[] }.is_met(facts, on)
            }
            Need::Post(posts) => {
                facts.rows("posts").iter().any(|row| listed(posts, row.text("post")) && holds(row, on))
            }
            Need::Skilled { grade } => level("trade_grade").is_some_and(|it| it <= grade),
            Need::Anybody => true,
        }
    }
}

/// Whether a certificate holds on a day; one without an end always does. Days are spelled so that their order is that of
/// their texts.
pub fn holds(certificate: &Draft, on: Date) -> bool {
    let until = certificate.text("until");
    until.is_empty() || *until >= *on.to_string()
}

/// The live table “要求 / 已有 / 还缺” over whoever was picked: roles and facts.
pub fn table<'a>(
    requirements: &'static [Requirement],
    picked: impl Iterator<Item = (&'a str, &'a Draft)> + Clone,
    on: Date,
) -> Vec<Row> {
    let row = |it: &'static Requirement| {
        let counts = picked.clone().filter(|(role, facts)| *role == it.role && it.need.is_met(facts, on)).count();
        let have = u32::try_from(counts).unwrap_or(u32::MAX);
        Row { role: it.role, words: it.words, required: it.least, have, missing: it.least.saturating_sub(have) }
    };
    requirements.iter().map(row).collect()
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
