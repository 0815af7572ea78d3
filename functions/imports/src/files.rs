//! Workbooks that leave: the template, and the rows that were not taken.

use crate::one::own;
use crate::ticket::had;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog::imports;
use domain::Trouble;
use domain::account::Role;
use runtime::{Guest, Hall};
use sheets::{Book, Reject};
use store::import::Row;
use web::download::workbook;
use web::{Problem, Query};

/// 下载模板.
pub async fn template(State(hall): State<Hall>, guest: Guest, query: Query) -> Result<Response, Problem> {
    let (actor, ()) = hall.enter(&guest, &[Role::Enterprise], async |_| Ok(())).await?;
    let kind = query.get("of").and_then(imports::import).ok_or(Problem::NotFound)?;
    had(kind, &actor)?;
    let bytes = Book::of(kind.form, kind.key).template().map_err(Problem::broken)?;
    Ok(workbook(&format!("{}导入模板", kind.name), bytes))
}

/// 下载未录入的行: as they came, with the reasons in the last column. They can be mended and uploaded again.
pub async fn rejects(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, import) = own(&hall, &guest, &id).await?;
    let import = import.filter(|import| import.bad + import.failed > 0).ok_or(Problem::NotFound)?;
    let kind = imports::import(&import.of).ok_or(Problem::NotFound)?;
    let mut rows = hall.store.import_rejects(&import).await?;
    rows.sort_by(|a, b| (&a.sheet, a.number).cmp(&(&b.sheet, b.number)));
    let reject = |row: Row| Reject { number: row.number, sheet: row.sheet, draft: row.draft, reasons: row.reasons };
    let rejects: Vec<Reject> = rows.into_iter().map(reject).collect();
    // Writing thousands of rows takes a while, and others are answered meanwhile.
    let written = tokio::task::spawn_blocking(move || Book::of(kind.form, kind.key).rejects(&rejects)).await;
    let written = written.map_err(|error| Trouble::broken(error.to_string()))?;
    Ok(workbook(&format!("未录入的{}", kind.name), written.map_err(Problem::broken)?))
}
