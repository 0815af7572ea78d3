//! Every address that this function owns, and those of the scans that it shows.

use catalog::book::Book;
use domain::ids::{RecordId, UnitId};
use web::Link;

/// 基本信息.
pub const UNIT: &str = "/unit";
/// 修改信息.
pub const EDIT: &str = "/unit?edit=1";
/// 人员管理 · 法定代表人.
pub const LEGAL: &str = "/people?post=legal";
/// 提交核实.
pub const VERIFICATION: &str = "/unit/verification";
/// 知道了.
pub const ACKNOWLEDGEMENT: &str = "/unit/verification/acknowledgement";
/// 单位核实.
pub const UNITS: &str = "/units";
/// What waits to be verified, at the department's desk.
pub const WAITING: &str = "/cases?sort=unit";

/// A unit as the department sees it.
pub fn unit(id: UnitId) -> Link {
    format!("{UNITS}/{id}")
}
/// 核实通过, 退回.
pub fn verification(id: UnitId) -> Link {
    format!("{UNITS}/{id}/verification")
}
/// 移交.
pub fn handover(id: UnitId) -> Link {
    format!("{UNITS}/{id}/handover")
}

/// The pages of a paper, one after the other.
pub fn view(paper: &str) -> Link {
    format!("/attachments/{paper}/view")
}
/// The small picture of a paper.
pub fn thumb(paper: &str) -> Link {
    format!("/attachments/{paper}/pages/thumb")
}
/// A paper as it was kept.
pub fn original(paper: &str) -> Link {
    format!("/attachments/{paper}/original")
}

/// A book.
pub fn records(book: &Book) -> Link {
    format!("/records/{}", book.code())
}
/// 新增记录.
pub fn new(book: &Book) -> Link {
    format!("/records/{}/new", book.code())
}
/// 下载清单.
pub fn sheet(book: &Book) -> Link {
    format!("/records/{}/sheet", book.code())
}
/// Excel 导入.
pub fn import(book: &Book) -> Option<Link> {
    catalog::imports::of_book(book).map(|kind| web::query::link("/imports/new", &[("of", kind.code)]))
}
/// 模板下载.
pub fn template(book: &Book) -> Link {
    format!("/records/{}/template", book.code())
}
/// A record.
pub fn record(book: &Book, id: RecordId) -> Link {
    format!("/records/{}/{id}", book.code())
}
/// 修改信息 of a record; that of an only one is the book's own address.
pub fn record_edit(book: &Book, id: RecordId) -> Link {
    if book.is_many() { format!("{}/edit", record(book, id)) } else { format!("{}?edit=1", records(book)) }
}
/// 删除 of a record.
pub fn record_removal(book: &Book, id: RecordId) -> Link {
    format!("{}/removal", record(book, id))
}
