//! 人员删除申请 (manual, 4.6): a unit asks to have a person deleted, says why, names who replaces; an officer compares
//! and decides.

mod ask;
mod decisions;
mod fill;
mod hand_in;
pub mod links;
mod list;
mod pages;
mod people;
mod request;
mod sheet;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/deletion-requests", get(list::page).post(ask::ask))
        .route("/deletion-requests/new", get(ask::blank))
        .route("/deletion-requests/sheet", get(sheet::download))
        .route("/deletion-requests/{id}", get(request::page).post(ask::turn))
        .route("/deletion-requests/{id}/feedback", post(fill::say))
        .route("/deletion-requests/{id}/feedback/{row}/removal", post(fill::unsay))
        .route("/deletion-requests/{id}/replacements", post(fill::replace))
        .route("/deletion-requests/{id}/submission", post(hand_in::submit))
        .route("/deletion-requests/{id}/removal", post(hand_in::remove))
        .route("/deletion-requests/{id}/decisions", post(decisions::decide))
        .with_state(hall);
    web::hall(routes, shape)
}
