//! One person as the chosen unit sees them; 查看完整号码.

use crate::pages::{Detail, Disclosed};
use crate::queue::SEEN;
use axum::extract::{Path, State};
use domain::account::{Actor, Role};
use domain::ids::{AccountId, PersonId, UnitId};
use domain::registration::State as Stands;
use domain::{IdentityNumber, Refused, Trouble};
use runtime::{Guest, Hall};
use store::person::{Dossier, Head};
use store::review::Row;
use web::{Answer, Handled, Problem};

/// The details, to be read.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<Detail> {
    let seen = see(&hall, &guest, &id).await?;
    Ok(Answer::Show(seen.detail()))
}

/// 查看完整号码: who looked, and when, is written before the number is shown.
pub async fn disclose(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<Disclosed> {
    let seen = see(&hall, &guest, &id).await?;
    let head = &seen.dossier.head;
    if head.state.is_open() {
        return Err(Refused::NotNow { state: head.state.word(), asked: "查看完整号码" }.into());
    }
    if !hall.store.disclose(head.id, &seen.actor, hall.now()).await? {
        return Err(hall.revoked(&guest));
    }
    Ok(Answer::Show(Disclosed::new(seen.detail(), &seen.identity)))
}

/// All that the pages about one person read, in one round trip.
struct Seen {
    actor: Actor,
    dossier: Dossier,
    identity: IdentityNumber,
    queue: Vec<Row>,
}

impl Seen {
    fn detail(&self) -> Detail {
        Detail::new(&self.dossier, self.identity.sex(), &self.queue)
    }
}

async fn see(hall: &Hall, guest: &Guest, id: &str) -> Result<Seen, Problem> {
    let id = PersonId::parse(id);
    let read = async |account: AccountId| match id {
        Some(id) => tokio::try_join!(hall.store.dossier(id), hall.store.first_waiting(account.unit(), SEEN)),
        None => Ok::<_, Trouble>((None, Vec::new())),
    };
    let (actor, (dossier, queue)) = hall.enter(guest, &[Role::Enterprise], read).await?;
    let dossier = dossier.filter(|it| is_shown(&it.head, actor.account.unit())).ok_or(Problem::NotFound)?;
    let identity = dossier.head.identity(&hall.store)?;
    Ok(Seen { actor, dossier, identity, queue })
}

/// A unit sees those who chose it and have handed in their file; anybody else, and who has left, looks like nobody.
pub fn is_shown(head: &Head, unit: UnitId) -> bool {
    head.unit == unit && head.submitted > 0 && !matches!(head.state, Stands::Draft | Stands::Left)
}
