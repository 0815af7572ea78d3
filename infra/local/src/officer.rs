//! The operator's command: makes and stops officers, in a hall that runs or in the data of one that does not.
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::hall::{self, Hall, Options};
use crate::{Failure, keep};

/// Sends `{"officer": {action: name}}` to the function that knows accounts, and returns its answer.
pub async fn command(data: &Path, action: &str, name: &str) -> Result<Json, Failure> {
    let payload = json!({ "officer": { action: name } });
    if let Some(at) = keep::running(data) {
        let environment = hall::environment_at(data, &at, "session")?;
        let settings = runtime::Settings::read(|name| environment.get(name).cloned())?;
        let hall = runtime::Hall::open(&settings);
        return Ok(session::command(&hall, payload).await?);
    }
    let running = Hall::start(Options { data: Some(data.to_owned()), ..Options::default() }).await?;
    let hall = running.hall_of("session").ok_or("the template declares no function session")?;
    Ok(session::command(hall, payload).await?)
}
