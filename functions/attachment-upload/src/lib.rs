//! 附件: hands out the forms with which files go straight into the bucket, tells what became of them, shows them.
//! 我的材料: every scan of the account, and how one is laid into another place without being uploaded again.

mod beside;
mod copies;
pub mod links;
mod materials;
mod pages;
mod show;
mod spot;
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
        .route("/attachments/copies", get(copies::page).post(copies::lay))
        .route("/attachments/{id}", get(show::state))
        .route("/attachments/{id}/view", get(show::view))
        .route("/attachments/{id}/pages/{page}", get(show::picture))
        .route("/attachments/{id}/original", get(show::original))
        .route("/attachments/{id}/removal", post(show::remove))
        .route("/materials", get(materials::list))
        .route("/materials/{id}", get(materials::one))
        .route("/materials/{id}/view", get(materials::view))
        .route("/materials/{id}/pages/{page}", get(materials::picture))
        .route("/materials/{id}/original", get(materials::original))
        .route("/materials/{id}/validity", post(materials::set_until))
        .route("/materials/{id}/removal", post(materials::remove))
        .with_state(hall);
    web::hall(routes, shape)
}
