//! Handing in: every person in an application is bound, and what for is written. A change holds 20 of them beside
//! everything else; the others are bound by claims before it. A claim is harmless when it is repeated, shows nothing as
//! handed in, and leaves the cards marked as used where what follows never comes: handing in again finishes it.

use super::replaced::dropped as taken_out;
use super::{Application, Head, Picked, Replaced, moves::lost};
use crate::change::{Change, Commit, Guard, Stopped, refused};
use crate::keys::Matter;
use crate::uses::Use;
use crate::{Ended, Store};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::account::Actor;
use domain::ids::WorkerId;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Persons whom one change binds, at most.
const BOUND: usize = 20;
/// Uses that one change takes away, at most.
const RELEASED: usize = 20;

impl Store {
    /// Binds all persons but the last twenty, and puts those into the change itself.
    pub(super) async fn hand_in_application(
        &self,
        change: Change,
        after: &Head,
        application: &Application,
        persons: &[Picked],
        actor: &Actor,
        at: Timestamp,
    ) -> Result<Result<Change, Ended<Head>>, Trouble> {
        let before = &application.head;
        let dropped = self.dropped(application, persons).await?;
        let (mut binding, mut releasing) = (persons.chunks(BOUND).rev(), dropped.chunks(RELEASED));
        let (last, least) = (binding.next().unwrap_or_default(), releasing.next().unwrap_or_default());
        for some in binding.rev() {
            let claim = self.binds(self.claim_of(before, actor), after, some, at);
            if let Commit::Stopped(stopped) = self.commit(claim).await? {
                return Ok(Err(stopped_by(before, persons, &stopped)?));
            }
        }
        for some in releasing {
            let claim = self.releases(self.claim_of(before, actor), before, some);
            if let Commit::Stopped(stopped) = self.commit(claim).await? {
                return Ok(Err(stopped_by(before, persons, &stopped)?));
            }
        }
        let change = self.releases(self.binds(change, after, last, at), before, least);
        // Who has left, come back and is named again is nobody whose place another one has.
        let is_back = |it: &&Replaced| persons.iter().any(|picked| picked.worker == it.leaver);
        let back = application.replaced.iter().filter(is_back);
        Ok(Ok(back.fold(change, |change, it| change.delete(self, &Matter::application(before.id).replaced(it.leaver)))))
    }

    /// A claim holds only while the application is as it was read, and for an actor who may still act.
    fn claim_of(&self, before: &Head, actor: &Actor) -> Change {
        let version = A::N(before.version.to_string());
        let head = Matter::application(before.id).head();
        Change::default().by(self, actor).require(Guard::Head, self, &head, Some(("version", version)))
    }

    fn binds(&self, change: Change, after: &Head, persons: &[Picked], at: Timestamp) -> Change {
        persons.iter().fold(change, |change, picked| {
            let used = Use {
                application: after.id,
                number: after.number.clone(),
                matter: after.matter.clone(),
                role: picked.role.clone(),
                at,
                version: picked.version,
                facts: picked.facts.clone(),
                replaces: None,
            };
            change.uses(self, after.unit, picked.worker, &used)
        })
    }

    fn releases(&self, change: Change, head: &Head, dropped: &[WorkerId]) -> Change {
        let gone = |change: Change, worker: &WorkerId| {
            change.delete(self, &Matter::worker(*worker).used_in(head.id)).put(self, taken_out(head.id, *worker))
        };
        dropped.iter().fold(change, gone)
    }

    /// Who was in it when it was handed in before, or has replaced somebody there since, and is no more.
    async fn dropped(&self, before: &Application, persons: &[Picked]) -> Result<Vec<WorkerId>, Trouble> {
        let head = &before.head;
        if head.handed_in == 0 {
            return Ok(Vec::new());
        }
        let then = self.picked_then(head.id, head.handed_in).await?;
        let stays = |worker: &WorkerId| persons.iter().any(|picked| picked.worker == *worker);
        let then = then.into_iter().map(|picked| picked.worker).chain(before.replaced.iter().map(|it| it.by));
        // A change names nothing twice.
        let gone: BTreeSet<WorkerId> = then.filter(|worker| !stays(worker)).collect();
        Ok(gone.into_iter().collect())
    }
}

/// Why a claim was not made.
fn stopped_by(before: &Head, persons: &[Picked], stopped: &Stopped) -> Result<Ended<Head>, Trouble> {
    if refused(stopped, Guard::Account).is_some() {
        return Ok(Ended::Revoked);
    }
    lost(before, persons, None, stopped)
}
