//! The head of an application: at most 1 KB, what lists and rules look at.

use crate::desk::{DeskLine, Sort};
use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter};
use crate::receipt::Trail;
use crate::uses::Round;
use domain::Trouble;
use domain::application::{State, StateKind};
use domain::ids::{AccountId, ApplicationId, UnitId};
use domain::text::says;
use jiff::Timestamp;
use jiff::civil::Date;

/// The head.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Which.
    pub id: ApplicationId,
    /// Whose.
    pub unit: UnitId,
    /// 企业名称, as it was when the application was begun.
    pub unit_name: String,
    /// The qualification applied for, a code such as `D101C`.
    pub matter: String,
    /// Its name.
    pub title: String,
    /// 办件编号; empty in a draft.
    pub number: String,
    /// Where it stands.
    pub state: State,
    /// When it was begun.
    pub since: Timestamp,
    /// When it was handed in last.
    pub submitted: Option<Timestamp>,
    /// How many persons are in it.
    pub people: u64,
    /// The version of the unit's 基本信息 that was pinned when it was handed in; 0 before.
    pub basics: u64,
    /// The version of the unit's 社保声明 that was pinned when it was handed in; 0 before, and where none was needed.
    pub statement: u64,
    /// Raised by every change.
    pub version: u64,
    /// The name of the officer who works on it; empty where nobody does.
    pub taken_by: String,
    /// The version of the contents that were handed in last; 0 before.
    pub(super) handed_in: u64,
    /// The version whose receipt says what the department asked for or refused last; 0 before.
    pub(super) said: u64,
    /// The version of the newest contents; 0 where nobody was picked yet.
    pub(super) contents: u64,
    /// The version of the head that was handed in last; 0 before. The uses of that version count.
    pub(crate) bound: u64,
    /// The one before it, where it was handed in again after corrections; else 0.
    pub(crate) bound_before: u64,
    /// How often claims for it were loosened, as `uses` tells.
    pub(super) loosened: u64,
    pub(crate) trail: Trail,
}

/// One line of a unit's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which.
    pub id: ApplicationId,
    /// The qualification applied for.
    pub matter: String,
    /// Its name.
    pub title: String,
    /// 办件编号; empty in a draft.
    pub number: String,
    /// Where it stands.
    pub state: StateKind,
    /// When it was begun.
    pub since: Timestamp,
    /// The head's version.
    pub version: u64,
}

/// The code of a state, in items and in JSON.
pub const fn code_of(state: StateKind) -> &'static str {
    match state {
        StateKind::Draft => "draft",
        StateKind::Submitted => "submitted",
        StateKind::Correcting => "correcting",
        StateKind::Accepted => "accepted",
        StateKind::Granted => "granted",
        StateKind::Refused => "refused",
        StateKind::Withdrawn => "withdrawn",
        StateKind::Dropped => "dropped",
    }
}

fn kind(code: &str) -> Option<StateKind> {
    use StateKind as K;
    let all = [K::Draft, K::Submitted, K::Correcting, K::Accepted, K::Granted, K::Refused, K::Withdrawn, K::Dropped];
    all.into_iter().find(|kind| code_of(*kind) == code)
}

impl Line {
    /// The state's code.
    pub const fn code(&self) -> &'static str {
        code_of(self.state)
    }
    /// The state's word.
    pub fn word(&self) -> &'static str {
        self.state.into()
    }
    pub(super) fn says(&self, q: &str) -> bool {
        says(&self.title, q) || says(&self.number, q)
    }
    pub(super) fn read(raw: &Raw) -> Result<Line, Trouble> {
        let item = View(raw);
        Ok(Line {
            id: item.read("application", ApplicationId::parse)?,
            matter: item.owned("matter")?,
            title: item.owned("title")?,
            number: item.owned("number")?,
            state: item.read("state", kind)?,
            since: item.at("since")?,
            version: item.number("version")?,
        })
    }
}

impl Head {
    /// The state's code.
    pub fn code(&self) -> &'static str {
        code_of(self.state.kind())
    }

    /// How it was handed in last.
    pub(crate) const fn round(&self) -> Round {
        let number = match (self.bound, self.bound_before) {
            (0, _) => 0,
            (_, 0) => 1,
            _ => 2,
        };
        Round { number, version: self.bound }
    }

    /// Whether it was ever handed in as this version.
    pub(crate) const fn was_handed_in(&self, version: u64) -> bool {
        self.bound == version || self.bound_before == version
    }

    /// The mark of an application that runs or was granted.
    pub(super) fn running(&self) -> Item {
        Item::new("running", Matter::unit(self.unit).running(&self.matter))
            .text("application", self.id.to_string())
            .number("bound", self.bound)
    }

    /// Whether the newest contents are those that were handed in last.
    pub const fn is_as_handed_in(&self) -> bool {
        self.contents == self.handed_in
    }

    /// What a list and the head have in common.
    fn filled(&self, item: Item) -> Item {
        item.text("application", self.id.to_string())
            .text("matter", &self.matter)
            .text("title", &self.title)
            .text("number", &self.number)
            .text("state", self.code())
            .at("since", self.since)
            .number("version", self.version)
    }

    /// The entry of the unit's list.
    pub(super) fn entry(&self) -> Item {
        self.filled(Item::new("entry", self.place()))
    }
    pub(super) fn place(&self) -> Key {
        Matter::unit(self.unit).application_entry(self.since, self.id)
    }

    /// The line of the department's desk, while the department has to answer.
    pub(super) fn desk(&self) -> Option<DeskLine> {
        Some(DeskLine {
            sort: Sort::Application,
            id: self.id.to_string(),
            number: self.number.clone(),
            unit: self.unit,
            unit_name: self.unit_name.clone(),
            title: self.title.clone(),
            state: self.state.word().to_owned(),
            due: self.state.due()?,
            accepted: if let State::Accepted { by, .. } = &self.state { Some(*by) } else { None },
            taken: self.state.taken().map(|officer| (officer, self.taken_by.clone())),
        })
    }

    pub(super) fn written(&self) -> Item {
        let item = self
            .filled(Item::new("application", Matter::application(self.id).head()))
            .text("unit", self.unit.to_string())
            .text("unit_name", &self.unit_name)
            .number("people", self.people)
            .number("basics", self.basics)
            .number("statement", self.statement)
            .number("handed_in", self.handed_in)
            .number("contents", self.contents)
            .number("bound", self.bound)
            .number("bound_before", self.bound_before)
            .number("loosened", self.loosened)
            .number("said", self.said)
            .text("taken_by", &self.taken_by);
        let item = match self.submitted {
            Some(at) => item.at("submitted", at),
            None => item,
        };
        let taken = |item: Item, taken: &Option<AccountId>| match taken {
            Some(officer) => item.text("taken", officer.to_string()),
            None => item,
        };
        self.trail.fill(match &self.state {
            State::Draft | State::Correcting | State::Granted | State::Refused | State::Withdrawn | State::Dropped => {
                item
            }
            State::Submitted { due, corrected, taken: officer } => {
                taken(item.text("due", due.to_string()).flag("corrected", *corrected), officer)
            }
            State::Accepted { by, due, taken: officer } => {
                taken(item.text("due", due.to_string()).text("accepted_by", by.to_string()), officer)
            }
        })
    }

    pub(crate) fn read(raw: &Raw) -> Result<Head, Trouble> {
        let item = View(raw);
        let taken = item.maybe("taken").map(|_| item.read("taken", AccountId::parse)).transpose()?;
        let due = || item.read("due", |text| text.parse::<Date>().ok());
        let state = match item.read("state", kind)? {
            StateKind::Draft => State::Draft,
            StateKind::Submitted => State::Submitted { due: due()?, corrected: item.flag("corrected"), taken },
            StateKind::Correcting => State::Correcting,
            StateKind::Accepted => {
                State::Accepted { by: item.read("accepted_by", AccountId::parse)?, due: due()?, taken }
            }
            StateKind::Granted => State::Granted,
            StateKind::Refused => State::Refused,
            StateKind::Withdrawn => State::Withdrawn,
            StateKind::Dropped => State::Dropped,
        };
        Ok(Head {
            id: item.read("application", ApplicationId::parse)?,
            unit: item.read("unit", UnitId::parse)?,
            unit_name: item.owned("unit_name")?,
            matter: item.owned("matter")?,
            title: item.owned("title")?,
            number: item.owned("number")?,
            state,
            since: item.at("since")?,
            submitted: if raw.contains_key("submitted") { Some(item.at("submitted")?) } else { None },
            people: item.number("people")?,
            basics: item.number("basics")?,
            statement: item.counted("statement")?,
            version: item.number("version")?,
            taken_by: item.maybe("taken_by").unwrap_or_default().to_owned(),
            handed_in: item.number("handed_in")?,
            contents: item.number("contents")?,
            bound: item.counted("bound")?,
            bound_before: item.counted("bound_before")?,
            loosened: item.counted("loosened")?,
            said: item.counted("said")?,
            trail: Trail::read(item)?,
        })
    }
}

#[cfg(test)]
mod tests;
