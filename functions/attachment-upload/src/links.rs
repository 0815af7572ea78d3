//! Every address that this function owns, and those from which its pages were opened.

use domain::account::Role;
use domain::ids::{PersonId, UnitId};
use store::paper::LICENCE;

/// What became of one file.
pub fn attachment(id: impl std::fmt::Display) -> web::Link {
    format!("/attachments/{id}")
}

/// A page of a paper, to be looked at.
pub fn view(id: impl std::fmt::Display, page: usize) -> web::Link {
    format!("/attachments/{id}/view?page={page}")
}

/// The page on which a file of this kind is chosen without a script.
pub fn upload(kind: &str) -> web::Link {
    let matter = if kind == LICENCE { "unit" } else { "person" };
    web::query::link("/attachments/new", &[("for", matter), ("kind", kind)])
}

/// The slot of a kind, in the person's file or on the unit's page.
pub fn slot(kind: &str) -> web::Link {
    let page = if kind == LICENCE { "/unit" } else { "/person" };
    format!("{page}#slot-{kind}")
}

/// Where the own papers lie.
pub const fn own(role: Role) -> &'static str {
    if matches!(role, Role::Enterprise) { "/unit" } else { "/person" }
}

/// A unit as an officer sees it.
pub fn unit(id: UnitId) -> web::Link {
    format!("/units/{id}")
}

/// The file of the person whose paper it is, as the unit reads it.
pub fn review(person: PersonId) -> web::Link {
    format!("/reviews/{person}")
}
