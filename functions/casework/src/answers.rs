//! 受理, 补正告知, 准予许可 and 不予许可.

use crate::case::{open, shown};
use crate::links;
use crate::pages::Answered;
use axum::extract::{Path, State};
use catalog::calendar::WORKING_DAYS;
use catalog::casework::{self, CASE_DECISION, CORRECTIONS, REASSIGNMENT};
use domain::account::Actor;
use domain::application::{Command, CommandKind, Party};
use domain::form::{Draft, Form, Record};
use domain::history::By;
use runtime::{Guest, Hall};
use store::Asked;
use store::application::{Application, Head};
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// Working days in which an accepted application is decided (行政许可法 42).
const TO_DECIDE: u32 = 20;

/// An officer accepts a case: the time to decide begins.
pub async fn accept(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Answered> {
    let (officer, case) = open(&hall, &guest, &id).await?;
    let due = WORKING_DAYS.due(hall.setting().today, TO_DECIDE);
    let due = due.ok_or_else(|| Problem::broken("a due date beyond every calendar"))?;
    let head =
        obeyed(&hall, &guest, (&officer, &case), &Sent::of(&body?, "acceptance"), Command::Accept { due }).await?;
    Ok(Answer::Went { to: Note::Accepted.at(&links::case(head.id)), page: Answered::from(&head) })
}

/// An officer asks, once, for everything that is missing.
pub async fn correct(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Answered> {
    let (officer, case) = open(&hall, &guest, &id).await?;
    let mut body = body?;
    body.draft = casework::as_rows(body.draft);
    let sent = Sent::of(&body, "corrections");
    let record = checked(&hall, (&officer, &case), &CORRECTIONS, body.draft, &sent).await?;
    let head = obeyed(&hall, &guest, (&officer, &case), &sent, casework::correct(&record)).await?;
    Ok(Answer::Went { to: Note::Corrected.at(links::CASES), page: Answered::from(&head) })
}

/// An officer decides what somebody else accepted.
pub async fn decide(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Answered> {
    let (officer, case) = open(&hall, &guest, &id).await?;
    let body = body?;
    let sent = Sent::of(&body, "decision");
    let record = checked(&hall, (&officer, &case), &CASE_DECISION, body.draft, &sent).await?;
    let head = obeyed(&hall, &guest, (&officer, &case), &sent, casework::decide(&record)).await?;
    Ok(Answer::Went { to: Note::Decided.at(links::CASES), page: Answered::from(&head) })
}

/// What of a body is there before its form is looked at.
pub struct Sent {
    asked: Asked,
    seen: Option<u64>,
}

impl Sent {
    /// `noun` is what was asked for: one key for two things is no repetition.
    pub fn of(body: &Body, noun: &str) -> Sent {
        Sent { asked: Asked::new(&body.request, &body.draft).about(noun), seen: body.version }
    }
}

/// The form, or the page again with what is wrong. Whom the law would refuse whatever he wrote is told that instead.
pub async fn checked(
    hall: &Hall,
    (officer, case): (&Actor, &Application),
    form: &'static Form,
    draft: Draft,
    sent: &Sent,
) -> Result<Record, Problem> {
    let wrong = match form.check(draft, &hall.setting()) {
        Ok(record) => return Ok(record),
        Err(wrong) => wrong,
    };
    let some = match form.name {
        name if name == CORRECTIONS.name => Command::Correct { defects: vec![form.title.to_owned()] },
        name if name == REASSIGNMENT.name => casework::take_over(case.head.taken_by.clone(), form.title.to_owned()),
        _ => Command::Grant { reason: None },
    };
    let by = By { account: officer.account, role: officer.role, name: officer.name.clone() };
    case.head.state.step(some, case.head.unit, Party::Officer(officer.account), by, hall.now())?;
    Err(Problem::again(shown(hall, officer, case, Some((wrong, sent.seen))).await?))
}

/// The head after a command, or the problem that it is for the officer.
pub async fn obeyed(
    hall: &Hall,
    guest: &Guest,
    (officer, case): (&Actor, &Application),
    sent: &Sent,
    command: Command,
) -> Result<Head, Problem> {
    let did: &str = CommandKind::from(&command).into();
    let asked = sent.asked.clone().about(case.head.id).about(did);
    let (party, at) = (Party::Officer(officer.account), hall.now());
    let ended = hall.store.move_application(case, sent.seen, command, party, officer, &asked, None, at).await?;
    hall.settle(guest, ended, |head| (Some(head.state.word()), head.version))
}
