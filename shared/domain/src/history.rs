//! The receipts of a matter: who did what, when. Each names the digest of the one before.

use crate::account::Role;
use crate::ids::AccountId;
use jiff::Timestamp;

/// One receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What was done, in the manual's word (提交, 通过 …).
    pub did: &'static str,
    /// The state before.
    pub from: &'static str,
    /// The state after.
    pub to: &'static str,
    /// Who did it.
    pub by: By,
    /// When, by the hall's clock.
    pub at: Timestamp,
    /// What was said with it.
    pub reason: Option<String>,
}

/// Who did something: the account, its role, and the name it bore then.
#[derive(Clone, Debug, PartialEq)]
pub struct By {
    /// The account.
    pub account: AccountId,
    /// Its role.
    pub role: Role,
    /// The name shown at that time.
    pub name: String,
}
