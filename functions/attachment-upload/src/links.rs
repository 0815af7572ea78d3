//! Every address that this function owns, and those from which its pages were opened.

use catalog::paper::{PERSON, UNIT};
use domain::account::Role;
use domain::ids::PersonId;
use store::material::MaterialId;
use store::paper::Place;

/// 我的材料.
pub const MATERIALS: &str = "/materials";
/// 从我的材料选择.
pub const COPIES: &str = "/attachments/copies";

/// One of 我的材料.
pub fn material(id: &MaterialId) -> web::Link {
    format!("{MATERIALS}/{id}")
}
/// The list, narrowed to what is asked for, from a place on.
pub fn materials(asked: &[(&str, &str)]) -> web::Link {
    web::query::link(MATERIALS, asked)
}
/// What is offered for a kind of a place.
pub fn copies(place: Place, kind: &str, more: &[(&str, &str)]) -> web::Link {
    let of = place.of().unwrap_or_default();
    let to = [("for", place.code()), ("of", &of), ("kind", kind)];
    web::query::link(COPIES, &[&to, more].concat())
}

/// What became of one file.
pub fn attachment(id: impl std::fmt::Display) -> web::Link {
    format!("/attachments/{id}")
}

/// The same for a file of which nothing is written yet: where it belongs travels along, for the way back.
pub fn awaited(id: impl std::fmt::Display, place: Place, kind: &str) -> web::Link {
    let of = place.of().unwrap_or_default();
    web::query::link(&attachment(id), &[("for", place.code()), ("of", &of), ("kind", kind)])
}

/// A page of a scan at this address, to be looked at.
pub fn view(at: &str, page: usize) -> web::Link {
    format!("{at}/view?page={page}")
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
