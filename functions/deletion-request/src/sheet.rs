//! 下载清单: the unit's own requests, or those that wait for the officers, as a spreadsheet.

use axum::extract::State;
use axum::response::Response;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use sheets::Head;
use store::desk::{DeskLine, Sort, Wanted};
use web::download::workbook;
use web::{Due, Problem, Query, cell};

const TITLE: &str = "人员删除申请";
const DESK: [Head; 5] = [
    Head::new("办件编号", 24),
    Head::new("企业名称", 36),
    Head::new("申请删除的人员", 16),
    Head::new("状态", 14),
    Head::new("办理期限", 18),
];
const COLUMNS: [Head; 5] = [
    Head::new("办件编号", 24),
    Head::new("姓名", 12),
    Head::new("证件号码", 22),
    Head::new("状态", 14),
    Head::new("申请时间", 18),
];

fn waiting(line: &DeskLine) -> Vec<String> {
    let (number, unit, name) = (line.number.clone(), line.unit_name.clone(), line.title.clone());
    vec![number, unit, name, line.state.clone(), Due::of(Some(line.due)).words()]
}

/// What the page lists, whole: a unit's own requests, with numbers masked as there, or what waits for the officers.
pub async fn download(State(hall): State<Hall>, guest: Guest, query: Query) -> Result<Response, Problem> {
    let q = query.get("q").unwrap_or_default();
    let read = async |id: AccountId| hall.store.all_deletions(id.unit(), q).await;
    let (actor, requests) = hall.enter(&guest, &[Role::Enterprise, Role::Officer], read).await?;
    if actor.role == Role::Officer {
        let wanted = Wanted { sort: Some(Sort::Deletion), q, ..Wanted::default() };
        let lines = hall.store.whole_desk(actor.account, wanted).await?;
        return Ok(workbook(TITLE, sheets::list(TITLE, &DESK, lines.iter().map(waiting)).map_err(Problem::broken)?));
    }
    let rows = requests.iter().map(|row| {
        let (number, name, masked) = (row.number.clone(), row.name.clone(), row.masked.clone());
        vec![number, name, masked, row.state.word().to_owned(), cell::local(row.since)]
    });
    Ok(workbook(TITLE, sheets::list(TITLE, &COLUMNS, rows).map_err(Problem::broken)?))
}
