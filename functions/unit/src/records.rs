//! The unit's books (manual, 3.4 – 3.7): a list, or the only record; 新增记录, 修改信息, 保存并关闭, 保存并新建.

use crate::begun::{going_on, new};
use crate::links;
use crate::pages::{RecordForm, RecordPage, Records, Shown, Sought};
use crate::save::{At, save, taken_out};
use axum::extract::{Path, State};
use catalog::book::{Book, book};
use catalog::unfinished::NEW;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::ids::{AccountId, RecordId, RequestId};
use runtime::past::Past;
use runtime::{Guest, Hall};
use store::Asked;
use store::draft::Pending;
use store::paper::{Paper, Place};
use store::record::Record;
use web::{Answer, Body, Handled, Note, Problem, Query};

/// Who keeps books.
pub const UNIT: &[Role] = &[Role::Enterprise];
/// What a unit is told whose kind does not have the book.
const NOT_HAD: Problem = Problem::Forbidden("这项功能只供相应类型的企业使用，本单位不需要填写");

/// What is read of one record: with its papers, and what was begun of it.
pub type Found = (Option<Record>, Vec<Paper>, Option<Pending>);

/// A list, or the only record; with `?edit=1` its form.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(code): Path<String>, query: Query) -> Handled<Shown> {
    let book = book(&code).ok_or(Problem::NotFound)?;
    if book.is_many() {
        let sought = Sought::new(book, &query, hall.setting().today);
        let read = async |account: AccountId| sought.find(&hall, account.unit()).await;
        let (actor, found) = hall.enter(&guest, UNIT, read).await?;
        had(book, &actor)?;
        return Ok(Answer::Show(Shown::from(Records::new(sought, found))));
    }
    let (actor, id, (found, past)) = only(&hall, &guest, book, &query).await?;
    Ok(Answer::Show(match query.get("edit") {
        Some(_) => Shown::from(going_on(&hall, book, id, found).await?),
        None => Shown::from(RecordPage::new(book, id, &found, hall.setting().today).past(&found, (&past, &actor.name))),
    }))
}

/// The form of a new record, or what was begun of one.
pub async fn blank(State(hall): State<Hall>, guest: Guest, Path(code): Path<String>) -> Handled<RecordForm> {
    let book = many(&code)?;
    let read = async |account: AccountId| hall.store.draft(account.unit(), book.code(), NEW).await;
    let (actor, pending) = hall.enter(&guest, UNIT, read).await?;
    had(book, &actor)?;
    Ok(Answer::Show(new(&hall, &actor, book, pending).await?))
}

/// 保存并关闭 of the only record, 保存并关闭 or 保存并新建 of a new one.
pub async fn add(
    State(hall): State<Hall>,
    guest: Guest,
    Path(code): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<RecordPage> {
    let book = book(&code).ok_or(Problem::NotFound)?;
    let request = body.as_ref().map_or_else(|_| RequestId::random(), |body| body.request.clone());
    let id_of = |account: AccountId| match book.is_many() {
        true => hall.store.record_of(account.unit(), book.code(), &request),
        false => hall.store.only_record_of(account.unit(), book.code()),
    };
    let read = async |account: AccountId| read(&hall, account, book, id_of(account), NEW).await;
    let (actor, found) = hall.enter(&guest, UNIT, read).await?;
    had(book, &actor)?;
    let at = At { book, id: id_of(actor.account), of: NEW };
    save(&hall, &guest, &actor, at, found, body?).await
}

/// A record.
pub async fn one(
    State(hall): State<Hall>,
    guest: Guest,
    Path((code, id)): Path<(String, String)>,
    query: Query,
) -> Handled<Shown> {
    let of = |account: AccountId| past(&hall, account, &code, RecordId::parse(&id), &query);
    let ((actor, book, record, found), past) = own_with(&hall, &guest, (&code, &id), of).await?;
    if found.0.is_some() {
        let page = RecordPage::new(book, record, &found, hall.setting().today);
        return Ok(Answer::Show(Shown::from(page.past(&found, (&past, &actor.name)))));
    }
    // Whoever uploads without a script comes back to the record, which may only have been begun.
    let pending = hall.store.draft(actor.account.unit(), book.code(), NEW).await?;
    let is_it =
        |it: &Pending| book.is_many() && hall.store.record_of(actor.account.unit(), book.code(), &it.request) == record;
    let pending = pending.filter(is_it).ok_or(Problem::NotFound)?;
    Ok(Answer::Show(Shown::from(new(&hall, &actor, book, Some(pending)).await?)))
}

/// 修改信息.
pub async fn edit(
    State(hall): State<Hall>,
    guest: Guest,
    Path((code, id)): Path<(String, String)>,
) -> Handled<RecordForm> {
    let (actor, book, record, found) = own_by(&hall, &guest, &code, &id).await?;
    if found.0.is_none() {
        // What was begun of a record that was taken out is shown again.
        let begun = found.2.ok_or(Problem::NotFound)?;
        return Err(taken_out(&hall, &actor, At { book, id: record, of: &id }, begun.fields).await?);
    }
    Ok(Answer::Show(going_on(&hall, book, record, found).await?))
}

/// 保存并关闭 of a record that is there.
pub async fn change(
    State(hall): State<Hall>,
    guest: Guest,
    Path((code, id)): Path<(String, String)>,
    body: Result<Body, Problem>,
) -> Handled<RecordPage> {
    let (actor, book, record, found) = own_by(&hall, &guest, &code, &id).await?;
    let at = At { book, id: record, of: &id };
    if found.0.is_none() {
        return Err(match body {
            Ok(body) => taken_out(&hall, &actor, at, body.draft).await?,
            Err(_) => Problem::NotFound,
        });
    }
    save(&hall, &guest, &actor, at, found, body?).await
}

/// 删除: out of the list; what was handed in with it stays as it was.
pub async fn remove(
    State(hall): State<Hall>,
    guest: Guest,
    Path((code, id)): Path<(String, String)>,
    body: Result<Body, Problem>,
) -> Handled<web::Done> {
    let (actor, book, _, (record, ..)) = own_by(&hall, &guest, &code, &id).await?;
    let record = record.filter(|_| book.is_many()).ok_or(Problem::NotFound)?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} removal"));
    let ended = hall.store.remove_record((&record, body.version), &actor, &asked, hall.now()).await?;
    hall.settle(&guest, ended, |head| (None, head.line.version))?;
    Ok(Answer::Went { to: Note::Removed.at(&links::records(book)), page: web::Done { done: "已删除" } })
}

/// A unit whose kind has the book.
pub fn had(book: &Book, actor: &Actor) -> Result<(), Problem> {
    if book.is_for(&actor.kind) { Ok(()) } else { Err(NOT_HAD) }
}

fn many(code: &str) -> Result<&'static Book, Problem> {
    book(code).filter(|book| book.is_many()).ok_or(Problem::NotFound)
}

/// The only record of a book of the unit who asks; it may not be there yet.
async fn only(
    hall: &Hall,
    guest: &Guest,
    book: &'static Book,
    query: &Query,
) -> Result<(Actor, RecordId, (Found, Past)), Problem> {
    let id = |account: AccountId| hall.store.only_record_of(account.unit(), book.code());
    let read = async |account: AccountId| {
        let past = past(hall, account, book.code(), Some(id(account)), query);
        tokio::try_join!(read(hall, account, book, id(account), NEW), past)
    };
    let (actor, found) = hall.enter(guest, UNIT, read).await?;
    had(book, &actor)?;
    let id = id(actor.account);
    Ok((actor, id, found))
}

/// What happened to a record of a book, beside its own receipts.
async fn past(
    hall: &Hall,
    account: AccountId,
    book: &str,
    id: Option<RecordId>,
    query: &Query,
) -> Result<Past, Trouble> {
    match id.and_then(|id| Place::named(account, book, &id.to_string())) {
        Some(place) => Past::of(hall, place, query).await,
        None => Ok(Past::default()),
    }
}

/// Who asks, of which book, which record, and what is there.
type Own = (Actor, &'static Book, RecordId, Found);

async fn own_by(hall: &Hall, guest: &Guest, code: &str, id: &str) -> Result<Own, Problem> {
    let nothing = async |_| Ok(());
    own_with(hall, guest, (code, id), nothing).await.map(|(own, ())| own)
}

/// The same with what is read beside.
async fn own_with<T>(
    hall: &Hall,
    guest: &Guest,
    (code, id): (&str, &str),
    beside: impl AsyncFnOnce(AccountId) -> Result<T, Trouble>,
) -> Result<(Own, T), Problem> {
    let (book, record) = (book(code).ok_or(Problem::NotFound), RecordId::parse(id));
    let found = async |account: AccountId| match (&book, record) {
        (Ok(book), Some(record)) => read(hall, account, book, record, id).await,
        _ => Ok((None, Vec::new(), None)),
    };
    let read = async |account: AccountId| tokio::try_join!(found(account), beside(account));
    let (actor, (found, beside)) = hall.enter(guest, UNIT, read).await?;
    let (book, record) = (book?, record.ok_or(Problem::NotFound)?);
    had(book, &actor)?;
    Ok(((actor, book, record, found), beside))
}

async fn read(hall: &Hall, account: AccountId, book: &Book, id: RecordId, of: &str) -> Result<Found, Trouble> {
    let unit = account.unit();
    let record = hall.store.record(unit, book.code(), id);
    tokio::try_join!(record, papers(hall, account, book, id), hall.store.draft(unit, book.code(), of))
}

/// The papers that lie with a record, of this account alone.
pub async fn papers(hall: &Hall, account: AccountId, book: &Book, id: RecordId) -> Result<Vec<Paper>, Trouble> {
    let Some(place) = Place::named(account, book.place.code, &id.to_string()) else { return Ok(Vec::new()) };
    let papers = hall.store.papers_in(place).await?;
    Ok(papers.into_iter().filter(|paper| paper.owner == account).collect())
}
