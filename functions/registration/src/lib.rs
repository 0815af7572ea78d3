//! 注册 (manual, chapter 5): an enterprise and a registered person register themselves; the person keeps the own file,
//! hands it in, sees where it stands, corrects it and hands it in again.

mod enterprises;
pub mod links;
mod pages;
mod people;
mod person;
mod rows;
mod unit;
mod units;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/registrations/enterprises", get(enterprises::page).post(enterprises::register))
        .route("/registrations/people", get(people::page).post(people::register))
        .route("/registrations/units", get(units::find))
        .route("/person", get(person::page).post(person::save))
        .route("/person/submission", post(person::submit))
        .route("/person/unit", get(unit::page).post(unit::choose))
        .route("/person/{list}/{row}", get(rows::page).post(rows::save))
        .route("/person/{list}/{row}/removal", post(rows::remove))
        .with_state(hall);
    web::hall(routes, shape)
}
