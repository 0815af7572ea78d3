//! What programs read: `/openapi.json`.

use axum::http::{HeaderName, header};
use std::sync::LazyLock;

/// The document of the whole hall.
pub async fn openapi() -> ([(HeaderName, &'static str); 1], &'static str) {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| web::openapi::document().to_string());
    ([(header::CONTENT_TYPE, "application/json")], &DOCUMENT)
}
