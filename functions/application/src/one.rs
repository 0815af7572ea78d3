//! One application: shown with its live table, handed in as a snapshot, taken back.

use crate::links;
use crate::pages::{ApplicationPage, Seen, Sought, Stands, Stated};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use catalog::calendar::WORKING_DAYS;
use catalog::standard;
use domain::account::{Actor, Role};
use domain::application::{Command, Party, State as Stage};
use domain::ids::{AccountId, ApplicationId};
use domain::standard::Need;
use domain::{Refused, Trouble};
use jiff::civil::Date;
use runtime::people::found as says;
use runtime::{Guest, Hall};
use store::Asked;
use store::application::{Application, Head, Picked};
use store::worker::Roll;
use web::Note;
use web::{Answer, Body, Handled, Problem, Query};

/// Working days in which the department accepts or asks for corrections (行政许可法 32).
const TO_ACCEPT: u32 = 5;

/// The page; with `role` it offers persons for that requirement, of the list `source`, among whom `q` searches.
pub async fn page(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    query: Query,
) -> Handled<ApplicationPage> {
    let (actor, application) = own(&hall, &guest, &id).await?;
    shown(&hall, &actor, application, &query, None).await.map(Answer::Show)
}

/// 暂存: every pick is kept at once, so this confirms what is there.
pub async fn save(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let head = obeyed(&hall, &guest, &id, body, (Command::Save, "save")).await?;
    Ok(Answer::Went { to: Note::Saved.at(&links::application(head.id)), page: Stands::from(&head) })
}

/// 知道了: what the department answered was read, and is no to-do any more.
pub async fn acknowledge(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, Application { head, .. }) = own(&hall, &guest, &id).await?;
    body?;
    if !is_answered(&head) {
        return Err(Refused::NotNow { state: head.state.word(), asked: "知道了" }.into());
    }
    if !hall.store.has_read(head.id, &actor).await? {
        return Err(hall.revoked(&guest));
    }
    Ok(Answer::Went { to: links::APPLICATIONS.to_owned(), page: Stands::from(&head) })
}

/// 提交. An application without anybody is none, and none is one without those whom a binding standard requires (R-4-1).
pub async fn submit(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, application) = own(&hall, &guest, &id).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about("submission");
    let today = hall.setting().today;
    let lacks = lacks(&application, today);
    if application.head.state.is_open() && (lacks || is_kept_back(&application, today)) {
        let page = shown(&hall, &actor, application, &Query::default(), Some(Seen::Submitted { lacks })).await?;
        return Err(if lacks { Problem::again(page) } else { Problem::instead(StatusCode::CONFLICT, page) });
    }
    let due = WORKING_DAYS.due(today, TO_ACCEPT).ok_or_else(|| Problem::broken("no calendar for today"))?;
    let command = Command::Submit { due };
    let head = moved(&hall, &guest, &actor, (&application, body.version), command, &asked, None).await?;
    Ok(Answer::Went { to: Note::Applied.at(&links::application(head.id)), page: Stands::from(&head) })
}

/// Whether the unit is not verified, or has stated nothing that holds about the social insurance of its people, which
/// whoever applies with people has to (R-3.6-1).
fn is_kept_back(application: &Application, today: Date) -> bool {
    let stated = Stated::on(application.statement_now.as_ref(), today);
    application.verified_now == Some(false) || stated.hindrance().is_some()
}

/// Whether nobody was picked, or fewer than a standard requires whose figures can be held against the unit.
fn lacks(application: &Application, today: Date) -> bool {
    let counted = application.counted();
    let facts = counted.iter().map(|it| (it.role.as_str(), &it.facts));
    application.picked.is_empty() || !standard::of(&application.head.matter, today).forbids(facts, today).is_empty()
}

/// 放弃申报: a draft that was never handed in leaves the list.
pub async fn discard(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let head = obeyed(&hall, &guest, &id, body, (Command::Drop, "removal")).await?;
    Ok(Answer::Went { to: Note::Dropped.at(links::APPLICATIONS), page: Stands::from(&head) })
}

/// 撤回申报, as long as nothing was decided.
pub async fn withdraw(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let head = obeyed(&hall, &guest, &id, body, (Command::Withdraw, "withdrawal")).await?;
    Ok(Answer::Went { to: Note::TakenBack.at(&links::application(head.id)), page: Stands::from(&head) })
}

/// Obeys a command that brings nothing with it.
async fn obeyed(
    hall: &Hall,
    guest: &Guest,
    id: &str,
    body: Result<Body, Problem>,
    (command, noun): (Command, &str),
) -> Result<Head, Problem> {
    let (actor, application) = own(hall, guest, id).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about(noun);
    moved(hall, guest, &actor, (&application, body.version), command, &asked, None).await
}

/// An application of the unit who asks, beside what handing in looks at of the unit itself; a stranger's is nobody's.
pub async fn own(hall: &Hall, guest: &Guest, id: &str) -> Result<(Actor, Application), Problem> {
    let id = ApplicationId::parse(id);
    let read = async |account: AccountId| match id {
        Some(id) => {
            let unit = account.unit();
            tokio::try_join!(hall.store.application(id), hall.store.unit(unit), hall.store.statement(unit))
        }
        None => Ok((None, None, None)),
    };
    let (actor, (application, unit, statement_now)) = hall.enter(guest, &[Role::Enterprise], read).await?;
    let application = application.filter(|it| it.head.unit == actor.account.unit()).ok_or(Problem::NotFound)?;
    let (basics_now, verified_now) = unit.map(|unit| (unit.basics, unit.standing.is_verified())).unzip();
    Ok((actor, Application { basics_now, verified_now, statement_now, ..application }))
}

/// Moves an application of the unit.
pub async fn moved(
    hall: &Hall,
    guest: &Guest,
    actor: &Actor,
    (before, seen): (&Application, Option<u64>),
    command: Command,
    asked: &Asked,
    picked: Option<Vec<Picked>>,
) -> Result<Head, Problem> {
    let party = Party::Unit(actor.account.unit());
    let ended = hall.store.move_application(before, seen, command, party, actor, asked, picked, hall.now()).await?;
    hall.settle(guest, ended, |head| (Some(head.state.word()), head.version))
}

/// The page with the unit's data, the live table, and persons to choose from where a requirement was named.
pub async fn shown(
    hall: &Hall,
    actor: &Actor,
    application: Application,
    query: &Query,
    seen: Option<Seen>,
) -> Result<ApplicationPage, Problem> {
    let unit = actor.account.unit();
    let role = query.get("role").filter(|role| standard::ROLES.name_of(role).is_some());
    let q = query.get("q").unwrap_or_default();
    let offered = async {
        let Some(role) = role.filter(|_| application.head.state.is_open()) else { return Ok::<_, Trouble>(None) };
        let asked = query.get("source").and_then(Roll::parse);
        let (roll, rolls) = listed(&application.head.matter, role, asked, hall.setting().today);
        let found = hall.store.workers(unit, roll, query.get("after"), (q, says)).await?;
        Ok(Some(Sought { role, q, roll, rolls, found }))
    };
    let pinned = async {
        match application.head.basics {
            0 => Ok(None),
            version => hall.store.basics_then(unit, version).await.map(Some),
        }
    };
    let (basics, pinned, offered) = tokio::try_join!(hall.store.unit_basics(unit), pinned, offered)?;
    let (unit, newest) = basics.ok_or(Trouble::Missing)?;
    // What was handed in is a snapshot; a draft, and what is being corrected, shows what the unit says now.
    let basics = if application.head.state.is_open() { newest } else { pinned.flatten().unwrap_or_default() };
    Ok(ApplicationPage::new(&application, (&unit, &basics), offered, hall.setting().today, seen))
}

/// The list in which persons are sought for a role, and every list in which somebody may count for it (R-4-3): where the
/// standard does not ask for the role, nobody can say, and all are shown. 注册人员 are registered, whatever a standard
/// says; whoever the unit keeps may be in the list of any post.
fn listed(matter: &str, role: &str, asked: Option<Roll>, today: Date) -> (Roll, Vec<Roll>) {
    let needs: Vec<Need> =
        standard::of(matter, today).requirements.iter().filter(|it| it.role == role).map(|it| it.need).collect();
    let may = |roll: &Roll| match roll {
        Roll::Post(_) => role != "registered" && needs.iter().any(|need| need.admits_members()),
        Roll::Registered => role == "registered" || needs.iter().any(|need| need.admits_registered()),
    };
    let known: Vec<Roll> = Roll::ALL.into_iter().filter(may).collect();
    let rolls = if known.is_empty() { Roll::ALL.to_vec() } else { known };
    let usual = if rolls.contains(&Roll::MEMBERS) { Roll::MEMBERS } else { Roll::Registered };
    (asked.filter(|asked| rolls.contains(asked)).unwrap_or(usual), rolls)
}

/// Whether the department has said something that the unit need only read.
pub const fn is_answered(head: &Head) -> bool {
    matches!(head.state, Stage::Accepted { .. } | Stage::Granted | Stage::Refused)
}

/// Whether the people of an application may change now.
pub fn is_open(application: &Application) -> Result<(), Problem> {
    if application.head.state.is_open() {
        Ok(())
    } else {
        Err(Refused::NotNow { state: application.head.state.word(), asked: "修改人员" }.into())
    }
}
