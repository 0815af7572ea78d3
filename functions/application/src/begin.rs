//! 我的申报, and 办件入口: an application is begun, or the one that is under way is opened again.

use crate::links;
use crate::pages::{Applications, Stands};
use axum::extract::State;
use catalog::application::{BEGINNING, MATTER};
use catalog::matters::find;
use domain::account::Role;
use domain::application::State as At;
use domain::form::Filled;
use domain::ids::AccountId;
use domain::value::Fault;
use domain::{Trouble, Value};
use runtime::{Guest, Hall};
use store::Asked;
use web::Note;
use web::{Answer, Body, FormPage, Handled, Problem, Query};

/// The unit's applications, the latest first; `q` searches in titles and numbers.
pub async fn list(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Applications> {
    let (q, after) = (query.get("q").unwrap_or_default(), query.get("after"));
    let read = async |id: AccountId| hall.store.applications(id.unit(), after, q).await;
    let (_, page) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    Ok(Answer::Show(Applications::new(q, page)))
}

/// 办件入口.
pub async fn begin(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<Stands> {
    let unit = async |id: AccountId| hall.store.unit(id.unit()).await;
    let (actor, unit) = hall.enter(&guest, &[Role::Enterprise], unit).await?;
    let (unit, body) = (unit.ok_or(Trouble::Missing)?, body?);
    let asked = Asked::new(&body.request, &body.draft);
    let typed = body.draft.clone();
    let record = BEGINNING.check(body.draft, &hall.setting())?;
    let matter = find(&record.get(MATTER).canon()).filter(|matter| matter.kind == unit.kind);
    let Some(matter) = matter else {
        let filled = Filled::of(&BEGINNING, typed).complain(MATTER.field.wrong(Fault::NotListed));
        return Err(Problem::again(FormPage::from(filled)));
    };
    let (code, title) = (matter.code, matter.title());
    let ended = hall.store.begin_application(code, &title, &unit.name, &actor, &asked, hall.now()).await?;
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    let page = links::application(head.id);
    // What was granted stays in its place, and whoever meant to apply once more is told so.
    let to = if head.state == At::Granted { Note::Granted.at(&page) } else { page };
    Ok(Answer::Made { to, page: Stands::from(&head) })
}
