//! One unit as the department sees it: the licence beside the code, and the answer.

use crate::links;
use crate::pages::{OnePage, Stands};
use axum::extract::{Path, State};
use catalog::verification::{VERDICT, command};
use domain::account::{Actor, Role};
use domain::ids::{AccountId, UnitId};
use domain::verification::CommandKind;
use domain::{Refused, Trouble};
use runtime::{Guest, Hall};
use store::Asked;
use store::unit::Case;
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// The page.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<OnePage> {
    let (_, case) = open(&hall, &guest, &id).await?;
    Ok(Answer::Show(OnePage::new(&case, hall.setting().today)))
}

/// 核实通过, 退回. What passes is what was handed in: a scan that lies there no more proves nothing.
pub async fn decide(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (officer, case) = open(&hall, &guest, &id).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about(case.unit.id).about("verdict");
    let (standing, seen) = (case.unit.standing, body.version);
    let record = match VERDICT.check(body.draft, &hall.setting()) {
        Ok(record) => record,
        Err(filled) if standing.due().is_some() => {
            return Err(Problem::again(OnePage::again(&case, filled, seen, hall.setting().today)));
        }
        Err(_) => return Err(Refused::NotNow { state: standing.word(), asked: "核实" }.into()),
    };
    let command = command(&record);
    let did = CommandKind::from(&command);
    if did == CommandKind::Pass && standing.due().is_some() && !case.is_as_handed_in() {
        return Err(Problem::conflict("营业执照与提交时的不同，不能通过；可以退回，由单位重新提交"));
    }
    let ended = hall.store.verify_unit(&case, (command, seen), &officer, &asked, hall.now()).await?;
    let unit = hall.settle(&guest, ended, |unit| (Some(unit.standing.word()), unit.version))?;
    let note = if did == CommandKind::Pass { Note::Verified } else { Note::Unverified };
    Ok(Answer::Went { to: note.at(links::WAITING), page: Stands::from(&unit) })
}

/// A unit for an officer who does not work in it; what is none is not found.
async fn open(hall: &Hall, guest: &Guest, id: &str) -> Result<(Actor, Case), Problem> {
    let (officer, case, _) = open_with(hall, guest, id, async |_| Ok(())).await?;
    Ok((officer, case))
}

/// The same with something that is read beside it, in one round trip.
pub async fn open_with<T: Default>(
    hall: &Hall,
    guest: &Guest,
    id: &str,
    beside: impl AsyncFnOnce(UnitId) -> Result<T, Trouble>,
) -> Result<(Actor, Case, T), Problem> {
    let id = UnitId::parse(id);
    let read = async |officer: AccountId| {
        let case = async {
            match id {
                Some(id) => tokio::try_join!(hall.store.unit_case(id), beside(id)),
                None => Ok((None, T::default())),
            }
        };
        tokio::try_join!(case, hall.store.own_units(officer))
    };
    let (officer, ((case, beside), own)) = hall.enter(guest, &[Role::Officer], read).await?;
    let case = case.ok_or(Problem::NotFound)?;
    own.keep_from(case.unit.id)?;
    Ok((officer, case, beside))
}
