//! 非注册人员 and 注册人员列表.

use crate::pages::People;
use axum::extract::State;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use store::worker::Source;
use web::{Answer, Handled, Query};

/// Which list an address asks for.
pub fn source(query: &Query) -> Source {
    query.get("source").and_then(Source::parse).unwrap_or(Source::Member)
}

/// A page of one of the two lists; `q` searches by name, category and major.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<People> {
    let source = source(&query);
    let (q, after) = (query.get("q").unwrap_or_default(), query.get("after"));
    let people = async |id: AccountId| hall.store.workers(id.unit(), source, after, q).await;
    let (_, page) = hall.enter(&guest, &[Role::Enterprise], people).await?;
    Ok(Answer::Show(People::new(source, q, page)))
}
