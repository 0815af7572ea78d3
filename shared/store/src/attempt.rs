//! An attempt to sign in: what is known of the name and of the address before a password is compared, and what is counted
//! when it was wrong. A right one counts nothing: a whole office may sit behind one address.

use crate::Store;
use crate::account::Account;
use crate::item::{Item, Raw, View};
use crate::keys::{self, Key};
use crate::table::side_by_side;
use domain::ids::AccountId;
use domain::{LoginName, Trouble, Value};
use jiff::{SignedDuration, Timestamp};

/// Seconds in which the wrong passwords of one address are counted together.
const MINUTE: i64 = 60;
/// Seconds in which the wrong passwords of one name are counted together, wherever they come from.
const HOUR: i64 = 3600;
/// How long an address stays known to an account that was signed in to from there.
const KNOWN: SignedDuration = SignedDuration::from_hours(14 * 24);

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
    /// Wrong passwords for this name in this hour, from wherever.
    pub for_name: u64,
    /// Seconds until they are counted anew.
    pub hour_left: u32,
    /// Whether somebody signed in to this account from this address lately, so that no stranger's tries concern them.
    pub is_known: bool,
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

    /// By which the tries of an account's present password are counted, inside its sessions and from wherever.
    pub fn tries_within(&self, account: AccountId) -> String {
        self.seal.digest("tries-within", &account.to_string())
    }

    /// The account of the name, how often the address and the name were wrong, and whether the one is known to the other.
    /// One call for all, and the same for a name that is nobody's.
    pub async fn sight(&self, attempt: &Attempt, now: Timestamp) -> Result<Sighted, Trouble> {
        let credential = keys::credential(&self.seal.digest("login", &attempt.name));
        let address = self.counter("sign-in", &attempt.address, MINUTE, now);
        let name = self.counter("sign-in-name", &attempt.name, HOUR, now);
        let known = self.known_key(attempt);
        let (hall, sessions) = (&*self.hall, &*self.sessions);
        let wanted = [(hall, &credential), (sessions, &address), (sessions, &name), (sessions, &known)];
        let found = self.fetch(&wanted).await?;
        let [credential, address, name, known] = found.as_slice() else {
            return Err(Trouble::broken("an answer of another size"));
        };
        let account = credential.as_ref().filter(|_| attempt.leads).map(Account::read).transpose()?;
        let count = |counter: &Option<Raw>| counter.as_ref().map_or(Ok(0), |it| View(it).number("count"));
        let is_known = match (&account, known) {
            (Some(account), Some(known)) => is_of(View(known), account, now)?,
            _ => false,
        };
        let (from_address, for_name) = (count(address)?, count(name)?);
        let (minute_left, hour_left) = (left(MINUTE, now), left(HOUR, now));
        Ok(Sighted { account, from_address, minute_left, for_name, hour_left, is_known })
    }

    /// Counts a wrong password, of the address and of the name. It is counted after it was compared: as many as are compared at one time may be more than
    /// the limit, and the function's own concurrency bounds those.
    pub async fn count_wrong(&self, attempt: &Attempt, now: Timestamp) -> Result<(), Trouble> {
        let address = self.count("sign-in", &attempt.address, MINUTE, now);
        let name = self.count("sign-in-name", &attempt.name, HOUR, now);
        side_by_side([address, name].into_iter()).await.into_iter().try_for_each(|counted| counted.map(drop))
    }

    fn known_key(&self, attempt: &Attempt) -> Key {
        keys::known(&self.seal.digest("known", &format!("{}\n{}", attempt.name, attempt.address)))
    }

    /// That an account was signed in to with this attempt.
    pub(crate) fn known_from(&self, attempt: &Attempt, account: &Account, now: Timestamp) -> Item {
        let expires = (now + KNOWN).as_second().max(0).unsigned_abs();
        Item::new("known", self.known_key(attempt)).text("account", account.id.to_string()).number("expires", expires)
    }
}

/// Whether an address is known to this account still: the name may have become another's, and an item that should be gone
/// may stay two days longer.
fn is_of(known: View<'_>, account: &Account, now: Timestamp) -> Result<bool, Trouble> {
    let is_theirs = known.read("account", AccountId::parse)? == account.id;
    Ok(is_theirs && known.number("expires")? > now.as_second().max(0).unsigned_abs())
}

/// Seconds until the next stretch begins.
fn left(stretch: i64, now: Timestamp) -> u32 {
    u32::try_from(stretch - now.as_second().rem_euclid(stretch)).unwrap_or(u32::MAX)
}
