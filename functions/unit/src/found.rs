//! 单位核实: an officer finds a unit by its whole credit code or by consecutive characters of its name.

use crate::pages::Units;
use axum::extract::State;
use domain::account::Role;
use domain::ids::{AccountId, UnitId};
use runtime::{Guest, Hall};
use store::find::Hits;
use web::{Answer, Handled, Query};

/// So little is not searched for: one character is in every name.
const LEAST: usize = 2;

/// What was found for `q`, and how far each unit is verified.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Units> {
    let q = query.get("q").unwrap_or_default().trim();
    let is_short = q.chars().count() < LEAST;
    let find = async |_: AccountId| if is_short { Ok(Hits::default()) } else { hall.store.find_units(q).await };
    let (_, hits) = hall.enter(&guest, &[Role::Officer], find).await?;
    let ids: Vec<UnitId> = hits.items.iter().map(|unit| unit.id).collect();
    let units = hall.store.units(&ids).await?;
    Ok(Answer::Show(Units::new(q, &units, hits.more)))
}
