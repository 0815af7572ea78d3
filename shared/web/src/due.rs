//! Until when something has to be answered, as both faces tell it.

use crate::cell::Cell;
use catalog::calendar::{UNPUBLISHED, may_move};
use jiff::civil::Date;
use serde::Serialize;

/// The day, and that it may move where the holidays until then are not published yet. To be flattened into a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Due {
    #[serde(rename = "due", serialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    day: Option<Date>,
    #[serde(rename = "due_note", skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

impl Due {
    /// A day; nothing while no time runs.
    pub fn of(day: Option<Date>) -> Due {
        Due { day, note: day.filter(|day| may_move(*day)).map(|_| UNPUBLISHED) }
    }

    /// Whether a time runs.
    pub const fn runs(&self) -> bool {
        self.day.is_some()
    }

    /// In a sentence.
    pub fn words(&self) -> String {
        match (self.day, self.note) {
            (None, _) => String::new(),
            (Some(day), None) => day.to_string(),
            (Some(day), Some(note)) => format!("{day}（{note}）"),
        }
    }

    /// In a table or beside a label; `today` tells whether it has passed.
    pub fn cell(&self, today: Date) -> Cell {
        let late = self.day.is_some_and(|day| day < today).then(|| Cell::tag("已超期"));
        let day = self.day.map(|day| Cell::number(day.to_string()));
        let mut all: Vec<Cell> = late.into_iter().chain(day).chain(self.note.map(Cell::text)).collect();
        if all.len() == 1 { all.remove(0) } else { Cell::several(all) }
    }
}

/// As the other days in JSON are spelled.
fn spelled<S: serde::Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&day.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use askama::Template;
    use jiff::civil::date;
    use serde_json::json;

    fn check(day: Date) -> (serde_json::Value, String, String) {
        let due = Due::of(Some(day));
        let cell = due.cell(date(2026, 12, 10)).render().expect("a cell is shown");
        (serde_json::to_value(due).expect("JSON"), due.words(), cell)
    }

    #[test]
    fn a_day_of_a_published_year_is_told_as_it_is() {
        let (json, words, cell) = check(date(2026, 12, 29));
        assert_eq!((json, words.as_str()), (json!({ "due": "2026-12-29" }), "2026-12-29"));
        assert!(cell.contains("2026-12-29") && !cell.contains("未公布") && !cell.contains("已超期"), "{cell}");
        assert!(check(date(2026, 12, 9)).2.contains("已超期"), "the day after the last day it is late");
    }

    #[test]
    fn a_day_beyond_the_published_years_says_that_it_may_move() {
        let (json, words, cell) = check(date(2027, 1, 8));
        assert_eq!(json, json!({ "due": "2027-01-08", "due_note": "节假日安排未公布，期限可能调整" }));
        assert_eq!(words, "2027-01-08（节假日安排未公布，期限可能调整）");
        assert!(cell.contains("2027-01-08") && cell.contains("节假日安排未公布，期限可能调整"), "{cell}");
    }

    #[test]
    fn nothing_is_told_while_no_time_runs() {
        let due = Due::of(None);
        assert_eq!((serde_json::to_value(due).expect("JSON"), due.words().as_str()), (json!({}), ""));
        assert!(!due.runs());
    }
}
