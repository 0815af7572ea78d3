//! The papers of a place as pages show them: slots for people, a list for clients.

use catalog::paper::{Place, TOLD};
use domain::form::Complaint;
use serde::Serialize;
use store::paper::{Fate, Paper};
use web::{File, FileState, Slot, Slots};

/// A paper, for clients.
#[derive(Serialize)]
pub struct Attached {
    id: String,
    kind: String,
    name: String,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    pages: u32,
}

impl From<&Paper> for Attached {
    fn from(paper: &Paper) -> Attached {
        let File { id, name, state, reason, pages, .. } = file(paper, false);
        Attached { id, kind: paper.kind.clone(), name, state: state.code(), reason, pages }
    }
}

/// A slot for each kind of a place, with what lies in it; `of` is the id of a place that is one of several. A complaint
/// about a slot stands in it.
pub fn slots(place: &Place, of: Option<String>, papers: &[Paper], open: bool, complaints: &[Complaint]) -> Slots {
    let wrong = |kind: &str| complaints.iter().find(|it| it.at.strip_prefix("slot-") == Some(kind));
    let slot = |(kind, name): &(&'static str, &'static str)| Slot {
        kind,
        name,
        must: place.must.contains(kind),
        complaint: wrong(kind).map(Complaint::words),
        files: papers.iter().filter(|paper| paper.kind == *kind).map(|paper| file(paper, open)).collect(),
    };
    let slots = place.kinds.entries.iter().map(slot).collect();
    Slots { for_: place.code, of, slots, told: TOLD, open, saves: None, saves_at: None, ticks: None }
}

/// What was refused can be put away at any time.
fn file(paper: &Paper, open: bool) -> File {
    let (state, reason, pages) = match &paper.fate {
        Fate::Admitted { pages, .. } => (FileState::Admitted, None, *pages),
        Fate::Refused { reason } => (FileState::Refused, Some(reason.clone()), 0),
        Fate::Removed => (FileState::Refused, None, 0),
    };
    let pages = u32::try_from(pages).unwrap_or(u32::MAX);
    let removable = open || state == FileState::Refused;
    File { id: paper.id.clone(), name: paper.name.clone(), state, reason, pages, removable, ticked: false }
}
