//! 资质申报: the head, the persons picked in their versions, the lists that show it, and the department's answer.

mod begin;
mod head;
mod moves;
mod replaced;
mod submit;

pub use head::{Head, Line, code_of};
pub use replaced::{Replaced, successors};

use crate::Store;
use crate::item::{Item, Raw, View, size};
use crate::keys::{APPLICATION, CONTENTS, EVENT, Matter};
use crate::list::{ROWS, Shelf, is_timed};
use crate::person::newest;
use crate::receipt::{self, Receipt};
use crate::table::{Page, Parts, TRIES, is_of};
use crate::unit::Statement;
use crate::worker::Source;
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::application::{State, defects};
use domain::form::Draft;
use domain::ids::{ApplicationId, UnitId, WorkerId};
use domain::{Refused, Trouble};

/// Persons in one application, at most (A20).
pub const PERSONS: usize = 300;
/// Bytes of one item of contents, at most; an item of DynamoDB holds 400 KB.
const BYTES: usize = 380_000;

/// A person picked for a requirement, as the card was then.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    /// Who.
    pub worker: WorkerId,
    /// Who keeps the record.
    pub source: Source,
    /// The requirement, a code of the standard.
    pub role: String,
    /// 姓名.
    pub name: String,
    /// The number as lists show it.
    pub masked: String,
    /// What a list shows beside the name.
    pub category: String,
    /// What rules look at.
    pub facts: Draft,
    /// The version of the person's record.
    pub version: u64,
}

/// All that a page about an application shows.
#[derive(Clone, Debug)]
pub struct Application {
    /// The head.
    pub head: Head,
    /// The persons, in the order in which they were picked.
    pub picked: Vec<Picked>,
    /// The places that changed hands since they were handed in.
    pub replaced: Vec<Replaced>,
    /// What happened, newest first.
    pub receipts: Vec<Receipt>,
    /// The version of the unit's 基本信息 now, where the caller has read it beside the application; else submitting
    /// reads it.
    pub basics_now: Option<u64>,
    /// Whether the unit is verified now, where the caller has read that too: the change looks at it anyway.
    pub verified_now: Option<bool>,
    /// The unit's 社保声明, where the caller has read it: what is handed in pins it, and the change looks at it again.
    pub statement_now: Option<Statement>,
}

impl Application {
    /// What the department asked for or refused last, in the words of its receipt.
    pub fn said(&self) -> Option<&str> {
        let receipt = self.receipts.iter().find(|receipt| receipt.version == self.head.said);
        receipt.and_then(|receipt| receipt.reason.as_deref())
    }

    /// Everything that has to be corrected, while it has to be.
    pub fn defects(&self) -> Vec<String> {
        match self.head.state {
            State::Correcting => self.said().map(defects).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Why it was refused, where it was.
    pub fn refusal(&self) -> Option<&str> {
        self.said().filter(|_| self.head.state == State::Refused)
    }

    /// The persons as they count today: in the place of who has left, whoever has taken over.
    pub fn counted(&self) -> Vec<Picked> {
        let now = |picked: &Picked| match successors(&self.replaced, picked.worker).last() {
            Some(it) => Picked { facts: it.facts.clone(), ..picked.clone() },
            None => picked.clone(),
        };
        self.picked.iter().map(now).collect()
    }
}

impl Picked {
    fn written(&self) -> A {
        let item = Item(Raw::new())
            .text("worker", self.worker.to_string())
            .text("source", self.source.code())
            .text("role", &self.role)
            .text("name", &self.name)
            .text("masked", &self.masked)
            .text("category", &self.category)
            .draft("facts", &self.facts)
            .number("version", self.version);
        A::M(item.0)
    }

    fn read(value: &A) -> Result<Picked, Trouble> {
        let raw = value.as_m().map_err(|_| Trouble::broken("a picked person is no map"))?;
        let item = View(raw);
        Ok(Picked {
            worker: item.read("worker", WorkerId::parse)?,
            source: item.read("source", Source::parse)?,
            role: item.owned("role")?,
            name: item.owned("name")?,
            masked: item.owned("masked")?,
            category: item.owned("category")?,
            facts: item.draft("facts")?,
            version: item.number("version")?,
        })
    }
}

/// The contents of one version.
fn contents(id: ApplicationId, version: u64, picked: &[Picked]) -> Item {
    Item::new("picked", Matter::application(id).contents(version))
        .number("version", version)
        .put("picked", A::L(picked.iter().map(Picked::written).collect()))
}

fn picked_of(raw: &Raw) -> Result<Vec<Picked>, Trouble> {
    let list = raw.get("picked").and_then(|value| value.as_l().ok());
    list.ok_or_else(|| Trouble::broken("contents without persons"))?.iter().map(Picked::read).collect()
}

/// Whether so many persons, and no person twice, can be kept: looked at before anything is written.
fn fits(id: ApplicationId, picked: &[Picked]) -> Result<(), Refused> {
    if picked.len() > PERSONS {
        return Err(Refused::Against("一次申报最多选用 300 名人员"));
    }
    let mut workers: Vec<WorkerId> = picked.iter().map(|picked| picked.worker).collect();
    workers.sort_unstable();
    if workers.windows(2).any(|two| two[0] == two[1]) {
        return Err(Refused::Against("同一人员在一次申报中只能选用一次"));
    }
    if size(&contents(id, 1, picked).0) > BYTES {
        return Err(Refused::Against("所选人员的资料过多，请减少人员后再保存"));
    }
    Ok(())
}

impl Store {
    /// An application with everything that a page shows, in one round trip. The caller looks at whose it is.
    pub async fn application(&self, id: ApplicationId) -> Result<Option<Application>, Trouble> {
        for _ in 0..TRIES {
            if let Some(found) = self.whole_application(id).await?.joined() {
                return Ok(found);
            }
        }
        Err(Trouble::Busy)
    }

    /// One attempt.
    async fn whole_application(&self, id: ApplicationId) -> Result<Parts<Application>, Trouble> {
        let matter = Matter::application(id);
        let key = matter.head();
        let (head, contents, events, replaced) = tokio::try_join!(
            self.get(&key),
            self.query(newest(matter.pk(), CONTENTS, 1)),
            self.query(newest(matter.pk(), EVENT, 30)),
            self.replaced_in(id),
        )?;
        let Some(head) = head.as_ref().map(Head::read).transpose()? else { return Ok(Parts::Nothing) };
        let is_old = |contents: &[Raw]| head.contents > 0 && !is_of(contents, head.contents);
        if is_old(&contents.0) || !is_of(&events.0, head.version) {
            return Ok(Parts::Torn);
        }
        let picked = contents.0.first().map(picked_of).transpose()?.unwrap_or_default();
        let mut receipts = events.0.iter().map(|event| receipt::read(View(event))).collect::<Result<Vec<_>, _>>()?;
        // A unit that has kept its corrections thirty times since is still told what to correct.
        if head.said > 0 && receipts.last().is_some_and(|oldest| oldest.version > head.said) {
            let said = self.get(&matter.event(head.said)).await?;
            receipts.extend(said.as_ref().map(|event| receipt::read(View(event))).transpose()?);
        }
        Ok(Parts::Whole(Application {
            head,
            picked,
            replaced,
            receipts,
            basics_now: None,
            verified_now: None,
            statement_now: None,
        }))
    }

    /// A page of a unit's applications, newest first; with `q` those whose title or number contains it.
    pub async fn applications(&self, unit: UnitId, after: Option<&str>, q: &str) -> Result<Page<Line>, Trouble> {
        let matter = Matter::unit(unit);
        let shelf = Shelf { pk: matter.pk(), prefix: APPLICATION, backwards: true, rows: ROWS, place: is_timed };
        self.listed(shelf, (after, q), Line::read, Line::says).await
    }

    /// All of a unit's applications, for a sheet, newest first; with `q` those whose title or number contains it.
    pub async fn all_applications(&self, unit: UnitId, q: &str) -> Result<Vec<Line>, Trouble> {
        self.whole((Matter::unit(unit).pk(), APPLICATION, true), q, Line::read, Line::says).await
    }

    /// The head of an application alone.
    pub async fn application_head(&self, id: ApplicationId) -> Result<Option<Head>, Trouble> {
        self.get(&Matter::application(id).head()).await?.as_ref().map(Head::read).transpose()
    }
}
