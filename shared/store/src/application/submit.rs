//! Handing in: every person in an application is bound, and what for is written. A change holds forty of them beside
//! everything else; the others are claimed before it. A claim is harmless when it is repeated, and shows nothing to
//! anybody until the head says that it was handed in with it (`uses` tells how): where what follows never comes, the
//! persons are as free as before, and handing in again claims them anew. Whoever is taken out of the draft loses the
//! claim in the change that does it.

use super::{Application, Head, Picked, Replaced, moves::lost};
use crate::change::{Change, Commit, Guard, Stopped, refused};
use crate::item::View;
use crate::keys::Matter;
use crate::receipt::{self, Asked, Relation};
use crate::uses::Use;
use crate::{Ended, Store};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::account::Actor;
use jiff::Timestamp;

/// Persons whom the change itself binds, at most: two items each, beside at most thirteen others.
const BOUND: usize = 40;
/// Persons of one claim: two items each, beside the two conditions of the first.
const CLAIMED: usize = 49;

impl Store {
    /// Claims all persons but the last forty, and binds those in the change itself.
    pub(super) async fn hand_in_application(
        &self,
        change: Change,
        (after, application): (&Head, &Application),
        persons: &[Picked],
        (actor, asked): (&Actor, &Asked),
        at: Timestamp,
    ) -> Result<Result<Change, Ended<Head>>, Trouble> {
        let before = &application.head;
        let (claimed, last) = persons.split_at(persons.len().saturating_sub(BOUND));
        for (n, some) in claimed.chunks(CLAIMED).enumerate() {
            // What cannot end well is not begun; whether it ends well is decided by the change itself.
            let claim = if n == 0 { self.claim_of(before, actor) } else { Change::default() };
            if let Commit::Stopped(stopped) = self.commit(self.binds(claim, after, some, (at, false))).await? {
                return Ok(Err(match self.repeated(before, asked).await? {
                    Some(Relation::Same) => Ended::Done(after.clone()),
                    Some(Relation::OtherContent) => Ended::Other,
                    _ => stopped_by(before, persons, &stopped)?,
                }));
            }
        }
        let change = self.binds(change, after, last, (at, true)).put(self, after.running());
        // Who has left, come back and is named again is nobody whose place another one has.
        let is_back = |it: &&Replaced| persons.iter().any(|picked| picked.worker == it.leaver);
        let back = application.replaced.iter().filter(is_back);
        Ok(Ok(back.fold(change, |change, it| change.delete(self, &Matter::application(before.id).replaced(it.leaver)))))
    }

    /// How this request relates to the one that went on from this head, where one did: a second click whose claim was
    /// refused because the first had handed in meanwhile has the first answer.
    async fn repeated(&self, before: &Head, asked: &Asked) -> Result<Option<Relation>, Trouble> {
        let event = self.get(&Matter::application(before.id).event(before.version + 1)).await?;
        Ok(event.as_ref().map(|event| receipt::relation(self, View(event), asked)))
    }

    /// Takes the claims of those away who are in a draft no more. Only more persons than one change binds were claimed.
    pub(super) fn sweeps(&self, change: Change, before: &Head, (then, now): (&[Picked], &[Picked])) -> Change {
        if then.len() <= BOUND {
            return change;
        }
        let is_gone = |it: &&Picked| !now.iter().any(|now| now.worker == it.worker);
        let round = before.round().number + 1;
        then.iter()
            .filter(is_gone)
            .fold(change, |change, it| change.delete(self, &Matter::worker(it.worker).used_in(before.id, round)))
    }

    /// The application is as it was read, and the actor may still act.
    fn claim_of(&self, before: &Head, actor: &Actor) -> Change {
        let version = A::N(before.version.to_string());
        let head = Matter::application(before.id).head();
        Change::default().by(self, actor).require(Guard::Head, self, &head, Some(("version", version)))
    }

    fn binds(&self, change: Change, after: &Head, persons: &[Picked], (at, counts): (Timestamp, bool)) -> Change {
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
                round: after.round(),
            };
            change.uses(self, after.unit, picked.worker, &used, counts)
        })
    }
}

/// Why a claim was not made.
fn stopped_by(before: &Head, persons: &[Picked], stopped: &Stopped) -> Result<Ended<Head>, Trouble> {
    if refused(stopped, Guard::Account).is_some() {
        return Ok(Ended::Revoked);
    }
    lost(before, persons, None, stopped)
}
