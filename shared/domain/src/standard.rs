//! What a standard requires of a unit's people: thresholds as data, each with its document and the days on which it is in
//! force, and the rules that say who counts and what is still missing. Figures that nobody could compare with the document
//! guide and refuse nobody; so do those that another document has relieved.

use crate::form::Draft;
use jiff::civil::Date;

/// A published document.
#[derive(Debug)]
pub struct Document {
    /// 文号.
    pub number: &'static str,
    /// Its name.
    pub title: &'static str,
    /// The first day on which it is in force.
    pub since: Date,
    /// The last one, where it has been repealed.
    pub until: Option<Date>,
}

/// What a document requires of the people of a matter.
#[derive(Debug)]
pub struct Standard {
    /// The matter, by its code.
    pub matter: &'static str,
    /// Where the figures stand; of a matter whose figures nobody has, no document is named.
    pub document: Option<&'static Document>,
    /// The document because of which these figures are not checked any more.
    pub relieved: Option<&'static Document>,
    /// What is uncertain about them, in the words of the page; nothing where they were compared with the document itself.
    pub doubt: Option<&'static str>,
    /// The requirements in the document's order.
    pub requirements: &'static [Requirement],
}

/// One line of a standard.
#[derive(Debug)]
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
#[derive(Clone, Copy, Debug)]
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

impl Document {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, on: Date) -> bool {
        self.since <= on && self.until.is_none_or(|until| on <= until)
    }
}

impl Standard {
    /// Whether what it requires can be held against anybody on a day.
    pub fn is_binding(&self, on: Date) -> bool {
        self.doubt.is_none()
            && self.document.is_some_and(|document| document.is_in_force(on))
            && !self.relieved.is_some_and(|document| document.is_in_force(on))
    }

    /// The live table “要求 / 已有 / 还缺” over whoever was picked: roles and facts.
    pub fn table<'a>(&self, picked: impl Iterator<Item = (&'a str, &'a Draft)> + Clone, on: Date) -> Vec<Row> {
        let row = |it: &Requirement| {
            let counts = picked.clone().filter(|(role, facts)| *role == it.role && it.need.is_met(facts, on)).count();
            let have = u32::try_from(counts).unwrap_or(u32::MAX);
            Row { role: it.role, words: it.words, required: it.least, have, missing: it.least.saturating_sub(have) }
        };
        self.requirements.iter().map(row).collect()
    }

    /// What is missing and keeps an application from being handed in on a day (manual, 4).
    pub fn forbids<'a>(&self, picked: impl Iterator<Item = (&'a str, &'a Draft)> + Clone, on: Date) -> Vec<Row> {
        let mut rows = if self.is_binding(on) { self.table(picked, on) } else { Vec::new() };
        rows.retain(|row| row.missing > 0);
        rows
    }
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
fn holds(certificate: &Draft, on: Date) -> bool {
    let until = certificate.text("until");
    until.is_empty() || *until >= *on.to_string()
}

#[cfg(test)]
mod tests;
