//! What the leaving person was needed for, beside what the replacement has: point by point, as of the application and
//! as of today. What was obtained after a day does not count on it; what names no day counts on every day. What no rule
//! settles is guidance, which an officer looks at and which refuses nobody.

use crate::dictionaries::{POST, REGISTRATION_CATEGORY, TITLE, TRADE_GRADE};
use domain::form::Draft;
use jiff::ToSpan;
use jiff::civil::Date;

/// Whether a point is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 符合.
    Met,
    /// 不符.
    Unmet,
    /// An officer looks at it: the data do not settle it.
    Look,
}

impl Verdict {
    /// The word on the page and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Met => "符合",
            Verdict::Unmet => "不符",
            Verdict::Look => "请核对",
        }
    }
    fn rule(met: bool) -> Verdict {
        if met { Verdict::Met } else { Verdict::Unmet }
    }
    fn guidance(met: bool) -> Verdict {
        if met { Verdict::Met } else { Verdict::Look }
    }
}

/// One point of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What is compared.
    pub name: &'static str,
    /// What the leaving person had when the application was submitted.
    pub needed: String,
    /// What the leaving person has now.
    pub now: String,
    /// What the replacement has.
    pub has: String,
    /// As of the application.
    pub then: Verdict,
    /// As of today, against what was needed then and what the unit has now.
    pub today: Verdict,
}

/// One thing that is compared: how it is told, and whether somebody with these facts makes up for another on a day.
struct Measure {
    name: &'static str,
    told: fn(&Draft) -> String,
    makes_up: fn(&Draft, &Draft, Date) -> Verdict,
}

const MEASURES: [Measure; 7] = [
    Measure {
        name: "职称级别", told: title, makes_up: |of, by, day| Verdict::rule(level_on(day, by) >= level(of))
    },
    Measure {
        name: "职称专业",
        told: |facts| facts.text("title_major").to_owned(),
        makes_up: |of, by, day| Verdict::rule(has_title_major(of, by, day)),
    },
    Measure { name: "岗位证书", told: posts, makes_up: |of, by, day| Verdict::rule(has_all(of, by, day, POSTS)) },
    Measure {
        name: "注册证书",
        told: certificates,
        makes_up: |of, by, day| Verdict::rule(has_all(of, by, day, CERTIFICATES)),
    },
    Measure { name: "工种及等级", told: trade, makes_up: |of, by, _| Verdict::rule(is_as_skilled(of, by)) },
    Measure { name: "社保", told: insurance, makes_up: insured },
    // The names of majors are typed freely and renamed by every school: whether two are the same, a person must say.
    Measure {
        name: "所学专业",
        told: |facts| facts.text("major").to_owned(),
        makes_up: |of, by, _| Verdict::guidance(same_or_none(of, by, "major")),
    },
];

/// Compares a replacement with a leaving person, of whom the facts of the application and those of today are given.
/// What the leaving person never had, nobody needs.
pub fn compare(needed: &Draft, now: &Draft, other: &Draft, (then, today): (Date, Date)) -> Vec<Point> {
    let point = |measure: &Measure| Point {
        name: measure.name,
        needed: (measure.told)(needed),
        now: (measure.told)(now),
        has: (measure.told)(other),
        then: (measure.makes_up)(needed, other, then),
        today: stricter((measure.makes_up)(needed, other, today), (measure.makes_up)(now, other, today)),
    };
    let told = |point: &Point| !(point.needed.is_empty() && point.now.is_empty());
    MEASURES.iter().map(point).filter(told).collect()
}

/// Whether nothing is 不符, then and today.
pub fn is_met(points: &[Point]) -> bool {
    points.iter().all(|point| point.then != Verdict::Unmet && point.today != Verdict::Unmet)
}

fn stricter(one: Verdict, other: Verdict) -> Verdict {
    match (one, other) {
        (Verdict::Unmet, _) | (_, Verdict::Unmet) => Verdict::Unmet,
        (Verdict::Look, _) | (_, Verdict::Look) => Verdict::Look,
        _ => Verdict::Met,
    }
}

/// 职称级别 as a number; the codes rise with the level.
fn level(facts: &Draft) -> u8 {
    facts.text("title_level").parse().unwrap_or_default()
}

/// 职称级别 as it was on a day: none before 职称取得日期.
fn level_on(day: Date, facts: &Draft) -> u8 {
    if is_obtained_by(day, facts, "title_date") { level(facts) } else { 0 }
}

fn title(facts: &Draft) -> String {
    if level(facts) == 0 {
        return String::new();
    }
    let obtained = match facts.text("title_date") {
        "" => String::new(),
        day => in_brackets(&format!("{day} 取得")),
    };
    named(TITLE.name_of(facts.text("title_level"))) + &obtained
}

fn has_title_major(of: &Draft, by: &Draft, day: Date) -> bool {
    of.text("title_major").is_empty()
        || of.text("title_major") == by.text("title_major") && is_obtained_by(day, by, "title_date")
}

/// Whether what names the day of its obtaining was there on another; where no day is named, it was.
fn is_obtained_by(day: Date, facts: &Draft, name: &str) -> bool {
    facts.text(name).parse::<Date>().map_or(true, |it| it <= day)
}

fn same_or_none(of: &Draft, by: &Draft, name: &str) -> bool {
    of.text(name).is_empty() || of.text(name) == by.text(name)
}

/// A list of certificates and what tells one from another in it.
type Kept = (&'static str, &'static [&'static str]);
const POSTS: Kept = ("posts", &["post"]);
const CERTIFICATES: Kept = ("certificates", &["category", "major"]);

/// Whether every certificate of one has its like among the other's that hold on this day.
fn has_all(of: &Draft, by: &Draft, day: Date, (list, names): Kept) -> bool {
    let lasts = |row: &Draft| row.text("until").parse::<Date>().map_or(row.text("until").is_empty(), |it| it >= day);
    let holds = |row: &&Draft| is_obtained_by(day, row, "issued") && lasts(row);
    let alike = |one: &Draft, other: &Draft| names.iter().all(|name| same_or_none(one, other, name));
    of.rows(list).iter().all(|needed| by.rows(list).iter().filter(holds).any(|held| alike(needed, held)))
}

fn posts(facts: &Draft) -> String {
    in_a_line(facts.rows("posts"), |row| named(POST.name_of(row.text("post"))))
}

fn certificates(facts: &Draft) -> String {
    in_a_line(facts.rows("certificates"), |row| {
        format!("{}{}", named(REGISTRATION_CATEGORY.name_of(row.text("category"))), in_brackets(row.text("major")))
    })
}

fn in_a_line(rows: &[Draft], told: impl Fn(&Draft) -> String) -> String {
    rows.iter().map(|row| told(row) + &held(row)).collect::<Vec<_>>().join("、")
}

/// From when and until when a certificate holds, as far as it says so.
fn held(row: &Draft) -> String {
    match (row.text("issued"), row.text("until")) {
        ("", "") => String::new(),
        (from, "") => format!(" 自 {from}"),
        ("", until) => format!(" 至 {until}"),
        (from, until) => format!(" 自 {from} 至 {until}"),
    }
}

/// The smaller the code, the higher the grade; none is below all.
fn grade(facts: &Draft) -> u8 {
    facts.text("trade_grade").parse().unwrap_or(u8::MAX)
}

fn is_as_skilled(of: &Draft, by: &Draft) -> bool {
    same_or_none(of, by, "trade") && grade(by) <= grade(of)
}

fn trade(facts: &Draft) -> String {
    let grade = named(TRADE_GRADE.name_of(facts.text("trade_grade")));
    format!("{}{}", facts.text("trade"), in_brackets(&grade))
}

/// Nothing at all is none; but who paid for whom when is not settled by months and a name which an enterprise may
/// have changed. Of what the leaving person had nothing, nothing is asked.
fn insured(of: &Draft, by: &Draft, day: Date) -> Verdict {
    match (insurance(of).is_empty(), insurance(by).is_empty()) {
        (true, _) => Verdict::Met,
        (false, true) => Verdict::Unmet,
        (false, false) => Verdict::guidance(same_or_none(of, by, "insurer") && is_insured(by, day)),
    }
}

/// Begun by a day's month, and paid in it or in the last three months before it. Months are spelled so that their order is
/// that of their texts.
fn is_insured(by: &Draft, day: Date) -> bool {
    let month = |day: Date| day.strftime("%Y-%m").to_string();
    let oldest = day.checked_sub(3.months()).map(month).unwrap_or_default();
    by.text("insured_from") <= month(day).as_str() && by.text("insured_to") >= oldest.as_str()
}

fn insurance(facts: &Draft) -> String {
    let paid = match (facts.text("insured_from"), facts.text("insured_to")) {
        ("", "") => String::new(),
        (from, "") => format!("自 {from}"),
        ("", to) => format!("缴至 {to}"),
        (from, to) => format!("自 {from}，缴至 {to}"),
    };
    format!("{}{}", facts.text("insurer"), in_brackets(&paid))
}

fn named(name: Option<&str>) -> String {
    name.unwrap_or_default().to_owned()
}

fn in_brackets(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("（{text}）") }
}

#[cfg(test)]
mod tests;
