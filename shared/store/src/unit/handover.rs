//! 移交: an officer hands a unit to its rightful holder. The account stays the unit's, so that everything the unit has
//! stays with it; another login name and a one-time password lead to it from now on, and every session ends. The former
//! login name stays where it is and leads nowhere: nobody else can take it, and whoever signs in with it is told.

use super::{Case, Unit};
use crate::account::{Account, HandedOver};
use crate::change::{Change, Guard, refused};
use crate::keys::Matter;
use crate::receipt::{self, Asked, Outcome};
use crate::{Ended, Store};
use domain::account::{Actor, Role};
use domain::history::{By, Event};
use domain::verification::Command;
use domain::{LoginName, Trouble};
use jiff::Timestamp;

/// To whom a unit is handed, and why.
pub struct Next {
    /// The rightful holder's login name.
    pub login: LoginName,
    /// The hash of the one-time password.
    pub hash: String,
    /// Why; the former holder is told.
    pub reason: String,
}

/// How handing over ended.
pub enum Handed {
    /// The unit and its account, as the change or the same request before left them; or why it was not done.
    Ended(Box<Ended<(Unit, Account)>>),
    /// Somebody has the login name.
    Taken,
}

/// The former holder's login name is not the rightful one's.
const TAKEN: Guard = Guard::Unique("login_name");
/// The account is as it was read.
const ACCOUNT: Guard = Guard::There("account");

impl Store {
    /// Hands a unit over: its receipt and head, its account's receipt and head, both login names, the desk and the to-do.
    pub async fn hand_over(
        &self,
        (case, before): (&Case, &Account),
        (next, seen): (Next, Option<u64>),
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Handed, Trouble> {
        let ended = |ended: Ended<(Unit, Account)>| Ok(Handed::Ended(Box::new(ended)));
        match case.precedent(self, seen, asked) {
            Some(Ended::Done(unit)) => return self.handed_before(unit).await,
            Some(precedent) => return ended(beside(precedent, before)),
            None => {}
        }
        let command = Command::HandOver { reason: next.reason.clone() };
        let stepped = match self.stepped(&case.unit, command, actor, asked, at) {
            Ok(stepped) => stepped,
            Err(refused) => return ended(Ended::Refused(refused)),
        };
        if self.login_digest(&before.login) == self.login_digest(&next.login) {
            return Ok(Handed::Taken);
        }
        let unit = Unit { handed: Some(at), ..stepped.unit };
        let by = By { account: actor.account, role: Role::Officer, name: actor.name.clone() };
        let event = Event { did: "移交", from: "启用", to: "启用", by, at, reason: Some(next.reason.clone()) };
        let of = Matter::account(before.id);
        let (told, trail) = receipt::written(self, &of, before.version + 1, &event, asked, &before.trail);
        let after = Account {
            login: next.login,
            name: unit.name.clone(),
            version: before.version + 1,
            trail,
            ..before.clone()
        };
        let after = after.with_one_time(next.hash, at);
        let former = Account { handed: Some(HandedOver { at, reason: next.reason }), ..before.clone() };
        let change = Change::default()
            .create(Guard::Event, self, stepped.event)
            .replace(self, unit.written(), case.unit.version)
            .by_another(self, actor, unit.id)
            .replace_beside(ACCOUNT, self, after.head(), before.version)
            .put(self, told)
            .create(TAKEN, self, after.credential(self))
            .put(self, former.credential(self))
            .put(self, unit.told(at, stepped.reason.as_deref()));
        let change = self.at_the_desk(change, &case.unit, &unit);
        Ok(match self.conclude(change, asked).await? {
            Outcome::Same(_) => return self.handed_before(unit).await,
            Outcome::Stopped(None, stopped) if refused(&stopped, TAKEN).is_some() => Handed::Taken,
            outcome => Handed::Ended(Box::new(outcome.ended((unit, after), || (case.unit.clone(), before.clone())))),
        })
    }
}

impl Store {
    /// The answer to a request that came again: its account was read beside the unit, perhaps a moment too early.
    async fn handed_before(&self, unit: Unit) -> Result<Handed, Trouble> {
        let account =
            self.account(unit.id.into()).await?.ok_or_else(|| Trouble::broken("a unit without an account"))?;
        Ok(Handed::Ended(Box::new(Ended::Done((unit, account)))))
    }
}

/// What came of a unit's change, with its account.
fn beside(ended: Ended<Unit>, account: &Account) -> Ended<(Unit, Account)> {
    match ended {
        Ended::Done(unit) => Ended::Done((unit, account.clone())),
        Ended::Overtaken(unit, receipt) => Ended::Overtaken((unit, account.clone()), receipt),
        Ended::Other => Ended::Other,
        Ended::Revoked => Ended::Revoked,
        Ended::Refused(refused) => Ended::Refused(refused),
    }
}
