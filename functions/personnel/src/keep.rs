//! 新增人员, 修改: a person's record, in the form of the post that the address names. Saving the form of a post that the
//! person does not hold yet gives the post, in the same change.

use crate::begun::{begin, begun_for, moved, taken_out};
use crate::pages::{Of, WorkerForm, WorkerPage};
use crate::record::{UNIT, look};
use crate::settle::{Conflict, Settled, settled};
use crate::{links, list};
use axum::extract::{Path, State};
use catalog::personnel::{IDENTITY, NAME, differing, facts, form, in_a_line, laid_over};
use catalog::unfinished::NEW;
use domain::form::{AGAIN, Draft, Patch, Record};
use domain::ids::{AccountId, RequestId};
use domain::post::Post;
use domain::{IdentityNumber, Trouble, Value};
use runtime::{Guest, Hall};
use store::Asked;
use store::draft::Finished;
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
    let of = Of::new(post).succeeds(legal.as_ref()).planned(request.clone(), id).papers(&papers);
    let (face, window) = (body.face, body.window.clone());
    let record = form(post).check(body.draft, &hall.setting()).map_err(|filled| WorkerForm::again(filled, &of))?;
    let told = (post != Post::Staff).then(|| format!("担任{}", post.word()));
    let pending = pending.filter(|it| it.is_of(window.as_ref(), &request));
    let begun = pending.map(|it| Finished::new(form(post).name, NEW, &it));
    let new = kept(&record, post, record.draft().clone(), told).finishing(begun);
    let file = new.file.clone();
    let kept = hall.store.add_worker(new, &actor, &asked, hall.now()).await?;
    let conflict = Some(Conflict { face, seen: None, id });
    let card = settled((&hall, &guest, &actor), kept, Settled { record: &record, of, conflict }).await?;
    let to = saved(elsewhere).at(&if another { links::new(post) } else { links::added(post) });
    let worker = Worker { card, file, receipts: Vec::new(), looks: Vec::new() };
    Ok(Answer::Made { to, page: WorkerPage::new(&worker, post).warned(elsewhere) })
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
    let (number, merges) = (number_in(&body), body.as_ref().is_ok_and(|body| body.draft.text(AGAIN) == MERGE));
    let begun_of = if merges { NEW } else { &id };
    let read = async |account| {
        let elsewhere = is_elsewhere(&hall, number.as_ref(), account);
        tokio::try_join!(elsewhere, legal(&hall, account, post), begun_for(&hall, account, post, begun_of))
    };
    let (actor, found, (elsewhere, legal, pending)) = look(&hall, &guest, &id, read).await?;
    let mut body = body?;
    let Some((worker, papers)) = found else { return Err(taken_out(&hall, &actor, &id, post, body.draft).await?) };
    let card = &worker.card;
    own_keeps(card)?;
    let asked = Asked::new(&body.request, &body.draft).about(card.line.id).about(links::code(post));
    let (draft, same) = unmasked(&hall, &worker, post, std::mem::take(&mut body.draft))?;
    let mut pending = pending.filter(|it| it.is_of(body.window.as_ref(), &body.request));
    if merges {
        pending = moved(&hall, &actor, post, &worker, (pending, &draft)).await?;
    }
    let of = Of::new(post).person(card, body.version).papers(&papers).succeeds(legal.as_ref()).masks(same);
    let of = of.saw(pending.as_ref().filter(|_| merges)).asked(body.request);
    let record = form(post).check(draft, &hall.setting()).map_err(|filled| WorkerForm::again(filled, &of))?;
    let file = laid_over(form(post), record.draft(), &worker.file);
    let begun = pending.as_ref().map(|it| Finished::new(form(post).name, &id, it));
    let new = kept(&record, post, file.clone(), told(&worker, post, &record, &hall)?).finishing(begun);
    let relieved = relieved(&hall, card, legal.as_ref(), post).await?;
    let before = Before { card, receipts: &worker.receipts, seen: body.version, relieves: relieved.as_ref() };
    let kept = hall.store.change_worker(before, new, &actor, &asked, hall.now()).await?;
    let conflict = Some(Conflict { face: body.face, seen: body.version, id: card.line.id });
    let card = settled((&hall, &guest, &actor), kept, Settled { record: &record, of, conflict }).await?;
    let to = saved(elsewhere).at(&links::worker(card.line.id, post));
    let page = Worker { card, file, receipts: worker.receipts, looks: worker.looks };
    Ok(Answer::Went { to, page: WorkerPage::new(&page, post).warned(elsewhere) })
}

/// A registered person keeps the own file; the unit changes nothing in it.
pub fn own_keeps(card: &Card) -> Result<(), Problem> {
    match card.line.source {
        Source::Member => Ok(()),
        Source::Registered => Err(Problem::conflict("注册人员的信息由本人登录后维护，这里不能修改")),
    }
}

/// The unit's legal representative, where the post is that one.
pub async fn legal(hall: &Hall, account: AccountId, post: Post) -> Result<Option<Line>, Trouble> {
    if post == Post::Legal { hall.store.legal(account.unit()).await } else { Ok(None) }
}

/// The card of whom this change relieves: the legal representative until now, where another one becomes it.
pub async fn relieved(hall: &Hall, card: &Card, legal: Option<&Line>, post: Post) -> Result<Option<Card>, Trouble> {
    match legal.filter(|line| post == Post::Legal && line.id != card.line.id) {
        Some(line) => hall.store.card(card.unit, line.id).await,
        None => Ok(None),
    }
}

/// The file as the form of a post shows it, the number masked.
pub fn known(worker: &Worker, post: Post) -> Draft {
    let (file, masked) = (&worker.file, &worker.card.line.masked);
    catalog::personnel::known(form(post), file, masked, worker.card.holds(post))
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
