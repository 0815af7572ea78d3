//! What a unit began to fill in and has not saved: kept by itself while it is typed, and its rows on pages of their own
//! (新增简历, 新增记录: 保存并关闭, 保存并新建). The form itself saves everything, and is refused while something is missing.

mod keep;
pub mod links;
mod pages;
mod rows;
mod saved;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/drafts/{form}/{of}", post(keep::keep))
        .route("/drafts/{form}/{of}/removal", post(keep::forget))
        .route("/drafts/{form}/{of}/rows/{list}/{row}", get(rows::page).post(rows::save))
        .route("/drafts/{form}/{of}/rows/{list}/{row}/removal", post(rows::remove))
        .with_state(hall);
    web::hall(routes, shape)
}
