//! Papers: what became of each uploaded file. Written once on arrival; the first arrival wins.

mod place;

pub use place::{Place, Spot, Taken};

use crate::Store;
use crate::change::{Change, Commit, Guard};
use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter};
use domain::Trouble;
use domain::ids::AccountId;
use jiff::Timestamp;

/// The kind of the paper by which a unit is verified: the 营业执照.
pub const LICENCE: &str = "licence";

/// One uploaded file.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// The attachment's id.
    pub id: String,
    /// Whose.
    pub owner: AccountId,
    /// What it belongs to.
    pub place: Place,
    /// 材料名称, a code.
    pub kind: String,
    /// The file's name as it was, cleaned.
    pub name: String,
    /// When it arrived.
    pub at: Timestamp,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It was looked into and is kept.
    Admitted {
        /// SHA-256 of the kept bytes, in hexadecimal.
        sha256: String,
        /// The version of the kept object, where the bucket has versions.
        object: Option<String>,
        /// The kept bytes' kind: `pdf`, `jpeg` or `png`.
        form: String,
        /// Bytes.
        bytes: u64,
        /// Pages that can be shown.
        pages: u64,
    },
    /// It was not taken.
    Refused {
        /// Why, in words for the person.
        reason: String,
    },
    /// Its owner took it away; the bytes stay for what was handed in with it.
    Removed,
}

/// A paper as it was handed in: with this the very same bytes are meant, whatever is tried afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The attachment's id.
    pub paper: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The version of the object, where the bucket has versions.
    pub object: Option<String>,
}

impl Pin {
    /// The pin of a paper; none where it is not admitted.
    pub fn of(paper: &Paper) -> Option<Pin> {
        let Fate::Admitted { sha256, object, .. } = &paper.fate else { return None };
        Some(Pin { paper: paper.id.clone(), sha256: sha256.clone(), object: object.clone() })
    }
    pub(crate) fn spelled(&self) -> String {
        format!("{} {} {}", self.paper, self.sha256, self.object.as_deref().unwrap_or_default())
    }
    pub(crate) fn parse(text: &str) -> Option<Pin> {
        let mut parts = text.splitn(3, ' ').map(str::to_owned);
        let (paper, sha256, object) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Pin { paper, sha256, object: Some(object).filter(|object| !object.is_empty()) })
    }
}

impl Paper {
    fn written(&self, key: Key) -> Item {
        let item = Item::new("paper", key)
            .text("paper", &self.id)
            .text("owner", self.owner.to_string())
            .text("slot", &self.kind)
            .text("name", &self.name)
            .at("at", self.at);
        // A person's paper says nothing of its place, as those say nothing that were written before there were others.
        let item = match self.place {
            Place::Person(_) => item,
            place => item.text("place", place.spelled()),
        };
        match &self.fate {
            Fate::Admitted { sha256, object, form, bytes, pages } => item
                .text("state", "admitted")
                .text("sha256", sha256)
                .maybe("object", object.as_deref())
                .text("form", form)
                .number("bytes", *bytes)
                .number("pages", *pages),
            Fate::Refused { reason } => item.text("state", "refused").text("reason", reason),
            Fate::Removed => item.text("state", "removed"),
        }
    }

    pub(crate) fn read(raw: &Raw) -> Result<Paper, Trouble> {
        let item = View(raw);
        let fate = match item.text("state")? {
            "admitted" => Fate::Admitted {
                sha256: item.owned("sha256")?,
                object: item.maybe("object").map(str::to_owned),
                form: item.owned("form")?,
                bytes: item.number("bytes")?,
                pages: item.number("pages")?,
            },
            "refused" => Fate::Refused { reason: item.owned("reason")? },
            "removed" => Fate::Removed,
            _ => return Err(Trouble::broken("a paper has no known state")),
        };
        let owner = item.read("owner", AccountId::parse)?;
        let place = match (item.maybe("place"), item.text("slot")?) {
            (Some(_), _) => item.read("place", |text| Place::parse(owner, text))?,
            // A licence that was written before places were was the unit's.
            (None, LICENCE) => Place::Unit(owner.unit()),
            (None, _) => Place::Person(owner.person()),
        };
        Ok(Paper {
            id: item.owned("paper")?,
            owner,
            place,
            kind: item.owned("slot")?,
            name: item.owned("name")?,
            at: item.at("at")?,
            fate,
        })
    }

    /// Whether one of the files that still lie in the inbox is none of these papers: nobody has looked into it yet. One
    /// that is among them was looked into, and is about to be taken out of the inbox.
    pub fn is_one_unseen(papers: &[Paper], awaiting: &[String]) -> bool {
        awaiting.iter().any(|id| !papers.iter().any(|paper| paper.id == *id))
    }

    /// Whether it is kept and shown.
    pub fn is_admitted(&self) -> bool {
        matches!(self.fate, Fate::Admitted { .. })
    }
}

impl Store {
    /// Writes down what became of a file; a refused one becomes a to-do of its owner. `false`: another arrival was first.
    pub async fn arrive(&self, paper: &Paper) -> Result<bool, Trouble> {
        let (matter, desk) = (paper.place.matter(), paper.place.desk(paper.owner));
        let mut change = Change::default()
            .create(Guard::Head, self, paper.written(Matter::paper(&paper.id).head()))
            .put(self, paper.written(matter.paper_entry(&paper.kind, &paper.id)));
        if matches!(paper.fate, Fate::Refused { .. }) {
            change = change.put(self, paper.written(desk.paper_todo(&paper.id)));
        }
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }

    /// A paper by its id, whoever owns it.
    pub async fn paper(&self, id: &str) -> Result<Option<Paper>, Trouble> {
        self.get(&Matter::paper(id).head()).await?.as_ref().map(Paper::read).transpose()
    }
}
