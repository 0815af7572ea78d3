//! 添加人员, 移除: the persons of an application, each with the version and the facts that rules look at.

use crate::links;
use crate::one::{is_open, moved, own, shown};
use crate::pages::{Seen, Stands};
use axum::extract::{Path, State};
use catalog::application::{PERSON, PICK, ROLE};
use domain::application::Command;
use domain::ids::{UnitId, WorkerId};
use domain::{Trouble, Value};
use runtime::{Guest, Hall};
use store::Asked;
use store::application::Picked;
use store::worker::{Card, Roll, Source};
use web::Note;
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
        Some(ids) => at_hand(&hall, actor.account.unit(), &ids).await?,
        None => None,
    };
    // What was offered is offered again, beside what is wrong.
    let offer = Query::from(&*role.as_ref().map(|role| format!("role={role}")).unwrap_or_default());
    let (role, cards) = match (role, cards) {
        (Ok(role), Some(cards)) => (role, cards),
        (role, cards) => {
            let seen = Seen::Picking { role: role.err(), nobody: cards.is_none() };
            return Err(Problem::again(shown(&hall, &actor, application, &offer, Some(seen)).await?));
        }
    };
    let roll = cards.first().map_or(Roll::MEMBERS, Roll::of);
    let mut picked = application.picked.clone();
    picked.retain(|it| !cards.iter().any(|card| card.line.id == it.worker));
    picked.extend(cards.into_iter().map(|card| pick(card, &role)));
    if picked.len() > MOST {
        let seen = Seen::TooMany(MOST);
        return Err(Problem::again(shown(&hall, &actor, application, &offer, Some(seen)).await?));
    }
    let before = (&application, body.version);
    let head = moved(&hall, &guest, &actor, before, Command::Save, &asked, Some(picked)).await?;
    Ok(Answer::Went { to: Note::Saved.at(&links::choosing(head.id, &role, roll)), page: Stands::from(&head) })
}

/// The cards of the unit's persons; none where one of them is not the unit's, or is registered and was sent back
/// (R-5.2-2). A registered person's card bears the person's id; of others there is no file, and none is asked for.
async fn at_hand(hall: &Hall, unit: UnitId, ids: &[WorkerId]) -> Result<Option<Vec<Card>>, Trouble> {
    let files = hall.store.reopened(ids.iter().map(|id| id.person()).collect());
    let (cards, reopened) = tokio::try_join!(hall.store.cards(unit, ids), files)?;
    let is_open = |card: &Card| card.line.source == Source::Registered && reopened.contains(&card.line.id);
    Ok(cards.filter(|cards| !cards.iter().any(is_open)))
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
