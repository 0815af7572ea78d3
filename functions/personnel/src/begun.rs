//! What was begun of a person's form and not saved goes on: with what others saved since, and as a new one where the person
//! whom it was to become was saved from another window. What was typed of somebody who was deleted is shown again.

use crate::keep::{known, legal, own_keeps};
use crate::list;
use crate::pages::{Of, WorkerForm};
use crate::record::look;
use axum::extract::{Path, State};
use catalog::personnel::{begun, differing, form, laid_over};
use catalog::unfinished::NEW;
use domain::Trouble;
use domain::account::Actor;
use domain::form::{Draft, Filled, Form};
use domain::ids::{AccountId, RequestId, WorkerId};
use domain::post::Post;
use domain::window::Window;
use http::StatusCode;
use runtime::rival::{moved_on, removed, since};
use runtime::{Guest, Hall};
use store::draft::{Laid, Pending};
use store::paper::Place;
use store::worker::{Line, Worker};
use web::{Answer, Handled, Lead, Problem, Query};

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
        let filled = Filled::of(form(post), pending.fields.clone());
        if there.is_none() {
            let of = of.planned(pending.request.clone(), id).papers(&papers).begun(Some(&pending));
            return Ok(WorkerForm::new(filled, of));
        }
        // It was saved from another window. What a slow keeping brought back of it is nothing; what was typed after is new.
        let saved = hall.store.worker(unit, id).await?;
        if saved.is_none_or(|saved| !is_saved(hall, form(post), &pending.fields, &saved.file)) {
            let request = RequestId::random();
            let id = hall.store.worker_of(unit, &request);
            return Ok(WorkerForm::new(filled, of.begun(Some(&pending)).planned(request, id)));
        }
    }
    let request = RequestId::random();
    let id = hall.store.worker_of(unit, &request);
    Ok(WorkerForm::new(Filled::of(form(post), begun(form(post))), of.planned(request, id)))
}

/// 修改; for a post that the person does not hold yet, what that post asks for. Where others saved the file since it was
/// begun, what they changed is told first, so that saving it takes nothing back unseen.
pub async fn edit(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<WorkerForm> {
    let post = list::post(&query)?;
    let read = async |account| tokio::try_join!(legal(&hall, account, post), begun_for(&hall, account, post, &id));
    let (actor, found, (legal, pending)) = look(&hall, &guest, &id, read).await?;
    let Some((worker, papers)) = found else {
        // What was begun of somebody who was deleted is shown again.
        let begun = pending.ok_or(Problem::NotFound)?;
        return Err(taken_out(&hall, &actor, &id, post, begun.fields).await?);
    };
    own_keeps(&worker.card)?;
    let (form, now) = (form(post), known(&worker, post));
    let pending = pending.filter(|it| it.fields != now && !is_saved(&hall, form, &it.fields, &worker.file));
    let draft = pending.as_ref().map_or_else(|| now.clone(), |it| it.fields.clone());
    let of = Of::new(post).person(&worker.card, None).papers(&papers).succeeds(legal.as_ref()).begun(pending.as_ref());
    let of = match changed_since(&hall, &worker, form, pending.as_ref()).await? {
        Some(lead) => of.told(lead).person(&worker.card, Some(worker.card.line.version)),
        None => of,
    };
    Ok(Answer::Show(WorkerForm::new(Filled::of(form, draft), of)))
}

/// What others changed since a form was begun; nothing where nobody did.
async fn changed_since(
    hall: &Hall,
    worker: &Worker,
    form: &Form,
    begun: Option<&Pending>,
) -> Result<Option<Lead>, Trouble> {
    let (present, seen) = (worker.card.line.version, begun.and_then(|it| it.version));
    let Some((begun, seen)) = begun.zip(seen).filter(|(_, seen)| *seen != present) else { return Ok(None) };
    let then = hall.store.file_then(worker.card.line.id, seen).await?;
    Ok(Some(moved_on(form, begun, (&then, &worker.file), &since(&worker.receipts, seen))))
}

/// What was begun of a new person goes on as the form of somebody who is there: it is kept there from now on, where nothing
/// else is. What another window began of a new person stays.
pub async fn moved(
    hall: &Hall,
    actor: &Actor,
    post: Post,
    to: &Worker,
    (begun, typed): (Option<Pending>, &Draft),
) -> Result<Option<Pending>, Problem> {
    let Some(begun) = begun else { return Ok(None) };
    let (form, of) = (form(post), to.card.line.id.to_string());
    let mut fields = form.hold(typed.clone()).0;
    fields.set(catalog::personnel::IDENTITY.field.name, &to.card.line.masked);
    let kept = Pending::new(fields, Some(to.card.line.version), RequestId::random(), hall.now());
    let alone = Window::that_saw(None);
    if hall.store.keep_draft((form.name, &of), &kept, Some(&alone), actor).await? != Laid::Kept {
        return Ok(None);
    }
    let known = Window::that_saw(Some(begun.stamp));
    hall.store.drop_draft((form.name, NEW), Some(&known), actor).await?;
    Ok(Some(kept))
}

/// The form of somebody who was deleted while it was filled in: what was typed can be saved as a new person. Not found where
/// there never was anybody.
pub async fn taken_out(hall: &Hall, actor: &Actor, id: &str, post: Post, typed: Draft) -> Result<Problem, Problem> {
    let (unit, id) = (actor.account.unit(), WorkerId::parse(id).ok_or(Problem::NotFound)?);
    hall.store.card_then(unit, id).await?.filter(|card| card.gone).ok_or(Problem::NotFound)?;
    let request = RequestId::random();
    let planned = hall.store.worker_of(unit, &request);
    let filled = Filled::of(form(post), form(post).hold(typed).0);
    let of = Of::new(post).planned(request, planned).told(removed("人员", None));
    Ok(Problem::instead(StatusCode::CONFLICT, WorkerForm::new(filled, of)))
}

/// What the unit began to fill in of a post's form, for this person or for a new one.
pub async fn begun_for(hall: &Hall, account: AccountId, post: Post, of: &str) -> Result<Option<Pending>, Trouble> {
    hall.store.draft(account.unit(), form(post).name, of).await
}

/// Whether what was typed is what is saved, spelled as it is saved.
fn is_saved(hall: &Hall, form: &'static Form, typed: &Draft, saved: &Draft) -> bool {
    let checked = form.check(typed.clone(), &hall.setting());
    checked.is_ok_and(|record| differing(form, saved, &laid_over(form, record.draft(), saved)).is_empty())
}
