//! The form with which one spreadsheet goes straight into the bucket. Nothing is written for it: whose file it is and
//! what it holds travel in fields that cannot be changed.

use crate::links;
use crate::pages::{Choose, Ticket};
use axum::extract::State;
use catalog::imports::{self, FILE_NAME, Import, OF, SIZE, UPLOAD};
use domain::Value;
use domain::account::{Actor, Role};
use domain::form::{Filled, Record};
use domain::ids::AccountId;
use domain::value::Fault;
use runtime::{Guest, Hall};
use scans::{PresignedForm, TicketRequest, Tray, Way};
use web::{Answer, Body, Handled, Problem, Query};

/// `POST /imports`: the form for one file, valid for a minute.
pub async fn issue(State(hall): State<Hall>, guest: Guest, body: Body) -> Handled<Ticket> {
    let (actor, ()) = hall.enter(&guest, &[Role::Enterprise], async |_| Ok(())).await?;
    let ticket = UPLOAD.check(body.draft, &hall.setting())?;
    if !ticket.get(FILE_NAME).canon().to_lowercase().ends_with(".xlsx") {
        let wrong = FILE_NAME.field.wrong(Fault::Against("应以 .xlsx 结尾，请下载模板填写"));
        return Err(Filled::of(&UPLOAD, ticket.draft().clone()).complain(wrong).into());
    }
    let kind = imports::import(&ticket.get(OF).canon()).ok_or_else(|| Problem::broken("a kind that is none"))?;
    had(kind, &actor)?;
    let (id, form) = sign(&hall, actor.account, kind, Some(&ticket));
    Ok(Answer::Made { to: links::import(&id), page: Ticket::new(id, form) })
}

/// The page on which a file is chosen; its form is valid for a quarter of an hour.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Choose> {
    let (actor, ()) = hall.enter(&guest, &[Role::Enterprise], async |_| Ok(())).await?;
    let kind = query.get("of").and_then(imports::import).ok_or(Problem::NotFound)?;
    had(kind, &actor)?;
    let (_, form) = sign(&hall, actor.account, kind, None);
    Ok(Answer::Show(Choose::new(kind, form)))
}

/// A unit whose kind has such records.
pub fn had(kind: &Import, actor: &Actor) -> Result<(), Problem> {
    let not_had = "这项功能只供相应类型的企业使用，本单位不需要填写";
    if kind.is_for(&actor.kind) { Ok(()) } else { Err(Problem::Forbidden(not_had)) }
}

/// The form of a ticket, or of the page, which leads on to what was found in the file.
fn sign(hall: &Hall, owner: AccountId, kind: &Import, ticket: Option<&Record>) -> (String, PresignedForm) {
    let now = hall.now();
    let id = hall.tickets.mint(owner, now);
    let way = match ticket {
        None => Way::Page { redirect: format!("{}{}", hall.shape.origin, links::awaited(id, kind.code)) },
        Some(_) => Way::Script,
    };
    let request = TicketRequest {
        tray: Tray::Sheets,
        id,
        owner,
        for_: kind.code.to_owned(),
        kind: "sheet".to_owned(),
        name: ticket.map_or_else(|| format!("{}.xlsx", kind.name), |ticket| ticket.get(FILE_NAME).canon()),
        size: ticket.map(|ticket| ticket.get(SIZE).into()),
        way,
    };
    (id.to_string(), hall.scans.ticket(&request, now))
}
