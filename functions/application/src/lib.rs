//! 资质审批 (manual, 1.2): matters with their guides, and applications, of which the unit's data and people are already kept.

mod begin;
pub mod links;
mod matters;
mod one;
mod pages;
mod people;
mod qualifications;
mod sheet;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/matters", get(matters::list))
        .route("/matters/{id}", get(matters::guide))
        .route("/applications", get(begin::list).post(begin::begin))
        .route("/applications/sheet", get(sheet::applications))
        .route("/applications/{id}", get(one::page).post(one::save))
        .route("/applications/{id}/people", post(people::add))
        .route("/applications/{id}/people/{worker}/removal", post(people::remove))
        .route("/applications/{id}/submission", post(one::submit))
        .route("/applications/{id}/removal", post(one::discard))
        .route("/applications/{id}/withdrawal", post(one::withdraw))
        .route("/applications/{id}/acknowledgement", post(one::acknowledge))
        .route("/qualifications", get(qualifications::list))
        .route("/qualifications/sheet", get(sheet::qualifications))
        .route("/qualifications/{id}", get(qualifications::page))
        .with_state(hall);
    web::hall(routes, shape)
}
