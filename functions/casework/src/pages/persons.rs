//! The persons of an application beside what the standard requires: what the department compares.

use catalog::dictionaries::{POST, REGISTRATION_CATEGORY, TITLE};
use catalog::personnel::WORKER;
use catalog::standard::{self, ROLES};
use domain::form::Draft;
use domain::ids::WorkerId;
use domain::standard::Row;
use jiff::civil::Date;
use runtime::successor::{Successor, named};
use serde::Serialize;
use serde_json::Value as Json;
use store::application::{Picked, Replaced};
use web::{Cell, ListPart};

/// What became of the persons since they were handed in.
#[derive(Clone, Copy)]
pub struct Since<'a> {
    /// Whose file is not passed now.
    pub reopened: &'a [WorkerId],
    /// Whose place is another's.
    pub replaced: &'a [Replaced],
}

/// A person, for clients.
#[derive(Serialize)]
pub struct Person {
    id: String,
    source: &'static str,
    role: String,
    name: String,
    identity_number: String,
    category: String,
    version: u64,
    /// Whether a registered person's file was sent back since, or is gone: what was handed in stays as it was.
    reopened: bool,
    /// Who has the place now, where the person has left since.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<Successor>,
    facts: Json,
}

impl Person {
    /// As handed in, and whether the file is among those that are not passed now.
    pub fn of(picked: &Picked, since: Since<'_>) -> Person {
        Person {
            id: picked.worker.to_string(),
            source: picked.source.code(),
            role: picked.role.clone(),
            name: picked.name.clone(),
            identity_number: picked.masked.clone(),
            category: picked.category.clone(),
            version: picked.version,
            reopened: since.reopened.contains(&picked.worker),
            replaced_by: Successor::of(since.replaced, picked.worker),
            facts: web::paper::values(WORKER.fields(), &picked.facts),
        }
    }
}

/// One requirement of the standard, for clients.
#[derive(Serialize)]
pub struct Required {
    role: &'static str,
    words: &'static str,
    required: u32,
    have: u32,
    missing: u32,
}

fn rows(matter: &str, picked: &[Picked], on: Date) -> Vec<Row> {
    let persons = picked.iter().map(|picked| (picked.role.as_str(), &picked.facts));
    standard::of(matter, on).table(persons, on)
}

/// What the standard requires, and what the persons come to on a day.
pub fn required(matter: &str, picked: &[Picked], on: Date) -> Vec<Required> {
    let told = |row: Row| {
        let Row { role, words, required, have, missing } = row;
        Required { role, words, required, have, missing }
    };
    rows(matter, picked, on).into_iter().map(told).collect()
}

/// The requirements and the persons as tables; the persons in the order in which they were picked.
pub fn tables(
    matter: &str,
    (picked, counted): (&[Picked], &[Picked]),
    since: Since<'_>,
    on: Date,
) -> (ListPart, ListPart) {
    let lacking = if standard::of(matter, on).is_binding(on) { "不符" } else { "请核对" };
    let row = |row: Row| {
        vec![
            Cell::text(row.words),
            Cell::number(row.required.to_string()),
            Cell::number(row.have.to_string()),
            Cell::number(row.missing.to_string()),
            Cell::tag(if row.missing == 0 { "符合" } else { lacking }),
        ]
    };
    let required = ListPart::new("人员要求", &["标准要求", "要求", "已有", "还缺", "比对"])
        .rows(rows(matter, counted, on).into_iter().map(row))
        .empty("本事项没有可以比对的人员要求。");
    (required, persons(picked, since))
}

fn persons(picked: &[Picked], since: Since<'_>) -> ListPart {
    // 类别 sums up what the other columns say one by one.
    let columns = ["用于", "姓名", "证件号码", "来源", "所学专业", "职称", "岗位及注册证书", "参保单位", "社保缴至"];
    ListPart::new("申报人员", &columns).dense().rows(picked.iter().map(|it| cells(it, since))).empty("没有选用人员。")
}

fn cells(picked: &Picked, since: Since<'_>) -> Vec<Cell> {
    let facts = &picked.facts;
    vec![
        Cell::text(ROLES.name_of(&picked.role).unwrap_or(&picked.role)),
        Cell::text(named(&picked.name, since.replaced, picked.worker)),
        Cell::number(&picked.masked),
        source(picked, since.reopened),
        Cell::text(facts.text("major")),
        Cell::text(title(facts)),
        Cell::text(certificates(facts)),
        Cell::text(facts.text("insurer")),
        Cell::number(facts.text("insured_to")),
    ]
}

/// Who keeps the record; of a registered person also that the file is being changed, which the officer has to know.
fn source(picked: &Picked, reopened: &[WorkerId]) -> Cell {
    let word = Cell::text(picked.source.word());
    if reopened.contains(&picked.worker) {
        Cell::several(vec![word, Cell::tag("提交后已退回修改")])
    } else {
        word
    }
}

fn title(facts: &Draft) -> String {
    let level = TITLE.name_of(facts.text("title_level")).unwrap_or_default();
    match facts.text("title_major") {
        "" => level.to_owned(),
        major => format!("{level}（{major}）"),
    }
}

/// What somebody may do, and until when: a line each.
fn certificates(facts: &Draft) -> String {
    let until = |row: &Draft| match row.text("until") {
        "" => String::new(),
        day => format!("，至 {day}"),
    };
    let post = |row: &Draft| format!("{}{}", POST.name_of(row.text("post")).unwrap_or_default(), until(row));
    let registration = |row: &Draft| {
        let category = REGISTRATION_CATEGORY.name_of(row.text("category")).unwrap_or_default();
        let major = row.text("major");
        let major = if major.is_empty() { String::new() } else { format!("（{major}）") };
        format!("{category}{major}{}", until(row))
    };
    let posts = facts.rows("posts").iter().map(post);
    posts.chain(facts.rows("certificates").iter().map(registration)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::Entry;

    #[test]
    fn what_somebody_may_do_is_told_a_line_each() {
        let mut facts = Draft::default().with("title_level", "3").with("title_major", "结构");
        let post = Draft::default().with("post", "SGY").with("until", "2099-06-30");
        facts.0.insert("posts".to_owned(), Entry::Rows(vec![post, Draft::default().with("post", "ZLY")]));
        assert_eq!(certificates(&facts), "施工员，至 2099-06-30\n质量员");
        assert!(title(&facts).ends_with("（结构）"), "{}", title(&facts));
        assert_eq!(title(&Draft::default()), "");
    }
}
