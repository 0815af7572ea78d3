//! 下载名单: a list of people as a spreadsheet.

use crate::list::roll;
use crate::pages::title;
use axum::extract::State;
use axum::response::Response;
use catalog::dictionaries::{POST, TITLE};
use catalog::personnel::{IDENTITY, NAME, insurances};
use domain::account::Role;
use domain::ids::AccountId;
use runtime::people::found;
use runtime::{Guest, Hall};
use sheets::Head;
use store::worker::Line;
use web::download::workbook;
use web::{Problem, Query, cell};

const COLUMNS: [Head; 13] = [
    Head::of(&NAME.field),
    Head::of(&IDENTITY.field),
    Head::new("类别", 28),
    Head::new("所学专业", 18),
    Head::new("职称级别", 14),
    Head::new("职称专业", 16),
    Head::new("职称证号", 20),
    Head::new("岗位证书", 30),
    Head::new("险种", 30),
    Head::new("参保单位", 28),
    Head::new("社保起始月", 14),
    Head::new("最近缴费月", 14),
    Head::new("登记时间", 18),
];

/// What the page lists, whole; numbers are masked as there.
pub async fn download(State(hall): State<Hall>, guest: Guest, query: Query) -> Result<Response, Problem> {
    let roll = roll(&query)?;
    let q = query.get("q").unwrap_or_default();
    let read = async |id: AccountId| hall.store.all_workers(id.unit(), roll, (q, found)).await;
    let (_, lines) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    let list = sheets::list(title(roll), &COLUMNS, lines.iter().map(cells)).map_err(Problem::broken)?;
    Ok(workbook(title(roll), list))
}

fn cells(line: &Line) -> Vec<String> {
    let facts = &line.facts;
    let posts: Vec<&str> = facts.rows("posts").iter().filter_map(|row| POST.name_of(row.text("post"))).collect();
    vec![
        line.name.clone(),
        line.masked.clone(),
        line.category.clone(),
        facts.text("major").to_owned(),
        TITLE.name_of(facts.text("title_level")).unwrap_or_default().to_owned(),
        facts.text("title_major").to_owned(),
        facts.text("title_number").to_owned(),
        posts.join("、"),
        insurances(facts),
        facts.text("insurer").to_owned(),
        facts.text("insured_from").to_owned(),
        facts.text("insured_to").to_owned(),
        cell::local(line.since),
    ]
}
