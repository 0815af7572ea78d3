//! 领取, 退回待领取, 改派给我: in whose hands a case is. Whoever has taken it can be stopped, be away, or come to work for
//! the unit, so another officer who may act takes it over; the receipt names who had it, and why.

use crate::answers::{Sent, checked, obeyed};
use crate::case::open;
use crate::links;
use crate::pages::Answered;
use axum::extract::{Path, State};
use catalog::casework::{self, REASON_TO_TAKE_OVER, REASSIGNMENT};
use domain::application::Command;
use runtime::{Guest, Hall};
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// An officer takes a case to the own desk.
pub async fn take(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Answered> {
    let (officer, case) = open(&hall, &guest, &id).await?;
    let head = obeyed(&hall, &guest, (&officer, &case), &Sent::of(&body?, "taking"), Command::Take).await?;
    Ok(Answer::Went { to: Note::Taken.at(&links::case(head.id)), page: Answered::from(&head) })
}

/// The officer who has it gives it back to the desk.
pub async fn put_back(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Answered> {
    let (officer, case) = open(&hall, &guest, &id).await?;
    let head = obeyed(&hall, &guest, (&officer, &case), &Sent::of(&body?, "return"), Command::PutBack).await?;
    Ok(Answer::Went { to: Note::PutBack.at(links::CASES), page: Answered::from(&head) })
}

/// Another officer takes it over, and says why.
pub async fn take_over(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Answered> {
    let (officer, case) = open(&hall, &guest, &id).await?;
    let body = body?;
    let sent = Sent::of(&body, "reassignment");
    let record = checked(&hall, (&officer, &case), &REASSIGNMENT, body.draft, &sent).await?;
    let reason = record.draft().text(REASON_TO_TAKE_OVER.name).to_owned();
    let command = casework::take_over(case.head.taken_by.clone(), reason);
    let head = obeyed(&hall, &guest, (&officer, &case), &sent, command).await?;
    Ok(Answer::Went { to: Note::Taken.at(&links::case(head.id)), page: Answered::from(&head) })
}
