//! What leaves: matters, guides, the list of applications, one application.

mod list;
pub mod matters;
mod one;
pub mod qualifications;

pub use list::Applications;
pub use matters::{Guide, Matters};
pub use one::{ApplicationPage, Seen, Sought, Stands, Stated};
