//! 移交: in a dispute an officer hands the unit to its rightful holder, who gets a login name and a one-time password.

use crate::one::open_with;
use crate::pages::{HandedPage, HandoverPage};
use axum::extract::{Path, State};
use catalog::verification::{HANDOVER, NEXT_LOGIN};
use domain::account::Actor;
use domain::form::Filled;
use domain::ids::UnitId;
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::account::Account;
use store::unit::{Case, Handed, Next};
use store::{Asked, secret};
use web::{Answer, Body, Handled, Problem};

/// The form, with what it does said above it.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<HandoverPage> {
    let (_, case, _) = open(&hall, &guest, &id).await?;
    Ok(Answer::Show(HandoverPage::new(&case, Filled::blank(&HANDOVER), None)))
}

/// Hands the unit over. Only the request that did it shows the one-time password, until somebody signs in with it.
pub async fn hand_over(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<HandedPage> {
    let (officer, case, account) = open(&hall, &guest, &id).await?;
    let body = body?;
    let (typed, seen) = (body.draft.clone(), body.version);
    // The officer is part of what was asked: another one who sends the same key is told nothing.
    let asked = Asked::new(&body.request, &typed).about(case.unit.id).about(officer.account);
    let again = |filled| Problem::again(HandoverPage::new(&case, filled, seen));
    let record = HANDOVER.check(body.draft, &hall.setting()).map_err(again)?;
    let password = hall.store.one_time(&asked, account.id, account.version + 1);
    let hash = secret::hash(password).await?;
    let next = Next { login: record.get(NEXT_LOGIN), hash, reason: record.draft().text("reason").to_owned() };
    let handed = hall.store.hand_over((&case, &account), (next, seen), &officer, &asked, hall.now()).await?;
    let Handed::Ended(ended) = handed else {
        return Err(again(Filled::of(&HANDOVER, typed).complain(NEXT_LOGIN.field.wrong(Fault::Taken))));
    };
    let (unit, account) = hall.settle(&guest, *ended, |(unit, _)| (Some(unit.standing.word()), unit.version))?;
    let password = hall.store.told(&account, &asked, hall.now());
    Ok(Answer::Show(HandedPage::new(&unit, &account, password)))
}

/// A unit and its account for an officer, in one round trip.
async fn open(hall: &Hall, guest: &Guest, id: &str) -> Result<(Actor, Case, Account), Problem> {
    let account = async |id: UnitId| hall.store.account(id.into()).await;
    let (officer, case, account) = open_with(hall, guest, id, account).await?;
    Ok((officer, case, account.ok_or(Problem::NotFound)?))
}
