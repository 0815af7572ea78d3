//! The unit's own papers in their slots.

use catalog::paper::{LICENCE, TOLD, UNIT_KINDS};
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
        let File { id, name, state, reason, pages, .. } = file(paper);
        Attached { id, kind: paper.kind.clone(), name, state: state.code(), reason, pages }
    }
}

/// A slot for each kind, with what lies in it; the unit changes them at any time.
pub fn slots(papers: &[Paper], complaints: &[Complaint]) -> Slots {
    let wrong = |kind: &str| complaints.iter().find(|it| it.at.strip_prefix("slot-") == Some(kind));
    let slot = |(kind, name): &(&'static str, &'static str)| Slot {
        kind,
        name,
        must: *kind == LICENCE.0,
        complaint: wrong(kind).map(Complaint::words),
        files: papers.iter().filter(|paper| paper.kind == *kind).map(file).collect(),
    };
    Slots { for_: "unit", slots: UNIT_KINDS.entries.iter().map(slot).collect(), told: TOLD, open: true, saves: None }
}

fn file(paper: &Paper) -> File {
    let (state, reason, pages) = match &paper.fate {
        Fate::Admitted { pages, .. } => (FileState::Admitted, None, *pages),
        Fate::Refused { reason } => (FileState::Refused, Some(reason.clone()), 0),
        Fate::Removed => (FileState::Refused, None, 0),
    };
    let pages = u32::try_from(pages).unwrap_or(u32::MAX);
    File { id: paper.id.clone(), name: paper.name.clone(), state, reason, pages, removable: true }
}
