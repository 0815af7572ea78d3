//! 新增人员, 修改: a person's record, in the form of the post that the address names. Saving the form of a post that the
//! person does not hold yet gives the post, in the same change.

use crate::pages::{Of, WorkerForm, WorkerPage};
use crate::record::{Own, UNIT, own};
use crate::settle::{Conflict, Settled, settled};
use crate::{links, list};
use axum::extract::{Path, State};
use catalog::personnel::{IDENTITY, NAME, begun, differing, facts, form, in_a_line, laid_over};
use catalog::unfinished::NEW;
use domain::account::Actor;
use domain::form::{AGAIN, Draft, Filled, Patch, Record};
use domain::ids::{AccountId, RequestId};
use domain::post::Post;
use domain::{IdentityNumber, Trouble, Value};
use runtime::{Guest, Hall};
use store::Asked;
use store::draft::Pending;
use store::paper::Place;
use store::worker::{Before, Card, Line, NewWorker, Source, Worker};
use web::Note;
use web::{Answer, Body, Handled, Problem, Query};

/// The control by which a form of a new person goes on as that of somebody who is there already.
pub const MERGE: &str = "merge";

/// The form of a new person, which goes on with what was begun.
pub async fn blank(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<WorkerForm> {
    let post = list::post(&query)?;
    let read = async |account| tokio::try_join!(legal(&hall, account, post), begun_for(&hall, account, post, NEW));
    let (actor, (legal, pending)) = hall.enter(&guest, UNIT, read).await?;
    Ok(Answer::Show(begin(&hall, &actor, post, legal.as_ref(), pending).await?))
}

/// The form of a new person; what was begun goes on, with the papers that were laid beside.
pub async fn begin(
    hall: &Hall,
    actor: &Actor,
    post: Post,
    legal: Option<&Line>,
    pending: Option<Pending>,
) -> Result<WorkerForm, Problem> {
    let unit = actor.account.unit();
    let of = Of::new(post).succeeds(legal);
    if let Some(pending) = pending {
        let id = hall.store.worker_of(unit, &pending.request);
        let (there, papers) = tokio::try_join!(hall.store.card(unit, id), hall.store.papers_in(Place::Worker(id)))?;
        // What a slow keeping brought back after it was saved is nothing that was begun.
        if there.is_none() {
            let filled = Filled::of(form(post), pending.fields.clone());
            let of = of.planned(pending.request.clone(), id).papers(&papers).begun(Some(&pending));
            return Ok(WorkerForm::new(filled, of));
        }
    }
    let request = RequestId::random();
    let id = hall.store.worker_of(unit, &request);
    Ok(WorkerForm::new(Filled::of(form(post), begun(form(post))), of.planned(request, id)))
}

/// 保存并关闭 or 保存并新建 of a new person.
pub async fn add(
    State(hall): State<Hall>,
    guest: Guest,
    query: Query,
    body: Result<Body, Problem>,
) -> Handled<WorkerPage> {
    let post = list::post(&query)?;
    let number = number_in(&body);
    let request = body.as_ref().map_or_else(|_| RequestId::random(), |body| body.request.clone());
    let read = async |account: AccountId| {
        let id = hall.store.worker_of(account.unit(), &request);
        tokio::try_join!(
            is_elsewhere(&hall, number.as_ref(), account),
            legal(&hall, account, post),
            begun_for(&hall, account, post, NEW),
            hall.store.papers_in(Place::Worker(id))
        )
    };
    let (actor, (elsewhere, legal, pending, papers)) = hall.enter(&guest, UNIT, read).await?;
    let mut body = body?;
    let another = body.take("_then").is_some();
    let asked = Asked::new(&body.request, &body.draft).about(links::code(post));
    let id = hall.store.worker_of(actor.account.unit(), &request);
    let of = Of::new(post).succeeds(legal.as_ref()).planned(request, id).papers(&papers);
    let record = form(post).check(body.draft, &hall.setting()).map_err(|filled| WorkerForm::again(filled, &of))?;
    let told = (post != Post::Staff).then(|| format!("担任{}", post.word()));
    let new = kept(&record, post, record.draft().clone(), told).finishing(pending.map(|_| (form(post).name, NEW)));
    let file = new.file.clone();
    let kept = hall.store.add_worker(new, &actor, &asked, hall.now()).await?;
    let card = settled((&hall, &guest, &actor), kept, Settled { record: &record, of, conflict: None }).await?;
    let to = saved(elsewhere).at(&if another { links::new(post) } else { links::added(post) });
    let worker = Worker { card, file, receipts: Vec::new(), looks: Vec::new() };
    Ok(Answer::Made { to, page: WorkerPage::new(&worker, post).warned(elsewhere) })
}

/// 修改; for a post that the person does not hold yet, what that post asks for.
pub async fn edit(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<WorkerForm> {
    let post = list::post(&query)?;
    let read = async |account| tokio::try_join!(legal(&hall, account, post), begun_for(&hall, account, post, &id));
    let Own { worker, papers, beside: (legal, pending), .. } = own(&hall, &guest, &id, read).await?;
    own_keeps(&worker.card)?;
    let draft = pending.as_ref().map_or_else(|| known(&worker, post), |it| it.fields.clone());
    let of = Of::new(post).person(&worker.card, None).papers(&papers).succeeds(legal.as_ref()).begun(pending.as_ref());
    Ok(Answer::Show(WorkerForm::new(Filled::of(form(post), draft), of)))
}

/// 保存并关闭 of a person who is there. A number that comes back masked is the one that is kept.
pub async fn save(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    query: Query,
    body: Result<Body, Problem>,
) -> Handled<WorkerPage> {
    let post = list::post(&query)?;
    let number = number_in(&body);
    let read = async |account| {
        let elsewhere = is_elsewhere(&hall, number.as_ref(), account);
        tokio::try_join!(elsewhere, legal(&hall, account, post), begun_for(&hall, account, post, &id))
    };
    let Own { actor, worker, papers, beside: (elsewhere, legal, pending) } = own(&hall, &guest, &id, read).await?;
    let (body, card) = (body?, &worker.card);
    own_keeps(card)?;
    let asked = Asked::new(&body.request, &body.draft).about(card.line.id).about(links::code(post));
    let (draft, same) = unmasked(&hall, &worker, post, body.draft)?;
    let of = Of::new(post)
        .person(card, body.version)
        .papers(&papers)
        .succeeds(legal.as_ref())
        .masks(same)
        .asked(body.request);
    let record = form(post).check(draft, &hall.setting()).map_err(|filled| WorkerForm::again(filled, &of))?;
    let file = laid_over(form(post), record.draft(), &worker.file);
    let new = kept(&record, post, file.clone(), told(&worker, post, &record, &hall)?);
    let new = new.finishing(pending.map(|_| (form(post).name, id.as_str())));
    let relieved = relieved(&hall, card, legal.as_ref(), post).await?;
    let before = Before { card, receipts: &worker.receipts, seen: body.version, relieves: relieved.as_ref() };
    let kept = hall.store.change_worker(before, new, &actor, &asked, hall.now()).await?;
    let conflict = Some(Conflict { face: body.face, seen: body.version, receipts: &worker.receipts });
    let card = settled((&hall, &guest, &actor), kept, Settled { record: &record, of, conflict }).await?;
    let to = saved(elsewhere).at(&links::worker(card.line.id, post));
    let page = Worker { card, file, receipts: worker.receipts, looks: worker.looks };
    Ok(Answer::Went { to, page: WorkerPage::new(&page, post).warned(elsewhere) })
}

/// What the unit began to fill in of a post's form, for this person or for a new one.
pub async fn begun_for(hall: &Hall, account: AccountId, post: Post, of: &str) -> Result<Option<Pending>, Trouble> {
    hall.store.draft(account.unit(), form(post).name, of).await
}

/// A registered person keeps the own file; the unit changes nothing in it.
fn own_keeps(card: &Card) -> Result<(), Problem> {
    match card.line.source {
        Source::Member => Ok(()),
        Source::Registered => Err(Problem::conflict("注册人员的信息由本人登录后维护，这里不能修改")),
    }
}

/// The unit's legal representative, where the post is that one.
async fn legal(hall: &Hall, account: AccountId, post: Post) -> Result<Option<Line>, Trouble> {
    if post == Post::Legal { hall.store.legal(account.unit()).await } else { Ok(None) }
}

/// The card of whom this change relieves: the legal representative until now, where another one becomes it.
pub async fn relieved(hall: &Hall, card: &Card, legal: Option<&Line>, post: Post) -> Result<Option<Card>, Trouble> {
    match legal.filter(|line| post == Post::Legal && line.id != card.line.id) {
        Some(line) => hall.store.card(card.unit, line.id).await,
        None => Ok(None),
    }
}

/// The file as the form of a post shows it, the number masked; a post that is new begins with what is usual.
pub fn known(worker: &Worker, post: Post) -> Draft {
    let begun = if worker.card.holds(post) { Draft::default() } else { begun(form(post)) };
    let mut draft = Patch(worker.file.clone()).over(&begun).with(IDENTITY.field.name, &worker.card.line.masked);
    draft.0.retain(|name, _| form(post).field(name).is_some());
    draft
}

/// What was typed, with the number that is kept where it came back masked, and whether the number is that one. What was
/// typed for a new person who turned out to be this one is laid over what is known.
fn unmasked(hall: &Hall, worker: &Worker, post: Post, mut draft: Draft) -> Result<(Draft, bool), Trouble> {
    if draft.text(AGAIN) == MERGE {
        draft.0.retain(|_, entry| !entry.is_blank());
        draft = Patch(draft).over(&known(worker, post));
        draft.set(IDENTITY.field.name, &worker.card.line.masked);
    }
    let known = worker.card.identity(&hall.store)?;
    if draft.text(IDENTITY.field.name) == worker.card.line.masked {
        draft.set(IDENTITY.field.name, known.as_str());
    }
    let same = draft.value::<IdentityNumber>(&IDENTITY.field).is_some_and(|typed| typed == known);
    Ok((draft, same))
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

/// What the receipt says: the post that begins, and the names of what was changed.
fn told(worker: &Worker, post: Post, record: &Record, hall: &Hall) -> Result<Option<String>, Trouble> {
    let begins = (!worker.card.holds(post)).then(|| format!("担任{}", post.word()));
    let mut changed = differing(form(post), &worker.file, &laid_over(form(post), record.draft(), &worker.file));
    if worker.card.identity(&hall.store)? != record.get(IDENTITY) {
        changed.push(IDENTITY.field.label);
    }
    let changed = (!changed.is_empty()).then(|| format!("修改了：{}", changed.join("、")));
    let parts: Vec<String> = begins.into_iter().chain(changed).collect();
    Ok((!parts.is_empty()).then(|| parts.join("；")))
}

/// What is kept of a checked form: the number apart, where it can be sealed.
pub fn kept(record: &Record, post: Post, mut file: Draft, told: Option<String>) -> NewWorker {
    file.take(IDENTITY.field.name);
    NewWorker {
        identity: record.get(IDENTITY),
        name: record.get(NAME).canon(),
        category: in_a_line(&file),
        facts: facts(&file),
        file,
        post,
        told,
        begun: None,
    }
}
