//! 选择注册单位: the unit that is to review the file, chosen anew before the file is handed in, or after the person has
//! left another unit. From then on it is reviewed as any other.

use crate::links::PERSON;
use crate::pages::{Choice, Stands};
use crate::units;
use axum::extract::State;
use catalog::registration::{CHOICE, UNIT};
use domain::account::Role;
use domain::form::Filled;
use domain::ids::{AccountId, UnitId};
use domain::registration::{Command, CommandKind, Party, State as Stand};
use domain::value::Fault;
use domain::{Refused, Trouble};
use runtime::{Guest, Hall};
use store::person::{Along, Head};
use store::{Asked, Ended};
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// The page, while there is something to choose.
pub async fn page(State(hall): State<Hall>, guest: Guest) -> Handled<Choice> {
    let read = async |id: AccountId| hall.store.person_head(id.person()).await;
    let (_, head) = hall.enter(&guest, &[Role::Person], read).await?;
    let head = head.ok_or(Trouble::Missing)?;
    is_open(&head)?;
    Ok(Answer::Show(Choice::new(Filled::blank(&CHOICE), head.version)))
}

/// Chooses. The unit is looked up beside the session; that it exists is asked again in the change itself.
pub async fn choose(State(hall): State<Hall>, guest: Guest, mut body: Body) -> Handled<Stands> {
    let sought = body.take(units::SOUGHT);
    let (asked, seen) = (Asked::new(&body.request, &body.draft).about("unit"), body.version);
    let read = async |id: AccountId| hall.store.person_case(id.person(), seen).await;
    let (actor, case) = hall.enter(&guest, &[Role::Person], read).await?;
    let case = case.ok_or(Trouble::Missing)?;
    if !case.is_repeated(&hall.store, &asked) {
        is_open(&case.head)?;
    }
    let version = seen.unwrap_or(case.head.version);
    let record = match CHOICE.check(body.draft.clone(), &hall.setting()) {
        Ok(record) => record,
        Err(filled) => return Err(again(&hall, filled, sought, version).await?),
    };
    let unit =
        UnitId::parse(record.draft().text(UNIT.name)).ok_or_else(|| Problem::broken("a chosen unit is no id"))?;
    let (command, party) = (Command::Choose { unit }, Party::Person(case.head.id));
    let ended = hall.store.move_person(&case, command, party, &actor, &asked, Along::default(), hall.now()).await?;
    if matches!(ended, Ended::Refused(Refused::Against(_))) {
        let filled = Filled::of(&CHOICE, body.draft).complain(UNIT.wrong(Fault::NotListed));
        return Err(again(&hall, filled, sought, version).await?);
    }
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    Ok(Answer::Went { to: Note::Saved.at(PERSON), page: Stands::from(&head) })
}

/// Nobody chooses while a unit has the file, or while the person is a unit's.
fn is_open(head: &Head) -> Result<(), Problem> {
    match &head.state {
        Stand::Draft | Stand::Left => Ok(()),
        state => Err(Refused::NotNow { state: state.word(), asked: CommandKind::Choose.into() }.into()),
    }
}

/// The form again, with the units that were searched for and the one that is chosen.
async fn again(hall: &Hall, mut filled: Filled, sought: Option<String>, version: u64) -> Result<Problem, Problem> {
    units::offer(hall, &mut filled, sought).await?;
    Ok(Problem::again(Choice::new(filled, version)))
}
