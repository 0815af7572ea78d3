//! Who looked at the whole number of somebody whom a unit keeps, and when: written before it is shown.

use crate::Store;
use crate::change::{Change, Commit};
use crate::item::{Item, Raw, View};
use crate::keys::Matter;
use domain::Trouble;
use domain::account::Actor;
use domain::ids::WorkerId;
use jiff::Timestamp;

/// One look.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The name that the actor bore.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// In what the number was shown, where it was one of many.
    pub within: Option<String>,
}

impl Look {
    pub(super) fn read(raw: &Raw) -> Result<Look, Trouble> {
        let item = View(raw);
        Ok(Look { by: item.owned("by")?, at: item.at("at")?, within: item.maybe("within").map(str::to_owned) })
    }
}

impl Store {
    /// Records that an actor is about to be shown the whole number of one of the unit's people.
    /// `false`: the actor's account was revoked meanwhile, and nothing may be shown.
    pub async fn disclose_worker(&self, worker: WorkerId, actor: &Actor, at: Timestamp) -> Result<bool, Trouble> {
        self.looks_at(&Matter::worker(worker), actor, at, None).await
    }

    /// Records that a unit is about to be given the whole numbers of all its people within something: once, with the
    /// unit, and everybody's record tells it. `false` as above.
    pub async fn disclose_workers(&self, within: &str, actor: &Actor, at: Timestamp) -> Result<bool, Trouble> {
        self.looks_at(&Matter::unit(actor.account.unit()), actor, at, Some(within)).await
    }

    /// The record of one look.
    pub(crate) async fn looks_at(
        &self,
        matter: &Matter,
        actor: &Actor,
        at: Timestamp,
        within: Option<&str>,
    ) -> Result<bool, Trouble> {
        let item = Item::new("disclosure", matter.disclosure(at, actor.account))
            .text("account", actor.account.to_string())
            .text("role", actor.role.code())
            .text("by", &actor.name)
            .at("at", at)
            .maybe("within", within);
        let change = Change::default().by(self, actor).put(self, item);
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }
}
