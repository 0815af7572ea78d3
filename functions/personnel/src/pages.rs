//! What leaves: the lists, a person's page, and the form.

mod form;
mod people;
mod worker;

pub use form::{Of, WorkerForm};
pub use people::{People, title};
pub use worker::{Disclosed, WorkerPage};
