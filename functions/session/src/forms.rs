//! What arrives: forms read into what the store is asked to do.

use catalog::account::{DISPLAY_NAME, LOGIN_NAME, NEW_PASSWORD};
use domain::Value;
use domain::form::Record;
use jiff::Timestamp;
use store::account::Account;

/// The account as its owner wants it. A new password ends every session; it is hashed by the caller.
pub fn corrected(before: &Account, wanted: &Record, hash: Option<String>) -> Account {
    let mut next = before.clone();
    if let Some(name) = wanted.get(DISPLAY_NAME) {
        next.name = name.canon();
    }
    if let Some(login) = wanted.get(LOGIN_NAME) {
        next.login = login;
    }
    match hash {
        Some(hash) => next.with_password(hash),
        None => next,
    }
}

/// The new password, as typed.
pub fn new_password(wanted: &Record) -> Option<String> {
    wanted.get(NEW_PASSWORD).map(|password| password.canon())
}

/// The account with a one-time password: every session ends, and the password must be changed at once.
pub fn one_time(before: &Account, hash: String, now: Timestamp) -> Account {
    before.clone().with_one_time(hash, now)
}
