//! Who looked at a whole identity number, and when: written before it is shown.

use crate::Store;
use crate::change::{Change, Commit};
use crate::item::Item;
use crate::keys::Matter;
use domain::Trouble;
use domain::account::Actor;
use domain::ids::PersonId;
use jiff::Timestamp;

impl Store {
    /// Records that an actor is about to be shown a person's whole identity number.
    /// `false`: the actor's account was revoked meanwhile, and nothing may be shown.
    pub async fn disclose(&self, person: PersonId, actor: &Actor, at: Timestamp) -> Result<bool, Trouble> {
        let item = Item::new("disclosure", Matter::person(person).disclosure(at, actor.account))
            .text("account", actor.account.to_string())
            .text("role", actor.role.code())
            .text("by", &actor.name)
            .at("at", at);
        let change = Change::default().by(self, actor).put(self, item);
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }
}
