//! 暂存, also by the script while somebody types; and 放弃暂存.

use crate::links;
use crate::pages::{Kept, Strange};
use axum::extract::{Path, State};
use catalog::unfinished::{NEW, Unfinished, unfinished};
use domain::account::{Actor, Role};
use domain::form::{Draft, Kind};
use domain::ids::{RecordId, RequestId};
use runtime::{Guest, Hall};
use store::draft::{Laid, Pending};
use web::{Answer, Body, Handled, Link, Note, Problem};

/// Whose forms are kept.
pub const UNIT: &[Role] = &[Role::Enterprise];

/// Keeps what was typed, whatever it is worth; `_then` leads on to a row or to the upload of a paper.
pub async fn keep(
    State(hall): State<Hall>,
    guest: Guest,
    Path((form, of)): Path<(String, String)>,
    body: Result<Body, Problem>,
) -> Handled<Kept> {
    let (actor, ()) = hall.enter(&guest, UNIT, async |_| Ok(())).await?;
    let it = named(&form, &of, &actor)?;
    let mut body = body?;
    let then = body.take("_then");
    let pending = typed(&hall, it, body)?;
    lay(&hall, &guest, &actor, (it, &of), &pending).await?;
    let to = onward(&hall, &actor, (it, &of), &pending, then.as_deref());
    Ok(Answer::Went { to, page: Kept::new(it, &pending, planned(&hall, &actor, (it, &of), &pending.request)) })
}

/// 放弃暂存: the form begins anew with what is saved.
pub async fn forget(
    State(hall): State<Hall>,
    guest: Guest,
    Path((form, of)): Path<(String, String)>,
    body: Result<Body, Problem>,
) -> Handled<web::Done> {
    let (actor, ()) = hall.enter(&guest, UNIT, async |_| Ok(())).await?;
    let it = named(&form, &of, &actor)?;
    body?;
    if !hall.store.drop_draft(it.form.name, &of, &actor).await? {
        return Err(hall.revoked(&guest));
    }
    Ok(Answer::Went {
        to: Note::Forgotten.at(&it.filled_in_at(&of)), page: web::Done { done: "已放弃暂存的内容" }
    })
}

/// The form of this name and of this thing, where the unit has it.
pub fn named(form: &str, of: &str, actor: &Actor) -> Result<Unfinished, Problem> {
    let is_one = |it: &Unfinished| of == NEW || (it.is_one_of_several() && RecordId::parse(of).is_some());
    let is_had = |it: &Unfinished| it.book.is_none_or(|book| book.is_for(&actor.kind));
    unfinished(form).filter(is_one).filter(is_had).ok_or(Problem::NotFound)
}

/// What was typed into a form, unchecked but for names that it does not have.
pub fn typed(hall: &Hall, it: Unfinished, body: Body) -> Result<Pending, Problem> {
    let (fields, strange) = it.form.hold(body.draft);
    if !strange.is_empty() {
        return Err(Problem::again(Strange::new(strange)));
    }
    Ok(Pending { fields, version: body.version, request: body.request, at: hall.now() })
}

/// Lays it down.
pub async fn lay(
    hall: &Hall,
    guest: &Guest,
    actor: &Actor,
    (it, of): (Unfinished, &str),
    pending: &Pending,
) -> Result<(), Problem> {
    match hall.store.keep_draft(it.form.name, of, pending, actor).await? {
        Laid::Kept => Ok(()),
        Laid::TooLong => Err(Problem::TooLarge),
        Laid::Revoked => Err(hall.revoked(guest)),
    }
}

/// Where papers of it lie: with the thing that is there, or with the id that this request will give it.
pub fn planned(hall: &Hall, actor: &Actor, (it, of): (Unfinished, &str), request: &RequestId) -> Option<String> {
    let unit = actor.account.unit();
    match it.book {
        _ if !it.place.of => None,
        _ if of != NEW => Some(of.to_owned()),
        Some(book) if book.is_many() => Some(hall.store.record_of(unit, book.code(), request).to_string()),
        Some(book) => Some(hall.store.only_record_of(unit, book.code()).to_string()),
        None => Some(hall.store.worker_of(unit, request).to_string()),
    }
}

/// Back to the form, or where the button leads: to a list's row, or to the upload of a paper.
fn onward(hall: &Hall, actor: &Actor, (it, of): (Unfinished, &str), pending: &Pending, then: Option<&str>) -> Link {
    let (list, row) = then.map_or(("", NEW), |then| then.split_once('/').unwrap_or((then, NEW)));
    if it.form.field(list).is_some_and(|field| matches!(field.kind, Kind::Rows(..))) {
        return links::row(&it, of, list, row);
    }
    match then.filter(|kind| it.place.takes(kind)) {
        Some(kind) => links::upload(it.place.code, planned(hall, actor, (it, of), &pending.request).as_deref(), kind),
        None => Note::Kept.at(&it.filled_in_at(of)),
    }
}

/// What is kept of a form, or an empty one.
pub fn or_blank(pending: Option<Pending>, hall: &Hall) -> Pending {
    let blank = || Pending { fields: Draft::default(), version: None, request: RequestId::random(), at: hall.now() };
    pending.unwrap_or_else(blank)
}
