//! Excel 导入: a head with counts, and pages of sealed rows. A page of good rows is there until it was taken, so that
//! whoever goes on after a crash finds where to begin; what was taken is kept once, as the record that it became.

mod head;
mod rows;

pub use head::Import;
pub use rows::{Row, Shelf};

use crate::change::{Change, Commit, Guard, refused};
use crate::item::Item;
use crate::keys::{IMPORT, Key, Matter};
use crate::list::{self, ROWS};
use crate::receipt::{self, Asked, Outcome};
use crate::table::Page;
use crate::{Ended, Store};
use domain::account::Actor;
use domain::history::{By, Event};
use domain::ids::UnitId;
use domain::import::Command;
use domain::{IdentityNumber, Refused, Trouble};
use jiff::Timestamp;

/// Items of rows that are written in one change: each has a quarter of a megabyte at most.
const SIDE_BY_SIDE: usize = 10;
/// Of a kind the unit takes one import at a time: what one took, the next one sees.
const ALONE: Guard = Guard::Unique("taking");
/// What the next one is told until then.
const AFTER_ANOTHER: Refused = Refused::Against("同类的另一份文件正在录入，请等它录入完毕后再确认");
/// Keys that one call asks for.
const ASKED: usize = 100;

impl Store {
    /// An import by its id, whoever owns it.
    pub async fn import(&self, id: &str) -> Result<Option<Import>, Trouble> {
        self.get(&Matter::import(id).head()).await?.as_ref().map(Import::read).transpose()
    }

    /// A page of a unit's imports, newest first.
    pub async fn imports(&self, unit: UnitId, after: Option<&str>) -> Result<Page<Import>, Trouble> {
        let matter = Matter::unit(unit);
        let place = |place: &str| {
            place.split_once('#').is_some_and(|(moment, id)| {
                moment.len() == 13
                    && moment.bytes().all(|b| b.is_ascii_digit())
                    && id.len() == 48
                    && id.bytes().all(|b| b.is_ascii_hexdigit())
            })
        };
        let shelf = list::Shelf { pk: matter.pk(), prefix: IMPORT, backwards: true, rows: ROWS, place };
        self.listed(shelf, (after, ""), Import::read, |_, _| true).await
    }

    /// All of a unit's imports, for a sheet, newest first.
    pub async fn all_imports(&self, unit: UnitId) -> Result<Vec<Import>, Trouble> {
        self.whole((Matter::unit(unit).pk(), IMPORT, true), "", Import::read, |_, _| true).await
    }

    /// Writes down what was found in a file: the pages of rows first, so that a head that is there has all of them.
    /// `false`: another delivery was first.
    pub async fn prepare_import(&self, import: Import, good: &[Row], bad: &[Row]) -> Result<bool, Trouble> {
        let mut items = Vec::new();
        let (good_pages, bad_pages) = (rows::pages(good), rows::pages(bad));
        for (shelf, pages) in [(Shelf::Good, &good_pages), (Shelf::Bad, &bad_pages)] {
            for (n, page) in (1..).zip(pages) {
                items.push(self.page_item(&import, shelf, n, page)?);
            }
        }
        while !items.is_empty() {
            let some = items.drain(..items.len().min(SIDE_BY_SIDE));
            let change = some.fold(Change::default(), |change, item| change.put(self, item));
            self.commit(change).await?;
        }
        let import = Import {
            good: good.len() as u64,
            bad: bad.len() as u64,
            good_pages: good_pages.len() as u64,
            bad_pages: bad_pages.len() as u64,
            ..import
        };
        let change = Change::default().create(Guard::Head, self, import.written()).put(self, import.entry());
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }

    /// 确认录入: the unit agrees to what was shown.
    pub async fn accept_import(
        &self,
        before: &Import,
        seen: Option<u64>,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Import>, Trouble> {
        if let Some(ended) = self.precedent((&before.trail, before.version), &[], seen, asked, before) {
            return Ok(ended);
        }
        let state = match before.state.step(Command::Accept, before.good) {
            Ok(state) => state,
            Err(refused) => return Ok(Ended::Refused(refused)),
        };
        let version = before.version + 1;
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let event = Event { did: "确认录入", from: before.state.word(), to: state.word(), by, at, reason: None };
        let matter = Matter::import(&before.id);
        let (event, trail) = receipt::written(self, &matter, version, &event, asked, &before.trail);
        let accepted = Some((actor.name.clone(), actor.epoch));
        let next = Import { state, version, progress: at, accepted, trail, ..before.clone() };
        let alone = Item::new("guard", Matter::unit(before.unit).taking(&before.of)).text("import", &before.id);
        let change = Change::default()
            .create(Guard::Event, self, event)
            .replace(self, next.written(), before.version)
            .create(ALONE, self, alone)
            .by(self, actor)
            .put(self, next.entry());
        Ok(match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) if refused(&stopped, ALONE).is_some() => Ended::Refused(AFTER_ANOTHER),
            outcome @ Outcome::Stopped(..) => outcome.ended(next, || before.clone()),
            outcome => outcome.ended(next.clone(), || next),
        })
    }

    /// 放弃导入: what was shown is not taken, and cannot be taken any more.
    pub async fn withdraw_import(
        &self,
        before: &Import,
        seen: Option<u64>,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Import>, Trouble> {
        if let Some(ended) = self.precedent((&before.trail, before.version), &[], seen, asked, before) {
            return Ok(ended);
        }
        let state = match before.state.step(Command::Withdraw, before.good) {
            Ok(state) => state,
            Err(refused) => return Ok(Ended::Refused(refused)),
        };
        let version = before.version + 1;
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let event = Event { did: "放弃导入", from: before.state.word(), to: state.word(), by, at, reason: None };
        let matter = Matter::import(&before.id);
        let (event, trail) = receipt::written(self, &matter, version, &event, asked, &before.trail);
        let next = Import { state, version, progress: at, trail, ..before.clone() };
        let change = Change::default()
            .create(Guard::Event, self, event)
            .replace(self, next.written(), before.version)
            .by(self, actor)
            .put(self, next.entry());
        Ok(self.conclude(change, asked).await?.ended(next, || before.clone()))
    }

    /// The next page of good rows was gone through: so many were taken, these could not be. With the last page the import
    /// is over. Nothing where another delivery went through it meanwhile.
    pub async fn advance_import(
        &self,
        before: &Import,
        taken: u64,
        failed: &[Row],
        at: Timestamp,
    ) -> Result<Option<Import>, Trouble> {
        let done = before.done + 1;
        let is_over = done >= before.good_pages;
        let state = if is_over { before.state.step(Command::Finish, before.good) } else { Ok(before.state) };
        let state = state.map_err(|_| Trouble::broken("an import goes on that was not accepted"))?;
        let bad_pages = before.bad_pages + u64::from(!failed.is_empty());
        let next = Import {
            state,
            done,
            bad_pages,
            taken: before.taken + taken,
            failed: before.failed + failed.len() as u64,
            progress: at,
            version: before.version + 1,
            ..before.clone()
        };
        let mut change = Change::default()
            .replace(self, next.written(), before.version)
            .delete(self, &Matter::import(&before.id).import_page(Shelf::Good.code(), &before.batch, done));
        if !failed.is_empty() {
            change = change.put(self, self.page_item(before, Shelf::Bad, bad_pages, failed)?);
        }
        if is_over {
            change = change.put(self, next.entry()).delete(self, &Matter::unit(before.unit).taking(&before.of));
        }
        match self.commit(change).await? {
            Commit::Done => Ok(Some(next)),
            Commit::Stopped(stopped) if refused(&stopped, Guard::Head).is_some() => Ok(None),
            Commit::Stopped(_) => Err(Trouble::broken("an import was stopped by nothing that it asks for")),
        }
    }

    /// Which of these numbers the unit has a record of already. Each number once.
    pub async fn working_in(&self, unit: UnitId, numbers: &[IdentityNumber]) -> Result<Vec<bool>, Trouble> {
        let mut working = Vec::with_capacity(numbers.len());
        for some in numbers.chunks(ASKED) {
            let keys: Vec<Key> = some.iter().map(|number| self.works(number, unit)).collect();
            let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
            working.extend(self.fetch(&wanted).await?.iter().map(Option::is_some));
        }
        Ok(working)
    }
}
