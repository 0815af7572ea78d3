//! 同意删除, 不予删除.

use crate::links;
use crate::pages::{Detail, Stands, is_met};
use crate::request::opened;
use axum::extract::{Path, State};
use catalog::deletion::{DECISION, command};
use domain::account::Role;
use domain::deletion::State as At;
use domain::ids::DeletionId;
use runtime::{Guest, Hall};
use store::Asked;
use store::deletion::Moved;
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// The officer's answer. The comparison is made anew at this moment: what has ended since the request, counts no more.
pub async fn decide(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let seen = body.as_ref().ok().and_then(|body| body.version);
    let (actor, case) = opened(&hall, &guest, &[Role::Officer], (DeletionId::parse(&id), seen)).await?;
    let (body, today) = (body?, hall.setting().today);
    let asked = Asked::new(&body.request, &body.draft).about(case.head.id);
    let record = match DECISION.check(body.draft, &hall.setting()) {
        Ok(record) => record,
        Err(filled) if case.head.state == At::Waiting => {
            return Err(Problem::again(Detail::new(&case, Role::Officer, today).deciding(filled, seen)));
        }
        Err(_) => return Err(Problem::conflict(format!("现在是“{}”，不能审核", case.head.state.word()))),
    };
    let command = (command(&record), is_met(&case.contents, today));
    let ended = match hall.store.decide_deletion(&case, command, &actor, &asked, hall.now()).await? {
        Moved::Ended(ended) => *ended,
        Moved::Bound(words) => return Err(Problem::conflict(words)),
        Moved::Lacks(words) => return Err(Problem::conflict(words)),
    };
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    let note = if head.state == At::Deleted { Note::Agreed } else { Note::Declined };
    Ok(Answer::Went { to: note.at(links::REQUESTS), page: Stands::from(&head) })
}
