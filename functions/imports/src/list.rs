//! The unit's imports.

use crate::pages::Imports;
use axum::extract::State;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use web::{Answer, Handled, Query};

/// A page of the list, newest first.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Imports> {
    let after = query.get("after");
    let read = async |id: AccountId| hall.store.imports(id.unit(), after).await;
    let (actor, found) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    Ok(Answer::Show(Imports::new(found, &actor.kind)))
}
