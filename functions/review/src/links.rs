//! Every address that this function owns, and those of the scans that it shows.

use domain::ids::PersonId;
use store::review::Shelf;

/// 待审核人员.
pub const REVIEWS: &str = "/reviews";
/// What `state` says of 已审核人员.
pub const APPROVED: &str = "approved";
/// 已审核人员, as the menu names it.
pub const APPROVED_IN_MENU: &str = "/reviews?state=approved";

/// One of the two lists.
pub fn shelf(shelf: Shelf) -> web::Link {
    web::query::link(REVIEWS, &[("state", state(shelf))])
}

/// 下载名单 of a list.
pub fn sheet(shelf: Shelf, q: &str) -> web::Link {
    web::query::link("/reviews/sheet", &[("state", state(shelf)), ("q", q)])
}

/// The next page of a list.
pub fn page(shelf: Shelf, q: &str, after: &str) -> web::Link {
    web::query::link(REVIEWS, &[("state", state(shelf)), ("q", q), ("after", after)])
}

/// What `state` says of a list; nothing of the first.
pub fn state(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Waiting => "",
        Shelf::Approved => APPROVED,
    }
}

/// One person.
pub fn person(id: PersonId) -> web::Link {
    format!("{REVIEWS}/{id}")
}
/// The field in which the reason is given.
pub fn reason(id: PersonId) -> web::Link {
    format!("{REVIEWS}/{id}#reason")
}
/// The unit's answer.
pub fn decisions(id: PersonId) -> web::Link {
    format!("{REVIEWS}/{id}/decisions")
}
/// Looking at the whole identity number.
pub fn disclosure(id: PersonId) -> web::Link {
    format!("{REVIEWS}/{id}/disclosure")
}

/// The pages of a paper, one after the other.
pub fn view(paper: &str) -> web::Link {
    format!("/attachments/{paper}/view")
}
/// The small picture of a paper.
pub fn thumb(paper: &str) -> web::Link {
    format!("/attachments/{paper}/pages/thumb")
}
/// A paper as it was kept.
pub fn original(paper: &str) -> web::Link {
    format!("/attachments/{paper}/original")
}
