//! 我的材料: the list, one of them, its pictures, until when it is valid, and 移除.

use crate::links;
use crate::pages::{self, Dated, MaterialPage, Materials, View, shown_places};
use crate::show::{kept, led, numbered, shown};
use axum::extract::{Path, State};
use axum::response::Response;
use catalog::material::{UNTIL, VALIDITY};
use catalog::paper::KINDS;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use scans::Shown;
use store::Asked;
use store::material::{Asking, Before, Dropped, Material, MaterialId};
use store::paper::Place;
use web::download::{HandledList, Listed, is_asked};
use web::{Answer, Body, Done, Handled, Note, Problem, Query};

/// Whose scans are kept.
const OWNERS: &[Role] = &[Role::Person, Role::Enterprise];

/// `GET /materials`: newest first, narrowed to a kind, to what 有效期至 means today, to names that contain `q`. All of
/// that as a spreadsheet where that is asked.
pub async fn list(State(hall): State<Hall>, guest: Guest, query: Query) -> HandledList<Materials> {
    let (asked, today) = (pages::Asked::of(&query), hall.setting().today);
    if is_asked(&query) {
        let read = async |owner| hall.store.all_materials(owner, &asked.kinds(), asked.wanted(today)).await;
        let (_, rows) = hall.enter(&guest, OWNERS, read).await?;
        return Listed::sheet("我的材料", pages::sheet(&rows, today));
    }
    let read = async |account: AccountId| {
        let wanted = asked.wanted(today);
        let found = hall.store.materials(account, &asked.kinds(), wanted, query.get("after")).await?;
        let called = hall.store.called(account, &shown_places(&found.items)).await?;
        Ok((found, called))
    };
    let (actor, (found, called)) = hall.enter(&guest, OWNERS, read).await?;
    Listed::show(Materials::new(asked, found, &called, actor.role, today))
}

/// `GET /materials/{id}`: one of them, with every place in which it lies.
pub async fn one(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<MaterialPage> {
    let id = named(&id);
    let read = async |account: AccountId| {
        let row = find(&hall, account, id.as_ref()).await?;
        let called = called(&hall, account, row.as_ref()).await?;
        Ok(row.map(|row| (row, called)))
    };
    let (actor, found) = hall.enter(&guest, OWNERS, read).await?;
    let (row, called) = found.ok_or(Problem::NotFound)?;
    Ok(Answer::Show(MaterialPage::new(&row, &called, actor.role, hall.setting().today)))
}

/// `GET /materials/{id}/view?page=n`.
pub async fn view(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<View> {
    let (_, row) = own(&hall, &guest, &id).await?;
    let page = numbered(query.get("page").unwrap_or("1"), &row.fate)?;
    let (id, at) = (row.id.to_string(), links::material(&row.id));
    Ok(Answer::Show(View::new((id, &row.name), at.clone(), (page, crate::show::pages(&row.fate)), at)))
}

/// A page's picture, or the small one (`thumb`): a redirect to a link good for a minute.
pub async fn picture(
    State(hall): State<Hall>,
    guest: Guest,
    Path((id, page)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (actor, row) = own(&hall, &guest, &id).await?;
    let (digest, _) = kept(&row.fate)?;
    let shown = shown(&page, &row.fate)?;
    led(hall.scans.link(actor.account, &digest, &shown, hall.now()).await?)
}

/// The kept file itself.
pub async fn original(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Result<Response, Problem> {
    let (actor, row) = own(&hall, &guest, &id).await?;
    let (digest, kind) = kept(&row.fate)?;
    led(hall.scans.link(actor.account, &digest, &Shown::Paper(kind, &row.name), hall.now()).await?)
}

/// `POST /materials/{id}/validity`: sets 有效期至; an empty day takes it away.
pub async fn set_until(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Dated> {
    let (actor, row, before) = own_before(&hall, &guest, &id, &body).await?;
    let (row, body, today) = (row.ok_or(Problem::NotFound)?, body?, hall.setting().today);
    let to = Note::Saved.at(&links::material(&row.id));
    match before {
        Some(Before::Same(_)) => return Ok(Answer::Went { to, page: Dated::new(&row, today) }),
        Some(Before::Other) => return Err(hall.key_reused()),
        None => {}
    }
    let asked = asked(&body, &id);
    let record = match VALIDITY.check(body.draft, &hall.setting()) {
        Ok(record) => record,
        Err(filled) => {
            let called = called(&hall, actor.account, Some(&row)).await?;
            let page = MaterialPage::again(&row, &called, (actor.role, today), filled, body.version);
            return Err(Problem::again(page));
        }
    };
    let by = Asking { actor: &actor, asked: &asked, at: hall.now() };
    let ended = hall.store.set_until(row, record.get(UNTIL), body.version, by).await?;
    let row = hall.settle(&guest, ended, |row| (None, row.version))?;
    Ok(Answer::Went { to, page: Dated::new(&row, today) })
}

/// `POST /materials/{id}/removal`: 移除 of one that is used nowhere, or only where there is nothing any more.
pub async fn remove(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Done> {
    let (actor, row, before) = own_before(&hall, &guest, &id, &body).await?;
    let removed = || Ok(Answer::Went { to: Note::Removed.at(links::MATERIALS), page: Done { done: "已移除" } });
    match before {
        Some(Before::Same(_)) => return removed(),
        Some(Before::Other) => return Err(hall.key_reused()),
        None => {}
    }
    let (row, body) = (row.ok_or(Problem::NotFound)?, body?);
    let asked = asked(&body, &id);
    let by = Asking { actor: &actor, asked: &asked, at: hall.now() };
    let called = called(&hall, actor.account, Some(&row)).await?;
    match hall.store.drop_material(&row, &called, by).await? {
        Dropped::Out => removed(),
        Dropped::Used => Err(Problem::conflict("这份材料还在使用，请先在使用处移除")),
        Dropped::Other => Err(hall.key_reused()),
        Dropped::Revoked => Err(hall.revoked(&guest)),
    }
}

/// What a request asks of one of them.
fn asked(body: &Body, id: &str) -> Asked {
    Asked::new(&body.request, &body.draft).about(id)
}

/// The name of a row, of a kind that is one.
fn named(id: &str) -> Option<MaterialId> {
    MaterialId::parse(id).filter(|id| KINDS.name_of(id.kind()).is_some())
}

async fn find(hall: &Hall, owner: AccountId, id: Option<&MaterialId>) -> Result<Option<Material>, Trouble> {
    match id {
        Some(id) => hall.store.material(owner, id).await,
        None => Ok(None),
    }
}

async fn called(hall: &Hall, owner: AccountId, row: Option<&Material>) -> Result<Vec<(Place, String)>, Trouble> {
    let places: Vec<Place> = row.iter().flat_map(|row| &row.uses).map(|(_, place)| *place).collect();
    hall.store.called(owner, &places).await
}

/// One of the account's; a stranger's looks like none.
async fn own(hall: &Hall, guest: &Guest, id: &str) -> Result<(Actor, Material), Problem> {
    let id = named(id);
    let read = async |account| find(hall, account, id.as_ref()).await;
    let (actor, row) = hall.enter(guest, OWNERS, read).await?;
    Ok((actor, row.ok_or(Problem::NotFound)?))
}

/// The same, which may be gone, with what this very request did before.
async fn own_before(
    hall: &Hall,
    guest: &Guest,
    id: &str,
    body: &Result<Body, Problem>,
) -> Result<(Actor, Option<Material>, Option<Before>), Problem> {
    let name = named(id);
    let asked = body.as_ref().ok().map(|body| asked(body, id));
    let before = async |account| match &asked {
        Some(asked) => hall.store.done_before(account, asked).await,
        None => Ok(None),
    };
    let read = async |account| tokio::try_join!(find(hall, account, name.as_ref()), before(account));
    let (actor, (row, before)) = hall.enter(guest, OWNERS, read).await?;
    Ok((actor, row, before))
}
