//! What leaves: the unit's own page, the department's pages about units, and what became of each.

mod found;
mod handed;
mod one;
mod own;
mod stands;

pub use found::Units;
pub use handed::{HandedPage, HandoverPage};
pub use one::OnePage;
pub use own::UnitPage;
pub use stands::Stands;
