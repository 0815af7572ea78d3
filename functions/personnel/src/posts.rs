//! 担任职务, 取消职务: what somebody is in the unit, without a change of the file.

use crate::keep::{known, relieved};
use crate::links;
use crate::pages::{Of, WorkerForm, WorkerPage};
use crate::record::{Own, first, own};
use axum::extract::{Path, State};
use catalog::personnel::{GIVEN, GIVING, IDENTITY, form};
use domain::Value;
use domain::ids::AccountId;
use domain::post::Post;
use runtime::{Guest, Hall};
use store::Asked;
use store::worker::{Before, Kept, Source, Worker};
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// Gives somebody a post. Of whom the unit keeps, the file must say what the post asks for, else its form comes first.
pub async fn give(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<WorkerPage> {
    let legal = async |account: AccountId| hall.store.legal(account.unit()).await;
    let Own { actor, worker, papers, beside: legal } = own(&hall, &guest, &id, legal).await?;
    let (body, card) = (body?, &worker.card);
    let asked = Asked::new(&body.request, &body.draft).about(card.line.id).about("posts");
    let given = GIVING.check(body.draft, &hall.setting())?;
    let post = Post::parse(&given.get(GIVEN).canon()).ok_or(Problem::NotFound)?;
    let of = Of::new(post).person(card, body.version).papers(&papers).succeeds(legal.as_ref());
    let draft = known(&worker, post).with(IDENTITY.field.name, card.identity(&hall.store)?.as_str());
    let of = of.masks(true);
    if card.line.source == Source::Member {
        form(post).check(draft, &hall.setting()).map_err(|filled| WorkerForm::again(filled, &of))?;
    }
    let relieved = relieved(&hall, card, legal.as_ref(), post).await?;
    let before = Before { card, receipts: &worker.receipts, seen: body.version, relieves: relieved.as_ref() };
    let kept = hall.store.give_post(before, post, &actor, &asked, hall.now()).await?;
    changed(&hall, &guest, kept, worker, post)
}

/// Takes a post away.
pub async fn take(
    State(hall): State<Hall>,
    guest: Guest,
    Path((id, post)): Path<(String, String)>,
    body: Result<Body, Problem>,
) -> Handled<WorkerPage> {
    let Own { actor, worker, .. } = own(&hall, &guest, &id, async |_| Ok(())).await?;
    let body = body?;
    let post = Post::parse(&post).ok_or(Problem::NotFound)?;
    let asked = Asked::new(&body.request, &body.draft).about(worker.card.line.id).about(post.code()).about("removal");
    let before = Before { card: &worker.card, receipts: &worker.receipts, seen: body.version, relieves: None };
    let kept = hall.store.take_post(before, post, &actor, &asked, hall.now()).await?;
    changed(&hall, &guest, kept, worker, post)
}

/// The record as it is now, shown as the holder of the post, where it is held.
fn changed(hall: &Hall, guest: &Guest, kept: Kept, worker: Worker, post: Post) -> Handled<WorkerPage> {
    let card = match kept {
        Kept::Ended(ended) => hall.settle(guest, ended, |card| (None, card.line.version))?,
        Kept::Held => return Err(Problem::conflict("该人员在一件待审核的人员删除申请中，审核结束前不能变更职务")),
        Kept::Post(words) => return Err(Problem::conflict(format!("{}{words}", post.word()))),
        Kept::Taken(_) | Kept::Locked => return Err(Problem::broken("a post is neither a number nor a name")),
    };
    let worker = Worker { card, ..worker };
    let post = if worker.card.holds(post) { post } else { first(&worker) };
    let to = Note::Changed.at(&links::worker(worker.card.line.id, post));
    Ok(Answer::Went { to, page: WorkerPage::new(&worker, post) })
}
