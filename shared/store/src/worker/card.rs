//! The card of a person: at most 1 KB, what lists, applications and deletions look at.

use super::posts::Held;
use crate::Store;
use crate::item::{Item, Raw, View};
use crate::keys::Matter;
use crate::receipt::Trail;
use crate::uses::{Claim, Use};
use domain::form::Draft;
use domain::ids::{DeletionId, UnitId, WorkerId};
use domain::post::Post;
use domain::{IdentityNumber, Trouble, Value};
use jiff::Timestamp;

/// Who keeps the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The unit: 非注册人员.
    Member,
    /// The person: 注册人员, whom the unit has passed.
    Registered,
}

impl Source {
    /// The code in items, addresses and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Source::Member => "member",
            Source::Registered => "registered",
        }
    }
    /// The source of a code.
    pub fn parse(code: &str) -> Option<Source> {
        [Source::Member, Source::Registered].into_iter().find(|source| source.code() == code)
    }
    /// The manual's word.
    pub const fn word(self) -> &'static str {
        match self {
            Source::Member => "非注册人员",
            Source::Registered => "注册人员",
        }
    }
}

/// What lists and rules look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Who.
    pub id: WorkerId,
    /// Who keeps the record.
    pub source: Source,
    /// 姓名.
    pub name: String,
    /// What a list shows beside the name.
    pub category: String,
    /// The number as lists show it.
    pub masked: String,
    /// What rules look at.
    pub facts: Draft,
    /// Since when the unit has the record.
    pub since: Timestamp,
    /// Raised by every change of the record.
    pub version: u64,
}

/// The card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What lists and rules look at.
    pub line: Line,
    /// Whose person.
    pub unit: UnitId,
    /// What the person is in the unit, in the manual's order. Who is registered may be nothing else; of everybody else it
    /// is one thing at least.
    pub posts: Vec<Held>,
    /// Whether the person was used in a submitted application: then 姓名 and 证件号码 are locked. An item does not say
    /// it of a claim that came true; `Store::card` does.
    pub used: bool,
    /// The request that would delete the person, or that takes the person as a replacement.
    pub held: Option<DeletionId>,
    /// Whether the person was deleted: in no list any more. Who was kept by the unit stays held for ever; who is
    /// registered belongs to no unit. Either way nothing can bind the card.
    pub gone: bool,
    /// The version since which the record is this unit's: what was used before, was used for another employment.
    pub(crate) joined: u64,
    /// Raised by every write of the card, also by those that leave the record as it is.
    pub(crate) stamp: u64,
    /// What may become a use of somebody who was not used yet.
    pub(crate) claims: Vec<Claim>,
    pub(super) sealed: Vec<u8>,
    pub(crate) trail: Trail,
    /// The digest of the last receipt of a registered person's posts; the other receipts lie with the person's own file.
    pub(super) given: String,
}

impl Line {
    /// Puts it into an item; the 已审核 of a unit are such items.
    pub(crate) fn filled(&self, item: Item) -> Item {
        item.text("worker", self.id.to_string())
            .text("source", self.source.code())
            .text("name", &self.name)
            .text("category", &self.category)
            .text("masked", &self.masked)
            .draft("facts", &self.facts)
            .at("since", self.since)
            .number("version", self.version)
    }

    pub(crate) fn read(raw: &Raw) -> Result<Line, Trouble> {
        let item = View(raw);
        Ok(Line {
            id: item.read("worker", WorkerId::parse)?,
            source: item.read("source", Source::parse)?,
            name: item.owned("name")?,
            category: item.owned("category")?,
            masked: item.owned("masked")?,
            facts: item.draft("facts")?,
            since: item.at("since")?,
            version: item.number("version")?,
        })
    }
}

impl Card {
    /// Of what a person was ever used for, what concerns the present employment.
    pub fn concerned(&self, uses: Vec<Use>) -> Vec<Use> {
        uses.into_iter().filter(|used| used.version >= self.joined).collect()
    }

    /// 证件号码 in full. Whoever shows it records that it was shown.
    pub fn identity(&self, store: &Store) -> Result<IdentityNumber, Trouble> {
        let plain = store.seal.open(Matter::worker(self.line.id).pk(), &self.sealed)?;
        let number = String::from_utf8(plain).ok().and_then(|text| IdentityNumber::parse(&text).ok());
        number.ok_or_else(|| Trouble::broken("a sealed identity number is none"))
    }

    pub(crate) fn sealed(store: &Store, id: WorkerId, identity: &IdentityNumber) -> Result<Vec<u8>, Trouble> {
        store.seal.seal(Matter::worker(id).pk(), identity.as_str().as_bytes())
    }

    /// Whether the person holds a post.
    pub fn holds(&self, post: Post) -> bool {
        self.posts.iter().any(|held| held.post == post)
    }

    /// The head.
    pub(crate) fn written(&self) -> Item {
        let item = self.line.filled(Item::new("worker", Matter::worker(self.line.id).head()));
        let item = item
            .text("unit", self.unit.to_string())
            .flag("used", self.used)
            .flag("gone", self.gone)
            .number("joined", self.joined)
            .number("stamp", self.stamp)
            .texts("posts", self.posts.iter().map(Held::spelled))
            .bytes("identity", self.sealed.clone());
        let item = self.trail.fill(item);
        match self.held {
            Some(held) => item.text("held", held.to_string()),
            None => item,
        }
    }

    /// The entry of a list that shows the person for a post.
    pub(crate) fn entry(&self, held: &Held) -> Item {
        self.line.filled(Item::new("entry", Matter::unit(self.unit).post(held.post, held.since, self.line.id)))
    }

    pub(crate) fn read(raw: &Raw) -> Result<Card, Trouble> {
        let item = View(raw);
        let line = Line::read(raw)?;
        Ok(Card {
            posts: Held::of(item, &line)?,
            line,
            unit: item.read("unit", UnitId::parse)?,
            used: item.flag("used"),
            held: item.maybe("held").map(|_| item.read("held", DeletionId::parse)).transpose()?,
            gone: item.flag("gone"),
            joined: if raw.contains_key("joined") { item.number("joined")? } else { 0 },
            stamp: item.number("stamp")?,
            claims: Vec::new(),
            sealed: item.bytes("identity")?.to_vec(),
            trail: Trail::read(item)?,
            given: item.maybe("given").unwrap_or_default().to_owned(),
        })
    }
}
