//! 通过, 不通过, 退回修改.

use crate::links;
use crate::pages::{Decided, Detail};
use crate::person::is_shown;
use crate::queue;
use axum::extract::{Path, State};
use catalog::personnel::facts;
use catalog::review::{DECISION, command};
use domain::account::Role;
use domain::form::{Draft, Filled, Record};
use domain::ids::{AccountId, PersonId};
use domain::registration::{Command, CommandKind, Party};
use domain::{Refused, Trouble};
use runtime::{Guest, Hall};
use store::Asked;
use store::person::{Along, Case};
use store::review::Shelf;
use store::worker::Card;
use web::Note;
use web::{Answer, Body, Handled, Link, Problem};

/// The control by which a button of a list says that the list comes next.
pub const THEN: &str = "_then";
/// This person and the next one.
const TWO: i32 = 2;

/// The unit's answer: a stranger's person is nobody, whatever was sent; then what was sent is judged.
pub async fn decide(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Decided> {
    let seen = body.as_ref().ok().and_then(|body| body.version);
    let id = PersonId::parse(&id);
    let read = async |account: AccountId| {
        let Some(id) = id else { return Ok::<_, Trouble>((None, true, Draft::default(), Vec::new(), None)) };
        let card = [id.into()];
        tokio::try_join!(
            hall.store.person_case(id, seen),
            hall.store.is_as_handed_in(id),
            hall.store.person_file(id),
            hall.store.first_waiting(account.unit(), TWO),
            hall.store.cards(account.unit(), &card)
        )
    };
    let (actor, (case, unswapped, file, waiting, cards)) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    let unit = actor.account.unit();
    let case = case.filter(|case| is_shown(&case.head, unit)).ok_or(Problem::NotFound)?;
    if !unswapped && !case.head.state.is_open() {
        return Err(Problem::conflict("附件与提交时的不同，不能审核，请与管理部门联系"));
    }
    let mut body = body?;
    let listed = body.take(THEN).is_some();
    let asked = Asked::new(&body.request, &body.draft).about(case.head.id);
    let record = match DECISION.check(body.draft, &hall.setting()) {
        Ok(record) => record,
        Err(filled) => return Err(again(&hall, &case, filled, seen).await?),
    };
    let (command, did) = told(&record);
    let (party, along) = (Party::Unit(unit), along(&file, cards));
    let ended = hall.store.move_person(&case, command, party, &actor, &asked, along, hall.now()).await?;
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    let next = queue::next(&waiting, head.id).filter(|_| !listed);
    Ok(Answer::Went { to: onward(did, next), page: Decided::from(&head) })
}

/// What the checked form asks for, and its kind.
fn told(record: &Record) -> (Command, CommandKind) {
    let command = command(record);
    let did = CommandKind::from(&command);
    (command, did)
}

/// What the lists show of somebody who is passed, also those of the posts that the card names from before.
fn along(file: &Draft, cards: Option<Vec<Card>>) -> Along {
    let card = cards.and_then(|cards| cards.into_iter().next());
    Along { facts: facts(file), card, ..Along::default() }
}

/// The page again with what is wrong, on the version that the reviewer saw.
async fn again(hall: &Hall, case: &Case, filled: Filled, seen: Option<u64>) -> Result<Problem, Problem> {
    let head = &case.head;
    let (dossier, queue) =
        tokio::try_join!(hall.store.dossier(head.id), hall.store.first_waiting(head.unit, queue::SEEN))?;
    let dossier = dossier.ok_or(Trouble::Missing)?;
    if dossier.head.state.is_open() {
        return Err(Refused::NotNow { state: dossier.head.state.word(), asked: "审核" }.into());
    }
    let sex = dossier.head.identity(&hall.store)?.sex();
    Ok(Problem::again(Detail::again(&dossier, sex, &queue, filled, seen)))
}

/// Where to go on: to the next one who waits, or back to the list.
fn onward(did: CommandKind, next: Option<PersonId>) -> Link {
    let (note, shelf) = match did {
        CommandKind::Approve => (Note::Approved, Shelf::Waiting),
        CommandKind::Refuse => (Note::Returned, Shelf::Waiting),
        _ => (Note::SentBack, Shelf::Approved),
    };
    let next = next.filter(|_| shelf == Shelf::Waiting);
    note.at(&next.map_or_else(|| links::shelf(shelf), links::person))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_5_1_3_after_an_answer_comes_the_next_one_who_waits() {
        let next = PersonId::random();
        assert_eq!(onward(CommandKind::Approve, Some(next)), format!("/reviews/{next}?note=approved"));
        assert_eq!(onward(CommandKind::Refuse, None), "/reviews?note=returned");
        assert_eq!(onward(CommandKind::SendBack, Some(next)), "/reviews?state=approved&note=sent-back");
    }
}
