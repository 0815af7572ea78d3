//! What leaves: the lists, a person's page, and the form.

mod form;
mod people;
mod shown;
mod worker;

pub use form::{Of, WorkerForm};
pub use people::{People, title};
pub use shown::Shown;
pub use worker::{Disclosed, WorkerPage};
