//! What leaves: the desk, a case, and what became of an answer.

mod case;
mod persons;
mod queue;

pub use case::{Answered, CasePage, Said, Shown};
pub use queue::{Asked, Queue};
