//! Excel 导入: a head with counts, and pages of sealed rows. A page of good rows is there until it was taken, so that
//! whoever goes on after a crash finds where to begin; what was taken is kept once, as the record that it became.

mod rows;

pub use rows::{Row, Shelf};

use crate::change::{Change, Commit, Guard, refused};
use crate::item::{Item, Raw, View};
use crate::keys::{IMPORT, Key, Matter};
use crate::list::{self, ROWS};
use crate::receipt::{self, Asked, Outcome, Trail};
use crate::table::Page;
use crate::{Ended, Store};
use domain::account::{Actor, Role};
use domain::history::{By, Event};
use domain::ids::UnitId;
use domain::import::{Command, State};
use domain::{IdentityNumber, Trouble};
use jiff::Timestamp;

/// Items of rows that are written in one change: each has a quarter of a megabyte at most.
const SIDE_BY_SIDE: usize = 10;
/// Keys that one call asks for.
const ASKED: usize = 100;

/// One file that was uploaded, and what became of its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The id that its ticket gave it.
    pub id: String,
    /// Tells this file's rows from those of another that was sent with the same ticket at the same moment.
    pub batch: String,
    /// Whose.
    pub unit: UnitId,
    /// What it holds, a code of `catalog::imports`.
    pub of: String,
    /// The file's name, cleaned for show.
    pub name: String,
    /// When it was looked through.
    pub at: Timestamp,
    /// How far it is.
    pub state: State,
    /// Why the file as a whole was not taken.
    pub reason: Option<String>,
    /// What was not read of it, each in a sentence.
    pub notes: Vec<String>,
    /// Rows that could be taken when it was looked through.
    pub good: u64,
    /// Rows that could not.
    pub bad: u64,
    /// Rows that were taken.
    pub taken: u64,
    /// Good rows that could not be taken after all.
    pub failed: u64,
    /// Pages of good rows, of which the first `done` were taken.
    pub good_pages: u64,
    /// Pages of rows that are not taken.
    pub bad_pages: u64,
    /// Pages of good rows that were taken.
    pub done: u64,
    /// When it last went on.
    pub progress: Timestamp,
    /// Raised by every change.
    pub version: u64,
    /// Who agreed: name and epoch of the account.
    accepted: Option<(String, u64)>,
    trail: Trail,
}

impl Import {
    /// A file of these bytes that was looked through at this time, of which nothing more is said yet.
    pub fn new((id, batch): (String, String), unit: UnitId, (of, name): (String, String), at: Timestamp) -> Import {
        Import {
            id,
            batch,
            unit,
            of,
            name,
            at,
            state: State::Ready,
            reason: None,
            notes: Vec::new(),
            good: 0,
            bad: 0,
            taken: 0,
            failed: 0,
            good_pages: 0,
            bad_pages: 0,
            done: 0,
            progress: at,
            version: 1,
            accepted: None,
            trail: Trail::default(),
        }
    }
    /// The same, with what was not read of it.
    pub fn noting(self, notes: Vec<String>) -> Import {
        Import { notes, ..self }
    }
    /// The same, not taken as a whole.
    pub fn refused(self, reason: String) -> Import {
        Import { state: State::Refused, reason: Some(reason), ..self }
    }
    /// Who agreed, for the changes that are made in that name.
    pub fn actor(&self) -> Option<Actor> {
        let (name, epoch) = self.accepted.clone()?;
        Some(Actor { account: self.unit.into(), role: Role::Enterprise, epoch, name })
    }

    fn filled(&self, key: Key) -> Item {
        let item = Item::new("import", key)
            .text("import", &self.id)
            .text("batch", &self.batch)
            .text("unit", self.unit.to_string())
            .text("of", &self.of)
            .text("name", &self.name)
            .at("at", self.at)
            .text("state", self.state.code())
            .maybe("reason", self.reason.as_deref())
            .texts("notes", self.notes.iter().cloned())
            .number("good", self.good)
            .number("bad", self.bad)
            .number("taken", self.taken)
            .number("failed", self.failed)
            .number("good_pages", self.good_pages)
            .number("bad_pages", self.bad_pages)
            .number("done", self.done)
            .at("progress", self.progress)
            .number("version", self.version);
        let item = match &self.accepted {
            Some((name, epoch)) => item.text("by", name).number("epoch", *epoch),
            None => item,
        };
        self.trail.fill(item)
    }

    fn written(&self) -> Item {
        self.filled(Matter::import(&self.id).head())
    }

    fn entry(&self) -> Item {
        self.filled(Matter::unit(self.unit).import_entry(self.at, &self.id))
    }

    fn read(raw: &Raw) -> Result<Import, Trouble> {
        let item = View(raw);
        let accepted = match item.maybe("by") {
            Some(name) => Some((name.to_owned(), item.number("epoch")?)),
            None => None,
        };
        Ok(Import {
            id: item.owned("import")?,
            batch: item.owned("batch")?,
            unit: item.read("unit", UnitId::parse)?,
            of: item.owned("of")?,
            name: item.owned("name")?,
            at: item.at("at")?,
            state: item.read("state", State::parse)?,
            reason: item.maybe("reason").map(str::to_owned),
            notes: item.texts("notes")?,
            good: item.number("good")?,
            bad: item.number("bad")?,
            taken: item.number("taken")?,
            failed: item.number("failed")?,
            good_pages: item.number("good_pages")?,
            bad_pages: item.number("bad_pages")?,
            done: item.number("done")?,
            progress: item.at("progress")?,
            version: item.number("version")?,
            accepted,
            trail: Trail::read(item)?,
        })
    }
}

impl Store {
    /// An import by its id, whoever owns it.
    pub async fn import(&self, id: &str) -> Result<Option<Import>, Trouble> {
        self.get(&Matter::import(id).head()).await?.as_ref().map(Import::read).transpose()
    }

    /// A page of a unit's imports, newest first.
    pub async fn imports(&self, unit: UnitId, after: Option<&str>) -> Result<Page<Import>, Trouble> {
        let matter = Matter::unit(unit);
        let place = |place: &str| {
            place.split_once('#').is_some_and(|(moment, id)| {
                moment.len() == 13
                    && moment.bytes().all(|b| b.is_ascii_digit())
                    && id.len() == 48
                    && id.bytes().all(|b| b.is_ascii_hexdigit())
            })
        };
        let shelf = list::Shelf { pk: matter.pk(), prefix: IMPORT, backwards: true, rows: ROWS, place };
        self.listed(shelf, (after, ""), Import::read, |_, _| true).await
    }

    /// Writes down what was found in a file: the pages of rows first, so that a head that is there has all of them.
    /// `false`: another delivery was first.
    pub async fn prepare_import(&self, import: Import, good: &[Row], bad: &[Row]) -> Result<bool, Trouble> {
        let mut items = Vec::new();
        let (good_pages, bad_pages) = (rows::pages(good), rows::pages(bad));
        for (shelf, pages) in [(Shelf::Good, &good_pages), (Shelf::Bad, &bad_pages)] {
            for (n, page) in (1..).zip(pages) {
                items.push(self.page_item(&import, shelf, n, page)?);
            }
        }
        while !items.is_empty() {
            let some = items.drain(..items.len().min(SIDE_BY_SIDE));
            let change = some.fold(Change::default(), |change, item| change.put(self, item));
            self.commit(change).await?;
        }
        let import = Import {
            good: good.len() as u64,
            bad: bad.len() as u64,
            good_pages: good_pages.len() as u64,
            bad_pages: bad_pages.len() as u64,
            ..import
        };
        let change = Change::default().create(Guard::Head, self, import.written()).put(self, import.entry());
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }

    /// 确认录入: the unit agrees to what was shown.
    pub async fn accept_import(
        &self,
        before: &Import,
        seen: Option<u64>,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Import>, Trouble> {
        if let Some(ended) = self.precedent((&before.trail, before.version), &[], seen, asked, before) {
            return Ok(ended);
        }
        let state = match before.state.step(Command::Accept, before.good) {
            Ok(state) => state,
            Err(refused) => return Ok(Ended::Refused(refused)),
        };
        let version = before.version + 1;
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let event = Event { did: "确认录入", from: before.state.word(), to: state.word(), by, at, reason: None };
        let matter = Matter::import(&before.id);
        let (event, trail) = receipt::written(self, &matter, version, &event, asked, &before.trail);
        let accepted = Some((actor.name.clone(), actor.epoch));
        let next = Import { state, version, progress: at, accepted, trail, ..before.clone() };
        let change = Change::default()
            .create(Guard::Event, self, event)
            .replace(self, next.written(), before.version)
            .by(self, actor)
            .put(self, next.entry());
        let outcome = self.conclude(change, asked).await?;
        Ok(match outcome {
            Outcome::Stopped(..) => outcome.ended(next, || before.clone()),
            outcome => outcome.ended(next.clone(), || next),
        })
    }

    /// The next page of good rows was gone through: so many were taken, these could not be. With the last page the import
    /// is over. Nothing where another delivery went through it meanwhile.
    pub async fn advance_import(
        &self,
        before: &Import,
        taken: u64,
        failed: &[Row],
        at: Timestamp,
    ) -> Result<Option<Import>, Trouble> {
        let done = before.done + 1;
        let is_over = done >= before.good_pages;
        let state = if is_over { before.state.step(Command::Finish, before.good) } else { Ok(before.state) };
        let state = state.map_err(|_| Trouble::broken("an import goes on that was not accepted"))?;
        let bad_pages = before.bad_pages + u64::from(!failed.is_empty());
        let next = Import {
            state,
            done,
            bad_pages,
            taken: before.taken + taken,
            failed: before.failed + failed.len() as u64,
            progress: at,
            version: before.version + 1,
            ..before.clone()
        };
        let mut change = Change::default()
            .replace(self, next.written(), before.version)
            .delete(self, &Matter::import(&before.id).import_page(Shelf::Good.code(), &before.batch, done));
        if !failed.is_empty() {
            change = change.put(self, self.page_item(before, Shelf::Bad, bad_pages, failed)?);
        }
        if is_over {
            change = change.put(self, next.entry());
        }
        match self.commit(change).await? {
            Commit::Done => Ok(Some(next)),
            Commit::Stopped(stopped) if refused(&stopped, Guard::Head).is_some() => Ok(None),
            Commit::Stopped(_) => Err(Trouble::broken("an import was stopped by nothing that it asks for")),
        }
    }

    /// Which of these numbers the unit has a record of already. Each number once.
    pub async fn working_in(&self, unit: UnitId, numbers: &[IdentityNumber]) -> Result<Vec<bool>, Trouble> {
        let mut working = Vec::with_capacity(numbers.len());
        for some in numbers.chunks(ASKED) {
            let keys: Vec<Key> = some.iter().map(|number| self.works(number, unit)).collect();
            let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
            working.extend(self.fetch(&wanted).await?.iter().map(Option::is_some));
        }
        Ok(working)
    }
}
