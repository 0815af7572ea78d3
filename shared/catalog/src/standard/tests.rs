//! Who counts for a requirement, and when no longer.

use super::*;
use domain::form::Entry;
use jiff::civil::date;

const TODAY: Date = date(2026, 11, 23);

fn with_row(list: &str, row: Draft) -> Draft {
    Draft([(list.to_owned(), Entry::Rows(vec![row]))].into())
}

#[test]
fn r_4_1_a_table_says_what_is_required_there_and_missing() {
    let engineer = Draft::default().with("title_level", "3").with("title_major", "结构");
    let junior = Draft::default().with("title_level", "2").with("title_major", "结构");
    let picked = [("titled", &engineer), ("titled", &junior), ("skilled", &engineer)];
    let table = table(of("D101C").0, picked.into_iter(), TODAY);
    let row = |words: &str| table.iter().find(|row| row.words.contains(words)).expect("a row").clone();
    let titled = row("建筑工程相关专业中级以上职称人员");
    assert_eq!((titled.required, titled.have, titled.missing), (6, 1, 5), "a junior does not count");
    let structure = row("其中结构专业");
    assert_eq!((structure.required, structure.have, structure.missing), (1, 1, 0));
    assert_eq!(row("中级工以上技术工人").have, 0, "whoever has no grade does not count");
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

#[test]
fn every_standard_is_of_a_matter_and_asks_for_a_known_role() {
    for standard in STANDARDS {
        assert!(crate::matters::find(standard.matter).is_some(), "{}", standard.matter);
        assert!(standard.requirements.iter().all(|it| ROLES.name_of(it.role).is_some()), "{}", standard.matter);
    }
}
