//! Excel 导入: templates, the form with which a file goes straight into the bucket, the preview, 确认录入, and the rows
//! that come back.

mod files;
pub mod links;
mod list;
mod one;
mod pages;
mod ticket;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/imports", get(list::page).post(ticket::issue))
        .route("/imports/new", get(ticket::page))
        .route("/imports/template", get(files::template))
        .route("/imports/{id}", get(one::page))
        .route("/imports/{id}/acceptance", post(one::accept))
        .route("/imports/{id}/removal", post(one::withdraw))
        .route("/imports/{id}/rejects", get(files::rejects))
        .with_state(hall);
    web::hall(routes, shape)
}
