#![doc = include_str!("../README.md")]

pub mod form;
pub mod keys;
pub mod look;
pub mod name;
mod refusal;
mod s3;
pub mod ticket;

pub use form::{PresignedForm, TicketRequest, Way};
pub use keys::{Digest, Tray};
pub use look::{Kind, Paper, Picture, look};
pub use refusal::Refusal;
pub use s3::{Admitted, Arrival, Inbox, Place, Scans, Shown, Waiting};
pub use ticket::{AttachmentId, TicketKey};

/// The most bytes that one file may have: 20 MiB.
pub const LARGEST: u64 = 20 * 1024 * 1024;

#[cfg(test)]
mod tests;
