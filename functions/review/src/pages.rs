//! What leaves: pages, each also the JSON of a client.

mod detail;
mod people;

pub use detail::{Decided, Detail, Disclosed};
pub use people::{People, title};
