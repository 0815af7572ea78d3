//! What leaves: pages, each also the JSON of a client.

mod enrol;
mod file;
mod row;
mod unit;

pub use enrol::{Enrol, Enrolled, taken};
pub use file::{FilePage, Stands};
pub use row::RowPage;
pub use unit::Choice;
