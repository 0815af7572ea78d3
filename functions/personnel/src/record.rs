//! A person's record as the unit sees it; 查看完整号码.

use crate::list;
use crate::pages::{Disclosed, WorkerPage};
use axum::extract::{Path, State};
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::ids::{AccountId, WorkerId};
use runtime::{Guest, Hall};
use store::paper::{Paper, Place};
use store::worker::Worker;
use web::{Answer, Handled, Problem, Query};

/// Who keeps people.
pub const UNIT: &[Role] = &[Role::Enterprise];

/// A person of the unit, as the holder of the post that the address names, or of the first of them all.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<WorkerPage> {
    let asked = query.get("post").map(|_| list::post(&query)).transpose()?;
    let Own { worker, papers, .. } = own(&hall, &guest, &id, async |_| Ok(())).await?;
    let asked = asked.filter(|post| worker.card.holds(*post));
    let post = asked.unwrap_or_else(|| first(&worker));
    Ok(Answer::Show(WorkerPage::new(&worker, post).with(&worker, &papers, asked)))
}

/// 查看完整号码: who looked, and when, is written before the number is shown, and the record tells it.
pub async fn disclose(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<Disclosed> {
    let Own { actor, worker, papers, .. } = own(&hall, &guest, &id, async |_| Ok(())).await?;
    if !hall.store.disclose_worker(worker.card.line.id, &actor, hall.now()).await? {
        return Err(hall.revoked(&guest));
    }
    let number = worker.card.identity(&hall.store)?;
    let page = WorkerPage::new(&worker, first(&worker)).with(&worker, &papers, None);
    Ok(Answer::Show(Disclosed::new(page, &number)))
}

/// As what somebody is shown where no post is named.
pub fn first(worker: &Worker) -> domain::post::Post {
    worker.card.posts.first().map_or(domain::post::Post::Staff, |held| held.post)
}

/// A person of the unit who asks, with everything that pages and changes look at.
pub struct Own<T> {
    /// Who asks.
    pub actor: Actor,
    /// The record.
    pub worker: Worker,
    /// What lies with it.
    pub papers: Vec<Paper>,
    /// What was read beside.
    pub beside: T,
}

/// A person of the unit who asks, in one round trip with what is read beside; a stranger's is nobody.
pub async fn own<T>(
    hall: &Hall,
    guest: &Guest,
    id: &str,
    beside: impl AsyncFnOnce(AccountId) -> Result<T, Trouble>,
) -> Result<Own<T>, Problem> {
    let id = WorkerId::parse(id);
    let read = async |account: AccountId| {
        let worker = async {
            match id {
                Some(id) => {
                    let papers = hall.store.papers_in(Place::Worker(id));
                    let (worker, papers) = tokio::try_join!(hall.store.worker(account.unit(), id), papers)?;
                    Ok(worker.map(|worker| (worker, papers)))
                }
                None => Ok(None),
            }
        };
        tokio::try_join!(worker, beside(account))
    };
    let (actor, (found, beside)) = hall.enter(guest, UNIT, read).await?;
    let (worker, papers) = found.ok_or(Problem::NotFound)?;
    Ok(Own { actor, worker, papers, beside })
}
