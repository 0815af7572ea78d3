//! 待审核人员 and 已审核人员 of a unit: lists that are right the moment after a click.

use crate::Store;
use crate::item::{Raw, View};
use crate::keys::{APPROVED, Matter, WAITING};
use crate::list::{self, ROWS};
use crate::table::{Page, Stretch};
use domain::Trouble;
use domain::ids::{PersonId, UnitId};
use domain::text::says;
use jiff::Timestamp;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// 待审核, the longest waiting first.
    Waiting,
    /// 已审核, the latest first.
    Approved,
}

/// One person in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Who.
    pub person: PersonId,
    /// 姓名.
    pub name: String,
    /// The first 注册类别.
    pub category: String,
    /// The masked number.
    pub masked: String,
    /// Since when the person is in this list.
    pub since: Timestamp,
    /// The head's version, on which a decision is made.
    pub version: u64,
}

impl Row {
    fn says(&self, q: &str) -> bool {
        says(&self.name, q)
    }
    pub(crate) fn read(raw: &Raw) -> Result<Row, Trouble> {
        let item = View(raw);
        Ok(Row {
            person: item.read("person", PersonId::parse)?,
            name: item.owned("name")?,
            category: item.owned("category")?,
            masked: item.owned("masked")?,
            since: item.at("since")?,
            version: item.number("version")?,
        })
    }
}

impl Shelf {
    /// What the sort keys of its entries begin with, and whether the newest come first.
    const fn entries(self) -> (&'static str, bool) {
        match self {
            Shelf::Waiting => (WAITING, false),
            Shelf::Approved => (APPROVED, true),
        }
    }
}

impl Store {
    /// A page of a unit's list; with `q` those whose name contains it, among a bounded number of entries.
    pub async fn people(&self, unit: UnitId, shelf: Shelf, after: Option<&str>, q: &str) -> Result<Page<Row>, Trouble> {
        let (prefix, backwards) = shelf.entries();
        let matter = Matter::unit(unit);
        let shelf = list::Shelf { pk: matter.pk(), prefix, backwards, rows: ROWS, place: list::is_timed };
        self.listed(shelf, (after, q), Row::read, Row::says).await
    }

    /// All of a unit's list, for a sheet; with `q` those whose name contains it.
    pub async fn all_people(&self, unit: UnitId, shelf: Shelf, q: &str) -> Result<Vec<Row>, Trouble> {
        let (prefix, backwards) = shelf.entries();
        self.whole((Matter::unit(unit).pk(), prefix, backwards), q, Row::read, Row::says).await
    }

    /// The first of a unit's 待审核, at most so many: whom to review next.
    pub async fn first_waiting(&self, unit: UnitId, limit: i32) -> Result<Vec<Row>, Trouble> {
        let matter = Matter::unit(unit);
        let (pk, prefix) = (matter.pk(), WAITING);
        let stretch = Stretch { pk, prefix, backwards: false, limit, after: None, consistent: true };
        self.query(stretch).await?.0.iter().map(Row::read).collect()
    }
}
