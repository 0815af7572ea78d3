//! 单位管理 · 基本信息 (manual, 3.1): a unit looks at what the hall knows of it, and completes or changes it.

mod basics;
pub mod links;
mod pages;

use axum::Router;
use axum::routing::get;
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new().route("/unit", get(basics::page).post(basics::save)).with_state(hall);
    web::hall(routes, shape)
}
