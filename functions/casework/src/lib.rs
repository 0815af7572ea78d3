//! 受理审批: the department's desk. Officers see what waits by its due date, take a case, accept it, ask once for
//! everything that is missing, and decide what somebody else accepted.

mod answers;
mod case;
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
        .route("/cases/{id}/taking", post(answers::take))
        .route("/cases/{id}/acceptance", post(answers::accept))
        .route("/cases/{id}/corrections", post(answers::correct))
        .route("/cases/{id}/decisions", post(answers::decide))
        .with_state(hall);
    web::hall(routes, shape)
}
