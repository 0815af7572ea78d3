//! 离开单位: what the agreement to a 人员删除申请 does to a registered person, in the change of the agreement itself. The
//! head is not read for it: while the file is passed, the card has the head's version and the digest of its last receipt,
//! and the request has pinned both.

use super::head::LEFT;
use crate::Store;
use crate::change::{Change, Guard};
use crate::expression::Expression;
use crate::item::{Item, Raw};
use crate::keys::Matter;
use crate::receipt::{self, Asked, Trail};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::account::Actor;
use domain::history::By;
use domain::ids::{AccountId, PersonId, UnitId, WorkerId};
use domain::registration::{Command, Party, Standing, State};
use jiff::Timestamp;

/// Who leaves, as a request has pinned it.
pub(crate) struct Leaver<'a> {
    /// Who.
    pub person: PersonId,
    /// The unit that is left.
    pub unit: UnitId,
    /// Since when the unit has passed the file.
    pub since: Timestamp,
    /// The version that was passed.
    pub version: u64,
    /// The digest of the receipt of that.
    pub chain: &'a str,
}

/// Whose a card is that no unit has: the person's own. No unit bears a person's id, so no unit's condition fits.
pub(crate) fn self_kept(worker: WorkerId) -> UnitId {
    AccountId::from(worker.person()).unit()
}

impl Change {
    /// Moves the head to 已离开单位, with its receipt; the file must be passed, in the version that was pinned. The account
    /// and the guard of the number stay, so that the person can choose another unit.
    pub(crate) fn departs(
        self,
        guard: Guard,
        store: &Store,
        of: &Leaver<'_>,
        (actor, asked, at): (&Actor, &Asked, Timestamp),
    ) -> Result<Change, Trouble> {
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let standing = Standing { person: of.person, unit: of.unit };
        let passed = State::Approved { since: of.since };
        let step = passed.step(Command::Leave, standing, Party::Department, by, at);
        let step = step.map_err(|_| Trouble::broken("the law lets nobody leave"))?;
        let (matter, version) = (Matter::person(of.person), of.version + 1);
        let (event, trail) = receipt::written(store, &matter, version, &step.event, asked, &Trail::pinned(of.chain));
        let set = trail.fill(Item(Raw::new()).text("state", LEFT).at("since", at).number("version", version));
        let expression = Expression::from("SET ").each(set.0.keys());
        let set: Vec<(String, A)> = set.0.into_iter().map(|(name, value)| (format!(":{name}"), value)).collect();
        let condition = "#state = :passed AND #version = :known AND #unit = :unit";
        let mut values: Vec<(&str, A)> = vec![
            (":passed", A::S("approved".to_owned())),
            (":known", A::N(of.version.to_string())),
            (":unit", A::S(of.unit.to_string())),
        ];
        values.extend(set.iter().map(|(name, value)| (name.as_str(), value.clone())));
        Ok(self.create(guard, store, event).alter(guard, store, &matter.head(), (expression, condition), values))
    }
}
