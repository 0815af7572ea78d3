//! Papers: what became of each uploaded file. Written once on arrival; the first arrival wins.
//! A scan that was admitted has its row in 我的材料 (`material`), written in the same change.

mod place;
mod removed;

pub use place::{Place, Spot, Taken};
pub use removed::Removed;

use crate::Store;
use crate::change::{Change, Commit, Guard};
use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter};
use crate::material::{MaterialId, Row};
use domain::Trouble;
use domain::ids::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;

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
    /// Its row in 我的材料; none of what was refused, nor of what arrived before there were rows.
    pub listed: Option<Listed>,
}

/// Where 我的材料 shows a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The paper that brought the scan, by which its row is named.
    pub first: String,
    /// 有效期至, as the paper's slot says it; a paper that was read by its own id does not say it.
    pub until: Option<Date>,
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

impl Fate {
    pub(crate) fn fill(&self, item: Item) -> Item {
        match self {
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

    pub(crate) fn read(item: View<'_>) -> Result<Fate, Trouble> {
        Ok(match item.text("state")? {
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
        })
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
        let item = item.maybe("material", self.listed.as_ref().map(|listed| listed.first.as_str()));
        self.fate.fill(item)
    }

    /// The paper in its slot.
    pub(crate) fn entry(&self) -> Item {
        let item = self.written(self.place.matter().paper_entry(&self.kind, &self.id));
        let until = self.listed.as_ref().and_then(|listed| listed.until);
        item.maybe("until", until.map(|day| day.to_string()).as_deref())
    }

    /// The paper by its own id.
    pub(crate) fn head(&self) -> Item {
        self.written(Matter::paper(&self.id).head())
    }

    /// Its row in 我的材料, where it has one.
    pub fn material(&self) -> Option<MaterialId> {
        MaterialId::of(&self.kind, &self.listed.as_ref()?.first)
    }

    pub(crate) fn read(raw: &Raw) -> Result<Paper, Trouble> {
        let item = View(raw);
        let until = item.maybe("until").map(|_| item.read("until", |text| text.parse().ok())).transpose()?;
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
            fate: Fate::read(item)?,
            listed: item.maybe("material").map(|first| Listed { first: first.to_owned(), until }),
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
    /// Writes down what became of a file; one that is kept has its row in 我的材料, a refused one becomes a to-do of its
    /// owner. `false`: another arrival was first.
    pub async fn arrive(&self, paper: &Paper) -> Result<bool, Trouble> {
        let lies = |paper: &Paper| Change::default().create(Guard::Head, self, paper.head()).put(self, paper.entry());
        let commit = match paper.fate {
            Fate::Admitted { .. } => self.lay(paper, Row::New { until: None }, lies).await?.0,
            Fate::Refused { .. } => {
                let todo = paper.place.desk(paper.owner).paper_todo(&paper.id);
                self.commit(lies(paper).put(self, paper.written(todo))).await?
            }
            Fate::Removed => self.commit(lies(paper)).await?,
        };
        Ok(matches!(commit, Commit::Done))
    }

    /// A paper by its id, whoever owns it.
    pub async fn paper(&self, id: &str) -> Result<Option<Paper>, Trouble> {
        self.get(&Matter::paper(id).head()).await?.as_ref().map(Paper::read).transpose()
    }
}
