//! Every address that this function owns, and those from which its pages were opened.

use domain::ids::PersonId;

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
    web::query::link("/attachments/new", &[("for", "person"), ("kind", kind)])
}

/// The slot of a kind in the person's file.
pub fn slot(kind: &str) -> web::Link {
    format!("/person#slot-{kind}")
}

/// The file of the person whose paper it is, as the unit reads it.
pub fn review(person: PersonId) -> web::Link {
    format!("/reviews/{person}")
}
