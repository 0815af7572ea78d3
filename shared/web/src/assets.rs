//! What pages are drawn with: sheets, script, icon, under names that change with their contents.

use crate::problem::Problem;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

/// One file.
#[derive(Clone, Copy)]
pub struct Asset {
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub plain: &'static [u8],
    /// The same, compressed.
    pub gzip: &'static [u8],
}

struct Entry {
    name: &'static str,
    link: &'static str,
    asset: Asset,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of an asset by its plain name, such as `portal.css`.
pub fn link(name: &str) -> &'static str {
    ALL.iter().find(|entry| entry.name == name).map_or("/assets/none", |entry| entry.link)
}

/// The asset of a hashed name, such as `portal.0123456789abcdef.css`.
pub fn find(name: &str) -> Option<Asset> {
    ALL.iter().find(|entry| entry.link.strip_prefix("/assets/") == Some(name)).map(|entry| entry.asset)
}

/// Every asset, for tests of their size.
pub fn all() -> impl Iterator<Item = (&'static str, Asset)> {
    ALL.iter().map(|entry| (entry.link, entry.asset))
}

/// `GET /assets/{name}`: kept by browsers for a year, since a changed file has another name.
///
/// # Errors
/// Unknown names.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = find(&name).ok_or(Problem::NotFound)?;
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kept = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "Accept-Encoding"),
    ];
    if accepted.split(',').any(|coding| coding.trim() == "gzip" || coding.trim().starts_with("gzip;")) {
        return Ok((kept, [(header::CONTENT_ENCODING, "gzip")], asset.gzip).into_response());
    }
    Ok((kept, asset.plain).into_response())
}
