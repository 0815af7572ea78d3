#![doc = include_str!("../README.md")]

pub mod account;
pub mod application;
pub mod attempt;
mod change;
pub mod deletion;
pub mod desk;
pub mod draft;
mod expression;
pub mod find;
pub mod import;
mod item;
mod keys;
pub mod list;
pub mod material;
pub mod notice;
pub mod paper;
pub mod person;
pub mod qualification;
#[cfg(test)]
mod races;
mod receipt;
pub mod record;
pub mod recusal;
pub mod review;
#[cfg(test)]
mod rig;
#[cfg(test)]
mod rush;
pub mod seal;
pub mod secret;
pub mod session;
mod table;
pub mod todo;
pub mod tries;
pub mod unit;
pub mod uses;
pub mod worker;

pub use receipt::{Asked, Receipt};
pub use table::Page;

use aws_sdk_dynamodb::Client;
use std::sync::Arc;

/// The two tables and the keys to what is sealed in them.
#[derive(Clone)]
pub struct Store {
    pub(crate) client: Client,
    pub(crate) hall: Arc<str>,
    pub(crate) sessions: Arc<str>,
    pub(crate) seal: Arc<seal::Seal>,
}

impl Store {
    /// The tables `hall` and `sessions`, read and written with this client.
    pub fn new(client: Client, hall: &str, sessions: &str, seal: seal::Seal) -> Store {
        Store { client, hall: hall.into(), sessions: sessions.into(), seal: Arc::new(seal) }
    }
}

/// How a change that several may attempt ended.
#[derive(Debug)]
pub enum Ended<T> {
    /// It was done now, or the same request had done it before: the first answer.
    Done(T),
    /// The same request key came with other content.
    Other,
    /// Somebody else changed the thing first: what is kept now, and the receipt of who and when, where it is known.
    Overtaken(T, Option<Receipt>),
    /// The actor's account was revoked meanwhile.
    Revoked,
    /// A rule of the matter forbids it.
    Refused(domain::Refused),
}
