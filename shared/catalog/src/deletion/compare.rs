//! What the leaving person was needed for, beside what the replacement has: point by point, as of the application and
//! as of today. What no rule settles is guidance, which an officer looks at and which refuses nobody.

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
    Measure { name: "职称级别", told: title, makes_up: |of, by, _| Verdict::rule(level(by) >= level(of)) },
    Measure {
        name: "职称专业",
        told: |facts| facts.text("title_major").to_owned(),
        makes_up: |of, by, _| Verdict::rule(same_or_none(of, by, "title_major")),
    },
    Measure { name: "岗位证书", told: posts, makes_up: |of, by, day| Verdict::rule(has_all(of, by, day, POSTS)) },
    Measure {
        name: "注册证书",
        told: certificates,
        makes_up: |of, by, day| Verdict::rule(has_all(of, by, day, CERTIFICATES)),
    },
    Measure { name: "工种及等级", told: trade, makes_up: |of, by, _| Verdict::rule(is_as_skilled(of, by)) },
    Measure {
        name: "社保",
        told: insurance,
        makes_up: |of, by, day| Verdict::guidance(same_or_none(of, by, "insurer") && is_insured(of, by, day)),
    },
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

fn title(facts: &Draft) -> String {
    if level(facts) == 0 { String::new() } else { named(TITLE.name_of(facts.text("title_level"))) }
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
    let holds = |row: &&Draft| row.text("until").parse::<Date>().map_or(row.text("until").is_empty(), |it| it >= day);
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
    let until = |row: &Draft| match row.text("until") {
        "" => String::new(),
        day => format!(" 至 {day}"),
    };
    rows.iter().map(|row| told(row) + &until(row)).collect::<Vec<_>>().join("、")
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

/// Paid in the last three months before a day; of what the leaving person had nothing, nothing is asked.
fn is_insured(of: &Draft, by: &Draft, day: Date) -> bool {
    let oldest = day.checked_sub(3.months()).map(|it| it.strftime("%Y-%m").to_string()).unwrap_or_default();
    insurance(of).is_empty() || by.text("insured_to") >= oldest.as_str()
}

fn insurance(facts: &Draft) -> String {
    match (facts.text("insurer"), facts.text("insured_to")) {
        (insurer, "") => insurer.to_owned(),
        (insurer, month) => format!("{insurer}（缴至 {month}）"),
    }
}

fn named(name: Option<&str>) -> String {
    name.unwrap_or_default().to_owned()
}

fn in_brackets(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("（{text}）") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::Entry;
    use jiff::civil::date;

    const DAYS: (Date, Date) = (date(2024, 5, 1), date(2026, 11, 23));

    fn engineer() -> Draft {
        let facts = Draft::default().with("title_level", "3").with("title_major", "结构").with("major", "土木工程");
        let facts = facts.with("insurer", "甲公司").with("insured_to", "2026-10");
        holding(facts, "posts", &[("post", "SGY"), ("until", "2099-06-30")])
    }
    fn holding(mut facts: Draft, list: &str, row: &[(&str, &str)]) -> Draft {
        let row = row.iter().fold(Draft::default(), |row, (name, text)| row.with(name, *text));
        facts.0.insert(list.to_owned(), Entry::Rows(vec![row]));
        facts
    }
    /// The words of every point that is not 符合: then and today.
    fn check(needed: &Draft, now: &Draft, other: &Draft) -> Vec<(&'static str, &'static str, &'static str)> {
        let points = compare(needed, now, other, DAYS);
        let odd = points.iter().filter(|it| it.then != Verdict::Met || it.today != Verdict::Met);
        odd.map(|it| (it.name, it.then.word(), it.today.word())).collect()
    }

    #[test]
    fn r_4_6_11_the_like_of_the_leaving_person_meets_every_point() {
        let points = compare(&engineer(), &engineer(), &engineer(), DAYS);
        let names: Vec<_> = points.iter().map(|point| point.name).collect();
        assert_eq!(names, ["职称级别", "职称专业", "岗位证书", "社保", "所学专业"]);
        assert!(is_met(&points) && check(&engineer(), &engineer(), &engineer()).is_empty());
        assert_eq!(
            check(&engineer(), &engineer(), &engineer().with("title_level", "4")),
            [],
            "a higher level does too"
        );
    }

    #[test]
    fn r_4_6_11_a_lower_title_another_major_or_a_missing_post_is_unmet_then_and_today() {
        let lower = engineer().with("title_level", "2").with("title_major", "暖通");
        let wrong = [("职称级别", "不符", "不符"), ("职称专业", "不符", "不符")];
        assert_eq!(check(&engineer(), &engineer(), &lower), wrong);
        let other_post = holding(engineer(), "posts", &[("post", "AQY"), ("until", "2099-01-01")]);
        assert_eq!(check(&engineer(), &engineer(), &other_post), [("岗位证书", "不符", "不符")]);
    }

    #[test]
    fn a15_a_certificate_that_has_ended_was_good_then_and_is_not_today() {
        let ended = holding(engineer(), "posts", &[("post", "SGY"), ("until", "2026-11-22")]);
        assert_eq!(check(&engineer(), &engineer(), &ended), [("岗位证书", "符合", "不符")]);
        let last_day = holding(engineer(), "posts", &[("post", "SGY"), ("until", "2026-11-23")]);
        assert!(check(&engineer(), &engineer(), &last_day).is_empty(), "the last day counts");
    }

    #[test]
    fn r_4_6_11_what_was_needed_then_is_needed_today_whatever_the_record_says_now() {
        let now = Draft::default().with("major", "土木工程");
        let points = compare(&engineer(), &now, &now, DAYS);
        assert!(!is_met(&points), "a record that was thinned out makes nobody sufficient");
        let risen = engineer().with("title_level", "5");
        assert_eq!(check(&engineer(), &risen, &engineer()), [("职称级别", "符合", "不符")], "what the unit has now");
    }

    #[test]
    fn r_4_6_11_insurance_and_major_are_guidance_and_refuse_nobody() {
        let other = engineer().with("insurer", "乙公司").with("insured_to", "2026-07").with("major", "给排水");
        let points = compare(&engineer(), &engineer(), &other, DAYS);
        let odd = [("社保", "请核对", "请核对"), ("所学专业", "请核对", "请核对")];
        assert_eq!((check(&engineer(), &engineer(), &other), is_met(&points)), (odd.to_vec(), true));
        let late = engineer().with("insured_to", "2026-07");
        assert_eq!(check(&engineer(), &engineer(), &late), [("社保", "符合", "请核对")], "older than three months");
    }

    #[test]
    fn r_4_6_11_registrations_and_trades_are_compared_too() {
        let builder = |major: &str, until: &str| {
            let row = [("category", "JZS2"), ("major", major), ("until", until)];
            holding(Draft::default().with("trade", "木工").with("trade_grade", "3"), "certificates", &row)
        };
        let one = builder("建筑工程", "2099-01-01");
        assert!(
            check(&one, &one, &one.clone().with("trade_grade", "2")).is_empty(),
            "a higher grade has a smaller code"
        );
        assert_eq!(check(&one, &one, &one.clone().with("trade_grade", "4")), [("工种及等级", "不符", "不符")]);
        assert_eq!(check(&one, &one, &builder("市政公用", "2099-01-01")), [("注册证书", "不符", "不符")]);
        assert_eq!(check(&one, &one, &builder("建筑工程", "2025-01-01")), [("注册证书", "符合", "不符")]);
    }
}
