//! What leaves: pages, each also the JSON of a client.

mod enrol;
mod file;
mod row;

pub use enrol::{Enrol, Enrolled, taken};
pub use file::{FilePage, Stands};
pub use row::RowPage;
