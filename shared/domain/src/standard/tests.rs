//! Who counts for a requirement, when no longer, and what can be held against whom on which day.

use super::*;
use crate::form::Entry;
use jiff::civil::date;

const TODAY: Date = date(2026, 11, 23);
static OLD: Document =
    Document { number: "旧", title: "旧标准", since: date(2015, 1, 1), until: Some(date(2026, 12, 31)) };
static RELIEF: Document = Document { number: "简", title: "简化", since: date(2016, 11, 1), until: None };
static ASKS: &[Requirement] = &[
    Requirement { role: "titled", words: "中级以上职称", least: 2, need: Need::Titled { level: 3, majors: &[] } },
    Requirement {
        role: "titled", words: "其中结构", least: 1, need: Need::Titled { level: 3, majors: &["结构"] }
    },
    Requirement { role: "skilled", words: "技术工人", least: 1, need: Need::Skilled { grade: 4 } },
];
const BINDING: Standard =
    Standard { matter: "X", document: Some(&OLD), relieved: None, doubt: None, requirements: ASKS };

fn engineer(level: &str, major: &str) -> Draft {
    Draft::default().with("title_level", level).with("title_major", major)
}

fn with_row(list: &str, row: Draft) -> Draft {
    Draft([(list.to_owned(), Entry::Rows(vec![row]))].into())
}

#[test]
fn r_4_1_a_table_says_what_is_required_there_and_missing() {
    let (good, junior) = (engineer("3", "结构"), engineer("2", "结构"));
    let picked = [("titled", &good), ("titled", &junior), ("skilled", &good)];
    let table = BINDING.table(picked.into_iter(), TODAY);
    let counts: Vec<_> = table.iter().map(|row| (row.required, row.have, row.missing)).collect();
    assert_eq!(counts, [(2, 1, 1), (1, 1, 0), (1, 0, 1)], "a junior counts for nothing, nor does who has no grade");
}

#[test]
fn r_4_1_what_is_missing_forbids_to_hand_in_and_is_listed() {
    let (good, worker) = (engineer("3", "结构"), Draft::default().with("trade_grade", "4"));
    let lacking = BINDING.forbids([("titled", &good)].into_iter(), TODAY);
    assert_eq!(lacking.iter().map(|row| row.words).collect::<Vec<_>>(), ["中级以上职称", "技术工人"]);
    let whole = [("titled", &good), ("titled", &good), ("skilled", &worker)];
    assert_eq!(BINDING.forbids(whole.into_iter(), TODAY), []);
}

#[test]
fn r_4_1_what_is_uncertain_relieved_or_not_in_force_refuses_nobody() {
    let nobody = || std::iter::empty::<(&str, &Draft)>();
    assert_eq!(BINDING.forbids(nobody(), date(2026, 12, 31)).len(), 3, "the last day");
    for (guides, on) in [
        (Standard { doubt: Some("未经原文核对"), ..BINDING }, TODAY),
        (Standard { relieved: Some(&RELIEF), ..BINDING }, TODAY),
        (Standard { document: None, ..BINDING }, TODAY),
        (BINDING, date(2014, 12, 31)),
        (BINDING, date(2027, 1, 1)),
    ] {
        assert_eq!(guides.forbids(nobody(), on), [], "{guides:?} on {on}");
        assert_eq!(guides.table(nobody(), on).len(), 3, "it is shown all the same");
    }
    let before = Standard { relieved: Some(&RELIEF), ..BINDING };
    assert_eq!(before.forbids(nobody(), date(2016, 10, 31)).len(), 3, "the day before it was relieved");
}

#[test]
fn a_certificate_counts_until_its_last_day() {
    let need = Need::Post(&["AQY"]);
    let post = |until: &str| with_row("posts", Draft::default().with("post", "AQY").with("until", until));
    assert!(need.is_met(&post("2026-11-23"), TODAY) && need.is_met(&post(""), TODAY));
    assert!(!need.is_met(&post("2026-11-22"), TODAY));
    assert!(!Need::Post(&["SGY"]).is_met(&post(""), TODAY));
}

#[test]
fn a_constructor_counts_in_the_major_of_the_registration() {
    let row = Draft::default().with("category", "JZS2").with("major", "建筑工程").with("until", "2028-06-30");
    let facts = with_row("certificates", row);
    assert!(Need::Constructor { first: false, majors: &["建筑工程"] }.is_met(&facts, TODAY));
    assert!(!Need::Constructor { first: true, majors: &["建筑工程"] }.is_met(&facts, TODAY));
    assert!(!Need::Constructor { first: false, majors: &["机电工程"] }.is_met(&facts, TODAY));
    assert!(Need::Lead { level: 3 }.is_met(&facts, TODAY));
}
