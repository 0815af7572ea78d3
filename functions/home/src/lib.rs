//! 首页 and 个人助理 (manual, chapters 1 and 2): to-dos, notices, 诚信信息; and what the pages are drawn with.
//! Whatever address nobody else answers is answered here too.

mod desk;
mod front;
pub mod links;
mod notices;
mod pages;
mod published;
mod todos;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/", get(front::page))
        .route("/todos", get(todos::page))
        .route("/notices", get(notices::list).post(notices::publish))
        .route("/notices/new", get(notices::blank))
        .route("/notices/{id}", get(notices::page).post(notices::change))
        .route("/notices/{id}/edit", get(notices::edit))
        .route("/notices/{id}/withdrawal", post(notices::withdraw))
        .route("/credit", get(front::credit))
        .route("/openapi.json", get(published::openapi))
        .route("/assets/{name}", get(web::assets::serve))
        .fallback(front::nowhere)
        .method_not_allowed_fallback(front::nowhere)
        .with_state(hall);
    web::whole_hall(routes, shape)
}
