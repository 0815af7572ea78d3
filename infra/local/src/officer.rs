//! The operator's command: makes and stops officers, in a hall that runs or in the data of one that does not.
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::hall::{self, Hall, Options};
use domain::Trouble;

use crate::{Failure, keep};

/// Sends `{"officer": {action: name}}` to the function that knows accounts, and returns its answer.
pub async fn command(data: &Path, action: &str, name: &str) -> Result<Json, Failure> {
    let payload = json!({ "officer": { action: name } });
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
             `cargo xtask officer disable {name}` and then added again"
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

    #[tokio::test]
    async fn an_operator_reads_whose_name_is_taken_or_unknown_and_what_to_do() {
        let data = tempfile::tempdir().unwrap();
        command(data.path(), "add", "wang.officer").await.unwrap();
        let taken = command(data.path(), "add", "wang.officer").await.unwrap_err().to_string();
        assert!(taken.contains("wang.officer is taken") && taken.contains("officer disable wang.officer"), "{taken}");
        let unknown = command(data.path(), "disable", "nobody").await.unwrap_err().to_string();
        assert!(unknown.contains("login name nobody") && unknown.contains("officer add nobody"), "{unknown}");
        let shapeless = command(data.path(), "add", "a b!").await.unwrap_err().to_string();
        assert!(shapeless.contains("no login name"), "{shapeless}");
    }
}
