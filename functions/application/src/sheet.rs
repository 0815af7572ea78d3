//! 下载清单: 资质事项, 我的申报 and 企业资质 as spreadsheets.

use crate::pages::matters::authority;
use crate::pages::qualifications::state;
use axum::extract::State;
use axum::response::Response;
use catalog::matters::Matter;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use sheets::{Head, Unwritable};
use web::download::workbook;
use web::{Problem, Query, cell};

const APPLICATIONS: [Head; 4] =
    [Head::new("申报事项", 44), Head::new("办件编号", 24), Head::new("状态", 14), Head::new("开始时间", 18)];
const MATTERS: [Head; 3] = [Head::new("事项名称", 44), Head::new("事项编码", 14), Head::new("审批层级", 24)];
const QUALIFICATIONS: [Head; 7] = [
    Head::new("资质类别及等级", 44),
    Head::new("证书编号", 24),
    Head::new("发证日期", 14),
    Head::new("有效期至", 14),
    Head::new("发证机关", 30),
    Head::new("状态", 10),
    Head::new("取得方式", 14),
];

/// 资质事项.
pub fn matters(matters: impl Iterator<Item = &'static Matter>) -> Result<Vec<u8>, Unwritable> {
    let rows = matters.map(|it| vec![it.title(), it.code.to_owned(), authority(it).to_owned()]);
    sheets::list("资质事项", &MATTERS, rows)
}

/// 我的申报, the latest first; `q` as on the page.
pub async fn applications(State(hall): State<Hall>, guest: Guest, query: Query) -> Result<Response, Problem> {
    let q = query.get("q").unwrap_or_default();
    let read = async |id: AccountId| hall.store.all_applications(id.unit(), q).await;
    let (_, lines) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    let rows =
        lines.iter().map(|it| vec![it.title.clone(), it.number.clone(), it.word().to_owned(), cell::local(it.since)]);
    Ok(workbook("我的申报", sheets::list("我的申报", &APPLICATIONS, rows).map_err(Problem::broken)?))
}

/// 企业资质; `q` as on the page.
pub async fn qualifications(State(hall): State<Hall>, guest: Guest, query: Query) -> Result<Response, Problem> {
    let q = query.get("q").unwrap_or_default();
    let read = async |id: AccountId| hall.store.all_qualifications(id.unit(), q).await;
    let (_, all) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    let today = hall.setting().today;
    let rows = all.iter().map(|it| {
        let (granted, until) = (it.granted.to_string(), it.until.to_string());
        let (title, certificate, authority) = (it.title.clone(), it.certificate.clone(), it.authority.clone());
        vec![title, certificate, granted, until, authority, state(it, today).to_owned(), it.source.clone()]
    });
    Ok(workbook("企业资质", sheets::list("企业资质", &QUALIFICATIONS, rows).map_err(Problem::broken)?))
}
