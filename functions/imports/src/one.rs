//! One import: what was found, 确认录入, how far it is, and what came of it.

use crate::links;
use crate::pages::{ImportPage, Rows};
use axum::extract::{Path, State};
use catalog::imports;
use domain::account::{Actor, Role};
use domain::import::State as Stands;
use jiff::SignedDuration;
use runtime::{Guest, Hall};
use scans::AttachmentId;
use store::Asked;
use store::import::{Import, Shelf};
use web::{Answer, Body, Handled, Problem, Query};

/// How long a file that never came is said to be on its way; after that the inbox has been swept.
const WAITING: SignedDuration = SignedDuration::from_hours(24);

/// `GET /imports/{id}`: being looked through, refused, ready with its rows, being taken, or over.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<ImportPage> {
    let (actor, import) = own(&hall, &guest, &id).await?;
    let Some(import) = import else {
        let minted = AttachmentId::parse(&id).filter(|id| hall.tickets.is_owned(id, actor.account));
        let waits = minted.is_some_and(|id| hall.now().duration_since(id.minted_at()) < WAITING);
        let of = query.get("of").and_then(imports::import).map_or("", |kind| kind.code);
        return if waits { Ok(Answer::Show(ImportPage::waiting(id, of))) } else { Err(Problem::NotFound) };
    };
    let shelf = query.get("shelf").and_then(Shelf::parse).unwrap_or_else(|| first(&import));
    let n = query.get("page").and_then(|n| n.parse().ok()).filter(|n| (1..=9999).contains(n)).unwrap_or(1);
    let rows = hall.store.import_page(&import, shelf, n).await?;
    Ok(Answer::Show(ImportPage::new(&import, hall.now()).with(&import, Rows { shelf, n, rows })))
}

/// What is wrong comes first.
fn first(import: &Import) -> Shelf {
    if import.bad_pages > 0 || import.state != Stands::Ready { Shelf::Bad } else { Shelf::Good }
}

/// 确认录入. Of an import that is being taken it orders to go on: an order that got lost is made up for.
pub async fn accept(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<ImportPage> {
    let (actor, import) = own(&hall, &guest, &id).await?;
    let body = body?;
    let import = import.ok_or(Problem::NotFound)?;
    let order = AttachmentId::parse(&import.id).ok_or_else(|| Problem::broken("an import's id is none"))?;
    let import = if import.state == Stands::Taking {
        import
    } else {
        let asked = Asked::new(&body.request, &body.draft).about(&import.id);
        let ended = hall.store.accept_import(&import, body.version, &actor, &asked, hall.now()).await?;
        hall.settle(&guest, ended, |import| (Some(import.state.word()), import.version))?
    };
    if import.state == Stands::Taking {
        hall.scans.order(actor.account, &order).await?;
    }
    Ok(Answer::Went { to: links::import(&import.id), page: ImportPage::new(&import, hall.now()) })
}

/// 放弃导入: nothing of it is taken.
pub async fn withdraw(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<ImportPage> {
    let (actor, import) = own(&hall, &guest, &id).await?;
    let body = body?;
    let import = import.ok_or(Problem::NotFound)?;
    let asked = Asked::new(&body.request, &body.draft).about(format!("{} removal", import.id));
    let ended = hall.store.withdraw_import(&import, body.version, &actor, &asked, hall.now()).await?;
    let import = hall.settle(&guest, ended, |import| (Some(import.state.word()), import.version))?;
    Ok(Answer::Went { to: links::import(&import.id), page: ImportPage::new(&import, hall.now()) })
}

/// Who asks, and the own import of this id; a stranger's looks like none.
pub async fn own(hall: &Hall, guest: &Guest, id: &str) -> Result<(Actor, Option<Import>), Problem> {
    let parsed = AttachmentId::parse(id).map(|id| id.to_string());
    let read = async |_| match &parsed {
        Some(id) => hall.store.import(id).await,
        None => Ok(None),
    };
    let (actor, import) = hall.enter(guest, &[Role::Enterprise], read).await?;
    let unit = actor.account.unit();
    Ok((actor, import.filter(|import| import.unit == unit)))
}
