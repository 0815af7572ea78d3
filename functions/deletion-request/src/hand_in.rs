//! 保存并关闭 at the top of the page, 放弃 of a draft, 知道了 of what was answered.

use crate::links;
use crate::pages::{Filling, Stands};
use crate::request::{detail, own};
use axum::extract::{Path, State};
use catalog::calendar::WORKING_DAYS;
use catalog::deletion::DAYS;
use domain::deletion::State as At;
use domain::form::Complaint;
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::Asked;
use store::deletion::Moved;
use web::chrome::Note;
use web::{Answer, Body, Handled, Problem};

/// The request is handed in; from now on the department has it.
pub async fn submit(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, case, ()) = own(&hall, &guest, &id, &body, async |_| Ok(())).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} submission"));
    let due = WORKING_DAYS.due(hall.setting().today, DAYS).ok_or_else(|| Problem::broken("no such day"))?;
    let ended = match hall.store.submit_deletion(&case, due, &actor, &asked, hall.now()).await? {
        Moved::Ended(ended) => *ended,
        Moved::Bound(words) => return Err(Problem::conflict(words)),
        Moved::Lacks(words) => {
            let at = if case.contents.feedback.is_empty() { "feedback" } else { "replacements" };
            let lacks = Complaint { at: at.to_owned(), label: "", fault: Fault::Against(words) };
            let page = detail(&hall, &actor, &case, Filling::default()).await?;
            return Err(Problem::again(page.lacking(vec![lacks])));
        }
    };
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    Ok(Answer::Went { to: Note::Asked.at(links::REQUESTS), page: Stands::from(&head) })
}

/// 放弃 of a draft; of what was answered, 知道了: the to-do goes, and the request stays as it is.
pub async fn remove(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, case, ()) = own(&hall, &guest, &id, &body, async |_| Ok(())).await?;
    let body = body?;
    if matches!(case.head.state, At::Deleted | At::Kept { .. }) {
        if !hall.store.acknowledge_deletion(&case.head, &actor).await? {
            return Err(hall.revoked(&guest));
        }
        return Ok(Answer::Went { to: links::request(case.head.id), page: Stands::from(&case.head) });
    }
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} removal"));
    let ended = hall.store.drop_deletion(&case, &actor, &asked, hall.now()).await?;
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    Ok(Answer::Went { to: Note::Dropped.at(links::REQUESTS), page: Stands::from(&head) })
}
