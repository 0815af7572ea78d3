//! 基本信息: shown, and kept once everything required is there.

use crate::links::UNIT;
use crate::pages::{Begun, UnitPage};
use axum::extract::State;
use catalog::unfinished::NEW;
use catalog::unit::BASICS;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::form::{Draft, Filled};
use domain::ids::AccountId;
use http::StatusCode;
use runtime::past::Past;
use runtime::rival::{rival, told};
use runtime::{Guest, Hall};
use store::draft::Pending;
use store::paper::Place;
use store::unit::{Basics, Case, Unit};
use store::{Asked, Ended};
use web::Note;
use web::{Answer, Body, Face, Handled, Problem, Query};

/// The page; with `?edit=1` (修改信息) the form, which goes on with what was begun.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<UnitPage> {
    let beside = async |account: AccountId| {
        let past = Past::of(&hall, Place::Unit(account.unit()), &query);
        tokio::try_join!(pending(&hall, account), past)
    };
    let (actor, case, (pending, past)) = own_with(&hall, &guest, beside).await?;
    let basics = begun(&case.unit, case.basics.clone());
    Ok(Answer::Show(match (query.get("edit"), pending) {
        (Some(_), Some(it)) => UnitPage::form(&case, Filled::of(&BASICS, it.fields.clone()), Begun::of(&it)),
        (Some(_), None) => UnitPage::form(&case, Filled::of(&BASICS, basics), Begun::default()),
        (None, it) => UnitPage::new(&case, &basics).begun(it.is_some()).past(&case, (&past, &actor.name)),
    }))
}

/// 保存并关闭.
pub async fn save(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<UnitPage> {
    let (actor, mut case, pending) = own_with(&hall, &guest, |account| pending(&hall, account)).await?;
    let body = body?;
    let face = body.face;
    let asked = Asked::new(&body.request, &body.draft);
    let seen = Begun { request: Some(body.request.clone()), version: body.version, at: None };
    let again = |filled| Problem::again(UnitPage::form(&case, filled, seen.clone()));
    let record = BASICS.check(body.draft, &hall.setting()).map_err(again)?;
    let basics = record.draft();
    let kept = Basics {
        file: basics,
        told: told(&BASICS, &case.basics, basics).filter(|_| case.unit.basics > 0),
        begun: pending.map(|_| (BASICS.name, NEW)),
    };
    let before = (&case.unit, case.receipts.as_slice());
    let ended = hall.store.keep_basics(before, body.version, kept, &actor, &asked, hall.now()).await?;
    case.unit = match (ended, body.version) {
        (Ended::Overtaken(_, receipt), Some(version)) if face == Face::Html => {
            let then = hall.store.basics_then(case.unit.id, version).await?;
            let (unit, now) = hall.store.unit_basics(case.unit.id).await?.ok_or(Trouble::Missing)?;
            let lead = rival(&BASICS, &then, &now, receipt.as_ref());
            let version = Some(unit.version);
            let form = UnitPage::form(&case, Filled::of(&BASICS, basics.clone()), Begun { version, ..seen });
            return Err(Problem::instead(StatusCode::CONFLICT, form.rivalled(lead, version)));
        }
        (ended, _) => hall.settle(&guest, ended, |unit| (None, unit.version))?,
    };
    Ok(Answer::Went { to: Note::Saved.at(UNIT), page: UnitPage::saved(&case, basics) })
}

async fn pending(hall: &Hall, account: AccountId) -> Result<Option<Pending>, Trouble> {
    hall.store.draft(account.unit(), BASICS.name, NEW).await
}

/// The unit who asks, with everything that its page shows.
pub async fn own(hall: &Hall, guest: &Guest) -> Result<(Actor, Case), Problem> {
    let (actor, case, ()) = own_with(hall, guest, async |_| Ok(())).await?;
    Ok((actor, case))
}

/// The same with something that is read beside it, in one round trip.
pub async fn own_with<T>(
    hall: &Hall,
    guest: &Guest,
    beside: impl AsyncFnOnce(AccountId) -> Result<T, Trouble>,
) -> Result<(Actor, Case, T), Problem> {
    let read = async |id: AccountId| tokio::try_join!(hall.store.unit_case(id.unit()), beside(id));
    let (actor, (case, beside)) = hall.enter(guest, &[Role::Enterprise], read).await?;
    Ok((actor, case.ok_or(Trouble::Missing)?, beside))
}

/// Before they were kept the first time, the 基本信息 begin with what the registration knows already.
pub fn begun(unit: &Unit, kept: Draft) -> Draft {
    if unit.basics > 0 { kept } else { kept.with("contact", &unit.contact).with("phone", &unit.phone) }
}
