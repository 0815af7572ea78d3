//! What became of keeping somebody: the card, or the form again with what stands in the way, and nothing typed is lost.

use crate::pages::{Of, WorkerForm};
use catalog::personnel::{IDENTITY, NAME};
use domain::Value;
use domain::account::Actor;
use domain::form::{Complaint, Field, Filled, Record};
use domain::value::Fault;
use http::StatusCode;
use runtime::{Guest, Hall};
use store::worker::{Card, Kept};
use store::{Ended, Receipt};
use web::{Face, Lead, Problem, cell};

/// What of a name and a number that were used cannot be done here, and where it can.
const LOCKED: Fault = Fault::Against("已用于提交的申报，不能修改；更换人员请办理人员删除申请");
/// What a person in a waiting 人员删除申请 is told of every change.
const HELD: Fault = Fault::Against("在一件待审核的人员删除申请中，审核结束前不能修改");

/// A checked form about to be kept.
pub struct Settled<'a> {
    /// What was typed.
    pub record: &'a Record,
    /// Whose form it is.
    pub of: Of<'a>,
    /// What is told where somebody else was first.
    pub conflict: Option<Conflict<'a>>,
}

/// How somebody else's change is told.
pub struct Conflict<'a> {
    /// A client is told the version; a page shows the form again.
    pub face: Face,
    /// The version that the asker saw.
    pub seen: Option<u64>,
    /// What happened, newest first.
    pub receipts: &'a [Receipt],
}

/// The card, or the form again with what stands in the way.
///
/// # Errors
/// The form, with 422 or 409, or what else a change may come to.
pub async fn settled(
    (hall, guest, actor): (&Hall, &Guest, &Actor),
    kept: Kept,
    it: Settled<'_>,
) -> Result<Card, Problem> {
    match kept {
        Kept::Ended(Ended::Overtaken(card, winner)) => match it.overtaken(winner.as_ref()) {
            Some(problem) => Err(problem),
            None => hall.settle(guest, Ended::Overtaken(card, winner), |card| (None, card.line.version)),
        },
        Kept::Ended(ended) => hall.settle(guest, ended, |card| (None, card.line.version)),
        Kept::Taken(who) => {
            let known = match who {
                Some(who) => hall.store.card(actor.account.unit(), who).await?,
                None => None,
            };
            let filled = it.filled().complain(IDENTITY.field.wrong(Fault::Taken));
            Err(WorkerForm::again(filled, &it.of.clone().known(known.as_ref())))
        }
        Kept::Held => Err(it.instead(Complaint { label: "该人员", ..NAME.field.wrong(HELD) })),
        Kept::Post(words) => {
            Err(it.instead(Complaint { label: it.of.post.word(), ..NAME.field.wrong(Fault::Against(words)) }))
        }
        Kept::Locked => Err(it.locked()),
    }
}

impl Settled<'_> {
    fn filled(&self) -> Filled {
        Filled::of(self.record.form(), self.record.draft().clone())
    }

    fn instead(&self, complaint: Complaint) -> Problem {
        Problem::instead(StatusCode::CONFLICT, WorkerForm::new(self.filled().complain(complaint), self.of.clone()))
    }

    /// A name and a number that were used are as before.
    fn locked(&self) -> Problem {
        let line = self.of.card.map(|card| &card.line);
        let renamed = line.is_some_and(|line| line.name != self.record.get(NAME).canon());
        let field: Field = if renamed { NAME.field } else { IDENTITY.field };
        let mut filled = self.filled();
        if let Some(line) = line {
            filled.draft.set(IDENTITY.field.name, &line.masked);
            filled.draft.set(NAME.field.name, &line.name);
        }
        Problem::instead(StatusCode::CONFLICT, WorkerForm::new(filled.complain(field.wrong(LOCKED)), self.of.clone()))
    }

    /// The form as it was typed, on the version of now, with who changed what meanwhile; for people alone.
    fn overtaken(&self, winner: Option<&Receipt>) -> Option<Problem> {
        let conflict = self.conflict.as_ref().filter(|it| it.face == Face::Html)?;
        let card = self.of.card?;
        let seen = conflict.seen.unwrap_or(card.line.version);
        let newer = conflict.receipts.iter().filter(|it| it.version > seen && it.version <= card.line.version);
        let known: Vec<&Receipt> = newer.chain(winner.filter(|it| it.version > card.line.version)).collect();
        let version = known.iter().map(|it| it.version).max().unwrap_or(card.line.version);
        let told: Vec<String> = known.into_iter().rev().map(told).collect();
        let words = format!("{}\n您填写的内容还在下面，没有保存。请核对后再次保存。", told.join("\n"));
        let lead = Lead::new(words).titled("在您填写期间，他人修改了这份信息");
        let of = self.of.clone().person(card, Some(version)).told(lead);
        Some(Problem::instead(StatusCode::CONFLICT, WorkerForm::new(self.filled(), of)))
    }
}

/// Who, when, and which fields.
fn told(receipt: &Receipt) -> String {
    let what = receipt.reason.as_deref().unwrap_or(&receipt.did);
    format!("{} 于 {} {what}", receipt.by, cell::local(receipt.at))
}
