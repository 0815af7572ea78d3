//! 新增人员, 修改: a person's record with everything that 人员删除申请 will compare.

use crate::links;
use crate::pages::{WorkerForm, WorkerPage};
use axum::extract::{Path, State};
use catalog::personnel::{IDENTITY, NAME, WORKER, facts, in_a_line};
use domain::account::{Actor, Role};
use domain::form::{Complaint, Draft, Filled, Record};
use domain::ids::{AccountId, WorkerId};
use domain::value::Fault;
use domain::{IdentityNumber, Trouble, Value};
use http::StatusCode;
use runtime::{Guest, Hall};
use store::Asked;
use store::paper::Place;
use store::worker::{Card, Kept, NewWorker, Worker};
use web::Note;
use web::{Answer, Body, Handled, Problem};

const UNIT: &[Role] = &[Role::Enterprise];
/// What of a name and a number that were used cannot be done here, and where it can.
const LOCKED: Fault = Fault::Against("已用于提交的申报，不能修改；更换人员请办理人员删除申请");

/// What a person in a waiting 人员删除申请 is told of every change.
fn held_back() -> Complaint {
    let fault = Fault::Against("在一件待审核的人员删除申请中，审核结束前不能修改");
    Complaint { at: NAME.field.name.to_owned(), label: "该人员", fault }
}

/// The form of a new person.
pub async fn blank(State(hall): State<Hall>, guest: Guest) -> Handled<WorkerForm> {
    hall.enter(&guest, UNIT, async |_| Ok(())).await?;
    Ok(Answer::Show(WorkerForm::new(Filled::blank(&WORKER), None)))
}

/// 保存并关闭 or 保存并新建 of a new person.
pub async fn add(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<WorkerPage> {
    let number = number_in(&body);
    let read = async |account: AccountId| is_elsewhere(&hall, number.as_ref(), account).await;
    let (actor, elsewhere) = hall.enter(&guest, UNIT, read).await?;
    let mut body = body?;
    let another = body.take("_then").is_some();
    let asked = Asked::new(&body.request, &body.draft);
    let again = |filled| Problem::again(WorkerForm::new(filled, None));
    let record = WORKER.check(body.draft, &hall.setting()).map_err(again)?;
    let new = kept(&record);
    let file = new.file.clone();
    let kept = hall.store.add_worker(new, &actor, &asked, hall.now()).await?;
    let card = settled(&hall, &guest, kept, &record, None)?;
    let to = saved(elsewhere).at(if another { links::NEW } else { links::PEOPLE });
    let page = WorkerPage::new(&Worker { card, file, receipts: Vec::new() }).warned(elsewhere);
    Ok(Answer::Made { to, page })
}

/// A person of the unit.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<WorkerPage> {
    let id = WorkerId::parse(&id);
    let read = async |account: AccountId| match id {
        Some(id) => {
            let papers = hall.store.papers_in(Place::Worker(id));
            let (worker, papers) = tokio::try_join!(hall.store.worker(account.unit(), id), papers)?;
            Ok(worker.map(|worker| (worker, papers)))
        }
        None => Ok(None),
    };
    let (_, found) = hall.enter(&guest, UNIT, read).await?;
    let (worker, papers) = found.ok_or(Problem::NotFound)?;
    Ok(Answer::Show(WorkerPage::new(&worker).with(&worker.card, &papers)))
}

/// 修改.
pub async fn edit(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<WorkerForm> {
    let (_, worker) = own(&hall, &guest, &id).await?;
    let draft = worker.file.with(IDENTITY.field.name, &worker.card.line.masked);
    Ok(Answer::Show(WorkerForm::new(Filled::of(&WORKER, draft), Some((&worker.card, None)))))
}

/// 保存并关闭 of a person who is there. A number that comes back masked is the one that is kept.
pub async fn save(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<WorkerPage> {
    let number = number_in(&body);
    let beside = async |account| is_elsewhere(&hall, number.as_ref(), account).await;
    let (actor, worker, elsewhere) = own_with(&hall, &guest, &id, beside).await?;
    let (mut body, card) = (body?, worker.card);
    let asked = Asked::new(&body.request, &body.draft).about(card.line.id);
    let masked = card.line.masked.as_str();
    let untouched = body.draft.text(IDENTITY.field.name) == masked;
    if untouched {
        body.draft.set(IDENTITY.field.name, card.identity(&hall.store)?.as_str());
    }
    let again = |mut filled: Filled| {
        if untouched {
            filled.draft.set(IDENTITY.field.name, masked);
        }
        Problem::again(WorkerForm::new(filled, Some((&card, body.version))))
    };
    let record = WORKER.check(body.draft, &hall.setting()).map_err(again)?;
    let new = kept(&record);
    let file = new.file.clone();
    let kept =
        hall.store.change_worker((&card, &worker.receipts, body.version), new, &actor, &asked, hall.now()).await?;
    let card = settled(&hall, &guest, kept, &record, Some((&card, body.version)))?;
    let to = saved(elsewhere).at(&links::worker(card.line.id));
    let page = WorkerPage::new(&Worker { card, file, receipts: worker.receipts }).warned(elsewhere);
    Ok(Answer::Went { to, page })
}

/// A person of the unit who asks; a stranger's is nobody.
async fn own(hall: &Hall, guest: &Guest, id: &str) -> Result<(Actor, Worker), Problem> {
    let (actor, worker, ()) = own_with(hall, guest, id, async |_| Ok(())).await?;
    Ok((actor, worker))
}

/// The same with something that is read beside it, in one round trip.
async fn own_with<T>(
    hall: &Hall,
    guest: &Guest,
    id: &str,
    beside: impl AsyncFnOnce(AccountId) -> Result<T, Trouble>,
) -> Result<(Actor, Worker, T), Problem> {
    let id = WorkerId::parse(id);
    let read = async |account: AccountId| {
        let worker = async {
            match id {
                Some(id) => hall.store.worker(account.unit(), id).await,
                None => Ok(None),
            }
        };
        tokio::try_join!(worker, beside(account))
    };
    let (actor, (worker, beside)) = hall.enter(guest, UNIT, read).await?;
    Ok((actor, worker.ok_or(Problem::NotFound)?, beside))
}

/// The number that was typed, where it is one: what is masked was kept before and is not asked about again.
fn number_in(body: &Result<Body, Problem>) -> Option<IdentityNumber> {
    let body = body.as_ref().ok()?;
    IdentityNumber::parse(body.draft.text(IDENTITY.field.name)).ok()
}

/// Whether somebody with this number is in another unit as well: the unit may have to ask whether the person has left it.
async fn is_elsewhere(hall: &Hall, number: Option<&IdentityNumber>, account: AccountId) -> Result<bool, Trouble> {
    match number {
        Some(number) => hall.store.works_elsewhere(number, account.unit()).await,
        None => Ok(false),
    }
}

/// That it was saved, and what is to be looked into.
const fn saved(elsewhere: bool) -> Note {
    if elsewhere { Note::Elsewhere } else { Note::Saved }
}

/// What is kept of a checked form: the number apart, where it can be sealed.
fn kept(record: &Record) -> NewWorker {
    let mut file: Draft = record.draft().clone();
    file.take(IDENTITY.field.name);
    NewWorker {
        identity: record.get(IDENTITY),
        name: record.get(NAME).canon(),
        category: in_a_line(&file),
        facts: facts(&file),
        file,
    }
}

/// The card, or the form again with what stands in the way.
fn settled(
    hall: &Hall,
    guest: &Guest,
    kept: Kept,
    typed: &Record,
    of: Option<(&Card, Option<u64>)>,
) -> Result<Card, Problem> {
    let again = |field: domain::form::Field, fault| {
        let mut draft = typed.draft().clone();
        if let Some((card, _)) = of.filter(|_| fault == LOCKED) {
            draft.set(IDENTITY.field.name, &card.line.masked);
            draft.set(NAME.field.name, &card.line.name);
        }
        let locked = fault == LOCKED;
        let filled = Filled::of(&WORKER, draft).complain(field.wrong(fault));
        let form = WorkerForm::new(filled, of);
        Err(if locked { Problem::instead(StatusCode::CONFLICT, form) } else { Problem::again(form) })
    };
    // Everything stays as it was typed; only a number that is kept does not leave unmasked.
    let held = |(card, seen): (&Card, Option<u64>)| {
        let mut draft = typed.draft().clone();
        if card.identity(&hall.store)? == typed.get(IDENTITY) {
            draft.set(IDENTITY.field.name, &card.line.masked);
        }
        let filled = Filled::of(&WORKER, draft).complain(held_back());
        Err(Problem::instead(StatusCode::CONFLICT, WorkerForm::new(filled, Some((card, seen)))))
    };
    match kept {
        Kept::Ended(ended) => hall.settle(guest, ended, |card| (None, card.line.version)),
        Kept::Taken => again(IDENTITY.field, Fault::Taken),
        Kept::Held => of.map_or_else(|| Err(Problem::broken("a new person is held")), held),
        Kept::Locked => match of {
            Some((card, _)) if card.line.name != typed.get(NAME).canon() => again(NAME.field, LOCKED),
            _ => again(IDENTITY.field, LOCKED),
        },
    }
}
