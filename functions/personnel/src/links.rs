//! Every address that this function owns, that of a registered person's file, and those of 人员删除申请.

use domain::ids::{DeletionId, WorkerId};
use store::worker::{Line, Source};
use web::Link;

/// 非注册人员.
pub const PEOPLE: &str = "/people";
/// 新增人员.
pub const NEW: &str = "/people/new";
/// The list as a spreadsheet.
pub const SHEET: &str = "/people/sheet";
/// 导入非注册人员.
pub const IMPORT: &str = "/imports/new?of=people";

/// 新增删除申请.
pub const LEAVING: &str = "/deletion-requests/new";

/// A 人员删除申请.
pub fn request(id: DeletionId) -> Link {
    format!("/deletion-requests/{id}")
}
/// A list.
pub fn shelf(source: Source) -> Link {
    web::query::link(PEOPLE, &[("source", code(source))])
}
/// The next page of a list.
pub fn page(source: Source, q: &str, after: &str) -> Link {
    web::query::link(PEOPLE, &[("source", code(source)), ("q", q), ("after", after)])
}
/// A list as a spreadsheet.
pub fn sheet(source: Source) -> Link {
    web::query::link(SHEET, &[("source", code(source))])
}
/// What an address says of a list; nothing of the first.
pub const fn code(source: Source) -> &'static str {
    match source {
        Source::Member => "",
        Source::Registered => source.code(),
    }
}
/// A person's page; a registered one keeps the file, which the unit sees where it reviews.
pub fn person(line: &Line) -> Link {
    match line.source {
        Source::Member => worker(line.id),
        Source::Registered => format!("/reviews/{}", line.id),
    }
}
/// A person's page.
pub fn worker(id: WorkerId) -> Link {
    format!("{PEOPLE}/{id}")
}
/// Its form.
pub fn edit(id: WorkerId) -> Link {
    format!("{PEOPLE}/{id}/edit")
}
