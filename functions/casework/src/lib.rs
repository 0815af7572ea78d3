//! 受理审批: the department's desk. Officers see what waits by its due date, take a case, give it back or take it over, accept it, ask once for
//! everything that is missing, and decide what somebody else accepted.

mod answers;
mod case;
mod hands;
pub mod links;
mod pages;
mod queue;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/cases", get(queue::page))
        .route("/cases/{id}", get(case::page))
        .route("/cases/{id}/taking", post(hands::take))
        .route("/cases/{id}/return", post(hands::put_back))
        .route("/cases/{id}/reassignment", post(hands::take_over))
        .route("/cases/{id}/acceptance", post(answers::accept))
        .route("/cases/{id}/corrections", post(answers::correct))
        .route("/cases/{id}/decisions", post(answers::decide))
        .with_state(hall);
    web::hall(routes, shape)
}
