//! Papers: what became of each uploaded file. Written once on arrival; the first arrival wins.

use crate::Store;
use crate::change::{Change, Commit, Guard, refused};
use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter, PAPER};
use crate::person::Head;
use crate::table::Stretch;
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::account::Actor;
use domain::ids::{AccountId, PersonId, UnitId};
use jiff::Timestamp;

/// The kind of a unit's own paper: the 营业执照 by which it is verified.
pub const LICENCE: &str = "licence";

/// One uploaded file.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// The attachment's id.
    pub id: String,
    /// Whose.
    pub owner: AccountId,
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
        Ok(Paper {
            id: item.owned("paper")?,
            owner: item.read("owner", AccountId::parse)?,
            kind: item.owned("slot")?,
            name: item.owned("name")?,
            at: item.at("at")?,
            fate,
        })
    }

    /// Whether it is the unit's own paper, and so lies in the unit's partition; its kind tells it.
    pub fn is_units(&self) -> bool {
        self.kind == LICENCE
    }
    fn home(&self) -> Matter {
        if self.is_units() { Matter::unit(self.owner.unit()) } else { Matter::person(self.owner.person()) }
    }
    /// Whether it is kept and shown.
    pub fn is_admitted(&self) -> bool {
        matches!(self.fate, Fate::Admitted { .. })
    }
}

impl Store {
    /// Writes down what became of a file; a refused one becomes a to-do of its owner. `false`: another arrival was first.
    pub async fn arrive(&self, paper: &Paper) -> Result<bool, Trouble> {
        let owner = paper.home();
        let mut change = Change::default()
            .create(Guard::Head, self, paper.written(Matter::paper(&paper.id).head()))
            .put(self, paper.written(owner.paper_entry(&paper.kind, &paper.id)));
        if matches!(paper.fate, Fate::Refused { .. }) {
            change = change.put(self, paper.written(owner.paper_todo(&paper.id)));
        }
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }

    /// A paper by its id, whoever owns it.
    pub async fn paper(&self, id: &str) -> Result<Option<Paper>, Trouble> {
        self.get(&Matter::paper(id).head()).await?.as_ref().map(Paper::read).transpose()
    }

    /// The papers of a person in their slots, in the order of their arrival within a kind.
    pub async fn papers_of(&self, person: PersonId) -> Result<Vec<Paper>, Trouble> {
        let matter = Matter::person(person);
        let stretch =
            Stretch { pk: matter.pk(), prefix: PAPER, backwards: false, limit: 200, after: None, consistent: true };
        self.query(stretch).await?.0.iter().map(Paper::read).collect()
    }

    /// The papers of a unit in their slots, in the order of their arrival within a kind.
    pub async fn papers_of_unit(&self, unit: UnitId) -> Result<Vec<Paper>, Trouble> {
        let matter = Matter::unit(unit);
        let stretch =
            Stretch { pk: matter.pk(), prefix: PAPER, backwards: false, limit: 200, after: None, consistent: true };
        self.query(stretch).await?.0.iter().map(Paper::read).collect()
    }

    /// Takes a paper out of a unit's slots, at any time: what was handed in is pinned. `false` for a revoked account.
    pub async fn remove_unit_paper(&self, paper: &Paper, actor: &Actor) -> Result<bool, Trouble> {
        let removed = [("state", A::S("removed".to_owned()))];
        let owner = paper.home();
        let change = Change::default()
            .by(self, actor)
            .set(Guard::There("paper"), self, &Matter::paper(&paper.id).head(), &removed)
            .delete(self, &owner.paper_entry(&paper.kind, &paper.id))
            .delete(self, &owner.paper_todo(&paper.id));
        Ok(match self.commit(change).await? {
            Commit::Done => true,
            Commit::Stopped(stopped) => refused(&stopped, Guard::Account).is_none(),
        })
    }

    /// Takes a paper out of its owner's file, while that file is open. `false`: the file was handed in, or the account revoked.
    pub async fn remove_paper(&self, paper: &Paper, head: &Head, actor: &Actor) -> Result<bool, Trouble> {
        let owner = Matter::person(head.id);
        let open = Some(("state", A::S(head.code().to_owned())));
        let removed = [("state", A::S("removed".to_owned()))];
        let change = Change::default()
            .by(self, actor)
            .require(Guard::Head, self, &owner.head(), open)
            .set(Guard::There("paper"), self, &Matter::paper(&paper.id).head(), &removed)
            .delete(self, &owner.paper_entry(&paper.kind, &paper.id))
            .delete(self, &owner.paper_todo(&paper.id));
        Ok(match self.commit(change).await? {
            Commit::Done => true,
            Commit::Stopped(stopped) => {
                refused(&stopped, Guard::Head).is_none() && refused(&stopped, Guard::Account).is_none()
            }
        })
    }
}
