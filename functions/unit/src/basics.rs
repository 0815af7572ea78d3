//! 基本信息: shown, and kept once everything required is there.

use crate::links::UNIT;
use crate::pages::{Begun, UnitPage};
use axum::extract::State;
use catalog::unfinished::NEW;
use catalog::unit::BASICS;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::form::{Draft, Filled};
use domain::ids::{AccountId, RequestId, UnitId};
use http::StatusCode;
use runtime::past::Past;
use runtime::rival::{moved_on, rival, since, told, twin};
use runtime::{Guest, Hall};
use store::draft::{Finished, Pending};
use store::paper::Place;
use store::unit::{Basics, Case, Unit};
use store::{Asked, Ended, Receipt};
use web::Note;
use web::{Answer, Body, Face, Handled, Problem, Query};

/// The page; with `?edit=1` (修改信息) the form, which goes on with what was begun.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<UnitPage> {
    let beside = async |account: AccountId| {
        let past = Past::of(&hall, Place::Unit(account.unit()), &query);
        tokio::try_join!(pending(&hall, account), past)
    };
    let (actor, case, (pending, past)) = own_with(&hall, &guest, beside).await?;
    let basics = case.unit.begins(case.basics.clone());
    let pending = pending.filter(|it| !is_saved(&hall, &case, it));
    Ok(Answer::Show(match (query.get("edit"), pending) {
        (Some(_), Some(it)) => going_on(&hall, &case, &it).await?,
        (Some(_), None) => UnitPage::form(&case, Filled::of(&BASICS, basics), Begun::default()),
        (None, it) => UnitPage::new(&case, &basics).begun(it.is_some()).past(&case, (&past, &actor.name)),
    }))
}

/// The form as it was left unfinished. Where others saved it since, what they changed is told first, so that saving it
/// takes nothing back unseen.
async fn going_on(hall: &Hall, case: &Case, begun: &Pending) -> Result<UnitPage, Problem> {
    let filled = Filled::of(&BASICS, begun.fields.clone());
    let seen = begun.version.unwrap_or(case.unit.version);
    if case.unit.basics <= seen {
        return Ok(UnitPage::form(case, filled, Begun { version: Some(case.unit.version), ..Begun::of(begun) }));
    }
    let then = then(hall, &case.unit, seen).await?;
    let lead = moved_on(&BASICS, begun, (&then, &case.basics), &kept_since(&case.receipts, seen));
    let at_present = Begun { version: Some(case.unit.version), ..Begun::of(begun) };
    Ok(UnitPage::form(case, filled, at_present).rivalled(lead, None))
}

/// 保存并关闭.
pub async fn save(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<UnitPage> {
    let (actor, mut case, pending) = own_with(&hall, &guest, |account| pending(&hall, account)).await?;
    let body = body?;
    let face = body.face;
    let asked = Asked::new(&body.request, &body.draft);
    let seen = Begun { request: Some(body.request.clone()), version: body.version, ..Begun::default() };
    let again = |filled| Problem::again(UnitPage::form(&case, filled, seen.clone()));
    let record = BASICS.check(body.draft, &hall.setting()).map_err(again)?;
    let basics = record.draft();
    let pending = pending.filter(|it| it.is_of(body.window.as_ref(), &body.request));
    let kept = Basics {
        file: basics,
        told: told(&BASICS, &case.basics, basics).filter(|_| case.unit.basics > 0),
        begun: pending.map(|it| Finished::new(BASICS.name, NEW, &it)),
    };
    let before = (&case.unit, case.receipts.as_slice());
    let ended = hall.store.keep_basics(before, body.version, kept, &actor, &asked, hall.now()).await?;
    let is_second = matches!(ended, Ended::Other) || (matches!(ended, Ended::Overtaken(..)) && body.version.is_some());
    if is_second && face == Face::Html {
        let seen = body.version.filter(|_| !matches!(ended, Ended::Other));
        return Err(second(&hall, case.unit.id, seen, basics).await?);
    }
    case.unit = hall.settle(&guest, ended, |unit| (None, unit.version))?;
    Ok(Answer::Went { to: Note::Saved.at(UNIT), page: UnitPage::saved(&case, basics) })
}

/// The form with what was typed, for whom another window came before: what others changed since the version that was seen;
/// where none is named, what this very form had saved before.
async fn second(hall: &Hall, id: UnitId, seen: Option<u64>, typed: &Draft) -> Result<Problem, Problem> {
    let now = hall.store.unit_case(id).await?.ok_or(Trouble::Missing)?;
    let lead = match seen {
        Some(seen) => {
            let then = then(hall, &now.unit, seen).await?;
            rival(&BASICS, &then, &now.basics, &since(&now.receipts, seen))
        }
        None => twin(&BASICS, typed, &now.basics, now.receipts.first()),
    };
    let version = Some(now.unit.version);
    let anew = Begun { request: Some(RequestId::random()), version, ..Begun::default() };
    let form = UnitPage::form(&now, Filled::of(&BASICS, typed.clone()), anew);
    Ok(Problem::instead(StatusCode::CONFLICT, form.rivalled(lead, version)))
}

/// The 基本信息 as the form showed them to whom saw this version of the unit.
async fn then(hall: &Hall, unit: &Unit, seen: u64) -> Result<Draft, Trouble> {
    let kept = hall.store.basics_then(unit.id, seen).await?;
    Ok(kept.unwrap_or_else(|| unit.registered(Draft::default())))
}

/// Who kept the 基本信息 since, of all that happened to the unit.
fn kept_since(receipts: &[Receipt], seen: u64) -> Vec<&Receipt> {
    since(receipts, seen).into_iter().filter(|it| it.did == "修改信息").collect()
}

/// Whether what was typed is what is saved, spelled as it is saved.
fn is_saved(hall: &Hall, case: &Case, begun: &Pending) -> bool {
    let checked = BASICS.check(begun.fields.clone(), &hall.setting());
    case.unit.basics > 0 && checked.is_ok_and(|record| BASICS.changed(record.draft(), &case.basics).is_empty())
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
