//! The list: a unit's own requests, or what waits for the officers, what is due first first.

use crate::pages::Requests;
use axum::extract::State;
use domain::Trouble;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use store::desk::{Sort, Wanted};
use web::{Answer, Handled, Query};

/// A page of the list; `q` searches by name and number. Whose list it is, is known with the account: an officer's own
/// partition holds no requests, so that reading it costs next to nothing.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Requests> {
    let (q, after) = (query.get("q").unwrap_or_default(), query.get("after"));
    let own = async |id: AccountId| hall.store.deletions(id.unit(), after, q).await;
    let (actor, own) = hall.enter(&guest, &[Role::Enterprise, Role::Officer], own).await?;
    if actor.role == Role::Enterprise {
        return Ok(Answer::Show(Requests::of_the_unit(q, own)));
    }
    let wanted = Wanted { sort: Some(Sort::Deletion), q, ..Wanted::default() };
    let waiting =
        hall.store.desk(actor.account, wanted, after).await.map_err(|trouble: Trouble| web::Problem::from(trouble))?;
    Ok(Answer::Show(Requests::of_the_desk(q, waiting)))
}
