//! What leaves: the list, the picker, a request with its comparison.

mod compared;
mod detail;
mod list;
mod picker;
mod replacing;
mod said;

pub use compared::is_met;
pub use detail::{Detail, Filling};
pub use list::Requests;
pub use picker::Picker;

use askama::Template;
use serde::Serialize;
use store::deletion::Head;
use web::Page;

/// How a request stands after a change.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">{{ number }}：{{ state_name }}</p>"#, ext = "html")]
pub struct Stands {
    id: String,
    number: String,
    state: &'static str,
    state_name: &'static str,
    version: u64,
}

impl From<&Head> for Stands {
    fn from(head: &Head) -> Stands {
        Stands {
            id: head.id.to_string(),
            number: head.number.clone(),
            state: head.code(),
            state_name: head.state.word(),
            version: head.version,
        }
    }
}

impl Page for Stands {
    fn title(&self) -> String {
        TITLE.to_owned()
    }
}

/// The manual's word for all of it.
pub const TITLE: &str = "人员删除申请";
