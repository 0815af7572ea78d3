//! 下载名单: 待审核人员 and 已审核人员 as spreadsheets.

use crate::list::shelf;
use crate::pages::title;
use axum::extract::State;
use axum::response::Response;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use sheets::Head;
use store::review::Shelf;
use web::download::workbook;
use web::{Problem, Query, cell};

/// What the page lists, whole; numbers are masked as there.
pub async fn download(State(hall): State<Hall>, guest: Guest, query: Query) -> Result<Response, Problem> {
    let shelf = shelf(&query);
    let q = query.get("q").unwrap_or_default();
    let read = async |id: AccountId| hall.store.all_people(id.unit(), shelf, q).await;
    let (_, people) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    let since = if shelf == Shelf::Waiting { "提交时间" } else { "通过时间" };
    let heads = [Head::new("姓名", 12), Head::new("身份证号", 22), Head::new("注册类别", 28), Head::new(since, 18)];
    let rows = people
        .iter()
        .map(|row| vec![row.name.clone(), row.masked.clone(), row.category.clone(), cell::local(row.since)]);
    Ok(workbook(title(shelf), sheets::list(title(shelf), &heads, rows).map_err(Problem::broken)?))
}
