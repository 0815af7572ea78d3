//! The ticket: a presigned form. Nothing is written for it; owner, kind and name travel in fields that cannot be changed.

use crate::links;
use crate::pages::{Choose, Ticket};
use axum::extract::State;
use catalog::paper::{
    FILE_NAME, FOR, KIND, MOST_A_KIND, MOST_FILES, MOST_TRIED, SIZE, TICKET, kind_name, kind_of, kinds_of,
};
use domain::account::{Actor, Role};
use domain::form::{Filled, Record};
use domain::ids::AccountId;
use domain::value::Fault;
use domain::{Refused, Trouble, Value};
use runtime::{Guest, Hall};
use scans::{PresignedForm, Refusal, TicketRequest, Way, look::foresee};
use store::paper::{LICENCE, Paper};
use store::person::Head;
use web::{Answer, Body, Handled, Problem, Query};

/// The matter of a unit's own papers.
const UNIT: &str = "unit";

/// `POST /attachments`: the form for one file, valid for a minute.
pub async fn issue(State(hall): State<Hall>, guest: Guest, body: Body) -> Handled<Ticket> {
    let typed = body.draft.clone();
    let (actor, papers) = open(&hall, &guest, typed.text(FOR.name)).await?;
    let record = TICKET.check(body.draft, &hall.setting())?;
    let again = |field: &domain::form::Field, fault| {
        Problem::from(Filled::of(&TICKET, typed.clone()).complain(field.wrong(fault)))
    };
    let kind = kind_of(&record);
    foresee(&record.get(FILE_NAME).canon(), record.get(SIZE).into()).map_err(|refusal| match refusal {
        Refusal::Empty | Refusal::TooLarge => again(&SIZE.field, Fault::Against(refusal.words())),
        other => again(&FILE_NAME.field, Fault::Against(other.words())),
    })?;
    if !has_room(&papers, &kind) {
        return Err(again(&KIND.field, Fault::Against("的文件太多，请先移除不需要的文件")));
    }
    let (id, form) = sign(&hall, &actor, &kind, Some(&record), None);
    Ok(Answer::Made { to: links::attachment(&id), page: Ticket::new(id, form) })
}

/// The page on which somebody without a script chooses a file; its form is valid for a quarter of an hour.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Choose> {
    let matter = query.get("for").unwrap_or_default();
    let (actor, papers) = open(&hall, &guest, matter).await?;
    let takes = |kind: &&str| kinds_of(matter).is_some_and(|kinds| kinds.name_of(kind).is_some());
    let kind = query.get("kind").filter(takes).ok_or(Problem::NotFound)?;
    if !has_room(&papers, kind) {
        return Err(Problem::conflict(format!("{}的文件太多，请先移除不需要的文件", kind_name(kind))));
    }
    let (_, form) = sign(&hall, &actor, kind, None, Some(&hall.shape.origin));
    Ok(Answer::Show(Choose::new(kind, form)))
}

/// What was refused takes no place from what is kept, and yet nobody fills the hall with it.
fn has_room(papers: &[Paper], kind: &str) -> bool {
    let kept = || papers.iter().filter(|paper| paper.is_admitted());
    let of_kind = kept().filter(|paper| paper.kind == kind).count();
    of_kind < MOST_A_KIND && kept().count() < MOST_FILES && papers.len() < MOST_TRIED
}

/// Only the person whose file it is adds papers, and only while the file is open; a unit adds its own at any time.
async fn open(hall: &Hall, guest: &Guest, matter: &str) -> Result<(Actor, Vec<Paper>), Problem> {
    if matter == UNIT {
        let read = async |id: AccountId| hall.store.papers_of_unit(id.unit()).await;
        return hall.enter(guest, &[Role::Enterprise], read).await;
    }
    let read =
        async |id: AccountId| tokio::try_join!(hall.store.person_head(id.person()), hall.store.papers_of(id.person()));
    let (actor, (head, papers)) = hall.enter(guest, &[Role::Person], read).await?;
    is_open(&head.ok_or(Trouble::Missing)?)?;
    Ok((actor, papers))
}

/// Papers change only while the file is open.
pub fn is_open(head: &Head) -> Result<(), Problem> {
    if head.state.is_open() {
        Ok(())
    } else {
        Err(Refused::NotNow { state: head.state.word(), asked: "修改附件" }.into())
    }
}

fn sign(
    hall: &Hall,
    actor: &Actor,
    kind: &str,
    ticket: Option<&Record>,
    back_to: Option<&str>,
) -> (String, PresignedForm) {
    let now = hall.now();
    let id = hall.tickets.mint(actor.account, now);
    let way = match back_to {
        Some(origin) => Way::Page { redirect: format!("{origin}{}", links::attachment(id)) },
        None => Way::Script,
    };
    let matter = if kind == LICENCE { UNIT } else { "person" };
    let request = TicketRequest {
        id,
        owner: actor.account,
        for_: matter.to_owned(),
        kind: kind.to_owned(),
        // Without a script nobody knows the name beforehand; the paper bears its kind's.
        name: ticket.map_or_else(|| kind_name(kind).to_owned(), |ticket| ticket.get(FILE_NAME).canon()),
        size: ticket.map(|ticket| ticket.get(SIZE).into()),
        way,
    };
    (id.to_string(), hall.scans.ticket(&request, now))
}
