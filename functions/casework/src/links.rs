//! Every address that this function owns, and that of the other kind of case.

use domain::ids::ApplicationId;
use store::desk::Sort;
use web::Link;

/// 受理审批.
pub const CASES: &str = "/cases";
/// What `mine` says of the officer's own.
pub const MINE: &str = "1";

/// The desk, as far as it is asked for; `after` is a place in it.
pub fn queue(sort: Option<Sort>, mine: bool, q: &str, after: &str) -> Link {
    web::query::link(CASES, &[("sort", code(sort)), ("mine", own(mine)), ("q", q), ("after", after)])
}
/// All of that as a spreadsheet.
pub fn sheet(sort: Option<Sort>, mine: bool, q: &str) -> Link {
    web::download::sheet_of(CASES, &[("sort", code(sort)), ("mine", own(mine)), ("q", q)])
}
/// What an address says of a kind; nothing of all.
pub fn code(sort: Option<Sort>) -> &'static str {
    sort.map_or("", Sort::code)
}
/// What an address says of the officer's own; nothing of all.
pub const fn own(mine: bool) -> &'static str {
    if mine { MINE } else { "" }
}
/// A case, by what kind it is.
pub fn matter(sort: Sort, id: &str) -> Link {
    match sort {
        Sort::Application => format!("{CASES}/{id}"),
        Sort::Deletion => format!("/deletion-requests/{id}"),
        Sort::Unit => format!("/units/{id}"),
    }
}
/// An application.
pub fn case(id: ApplicationId) -> Link {
    format!("{CASES}/{id}")
}
/// 领取.
pub fn taking(id: ApplicationId) -> Link {
    format!("{CASES}/{id}/taking")
}
/// 退回待领取.
pub fn returning(id: ApplicationId) -> Link {
    format!("{CASES}/{id}/return")
}
/// 改派给我.
pub fn reassignment(id: ApplicationId) -> Link {
    format!("{CASES}/{id}/reassignment")
}
/// 受理.
pub fn acceptance(id: ApplicationId) -> Link {
    format!("{CASES}/{id}/acceptance")
}
/// 补正告知.
pub fn corrections(id: ApplicationId) -> Link {
    format!("{CASES}/{id}/corrections")
}
/// 准予许可, 不予许可.
pub fn decisions(id: ApplicationId) -> Link {
    format!("{CASES}/{id}/decisions")
}
