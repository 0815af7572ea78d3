//! Every address that this function owns, and those to which it leads on.

use catalog::unfinished::Unfinished;
use web::Link;

/// A row of a list: its place from 0, or `new`.
pub fn row(it: &Unfinished, of: &str, list: &str, row: &str) -> Link {
    format!("{}/rows/{list}/{row}", it.kept_at(of))
}
/// The upload of a paper without a script.
pub fn upload(place: &str, of: Option<&str>, kind: &str) -> Link {
    web::query::link("/attachments/new", &[("for", place), ("of", of.unwrap_or_default()), ("kind", kind)])
}
