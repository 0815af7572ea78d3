//! A page of rows: what identifies each, with its number masked, and why it is not taken.

use crate::links;
use catalog::imports::import as kind_of;
use domain::form::{Draft, Field, Kind};
use serde::Serialize;
use std::collections::BTreeMap;
use store::import::{Import, Row, Shelf};
use web::{Cell, ListPart};

/// How many fields identify a row.
const TELLING: usize = 5;

/// A page of rows as it is kept.
pub struct Rows {
    /// Good or bad.
    pub shelf: Shelf,
    /// Which page, counted from 1.
    pub n: u64,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row for clients.
#[derive(Serialize)]
pub struct Item {
    row: u32,
    /// The sheet, where it is another than the records' own.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    values: BTreeMap<&'static str, String>,
    reasons: Vec<String>,
    /// What is to be looked at before it is taken.
    remarks: Vec<String>,
}

/// The required fields of a kind, which tell its rows apart.
fn telling(of: &str) -> Vec<&'static Field> {
    let fields = kind_of(of).into_iter().flat_map(|kind| kind.form.fields());
    fields.filter(|field| field.must && !matches!(field.kind, Kind::Rows(..))).take(TELLING).collect()
}

/// What a field says in a preview: an identity number is masked, also one that is none.
fn shown(field: &Field, draft: &Draft) -> String {
    let words = web::paper::words_of(field, draft.texts(field.name));
    let is_identity = matches!(field.kind, Kind::Line(scalar) if scalar.schema.1 == "identity-number");
    if is_identity { masked(&words) } else { words.chars().take(60).collect() }
}

/// The first six and the last four, where there is more between them.
fn masked(number: &str) -> String {
    let all: Vec<char> = number.chars().collect();
    match all.len() {
        0 => String::new(),
        15..=25 => all[..6].iter().collect::<String>() + "********" + &all[all.len() - 4..].iter().collect::<String>(),
        _ => "********".to_owned(),
    }
}

/// Where it stands in the file.
fn number(row: &Row) -> Cell {
    match &row.sheet {
        Some(sheet) => Cell::text(format!("“{sheet}”页 {}", row.number)),
        None => Cell::number(row.number.to_string()),
    }
}

impl Rows {
    /// For clients.
    pub fn items(&self, of: &str) -> Vec<Item> {
        let telling = telling(of);
        let values = |row: &Row| telling.iter().map(|field| (field.name, shown(field, &row.draft))).collect();
        let item = |row: &Row| Item {
            row: row.number,
            sheet: row.sheet.clone(),
            values: values(row),
            reasons: row.reasons.clone(),
            remarks: row.remarks.clone(),
        };
        self.rows.iter().map(item).collect()
    }

    /// The number of the next page, if there is one.
    pub fn next(&self, import: &Import) -> Option<u64> {
        let pages = if self.shelf == Shelf::Good { import.good_pages } else { import.bad_pages };
        (self.n < pages).then_some(self.n + 1)
    }

    /// For people.
    pub fn list(&self, import: &Import) -> ListPart {
        let telling = telling(&import.of);
        let heads = telling.iter().map(|field| field.label);
        let is_bad = self.shelf == Shelf::Bad;
        let last = if is_bad { "不能录入的原因" } else { "提示" };
        let columns: Vec<&str> = ["行号"].into_iter().chain(heads).chain([last]).collect();
        let cells = |row: &Row| {
            let said = if is_bad { &row.reasons } else { &row.remarks };
            let values = telling.iter().map(|field| Cell::text(shown(field, &row.draft)));
            [number(row)].into_iter().chain(values).chain([Cell::text(said.join("；\n"))]).collect()
        };
        let caption = if self.shelf == Shelf::Good { "可以录入的行" } else { "不能录入的行" };
        ListPart::new(caption, &columns)
            .dense()
            .rows(self.rows.iter().map(cells))
            .empty("没有这样的行。")
            .next(self.next(import).map(|n| links::rows(&import.id, self.shelf.code(), n)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_masked_also_where_it_is_none() {
        assert_eq!(masked("210102190001010014"), "210102********0014");
        assert_eq!(masked("2101021900010100"), "210102********0100");
        assert_eq!((masked("12345678").as_str(), masked("").as_str()), ("********", ""));
    }
}
