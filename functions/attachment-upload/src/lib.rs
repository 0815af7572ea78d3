//! 附件: hands out the forms with which files go straight into the bucket, tells what became of them, shows them.

pub mod links;
mod pages;
mod show;
mod ticket;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/attachments", post(ticket::issue))
        .route("/attachments/new", get(ticket::page))
        .route("/attachments/{id}", get(show::state))
        .route("/attachments/{id}/view", get(show::view))
        .route("/attachments/{id}/pages/{page}", get(show::picture))
        .route("/attachments/{id}/original", get(show::original))
        .route("/attachments/{id}/removal", post(show::remove))
        .with_state(hall);
    web::hall(routes, shape)
}
