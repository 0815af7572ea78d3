//! The ticket: a presigned form. Nothing is written for it; owner, place, kind and name travel in fields that cannot be
//! changed.

use crate::links;
use crate::pages::{Choose, Ticket};
use crate::spot::{FULL, Spot, open};
use axum::extract::State;
use catalog::paper::{FILE_NAME, FOR, KIND, OF, SIZE, TICKET, kind_of};
use domain::Value;
use domain::form::{Filled, Record};
use domain::value::Fault;
use runtime::{Guest, Hall};
use scans::{PresignedForm, Refusal, TicketRequest, Tray, Way, look::foresee};
use web::{Answer, Body, Handled, Problem, Query};

/// `POST /attachments`: the form for one file, valid for a minute.
pub async fn issue(State(hall): State<Hall>, guest: Guest, body: Body) -> Handled<Ticket> {
    let typed = body.draft.clone();
    let spot = open(&hall, &guest, typed.text(FOR.name), typed.text(OF.name)).await;
    // Who may not come here at all, or to a file that is closed, is told before anything that was typed is looked at;
    // what is wrong with the name of a place, beside its field.
    let spot = match spot {
        Err(Problem::NotFound) => Err(Problem::NotFound),
        spot => Ok(spot?),
    };
    let record = TICKET.check(body.draft, &hall.setting())?;
    let spot = spot?;
    let again = |field: &domain::form::Field, fault| {
        Problem::from(Filled::of(&TICKET, typed.clone()).complain(field.wrong(fault)))
    };
    let kind = kind_of(&record);
    foresee(&record.get(FILE_NAME).canon(), record.get(SIZE).into()).map_err(|refusal| match refusal {
        Refusal::Empty | Refusal::TooLarge => again(&SIZE.field, Fault::Against(refusal.words())),
        other => again(&FILE_NAME.field, Fault::Against(other.words())),
    })?;
    if !spot.has_room(&kind) {
        return Err(again(&KIND.field, Fault::Against(FULL)));
    }
    hall.store.adopt(spot.papers()).await?;
    let (id, form) = spot.sign(&hall, &kind, Some(&record));
    Ok(Answer::Made { to: links::attachment(&id), page: Ticket::new(id, form) })
}

/// The page on which somebody without a script chooses a file; its form is valid for a quarter of an hour.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Choose> {
    let (matter, of) = (query.get("for").unwrap_or_default(), query.get("of").unwrap_or_default());
    let spot = open(&hall, &guest, matter, of).await?;
    let kind = query.get("kind").filter(|kind| spot.rules.takes(kind)).ok_or(Problem::NotFound)?;
    let name = spot.rules.kind_name(kind);
    if !spot.has_room(kind) {
        return Err(Problem::conflict(format!("{name}{FULL}")));
    }
    let (_, form) = spot.sign(&hall, kind, None);
    Ok(Answer::Show(Choose::new(spot.place, (kind, name), form)))
}

impl Spot {
    /// The form of a ticket, or of the page for those without a script, which leads on to what became of the file.
    fn sign(&self, hall: &Hall, kind: &str, ticket: Option<&Record>) -> (String, PresignedForm) {
        let now = hall.now();
        let owner = self.actor.account;
        let id = hall.tickets.mint(owner, now);
        let way = match ticket {
            None => Way::Page { redirect: format!("{}{}", hall.shape.origin, links::awaited(id, self.place, kind)) },
            Some(_) => Way::Script,
        };
        // Without a script nobody knows the name beforehand; the paper bears its kind's.
        let unnamed = || self.rules.kind_name(kind).to_owned();
        let request = TicketRequest {
            tray: Tray::Papers,
            id,
            owner,
            for_: self.place.spelled(),
            kind: kind.to_owned(),
            name: ticket.map_or_else(unnamed, |ticket| ticket.get(FILE_NAME).canon()),
            size: ticket.map(|ticket| ticket.get(SIZE).into()),
            way,
        };
        (id.to_string(), hall.scans.ticket(&request, now))
    }
}
