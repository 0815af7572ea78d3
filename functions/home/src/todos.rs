//! 个人助理 · 待办事宜: the same list as on the home page, all of it.

use crate::desk::Desk;
use crate::pages::Todos;
use axum::extract::State;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use web::{Answer, Handled, Query};

/// Rows of a page.
const ROWS: usize = 10;

/// A page of the list.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Todos> {
    let after = query.get("after");
    let read = async |id: AccountId| Desk::read(&hall, &guest, id, (after, ROWS)).await;
    let (actor, desk) = hall.enter(&guest, &Role::ALL, read).await?;
    Ok(Answer::Show(Todos::new(desk.of(&hall, &actor, ROWS).await?)))
}
