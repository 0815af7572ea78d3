//! What became of a file, and its pictures, by links that are soon worthless.

use crate::links;
use crate::pages::{Became, View};
use crate::ticket::is_open;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::account::{Actor, Role};
use domain::ids::AccountId;
use domain::registration::State as Stands;
use domain::{Refused, Trouble};
use jiff::SignedDuration;
use runtime::{Guest, Hall};
use scans::{AttachmentId, Digest, Kind, Shown};
use store::paper::{Fate, Paper};
use web::{Answer, Body, Done, Handled, Problem, Query};

/// How long a ticket that nobody used is said to wait; after that the inbox has been swept.
const WAITING: SignedDuration = SignedDuration::from_hours(24);

/// `GET /attachments/{id}`: waiting, admitted or refused with the reason.
pub async fn state(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<Became> {
    let id = AttachmentId::parse(&id).ok_or(Problem::NotFound);
    let (actor, paper) = look_up(&hall, &guest, id.as_ref().ok()).await?;
    let id = id?;
    let Some(paper) = paper else {
        let recent = hall.now().duration_since(id.minted_at()) < WAITING;
        let own = hall.tickets.is_owned(&id, actor.account);
        return if own && recent { Ok(Answer::Show(Became::waiting(id, actor.role))) } else { Err(Problem::NotFound) };
    };
    may_see(&hall, &actor, &paper).await?;
    Became::of(&paper).map(Answer::Show).ok_or(Problem::NotFound)
}

/// `GET /attachments/{id}/view?page=n`: every page can be reached without a script, and the paper can be downloaded.
pub async fn view(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<View> {
    let (actor, paper) = look_up(&hall, &guest, AttachmentId::parse(&id).as_ref()).await?;
    let paper = paper.ok_or(Problem::NotFound)?;
    may_see(&hall, &actor, &paper).await?;
    let page = numbered(query.get("page").unwrap_or("1"), &paper)?;
    let own = paper.owner == actor.account;
    let back = match actor.role {
        _ if own => links::slot(&paper.kind),
        Role::Officer => links::unit(paper.owner.unit()),
        _ => links::review(paper.owner.person()),
    };
    Ok(Answer::Show(View::new(&paper, page, pages(&paper), back)))
}

/// A page's picture, or the small one (`thumb`): a redirect to a link good for a minute.
pub async fn picture(
    State(hall): State<Hall>,
    guest: Guest,
    Path((id, page)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (paper, digest, _) = admitted(&hall, &guest, &id).await?;
    let shown = match page.as_str() {
        "thumb" => Shown::Thumb,
        number => Shown::Page(numbered(number, &paper)?),
    };
    led(hall.scans.link(paper.owner, &digest, &shown, hall.now()).await?)
}

/// The kept file itself: a PDF as a download under its name.
pub async fn original(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Result<Response, Problem> {
    let (paper, digest, kind) = admitted(&hall, &guest, &id).await?;
    led(hall.scans.link(paper.owner, &digest, &Shown::Paper(kind, &paper.name), hall.now()).await?)
}

/// 移除: the owner takes a paper out of the file, while the file is open.
pub async fn remove(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, _body: Body) -> Handled<Done> {
    let id = AttachmentId::parse(&id).ok_or(Problem::NotFound);
    let wanted = id.as_ref().ok().map(ToString::to_string);
    let read = async |account: AccountId| {
        let paper = async {
            match &wanted {
                Some(id) => hall.store.paper(id).await,
                None => Ok(None),
            }
        };
        tokio::try_join!(paper, hall.store.person_head(account.person()))
    };
    let (actor, (paper, head)) = hall.enter(&guest, &[Role::Person, Role::Enterprise], read).await?;
    id?;
    let paper = paper.filter(|paper| paper.owner == actor.account).ok_or(Problem::NotFound)?;
    let removed = || Ok(Answer::Went { to: links::slot(&paper.kind), page: Done { done: "已移除" } });
    if paper.fate == Fate::Removed {
        return removed();
    }
    if paper.is_units() {
        return if hall.store.remove_unit_paper(&paper, &actor).await? { removed() } else { Err(hall.revoked(&guest)) };
    }
    let head = head.ok_or(Trouble::Missing)?;
    // A refused file belongs to nothing that was handed in: its owner may put it away at any time.
    if !matches!(paper.fate, Fate::Refused { .. }) {
        is_open(&head)?;
    }
    if hall.store.remove_paper(&paper, &head, &actor).await? {
        return removed();
    }
    Err(Refused::NotNow { state: "待审核", asked: "修改附件" }.into())
}

async fn look_up(hall: &Hall, guest: &Guest, id: Option<&AttachmentId>) -> Result<(Actor, Option<Paper>), Problem> {
    let wanted = id.map(ToString::to_string);
    let read = async |_| match &wanted {
        Some(id) => hall.store.paper(id).await,
        None => Ok(None),
    };
    hall.enter(guest, &Role::ALL, read).await
}

/// A paper is seen by its owner; a unit's own by officers; and, once it was handed in, by the unit that reviews or has approved its owner's file.
async fn may_see(hall: &Hall, actor: &Actor, paper: &Paper) -> Result<(), Problem> {
    if paper.owner == actor.account {
        return Ok(());
    }
    if actor.role == Role::Officer && paper.is_units() {
        return Ok(());
    }
    if actor.role != Role::Enterprise {
        return Err(Problem::NotFound);
    }
    let person = paper.owner.person();
    let (head, submission) = tokio::try_join!(hall.store.person_head(person), hall.store.submission(person))?;
    let head = head.ok_or(Problem::NotFound)?;
    let shown = matches!(head.state, Stands::Waiting { .. } | Stands::Approved { .. })
        && submission.is_some_and(|submission| submission.names(&paper.id));
    if shown && head.unit == actor.account.unit() { Ok(()) } else { Err(Problem::NotFound) }
}

async fn admitted(hall: &Hall, guest: &Guest, id: &str) -> Result<(Paper, Digest, Kind), Problem> {
    let id = AttachmentId::parse(id);
    let (actor, paper) = look_up(hall, guest, id.as_ref()).await?;
    let paper = paper.ok_or(Problem::NotFound)?;
    may_see(hall, &actor, &paper).await?;
    let Fate::Admitted { sha256, form, .. } = &paper.fate else { return Err(Problem::NotFound) };
    let found = Digest::parse(sha256).zip(Kind::parse(form));
    let (digest, kind) = found.ok_or_else(|| Problem::broken("a paper's digest or kind is none"))?;
    Ok((paper, digest, kind))
}

/// A page that the paper has; what is not admitted has none.
fn numbered(page: &str, paper: &Paper) -> Result<usize, Problem> {
    page.parse().ok().filter(|number| (1..=pages(paper)).contains(number)).ok_or(Problem::NotFound)
}

fn pages(paper: &Paper) -> usize {
    if let Fate::Admitted { pages, .. } = paper.fate { usize::try_from(pages).unwrap_or(usize::MAX) } else { 0 }
}

fn led(to: String) -> Result<Response, Problem> {
    Ok((StatusCode::FOUND, [(header::LOCATION, to), (header::CACHE_CONTROL, "no-store".to_owned())]).into_response())
}
