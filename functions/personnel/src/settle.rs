//! What became of keeping somebody: the card, or the form again with what stands in the way, and nothing typed is lost.

use crate::begun::taken_out;
use crate::pages::{Of, WorkerForm};
use catalog::personnel::{IDENTITY, NAME};
use domain::Value;
use domain::account::Actor;
use domain::form::{Complaint, Field, Filled, Record};
use domain::ids::{RequestId, WorkerId};
use domain::value::Fault;
use http::StatusCode;
use runtime::rival::{rival, since, twin};
use runtime::{Guest, Hall};
use store::Ended;
use store::worker::{Card, Kept};
use web::{Face, Problem};

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
    pub conflict: Option<Conflict>,
}

/// How somebody else's change is told.
pub struct Conflict {
    /// A client is told the version; a page shows the form again.
    pub face: Face,
    /// The version that the asker saw.
    pub seen: Option<u64>,
    /// Whose record it is.
    pub id: WorkerId,
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
        Kept::Ended(ended) => {
            let is_twin = matches!(ended, Ended::Other);
            let is_second = is_twin || matches!(ended, Ended::Overtaken(..));
            match if is_second { it.second(hall, actor, is_twin).await? } else { None } {
                Some(problem) => Err(problem),
                None => hall.settle(guest, ended, |card| (None, card.line.version)),
            }
        }
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

    /// The form as it was typed, on the version of now, with what others changed meanwhile; where another window had sent
    /// this very form before, with what it saved. For people alone.
    async fn second(&self, hall: &Hall, actor: &Actor, is_twin: bool) -> Result<Option<Problem>, Problem> {
        let Some(conflict) = self.conflict.as_ref().filter(|it| it.face == Face::Html) else { return Ok(None) };
        let (post, form) = (self.of.post, self.record.form());
        let Some(now) = hall.store.worker(actor.account.unit(), conflict.id).await? else {
            return taken_out(hall, actor, &conflict.id.to_string(), post, self.record.draft().clone()).await.map(Some);
        };
        let version = now.card.line.version;
        let lead = match conflict.seen.filter(|_| !is_twin) {
            Some(seen) => {
                let then = hall.store.file_then(conflict.id, seen).await?;
                rival(form, &then, &now.file, &since(&now.receipts, seen))
            }
            None => {
                let mut typed = self.record.draft().clone();
                typed.take(IDENTITY.field.name);
                twin(form, &typed, &now.file, now.receipts.first())
            }
        };
        let of = self.of.clone().person(&now.card, Some(version)).told(lead).asked(RequestId::random());
        let same = now.card.identity(&hall.store)? == self.record.get(IDENTITY);
        Ok(Some(Problem::instead(StatusCode::CONFLICT, WorkerForm::new(self.filled(), of.masks(same)))))
    }
}
