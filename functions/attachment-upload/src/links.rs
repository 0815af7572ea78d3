//! Every address that this function owns, and those from which its pages were opened.

use catalog::paper::{PERSON, UNIT};
use domain::account::Role;
use domain::ids::PersonId;
use store::paper::Place;

/// What became of one file.
pub fn attachment(id: impl std::fmt::Display) -> web::Link {
    format!("/attachments/{id}")
}

/// The same for a file of which nothing is written yet: where it belongs travels along, for the way back.
pub fn awaited(id: impl std::fmt::Display, place: Place, kind: &str) -> web::Link {
    let of = place.of().unwrap_or_default();
    web::query::link(&attachment(id), &[("for", place.code()), ("of", &of), ("kind", kind)])
}

/// A page of a paper, to be looked at.
pub fn view(id: impl std::fmt::Display, page: usize) -> web::Link {
    format!("/attachments/{id}/view?page={page}")
}

/// The page on which a file of this kind is chosen without a script.
pub fn upload(place: Place, kind: &str) -> web::Link {
    let of = place.of().unwrap_or_default();
    web::query::link("/attachments/new", &[("for", place.code()), ("of", &of), ("kind", kind)])
}

/// The slot of a kind on the page of its place.
pub fn slot(place: Place, kind: &str) -> web::Link {
    let page = catalog::paper::place(place.code()).unwrap_or(&UNIT);
    page.slot(place.of().as_deref(), kind)
}

/// Where the own papers lie.
pub fn own(role: Role) -> &'static str {
    if role == UNIT.owner { UNIT.page } else { PERSON.page }
}

/// Where an officer comes upon the papers of a place.
pub fn at_the_desk(place: Place) -> web::Link {
    match place {
        Place::Unit(id) => format!("/units/{id}"),
        Place::Deletion(id) => format!("/deletion-requests/{id}"),
        Place::Worker(_) | Place::Person(_) | Place::Record(..) => "/cases".to_owned(),
    }
}

/// The file of the person whose paper it is, as the unit reads it.
pub fn review(person: PersonId) -> web::Link {
    format!("/reviews/{person}")
}
