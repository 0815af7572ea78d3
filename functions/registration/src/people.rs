//! 人员注册.

use crate::links::PEOPLE;
use crate::pages::{Enrol, Enrolled, taken};
use crate::units;
use axum::extract::State;
use catalog::person;
use catalog::registration::{CONTACT_PHONE, IDENTITY, LOGIN_NAME, NAME, PASSWORD, PERSON, SEX_OF, UNIT};
use domain::Value;
use domain::form::{Draft, Filled, Record};
use domain::ids::UnitId;
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::person::{NewPerson, Registered};
use store::{Asked, secret};
use web::{Answer, Body, Handled, Problem};

/// The page.
pub async fn page() -> Handled<Enrol> {
    Ok(Answer::Show(Enrol::new(Filled::blank(&PERSON), PEOPLE)))
}

/// Registers a person: one transaction, which also knows whether the chosen unit exists.
pub async fn register(State(hall): State<Hall>, guest: Guest, mut body: Body) -> Handled<Enrolled> {
    let sought = body.take(units::SOUGHT);
    let typed = body.draft.clone();
    let asked = Asked::new(&body.request, &body.draft);
    let record = match PERSON.check(body.draft, &hall.setting()) {
        Ok(record) => record,
        Err(filled) => return Err(again(&hall, filled, sought).await?),
    };
    let Some(unit) = UnitId::parse(record.draft().text(UNIT.name)) else {
        return Err(Problem::broken("a chosen unit is no id"));
    };
    let new = new_person(&record, unit, secret::hash(record.get(PASSWORD).canon()).await?);
    let name = new.name.clone();
    let filled = Filled::of(&PERSON, typed);
    match hall.store.register_person(new, &asked, hall.now()).await? {
        Registered::Done(id) => {
            let page = Enrolled::person(id, unit, name);
            Ok(Answer::Made { to: web::Note::Registered.at("/session"), page })
        }
        Registered::Taken(fields) => {
            let problem = again(&hall, taken(filled, &fields), sought).await?;
            Err(hall.answer_taken(&guest, problem).await)
        }
        Registered::NoUnit => Err(again(&hall, filled.complain(UNIT.wrong(Fault::NotListed)), sought).await?),
        Registered::Other => Err(hall.key_reused()),
    }
}

/// The form again, with the units that were searched for and the one that is chosen.
async fn again(hall: &Hall, mut filled: Filled, sought: Option<String>) -> Result<Problem, Problem> {
    units::offer(hall, &mut filled, sought).await?;
    Ok(Problem::again(Enrol::new(filled, PEOPLE)))
}

fn new_person(record: &Record, unit: UnitId, hash: String) -> NewPerson {
    let name = record.get(NAME).canon();
    let file = Draft::default()
        .with(person::NAME.field.name, &name)
        .with(person::CONTACT.field.name, record.get(CONTACT_PHONE).canon());
    debug_assert_eq!(record.get(SEX_OF), record.get(IDENTITY).sex(), "a rule of the form");
    NewPerson { unit, identity: record.get(IDENTITY), name, file, login: record.get(LOGIN_NAME), hash }
}
