//! 人员管理 (manual, 4.1 to 4.5): the unit keeps its people, one record a person, whichever posts the person holds, and
//! sees those who are registered.

mod begun;
mod keep;
pub mod links;
mod list;
mod pages;
mod posts;
mod record;
mod settle;
mod sheet;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/people", get(list::page).post(keep::add))
        .route("/people/new", get(keep::blank))
        .route("/people/sheet", get(sheet::download))
        .route("/people/{id}", get(record::page).post(keep::save))
        .route("/people/{id}/edit", get(begun::edit))
        .route("/people/{id}/disclosure", post(record::disclose))
        .route("/people/{id}/posts", post(posts::give))
        .route("/people/{id}/posts/{post}/removal", post(posts::take))
        .with_state(hall);
    web::hall(routes, shape)
}
