//! 社保声明 as an application needs it (manual, 3.6): the unit's commitment for the people whom the application names, in
//! the version that was read, until when it holds, and its scan. What it says is a record of the unit's books.

use crate::Store;
use crate::change::{Change, Guard};
use crate::keys::Matter;
use crate::paper::Place;
use crate::record;
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::form::Draft;
use domain::ids::{Code, RecordId, UnitId};
use jiff::civil::Date;

/// The book in which it is kept, and the kind of its scan: codes of `catalog::paper::INSURANCE`.
pub const BOOK: &str = "insurance";
/// The kind of the paper that was signed and sealed.
pub const SCAN: &str = "statement";
/// It is as it was read.
pub(crate) const STATED: Guard = Guard::There("statement");

/// A unit's 社保声明.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    record: RecordId,
    /// Raised by every change.
    pub version: u64,
    /// 有效期至; the last day on which it holds.
    pub until: Option<Date>,
    /// The signed and sealed scan, by its attachment's id; none where nothing was uploaded.
    pub scan: Option<String>,
}

impl Change {
    /// What the unit has stated is as it was read, and its scan is kept.
    pub(crate) fn stated(self, store: &Store, statement: &Statement) -> Change {
        let version = A::N(statement.version.to_string());
        let record = Matter::record(statement.record).head();
        let change = self.require(STATED, store, &record, Some(("version", version)));
        let admitted = || Some(("state", A::S("admitted".to_owned())));
        let scan = statement.scan.iter();
        scan.fold(change, |change, id| change.require(STATED, store, &Matter::paper(id).head(), admitted()))
    }
}

impl Store {
    /// A unit's 社保声明 with its newest scan, in one round trip; none where nothing was stated.
    pub async fn statement(&self, unit: UnitId) -> Result<Option<Statement>, Trouble> {
        let id = self.only_record_of(unit, BOOK);
        let code = Code::parse(BOOK).ok_or_else(|| Trouble::broken("a book without a code"))?;
        let key = Matter::record(id).head();
        let (head, papers) = tokio::try_join!(self.get(&key), self.papers_in(Place::Record(code, id)))?;
        let Some(head) = head.as_ref().map(record::Head::read).transpose()? else { return Ok(None) };
        let scans = papers.iter().filter(|paper| paper.kind == SCAN && paper.is_admitted());
        let scan = scans.max_by_key(|paper| paper.at).map(|paper| paper.id.clone());
        let until = head.line.facts.text("until").parse().ok();
        Ok(Some(Statement { record: id, version: head.line.version, until, scan }))
    }

    /// What a unit had stated as of a version; empty where nothing was.
    pub async fn statement_then(&self, unit: UnitId, version: u64) -> Result<Draft, Trouble> {
        match version {
            0 => Ok(Draft::default()),
            version => self.record_then(self.only_record_of(unit, BOOK), version).await,
        }
    }
}
