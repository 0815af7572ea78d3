#![doc = include_str!("../README.md")]

mod book;
mod cell;
mod choices;
mod gate;
mod header;
mod read;
mod refusal;
mod reject;
mod statement;
mod template;
mod write;

pub use book::{Book, Column, Table};
pub use read::{Row, Stray, Taken};
pub use refusal::Refusal;
pub use reject::Reject;
/// Why a workbook could not be written; nothing that a person can do anything about.
pub use rust_xlsxwriter::XlsxError as Unwritable;
pub use statement::Statement;
pub use write::{Head, list};

/// The most bytes that one file may have: 10 MiB.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// The most records that one file may hold.
pub const MOST_ROWS: usize = 5_000;
/// The last column of what comes back.
pub const REASON: &str = "原因";

#[cfg(test)]
mod tests;
