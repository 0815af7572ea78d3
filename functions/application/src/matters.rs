//! 资质事项 and their guides.

use crate::pages::{Guide, Matters};
use crate::sheet;
use axum::extract::{Path, State};
use catalog::matters::{MATTERS, Matter, find};
use domain::Trouble;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use web::download::{HandledList, Listed, is_asked};
use web::{Answer, Handled, Problem, Query};

/// Rows of a page.
const ROWS: usize = 20;

/// The matters for units of this kind; `q` searches in names and codes. All of them as a spreadsheet where that is asked.
pub async fn list(State(hall): State<Hall>, guest: Guest, query: Query) -> HandledList<Matters> {
    let unit = async |id: AccountId| hall.store.unit(id.unit()).await;
    let (_, unit) = hall.enter(&guest, &[Role::Enterprise], unit).await?;
    let unit = unit.ok_or(Trouble::Missing)?;
    let (q, after) = (query.get("q").unwrap_or_default(), query.get("after"));
    let fitting = || MATTERS.iter().filter(|matter| matter.kind == unit.kind && matter.says(q));
    if is_asked(&query) {
        return Listed::sheet("资质事项", sheet::matters(fitting()));
    }
    let begin = after.and_then(|after| fitting().position(|matter| matter.code == after)).map_or(0, |n| n + 1);
    let shown: Vec<&'static Matter> = fitting().skip(begin).take(ROWS).collect();
    let more = fitting().count() > begin + shown.len();
    let next = shown.last().filter(|_| more).map(|matter| matter.code);
    Listed::show(Matters::new(&shown, q, next))
}

/// 办件指南 with 办件入口.
pub async fn guide(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<Guide> {
    let unit = async |account: AccountId| hall.store.unit(account.unit()).await;
    let (_, unit) = hall.enter(&guest, &[Role::Enterprise], unit).await?;
    let unit = unit.ok_or(Trouble::Missing)?;
    let matter = find(&id).ok_or(Problem::NotFound)?;
    Ok(Answer::Show(Guide::new(matter, matter.kind == unit.kind, hall.setting().today)))
}
