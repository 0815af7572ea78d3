//! An attempt to sign in: what is known of the name and of the address before a password is compared, and what is counted
//! when it was wrong. A right one counts nothing: a whole office may sit behind one address.

use crate::Store;
use crate::account::Account;
use crate::item::View;
use crate::keys;
use domain::{LoginName, Trouble, Value};
use jiff::Timestamp;

/// Seconds in which the wrong passwords of one address are counted together.
const MINUTE: i64 = 60;

/// A name that somebody signs in with, and the address that they come from.
pub struct Attempt {
    /// Whether the name could be somebody's.
    leads: bool,
    name: String,
    address: String,
}

/// What is known before the password is compared.
pub struct Sighted {
    /// The account that the name leads to.
    pub account: Option<Account>,
    /// Wrong passwords from this address in this minute.
    pub from_address: u64,
    /// Seconds until they are counted anew.
    pub minute_left: u32,
}

impl Attempt {
    /// Of a name as it was typed. What is no login name leads nowhere, but is looked up and counted as if it were one.
    pub fn new(typed: &str, address: &str) -> Attempt {
        let login = LoginName::parse(typed).ok();
        let name = login.as_ref().map_or_else(|| typed.to_owned(), LoginName::folded);
        Attempt { leads: login.is_some(), name, address: address.to_owned() }
    }
}

impl Store {
    /// By which the tries of a name from an address are counted; neither can be told from it.
    pub fn tries_of(&self, attempt: &Attempt) -> String {
        self.seal.digest("tries", &format!("{}\n{}", attempt.name, attempt.address))
    }

    /// The account of the name, and how often the address was wrong. One call for both.
    pub async fn sight(&self, attempt: &Attempt, now: Timestamp) -> Result<Sighted, Trouble> {
        let credential = keys::credential(&self.seal.digest("login", &attempt.name));
        let address = self.counter("sign-in", &attempt.address, MINUTE, now);
        let found = self.fetch(&[(&self.hall, &credential), (&self.sessions, &address)]).await?;
        let [credential, address] = found.as_slice() else { return Err(Trouble::broken("an answer of another size")) };
        let account = credential.as_ref().filter(|_| attempt.leads).map(Account::read).transpose()?;
        let from_address = address.as_ref().map_or(Ok(0), |count| View(count).number("count"))?;
        Ok(Sighted { account, from_address, minute_left: left(MINUTE, now) })
    }

    /// Counts a wrong password. It is counted after it was compared: as many as are compared at one time may be more than
    /// the limit, and the function's own concurrency bounds those.
    pub async fn count_wrong(&self, attempt: &Attempt, now: Timestamp) -> Result<(), Trouble> {
        self.count("sign-in", &attempt.address, MINUTE, now).await.map(drop)
    }
}

/// Seconds until the next stretch begins.
fn left(stretch: i64, now: Timestamp) -> u32 {
    u32::try_from(stretch - now.as_second().rem_euclid(stretch)).unwrap_or(u32::MAX)
}
