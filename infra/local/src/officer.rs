//! The operator's command: makes and stops officers, in a hall that runs or in the data of one that does not.
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::hall::{self, Hall, Options};
use domain::Trouble;

use crate::{Failure, keep};

/// Sends `{"officer": {action: name}}`, with the identity number where one is given, to the function that knows accounts,
/// and returns its answer.
pub async fn command(data: &Path, action: &str, name: &str, identity: Option<&str>) -> Result<Json, Failure> {
    let mut payload = json!({ "officer": { action: name } });
    if let Some(identity) = identity {
        payload["officer"]["identity"] = json!(identity);
    }
    if let Some(at) = keep::running(data) {
        let environment = hall::environment_at(data, &at, "session")?;
        let settings = runtime::Settings::read(|name| environment.get(name).cloned())?;
        let hall = runtime::Hall::open(&settings);
        return session::command(&hall, payload).await.map_err(|trouble| worded(trouble, action, name));
    }
    let running = Hall::start(Options { data: Some(data.to_owned()), ..Options::default() }).await?;
    let hall = running.hall_of("session").ok_or("the template declares no function session")?;
    session::command(hall, payload).await.map_err(|trouble| worded(trouble, action, name))
}

/// What an operator reads where the command was not obeyed: about whom, and what to do instead.
fn worded(trouble: Trouble, action: &str, name: &str) -> Failure {
    match (trouble, action) {
        (Trouble::Clash, "add") => format!(
            "the login name {name} is taken: choose another one; an officer who needs a new password is stopped with \
             `cargo xtask officer disable {name}` and then added again, with the same identity number if any"
        )
        .into(),
        (Trouble::Clash, _) => format!("the account {name} was changed at this moment: try again").into(),
        (Trouble::Missing, _) => format!(
            "no officer has the login name {name}: look at its spelling; `cargo xtask officer add {name}` makes one"
        )
        .into(),
        (Trouble::Broken(cause), _) => format!("officer {action} {name}: {cause}").into(),
        (trouble @ Trouble::Busy, _) => trouble.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "210105190301050033";
    const ANOTHER: &str = "210105190302180024";

    async fn refused(data: &Path, action: &str, name: &str, identity: Option<&str>) -> String {
        command(data, action, name, identity).await.unwrap_err().to_string()
    }

    #[tokio::test]
    async fn an_operator_reads_whose_name_is_taken_or_unknown_and_what_to_do() {
        let data = tempfile::tempdir().unwrap();
        let made = command(data.path(), "add", "wang.officer", None).await.unwrap();
        assert!(made["note"].as_str().unwrap().contains("no identity number"), "{made}");
        let taken = refused(data.path(), "add", "wang.officer", None).await;
        assert!(taken.contains("wang.officer is taken") && taken.contains("officer disable wang.officer"), "{taken}");
        let unknown = refused(data.path(), "disable", "nobody", None).await;
        assert!(unknown.contains("login name nobody") && unknown.contains("officer add nobody"), "{unknown}");
        let shapeless = refused(data.path(), "add", "a b!", None).await;
        assert!(shapeless.contains("no login name"), "{shapeless}");
    }

    #[tokio::test]
    async fn an_identity_number_is_one_officer_s_and_opens_the_same_account_again() {
        let data = tempfile::tempdir().unwrap();
        let wrong = refused(data.path(), "add", "li", Some("210102190001010010")).await;
        assert!(wrong.contains("no identity number") && !wrong.contains("2101"), "{wrong}");
        let made = command(data.path(), "add", "li", Some(ONE)).await.unwrap();
        assert!(made.get("note").is_none(), "{made}");
        let active = refused(data.path(), "add", "li.two", Some(ONE)).await;
        assert!(active.contains("is active") && !active.contains(ONE), "{active}");
        command(data.path(), "disable", "li", None).await.unwrap();
        let again = command(data.path(), "add", "li.two", Some(ONE)).await.unwrap();
        assert_eq!(again["login_name"], "li.two");
        command(data.path(), "add", "li", None).await.expect("the old name is free again");
        command(data.path(), "disable", "li", None).await.unwrap();
        let other = refused(data.path(), "add", "li", Some(ANOTHER)).await;
        assert!(other.contains("li is taken"), "an account without a number gets none later: {other}");
    }
}
