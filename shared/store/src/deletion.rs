//! 人员删除申请: the head, what is filled in, the lists that show it, and what it holds of people's cards.

mod ask;
mod contents;
mod decide;
mod load;
mod submit;

pub use ask::Named;
pub use contents::{Contents, Pinned, Replacement};
pub use load::{Answer, Case, Row};

use crate::Store;
use crate::change::{Change, Guard};
use crate::item::{Item, Raw, View};
use crate::keys::Matter;
use crate::receipt::{self, Asked, Trail};
use crate::worker::Card;
use crate::{Ended, desk};
use domain::account::{Actor, Role};
use domain::deletion::{Command, Grounds, Party, State, Step};
use domain::history::By;
use domain::ids::{DeletionId, RequestId, UnitId, WorkerId};
use domain::{Refused, Trouble};
use jiff::Timestamp;
use jiff::civil::Date;

/// The head.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Which.
    pub id: DeletionId,
    /// 办件编号.
    pub number: String,
    /// Whose.
    pub unit: UnitId,
    /// 企业名称, when it was begun.
    pub unit_name: String,
    /// Who is to be deleted.
    pub person: WorkerId,
    /// 姓名.
    pub name: String,
    /// The number as lists show it.
    pub masked: String,
    /// Where it stands.
    pub state: State,
    /// Since when the unit has it.
    pub since: Timestamp,
    /// Until when the department has to answer, once it was handed in.
    pub due: Option<Date>,
    /// Raised by every change.
    pub version: u64,
    /// The version of the contents that belong to it.
    pub(crate) contents: u64,
    pub(crate) trail: Trail,
}

/// How a step ended that binds people's cards.
#[derive(Debug)]
pub enum Moved {
    /// As other changes end.
    Ended(Box<Ended<Head>>),
    /// The unit has not filled in everything; the law's words.
    Lacks(&'static str),
    /// Somebody's card is held by another request, or is not as it was; the words say what to do.
    Bound(String),
}

impl Head {
    /// The code of the state, in items and in JSON.
    pub fn code(&self) -> &'static str {
        match self.state {
            State::Draft => "draft",
            State::Waiting => "waiting",
            State::Deleted => "deleted",
            State::Kept { .. } => "kept",
            State::Dropped => "dropped",
        }
    }
    /// Why the person stays, where it was decided so.
    pub fn reason(&self) -> Option<&str> {
        if let State::Kept { reason } = &self.state { Some(reason) } else { None }
    }
    fn matter(&self) -> Matter {
        Matter::deletion(self.id)
    }
    fn filled(&self, item: Item) -> Item {
        item.text("deletion", self.id.to_string())
            .text("number", &self.number)
            .text("person", self.person.to_string())
            .text("name", &self.name)
            .text("masked", &self.masked)
            .text("state", self.code())
            .maybe("reason", self.reason())
            .at("since", self.since)
            .number("version", self.version)
    }
    fn written(&self) -> Item {
        let item = self.filled(Item::new("deletion", self.matter().head()));
        let item = item.text("unit", self.unit.to_string()).text("unit_name", &self.unit_name);
        let item = item.number("contents", self.contents);
        self.trail.fill(item.maybe("due", self.due.map(|due| due.to_string()).as_deref()))
    }
    /// The entry of the unit's list.
    fn entry(&self) -> Item {
        self.filled(Item::new("entry", Matter::unit(self.unit).deletion_entry(self.since, self.id)))
    }
    /// The line of the department's desk.
    fn line(&self, due: Date) -> desk::DeskLine {
        desk::DeskLine {
            sort: desk::Sort::Deletion,
            id: self.id.to_string(),
            number: self.number.clone(),
            unit: self.unit,
            unit_name: self.unit_name.clone(),
            title: self.name.clone(),
            state: self.state.word().to_owned(),
            due,
            taken: None,
            accepted: None,
        }
    }
    pub(crate) fn read(raw: &Raw) -> Result<Head, Trouble> {
        let item = View(raw);
        Ok(Head {
            id: item.read("deletion", DeletionId::parse)?,
            number: item.owned("number")?,
            unit: item.read("unit", UnitId::parse)?,
            unit_name: item.owned("unit_name")?,
            person: item.read("person", WorkerId::parse)?,
            name: item.owned("name")?,
            masked: item.owned("masked")?,
            state: load::state(item)?,
            since: item.at("since")?,
            due: item.maybe("due").map(|_| item.read("due", |text| text.parse().ok())).transpose()?,
            version: item.number("version")?,
            contents: item.number("contents")?,
            trail: Trail::read(item)?,
        })
    }
}

/// A step that the law allows, before it is written.
struct Begun {
    head: Head,
    event: Item,
}

impl Store {
    /// The id of the request that this request begins.
    pub fn deletion_of(&self, unit: UnitId, request: &RequestId) -> DeletionId {
        DeletionId::derived(self.seal.derived(&format!("deletion {unit}"), request))
    }

    /// Asks the law; the next head and its receipt.
    fn begin(
        &self,
        before: &Head,
        (command, grounds): (Command, Grounds),
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Begun, Refused> {
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let party = match actor.role {
            Role::Officer => Party::Officer(actor.account),
            Role::Enterprise | Role::Person => Party::Unit(actor.account.unit()),
        };
        let Step { next, event } = before.state.step(command, (before.unit, grounds), party, by, at)?;
        let version = before.version + 1;
        let (event, trail) = receipt::written(self, &before.matter(), version, &event, asked, &before.trail);
        Ok(Begun { head: Head { state: next, version, trail, ..before.clone() }, event })
    }

    /// The receipt, the head in the place of the one before, and the actor's account.
    fn turned(&self, begun: Begun, before: &Head, actor: &Actor) -> Change {
        Change::default()
            .create(Guard::Event, self, begun.event)
            .replace(self, begun.head.written(), before.version)
            .by_another(self, actor, before.unit)
    }

    /// The guard of a card's number, which goes when the person goes.
    fn guard_of(&self, card: &Card) -> Result<String, Trouble> {
        Ok(self.works(&card.identity(self)?, card.unit).pk)
    }
}
