//! What leaves: the lists, a person's page, and the form.

mod people;
mod worker;

pub use people::{People, title};
pub use worker::{WorkerForm, WorkerPage};
