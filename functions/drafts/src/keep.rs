//! 暂存, also by the script while somebody types; and 放弃暂存.

use crate::links;
use crate::pages::{Kept, Meanwhile, OVER, Strange};
use crate::saved::{There, there};
use axum::extract::{Path, State};
use catalog::unfinished::{NEW, Unfinished, unfinished};
use domain::account::{Actor, Role};
use domain::form::Kind;
use domain::ids::{AccountId, RecordId, RequestId};
use domain::window::Window;
use http::StatusCode;
use runtime::rival::{elsewhere, removed};
use runtime::{Guest, Hall};
use store::draft::{Laid, Pending};
use web::{Answer, Body, Handled, Link, Note, Problem};

/// Whose forms are kept.
pub const UNIT: &[Role] = &[Role::Enterprise];

/// Which form, of which thing.
pub type Which<'a> = (Unfinished, &'a str);

/// Keeps what was typed, whatever it is worth; `_then` leads on to a row or to the upload of a paper.
pub async fn keep(
    State(hall): State<Hall>,
    guest: Guest,
    Path((form, of)): Path<(String, String)>,
    body: Result<Body, Problem>,
) -> Handled<Kept> {
    let (actor, it, there) = open(&hall, &guest, &form, &of).await?;
    let mut body = body?;
    let then = body.take("_then");
    let (pending, window) = typed(&hall, (it, &of), there, body)?;
    lay(&hall, &guest, &actor, (it, &of), (&pending, window.as_ref())).await?;
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
    let body = body?;
    match hall.store.drop_draft((it.form.name, &of), body.window.as_ref(), &actor).await? {
        Laid::Kept => Ok(Answer::Went {
            to: Note::Forgotten.at(&it.filled_in_at(&of)),
            page: web::Done { done: "已放弃暂存的内容" },
        }),
        Laid::Elsewhere(_) => Err(Problem::conflict("另一个窗口之后又填写过这份内容，没有放弃")),
        Laid::TooLong | Laid::Revoked => Err(hall.revoked(&guest)),
    }
}

/// Who asks, about which form, and whether the thing is there; a stranger's is nobody's.
pub async fn open(hall: &Hall, guest: &Guest, form: &str, of: &str) -> Result<(Actor, Unfinished, There), Problem> {
    let read = async |account: AccountId| there(hall, account, form, of).await;
    let (actor, there) = hall.enter(guest, UNIT, read).await?;
    let it = named(form, of, &actor)?;
    if there == There::Nothing { Err(Problem::NotFound) } else { Ok((actor, it, there)) }
}

/// The form of this name and of this thing, where the unit has it.
pub fn named(form: &str, of: &str, actor: &Actor) -> Result<Unfinished, Problem> {
    let is_one = |it: &Unfinished| of == NEW || (it.is_one_of_several() && RecordId::parse(of).is_some());
    let is_had = |it: &Unfinished| it.book.is_none_or(|book| book.is_for(&actor.kind));
    unfinished(form).filter(is_one).filter(is_had).ok_or(Problem::NotFound)
}

/// What was typed into a form, unchecked but for names that it does not have, and in which window. Who names no version
/// has seen the one that is there.
pub fn typed(
    hall: &Hall,
    which: Which<'_>,
    there: There,
    mut body: Body,
) -> Result<(Pending, Option<Window>), Problem> {
    let (it, _) = which;
    let (is_page, over) = (body.face == web::Face::Html, body.take(OVER));
    let (fields, strange) = it.form.hold(body.draft);
    if !strange.is_empty() {
        return Err(Problem::again(Strange::new(strange)));
    }
    let present = if let There::Since(version) = there { Some(version) } else { None };
    // A page that names no window knows nothing of what is kept.
    let window = body.window.or_else(|| is_page.then(|| Window::that_saw(None)));
    let window = window.map(|it| Window { saw: over.or(it.saw), ..it });
    let pending = Pending::new(fields, body.version.or(present), body.request, hall.now()).by(window.as_ref());
    if there == There::Removed {
        let page = Meanwhile::new((it, NEW), &pending, removed(it.form.title, None));
        return Err(Problem::instead(StatusCode::CONFLICT, page));
    }
    Ok((pending, window))
}

/// Lays it down; or the form as it was typed, with what another window has kept since.
pub async fn lay(
    hall: &Hall,
    guest: &Guest,
    actor: &Actor,
    (it, of): Which<'_>,
    (pending, window): (&Pending, Option<&Window>),
) -> Result<(), Problem> {
    match hall.store.keep_draft((it.form.name, of), pending, window, actor).await? {
        Laid::Kept => Ok(()),
        Laid::Elsewhere(other) => {
            let lead = elsewhere(it.form, &pending.fields, &other);
            let page = Meanwhile::new((it, of), pending, lead).over(&other.stamp);
            Err(Problem::instead(StatusCode::CONFLICT, page))
        }
        Laid::TooLong => Err(Problem::TooLarge),
        Laid::Revoked => Err(hall.revoked(guest)),
    }
}

/// Where papers of it lie: with the thing that is there, or with the id that this request will give it.
pub fn planned(hall: &Hall, actor: &Actor, (it, of): Which<'_>, request: &RequestId) -> Option<String> {
    let unit = actor.account.unit();
    match it.book {
        _ if !it.place.of => None,
        _ if of != NEW => Some(of.to_owned()),
        Some(book) if book.is_many() => Some(hall.store.record_of(unit, book.code(), request).to_string()),
        Some(book) => Some(hall.store.only_record_of(unit, book.code()).to_string()),
        None => Some(hall.store.worker_of(unit, request).to_string()),
    }
}

/// Back to the form, or where the button leads: to a list's row, or to a paper that is uploaded or chosen.
fn onward(hall: &Hall, actor: &Actor, (it, of): Which<'_>, pending: &Pending, then: Option<&str>) -> Link {
    let (list, row) = then.map_or(("", NEW), |then| then.split_once('/').unwrap_or((then, NEW)));
    if it.form.field(list).is_some_and(|field| matches!(field.kind, Kind::Rows(..))) {
        return links::row(&it, of, list, row);
    }
    let id = planned(hall, actor, (it, of), &pending.request).unwrap_or_default();
    let paper = then.and_then(|then| web::slots::onward(it.place, &id, then));
    paper.unwrap_or_else(|| Note::Kept.at(&it.filled_in_at(of)))
}
