//! 下载名单: a list of people as a spreadsheet. Every cell is a text, so that none is taken for a formula.

use crate::list::roll;
use crate::pages::title;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use catalog::dictionaries::{POST, TITLE};
use domain::account::Role;
use domain::ids::AccountId;
use http::header;
use runtime::{Guest, Hall};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use store::worker::{Line, Roll};
use web::{Problem, Query, cell};

/// People on one sheet, at most, in thousands.
const THOUSANDS: usize = 10;
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const COLUMNS: [(&str, f64); 11] = [
    ("姓名", 12.0),
    ("证件号码", 22.0),
    ("类别", 28.0),
    ("所学专业", 18.0),
    ("职称级别", 14.0),
    ("职称专业", 16.0),
    ("岗位证书", 30.0),
    ("参保单位", 28.0),
    ("社保起始月", 14.0),
    ("最近缴费月", 14.0),
    ("登记时间", 18.0),
];

/// The whole list; numbers are masked as on the page.
pub async fn download(State(hall): State<Hall>, guest: Guest, query: Query) -> Result<Response, Problem> {
    let roll = roll(&query)?;
    let read = async |id: AccountId| hall.store.all_workers(id.unit(), roll, THOUSANDS).await;
    let (_, lines) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    let bytes = sheet(roll, &lines).map_err(Problem::broken)?;
    let name: String = form_urlencoded::byte_serialize(format!("{}.xlsx", title(roll)).as_bytes()).collect();
    let disposition = format!("attachment; filename=\"people.xlsx\"; filename*=UTF-8''{name}");
    let headers = [
        (header::CONTENT_TYPE, KIND.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

fn sheet(roll: Roll, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(title(roll))?;
    let bold = Format::new().set_bold();
    for (n, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(n, width)?;
        sheet.write_string_with_format(0, n, name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, line) in (1..).zip(lines) {
        for (column, text) in (0..).zip(cells(line)) {
            sheet.write_string(row, column, text)?;
        }
    }
    book.save_to_buffer()
}

fn cells(line: &Line) -> [String; 11] {
    let facts = &line.facts;
    let posts: Vec<&str> = facts.rows("posts").iter().filter_map(|row| POST.name_of(row.text("post"))).collect();
    [
        line.name.clone(),
        line.masked.clone(),
        line.category.clone(),
        facts.text("major").to_owned(),
        TITLE.name_of(facts.text("title_level")).unwrap_or_default().to_owned(),
        facts.text("title_major").to_owned(),
        posts.join("、"),
        facts.text("insurer").to_owned(),
        facts.text("insured_from").to_owned(),
        facts.text("insured_to").to_owned(),
        cell::local(line.since),
    ]
}
