#![doc = include_str!("../README.md")]

pub mod answer;
mod around;
pub mod assets;
pub mod body;
pub mod cell;
pub mod chrome;
pub mod claim;
pub mod download;
pub mod due;
mod excuse;
mod face;
pub mod kept;
mod layer;
pub mod lead;
pub mod list;
pub mod note;
pub mod openapi;
pub mod paper;
pub mod problem;
pub mod query;
pub mod slots;
pub mod timeline;
mod token;

pub use answer::{Again, Answer, Done, Handled, HandledWith, Link, Page};
pub use body::Body;
pub use cell::{Cell, Post, Thumb, tag};
pub use chrome::{Chrome, Hidden, Shape, Signed, own_link};
pub use claim::{Claim, Secret, end_cookie, session_cookie};
pub use due::Due;
pub use face::Face;
pub use kept::{KeptPage, SignInAgain};
pub use layer::{hall, whole_hall};
pub use lead::Lead;
pub use list::ListPart;
pub use note::Note;
pub use paper::{Action, FormPage, FormPart, Pairs, RowPart};
pub use problem::{Conflict, Problem};
pub use query::Query;
pub use slots::{File, FileState, Slot, Slots};
pub use timeline::Timeline;

#[cfg(test)]
mod tests;
