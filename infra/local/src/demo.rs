//! Demo data: accounts in every state, all of them made up.

mod cast;
mod filled;
mod paper;

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::{Failure, hall::Running};

/// Where the accounts are noted, so that every start can print them.
const NOTE: &str = "demo.json";
/// Lies there while a hall is being filled; data that was left with it is half filled and worth nothing.
const FILLING: &str = "filling.json";

/// An account that a newcomer can sign in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// Whose account it is: `enterprise`, `person` or `officer`.
    pub role: String,
    /// What to type as login name.
    pub login: String,
    /// What to type as password.
    pub password: String,
    /// Where the account stands, in one word.
    pub state: String,
}

/// Fills a fresh hall and remembers the accounts; a hall that has been filled before keeps what it has.
pub async fn accounts(hall: &Running) -> Result<Vec<DemoAccount>, Failure> {
    if let Some(noted) = hall.noted(NOTE) {
        return Ok(noted.as_array().into_iter().flatten().filter_map(recall).collect());
    }
    if !hall.is_fresh() {
        return Ok(Vec::new());
    }
    hall.note(FILLING, &Json::Null)?;
    let accounts = fill(hall).await?;
    hall.note(NOTE, &accounts.iter().map(note).collect())?;
    hall.forget(FILLING)?;
    Ok(accounts)
}

/// Whether `data` was left by a hall that was killed while it was being filled; nobody has worked in it yet.
pub fn is_half_filled(data: &Path) -> bool {
    data.join(FILLING).exists()
}

/// Fills a fresh hall.
pub async fn fill(hall: &Running) -> Result<Vec<DemoAccount>, Failure> {
    cast::enter(hall).await
}

fn note(account: &DemoAccount) -> Json {
    json!({ "role": account.role, "login": account.login, "password": account.password, "state": account.state })
}

fn recall(json: &Json) -> Option<DemoAccount> {
    let field = |name: &str| json[name].as_str().map(str::to_owned);
    Some(DemoAccount {
        role: field("role")?,
        login: field("login")?,
        password: field("password")?,
        state: field("state")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noted_account_is_recalled() {
        let word = || "x".to_owned();
        let account = DemoAccount { role: word(), login: word(), password: word(), state: word() };
        assert_eq!(recall(&note(&account)), Some(account));
        assert_eq!(recall(&json!({ "role": "person" })), None);
    }
}
