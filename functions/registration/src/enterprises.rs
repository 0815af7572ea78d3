//! 企业注册.

use crate::links::ENTERPRISES;
use crate::pages::{Enrol, Enrolled, taken};
use axum::extract::State;
use catalog::registration::{CONTACT, CREDIT_CODE, ENTERPRISE, LOGIN_NAME, PASSWORD, PHONE, UNIT_KIND, UNIT_NAME};
use domain::Value;
use domain::form::{Filled, Record};
use runtime::{Guest, Hall};
use store::person::Registered;
use store::unit::NewUnit;
use store::{Asked, secret};
use web::{Answer, Body, Handled, Problem};

/// The page.
pub async fn page() -> Handled<Enrol> {
    Ok(Answer::Show(Enrol::new(Filled::blank(&ENTERPRISE), ENTERPRISES)))
}

/// Registers an enterprise: one transaction.
pub async fn register(State(hall): State<Hall>, guest: Guest, body: Body) -> Handled<Enrolled> {
    let typed = body.draft.clone();
    let asked = Asked::new(&body.request, &body.draft);
    let again = |filled| Problem::again(Enrol::new(filled, ENTERPRISES));
    let record = ENTERPRISE.check(body.draft, &hall.setting()).map_err(again)?;
    let new = new_unit(&record, secret::hash(record.get(PASSWORD).canon()).await?);
    let (name, code, kind) = (new.name.clone(), new.code.canon(), new.kind.clone());
    match hall.store.register_unit(new, &asked, hall.now()).await? {
        Registered::Done(id) => {
            let page = Enrolled::unit(id, name, code, kind);
            Ok(Answer::Made { to: web::Note::Registered.at("/session"), page })
        }
        Registered::Taken(fields) => {
            let filled = taken(Filled::of(&ENTERPRISE, typed), &fields);
            Err(hall.answer_taken(&guest, again(filled)).await)
        }
        Registered::NoUnit => Err(Problem::broken("an enterprise's registration names no other unit")),
        Registered::Other => Err(hall.key_reused()),
    }
}

fn new_unit(record: &Record, hash: String) -> NewUnit {
    NewUnit {
        code: record.get(CREDIT_CODE),
        name: record.get(UNIT_NAME).canon(),
        kind: record.get(UNIT_KIND).canon(),
        contact: record.get(CONTACT).canon(),
        phone: record.get(PHONE).canon(),
        login: record.get(LOGIN_NAME),
        hash,
    }
}
