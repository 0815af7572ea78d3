//! What leaves: pages, each also the JSON of a client.

mod list;
mod one;
mod rows;
mod upload;

pub use list::Imports;
pub use one::ImportPage;
pub use rows::Rows;
pub use upload::{Choose, Ticket};

/// The title of the list.
pub const TITLE: &str = "Excel 导入";
