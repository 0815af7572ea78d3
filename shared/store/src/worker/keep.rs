//! Keeping a person who is not registered: added, changed, always with a receipt.

use super::card::{Card, Line, Source};
use crate::change::{Change, Guard, refused};
use crate::item::Item;
use crate::keys::{self, Key, Matter};
use crate::receipt::{self, Asked, Outcome, Receipt, Trail};
use crate::uses::CLAIM;
use crate::{Ended, Store};
use domain::account::Actor;
use domain::form::Draft;
use domain::history::{By, Event};
use domain::ids::{RequestId, UnitId, WorkerId};
use domain::{IdentityNumber, Trouble};
use jiff::Timestamp;

/// What a unit keeps of a person.
pub struct NewWorker {
    /// 证件号码.
    pub identity: IdentityNumber,
    /// 姓名.
    pub name: String,
    /// What a list shows beside the name.
    pub category: String,
    /// What rules look at.
    pub facts: Draft,
    /// The file, without 证件号码.
    pub file: Draft,
}

/// How keeping ended.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one of it lives as long as one answer, and is taken apart at once")]
pub enum Kept {
    /// As other changes end.
    Ended(Ended<Card>),
    /// The unit has another record of this number.
    Taken,
    /// 姓名 or 证件号码 was changed of a person who was used in a submitted application.
    Locked,
    /// The person is in a 人员删除申请 that waits: what is compared stays as it was handed in, until it was decided on.
    Held,
}

impl Store {
    /// The id of the person whom this request adds.
    pub fn worker_of(&self, unit: UnitId, request: &RequestId) -> WorkerId {
        WorkerId::derived(self.seal.derived(&format!("worker {unit}"), request))
    }

    /// The guard of a number in a unit.
    pub(crate) fn works(&self, identity: &IdentityNumber, unit: UnitId) -> Key {
        keys::works(self.officer_of(identity), unit)
    }

    fn working(&self, identity: &IdentityNumber, card: &Card) -> Item {
        Item::new("guard", self.works(identity, card.unit)).text("worker", card.line.id.to_string())
    }

    /// 新增人员: one transaction of the card, its entry, the contents, the guard of the number and the receipt.
    pub async fn add_worker(
        &self,
        new: NewWorker,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Kept, Trouble> {
        let unit = actor.account.unit();
        let id = self.worker_of(unit, &asked.request);
        let matter = Matter::worker(id);
        let (event, trail) = receipt::written(self, &matter, 1, &told("新增", actor, at), asked, &Trail::default());
        let line = Line {
            id,
            source: Source::Member,
            name: new.name,
            category: new.category,
            masked: new.identity.masked(),
            facts: new.facts,
            since: at,
            version: 1,
        };
        let card = Card {
            line,
            unit,
            used: false,
            held: None,
            gone: false,
            joined: 0,
            stamp: 1,
            claims: Vec::new(),
            sealed: Card::sealed(self, id, &new.identity)?,
            trail,
        };
        let change = Change::default()
            .create(Guard::Event, self, event)
            .create(Guard::Unique("identity_number"), self, self.working(&new.identity, &card))
            .create(Guard::Head, self, card.written())
            .by(self, actor)
            .put(self, card.entry())
            .put(self, contents(&matter, 1, &new.file));
        Ok(match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) if refused(&stopped, Guard::Unique("identity_number")).is_some() => {
                Kept::Taken
            }
            Outcome::Same(receipt) => {
                Kept::Ended(Ended::Done(Card { line: Line { since: receipt.at, ..card.line.clone() }, ..card }))
            }
            outcome => Kept::Ended(outcome.ended(card.clone(), || card)),
        })
    }

    /// 保存 of a person who is there already.
    pub async fn change_worker(
        &self,
        (before, past, seen): (&Card, &[Receipt], Option<u64>),
        new: NewWorker,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Kept, Trouble> {
        if let Some(ended) = self.precedent((&before.trail, before.line.version), past, seen, asked, before) {
            return Ok(Kept::Ended(ended));
        }
        if before.held.is_some() {
            return Ok(Kept::Held);
        }
        let known = before.identity(self)?;
        let another = known.as_str() != new.identity.as_str();
        let renames = another || before.line.name != new.name;
        if before.used && renames {
            return Ok(Kept::Locked);
        }
        let matter = Matter::worker(before.line.id);
        let version = before.line.version + 1;
        let (event, trail) = receipt::written(self, &matter, version, &told("修改", actor, at), asked, &before.trail);
        let line = Line {
            name: new.name,
            category: new.category,
            masked: new.identity.masked(),
            facts: new.facts,
            version,
            ..before.line.clone()
        };
        let card = Card {
            line,
            stamp: before.stamp + 1,
            sealed: if another { Card::sealed(self, before.line.id, &new.identity)? } else { before.sealed.clone() },
            trail,
            ..before.clone()
        };
        let mut change = Change::default()
            .create(Guard::Event, self, event)
            .replace_stamped(self, card.written(), before.stamp)
            .by(self, actor)
            .put(self, card.entry())
            .put(self, contents(&matter, version, &new.file));
        if renames {
            change = before.claims.iter().fold(change, |change, claim| change.loosens(self, claim));
        }
        if another {
            let old = self.works(&known, before.unit);
            change = change
                .create(Guard::Unique("identity_number"), self, self.working(&new.identity, &card))
                .delete(self, &old);
        }
        Ok(match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) if refused(&stopped, Guard::Unique("identity_number")).is_some() => {
                Kept::Taken
            }
            Outcome::Stopped(None, stopped) if refused(&stopped, CLAIM).is_some() => Kept::Locked,
            outcome => Kept::Ended(outcome.ended(card, || before.clone())),
        })
    }
}

fn told(did: &'static str, actor: &Actor, at: Timestamp) -> Event {
    let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
    Event { did, from: if did == "新增" { "" } else { "在册" }, to: "在册", by, at, reason: None }
}

fn contents(matter: &Matter, version: u64, file: &Draft) -> Item {
    Item::new("file", matter.contents(version)).number("version", version).draft("fields", file)
}
