//! Keeping a record: added, changed, taken out, always with a receipt.

use super::{Head, Line, Record};
use crate::change::{Change, Guard};
use crate::draft::Finished;
use crate::item::Item;
use crate::keys::Matter;
use crate::receipt::{self, Asked, Outcome, Trail};
use crate::{Ended, Store};
use domain::Trouble;
use domain::account::Actor;
use domain::form::Draft;
use domain::history::{By, Event};
use domain::ids::RecordId;
use jiff::Timestamp;

/// What is kept of a record, and how.
pub struct Keeping<'a> {
    /// The book, by its code.
    pub book: &'a str,
    /// Whether the book holds many, and so has a list.
    pub many: bool,
    /// The few fields that the list shows.
    pub facts: Draft,
    /// Everything.
    pub file: Draft,
    /// What tells whether another record says the same, as [`mark`](super::mark) makes it.
    pub same: String,
    /// What the receipt says of it: the labels of what was changed.
    pub told: Option<String>,
    /// The unfinished form that is finished with it.
    pub begun: Option<Finished>,
}

impl Store {
    /// A new record: one transaction of head, contents, receipt and, in a book of many, its entry.
    pub async fn add_record(
        &self,
        id: RecordId,
        new: Keeping<'_>,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        let unit = actor.account.unit();
        let event = told("新增", "", None, actor, at);
        let (event, trail) = receipt::written(self, &Matter::record(id), 1, &event, asked, &Trail::default());
        let line = Line { id, facts: new.facts.clone(), same: new.same.clone(), since: at, changed: at, version: 1 };
        let head = Head { line, unit, book: new.book.to_owned(), gone: false, trail };
        let change = Change::default().create(Guard::Event, self, event).create(Guard::Head, self, head.written());
        let change = self.laid(change, &head, &new, actor);
        Ok(match self.conclude(change, asked).await? {
            Outcome::Same(receipt) => {
                let line = Line { since: receipt.at, changed: receipt.at, ..head.line.clone() };
                Ended::Done(Head { line, ..head })
            }
            outcome => outcome.ended(head.clone(), || head),
        })
    }

    /// 保存 of a record that is there already.
    pub async fn change_record(
        &self,
        (before, seen): (&Record, Option<u64>),
        new: Keeping<'_>,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        let (was, past) = (&before.head, &before.receipts);
        if let Some(ended) = self.precedent((&was.trail, was.line.version), past, seen, asked, was) {
            return Ok(ended);
        }
        let (id, version) = (was.line.id, was.line.version + 1);
        let event = told("修改", "在册", new.told.clone(), actor, at);
        let (event, trail) = receipt::written(self, &Matter::record(id), version, &event, asked, &was.trail);
        let line = Line { facts: new.facts.clone(), same: new.same.clone(), changed: at, version, ..was.line.clone() };
        let head = Head { line, trail, ..was.clone() };
        let change =
            Change::default().create(Guard::Event, self, event).replace(self, head.written(), was.line.version);
        let change = self.laid(change, &head, &new, actor);
        Ok(self.conclude(change, asked).await?.ended(head, || was.clone()))
    }

    /// 删除: out of its list; head, contents and receipts stay.
    pub async fn remove_record(
        &self,
        (before, seen): (&Record, Option<u64>),
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        let (was, past) = (&before.head, &before.receipts);
        if let Some(ended) = self.precedent((&was.trail, was.line.version), past, seen, asked, was) {
            return Ok(ended);
        }
        let version = was.line.version + 1;
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let event = Event { did: "删除", from: "在册", to: "已删除", by, at, reason: None };
        let (event, trail) = receipt::written(self, &Matter::record(was.line.id), version, &event, asked, &was.trail);
        let line = Line { changed: at, version, ..was.line.clone() };
        let head = Head { line, gone: true, trail, ..was.clone() };
        let change = Change::default()
            .create(Guard::Event, self, event)
            .replace(self, head.written(), was.line.version)
            .by(self, actor)
            .delete(self, &was.place());
        Ok(self.conclude(change, asked).await?.ended(head, || was.clone()))
    }

    /// What every keeping writes beside receipt and head.
    fn laid(&self, change: Change, head: &Head, new: &Keeping<'_>, actor: &Actor) -> Change {
        let version = head.line.version;
        let contents = Item::new("contents", Matter::record(head.line.id).contents(version))
            .number("version", version)
            .draft("fields", &new.file);
        let change = change.by(self, actor).put(self, contents).finishes(self, head.unit, new.begun.as_ref());
        if new.many { change.put(self, head.entry()) } else { change }
    }
}

fn told(did: &'static str, from: &'static str, reason: Option<String>, actor: &Actor, at: Timestamp) -> Event {
    let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
    Event { did, from, to: "在册", by, at, reason }
}
