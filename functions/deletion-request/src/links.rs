//! Every address that this function owns.

use domain::account::Role;
use domain::ids::DeletionId;
use web::Link;

/// 人员删除申请.
pub const REQUESTS: &str = "/deletion-requests";
/// The list as a spreadsheet.
const SHEET: &str = "/deletion-requests/sheet";
/// 新增删除申请.
pub const NEW: &str = "/deletion-requests/new";

/// The list, as it is narrowed, as a spreadsheet.
pub fn sheet(q: &str) -> Link {
    web::query::link(SHEET, &[("q", q)])
}
/// The next page of the list.
pub fn page(q: &str, after: &str) -> Link {
    web::query::link(REQUESTS, &[("q", q), ("after", after)])
}
/// 更换人员 of a draft.
pub fn another(id: DeletionId) -> Link {
    web::query::link(NEW, &[("for", &id.to_string())])
}
/// One request.
pub fn request(id: DeletionId) -> Link {
    format!("{REQUESTS}/{id}")
}
/// One request with the form of another row of 02.
pub fn more_feedback(id: DeletionId) -> Link {
    format!("{REQUESTS}/{id}?add=feedback#feedback")
}
/// The rows of 02.
pub fn feedback(id: DeletionId) -> Link {
    format!("{REQUESTS}/{id}/feedback")
}
/// A row that goes.
pub fn unsaid(id: DeletionId, row: usize) -> Link {
    format!("{REQUESTS}/{id}/feedback/{row}/removal")
}
/// The rows of 03.
pub fn replacements(id: DeletionId) -> Link {
    format!("{REQUESTS}/{id}/replacements")
}
/// 保存并关闭.
pub fn submission(id: DeletionId) -> Link {
    format!("{REQUESTS}/{id}/submission")
}
/// 放弃, 知道了.
pub fn removal(id: DeletionId) -> Link {
    format!("{REQUESTS}/{id}/removal")
}
/// A paper, to be looked at.
pub fn view(paper: &str) -> Link {
    format!("/attachments/{paper}/view")
}
/// The officer's answer.
pub fn decisions(id: DeletionId) -> Link {
    format!("{REQUESTS}/{id}/decisions")
}
/// An application concerned: an officer's is a case.
pub fn application(role: Role, id: &str) -> Link {
    let shelf = if role == Role::Officer { "/cases" } else { "/applications" };
    format!("{shelf}/{id}")
}
