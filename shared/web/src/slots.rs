//! 附件: a slot a kind of paper, with what was uploaded and the ways to upload.

use crate::chrome::Hidden;
use askama::Template;
use serde::Serialize;

/// The slots of a matter, to be put into any template outside of its form: `{{ slots|safe }}`.
/// It works without a script; `portal.js` adds progress, several files, drag and drop, and 高拍仪.
#[derive(Clone, Debug, Serialize, Template)]
#[template(path = "slots.html")]
pub struct Slots {
    /// The matter, as in the ticket.
    #[serde(rename = "for")]
    pub for_: &'static str,
    /// Which of several matters of that name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// A slot a kind.
    pub slots: Vec<Slot>,
    /// What is told before somebody chooses a file: kinds and size.
    pub told: &'static str,
    /// Whether files may be added and removed now; else they are shown to be looked at.
    pub open: bool,
    /// The id of a form that is saved before the upload page opens, where there is no script; it gets `_then` = the kind.
    pub saves: Option<&'static str>,
    /// Where that form is sent instead, as it is kept while it is not saved.
    #[serde(skip)]
    pub saves_at: Option<String>,
    /// The id of a form that a file can be named in: each admitted file gets a box that the form sends as `paper`.
    pub ticks: Option<&'static str>,
}

/// One kind of paper.
#[derive(Clone, Debug, Serialize)]
pub struct Slot {
    /// The kind's code.
    pub kind: &'static str,
    /// The kind's name.
    pub name: &'static str,
    /// Whether it is required.
    pub must: bool,
    /// What is wrong with the slot as a whole, such as a required paper that is missing.
    #[serde(skip)]
    pub complaint: Option<String>,
    /// What was uploaded.
    pub files: Vec<File>,
}

/// One file.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    /// The attachment's id.
    pub id: String,
    /// The name under which it was sent.
    pub name: String,
    /// Where it stands.
    pub state: FileState,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How many pages can be looked at.
    pub pages: u32,
    /// Whether it may be removed now.
    pub removable: bool,
    /// Whether its box is ticked, where there is one.
    #[serde(skip)]
    pub ticked: bool,
}

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    /// 核验中: nobody has looked inside yet.
    Waiting,
    /// 已核验: it was looked at and kept.
    Admitted,
    /// 未通过核验.
    Refused,
}

impl FileState {
    /// The word on the page.
    pub const fn word(self) -> &'static str {
        match self {
            FileState::Waiting => "核验中",
            FileState::Admitted => "已核验",
            FileState::Refused => "未通过核验",
        }
    }
    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            FileState::Waiting => "waiting",
            FileState::Admitted => "admitted",
            FileState::Refused => "refused",
        }
    }
}

impl Slot {
    /// The files that were taken or may still be.
    fn taken(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.state != FileState::Refused)
    }
    fn refused(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.state == FileState::Refused)
    }
    fn is_wrong(&self) -> bool {
        self.complaint.is_some() || self.refused().next().is_some()
    }
}

impl File {
    fn is_admitted(&self) -> bool {
        self.state == FileState::Admitted
    }
    /// Each file's removal is a request of its own.
    fn hidden(&self) -> Hidden {
        Hidden::new().mark(self.id.get(..16).unwrap_or_default())
    }
}

impl Slots {
    /// Where somebody without a script uploads a file of this kind.
    fn upload(&self, kind: &str) -> String {
        let of = self.of.as_deref().unwrap_or_default();
        crate::query::link("/attachments/new", &[("for", self.for_), ("of", of), ("kind", kind)])
    }
}
