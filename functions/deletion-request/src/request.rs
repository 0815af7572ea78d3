//! One request as the unit and the officer see it.

use crate::pages::{Detail, Filling};
use crate::people;
use axum::extract::{Path, State};
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::deletion::State as Stands;
use domain::ids::{AccountId, DeletionId};
use runtime::{Guest, Hall};
use store::deletion::{Case, Head};
use web::{Answer, Body, Handled, Problem, Query};

/// Who asks.
pub const UNIT: &[Role] = &[Role::Enterprise];
const BOTH: &[Role] = &[Role::Enterprise, Role::Officer];

/// The page. A draft is shown as the cards and applications say now; what was handed in, as it was handed in.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<Detail> {
    let id = DeletionId::parse(&id);
    let (actor, case) = opened(&hall, &guest, BOTH, (id, None)).await?;
    let filling = Filling { q: query.get("q").unwrap_or_default(), adds: query.is("add", "feedback") };
    Ok(Answer::Show(detail(&hall, &actor, &case, filling).await?))
}

/// The page of a request that the actor may see.
pub async fn detail(hall: &Hall, actor: &Actor, case: &Case, filling: Filling<'_>) -> Result<Detail, Trouble> {
    let today = hall.setting().today;
    if actor.role != Role::Enterprise || case.head.state != Stands::Draft {
        return Ok(Detail::new(case, actor.role, today));
    }
    let find = people::find(hall, case.head.unit, filling.q);
    let (fresh, found) = tokio::try_join!(hall.store.refreshed(case), find)?;
    Ok(Detail::draft(&fresh, found, filling, today))
}

/// A request that the actor may see, as it was when `seen` was its version; an officer keeps away from units of his own.
pub async fn opened(
    hall: &Hall,
    guest: &Guest,
    roles: &[Role],
    (id, seen): (Option<DeletionId>, Option<u64>),
) -> Result<(Actor, Case), Problem> {
    let both = async |account: AccountId| tokio::try_join!(read(hall, id, seen), hall.store.own_units(account));
    let (actor, (case, own)) = hall.enter(guest, roles, both).await?;
    let case = case.filter(|case| is_shown(&case.head, &actor)).ok_or(Problem::NotFound)?;
    if actor.role == Role::Officer {
        own.keep_from(case.head.unit)?;
    }
    Ok((actor, case))
}

/// A request, or nothing where nothing can be named so.
async fn read(hall: &Hall, id: Option<DeletionId>, seen: Option<u64>) -> Result<Option<Case>, Trouble> {
    match id {
        Some(id) => hall.store.deletion_case(id, seen).await,
        None => Ok(None),
    }
}

/// A request of the unit that asks, on the version that it saw, and what is read beside; a stranger's is nobody's.
pub async fn own<T, F>(
    hall: &Hall,
    guest: &Guest,
    id: &str,
    body: &Result<Body, Problem>,
    beside: impl FnOnce(AccountId) -> F,
) -> Result<(Actor, Case, T), Problem>
where
    F: Future<Output = Result<T, Trouble>>,
{
    let (id, seen) = (DeletionId::parse(id), body.as_ref().ok().and_then(|body| body.version));
    let all = async |account: AccountId| tokio::try_join!(read(hall, id, seen), beside(account));
    let (actor, (case, found)) = hall.enter(guest, UNIT, all).await?;
    let case = case.filter(|case| is_shown(&case.head, &actor)).ok_or(Problem::NotFound)?;
    Ok((actor, case, found))
}

/// A unit sees its own; an officer what was handed in. Anything else looks like nothing.
fn is_shown(head: &Head, actor: &Actor) -> bool {
    match actor.role {
        Role::Enterprise => head.unit == actor.account.unit(),
        Role::Officer => !matches!(head.state, Stands::Draft | Stands::Dropped),
        Role::Person => false,
    }
}
