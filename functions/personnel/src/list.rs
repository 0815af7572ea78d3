//! The lists of people: 法定代表人, 企业总经理, 企业财务负责人, 企业主要技术负责人或总工, 非注册人员, 注册人员列表.

use crate::pages::{People, WorkerPage};
use axum::extract::State;
use domain::account::Role;
use domain::ids::AccountId;
use domain::post::Post;
use runtime::people::found;
use runtime::{Guest, Hall};
use store::paper::Place;
use store::worker::{Roll, Source};
use web::{Answer, Handled, Problem, Query};

/// Which post an address names: 非注册人员 where it names none.
///
/// # Errors
/// 404 for a post that there is not.
pub fn post(query: &Query) -> Result<Post, Problem> {
    query.get("post").map_or(Some(Post::Staff), Post::parse).ok_or(Problem::NotFound)
}

/// Which list an address names.
///
/// # Errors
/// 404 for a post that there is not.
pub fn roll(query: &Query) -> Result<Roll, Problem> {
    if query.is("source", Source::Registered.code()) { Ok(Roll::Registered) } else { post(query).map(Roll::Post) }
}

/// A page of a list; `q` searches by name, category and what the card keeps of the file, and with `for` somebody is chosen for a post. The page of
/// the legal representative shows the record itself.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<People> {
    let (roll, chosen_for) = (roll(&query)?, query.get("for").and_then(Post::parse));
    let (q, after) = (query.get("q").unwrap_or_default(), query.get("after"));
    let people = async |id: AccountId| hall.store.workers(id.unit(), roll, after, (q, found)).await;
    let (actor, found) = hall.enter(&guest, &[Role::Enterprise], people).await?;
    let one = found.items.first().filter(|_| roll == Roll::Post(Post::Legal) && chosen_for.is_none());
    let shown = match one.map(|line| line.id) {
        Some(id) => {
            let papers = hall.store.papers_in(Place::Worker(id));
            let (worker, papers) = tokio::try_join!(hall.store.worker(actor.account.unit(), id), papers)?;
            worker.map(|worker| WorkerPage::new(&worker, Post::Legal).with(&worker, &papers, Some(Post::Legal)))
        }
        None => None,
    };
    Ok(Answer::Show(People::new((roll, chosen_for), q, found, shown)))
}
