//! 单位管理 · 基本信息 (manual, 3.1): a unit looks at what the hall knows of it, completes or changes it, and asks to be
//! verified. The books of a unit: 企业简介, 建筑业企业业绩, 社保声明, 装备及检测项目 (3.4 – 3.7). 单位核实: officers compare its licence with its code, and hand a unit over to its rightful account.

mod basics;
mod begun;
mod found;
mod handover;
pub mod links;
mod one;
mod pages;
mod records;
mod save;
mod sheet;
mod verification;

use axum::Router;
use axum::routing::{get, post};
use runtime::Hall;

/// What this function answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new()
        .route("/unit", get(basics::page).post(basics::save))
        .route("/unit/verification", post(verification::submit))
        .route("/unit/verification/acknowledgement", post(verification::acknowledge))
        .route("/records/{book}", get(records::page).post(records::add))
        .route("/records/{book}/new", get(records::blank))
        .route("/records/{book}/sheet", get(sheet::list))
        .route("/records/{book}/template", get(sheet::template))
        .route("/records/{book}/{id}", get(records::one).post(records::change))
        .route("/records/{book}/{id}/edit", get(records::edit))
        .route("/records/{book}/{id}/removal", post(records::remove))
        .route("/units", get(found::page))
        .route("/units/{id}", get(one::page))
        .route("/units/{id}/verification", post(one::decide))
        .route("/units/{id}/handover", get(handover::page).post(handover::hand_over))
        .with_state(hall);
    web::hall(routes, shape)
}
