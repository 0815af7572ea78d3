//! Who looked at a whole identity number, and when: written before it is shown.

use crate::Store;
use crate::keys::Matter;
use domain::Trouble;
use domain::account::Actor;
use domain::ids::PersonId;
use jiff::Timestamp;

impl Store {
    /// Records that an actor is about to be shown a person's whole identity number.
    /// `false`: the actor's account was revoked meanwhile, and nothing may be shown.
    pub async fn disclose(&self, person: PersonId, actor: &Actor, at: Timestamp) -> Result<bool, Trouble> {
        self.looks_at(&Matter::person(person), actor, at, None).await
    }
}
