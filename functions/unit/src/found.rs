//! 单位核实: an officer finds a unit by its whole credit code or by consecutive characters of its name.

use crate::pages::Units;
use axum::extract::State;
use domain::account::Role;
use domain::ids::{AccountId, UnitId};
use runtime::{Guest, Hall};
use sheets::Head;
use store::find::Hits;
use web::Query;
use web::download::{HandledList, Listed, is_asked};

const COLUMNS: [Head; 3] = [Head::new("企业名称", 44), Head::new("统一社会信用代码", 24), Head::new("状态", 14)];
/// So little is not searched for: one character is in every name.
const LEAST: usize = 2;

/// What was found for `q`, and how far each unit is verified; as a spreadsheet where that is asked.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> HandledList<Units> {
    let q = query.get("q").unwrap_or_default().trim();
    let is_short = q.chars().count() < LEAST;
    let find = async |_: AccountId| if is_short { Ok(Hits::default()) } else { hall.store.find_units(q).await };
    let (_, hits) = hall.enter(&guest, &[Role::Officer], find).await?;
    let ids: Vec<UnitId> = hits.items.iter().map(|unit| unit.id).collect();
    let units = hall.store.units(&ids).await?;
    if is_asked(&query) {
        let rows = units.iter().map(|it| vec![it.name.clone(), it.code.clone(), it.standing.word().to_owned()]);
        return Listed::sheet("单位核实", sheets::list("单位核实", &COLUMNS, rows));
    }
    Listed::show(Units::new(q, &units, hits.more))
}
