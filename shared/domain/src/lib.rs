#![doc = include_str!("../README.md")]

pub mod account;
pub mod application;
mod contact;
pub mod deletion;
mod file_name;
pub mod form;
pub mod history;
pub mod identity;
pub mod ids;
pub mod import;
pub mod law;
pub mod post;
pub mod registration;
pub mod standard;
pub mod text;
pub mod value;
pub mod verification;
pub mod window;
pub mod working_days;

#[cfg(test)]
mod walk;

pub use contact::{Email, PostalCode, Telephone, Website};
pub use file_name::FileName;
pub use identity::{CreditCode, IdentityNumber};
pub use text::{Line, LoginName, Password, Phone};
pub use value::{Fault, Money, Month, Quantity, Read, Setting, Value};

/// Why something outside the rules went wrong. The one error that crosses rooms.
#[derive(Debug)]
pub enum Trouble {
    /// Nothing is there, or nothing that this caller may see: the two look the same.
    Missing,
    /// Somebody else was first: what was read is no longer what is kept.
    Clash,
    /// A part of the system does not answer now; the same request may succeed later.
    Busy,
    /// Something that must hold does not hold; the source is for the log only.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Trouble::Missing => "nothing is there",
            Trouble::Clash => "somebody else was first",
            Trouble::Busy => "a part of the system does not answer",
            Trouble::Broken(_) => "something that must hold does not hold",
        })
    }
}

impl std::error::Error for Trouble {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Trouble::Broken(source) => Some(&**source),
            _ => None,
        }
    }
}

impl Trouble {
    /// A `Broken` with a sentence of ours instead of another error.
    pub fn broken(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Trouble {
        Trouble::Broken(why.into())
    }
}

/// Why a command was not obeyed. One enum for every state machine, so that one place puts it into words.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// The state does not allow it; both names are the manual's words.
    NotNow {
        /// The name of the present state.
        state: &'static str,
        /// The name of what was asked.
        asked: &'static str,
    },
    /// Not this actor's to do; looks like something unknown.
    NotYours,
    /// An officer's own unit: he keeps away from it (回避).
    Own,
    /// A rule of the matter itself forbids it.
    Against(&'static str),
    /// The same, in a sentence that names whom or what it is about.
    Because(String),
}
