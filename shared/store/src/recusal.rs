//! 回避: an officer keeps away from the units in which he works. The guard of a number in a unit lies under the keyed
//! digest of the number, and an officer's account bears that very digest as its id: so the account that the cookie names
//! is all that is needed to know his units, beside the page's other data, and the number itself is kept nowhere.

use crate::Store;
use crate::account::Account;
use crate::change::{Change, Guard};
use crate::item::View;
use crate::keys;
use crate::table::Stretch;
use domain::account::{Actor, Role};
use domain::ids::{AccountId, UnitId};
use domain::registration::State;
use domain::{IdentityNumber, Refused, Trouble};
use std::collections::BTreeSet;

/// Units that are looked up, at most. A decision asks about its own unit by name, however many there are.
const UNITS: i32 = 1000;

/// The units in which an officer works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnUnits(BTreeSet<UnitId>);

impl OwnUnits {
    /// Whether a unit is one of them.
    pub fn has(&self, unit: UnitId) -> bool {
        self.0.contains(&unit)
    }

    /// Lets an officer look at and handle what is no unit of his own's.
    ///
    /// # Errors
    /// `Refused::Own` for a unit in which he works.
    pub fn keep_from(&self, unit: UnitId) -> Result<(), Refused> {
        if self.has(unit) { Err(Refused::Own) } else { Ok(()) }
    }
}

impl Change {
    /// The actor's account, for a change of what is a unit's: an officer who works in that unit by now commits nothing.
    pub(crate) fn by_another(self, store: &Store, actor: &Actor, unit: UnitId) -> Change {
        let change = self.by(store, actor);
        match actor.role {
            Role::Officer => change.absent(Guard::Own, store, &keys::works(actor.account, unit)),
            Role::Enterprise | Role::Person => change,
        }
    }
}

impl Store {
    /// The account that an officer with this number has.
    pub fn officer_of(&self, identity: &IdentityNumber) -> AccountId {
        AccountId::derived(self.seal.named("works", identity.as_str()))
    }

    /// The units in which an officer works; none of an account that is no officer's or was made without a number.
    pub async fn own_units(&self, officer: AccountId) -> Result<OwnUnits, Trouble> {
        let pk = keys::works_of(officer);
        let stretch = Stretch { pk: &pk, prefix: "", backwards: false, limit: UNITS, after: None, consistent: true };
        let units = self.query(stretch).await?.0;
        let unit = |raw| View(raw).read("sk", UnitId::parse);
        Ok(OwnUnits(units.iter().map(unit).collect::<Result<_, _>>()?))
    }

    /// Whether another unit than this one has somebody with this number; which one is nobody's business.
    pub async fn works_elsewhere(&self, identity: &IdentityNumber, unit: UnitId) -> Result<bool, Trouble> {
        let pk = keys::works_of(self.officer_of(identity));
        // One of two is another one.
        let stretch = Stretch { pk: &pk, prefix: "", backwards: false, limit: 2, after: None, consistent: true };
        let units = self.query(stretch).await?.0;
        let units = units.iter().map(|raw| View(raw).read("sk", UnitId::parse)).collect::<Result<Vec<_>, _>>()?;
        Ok(units.into_iter().any(|it| it != unit))
    }

    /// The unit behind an account: whose it is, or where the person whose it is has registered; none of a person who has
    /// left. Whoever gives an account a password can act as its holder, so an officer who may not decide on what is a
    /// unit's may not open its accounts either, nor his own as a registered person.
    ///
    /// # Errors
    /// `Refused::Own`, inside, for the account of one of the officer's units, of a person there, or of himself.
    pub async fn unit_behind(
        &self,
        account: &Account,
        (officer, own): (AccountId, &OwnUnits),
    ) -> Result<Result<Option<UnitId>, Refused>, Trouble> {
        let unit = match account.role {
            Role::Officer => None,
            Role::Enterprise => Some(account.id.unit()),
            Role::Person => {
                let head = self.person_head(account.id.person()).await?;
                let head = head.ok_or_else(|| Trouble::broken("a person's account without a file"))?;
                if self.officer_of(&head.identity(self)?) == officer {
                    return Ok(Err(Refused::Own));
                }
                Some(head.unit).filter(|_| head.state != State::Left)
            }
        };
        Ok(unit.map_or(Ok(()), |unit| own.keep_from(unit)).map(|()| unit))
    }
}
