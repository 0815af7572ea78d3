//! 添加人员, 移除: the persons of an application, each with the version and the facts that rules look at.

use crate::links;
use crate::one::{is_open, moved, own, shown};
use crate::pages::{Seen, Stands};
use axum::extract::{Path, State};
use catalog::application::{PERSON, PICK, ROLE};
use domain::Value;
use domain::application::Command;
use domain::ids::WorkerId;
use runtime::{Guest, Hall};
use store::Asked;
use store::application::Picked;
use store::worker::Card;
use web::chrome::Note;
use web::{Answer, Body, Handled, Problem, Query};

/// The most persons of one application.
const MOST: usize = 300;
/// The most persons that are added at a time.
const AT_A_TIME: usize = 50;

/// Adds persons of the unit for a requirement. Who is there already gets the newest version and this requirement.
pub async fn add(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, application) = own(&hall, &guest, &id).await?;
    let mut body = body?;
    is_open(&application)?;
    let asked = Asked::new(&body.request, &body.draft).about("people");
    let persons: Vec<String> = body.draft.texts(PERSON).to_vec();
    body.draft.0.remove(PERSON);
    let role = PICK.check(body.draft, &hall.setting()).map(|record| record.get(ROLE).canon());
    let ids: Option<Vec<WorkerId>> = persons.iter().map(|id| WorkerId::parse(id)).collect();
    let cards = match ids.filter(|ids| (1..=AT_A_TIME).contains(&ids.len())) {
        Some(ids) => hall.store.cards(actor.account.unit(), &ids).await?,
        None => None,
    };
    let (role, cards) = match (role, cards) {
        (Ok(role), Some(cards)) => (role, cards),
        (role, cards) => {
            let seen = Seen::Picking { role: role.err(), nobody: cards.is_none() };
            return Err(Problem::again(shown(&hall, &actor, application, &Query::default(), Some(seen)).await?));
        }
    };
    let mut picked = application.picked.clone();
    picked.retain(|it| !cards.iter().any(|card| card.line.id == it.worker));
    picked.extend(cards.into_iter().map(|card| pick(card, &role)));
    if picked.len() > MOST {
        let seen = Seen::TooMany(MOST);
        return Err(Problem::again(shown(&hall, &actor, application, &Query::default(), Some(seen)).await?));
    }
    let before = (&application, body.version);
    let head = moved(&hall, &guest, &actor, before, Command::Save, &asked, Some(picked)).await?;
    Ok(Answer::Went { to: Note::Saved.at(&links::seeking(head.id, &role)), page: Stands::from(&head) })
}

/// Takes a person out.
pub async fn remove(
    State(hall): State<Hall>,
    guest: Guest,
    Path((id, worker)): Path<(String, String)>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, application) = own(&hall, &guest, &id).await?;
    let body = body?;
    is_open(&application)?;
    let worker = WorkerId::parse(&worker).ok_or(Problem::NotFound)?;
    let asked = Asked::new(&body.request, &body.draft).about(format!("{worker} removal"));
    let mut picked = application.picked.clone();
    picked.retain(|it| it.worker != worker);
    let before = (&application, body.version);
    let head = moved(&hall, &guest, &actor, before, Command::Save, &asked, Some(picked)).await?;
    Ok(Answer::Went { to: Note::Removed.at(&links::application(head.id)), page: Stands::from(&head) })
}

fn pick(card: Card, role: &str) -> Picked {
    let line = card.line;
    Picked {
        worker: line.id,
        source: line.source,
        role: role.to_owned(),
        name: line.name,
        masked: line.masked,
        category: line.category,
        facts: line.facts,
        version: line.version,
    }
}
