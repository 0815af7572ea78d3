//! 待审核人员 and 已审核人员.

use crate::links::APPROVED;
use crate::pages::People;
use axum::extract::State;
use domain::account::Role;
use runtime::{Guest, Hall};
use store::review::Shelf;
use web::{Answer, Handled, Query};

/// A page of one of the two lists; `q` searches by name.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<People> {
    let shelf = shelf(&query);
    let (q, after) = (query.get("q").unwrap_or_default(), query.get("after"));
    let people = async |id: domain::ids::AccountId| hall.store.people(id.unit(), shelf, after, q).await;
    let (_, page) = hall.enter(&guest, &[Role::Enterprise], people).await?;
    Ok(Answer::Show(People::new(shelf, q, page)))
}

/// Which of the two lists is asked for.
pub fn shelf(query: &Query) -> Shelf {
    if query.is("state", APPROVED) { Shelf::Approved } else { Shelf::Waiting }
}
