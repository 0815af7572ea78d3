//! 办理经过: what was done, the latest first.

use crate::Link;
use crate::cell::local;
use askama::Template;
use domain::history::Event;
use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// 办理经过, to be put into any template: `{{ timeline|safe }}`. To a client it is the list of what was done.
#[derive(Clone, Debug, Default, Serialize, Template)]
#[serde(transparent)]
#[template(path = "timeline.html")]
pub struct Timeline {
    happened: Vec<Happened>,
    #[serde(skip)]
    folded: Option<&'static str>,
    #[serde(skip)]
    title: Option<&'static str>,
    #[serde(skip)]
    more: Option<(Link, &'static str)>,
}

#[derive(Clone, Debug, Serialize)]
struct Happened {
    did: String,
    by: String,
    #[serde(serialize_with = "spelled")]
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

fn spelled<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(at)
}

impl Timeline {
    /// From the receipts of a matter, in the order in which they were written.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Timeline {
        let timeline = Timeline::default();
        events.into_iter().fold(timeline, |timeline, event| {
            timeline.then(event.did, &event.by.name, event.at, event.reason.as_deref())
        })
    }
    /// Another heading than 办理经过.
    pub fn titled(mut self, title: &'static str) -> Timeline {
        self.title = Some(title);
        self
    }
    /// The way to what happened before, or back from there.
    pub fn leads_to(mut self, to: Link, words: &'static str) -> Timeline {
        self.more = Some((to, words));
        self
    }
    /// Of what was done so several times in a row, the page tells only the last time.
    pub fn folds(mut self, did: &'static str) -> Timeline {
        self.folded = Some(did);
        self
    }
    fn told(&self) -> impl Iterator<Item = &Happened> {
        let folded = |it: &Happened| self.folded == Some(it.did.as_str());
        let later = |n: usize| n.checked_sub(1).map(|n| &self.happened[n]);
        let told = self.happened.iter().enumerate();
        told.filter(move |(n, it)| !(folded(it) && later(*n).is_some_and(folded))).map(|(_, it)| it)
    }
    /// One thing more that was done.
    pub fn then(mut self, did: &str, by: &str, at: Timestamp, reason: Option<&str>) -> Timeline {
        let reason = reason.map(str::to_owned);
        self.happened.insert(0, Happened { did: did.to_owned(), by: by.to_owned(), at, reason });
        self
    }
}
