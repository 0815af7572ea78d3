//! Every change of an application but its beginning: the head, its receipt, and everything that shows it, together.

use super::{Application, Head, Picked, contents, fits};
use crate::change::{Change, Guard, Stopped, refused};
use crate::item::{Item, Raw, View};
use crate::keys::Matter;
use crate::qualification::{ATTEMPTS, NUMBERED};
use crate::receipt::{self, Asked, Outcome, Receipt};
use crate::unit::{self, STATED, VERIFIED};
use crate::uses::OUTDATED;
use crate::{Ended, Store};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::account::Actor;
use domain::application::{Command, CommandKind, Party, State, StateKind, Step};
use domain::history::By;
use domain::ids::WorkerId;
use domain::{Refused, Trouble, verification};
use jiff::Timestamp;

impl Store {
    /// Obeys a command. `seen` is the version that the asker saw; `picked` are the new contents, which only 暂存 and 提交
    /// take. Handing in binds every person in it: above 20 persons by claims before the change itself.
    #[expect(clippy::too_many_arguments, reason = "each of them is one of the five Ws of a receipt")]
    pub async fn move_application(
        &self,
        before: &Application,
        seen: Option<u64>,
        command: Command,
        party: Party,
        actor: &Actor,
        asked: &Asked,
        picked: Option<Vec<Picked>>,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        let head = &before.head;
        if let Some(ended) = self.precedent((&head.trail, head.version), &before.receipts, seen, asked, head) {
            return Ok(ended);
        }
        let did = CommandKind::from(&command);
        let keeps = matches!(did, CommandKind::Save | CommandKind::Submit);
        let picked = picked.filter(|picked| keeps && *picked != before.picked);
        if let Some(Err(refused)) = picked.as_ref().map(|picked| fits(head.id, picked)) {
            return Ok(Ended::Refused(refused));
        }
        // As exact as it is kept, so that what is answered now is what is read later.
        let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let Step { next, event } = match head.state.step(command, head.unit, party, by, at) {
            Ok(step) => step,
            Err(refused) => return Ok(Ended::Refused(refused)),
        };
        let matter = Matter::application(head.id);
        let said = event.reason.clone();
        let (event, trail) = receipt::written(self, &matter, head.version + 1, &event, asked, &head.trail);
        let mut after = head.after(next, did, picked.as_deref(), actor, at);
        after.trail = trail;
        let mut change = Change::default().create(Guard::Event, self, event);
        if did == CommandKind::Submit {
            after.basics = match before.basics_now {
                Some(basics) => basics,
                None => self.unit(head.unit).await?.map_or(0, |unit| unit.basics),
            };
            let persons = picked.as_deref().unwrap_or(&before.picked);
            change = match self.hand_in_application(change, (&after, before), persons, (actor, asked), at).await? {
                Ok(change) => change,
                Err(ended) => return Ok(ended),
            };
            after.statement = before.statement_now.as_ref().map_or(0, |it| it.version);
            change = self.for_a_verified(change, head);
            change = before.statement_now.iter().fold(change, |change, it| change.stated(self, it));
            change = change.replace_claimed(self, after.written(), head.version, head.loosened);
        } else {
            change = change.replace(self, after.written(), head.version);
        }
        change = change.by_another(self, actor, head.unit);
        change = match after.state {
            State::Dropped => change.delete(self, &after.place()),
            _ => change.put(self, after.entry()),
        };
        if let Some(picked) = &picked {
            change = change.put(self, contents(head.id, after.contents, picked));
            change = self.sweeps(change, head, (&before.picked, picked));
        }
        let change = self.shown(change, (head, &after), said.as_deref(), at);
        let persons = picked.as_deref().unwrap_or(&before.picked);
        Ok(match self.granting(change, &after, asked, at).await? {
            Outcome::Stopped(winner, stopped) => lost(head, persons, winner, &stopped)?,
            outcome => outcome.ended(after, || head.clone()),
        })
    }

    /// Only a unit whose licence was compared hands in; looked at in the very change, whatever was read before.
    fn for_a_verified(&self, change: Change, head: &Head) -> Change {
        let verified = Some(("standing", A::S(VERIFIED.to_owned())));
        change.require(UNVERIFIED, self, &Matter::unit(head.unit).head(), verified)
    }

    /// Commits the change. One that grants gives the certificate a number, and another one where somebody has that.
    async fn granting(&self, change: Change, after: &Head, asked: &Asked, at: Timestamp) -> Result<Outcome, Trouble> {
        if after.state != State::Granted {
            return self.conclude(change, asked).await;
        }
        for attempt in 0..ATTEMPTS {
            match self.conclude(change.clone().grants(self, after, attempt, at), asked).await? {
                Outcome::Stopped(None, stopped) if stopped.iter().all(|(guard, _)| *guard == NUMBERED) => {}
                outcome => return Ok(outcome),
            }
        }
        Err(Trouble::Busy)
    }

    /// The desk, the unit's to-do, the mark of the running application and the qualification, as the new state wants them.
    fn shown(&self, change: Change, (before, after): (&Head, &Head), said: Option<&str>, at: Timestamp) -> Change {
        let (unit, id) = (Matter::unit(after.unit), after.id.to_string());
        let mut change = change;
        if let Some(due) = before.state.due().filter(|due| after.state.due() != Some(*due)) {
            change = change.off_the_desk(self, due, &id);
        }
        if let Some(line) = after.desk() {
            change = change.on_the_desk(self, &line);
        }
        let todo = unit.answer_todo(&id);
        let is_answer = before.state.kind() != after.state.kind();
        change = match &after.state {
            State::Correcting | State::Accepted { .. } | State::Granted | State::Refused if is_answer => {
                change.put(self, after.answer(Item::new("answer", todo), said, at))
            }
            State::Submitted { .. } if before.state.kind() == StateKind::Correcting => change.delete(self, &todo),
            State::Withdrawn if !matches!(before.state, State::Submitted { .. }) => change.delete(self, &todo),
            _ => change,
        };
        match after.state {
            State::Withdrawn | State::Refused | State::Dropped => change.delete(self, &unit.running(&after.matter)),
            _ => change,
        }
    }
}

impl Head {
    /// The head after a step, but for its trail and what handing in pins.
    fn after(&self, next: State, did: CommandKind, picked: Option<&[Picked]>, actor: &Actor, at: Timestamp) -> Head {
        let version = self.version + 1;
        let contents = if picked.is_some() { version } else { self.contents };
        let hands_in = did == CommandKind::Submit;
        Head {
            version,
            contents,
            people: picked.map_or(self.people, |picked| picked.len() as u64),
            number: if hands_in && self.number.is_empty() { self.numbered(at) } else { self.number.clone() },
            submitted: if hands_in { Some(at) } else { self.submitted },
            handed_in: if hands_in { contents } else { self.handed_in },
            bound: if hands_in { version } else { self.bound },
            bound_before: if hands_in { self.bound } else { self.bound_before },
            said: match did {
                CommandKind::Correct | CommandKind::Refuse => version,
                _ => self.said,
            },
            taken_by: match (did, next.taken()) {
                (CommandKind::Take | CommandKind::TakeOver, _) => actor.name.clone(),
                (_, Some(_)) => self.taken_by.clone(),
                (_, None) => String::new(),
            },
            state: next,
            ..self.clone()
        }
    }

    /// 办件编号: the day by the hall's clock, and six characters of the id.
    fn numbered(&self, at: Timestamp) -> String {
        let day = crate::qualification::day(at).strftime("%Y%m%d").to_string();
        let id = self.id.to_string().to_uppercase();
        format!("SQ{day}{}", id.get(..6).unwrap_or_default())
    }

    /// What tells the unit of the department's answer.
    /// A long one is told in full by the matter's page.
    fn answer(&self, item: Item, said: Option<&str>, at: Timestamp) -> Item {
        let said = said.filter(|_| matches!(self.state, State::Correcting | State::Refused));
        let reason = said.map(in_short);
        item.text("sort", crate::desk::Sort::Application.code())
            .text("matter", self.id.to_string())
            .text("number", &self.number)
            .text("title", &self.title)
            .text("state", self.state.word())
            .at("since", at)
            .maybe("reason", reason.as_deref())
    }
}

/// Characters of a to-do's reason, at most: with its other attributes it stays within 1 KB.
const TOLD: usize = 120;

/// What was said, on one line that a to-do has room for.
fn in_short(said: &str) -> String {
    let line = said.replace('\n', "；");
    match line.char_indices().nth(TOLD) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// The unit is verified.
const UNVERIFIED: Guard = Guard::There("verified unit");

/// Why a change of an application was not made.
pub(super) fn lost(
    head: &Head,
    persons: &[Picked],
    winner: Option<Receipt>,
    stopped: &Stopped,
) -> Result<Ended<Head>, Trouble> {
    if winner.is_none() && refused(stopped, OUTDATED).is_some() {
        return Ok(Ended::Overtaken(head.clone(), None));
    }
    if winner.is_none() && refused(stopped, Guard::Head).is_none() {
        if let Some(unit) = refused(stopped, UNVERIFIED) {
            let standing = unit.map(|raw| unit::standing(View(raw))).transpose()?;
            return Ok(Ended::Refused(standing.unwrap_or(verification::State::Unverified).hindrance()));
        }
        if refused(stopped, STATED).is_some() {
            return Ok(Ended::Refused(Refused::Against("社保声明刚刚有变动，请核对后再次提交")));
        }
        let unbound = |(guard, _): &&(Guard, Option<Raw>)| *guard == Guard::There("worker");
        let cards = stopped.iter().filter(unbound).filter_map(|(_, raw)| raw.as_ref());
        let mut names: Vec<&str> = cards.filter_map(|raw| name_of(raw, persons)).collect();
        names.sort_unstable();
        let who = if names.is_empty() { "所选人员".to_owned() } else { names.join("、") };
        let cards = || stopped.iter().filter(unbound).filter_map(|(_, raw)| raw.as_ref());
        if cards().all(|card| View(card).flag("reopened")) && cards().next().is_some() {
            let words = "已退回修改，重新通过本单位审核后才能申报；也可以先移除该人员";
            return Ok(Ended::Refused(Refused::Because(format!("{who}：{words}"))));
        }
        return Ok(Ended::Refused(Refused::Because(format!("{who}：人员已变化或正在申请删除，请重新选择"))));
    }
    let now = refused(stopped, Guard::Head).flatten().map(Head::read).transpose()?;
    if now.as_ref().is_some_and(|now| winner.is_none() && now.version == head.version) {
        return Ok(Ended::Refused(Refused::Against("所选人员的资料刚刚有变动，请再次提交")));
    }
    Ok(Ended::Overtaken(now.unwrap_or_else(|| head.clone()), winner))
}

/// The name under which a person was picked: what a card says now may be another unit's business.
fn name_of<'a>(card: &Raw, persons: &'a [Picked]) -> Option<&'a str> {
    let worker = View(card).read("worker", WorkerId::parse).ok()?;
    persons.iter().find(|picked| picked.worker == worker).map(|picked| picked.name.as_str())
}
