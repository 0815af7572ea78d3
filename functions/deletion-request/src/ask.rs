//! 新增删除申请, 更换人员: the person is chosen among the unit's own, never typed.

use crate::pages::{Picker, Stands};
use crate::request::{UNIT, own};
use crate::{links, people};
use axum::extract::{Path, State};
use catalog::deletion::{LEAVING, MOST_USES, PERSON, number};
use domain::account::Actor;
use domain::form::{Complaint, Filled};
use domain::ids::{AccountId, DeletionId, WorkerId};
use domain::registration::State::Approved as Passed;
use domain::value::Fault;
use domain::{Refused, Trouble};
use runtime::{Guest, Hall};
use store::Asked;
use store::deletion::Named;
use store::unit::Unit;
use store::uses::Uses;
use store::worker::{Card, Source};
use web::Note;
use web::{Answer, Body, Handled, Problem, Query};

const TOO_MANY: Fault = Fault::Against("涉及的申报超过 40 项，请联系管理部门办理");

/// The picker; with `for` that of a draft which turns to somebody else.
pub async fn blank(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Picker> {
    let q = query.get("q").unwrap_or_default();
    let find = async |account: AccountId| people::find(&hall, account.unit(), q).await;
    let (_, found) = hall.enter(&guest, UNIT, find).await?;
    let of = query.get("for").and_then(DeletionId::parse);
    Ok(Answer::Show(Picker::new(q, found, of, None)))
}

/// A draft of a request for whoever was chosen. Who has an open request already goes on with that one.
pub async fn ask(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<Stands> {
    let who = chosen(&body);
    let read = async |account: AccountId| tokio::try_join!(find(&hall, account, who), hall.store.unit(account.unit()));
    let (actor, (found, unit)) = hall.enter(&guest, UNIT, read).await?;
    let (body, unit): (Body, Unit) = (body?, unit.ok_or(Trouble::Missing)?);
    let asked = Asked::new(&body.request, &body.draft);
    let id = hall.store.deletion_of(unit.id, &body.request);
    let (card, uses) = settled(&hall, &actor, body, found, None).await?;
    let named = Named { id, number: number(id, hall.setting().today), unit_name: unit.name };
    let ended = hall.store.ask_deletion(named, (&card, uses), &actor, &asked, hall.now()).await?;
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    Ok(Answer::Made { to: links::request(head.id), page: Stands::from(&head) })
}

/// 更换人员 of a draft: what was said stays, who replaces has to be chosen anew.
pub async fn turn(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let who = chosen(&body);
    let beside = async |account: AccountId| find(&hall, account, who).await;
    let (actor, case, found) = own(&hall, &guest, &id, &body, beside).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about(case.head.id);
    let (card, uses) = settled(&hall, &actor, body, found, Some(case.head.id)).await?;
    let contents = hall.store.turned_to(&case.contents, &card, uses)?;
    let ended = hall.store.save_deletion(&case, contents, &actor, &asked, hall.now()).await?;
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    Ok(Answer::Went { to: Note::Saved.at(&links::request(head.id)), page: Stands::from(&head) })
}

fn chosen(body: &Result<Body, Problem>) -> Option<WorkerId> {
    body.as_ref().ok().and_then(|body| WorkerId::parse(body.draft.text(LEAVING.name)))
}

/// A card of the unit, and what it is used for.
pub type Found = Option<(Card, Uses)>;

/// Somebody of the unit; a stranger's is nobody, and so is a registered person whose file is not passed now.
pub async fn find(hall: &Hall, account: AccountId, who: Option<WorkerId>) -> Result<Found, Trouble> {
    let Some(who) = who else { return Ok(None) };
    let (card, uses, file) = tokio::try_join!(
        hall.store.card(account.unit(), who),
        hall.store.live_uses(account.unit(), who),
        hall.store.person_head(who.person())
    )?;
    let is_passed = |card: &Card| {
        let approved = file.as_ref().is_some_and(|head| matches!(head.state, Passed { .. }));
        card.line.source == Source::Member || approved
    };
    Ok(card.filter(is_passed).map(|card| {
        let mut uses = uses;
        uses.live = card.concerned(uses.live);
        (card, uses)
    }))
}

/// The chosen person, or the picker again with what is wrong.
async fn settled(
    hall: &Hall,
    actor: &Actor,
    body: Body,
    found: Found,
    of: Option<DeletionId>,
) -> Result<(Card, Uses), Problem> {
    let again = async |complaints: Vec<Complaint>| -> Result<Problem, Problem> {
        let found = people::find(hall, actor.account.unit(), "").await?;
        let filled = complaints.into_iter().fold(Filled::blank(&PERSON), Filled::complain);
        Ok(Problem::again(Picker::new("", found, of, Some(filled))))
    };
    if let Err(filled) = PERSON.check(body.draft, &hall.setting()) {
        return Err(again(filled.complaints).await?);
    }
    let fault = match &found {
        None => Fault::NotListed,
        Some((_, uses)) if uses.live.len() > MOST_USES => TOO_MANY,
        Some(_) => return found.ok_or(Problem::NotFound),
    };
    Err(again(vec![LEAVING.wrong(fault)]).await?)
}

/// A draft is filled in; what was handed in is not.
pub fn is_open(case: &store::deletion::Case, asked: &'static str) -> Result<(), Problem> {
    match &case.head.state {
        domain::deletion::State::Draft => Ok(()),
        state => Err(Refused::NotNow { state: state.word(), asked }.into()),
    }
}
