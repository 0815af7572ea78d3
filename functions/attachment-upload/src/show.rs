//! What became of a file, and its pictures, by links that are soon worthless.

use crate::beside::row_beside;
use crate::links;
use crate::pages::{Became, View};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog::paper;
use domain::Refused;
use domain::account::{Actor, Role};
use domain::deletion::State as Asks;
use domain::ids::{AccountId, PersonId};
use domain::registration::State as Stands;
use jiff::SignedDuration;
use runtime::{Guest, Hall};
use scans::{AttachmentId, Digest, Kind, Shown};
use store::paper::{Fate, Paper, Place, Taken};
use web::{Answer, Body, Done, Handled, Problem, Query};

/// What is asked where a paper is laid somewhere or taken out, in the words of a refusal.
pub const CHANGE: &str = "修改附件";

/// How long a ticket that nobody used is said to wait; after that the inbox has been swept.
const WAITING: SignedDuration = SignedDuration::from_hours(24);

/// `GET /attachments/{id}`: waiting, admitted or refused with the reason.
pub async fn state(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<Became> {
    let id = AttachmentId::parse(&id).ok_or(Problem::NotFound);
    let (actor, paper) = look_up(&hall, &guest, id.as_ref().ok()).await?;
    let id = id?;
    let Some(paper) = paper else {
        let recent = hall.now().duration_since(id.minted_at()) < WAITING;
        let own = hall.tickets.is_owned(&id, actor.account);
        if !(own && recent) {
            return Err(Problem::NotFound);
        }
        return Ok(Answer::Show(Became::waiting(id, actor.role, slot_of(&actor, &query))));
    };
    may_see(&hall, &actor, &paper).await?;
    Became::of(&paper).map(Answer::Show).ok_or(Problem::NotFound)
}

/// The slot of a file of which nothing is written yet, as the address of its waiting page says; it leads back, and no more.
fn slot_of<'a>(actor: &Actor, query: &'a Query) -> Option<(Place, &'a str)> {
    let named = |name| query.get(name).unwrap_or_default();
    let rules = paper::place(named("for")).filter(|rules| rules.owner == actor.role)?;
    let kind = query.get("kind").filter(|kind| rules.takes(kind))?;
    Some((Place::named(actor.account, rules.code, named("of"))?, kind))
}

/// `GET /attachments/{id}/view?page=n`: every page can be reached without a script, and the paper can be downloaded.
pub async fn view(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>, query: Query) -> Handled<View> {
    let (actor, paper) = look_up(&hall, &guest, AttachmentId::parse(&id).as_ref()).await?;
    let paper = paper.ok_or(Problem::NotFound)?;
    may_see(&hall, &actor, &paper).await?;
    let page = numbered(query.get("page").unwrap_or("1"), &paper.fate)?;
    let own = paper.owner == actor.account;
    let back = match (actor.role, paper.place) {
        _ if own => links::slot(paper.place, &paper.kind),
        (Role::Enterprise, Place::Person(person)) => links::review(person),
        (_, place) => links::at_the_desk(place),
    };
    let at = links::attachment(&paper.id);
    Ok(Answer::Show(View::new((paper.id.clone(), &paper.name), at, (page, pages(&paper.fate)), back)))
}

/// A page's picture, or the small one (`thumb`): a redirect to a link good for a minute.
pub async fn picture(
    State(hall): State<Hall>,
    guest: Guest,
    Path((id, page)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (paper, digest, _) = admitted(&hall, &guest, &id).await?;
    let shown = shown(&page, &paper.fate)?;
    led(hall.scans.link(paper.owner, &digest, &shown, hall.now()).await?)
}

/// The kept file itself: a PDF as a download under its name.
pub async fn original(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Result<Response, Problem> {
    let (paper, digest, kind) = admitted(&hall, &guest, &id).await?;
    led(hall.scans.link(paper.owner, &digest, &Shown::Paper(kind, &paper.name), hall.now()).await?)
}

/// 移除: the owner takes a paper out of its place, while that is open.
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
    let (actor, (paper, file)) = hall.enter(&guest, &[Role::Person, Role::Enterprise], read).await?;
    id?;
    let paper = paper.filter(|paper| paper.owner == actor.account).ok_or(Problem::NotFound)?;
    let removed = || Ok(Answer::Went { to: links::slot(paper.place, &paper.kind), page: Done { done: "已移除" } });
    if paper.fate == Fate::Removed {
        return removed();
    }
    // A refused file belongs to nothing that was handed in: its owner may put it away at any time.
    let closed = file.as_ref().filter(|file| !file.state.is_open()).map(|file| file.state.word());
    if let (Some(state), false) = (closed, matches!(paper.fate, Fate::Refused { .. })) {
        return Err(Refused::NotNow { state, asked: CHANGE }.into());
    }
    if let Some(list) = row_beside(&hall, &actor, &paper).await? {
        return Err(Problem::conflict(format!("这份文件正用于“{list}”中的一条，请先在该条中取消选用并保存，再移除")));
    }
    match hall.store.remove_paper(&paper, file.as_ref(), &actor, hall.now()).await? {
        Taken::Out => removed(),
        Taken::Revoked => Err(hall.revoked(&guest)),
        Taken::Closed => Err(shut(paper.place)),
    }
}

/// A place was closed beside the request: what stands in the way.
pub fn shut(place: Place) -> Problem {
    let state = match place {
        Place::Worker(_) | Place::Record(..) => "已删除",
        Place::Person(_) | Place::Unit(_) | Place::Deletion(_) => "已提交",
    };
    Refused::NotNow { state, asked: CHANGE }.into()
}

async fn look_up(hall: &Hall, guest: &Guest, id: Option<&AttachmentId>) -> Result<(Actor, Option<Paper>), Problem> {
    let wanted = id.map(ToString::to_string);
    let read = async |_| match &wanted {
        Some(id) => hall.store.paper(id).await,
        None => Ok(None),
    };
    hall.enter(guest, &Role::ALL, read).await
}

/// A paper is seen by its owner; once it was handed in, by the unit that reviews or has approved a person's file, and by
/// officers who have to look at it.
async fn may_see(hall: &Hall, actor: &Actor, paper: &Paper) -> Result<(), Problem> {
    let shown = match (actor.role, paper.place) {
        _ if paper.owner == actor.account => true,
        (Role::Enterprise, Place::Person(person)) => is_reviewed_by(hall, actor, paper, person).await?,
        (Role::Officer, _) => is_on_the_desk(hall, actor, paper).await?,
        _ => false,
    };
    if shown { Ok(()) } else { Err(Problem::NotFound) }
}

async fn is_reviewed_by(hall: &Hall, actor: &Actor, paper: &Paper, person: PersonId) -> Result<bool, Problem> {
    let (head, submission) = tokio::try_join!(hall.store.person_head(person), hall.store.submission(person))?;
    let Some(head) = head else { return Ok(false) };
    let shown = matches!(head.state, Stands::Waiting { .. } | Stands::Approved { .. })
        && submission.is_some_and(|submission| submission.names(&paper.id));
    Ok(shown && head.unit == actor.account.unit())
}

/// Whether the department has to look at a paper; an officer keeps away from units of his own.
async fn is_on_the_desk(hall: &Hall, actor: &Actor, paper: &Paper) -> Result<bool, Problem> {
    let unit = paper.owner.unit();
    let handed_in = async {
        Ok(match paper.place {
            // A record's papers are looked at once an application takes the record, which none does yet.
            Place::Person(_) | Place::Record(..) => false,
            Place::Unit(_) => true,
            Place::Worker(id) => hall.store.card(unit, id).await?.is_some_and(|card| card.used || card.held.is_some()),
            Place::Deletion(id) => {
                let case = hall.store.deletion_case(id, None).await?;
                let case = case.filter(|case| !matches!(case.head.state, Asks::Draft | Asks::Dropped));
                case.is_some_and(|case| case.contents.papers.iter().any(|pin| pin.paper == paper.id))
            }
        })
    };
    let (shown, own) = tokio::try_join!(handed_in, hall.store.own_units(actor.account))?;
    if shown {
        own.keep_from(unit)?;
    }
    Ok(shown)
}

async fn admitted(hall: &Hall, guest: &Guest, id: &str) -> Result<(Paper, Digest, Kind), Problem> {
    let id = AttachmentId::parse(id);
    let (actor, paper) = look_up(hall, guest, id.as_ref()).await?;
    let paper = paper.ok_or(Problem::NotFound)?;
    may_see(hall, &actor, &paper).await?;
    let (digest, kind) = kept(&paper.fate)?;
    Ok((paper, digest, kind))
}

/// What was kept of a file; nothing of one that was not admitted.
pub fn kept(fate: &Fate) -> Result<(Digest, Kind), Problem> {
    let Fate::Admitted { sha256, form, .. } = fate else { return Err(Problem::NotFound) };
    let found = Digest::parse(sha256).zip(Kind::parse(form));
    found.ok_or_else(|| Problem::broken("a paper's digest or kind is none"))
}

/// A page that the file has; what is not admitted has none.
pub fn numbered(page: &str, fate: &Fate) -> Result<usize, Problem> {
    page.parse().ok().filter(|number| (1..=pages(fate)).contains(number)).ok_or(Problem::NotFound)
}

/// How many pages it has.
pub fn pages(fate: &Fate) -> usize {
    if let Fate::Admitted { pages, .. } = fate { usize::try_from(*pages).unwrap_or(usize::MAX) } else { 0 }
}

/// What an address asks to be shown of it: a page, or the small picture.
pub fn shown(page: &str, fate: &Fate) -> Result<Shown<'static>, Problem> {
    Ok(match page {
        "thumb" => Shown::Thumb,
        number => Shown::Page(numbered(number, fate)?),
    })
}

/// To a link that is soon worthless.
pub fn led(to: String) -> Result<Response, Problem> {
    Ok((StatusCode::FOUND, [(header::LOCATION, to), (header::CACHE_CONTROL, "no-store".to_owned())]).into_response())
}
