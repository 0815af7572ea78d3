//! One import.

use super::rows::{Item, Rows};
use crate::links;
use askama::Template;
use catalog::imports::{IMPORTS, import as kind_of};
use domain::import::State;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use store::import::{Import, Shelf};
use web::{Cell, ListPart, Page, Post};

/// After this long without progress the page offers to go on.
const STANDS_STILL: SignedDuration = SignedDuration::from_secs(60);

/// What was found in a file, and what became of its rows.
#[derive(Serialize, Template)]
#[template(path = "import.html")]
pub struct ImportPage {
    id: String,
    state: &'static str,
    state_name: &'static str,
    of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    notes: Vec<String>,
    /// Rows that can be taken, or could be before they were.
    good: u64,
    /// Rows that could not be taken when they were looked at.
    bad: u64,
    taken: u64,
    /// Rows that could not be taken after all.
    failed: u64,
    version: u64,
    rows: Vec<Item>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page: Option<u64>,
    #[serde(skip)]
    list: Option<(Shelf, ListPart)>,
    #[serde(skip)]
    button: Option<Cell>,
    #[serde(skip)]
    giving_up: Option<Cell>,
}

impl ImportPage {
    /// A file that nobody has looked through yet.
    pub fn waiting(id: String, of: &str) -> ImportPage {
        ImportPage {
            id,
            state: "waiting",
            state_name: "核对中",
            of: of.to_owned(),
            name: None,
            reason: None,
            notes: Vec::new(),
            good: 0,
            bad: 0,
            taken: 0,
            failed: 0,
            version: 0,
            rows: Vec::new(),
            next_page: None,
            list: None,
            button: None,
            giving_up: None,
        }
    }

    /// As it stands, without its rows.
    pub fn new(import: &Import, now: Timestamp) -> ImportPage {
        ImportPage {
            id: import.id.clone(),
            state: import.state.code(),
            state_name: import.state.word(),
            of: import.of.clone(),
            name: Some(import.name.clone()),
            reason: import.reason.clone(),
            notes: import.notes.clone(),
            good: import.good,
            bad: import.bad,
            taken: import.taken,
            failed: import.failed,
            version: import.version,
            rows: Vec::new(),
            next_page: None,
            list: None,
            button: button(import, now),
            giving_up: giving_up(import),
        }
    }

    /// With a page of its rows.
    pub fn with(self, import: &Import, rows: Rows) -> ImportPage {
        let list = (import.state != State::Refused).then(|| (rows.shelf, rows.list(import)));
        ImportPage { rows: rows.items(&import.of), next_page: rows.next(import), list, ..self }
    }

    fn rejected(&self) -> u64 {
        self.bad + self.failed
    }
    fn gone_through(&self) -> u64 {
        self.taken + self.failed
    }
    fn shelves(&self) -> Vec<(String, String, bool)> {
        let here = self.list.as_ref().map(|(shelf, _)| *shelf);
        let tab = |shelf: Shelf, words: String| (links::rows(&self.id, shelf.code(), 1), words, here == Some(shelf));
        let bad = tab(Shelf::Bad, format!("不能录入 {} 行", self.rejected()));
        let good = tab(Shelf::Good, format!("可以录入 {} 行", self.good));
        if self.state == State::Ready.code() { vec![bad, good] } else { vec![bad] }
    }
    fn rejects(&self) -> Option<String> {
        (self.rejected() > 0).then(|| links::rejects(&self.id))
    }
    fn again(&self) -> String {
        links::new(kind_of(&self.of).or(IMPORTS.first().copied()).map_or("", |kind| kind.code))
    }
    fn reload(&self) -> String {
        links::awaited(&self.id, &self.of)
    }
    fn records(&self) -> Option<(&'static str, &'static str)> {
        kind_of(&self.of).map(|kind| (kind.list, kind.name))
    }
    fn is_under_way(&self) -> bool {
        self.state == "waiting" || self.state == State::Taking.code()
    }
}

/// 确认录入, or 继续录入 where it stands still.
fn button(import: &Import, now: Timestamp) -> Option<Cell> {
    let stands_still = now.duration_since(import.progress) > STANDS_STILL;
    let label = match import.state {
        State::Ready if import.good > 0 => "确认录入",
        State::Taking if stands_still => "继续录入",
        _ => return None,
    };
    let fields = vec![("version", import.version.to_string())];
    let about = format!("{} 行", import.good);
    Some(Cell::post(Post { to: links::acceptance(&import.id), label, about, fields, main: true }))
}

/// 放弃导入, before anything is taken.
fn giving_up(import: &Import) -> Option<Cell> {
    let fields = vec![("version", import.version.to_string())];
    let about = import.name.clone();
    let post = Post { to: links::removal(&import.id), label: "放弃导入", about, fields, main: false };
    (import.state == State::Ready).then(|| Cell::post(post))
}

impl Page for ImportPage {
    fn title(&self) -> String {
        let of = kind_of(&self.of).map_or("", |kind| kind.name);
        if of.is_empty() { super::TITLE.to_owned() } else { format!("Excel 导入：{of}") }
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn entry(&self) -> Option<&'static str> {
        kind_of(&self.of).or(IMPORTS.first().copied()).map(|kind| kind.list)
    }
    fn refresh(&self) -> Option<u32> {
        self.is_under_way().then_some(3)
    }
}
