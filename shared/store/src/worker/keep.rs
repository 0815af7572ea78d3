//! Keeping a person who is not registered: added, changed, always with a receipt.

use super::card::{Card, Line, Source};
use super::posts::{Held, given};
use super::repost::{LEGAL, RELIEVED, told};
use crate::change::{Change, Guard, Stopped, refused};
use crate::draft::Finished;
use crate::item::{Item, View};
use crate::keys::{self, Key, Matter};
use crate::receipt::{self, Asked, Outcome, Receipt, Trail};
use crate::uses::CLAIM;
use crate::{Ended, Store};
use domain::account::Actor;
use domain::form::Draft;
use domain::ids::{RequestId, UnitId, WorkerId};
use domain::post::Post;
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
    /// The file, without 证件号码: whatever form it came from, everything that is kept.
    pub file: Draft,
    /// The post as which the person is kept; who does not hold it is given it.
    pub post: Post,
    /// What the receipt says of the change: the names of the fields, never what is in them.
    pub told: Option<String>,
    /// The unfinished form that is finished with it.
    pub begun: Option<Finished>,
}

impl NewWorker {
    /// The same with the unfinished form that is finished with it, where something of it was kept.
    pub fn finishing(self, begun: Option<Finished>) -> NewWorker {
        NewWorker { begun, ..self }
    }
}

/// A record that is about to be changed.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// The card.
    pub card: &'a Card,
    /// What happened, newest first.
    pub receipts: &'a [Receipt],
    /// The version that the asker saw.
    pub seen: Option<u64>,
    /// The legal representative until now, where the change makes this person the next one.
    pub relieves: Option<&'a Card>,
}

/// How keeping ended.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one of it lives as long as one answer, and is taken apart at once")]
pub enum Kept {
    /// As other changes end.
    Ended(Ended<Card>),
    /// The unit has another record of this number, and which one it is.
    Taken(Option<WorkerId>),
    /// 姓名 or 证件号码 was changed of a person who was used in a submitted application.
    Locked,
    /// The person is in a 人员删除申请 that waits: what is compared stays as it was handed in, until it was decided on.
    Held,
    /// The post cannot be given or taken, and why.
    Post(&'static str),
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
        let event = told(("新增", new.told.clone()), actor, at);
        let (event, trail) = receipt::written(self, &matter, 1, &event, asked, &Trail::default());
        let line = Line {
            id,
            source: Source::Member,
            name: new.name.clone(),
            category: new.category.clone(),
            masked: new.identity.masked(),
            facts: new.facts.clone(),
            since: at,
            version: 1,
        };
        let card = Card {
            line,
            unit,
            posts: vec![Held { post: new.post, since: at }],
            used: false,
            held: None,
            gone: false,
            joined: 0,
            stamp: 1,
            claims: Vec::new(),
            sealed: Card::sealed(self, id, &new.identity)?,
            trail,
            given: String::new(),
        };
        let change = Change::default()
            .create(Guard::Event, self, event)
            .create(Guard::Unique("identity_number"), self, self.working(&new.identity, &card))
            .create(Guard::Head, self, card.written())
            .by(self, actor)
            .enters(self, (&[], &card), None)
            .finishes(self, unit, new.begun.as_ref())
            .put(self, contents(&matter, 1, &new.file));
        Ok(match self.conclude(change, asked).await? {
            Outcome::Same(receipt) => {
                Kept::Ended(Ended::Done(Card { line: Line { since: receipt.at, ..card.line.clone() }, ..card }))
            }
            Outcome::Stopped(None, stopped) if in_the_way(&stopped).is_some() => told_of(&stopped),
            outcome => Kept::Ended(outcome.ended(card.clone(), || card)),
        })
    }

    /// 保存 of a person who is there already; who did not hold the post until now holds it from now on.
    pub async fn change_worker(
        &self,
        of: Before<'_>,
        new: NewWorker,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Kept, Trouble> {
        let before = of.card;
        let known = (&before.trail, before.line.version);
        if let Some(ended) = self.precedent(known, of.receipts, of.seen, asked, before) {
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
        let event = told(("修改", new.told.clone()), actor, at);
        let (event, trail) = receipt::written(self, &matter, version, &event, asked, &before.trail);
        let line = Line {
            name: new.name.clone(),
            category: new.category.clone(),
            masked: new.identity.masked(),
            facts: new.facts.clone(),
            version,
            ..before.line.clone()
        };
        let card = Card {
            line,
            posts: given(&before.posts, new.post, at),
            stamp: before.stamp + 1,
            sealed: if another { Card::sealed(self, before.line.id, &new.identity)? } else { before.sealed.clone() },
            trail,
            ..before.clone()
        };
        let mut change = Change::default()
            .create(Guard::Event, self, event)
            .replace_stamped(Guard::Head, self, card.written(), before.stamp)
            .by(self, actor)
            .enters(self, (&before.posts, &card), of.relieves.map(|card| card.line.id))
            .finishes(self, before.unit, new.begun.as_ref())
            .put(self, contents(&matter, version, &new.file));
        if let Some(relieved) = of.relieves {
            change = change.relieves(self, relieved, &card.line.name, (actor, asked, at));
        }
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
            Outcome::Stopped(None, stopped) if in_the_way(&stopped).is_some() => told_of(&stopped),
            outcome => Kept::Ended(outcome.ended(card, || before.clone())),
        })
    }
}

/// The first guard of those by which a record cannot be kept, though nobody has changed it.
pub(super) fn in_the_way(stopped: &Stopped) -> Option<Guard> {
    [Guard::Unique("identity_number"), CLAIM, LEGAL, RELIEVED]
        .into_iter()
        .find(|guard| refused(stopped, *guard).is_some())
}

/// What that guard means.
pub(super) fn told_of(stopped: &Stopped) -> Kept {
    match in_the_way(stopped) {
        Some(CLAIM) => Kept::Locked,
        Some(LEGAL) => Kept::Post("已由他人担任：每个企业只有一位，请在“法定代表人”中查看后再办理变更"),
        Some(RELIEVED) => Kept::Post("暂时不能变更：现任法定代表人的信息刚刚有变动，或在一件待审核的人员删除申请中"),
        _ => {
            let known = refused(stopped, Guard::Unique("identity_number")).flatten();
            Kept::Taken(known.and_then(|raw| View(raw).read("worker", WorkerId::parse).ok()))
        }
    }
}

fn contents(matter: &Matter, version: u64, file: &Draft) -> Item {
    Item::new("file", matter.contents(version)).number("version", version).draft("fields", file)
}
