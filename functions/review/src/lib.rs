//! 注册人员审核 (manual, 5.1 and 5.2): a unit sees who waits for its review and whom it has passed, looks at a file,
//! and answers 通过, 不通过 or 退回修改.

mod decisions;
pub mod links;
mod list;
mod pages;
mod person;
mod queue;
mod sheet;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/reviews", get(list::page))
        .route("/reviews/sheet", get(sheet::download))
        .route("/reviews/{id}", get(person::page))
        .route("/reviews/{id}/decisions", post(decisions::decide))
        .route("/reviews/{id}/disclosure", post(person::disclose))
        .with_state(hall);
    web::hall(routes, shape)
}
