//! The records that a unit keeps in its books (manual, 3.4 – 3.7): a head, contents by version, receipts, and in a book
//! of many an entry that its list shows. `catalog::book` declares which books there are.

mod keep;

pub use keep::Keeping;

use crate::Store;
use crate::item::{Item, Raw, View};
use crate::keys::{CONTENTS, EVENT, Key, Matter, book_of};
use crate::list::{ROWS, Shelf, is_timed};
use crate::receipt::{self, Receipt, Trail};
use crate::seal::sha256;
use crate::table::{Page, Parts, TRIES, is_of};
use domain::Trouble;
use domain::form::Draft;
use domain::ids::{RecordId, RequestId, UnitId};
use jiff::Timestamp;

/// What lists show of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which.
    pub id: RecordId,
    /// The few fields that the book's list shows and is searched by.
    pub facts: Draft,
    /// What tells whether another record says the same; empty of what was kept before there was such a mark.
    pub same: String,
    /// Since when it is there.
    pub since: Timestamp,
    /// When it was changed last.
    pub changed: Timestamp,
    /// Raised by every change.
    pub version: u64,
}

/// What two records have in common that say the same: the beginning of a digest, of which no two are alike by chance.
pub fn mark(file: &Draft) -> String {
    let mut spelled = String::new();
    receipt::spell(file, &mut spelled);
    sha256(spelled.as_bytes())[..24].to_owned()
}

/// The head of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// What lists show.
    pub line: Line,
    /// Whose.
    pub unit: UnitId,
    /// In which book, by its code.
    pub book: String,
    /// Whether it was taken out: in no list any more.
    pub gone: bool,
    trail: Trail,
}

/// A record with everything that its page shows.
#[derive(Clone, Debug)]
pub struct Record {
    /// The head.
    pub head: Head,
    /// The newest contents.
    pub file: Draft,
    /// What happened, newest first.
    pub receipts: Vec<Receipt>,
}

impl Line {
    /// What the record is called: the first of what its list shows that is a name, if any is.
    pub fn called(&self) -> Option<String> {
        let named = ["name", "model"].into_iter().map(|name| self.facts.text(name));
        named.into_iter().find(|text| !text.is_empty()).map(str::to_owned)
    }

    fn filled(&self, item: Item) -> Item {
        item.text("record", self.id.to_string())
            .draft("facts", &self.facts)
            .text("same", &self.same)
            .at("since", self.since)
            .at("changed", self.changed)
            .number("version", self.version)
    }

    fn read(raw: &Raw) -> Result<Line, Trouble> {
        let item = View(raw);
        Ok(Line {
            id: item.read("record", RecordId::parse)?,
            facts: item.draft("facts")?,
            same: item.maybe("same").unwrap_or_default().to_owned(),
            since: item.at("since")?,
            changed: item.at("changed")?,
            version: item.number("version")?,
        })
    }
}

impl Head {
    fn written(&self) -> Item {
        let item = self.line.filled(Item::new("record", Matter::record(self.line.id).head()));
        self.trail.fill(item.text("unit", self.unit.to_string()).text("book", &self.book).flag("gone", self.gone))
    }

    fn entry(&self) -> Item {
        self.line.filled(Item::new("entry", self.place()))
    }

    fn place(&self) -> Key {
        Matter::unit(self.unit).record_entry(&self.book, self.line.since, self.line.id)
    }

    pub(crate) fn read(raw: &Raw) -> Result<Head, Trouble> {
        let item = View(raw);
        Ok(Head {
            line: Line::read(raw)?,
            unit: item.read("unit", UnitId::parse)?,
            book: item.owned("book")?,
            gone: item.flag("gone"),
            trail: Trail::read(item)?,
        })
    }
}

impl Store {
    /// The id of the record that this request adds to a book.
    pub fn record_of(&self, unit: UnitId, book: &str, request: &RequestId) -> RecordId {
        RecordId::derived(self.seal.derived(&format!("record {unit} {book}"), request))
    }

    /// The id of the only record of a book that holds one.
    pub fn only_record_of(&self, unit: UnitId, book: &str) -> RecordId {
        RecordId::derived(self.seal.named("record", &format!("{unit} {book}")))
    }

    /// A page of a book; with a condition those that meet it, among a bounded number.
    pub async fn records(
        &self,
        unit: UnitId,
        book: &str,
        after: Option<&str>,
        sought: Option<&(dyn Fn(&Line) -> bool + Sync)>,
    ) -> Result<Page<Line>, Trouble> {
        let (matter, prefix) = (Matter::unit(unit), book_of(book));
        let shelf = Shelf { pk: matter.pk(), prefix: &prefix, backwards: true, rows: ROWS, place: is_timed };
        self.sifted(shelf, after, Line::read, sought).await
    }

    /// All of a book, for a sheet.
    pub async fn all_records(&self, unit: UnitId, book: &str) -> Result<Vec<Line>, Trouble> {
        self.whole((Matter::unit(unit).pk(), &book_of(book), true), "", Line::read, |_, _| true).await
    }

    /// A unit's record of a book with everything that a page shows, in one round trip; nobody else's, and none that was
    /// taken out.
    pub async fn record(&self, unit: UnitId, book: &str, id: RecordId) -> Result<Option<Record>, Trouble> {
        for _ in 0..TRIES {
            if let Some(found) = self.whole_record(unit, book, id).await?.joined() {
                return Ok(found);
            }
        }
        Err(Trouble::Busy)
    }

    /// The head of a unit's record of a book, also of one that was taken out; nobody else's.
    pub async fn record_head(&self, unit: UnitId, book: &str, id: RecordId) -> Result<Option<Head>, Trouble> {
        let head = self.get(&Matter::record(id).head()).await?.as_ref().map(Head::read).transpose()?;
        Ok(head.filter(|head| head.unit == unit && head.book == book))
    }

    /// What happened to a record last.
    pub async fn last_of_record(&self, id: RecordId) -> Result<Option<Receipt>, Trouble> {
        let events = self.query(crate::person::newest(Matter::record(id).pk(), EVENT, 1)).await?.0;
        events.first().map(|event| receipt::read(View(event))).transpose()
    }

    /// One attempt.
    async fn whole_record(&self, unit: UnitId, book: &str, id: RecordId) -> Result<Parts<Record>, Trouble> {
        let matter = Matter::record(id);
        let key = matter.head();
        let (head, contents, events) = tokio::try_join!(
            self.get(&key),
            self.query(crate::person::newest(matter.pk(), CONTENTS, 1)),
            self.query(crate::person::newest(matter.pk(), EVENT, 30)),
        )?;
        let head = head.as_ref().map(Head::read).transpose()?;
        let own = |head: &Head| head.unit == unit && head.book == book && !head.gone;
        let Some(head) = head.filter(own) else { return Ok(Parts::Nothing) };
        if [&contents.0, &events.0].into_iter().any(|newest| !is_of(newest, head.line.version)) {
            return Ok(Parts::Torn);
        }
        let file = contents.0.first().map(|item| View(item).draft("fields")).transpose()?.unwrap_or_default();
        let receipts = events.0.iter().map(|event| receipt::read(View(event))).collect::<Result<_, _>>()?;
        Ok(Parts::Whole(Record { head, file, receipts }))
    }

    /// The contents of a record as a version of it had them; empty where it had none.
    pub async fn record_then(&self, id: RecordId, version: u64) -> Result<Draft, Trouble> {
        self.contents_at(&Matter::record(id), version).await.map(Option::unwrap_or_default)
    }
}
