//! The code behind every declared function, and the only place that knows their names.
use std::future::Future;
use std::pin::Pin;

use axum::Router;
use domain::Trouble;
use runtime::Hall;
use serde_json::Value as Json;

/// What a function is made of.
#[derive(Clone, Copy)]
pub enum Code {
    /// It answers requests.
    Pages(fn(Hall) -> Router),
    /// It hears events.
    Events(fn(Hall, Json) -> Heard),
}

/// What becomes of an event.
pub type Heard = Pin<Box<dyn Future<Output = Result<(), Trouble>> + Send>>;

/// The code of the function `name`; `None` when there is none, and then the template must not name it.
pub fn code(name: &str) -> Option<Code> {
    Some(match name {
        "attachment-upload" => Code::Pages(attachment_upload::router),
        "registration" => Code::Pages(registration::router),
        "session" => Code::Pages(session::router),
        "home" => Code::Pages(home::router),
        "review" => Code::Pages(review::router),
        "unit" => Code::Pages(unit::router),
        "drafts" => Code::Pages(drafts::router),
        "personnel" => Code::Pages(personnel::router),
        "deletion-request" => Code::Pages(deletion_request::router),
        "application" => Code::Pages(application::router),
        "casework" => Code::Pages(casework::router),
        "scan-intake" => Code::Events(|hall, event| Box::pin(async move { scan_intake::handle(&hall, event).await })),
        _ => return None,
    })
}
