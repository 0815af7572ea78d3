//! 办理经过: what was done, the latest first.

use crate::cell::local;
use askama::Template;
use domain::history::Event;
use jiff::Timestamp;

/// 办理经过, to be put into any template: `{{ timeline|safe }}`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "timeline.html")]
pub struct Timeline {
    happened: Vec<Happened>,
}

#[derive(Clone, Debug)]
struct Happened {
    did: String,
    by: String,
    at: Timestamp,
    reason: Option<String>,
}

impl Timeline {
    /// From the receipts of a matter, in the order in which they were written.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Timeline {
        let timeline = Timeline::default();
        events.into_iter().fold(timeline, |timeline, event| {
            timeline.then(event.did, &event.by.name, event.at, event.reason.as_deref())
        })
    }
    /// One thing more that was done.
    pub fn then(mut self, did: &str, by: &str, at: Timestamp, reason: Option<&str>) -> Timeline {
        let reason = reason.map(str::to_owned);
        self.happened.insert(0, Happened { did: did.to_owned(), by: by.to_owned(), at, reason });
        self
    }
}
