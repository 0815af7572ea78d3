//! 从我的材料选择: what was uploaded before is offered, and laid into a place without being uploaded again.

use crate::links;
use crate::pages::{Became, Offered, Picker, lies};
use crate::spot::{FULL, Spot, find};
use axum::extract::State;
use catalog::material::{COPY, MATERIAL};
use catalog::paper::{FOR, KIND, KINDS, OF, kind_of};
use domain::Trouble;
use domain::form::{Complaint, Draft, Field, Filled};
use domain::ids::AccountId;
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::Asked;
use store::material::{Asking, Before, Copied, Material, MaterialId, Wanted};
use store::paper::Paper;
use web::{Answer, Body, Handled, Problem, Query};

/// Where two lists are turned to, and what is searched for in both.
#[derive(Clone, Copy, Default)]
struct Turned<'a> {
    q: &'a str,
    after: Option<&'a str>,
    others: Option<&'a str>,
}

/// `GET /attachments/copies`: what can be laid there, that of the kind first.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Picker> {
    let named = |name| query.get(name).unwrap_or_default();
    let (kind, to) = (named(KIND.field.name), (named(FOR.name), named(OF.name)));
    let turned = Turned { q: named("q"), after: query.get("after"), others: query.get("others") };
    let read = async |account| offered(&hall, account, kind, turned).await;
    let (spot, offered) = find(&hall, &guest, to, read).await?;
    let spot = spot?.opened()?;
    if !spot.rules.takes(kind) {
        return Err(Problem::NotFound);
    }
    Ok(Answer::Show(Picker::new(&spot, (kind, turned.q), offered, hall.setting().today, None)))
}

/// The account's rows of a kind, and all others beside; of a kind that is none there are no rows.
async fn offered(hall: &Hall, owner: AccountId, kind: &str, turned: Turned<'_>) -> Result<Offered, Trouble> {
    let all = || KINDS.entries.iter().map(|(known, _)| *known);
    let (of_kind, others): (Vec<&str>, Vec<&str>) = all().partition(|known| *known == kind);
    let wanted = || Wanted { q: turned.q, lasts: None };
    let (of_kind, others) = tokio::try_join!(
        hall.store.materials(owner, &of_kind, wanted(), turned.after),
        hall.store.materials(owner, &others, wanted(), turned.others),
    )?;
    Ok(Offered { of_kind, others })
}

/// `POST /attachments/copies`: the same bytes as another paper of that place, with all that is asked of an upload.
pub async fn lay(State(hall): State<Hall>, guest: Guest, body: Body) -> Handled<Became> {
    let typed = body.draft.clone();
    let asked = Asked::new(&body.request, &typed).about("copy");
    let id = MaterialId::parse(typed.text(MATERIAL.field.name));
    let read =
        async |account| tokio::try_join!(own(&hall, account, id.as_ref()), hall.store.done_before(account, &asked));
    let to = (typed.text(FOR.name), typed.text(OF.name));
    let (spot, (from, before)) = find(&hall, &guest, to, read).await?;
    if let Some(before) = before {
        return first_answer(&hall, before).await;
    }
    // As with a ticket: what is closed is told before anything that was typed is looked at, a name of no place beside it.
    let spot = match spot.and_then(Spot::opened) {
        Err(Problem::NotFound) => Err(Problem::NotFound),
        spot => Ok(spot?),
    };
    let record = COPY.check(body.draft, &hall.setting())?;
    let (spot, kind) = (spot?, kind_of(&record));
    let from = match fits(&spot, &kind, from) {
        Ok(from) => from,
        Err(wrong) => return Err(again(&hall, &spot, (&kind, typed), wrong).await?),
    };
    hall.store.adopt(spot.papers()).await?;
    let at = hall.now();
    let (owner, place) = (spot.actor.account, spot.place);
    let id = hall.tickets.mint(owner, at).to_string();
    let paper = Paper { id, owner, place, kind, name: from.name.clone(), at, fate: from.fate.clone(), listed: None };
    let by = Asking { actor: &spot.actor, asked: &asked, at };
    match hall.store.copy((&from, &paper), &spot.stands, by).await? {
        Copied::Done(paper) => laid(&paper),
        Copied::Before(before) => first_answer(&hall, before).await,
        Copied::Revoked => Err(hall.revoked(&guest)),
        Copied::Closed => Err(crate::show::shut(place)),
    }
}

async fn own(hall: &Hall, owner: AccountId, id: Option<&MaterialId>) -> Result<Option<Material>, Trouble> {
    match id {
        Some(id) => hall.store.material(owner, id).await,
        None => Ok(None),
    }
}

/// The scan, where it can be laid there as this kind; else what is wrong. A stranger's is unknown.
fn fits(spot: &Spot, kind: &str, from: Option<Material>) -> Result<Material, Complaint> {
    let wrong = |field: Field, words| Err(field.wrong(Fault::Against(words)));
    let Some(from) = from else { return wrong(MATERIAL.field, "不在我的材料中，请重新选择") };
    if lies(spot.papers(), kind, from.sha256()) {
        return wrong(MATERIAL.field, "已在此处，不需要再次选择");
    }
    if spot.has_room(kind) { Ok(from) } else { wrong(KIND.field, FULL) }
}

/// What is offered once more, with what is wrong.
async fn again(hall: &Hall, spot: &Spot, (kind, typed): (&str, Draft), wrong: Complaint) -> Result<Problem, Problem> {
    let offered = offered(hall, spot.actor.account, kind, Turned::default()).await?;
    let wrong = Filled::of(&COPY, typed).complain(wrong);
    Ok(Problem::again(Picker::new(spot, (kind, ""), offered, hall.setting().today, Some(wrong))))
}

/// A request that came before gets the answer that it got then.
async fn first_answer(hall: &Hall, before: Before) -> Handled<Became> {
    let Before::Same(paper) = before else { return Err(hall.key_reused()) };
    let paper = hall.store.paper(&paper).await?.ok_or(Problem::NotFound)?;
    laid(&paper)
}

fn laid(paper: &Paper) -> Handled<Became> {
    let page = Became::of(paper).ok_or_else(|| Problem::conflict("材料已从此处移除"))?;
    Ok(Answer::Made { to: links::slot(paper.place, &paper.kind), page })
}
