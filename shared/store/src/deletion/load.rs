//! Reading a request: everything side by side, so that a page costs one round trip.

use super::{Contents, Head};
use crate::item::{Raw, View};
use crate::keys::{CONTENTS, DELETION, EVENT, Matter};
use crate::list::{ROWS, Shelf, is_timed};
use crate::paper::{Paper, Pin, Place};
use crate::person::newest;
use crate::receipt::{self, Asked, Receipt};
use crate::table::{Page, Parts, TRIES, is_of};
use crate::{Ended, Store};
use domain::Trouble;
use domain::deletion::State;
use domain::ids::{DeletionId, UnitId};
use domain::text::says;
use jiff::Timestamp;

/// A request with everything that a page shows, about to be changed or not.
pub struct Case {
    /// The head.
    pub head: Head,
    /// What is filled in.
    pub contents: Contents,
    /// The papers that lie with it.
    pub papers: Vec<Paper>,
    /// What happened, newest first.
    pub receipts: Vec<Receipt>,
    pub(super) seen: Option<u64>,
}

/// A line of the unit's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub id: DeletionId,
    /// 办件编号.
    pub number: String,
    /// Who is to be deleted.
    pub name: String,
    /// The number as lists show it.
    pub masked: String,
    /// Where it stands.
    pub state: State,
    /// Since when the unit has it.
    pub since: Timestamp,
    /// The head's version.
    pub version: u64,
}

/// What the department has answered, as the unit's to-do.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Which request.
    pub id: DeletionId,
    /// Who was to be deleted.
    pub name: String,
    /// What was decided.
    pub state: State,
    /// When.
    pub at: Timestamp,
}

impl Answer {
    pub(crate) fn read(raw: &Raw) -> Result<Answer, Trouble> {
        let item = View(raw);
        Ok(Answer {
            id: item.read("deletion", DeletionId::parse)?,
            name: item.owned("name")?,
            state: state(item)?,
            at: item.at("answered")?,
        })
    }
}

impl Row {
    fn says(&self, q: &str) -> bool {
        says(&self.name, q) || says(&self.number, q)
    }
    fn read(raw: &Raw) -> Result<Row, Trouble> {
        let item = View(raw);
        Ok(Row {
            id: item.read("deletion", DeletionId::parse)?,
            number: item.owned("number")?,
            name: item.owned("name")?,
            masked: item.owned("masked")?,
            state: state(item)?,
            since: item.at("since")?,
            version: item.number("version")?,
        })
    }
}

/// The state of a head, of an entry, of an answer.
pub(super) fn state(item: View<'_>) -> Result<State, Trouble> {
    Ok(match item.text("state")? {
        "draft" => State::Draft,
        "waiting" => State::Waiting,
        "deleted" => State::Deleted,
        "kept" => State::Kept { reason: item.owned("reason")? },
        "dropped" => State::Dropped,
        _ => return Err(Trouble::broken("a request for a deletion has no known state")),
    })
}

impl Case {
    /// The papers that belong to it: what lies there while it is a draft, and then what was handed in, byte for byte.
    pub fn enclosed(&self) -> Vec<Paper> {
        let handed_in = |paper: &&Paper| Pin::of(paper).is_some_and(|pin| self.contents.papers.contains(&pin));
        let draft = self.head.state == State::Draft;
        self.papers.iter().filter(|paper| draft || handed_in(paper)).cloned().collect()
    }

    /// Whether this very request has changed the matter already, so that its first answer is given again.
    pub fn is_repeated(&self, store: &Store, asked: &Asked) -> bool {
        matches!(self.precedent(store, asked), Some(Ended::Done(_)))
    }

    /// What the same request did before, or who was first. `None` where the way is free.
    pub(super) fn precedent(&self, store: &Store, asked: &Asked) -> Option<Ended<Head>> {
        let head = &self.head;
        store.precedent((&head.trail, head.version), &self.receipts, self.seen, asked, head)
    }

    /// The same as the cards and applications say now.
    pub(crate) fn with(&self, contents: Contents) -> Case {
        let (receipts, papers) = (self.receipts.clone(), self.papers.clone());
        Case { head: self.head.clone(), contents, papers, receipts, seen: self.seen }
    }
}

impl Store {
    /// A request, in one round trip. `seen` is the version that the asker saw.
    pub async fn deletion_case(&self, id: DeletionId, seen: Option<u64>) -> Result<Option<Case>, Trouble> {
        // Three reads side by side may fall on both sides of a change; then they do not belong together, and are made
        // once more.
        for _ in 0..TRIES {
            if let Some(found) = self.whole_case(id, seen).await?.joined() {
                return Ok(found);
            }
        }
        Err(Trouble::Busy)
    }

    /// One attempt.
    async fn whole_case(&self, id: DeletionId, seen: Option<u64>) -> Result<Parts<Case>, Trouble> {
        let matter = Matter::deletion(id);
        let key = matter.head();
        let (head, contents, events, papers) = tokio::try_join!(
            self.get(&key),
            self.query(newest(matter.pk(), CONTENTS, 1)),
            self.query(newest(matter.pk(), EVENT, 30)),
            self.papers_in(Place::Deletion(id)),
        )?;
        let Some(head) = head.as_ref().map(Head::read).transpose()? else { return Ok(Parts::Nothing) };
        let (contents, events) = (contents.0, events.0);
        if !is_of(&contents, head.contents) || !is_of(&events, head.version) {
            return Ok(Parts::Torn);
        }
        let contents = contents.first().ok_or_else(|| Trouble::broken("a request without contents"))?;
        let contents = Contents::read(&View(contents).draft("fields")?)?;
        let receipts = events.iter().map(|event| receipt::read(View(event))).collect::<Result<_, _>>()?;
        Ok(Parts::Whole(Case { head, contents, papers, receipts, seen }))
    }

    /// A request's head alone.
    pub(crate) async fn deletion_head(&self, id: DeletionId) -> Result<Head, Trouble> {
        let head = self.get(&Matter::deletion(id).head()).await?;
        Head::read(&head.ok_or_else(|| Trouble::broken("a request without a head"))?)
    }

    /// A page of a unit's requests, newest first; with `q` those whose person's name or number contains it.
    pub async fn deletions(&self, unit: UnitId, after: Option<&str>, q: &str) -> Result<Page<Row>, Trouble> {
        let matter = Matter::unit(unit);
        let shelf = Shelf { pk: matter.pk(), prefix: DELETION, backwards: true, rows: ROWS, place: is_timed };
        self.listed(shelf, (after, q), Row::read, Row::says).await
    }

    /// All of a unit's requests, for a sheet, newest first; with `q` those whose person's name or number contains it.
    pub async fn all_deletions(&self, unit: UnitId, q: &str) -> Result<Vec<Row>, Trouble> {
        self.whole((Matter::unit(unit).pk(), DELETION, true), q, Row::read, Row::says).await
    }

    /// A draft with what the cards and the applications say now: the leaving person may have been used meanwhile, and a
    /// replacement's record may have been changed. Who is no longer there replaces nobody.
    pub async fn refreshed(&self, case: &Case) -> Result<Case, Trouble> {
        let (unit, person) = (case.head.unit, case.head.person);
        let leaving = async { tokio::try_join!(self.card(unit, person), self.live_uses(unit, person)) };
        let replacing = case.contents.replacing();
        let cards = crate::table::side_by_side(replacing.iter().map(|who| self.card(unit, who.id)));
        let (leaving, cards) = tokio::join!(leaving, cards);
        let (card, uses) = leaving?;
        let Some(card) = card else { return Ok(case.with(case.contents.clone())) };
        let cards = cards.into_iter().collect::<Result<Vec<_>, _>>()?;
        let cards: Vec<_> = cards.into_iter().flatten().collect();
        let fresh = Contents::new(self.guard_of(&card)?, &card, uses);
        let mut contents = Contents { feedback: case.contents.feedback.clone(), ..fresh };
        for it in &case.contents.replacements {
            let card = cards.iter().find(|card| card.line.id == it.who.id);
            if let Some(card) = card.filter(|_| contents.uses.iter().any(|used| used.application == it.application)) {
                contents = contents.replaced(it.application, card);
            }
        }
        Ok(case.with(contents))
    }
}
