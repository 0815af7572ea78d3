//! One application as the department sees it.

use crate::pages::{CasePage, Said, Shown};
use axum::extract::{Path, State};
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::form::Filled;
use domain::ids::{ApplicationId, PersonId};
use runtime::{Guest, Hall};
use store::application::Application;
use store::worker::Source;
use web::{Answer, Handled, Problem};

/// The case, to be read and answered.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<CasePage> {
    let (officer, case) = open(&hall, &guest, &id).await?;
    Ok(Answer::Show(shown(&hall, &officer, &case, None).await?))
}

/// A case that was handed in, and not by a unit in which the officer works; a draft is the unit's own business and
/// looks like nothing.
pub async fn open(hall: &Hall, guest: &Guest, id: &str) -> Result<(Actor, Application), Problem> {
    let id = ApplicationId::parse(id);
    let read = async |officer| {
        let case = async {
            match id {
                Some(id) => hall.store.application(id).await,
                None => Ok(None),
            }
        };
        tokio::try_join!(case, hall.store.own_units(officer))
    };
    let (officer, (case, own)) = hall.enter(guest, &[Role::Officer], read).await?;
    let case = case.filter(|case| case.head.submitted.is_some()).ok_or(Problem::NotFound)?;
    own.keep_from(case.head.unit)?;
    Ok((officer, case))
}

/// The page about a case; with a form that is wrong, on the version that was seen.
pub async fn shown(
    hall: &Hall,
    officer: &Actor,
    case: &Application,
    wrong: Option<(Filled, Option<u64>)>,
) -> Result<CasePage, Problem> {
    let head = &case.head;
    let (unit, basics, statement, reopened) = tokio::try_join!(
        hall.store.unit(head.unit),
        hall.store.basics_then(head.unit, head.basics),
        hall.store.statement_then(head.unit, head.statement),
        hall.store.reopened(registered(case))
    )?;
    let unit = unit.ok_or_else(|| Trouble::broken("an application of no unit"))?;
    let (officer, today) = (officer.account, hall.setting().today);
    let basics = basics.unwrap_or_default();
    let said = Said { basics: &basics, statement: &statement };
    let shown = Shown { case, unit: &unit, said, reopened: &reopened, officer, today };
    Ok(CasePage::new(&shown, wrong))
}

/// The registered persons in a case.
fn registered(case: &Application) -> Vec<PersonId> {
    let registered = case.picked.iter().filter(|picked| picked.source == Source::Registered);
    registered.map(|picked| picked.worker.person()).collect()
}
