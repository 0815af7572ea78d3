//! 同意删除, 不予删除: what was held is let go or leaves, and the unit is told, in the change that decides.

use super::submit::{LEAVING, PASSED, REPLACEMENT, is_a_card_s};
use super::{Case, Contents, Head, Moved, Pinned};
use crate::application::Replaced;
use crate::change::{Change, Guard, OLDER, Stopped, refused};
use crate::expression::Expression;
use crate::item::{Item, Raw, View};
use crate::keys::{self, Key, Matter};
use crate::person::{Leaver, self_kept};
use crate::receipt::{Asked, Outcome};
use crate::uses::Use;
use crate::worker::{Card, Source};
use crate::{Ended, Store};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::account::Actor;
use domain::deletion::{Command, State};
use domain::{Refused, Trouble};
use jiff::Timestamp;

/// Nobody is in one application twice.
const TWICE: Guard = Guard::Unique("use");
/// Nobody has replaced who leaves in that application, nor has the unit taken the person out while it corrected.
const PLACE: Guard = Guard::Unique("place");

impl Change {
    /// Changes a card that this request holds; in the version that was compared, where one is given, and then of nobody
    /// whose file is open again: the card of a registered person says so.
    fn lets(
        self,
        guard: Guard,
        store: &Store,
        (head, who): (&Head, &Pinned),
        (expression, flag): (&'static str, bool),
        version: Option<u64>,
    ) -> Change {
        let mut condition = Expression::from("#held = :held");
        let mut values = vec![(":held", A::S(head.id.to_string())), (":one", A::N("1".to_owned()))];
        if let Some(version) = version {
            let same = " AND #version = :version AND (attribute_not_exists(#reopened) OR #reopened = :no)";
            condition = condition.and(same);
            values.extend([(":version", A::N(version.to_string())), (":no", A::Bool(false))]);
        }
        if flag {
            values.push((":yes", A::Bool(true)));
        }
        self.alter(guard, store, &Matter::worker(who.id).head(), (expression, condition), values)
    }
}

impl Store {
    /// An officer's answer. `is_met` is what the comparison came to on what the request has pinned, today; the cards are
    /// still those that were compared, or nothing is agreed to.
    pub async fn decide_deletion(
        &self,
        case: &Case,
        (command, is_met): (Command, bool),
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Moved, Trouble> {
        if let Some(ended) = case.precedent(self, asked) {
            return Ok(Moved::Ended(ended.into()));
        }
        let (before, contents) = (&case.head, &case.contents);
        if contents.works == keys::works_of(actor.account) {
            // The guard of his own number would be both looked at and taken away.
            return Ok(Moved::Ended(Ended::Refused(Refused::Own).into()));
        }
        let begun = match self.begin(before, (command, contents.grounds(is_met)), actor, asked, at) {
            Ok(begun) => begun,
            Err(refused) => return Ok(Moved::Ended(Ended::Refused(refused).into())),
        };
        let head = begun.head.clone();
        let change = self.turned(begun, before, actor).put(self, head.entry()).put(self, told(&head, at));
        let change =
            before.due.into_iter().fold(change, |change, due| change.off_the_desk(self, due, &head.id.to_string()));
        let change = match head.state {
            State::Deleted => self.leaves(change, &head, contents, (actor, asked, at))?,
            _ => self.stays(change, &head, contents),
        };
        Ok(match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) if is_bound(&stopped) => Moved::Bound(words(&stopped, &head)),
            outcome => Moved::Ended(outcome.ended(head, || before.clone()).into()),
        })
    }

    /// The person leaves the lists, and who replaces takes over in every application concerned. The card stays, and what
    /// applications have pinned stays with it: the past is not rewritten.
    fn leaves(
        &self,
        change: Change,
        head: &Head,
        contents: &Contents,
        by: (&Actor, &Asked, Timestamp),
    ) -> Result<Change, Trouble> {
        let gone = &contents.leaving;
        let unit = Matter::unit(head.unit);
        let works = Key { pk: contents.works.clone(), sk: head.unit.to_string() };
        let takes_over = ("SET #used = :yes, #stamp = #stamp + :one REMOVE #held", true);
        let change = match gone.source {
            Source::Member => {
                let deletes = ("SET #gone = :yes, #stamp = #stamp + :one", true);
                change.lets(LEAVING, self, (head, gone), deletes, Some(gone.version))
            }
            Source::Registered => self.frees(change, head, contents, by)?,
        };
        let change = match gone.source {
            Source::Member => change,
            Source::Registered => change.delete(self, &unit.approved(gone.since, gone.id.person())),
        };
        let posts = gone.posts.iter().map(|held| unit.post(held.post, held.since, gone.id));
        let change = posts.fold(change, |change, entry| change.delete(self, &entry)).delete(self, &works);
        let change = contents
            .replacing()
            .into_iter()
            .fold(change, |change, who| change.lets(REPLACEMENT, self, (head, who), takes_over, Some(who.version)));
        let places = contents.uses.iter().filter_map(|used| Some((used, contents.replacement(used.application)?)));
        Ok(places.fold(change, |change, (used, who)| {
            let use_of =
                Use { version: who.version, facts: who.facts.clone(), replaces: Some(gone.id), ..used.clone() };
            let place = Replaced {
                leaver: gone.id,
                leaver_name: gone.name.clone(),
                by: who.id,
                name: who.name.clone(),
                at: by.2,
                facts: who.facts.clone(),
            };
            // A claim that never came true is in nobody's way.
            let taken = change.put_newer(TWICE, self, use_of.written(who.id), OLDER, used.round.version);
            // Where the unit has handed in anew without the leaving person, the use counts no more and the place is gone.
            let running = Matter::unit(head.unit).running(&used.matter);
            let taken = taken.same_if_there(PLACE, self, &running, ("bound", A::N(used.round.version.to_string())));
            taken.create(PLACE, self, place.written(used.application))
        }))
    }

    /// A registered person is nobody's, with a card that the next unit takes over: free, unused, and of a version that
    /// nobody has pinned. What it was used for is older than that, and so no business of the next unit.
    fn frees(
        &self,
        change: Change,
        head: &Head,
        contents: &Contents,
        by: (&Actor, &Asked, Timestamp),
    ) -> Result<Change, Trouble> {
        let gone = &contents.leaving;
        let next = A::N((gone.version + 1).to_string());
        let expression = "SET #gone = :yes, #used = :no, #unit = :nobody, #version = :next, #joined = :next, \
                          #stamp = #stamp + :one REMOVE #held, #posts";
        let values = vec![
            (":held", A::S(head.id.to_string())),
            (":version", A::N(gone.version.to_string())),
            (":yes", A::Bool(true)),
            (":no", A::Bool(false)),
            (":nobody", A::S(self_kept(gone.id).to_string())),
            (":next", next),
            (":one", A::N("1".to_owned())),
        ];
        let condition = "#held = :held AND #version = :version";
        let card = Matter::worker(gone.id).head();
        let (person, unit) = (gone.id.person(), head.unit);
        let leaver = Leaver { person, unit, since: gone.since, version: gone.version, chain: &contents.chain };
        change.alter(LEAVING, self, &card, (expression, condition), values).departs(PASSED, self, &leaver, by)
    }

    /// Everybody is as free as before.
    fn stays(&self, change: Change, head: &Head, contents: &Contents) -> Change {
        let change = change.delete(self, &Matter::worker(head.person).open_deletion(contents.joined));
        let frees = ("SET #stamp = #stamp + :one REMOVE #held", false);
        let change = change.lets(LEAVING, self, (head, &contents.leaving), frees, None);
        let all = contents.replacing();
        all.into_iter().fold(change, |change, who| change.lets(REPLACEMENT, self, (head, who), frees, None))
    }
}

/// Whether a card, a paper or a place in an application stood in the way.
fn is_bound(stopped: &Stopped) -> bool {
    is_a_card_s(stopped) || [TWICE, PLACE].iter().any(|guard| refused(stopped, *guard).is_some())
}

/// The unit's to-do.
fn told(head: &Head, at: Timestamp) -> Item {
    let key = Matter::unit(head.unit).answer_todo(&head.id.to_string());
    head.filled(Item::new("deletion-answer", key)).at("answered", at)
}

/// Why it could not be agreed to, and what to do.
fn words(stopped: &Stopped, head: &Head) -> String {
    let card = |guard| refused(stopped, guard).flatten();
    let changed = card(LEAVING).or_else(|| card(REPLACEMENT));
    let is_reopened = |raw: &Raw| View(raw).flag("reopened");
    match changed.and_then(|raw| Some((Card::read(raw).ok()?, is_reopened(raw)))) {
        Some((card, true)) => {
            format!("{}在提交后已被退回修改，不能替代；可以不予删除并说明原因，由企业另选人员", card.line.name)
        }
        Some((card, false)) => format!(
            "{}的信息在提交后有变动，与本申请所列的不同，不能同意删除；可以不予删除并说明原因，由企业重新申请",
            card.line.name
        ),
        None if refused(stopped, PASSED).is_some() => {
            format!("{}在提交后已被退回修改，不能同意删除；可以不予删除并说明原因，由企业重新申请", head.name)
        }
        None if refused(stopped, PLACE).is_some() => {
            format!("所涉申报在补正时已不再使用{}，无须替代；可以不予删除并说明原因，由企业重新申请", head.name)
        }
        None => "替代人员已在所涉申报中任职，不能替代；可以不予删除并说明原因，由企业另选人员".to_owned(),
    }
}
