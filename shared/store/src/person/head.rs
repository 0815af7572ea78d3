//! The head of a person's file: at most 1 KB, what lists and rules look at.

use super::{Along, NewPerson};
use crate::Store;
use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter};
use crate::receipt::Trail;
use crate::worker::{Line as Worker, Source};
use domain::form::Draft;
use domain::ids::{PersonId, UnitId};
use domain::registration::State;
use domain::{IdentityNumber, Trouble, Value};
use jiff::Timestamp;

/// What lists show of a person beside the number.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// 姓名.
    pub name: String,
    /// The first 注册类别.
    pub category: String,
}

/// The code of 已离开单位, which a deletion writes without having read the head.
pub(super) const LEFT: &str = "left";

/// The head.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Who.
    pub id: PersonId,
    /// The chosen unit.
    pub unit: UnitId,
    /// What lists show.
    pub line: Line,
    /// The number as lists show it.
    pub masked: String,
    /// Where the file stands.
    pub state: State,
    /// Since when it stands there.
    pub since: Timestamp,
    /// Raised by every change.
    pub version: u64,
    /// The version of the contents that belong to it.
    pub contents: u64,
    /// The version with which it was handed in last; 0 before the first time.
    pub submitted: u64,
    pub(crate) trail: Trail,
    sealed: Vec<u8>,
}

impl Head {
    pub(super) fn new(id: PersonId, new: &NewPerson, trail: Trail, at: Timestamp) -> Head {
        Head {
            id,
            unit: new.unit,
            line: Line { name: new.name.clone(), category: String::new() },
            masked: new.identity.masked(),
            state: State::Draft,
            since: at,
            version: 1,
            contents: 1,
            submitted: 0,
            trail,
            sealed: Vec::new(),
        }
    }

    /// The head after a step.
    pub(super) fn after(&self, next: State, along: &Along, trail: Trail, at: Timestamp) -> Head {
        let version = self.version + 1;
        let handed_in = matches!(next, State::Waiting { .. });
        Head {
            version,
            contents: if along.contents.is_some() { version } else { self.contents },
            submitted: if handed_in { version } else { self.submitted },
            line: along.line.clone().unwrap_or_else(|| self.line.clone()),
            since: if next.kind() == self.state.kind() { self.since } else { at },
            state: next,
            trail,
            ..self.clone()
        }
    }

    /// 身份证号 in full. Whoever shows it records that it was shown.
    pub fn identity(&self, store: &Store) -> Result<IdentityNumber, Trouble> {
        let plain = store.seal.open(Matter::person(self.id).pk(), &self.sealed)?;
        let number = String::from_utf8(plain).ok().and_then(|text| IdentityNumber::parse(&text).ok());
        number.ok_or_else(|| Trouble::broken("a sealed identity number is none"))
    }

    pub(super) fn written(&self, store: &Store, identity: &IdentityNumber) -> Result<Item, Trouble> {
        let sealed = store.seal.seal(Matter::person(self.id).pk(), identity.as_str().as_bytes())?;
        Head { sealed, ..self.clone() }.again(store)
    }

    pub(super) fn again(&self, _store: &Store) -> Result<Item, Trouble> {
        let item = Item::new("person", Matter::person(self.id).head())
            .text("person", self.id.to_string())
            .text("unit", self.unit.to_string())
            .text("name", &self.line.name)
            .text("category", &self.line.category)
            .text("masked", &self.masked)
            .text("state", self.code())
            .at("since", self.since)
            .number("version", self.version)
            .number("contents", self.contents)
            .number("submitted", self.submitted)
            .bytes("identity", self.sealed.clone());
        let item = self.trail.fill(item);
        Ok(match &self.state {
            State::Returned { reason } => item.text("reason", reason),
            State::Draft | State::Waiting { .. } | State::Approved { .. } | State::Left => item,
        })
    }

    /// The code of the state, in items and in JSON.
    pub fn code(&self) -> &'static str {
        match self.state {
            State::Draft => "draft",
            State::Waiting { .. } => "waiting",
            State::Approved { .. } => "approved",
            State::Returned { .. } => "returned",
            State::Left => LEFT,
        }
    }

    pub(crate) fn read(raw: &Raw) -> Result<Head, Trouble> {
        let item = View(raw);
        let state = match item.text("state")? {
            "draft" => State::Draft,
            "waiting" => State::Waiting { since: item.at("since")? },
            "approved" => State::Approved { since: item.at("since")? },
            LEFT => State::Left,
            "returned" => State::Returned { reason: item.owned("reason")? },
            _ => return Err(Trouble::broken("a person's head has no known state")),
        };
        Ok(Head {
            id: item.read("person", PersonId::parse)?,
            unit: item.read("unit", UnitId::parse)?,
            line: Line { name: item.owned("name")?, category: item.owned("category")? },
            masked: item.owned("masked")?,
            state,
            since: item.at("since")?,
            version: item.number("version")?,
            contents: item.number("contents")?,
            submitted: item.number("submitted")?,
            trail: Trail::read(item)?,
            sealed: item.bytes("identity")?.to_vec(),
        })
    }

    /// What the unit's lists and rules look at once the person is passed.
    pub(super) fn worker(&self, facts: Draft, since: Timestamp) -> Worker {
        Worker {
            id: self.id.into(),
            source: Source::Registered,
            name: self.line.name.clone(),
            category: self.line.category.clone(),
            masked: self.masked.clone(),
            facts,
            since,
            version: self.version,
        }
    }

    /// The entry of a list that shows this person.
    pub(super) fn entry(&self, key: Key, since: Timestamp) -> Item {
        Item::new("entry", key)
            .text("person", self.id.to_string())
            .text("name", &self.line.name)
            .text("category", &self.line.category)
            .text("masked", &self.masked)
            .number("version", self.version)
            .at("since", since)
    }
}
