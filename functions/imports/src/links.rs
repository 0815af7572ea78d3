//! Every address that this function owns.

use web::Link;

/// The list.
pub const IMPORTS: &str = "/imports";

/// The next page of the list.
pub fn page(after: &str) -> Link {
    web::query::link(IMPORTS, &[("after", after)])
}
/// The page on which a file is chosen.
pub fn new(of: &str) -> Link {
    web::query::link("/imports/new", &[("of", of)])
}
/// The template to be filled in.
pub fn template(of: &str) -> Link {
    web::query::link("/imports/template", &[("of", of)])
}
/// One import.
pub fn import(id: impl std::fmt::Display) -> Link {
    format!("{IMPORTS}/{id}")
}
/// The page of a file that has just been sent: what it holds travels along, for the way back.
pub fn awaited(id: impl std::fmt::Display, of: &str) -> Link {
    web::query::link(&import(id), &[("of", of)])
}
/// A page of its rows.
pub fn rows(id: &str, shelf: &str, page: u64) -> Link {
    web::query::link(&import(id), &[("shelf", shelf), ("page", &page.to_string())])
}
/// 确认录入.
pub fn acceptance(id: &str) -> Link {
    format!("{}/acceptance", import(id))
}
/// 放弃导入.
pub fn removal(id: &str) -> Link {
    format!("{}/removal", import(id))
}
/// The rows that are not taken, as a file.
pub fn rejects(id: &str) -> Link {
    format!("{}/rejects", import(id))
}
