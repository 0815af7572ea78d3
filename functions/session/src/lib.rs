//! 登录, 退出 and 账号管理 (manual, 3.2): sign in and out, change one's own account, reset a forgotten password.

mod account;
mod forms;
pub mod links;
mod officers;
mod pages;
mod sign_in;

pub use officers::{command, operate};

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/session", get(sign_in::page).post(sign_in::begin))
        .route("/session/end", post(sign_in::end))
        .route("/account", get(account::page).post(account::change))
        .route("/account/initialisation", post(account::initialise))
        .route("/accounts", get(account::resets))
        .route("/accounts/resets", post(account::reset))
        .with_state(hall);
    web::hall(routes, shape)
}
