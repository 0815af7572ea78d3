//! The desk: what waits for an answer, what is due first first.

use crate::links::MINE;
use crate::pages::{Asked, Queue};
use axum::extract::State;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use sheets::Head;
use store::desk::{DeskLine, Sort, Wanted};
use web::download::{HandledList, Listed, is_asked};
use web::{Due, Query};

const COLUMNS: [Head; 7] = [
    Head::new("办理期限", 18),
    Head::new("办件编号", 24),
    Head::new("类型", 14),
    Head::new("申请单位", 36),
    Head::new("事项", 44),
    Head::new("状态", 14),
    Head::new("办理人", 14),
];

fn cells(line: &DeskLine) -> Vec<String> {
    let taken = line.taken.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let (due, sort) = (Due::of(Some(line.due)).words(), line.sort.word().to_owned());
    let (number, unit, title, state) = (&line.number, &line.unit_name, &line.title, &line.state);
    vec![due, number.clone(), sort, unit.clone(), title.clone(), state.clone(), taken]
}

/// A page of the desk; `sort`, `mine` and `q` leave out what is not wanted. All of that as a spreadsheet where that is
/// asked.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> HandledList<Queue> {
    let sort = query.get("sort").and_then(Sort::parse);
    let asked = Asked { sort, mine: query.is("mine", MINE), q: query.get("q").unwrap_or_default() };
    let wanted = |officer: AccountId| Wanted { sort, taken: asked.mine.then_some(officer), q: asked.q };
    if is_asked(&query) {
        let read = async |officer| hall.store.whole_desk(officer, wanted(officer)).await;
        let (_, lines) = hall.enter(&guest, &[Role::Officer], read).await?;
        return Listed::sheet("受理审批", sheets::list("受理审批", &COLUMNS, lines.iter().map(cells)));
    }
    let read = async |officer| hall.store.desk(officer, wanted(officer), query.get("after")).await;
    let (_, page) = hall.enter(&guest, &[Role::Officer], read).await?;
    Listed::show(Queue::new(asked, page, hall.setting().today))
}
