//! Every address that this function owns.

/// What became of one file.
pub fn attachment(id: impl std::fmt::Display) -> web::Link {
    format!("/attachments/{id}")
}

/// The page on which a file of this kind is chosen without a script.
pub fn upload(kind: &str) -> web::Link {
    web::query::link("/attachments/new", &[("for", "person"), ("kind", kind)])
}

/// The slot of a kind in the person's file.
pub fn slot(kind: &str) -> web::Link {
    format!("/person#slot-{kind}")
}
