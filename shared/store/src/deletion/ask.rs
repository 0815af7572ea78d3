//! The unit's side before it hands in: begun, filled in, given up; and 知道了 once it was answered.

use super::{Begun, Case, Contents, Head};
use crate::change::{Change, Commit, Guard, refused};
use crate::item::{Item, View};
use crate::keys::Matter;
use crate::receipt::{self, Asked, Outcome, Trail};
use crate::uses::Uses;
use crate::worker::Card;
use crate::{Ended, Store};
use domain::account::Actor;
use domain::deletion::{Command, State};
use domain::history::{By, Event};
use domain::ids::{DeletionId, WorkerId};
use domain::{Refused, Trouble};
use jiff::Timestamp;

/// A person has one open request at a time.
const OPEN: Guard = Guard::Unique("open");
/// What is told of contents that are more than an item holds.
const TOO_LONG: Refused = Refused::Against("申请的内容超过 300 KB，请精简后再保存");
/// What is told of the legal representative, whom a unit never lacks.
pub(super) const SUCCEEDED_FIRST: &str = "该人员是法定代表人，请先由他人担任法定代表人，再申请删除";

/// What a new request is called.
pub struct Named {
    /// Which.
    pub id: DeletionId,
    /// 办件编号.
    pub number: String,
    /// 企业名称.
    pub unit_name: String,
}

impl Store {
    /// 新增删除申请: a draft with what is found of the person. Who has an open request already goes on with that.
    pub async fn ask_deletion(
        &self,
        named: Named,
        (card, uses): (&Card, Uses),
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        let matter = Matter::deletion(named.id);
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let event = Event { did: "新增", from: "", to: State::Draft.word(), by, at, reason: None };
        let (event, trail) = receipt::written(self, &matter, 1, &event, asked, &Trail::default());
        let head = Head {
            id: named.id,
            number: named.number,
            unit: card.unit,
            unit_name: named.unit_name,
            person: card.line.id,
            name: card.line.name.clone(),
            masked: card.line.masked.clone(),
            state: State::Draft,
            since: at,
            due: None,
            version: 1,
            contents: 1,
            trail,
        };
        let contents = Contents::new(self.guard_of(card)?, card, uses);
        if contents.leaving.is_legal() {
            return Ok(Ended::Refused(Refused::Against(SUCCEEDED_FIRST)));
        }
        if contents.is_too_long() {
            return Ok(Ended::Refused(TOO_LONG));
        }
        let change = Change::default()
            .create(Guard::Event, self, event)
            .create(OPEN, self, open(head.person, contents.joined, head.id))
            .create(Guard::Head, self, head.written())
            .by(self, actor)
            .put(self, head.entry())
            .put(self, contents.written(&matter, 1));
        Ok(match self.conclude(change, asked).await? {
            Outcome::Same(_) => Ended::Done(self.deletion_head(head.id).await?),
            Outcome::Stopped(None, stopped) if refused(&stopped, OPEN).is_some() => {
                let known = refused(&stopped, OPEN).flatten().map(|it| View(it).read("deletion", DeletionId::parse));
                let known = known.transpose()?.ok_or(Trouble::Clash)?;
                Ended::Done(self.deletion_head(known).await?)
            }
            outcome => outcome.ended(head.clone(), || head),
        })
    }

    /// 存草稿: other contents, which may concern another person.
    pub async fn save_deletion(
        &self,
        case: &Case,
        contents: Contents,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        if let Some(ended) = case.precedent(self, asked) {
            return Ok(ended);
        }
        if contents.leaving.is_legal() && contents.leaving.id != case.head.person {
            return Ok(Ended::Refused(Refused::Against(SUCCEEDED_FIRST)));
        }
        if contents.is_too_long() {
            return Ok(Ended::Refused(TOO_LONG));
        }
        let before = &case.head;
        let mut begun = match self.begin(before, (Command::Save, contents.grounds(false)), actor, asked, at) {
            Ok(begun) => begun,
            Err(refused) => return Ok(Ended::Refused(refused)),
        };
        let who = &contents.leaving;
        let another = who.id != before.person;
        begun.head = Head {
            person: who.id,
            name: who.name.clone(),
            masked: who.masked.clone(),
            contents: begun.head.version,
            ..begun.head
        };
        let head = begun.head.clone();
        let mut change = self
            .turned(begun, before, actor)
            .put(self, head.entry())
            .put(self, contents.written(&head.matter(), head.version));
        if another {
            let open_before = Matter::worker(before.person).open_deletion(case.contents.joined);
            change = change.delete(self, &open_before).create(OPEN, self, open(head.person, contents.joined, head.id));
        }
        Ok(match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) if refused(&stopped, OPEN).is_some() => {
                Ended::Refused(Refused::Against("该人员已有一件未办结的删除申请，请在列表中继续办理"))
            }
            outcome => outcome.ended(head, || before.clone()),
        })
    }

    /// The contents of a draft that turns to another person: what was said stays, who replaces does not.
    ///
    /// # Errors
    /// A card whose number cannot be read.
    pub fn turned_to(&self, contents: &Contents, card: &Card, uses: Uses) -> Result<Contents, Trouble> {
        Ok(Contents { feedback: contents.feedback.clone(), ..Contents::new(self.guard_of(card)?, card, uses) })
    }

    /// 放弃: the draft leaves the list, and the person may be asked for again.
    pub async fn drop_deletion(
        &self,
        case: &Case,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        if let Some(ended) = case.precedent(self, asked) {
            return Ok(ended);
        }
        let before = &case.head;
        let begun: Begun = match self.begin(before, (Command::Drop, case.contents.grounds(false)), actor, asked, at) {
            Ok(begun) => begun,
            Err(refused) => return Ok(Ended::Refused(refused)),
        };
        let head = begun.head.clone();
        let entry = Matter::unit(before.unit).deletion_entry(before.since, before.id);
        let change = self
            .turned(begun, before, actor)
            .delete(self, &entry)
            .delete(self, &Matter::worker(before.person).open_deletion(case.contents.joined));
        Ok(self.conclude(change, asked).await?.ended(head, || before.clone()))
    }

    /// 知道了: the to-do that told of the answer goes. False for a revoked account.
    pub async fn acknowledge_deletion(&self, head: &Head, actor: &Actor) -> Result<bool, Trouble> {
        let todo = Matter::unit(head.unit).answer_todo(&head.id.to_string());
        let change = Change::default().by(self, actor).delete(self, &todo);
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }
}

fn open(person: WorkerId, joined: u64, id: DeletionId) -> Item {
    Item::new("open", Matter::worker(person).open_deletion(joined)).text("deletion", id.to_string())
}
