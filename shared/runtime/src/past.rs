//! 修改记录 of a record: its receipts, thirty at a time, and the papers that were laid there and taken out.

use crate::{Hall, history};
use catalog::paper::KINDS;
use domain::Trouble;
use store::Receipt;
use store::paper::{Paper, Place, Removed};
use web::{Link, Query, Timeline};

/// How many receipts a page reads with its matter.
const READ: usize = 30;

/// What a page asks beside its matter.
#[derive(Default)]
pub struct Past {
    removed: Vec<Removed>,
    /// The receipts before a version, where that is what was asked for.
    earlier: Option<Vec<Receipt>>,
}

impl Past {
    /// Of a place; with `?history=N` what happened before the N-th change.
    pub async fn of(hall: &Hall, place: Place, query: &Query) -> Result<Past, Trouble> {
        let before = query.get("history").and_then(|version| version.parse().ok());
        let earlier = async {
            match before {
                Some(version) => hall.store.earlier(place, version).await.map(Some),
                None => Ok(None),
            }
        };
        let (removed, earlier) = tokio::try_join!(hall.store.removed_from(place), earlier)?;
        Ok(Past { removed, earlier })
    }

    /// The receipts that the page tells: those that were read with the matter, or the earlier ones; with the way to those
    /// before them, by the page's own address, or back.
    pub fn told(&self, receipts: &[Receipt], at: &str, now: Timeline) -> Timeline {
        let (shown, timeline) = match &self.earlier {
            Some(earlier) => (earlier.as_slice(), history(earlier.iter())),
            None => (receipts, now),
        };
        let oldest = shown.last().filter(|oldest| shown.len() >= READ && oldest.version > 1);
        match (oldest, &self.earlier) {
            (Some(oldest), _) => timeline.leads_to(before(at, oldest.version), "更早的记录"),
            (None, Some(_)) => timeline.leads_to(at.to_owned(), "返回最近的记录"),
            (None, None) => timeline,
        }
    }

    /// What became of the papers; `who` is the place's owner, who laid them there. What was taken out is told by its kind
    /// alone: who looks for the file finds none.
    pub fn papers(&self, papers: &[Paper], who: &str) -> Timeline {
        let kind = |kind: &str| KINDS.name_of(kind).unwrap_or_default().to_owned();
        let lies = |it: &Paper| (it.at, "上传", who.to_owned(), format!("{}：{}", kind(&it.kind), it.name));
        let gone = |it: &Removed| {
            let came = (it.arrived, "上传", who.to_owned(), kind(&it.kind));
            [came, (it.at, "移除", it.by.clone(), kind(&it.kind))]
        };
        let mut all: Vec<_> = papers.iter().map(lies).chain(self.removed.iter().flat_map(gone)).collect();
        all.sort_by_key(|(at, ..)| *at);
        let told =
            |line: Timeline, (at, did, by, what): (_, &str, String, String)| line.then(did, &by, at, Some(&what));
        all.into_iter().fold(Timeline::default().titled("附件记录"), told)
    }
}

fn before(at: &str, version: u64) -> Link {
    web::query::link(at, &[("history", &version.to_string())])
}
