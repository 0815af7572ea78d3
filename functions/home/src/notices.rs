//! 通知公告 (manual, 1.4): read by everybody; published, changed and withdrawn by officers.

use crate::links;
use crate::pages::{NoticePage, Notices, writing};
use axum::extract::{Path, State};
use catalog::notice::{BODY, NOTICE, TITLE};
use domain::Value;
use domain::account::{Actor, Role};
use domain::form::{Filled, Record};
use domain::ids::NoticeId;
use runtime::{Guest, Hall};
use sheets::Head;
use store::notice::{Edit, Notice};
use store::{Asked, Ended, Receipt};
use web::Note;
use web::download::{HandledList, Listed, is_asked};
use web::{Answer, Body, FormPage, Handled, Problem, Query, cell};

/// Rows of a page.
const ROWS: usize = 20;
const COLUMNS: [Head; 2] = [Head::new("标题", 60), Head::new("发布时间", 18)];
const OFFICER: &[Role] = &[Role::Officer];

/// The published notices, the latest first; `q` searches in the titles. All of them as a spreadsheet where that is asked.
pub async fn list(State(hall): State<Hall>, guest: Guest, query: Query) -> HandledList<Notices> {
    let (q, after) = (query.get("q").unwrap_or_default(), query.get("after"));
    if is_asked(&query) {
        let (_, notices) = hall.greet(&guest, hall.store.all_notices(q)).await?;
        let rows = notices.iter().map(|notice| vec![notice.title.clone(), cell::local(notice.at)]);
        return Listed::sheet("通知公告", sheets::list("通知公告", &COLUMNS, rows));
    }
    let (actor, notices) = hall.greet(&guest, hall.store.notices(after, q, ROWS)).await?;
    Listed::show(Notices::new(notices, q, is_officer(actor.as_ref())))
}

/// One notice; a withdrawn one is there for officers only.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<NoticePage> {
    let (actor, notice) = hall.greet(&guest, found(&hall, NoticeId::parse(&id))).await?;
    let officer = is_officer(actor.as_ref());
    let notice = notice.filter(|notice| officer || !notice.withdrawn).ok_or(Problem::NotFound)?;
    Ok(Answer::Show(NoticePage::new(&notice, officer)))
}

/// The form of a new notice.
pub async fn blank(State(hall): State<Hall>, guest: Guest) -> Handled<FormPage> {
    hall.enter(&guest, OFFICER, async |_| Ok(())).await?;
    Ok(Answer::Show(writing(Filled::blank(&NOTICE), None)))
}

/// 发布.
pub async fn publish(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<NoticePage> {
    let (actor, ()) = hall.enter(&guest, OFFICER, async |_| Ok(())).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft);
    let again = |filled| Problem::again(writing(filled, None));
    let edit = NOTICE.check(body.draft, &hall.setting()).map(|record| written(&record)).map_err(again)?;
    let ended = hall.store.edit_notice(None, edit, &actor, &asked, hall.now()).await?;
    let notice = settled(&hall, &guest, ended)?;
    let page = NoticePage::new(&notice, true);
    Ok(Answer::Made { to: Note::Published.at(&links::notice(notice.id)), page })
}

/// The form of a notice that is there.
pub async fn edit(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<FormPage> {
    let (_, notice, _) = owned(&hall, &guest, &id).await?;
    let (title, body) = (TITLE.field.name, BODY.name);
    let draft = domain::form::Draft::default().with(title, &notice.title).with(body, &notice.body);
    Ok(Answer::Show(writing(Filled::of(&NOTICE, draft), Some((notice.id, notice.version)))))
}

/// 修改. A withdrawn notice is published again by it, but only by who has seen that it was withdrawn.
pub async fn change(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<NoticePage> {
    let (actor, before, past) = owned(&hall, &guest, &id).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft);
    let at = Some((before.id, body.version.unwrap_or(before.version)));
    let again = |filled| Problem::again(writing(filled, at));
    let edit = NOTICE.check(body.draft, &hall.setting()).map(|record| written(&record)).map_err(again)?;
    let notice = edited(&hall, &guest, &actor, (&before, &past, body.version), edit, &asked).await?;
    Ok(Answer::Went { to: Note::Changed.at(&links::notice(notice.id)), page: NoticePage::new(&notice, true) })
}

/// 撤回.
pub async fn withdraw(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<NoticePage> {
    let (actor, before, past) = owned(&hall, &guest, &id).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about("withdrawal");
    let notice = edited(&hall, &guest, &actor, (&before, &past, body.version), Edit::Withdraw, &asked).await?;
    Ok(Answer::Went { to: Note::Withdrawn.at(links::NOTICES), page: NoticePage::new(&notice, true) })
}

/// Edits a notice that is there, seen in this version.
async fn edited(
    hall: &Hall,
    guest: &Guest,
    actor: &Actor,
    (before, past, seen): (&Notice, &[Receipt], Option<u64>),
    edit: Edit,
    asked: &Asked,
) -> Result<Notice, Problem> {
    let ended = hall.store.edit_notice(Some((before, past, seen)), edit, actor, asked, hall.now()).await?;
    settled(hall, guest, ended)
}

/// A notice for an officer who wants to do something with it, and what happened to it, in one round trip.
async fn owned(hall: &Hall, guest: &Guest, id: &str) -> Result<(Actor, Notice, Vec<Receipt>), Problem> {
    let id = NoticeId::parse(id);
    let past = async {
        match id {
            Some(id) => hall.store.notice_receipts(id).await,
            None => Ok(Vec::new()),
        }
    };
    let read = async |_| tokio::try_join!(found(hall, id), past);
    let (actor, (notice, past)) = hall.enter(guest, OFFICER, read).await?;
    Ok((actor, notice.ok_or(Problem::NotFound)?, past))
}

/// What is no id names no notice.
async fn found(hall: &Hall, id: Option<NoticeId>) -> Result<Option<Notice>, domain::Trouble> {
    match id {
        Some(id) => hall.store.notice(id).await,
        None => Ok(None),
    }
}

fn written(record: &Record) -> Edit {
    Edit::Publish { title: record.get(TITLE).canon(), body: record.draft().text(BODY.name).to_owned() }
}

fn settled(hall: &Hall, guest: &Guest, ended: Ended<Notice>) -> Result<Notice, Problem> {
    hall.settle(guest, ended, |notice| (Some(if notice.withdrawn { "已撤回" } else { "已发布" }), notice.version))
}

fn is_officer(actor: Option<&Actor>) -> bool {
    actor.is_some_and(|actor| actor.role == Role::Officer)
}
