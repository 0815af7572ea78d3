//! The unit's imports.

use crate::pages::Imports;
use axum::extract::State;
use catalog::imports::import as kind_of;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use sheets::Head;
use store::import::Import;
use web::download::{HandledList, Listed, is_asked};
use web::{Query, cell};

const SHEET: &str = "Excel导入记录";
const COLUMNS: [Head; 6] = [
    Head::new("导入内容", 20),
    Head::new("文件", 40),
    Head::new("状态", 14),
    Head::new("已录入行数", 14),
    Head::new("未录入行数", 14),
    Head::new("上传时间", 18),
];

/// A page of the list, newest first; all of it as a spreadsheet where that is asked.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> HandledList<Imports> {
    if is_asked(&query) {
        let read = async |id: AccountId| hall.store.all_imports(id.unit()).await;
        let (_, imports) = hall.enter(&guest, &[Role::Enterprise], read).await?;
        return Listed::sheet(SHEET, sheets::list(SHEET, &COLUMNS, imports.iter().map(cells)));
    }
    let after = query.get("after");
    let read = async |id: AccountId| hall.store.imports(id.unit(), after).await;
    let (actor, found) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    Listed::show(Imports::new(found, &actor.kind))
}

fn cells(import: &Import) -> Vec<String> {
    let of = kind_of(&import.of).map_or("", |kind| kind.name).to_owned();
    let rejected = (import.bad + import.failed).to_string();
    let (state, at) = (import.state.word().to_owned(), cell::local(import.at));
    vec![of, import.name.clone(), state, import.taken.to_string(), rejected, at]
}
