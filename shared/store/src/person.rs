//! A registered person: the head, the file in its versions, what was handed in, and the lists that show it.

mod disclosure;
mod head;
mod leave;
mod load;

pub use head::{Head, Line as PersonLine};
pub(crate) use leave::{Leaver, self_kept};
pub use load::{Case, Dossier, Submission};
pub(crate) use load::{newest, submitted};

use crate::account::Account;
use crate::change::{Change, Commit, Guard, refused};
use crate::item::{Item, View};
use crate::keys::Matter;
use crate::paper::Pin;
use crate::receipt::{self, Asked, Outcome, Relation, Trail};
use crate::worker::Card;
use crate::{Ended, Store};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::history::{By, Event};
use domain::ids::{PersonId, RequestId, UnitId};
use domain::registration::{Command, Party, Standing, State, Step};
use domain::{IdentityNumber, LoginName, Refused, Trouble};
use jiff::Timestamp;

/// What a person registers with.
pub struct NewPerson {
    /// The chosen unit.
    pub unit: UnitId,
    /// 身份证号.
    pub identity: IdentityNumber,
    /// 姓名.
    pub name: String,
    /// The file as far as the registration fills it.
    pub file: Draft,
    /// 登录账号.
    pub login: LoginName,
    /// The password's hash.
    pub hash: String,
}

/// How a registration ended.
#[derive(Debug, PartialEq)]
pub enum Registered<Id> {
    /// It is registered, by this request or its first delivery.
    Done(Id),
    /// These fields name what somebody has already.
    Taken(Vec<&'static str>),
    /// The chosen unit does not exist.
    NoUnit,
    /// The same request key came with other content.
    Other,
}

/// What a command does beside moving the state.
#[derive(Default)]
pub struct Along {
    /// The file's new contents.
    pub contents: Option<Draft>,
    /// The papers that are handed in with it.
    pub papers: Vec<Pin>,
    /// The name and certificate that lists show from now on.
    pub line: Option<PersonLine>,
    /// What rules look at, of a person who is passed.
    pub facts: Draft,
    /// The card from when the unit passed the person before: the lists of its posts show the file that is passed now.
    pub card: Option<Card>,
}

/// The chosen unit exists.
const CHOSEN: Guard = Guard::There("unit");

impl Store {
    /// The id that a person gets who registers with this request.
    pub fn person_of(&self, request: &RequestId) -> PersonId {
        PersonId::derived(self.seal.derived("person", request))
    }

    /// Registers a person: one transaction of seven items.
    pub async fn register_person(
        &self,
        new: NewPerson,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Registered<PersonId>, Trouble> {
        let id = self.person_of(&asked.request);
        let matter = Matter::person(id);
        let by = By { account: id.into(), role: Role::Person, name: new.name.clone() };
        let event = Event { did: "注册", from: "", to: State::Draft.word(), by, at, reason: None };
        let (event, trail) = receipt::written(self, &matter, 1, &event, asked, &Trail::default());
        let head = Head::new(id, &new, trail, at);
        let account = Account::new(id.into(), Role::Person, new.name.clone(), new.login, new.hash);
        let change = Change::default()
            .create(Guard::Event, self, event)
            .create(Guard::Unique("identity_number"), self, self.identity_guard(&new.identity, id))
            .open(self, &account)
            .create(Guard::Nothing, self, head.written(self, &new.identity)?)
            .put(self, contents(&matter, 1, &new.file))
            .require(Guard::There("unit"), self, &Matter::unit(new.unit).head(), None);
        match self.commit(change).await? {
            Commit::Done => Ok(Registered::Done(id)),
            Commit::Stopped(stopped) => Ok(self.registered(id, &stopped, asked)),
        }
    }

    pub(crate) fn registered<Id>(
        &self,
        id: Id,
        stopped: &[(Guard, Option<crate::item::Raw>)],
        asked: &Asked,
    ) -> Registered<Id> {
        if let Some(Some(event)) = refused(stopped, Guard::Event) {
            return match receipt::relation(self, View(event), asked) {
                Relation::Same => Registered::Done(id),
                Relation::OtherContent | Relation::Rival => Registered::Other,
            };
        }
        if refused(stopped, Guard::There("unit")).is_some() {
            return Registered::NoUnit;
        }
        let taken = |(guard, _): &(Guard, _)| if let Guard::Unique(field) = guard { Some(*field) } else { None };
        Registered::Taken(stopped.iter().filter_map(taken).collect())
    }

    fn identity_guard(&self, identity: &IdentityNumber, id: PersonId) -> Item {
        let digest = self.seal.digest("identity", identity.as_str());
        Item::new("guard", crate::keys::guard(&digest)).text("person", id.to_string())
    }

    /// Obeys a command on a person's file: the head, its receipt and every list entry that shows it, together.
    #[expect(clippy::too_many_arguments, reason = "each of them is one of the five Ws of a receipt")]
    pub async fn move_person(
        &self,
        case: &Case,
        command: Command,
        party: Party,
        actor: &Actor,
        asked: &Asked,
        along: Along,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        if let Some(ended) = case.precedent(self, asked) {
            return Ok(ended);
        }
        let before = &case.head;
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let unit = if let Command::Choose { unit } = command { unit } else { before.unit };
        let standing = Standing { person: before.id, unit: before.unit };
        let Step { next, event } = match before.state.step(command, standing, party, by, at) {
            Ok(step) => step,
            Err(refused) => return Ok(Ended::Refused(refused)),
        };
        let matter = Matter::person(before.id);
        let version = before.version + 1;
        let (event, trail) = receipt::written(self, &matter, version, &event, asked, &before.trail);
        let mut head = before.after(next, &along, trail, at);
        head.unit = unit;
        let mut change = Change::default()
            .create(Guard::Event, self, event)
            .replace(self, head.again(self)?, before.version)
            .by(self, actor);
        change = self.lists(change, before, &head, &along)?;
        if let Some(draft) = &along.contents {
            change = change.put(self, contents(&matter, version, draft));
        }
        if matches!(head.state, State::Waiting { .. }) {
            change = self.hand_in(change, &matter, &head, &along.papers);
        }
        if unit != before.unit {
            change = change.require(CHOSEN, self, &Matter::unit(unit).head(), None);
        }
        Ok(match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) if refused(&stopped, Guard::Unique("identity_number")).is_some() => {
                Ended::Refused(Refused::Against("本单位已有证件号码相同的非注册人员，请先对其办理人员删除申请"))
            }
            Outcome::Stopped(None, stopped) if refused(&stopped, CHOSEN).is_some() => {
                Ended::Refused(Refused::Against("没有这个单位，请重新选择注册单位"))
            }
            Outcome::Stopped(winner, stopped) => {
                let now = refused(&stopped, Guard::Head).flatten().map(Head::read).transpose()?;
                Ended::Overtaken(now.unwrap_or_else(|| before.clone()), winner)
            }
            outcome => outcome.ended(head, || before.clone()),
        })
    }

    fn lists(&self, change: Change, before: &Head, after: &Head, along: &Along) -> Result<Change, Trouble> {
        let unit = Matter::unit(before.unit);
        let change = match before.state {
            State::Waiting { since } => change.delete(self, &unit.waiting(since, before.id)),
            State::Approved { since } => change.delete(self, &unit.approved(since, before.id)),
            State::Draft | State::Returned { .. } | State::Left => change,
        };
        Ok(match after.state {
            State::Waiting { since } => change.put(self, after.entry(unit.waiting(since, after.id), since)),
            State::Approved { since } => self.enlist(change, after, since, along)?,
            State::Returned { .. } if matches!(before.state, State::Approved { .. }) => {
                self.sent_back(change, after.id)
            }
            State::Draft | State::Returned { .. } | State::Left => change,
        })
    }

    /// Notes on the card that the file is open again, so that no application that has picked the person is handed in
    /// before the unit has passed it anew (5.2).
    fn sent_back(&self, change: Change, id: PersonId) -> Change {
        let expression = "SET #reopened = :yes, #stamp = #stamp + :one";
        let values = vec![(":yes", A::Bool(true)), (":one", A::N("1".to_owned()))];
        let card = Matter::worker(id.into()).head();
        change.alter(Guard::There("worker"), self, &card, (expression, "attribute_exists(#stamp)"), values)
    }

    /// Puts a person who is passed among the people of the unit, of whom each number is kept once. What applications
    /// and deletions hold of the card stays; who had left another unit is somebody's again.
    fn enlist(&self, change: Change, head: &Head, since: Timestamp, along: &Along) -> Result<Change, Trouble> {
        let worker = head.worker(along.facts.clone(), since);
        let before = along.card.as_ref().filter(|card| card.unit == head.unit);
        let identity = head.identity(self)?;
        let entry = head.entry(Matter::unit(head.unit).approved(since, head.id), since);
        let card = Item::new("worker", Matter::worker(worker.id).head())
            .text("unit", head.unit.to_string())
            .flag("gone", false)
            .flag("reopened", false)
            .bytes("identity", Card::sealed(self, worker.id, &identity)?);
        let card = head.trail.fill(worker.filled(card));
        let id = worker.id.to_string();
        let guard = Item::new("guard", self.works(&identity, head.unit)).text("worker", &id);
        let change = before.into_iter().fold(change, |change, before| change.renews(self, before, &worker));
        Ok(change.put(self, worker.filled(entry)).merge(self, card).claim(
            Guard::Unique("identity_number"),
            self,
            guard,
            &id,
        ))
    }

    /// Pins what is handed in: each paper must be admitted and not removed at this very moment.
    fn hand_in(&self, change: Change, matter: &Matter, head: &Head, papers: &[Pin]) -> Change {
        let item = Item::new("submission", matter.submission(head.version))
            .number("contents", head.contents)
            .texts("papers", papers.iter().map(Pin::spelled));
        papers.iter().fold(change.put(self, item), |change, pin| {
            let admitted = Some(("state", A::S("admitted".to_owned())));
            change.require(Guard::There("paper"), self, &Matter::paper(&pin.paper).head(), admitted)
        })
    }
}

fn contents(matter: &Matter, version: u64, draft: &Draft) -> Item {
    Item::new("file", matter.contents(version)).number("version", version).draft("fields", draft)
}
