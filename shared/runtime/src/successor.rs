//! Who has taken over a person's place in an application, as pages and clients are told.

use domain::ids::WorkerId;
use serde::Serialize;
use store::application::{Replaced, successors};

/// Who has the place now, for clients.
#[derive(Serialize)]
pub struct Successor {
    id: String,
    name: String,
    at: String,
}

impl Successor {
    /// Who has somebody's place now; nothing where it is still the same person.
    pub fn of(all: &[Replaced], who: WorkerId) -> Option<Successor> {
        let last = successors(all, who).pop()?;
        Some(Successor { id: last.by.to_string(), name: last.name.clone(), at: last.at.to_string() })
    }
}

/// A name with whoever took the person's place, and when.
pub fn named(name: &str, all: &[Replaced], who: WorkerId) -> String {
    let told = |it: &Replaced| format!("已由 {} 替代，{}", it.name, it.day());
    match successors(all, who).into_iter().map(told).collect::<Vec<_>>() {
        none if none.is_empty() => name.to_owned(),
        told => format!("{name}（{}）", told.join("；后")),
    }
}
