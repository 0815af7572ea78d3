//! A person's record as the unit sees it; 查看完整号码.

use crate::begun::{begin, begun_for};
use crate::list;
use crate::pages::{Disclosed, Shown, WorkerForm, WorkerPage};
use axum::extract::{Path, State};
use catalog::unfinished::NEW;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::ids::{AccountId, WorkerId};
use domain::post::Post;
use runtime::past::Past;
use runtime::{Guest, Hall};
use store::draft::Pending;
use store::paper::{Paper, Place};
use store::worker::Worker;
use web::{Answer, Handled, Problem, Query};

/// Who keeps people.
pub const UNIT: &[Role] = &[Role::Enterprise];

/// A person of the unit, as the holder of the post that the address names, or of the first of them all. Whoever uploads
/// without a script comes back to the person, who may only have been begun.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<Shown> {
    let asked = query.get("post").map(|_| list::post(&query)).transpose()?;
    let past = async |_| match WorkerId::parse(&id) {
        Some(id) => Past::of(&hall, Place::Worker(id), &query).await,
        None => Ok(Past::default()),
    };
    let (actor, found, past) = look(&hall, &guest, &id, past).await?;
    let Some((worker, papers)) = found else {
        return planned(&hall, &actor, &id).await.map(|form| Answer::Show(Shown::from(form)));
    };
    let asked = asked.filter(|post| worker.card.holds(*post));
    let post = asked.unwrap_or_else(|| first(&worker));
    let page =
        WorkerPage::new(&worker, post).with(&worker, &papers, asked).past(&worker, &papers, (&past, &actor.name));
    Ok(Answer::Show(Shown::from(page)))
}

/// The form of the new person who will have this id, where the unit began one.
async fn planned(hall: &Hall, actor: &Actor, id: &str) -> Result<WorkerForm, Problem> {
    let (unit, id) = (actor.account.unit(), WorkerId::parse(id).ok_or(Problem::NotFound)?);
    let of = |post| begun_for(hall, actor.account, post, NEW);
    let [legal, manager, finance, technical, staff] = Post::ALL;
    let all = tokio::try_join!(of(legal), of(manager), of(finance), of(technical), of(staff))?;
    let all = Post::ALL.into_iter().zip([all.0, all.1, all.2, all.3, all.4]);
    let is_it = |it: &Pending| hall.store.worker_of(unit, &it.request) == id;
    let found = all.filter_map(|(post, it)| Some((post, it.filter(is_it)?))).next();
    let (post, pending) = found.ok_or(Problem::NotFound)?;
    let legal = if post == Post::Legal { hall.store.legal(unit).await? } else { None };
    begin(hall, actor, post, legal.as_ref(), Some(pending)).await
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
pub fn first(worker: &Worker) -> Post {
    worker.card.posts.first().map_or(Post::Staff, |held| held.post)
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
    let (actor, found, beside) = look(hall, guest, id, beside).await?;
    let (worker, papers) = found.ok_or(Problem::NotFound)?;
    Ok(Own { actor, worker, papers, beside })
}

/// The same, whether there is somebody or not.
pub async fn look<T>(
    hall: &Hall,
    guest: &Guest,
    id: &str,
    beside: impl AsyncFnOnce(AccountId) -> Result<T, Trouble>,
) -> Result<(Actor, Option<(Worker, Vec<Paper>)>, T), Problem> {
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
    Ok((actor, found, beside))
}
