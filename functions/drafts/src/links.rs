//! Every address that this function owns, and those to which it leads on.

use catalog::unfinished::Unfinished;
use web::Link;

/// A row of a list: its place from 0, or `new`.
pub fn row(it: &Unfinished, of: &str, list: &str, row: &str) -> Link {
    format!("{}/rows/{list}/{row}", it.kept_at(of))
}
