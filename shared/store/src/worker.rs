//! The people of a unit, registered or not: one card each, which lists show and which applications and deletions hold.

mod card;
mod keep;
mod looks;
mod posts;
mod repost;

pub use card::{Card, Line, Source};
pub use keep::{Before, Kept, NewWorker};
pub use looks::Look;
pub use posts::{Held, Roll};

use crate::Store;
use crate::item::View;
use crate::keys::{CONTENTS, DISCLOSURE, EVENT, Matter};
use crate::list::{ROWS, Shelf, is_timed};
use crate::receipt::{self, Receipt};
use crate::table::Page;
use domain::Trouble;
use domain::form::Draft;
use domain::ids::{UnitId, WorkerId};

/// Whether a person is found by what was typed.
pub type Says = fn(&Line, &str) -> bool;

/// All that a page about a person shows.
pub struct Worker {
    /// The card.
    pub card: Card,
    /// The newest contents; without 证件号码, which is sealed in the card.
    pub file: Draft,
    /// What happened, newest first.
    pub receipts: Vec<Receipt>,
    /// Who looked at the whole number, newest first.
    pub looks: Vec<Look>,
}

impl Store {
    /// A page of a unit's people; with `q` those that say it, which who knows the fields decides.
    pub async fn workers(
        &self,
        unit: UnitId,
        roll: Roll,
        after: Option<&str>,
        (q, says): (&str, Says),
    ) -> Result<Page<Line>, Trouble> {
        let matter = Matter::unit(unit);
        let shelf = Shelf { pk: matter.pk(), prefix: roll.prefix(), backwards: true, rows: ROWS, place: is_timed };
        self.listed(shelf, (after, q), Line::read, says).await
    }

    /// All of a unit's people of one list, for a sheet; with `q` those that say it.
    pub async fn all_workers(&self, unit: UnitId, roll: Roll, (q, says): (&str, Says)) -> Result<Vec<Line>, Trouble> {
        self.whole((Matter::unit(unit).pk(), roll.prefix(), true), q, Line::read, says).await
    }

    /// A unit's card of a person; nobody else's, and of nobody who was deleted. Of somebody whose use was claimed before
    /// the application was handed in, the application is asked too, which is one trip more until the card is written
    /// next.
    pub async fn card(&self, unit: UnitId, id: WorkerId) -> Result<Option<Card>, Trouble> {
        let key = Matter::worker(id).head();
        let (card, written) = tokio::try_join!(self.get(&key), self.written_uses(id))?;
        let card = card.as_ref().map(Card::read).transpose()?;
        match card.filter(|card| card.unit == unit && !card.gone) {
            Some(card) => self.as_used(card, written).await.map(Some),
            None => Ok(None),
        }
    }

    /// The same, also of somebody who was deleted.
    pub async fn card_then(&self, unit: UnitId, id: WorkerId) -> Result<Option<Card>, Trouble> {
        let card = self.get(&Matter::worker(id).head()).await?.as_ref().map(Card::read).transpose()?;
        Ok(card.filter(|card| card.unit == unit))
    }

    /// A person's file as a version of it was; empty where there was none.
    pub async fn file_then(&self, id: WorkerId, version: u64) -> Result<Draft, Trouble> {
        self.contents_at(&Matter::worker(id), version).await.map(Option::unwrap_or_default)
    }

    /// A unit's cards of several persons, in the order asked; none where one of them is not the unit's. At most 100.
    pub async fn cards(&self, unit: UnitId, ids: &[WorkerId]) -> Result<Option<Vec<Card>>, Trouble> {
        let ids: std::collections::BTreeSet<WorkerId> = ids.iter().copied().collect();
        let keys: Vec<_> = ids.iter().map(|id| Matter::worker(*id).head()).collect();
        let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
        let found = self.fetch(&wanted).await?;
        let cards = found.iter().flatten().map(Card::read).collect::<Result<Vec<_>, _>>()?;
        let own = cards.len() == ids.len() && cards.iter().all(|card| card.unit == unit);
        Ok(own.then_some(cards))
    }

    /// A person of a unit with everything that a page shows, in one round trip.
    pub async fn worker(&self, unit: UnitId, id: WorkerId) -> Result<Option<Worker>, Trouble> {
        let matter = Matter::worker(id);
        let of_unit = Matter::unit(unit);
        let (card, contents, events, looks, of_all) = tokio::try_join!(
            self.card(unit, id),
            self.query(crate::person::newest(matter.pk(), CONTENTS, 1)),
            self.query(crate::person::newest(matter.pk(), EVENT, 30)),
            self.query(crate::person::newest(matter.pk(), DISCLOSURE, 30)),
            self.query(crate::person::newest(of_unit.pk(), DISCLOSURE, 30)),
        )?;
        let Some(card) = card else { return Ok(None) };
        let file = contents.0.first().map(|item| View(item).draft("fields")).transpose()?.unwrap_or_default();
        let receipts = events.0.iter().map(|event| receipt::read(View(event))).collect::<Result<_, _>>()?;
        let mut looks = looks.0.iter().map(Look::read).collect::<Result<Vec<_>, _>>()?;
        let of_all = of_all.0.iter().map(Look::read).collect::<Result<Vec<_>, _>>()?;
        // What was shown of everybody before somebody came was not shown of him.
        looks.extend(of_all.into_iter().filter(|look| look.at >= card.line.since));
        looks.sort_by_key(|look| std::cmp::Reverse(look.at));
        Ok(Some(Worker { card, file, receipts, looks }))
    }
}

#[cfg(test)]
mod tests;
