//! 下载清单: the unit's own requests as a spreadsheet.

use axum::extract::State;
use axum::response::Response;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use sheets::Head;
use web::download::workbook;
use web::{Problem, cell};

const TITLE: &str = "人员删除申请";
const COLUMNS: [Head; 5] = [
    Head::new("办件编号", 24),
    Head::new("姓名", 12),
    Head::new("证件号码", 22),
    Head::new("状态", 14),
    Head::new("申请时间", 18),
];

/// The whole list; numbers are masked as on the page.
pub async fn download(State(hall): State<Hall>, guest: Guest) -> Result<Response, Problem> {
    let read = async |id: AccountId| hall.store.all_deletions(id.unit()).await;
    let (_, requests) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    let rows = requests.iter().map(|row| {
        let (number, name, masked) = (row.number.clone(), row.name.clone(), row.masked.clone());
        vec![number, name, masked, row.state.word().to_owned(), cell::local(row.since)]
    });
    Ok(workbook(TITLE, sheets::list(TITLE, &COLUMNS, rows).map_err(Problem::broken)?))
}
