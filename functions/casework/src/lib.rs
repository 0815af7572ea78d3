//! Being built.

use axum::Router;
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    web::hall(Router::new(), hall.shape)
}
