//! The desk: what waits for an answer, what is due first first.

use crate::links::MINE;
use crate::pages::{Asked, Queue};
use axum::extract::State;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use store::desk::{Sort, Wanted};
use web::{Answer, Handled, Query};

/// A page of the desk; `sort`, `mine` and `q` leave out what is not wanted.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Queue> {
    let sort = query.get("sort").and_then(Sort::parse);
    let asked = Asked { sort, mine: query.is("mine", MINE), q: query.get("q").unwrap_or_default() };
    let read = async |officer: AccountId| {
        let wanted = Wanted { sort, taken: asked.mine.then_some(officer), q: asked.q };
        hall.store.desk(officer, wanted, query.get("after")).await
    };
    let (_, page) = hall.enter(&guest, &[Role::Officer], read).await?;
    Ok(Answer::Show(Queue::new(asked, page, hall.setting().today)))
}
