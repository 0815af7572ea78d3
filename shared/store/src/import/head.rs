//! The head of an import: what the file is called, how its rows stand, and who agreed.

use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter};
use crate::receipt::Trail;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::ids::UnitId;
use domain::import::State;
use jiff::Timestamp;

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
    pub(super) accepted: Option<(String, u64)>,
    pub(super) trail: Trail,
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
        Some(Actor { account: self.unit.into(), role: Role::Enterprise, epoch, name, kind: String::new() })
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

    pub(super) fn written(&self) -> Item {
        self.filled(Matter::import(&self.id).head())
    }

    pub(super) fn entry(&self) -> Item {
        self.filled(Matter::unit(self.unit).import_entry(self.at, &self.id))
    }

    pub(super) fn read(raw: &Raw) -> Result<Import, Trouble> {
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
