//! 保存并关闭: the request is handed in, and holds the card of who leaves and of everybody who replaces, so that none of
//! them leaves, replaces or is applied with anywhere else until it was decided on.

use super::ask::SUCCEEDED_FIRST;
use super::{Case, Contents, Head, Moved, Pinned};
use crate::change::{Change, Guard, Stopped, refused};
use crate::keys::Matter;
use crate::paper::Pin;
use crate::receipt::{Asked, Outcome};
use crate::uses::CLAIM;
use crate::worker::{Card, Source};
use crate::{Ended, Store};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::account::Actor;
use domain::deletion::Command;
use domain::{Refused, Trouble};
use jiff::Timestamp;
use jiff::civil::Date;

pub(super) const LEAVING: Guard = Guard::There("leaving");
pub(super) const REPLACEMENT: Guard = Guard::There("replacement");
pub(super) const APPROVED: Guard = Guard::There("approved");
/// The file of a registered person who leaves is passed, as it was pinned.
pub(super) const PASSED: Guard = Guard::There("passed");
const PAPER: Guard = Guard::There("paper");

impl Change {
    /// A registered person replaces, and leaves, only while the unit has passed the person's file.
    pub(super) fn passed(self, guard: Guard, store: &Store, who: &Pinned) -> Change {
        let approved = Some(("state", A::S("approved".to_owned())));
        match who.source {
            Source::Member => self,
            Source::Registered => self.require(guard, store, &Matter::person(who.id.person()).head(), approved),
        }
    }
    /// Holds a card that is as it was pinned, and held by nobody. Whoever uses or claims the person raises the stamp.
    fn holds(self, guard: Guard, store: &Store, head: &Head, who: &Pinned) -> Change {
        let condition = "#unit = :unit AND #stamp = :stamp AND attribute_not_exists(#held)";
        let values = vec![
            (":unit", A::S(head.unit.to_string())),
            (":stamp", A::N(who.stamp.to_string())),
            (":held", A::S(head.id.to_string())),
            (":one", A::N("1".to_owned())),
        ];
        let expression = "SET #held = :held, #stamp = #stamp + :one";
        self.alter(guard, store, &Matter::worker(who.id).head(), (expression, condition), values)
    }
}

impl Store {
    /// Hands in. What was pinned is enough while nobody has changed a card since; else the cards are looked at once more.
    pub async fn submit_deletion(
        &self,
        case: &Case,
        due: Date,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Moved, Trouble> {
        if let Some(ended) = case.precedent(self, asked) {
            return Ok(Moved::Ended(ended.into()));
        }
        // No card tells of an application that has ended since, in which nobody need be replaced any more.
        let may_have_ended = !case.contents.feedback.is_empty() && !case.contents.uses.is_empty();
        match self.try_to_submit(case, due, actor, asked, at).await? {
            Ok(Moved::Lacks(_)) if may_have_ended => {}
            Ok(moved) => return Ok(moved),
            Err(_) => {}
        }
        let fresh = self.refreshed(case).await?;
        let again = self.try_to_submit(&fresh, due, actor, asked, at).await?;
        Ok(again.unwrap_or_else(|stopped| Moved::Bound(words(&stopped, &case.head))))
    }

    /// One attempt; `Err` inside where only somebody's card stood in the way.
    async fn try_to_submit(
        &self,
        case: &Case,
        due: Date,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Result<Moved, Stopped>, Trouble> {
        let before = &case.head;
        let papers = case.papers.iter().filter_map(Pin::of).collect();
        let contents = &Contents { papers, ..case.contents.clone() };
        let mut begun = match self.begin(before, (Command::Submit, contents.grounds(false)), actor, asked, at) {
            Ok(begun) => begun,
            Err(Refused::Against(words)) => return Ok(Ok(Moved::Lacks(words))),
            Err(refused) => return Ok(Ok(Moved::Ended(Ended::Refused(refused).into()))),
        };
        if contents.leaving.is_legal() {
            return Ok(Ok(Moved::Lacks(SUCCEEDED_FIRST)));
        }
        if contents.is_too_long() {
            return Ok(Ok(Moved::Lacks("申请的内容超过 300 KB，请精简反馈内容或者减少替代人员后再提交")));
        }
        if contents.is_too_much() {
            return Ok(Ok(Moved::Lacks("替代人员过多，无法一次办理，请减少不同的替代人员")));
        }
        (begun.head.due, begun.head.contents) = (Some(due), begun.head.version);
        let head = begun.head.clone();
        let change = self
            .turned(begun, before, actor)
            .put(self, contents.written(&head.matter(), head.version))
            .put(self, head.entry())
            .on_the_desk(self, &head.line(due))
            .holds(LEAVING, self, &head, &contents.leaving)
            .passed(PASSED, self, &contents.leaving);
        let change = contents.claims.iter().fold(change, |change, claim| change.loosens(self, claim));
        let change = contents
            .replacing()
            .into_iter()
            .fold(change, |change, who| change.holds(REPLACEMENT, self, &head, who).passed(APPROVED, self, who));
        // What is handed in is not taken out beside it: the one who comes second is told.
        let admitted = || Some(("state", A::S("admitted".to_owned())));
        let change = contents
            .papers
            .iter()
            .fold(change, |change, pin| change.require(PAPER, self, &Matter::paper(&pin.paper).head(), admitted()));
        Ok(match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) if is_a_card_s(&stopped) => Err(stopped),
            outcome => Ok(Moved::Ended(outcome.ended(head, || before.clone()).into())),
        })
    }
}

/// Whether nothing but cards and papers stood in the way.
pub(super) fn is_a_card_s(stopped: &Stopped) -> bool {
    stopped.iter().all(|(guard, _)| [LEAVING, REPLACEMENT, APPROVED, PASSED, PAPER, CLAIM].contains(guard))
}

/// Why a card could not be held, and what to do.
fn words(stopped: &Stopped, head: &Head) -> String {
    let card = |guard| refused(stopped, guard).map(|raw| raw.and_then(|raw| Card::read(raw).ok()));
    if let Some(leaving) = card(LEAVING) {
        return match leaving.filter(|card| !card.gone).and_then(|card| card.held) {
            Some(_) => format!(
                "{}正作为替代人员用于另一件待审核的人员删除申请，审核结束前不能申请删除。可以先放弃本申请，或在本申请中更换人员",
                head.name
            ),
            None => format!("{}的信息刚刚有变动，请查看本申请后再次保存", head.name),
        };
    }
    if refused(stopped, PASSED).is_some() {
        return format!("{}已被退回修改，重新通过本单位审核后才能申请删除", head.name);
    }
    if refused(stopped, CLAIM).is_some() {
        return format!("{}刚刚用于提交的申报，请查看本申请后再次保存", head.name);
    }
    if refused(stopped, PAPER).is_some() {
        return "反馈材料刚刚有变动，请查看本申请后再次保存".to_owned();
    }
    match card(REPLACEMENT).flatten() {
        Some(card) if card.held.is_some() => {
            format!("替代人员{}已用于另一件人员删除申请，一人不能同时替代或离开两次，请另选替代人员", card.line.name)
        }
        Some(card) => format!("替代人员{}的信息刚刚有变动，请查看本申请后再次保存", card.line.name),
        None => "替代人员已不在本单位，或已被退回修改，请另选替代人员".to_owned(),
    }
}
