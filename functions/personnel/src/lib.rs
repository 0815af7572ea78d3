//! 人员管理 (manual, 4.2, 4.5): the unit keeps its people who are not registered, and sees those who are.

mod keep;
pub mod links;
mod list;
mod pages;
mod sheet;

use axum::Router;
use axum::routing::get;
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/people", get(list::page).post(keep::add))
        .route("/people/new", get(keep::blank))
        .route("/people/sheet", get(sheet::download))
        .route("/people/{id}", get(keep::page).post(keep::save))
        .route("/people/{id}/edit", get(keep::edit))
        .with_state(hall);
    web::hall(routes, shape)
}
