//! 单位核实: what a page about it shows, and every step but the handing over. The desk, the unit's to-do and the scans
//! that were handed in change with the head.

use super::Unit;
use crate::change::{Change, Guard};
use crate::desk::{DeskLine, Sort};
use crate::item::{Item, View};
use crate::keys::{CONTENTS, EVENT, Matter, SUBMISSION};
use crate::paper::{LICENCE, Paper, Pin, Place};
use crate::person::{Submission, newest};
use crate::receipt::{self, Asked, Receipt};
use crate::worker::Line;
use crate::{Ended, Store};
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::history::By;
use domain::ids::UnitId;
use domain::verification::{Command, CommandKind, Party, State, Step};
use domain::{Refused, Trouble};
use jiff::Timestamp;

/// Receipts that a page shows, and among which a request's repetition is looked for.
const RECEIPTS: i32 = 50;

/// All that a page about a unit shows.
pub struct Case {
    /// The head.
    pub unit: Unit,
    /// 基本信息; empty before they were kept.
    pub basics: Draft,
    /// What happened, newest first.
    pub receipts: Vec<Receipt>,
    /// The unit's papers that lie in their slots.
    pub papers: Vec<Paper>,
    /// The scans that were handed in last, by their digests.
    pub handed_in: Option<Submission>,
    /// Whether the answer still waits to be read by the unit.
    pub is_unread: bool,
    /// 法定代表人, as the unit's people say.
    pub legal: Option<Line>,
}

/// A step that the law allows, before it is written.
pub(super) struct Stepped {
    /// The receipt.
    pub event: Item,
    /// The head after it.
    pub unit: Unit,
    /// What was said with it.
    pub reason: Option<String>,
}

impl Case {
    /// The licences that can be handed in now: looked into, and uploaded by whoever has the unit now.
    pub fn licences(&self) -> impl Iterator<Item = &Paper> {
        let handed = self.unit.handed;
        let own = move |paper: &&Paper| paper.kind == LICENCE && handed.is_none_or(|handed| paper.at > handed);
        self.papers.iter().filter(|paper| paper.is_admitted()).filter(own)
    }

    /// The scans that an officer compares: those that were handed in, as far as they still lie there unchanged.
    pub fn compared(&self) -> Vec<&Paper> {
        let Some(handed_in) = &self.handed_in else { return Vec::new() };
        self.papers.iter().filter(|paper| Pin::of(paper).is_some_and(|pin| handed_in.papers.contains(&pin))).collect()
    }

    /// Whether every scan that was handed in still lies there, byte for byte.
    pub fn is_as_handed_in(&self) -> bool {
        self.handed_in.as_ref().is_some_and(|handed_in| handed_in.papers.len() == self.compared().len())
    }

    /// Why it was sent back or handed over last.
    pub fn reason(&self) -> Option<&str> {
        const ANSWERS: [CommandKind; 3] = [CommandKind::Pass, CommandKind::Return, CommandKind::HandOver];
        let is_answer = |it: &&Receipt| ANSWERS.iter().any(|kind| it.did == <&str>::from(*kind));
        self.receipts.iter().find(is_answer)?.reason.as_deref()
    }

    /// What came of this request before; `None` where the way is free.
    pub(super) fn precedent(&self, store: &Store, seen: Option<u64>, asked: &Asked) -> Option<Ended<Unit>> {
        store.precedent((&self.unit.trail, self.unit.version), &self.receipts, seen, asked, &self.unit)
    }
}

impl Unit {
    /// The unit's to-do about its verification.
    pub(super) fn told(&self, at: Timestamp, reason: Option<&str>) -> Item {
        let title = match self.standing {
            State::Verified => "已经可以提交资质申报",
            State::Returned => "请按退回原因重新提交营业执照",
            State::Unverified | State::Waiting { .. } => "请上传营业执照并提交核实",
        };
        Item::new("answer", Matter::unit(self.id).answer_todo(&self.id.to_string()))
            .text("sort", Sort::Unit.code())
            .text("matter", self.id.to_string())
            .text("number", &self.number)
            .text("title", title)
            .text("state", self.standing.word())
            .at("since", at)
            .maybe("reason", reason)
    }

    /// The line of the department's desk, while the department has to answer.
    fn line(&self) -> Option<DeskLine> {
        Some(DeskLine {
            sort: Sort::Unit,
            id: self.id.to_string(),
            number: self.number.clone(),
            unit: self.id,
            unit_name: self.name.clone(),
            title: self.code.clone(),
            state: self.standing.word().to_owned(),
            due: self.standing.due()?,
            taken: None,
            accepted: None,
        })
    }

    /// 办件编号: the day by the hall's clock, and six characters of the id.
    fn numbered(&self, at: Timestamp) -> String {
        let day = crate::qualification::day(at).strftime("%Y%m%d").to_string();
        let id = self.id.to_string().to_uppercase();
        format!("HS{day}{}", id.get(..6).unwrap_or_default())
    }
}

impl Store {
    /// A unit with everything that a page about it shows, in one round trip. The caller looks at who may see it.
    pub async fn unit_case(&self, id: UnitId) -> Result<Option<Case>, Trouble> {
        let matter = Matter::unit(id);
        let (key, todo) = (matter.head(), matter.answer_todo(&id.to_string()));
        let (head, basics, events, papers, handed_in, todo, legal) = tokio::try_join!(
            self.get(&key),
            self.query(newest(matter.pk(), CONTENTS, 1)),
            self.query(newest(matter.pk(), EVENT, RECEIPTS)),
            self.papers_in(Place::Unit(id)),
            self.query(newest(matter.pk(), SUBMISSION, 1)),
            self.get(&todo),
            self.legal(id),
        )?;
        let Some(head) = head else { return Ok(None) };
        Ok(Some(Case {
            unit: Unit::read(&head)?,
            basics: basics.0.first().map(|item| View(item).draft("fields")).transpose()?.unwrap_or_default(),
            receipts: events.0.iter().map(|event| receipt::read(View(event))).collect::<Result<_, _>>()?,
            papers,
            handed_in: handed_in.0.first().map(|item| crate::person::submitted(View(item))).transpose()?,
            is_unread: todo.is_some(),
            legal,
        }))
    }

    /// The heads of units, in the order asked; what is none is left out.
    pub async fn units(&self, ids: &[UnitId]) -> Result<Vec<Unit>, Trouble> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<_> = ids.iter().map(|id| Matter::unit(*id).head()).collect();
        let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
        self.fetch(&wanted).await?.iter().flatten().map(Unit::read).collect()
    }

    /// 提交核实, 核实通过, 退回. `seen` is the version that the asker saw.
    pub async fn verify_unit(
        &self,
        case: &Case,
        (command, seen): (Command, Option<u64>),
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Unit>, Trouble> {
        if let Some(ended) = case.precedent(self, seen, asked) {
            return Ok(ended);
        }
        let before = &case.unit;
        let Stepped { event, mut unit, reason } = match self.stepped(before, command, actor, asked, at) {
            Ok(stepped) => stepped,
            Err(refused) => return Ok(Ended::Refused(refused)),
        };
        let matter = Matter::unit(unit.id);
        let mut change = Change::default().create(Guard::Event, self, event).by_another(self, actor, unit.id);
        if let State::Waiting { .. } = unit.standing {
            unit.number = unit.numbered(at);
            let pins = case.licences().filter_map(Pin::of).map(|pin| pin.spelled());
            let handed_in = Item::new("submission", matter.submission(unit.version))
                .number("contents", unit.basics)
                .texts("papers", pins);
            change = change.put(self, handed_in).delete(self, &matter.answer_todo(&unit.id.to_string()));
        } else {
            change = change.put(self, unit.told(at, reason.as_deref()));
        }
        let change = self.at_the_desk(change, before, &unit).replace(self, unit.written(), before.version);
        Ok(self.conclude(change, asked).await?.ended(unit, || before.clone()))
    }

    /// Asks the law: the receipt, and the head after it.
    pub(super) fn stepped(
        &self,
        before: &Unit,
        command: Command,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Stepped, Refused> {
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let party = match actor.role {
            Role::Officer => Party::Officer(actor.account),
            Role::Enterprise | Role::Person => Party::Unit(actor.account.unit()),
        };
        let Step { next, event } = before.standing.step(command, before.id, party, by, at)?;
        let (version, reason) = (before.version + 1, event.reason.clone());
        let (event, trail) = receipt::written(self, &Matter::unit(before.id), version, &event, asked, &before.trail);
        Ok(Stepped { event, unit: Unit { standing: next, version, trail, ..before.clone() }, reason })
    }

    /// The desk as the new standing wants it.
    pub(super) fn at_the_desk(&self, change: Change, before: &Unit, after: &Unit) -> Change {
        let change = match before.standing.due() {
            Some(due) => change.off_the_desk(self, due, &before.id.to_string()),
            None => change,
        };
        match after.line() {
            Some(line) => change.on_the_desk(self, &line),
            None => change,
        }
    }
}
