//! One row of a list, on a page of its own: 保存并关闭, 保存并新建, 删除. It is kept with the form and saved with it.

use crate::keep::{UNIT, Which, lay, named, open, planned, typed};
use crate::links;
use crate::pages::{Kept, Meanwhile, Of, RowPage};
use crate::saved::{There, saved, there};
use axum::extract::{Path, State};
use catalog::unfinished::{NEW, Unfinished};
use domain::account::Actor;
use domain::form::{Complaint, Draft, Field, Kind};
use domain::ids::{AccountId, RequestId};
use domain::window::Window;
use http::StatusCode;
use runtime::rival::{removed, row_of};
use runtime::{Guest, Hall};
use store::draft::{Laid, Pending};
use store::paper::{Paper, Place};
use web::{Answer, Body, Face, Handled, Lead, Note, Problem};

type Address = Path<(String, String, String, String)>;
/// The id with which papers lie that a row can name, and these papers.
type Beside = Option<(String, Vec<Paper>)>;

/// How often a row is laid into a form that other windows keep at the same time.
const TRIES: usize = 5;
/// How many requests that put rows into a form are known again.
const KNOWN: usize = 30;

/// A row to be changed, or a blank one.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path((form, of, list, row)): Address) -> Handled<RowPage> {
    let (actor, it, begun) = begun(&hall, &guest, &form, &of).await?;
    if begun.gone {
        return Err(Problem::NotFound);
    }
    let pending = begun.pending;
    let at @ (field, n) = it.form.row_at(&list, &row, &pending.fields).ok_or(Problem::NotFound)?;
    let typed = pending.fields.rows(&list).get(n).cloned();
    let papers = beside(&hall, &actor, (it, &of), field, &pending).await?;
    let of = Of { which: (it, &of), at, saw: typed.as_ref().map(Draft::mark), papers };
    Ok(Answer::Show(RowPage::new(of, typed.unwrap_or_default(), &[])))
}

/// Keeps a row with the form. What is wrong elsewhere does not stand in its way, and nothing that another window has kept
/// meanwhile: the row goes into what is there now.
pub async fn save(
    State(hall): State<Hall>,
    guest: Guest,
    Path((form, of, list, row)): Address,
    body: Result<Body, Problem>,
) -> Handled<Kept> {
    let (actor, it, mut begun) = begun(&hall, &guest, &form, &of).await?;
    let mut body = body?;
    let then = body.take("_then");
    let sent = Sent { which: (it, &of), at: (&list, &row), saw: body.take("_row"), body };
    if begun.gone {
        return Err(sent.without_a_record(&begun.pending));
    }
    for _ in 0..TRIES {
        let pending = match sent.put(&hall, &actor, &begun.pending).await? {
            Some(pending) => pending,
            None => return Ok(went(&hall, &actor, &sent, &begun.pending, then.as_deref())),
        };
        let window = Window::that_saw(begun.kept.then(|| begun.pending.stamp.clone()));
        let pending = pending.by(Some(&window));
        match hall.store.keep_draft((it.form.name, &of), &pending, Some(&window), &actor).await? {
            Laid::Kept => return Ok(went(&hall, &actor, &sent, &pending, then.as_deref())),
            Laid::Elsewhere(newer) => begun = Begun { pending: *newer, kept: true, gone: false },
            Laid::TooLong => return Err(Problem::TooLarge),
            Laid::Revoked => return Err(hall.revoked(&guest)),
        }
    }
    Err(Problem::Busy)
}

/// Back to the form, or to another new row.
fn went(hall: &Hall, actor: &Actor, sent: &Sent<'_>, pending: &Pending, then: Option<&str>) -> Answer<Kept> {
    let (it, of, list) = (sent.which.0, sent.which.1, sent.at.0);
    let to = match then {
        Some("new") => links::row(&it, of, list, "new"),
        _ => format!("{}#{list}", it.filled_in_at(of)),
    };
    let of = planned(hall, actor, sent.which, &pending.request);
    Answer::Went { to: Note::RowKept.at(&to), page: Kept::new(it, pending, of) }
}

/// Takes a row out. The button stands in the form, so what was typed there is kept with it.
pub async fn remove(
    State(hall): State<Hall>,
    guest: Guest,
    Path((form, of, list, row)): Address,
    body: Result<Body, Problem>,
) -> Handled<Kept> {
    let (actor, it, there) = open(&hall, &guest, &form, &of).await?;
    let (pending, window) = typed(&hall, (it, &of), there, body?)?;
    let (_, n) = it.form.row_at(&list, &row, &pending.fields).ok_or(Problem::NotFound)?;
    let pending = Pending { fields: pending.fields.with_row(&list, n, None), ..pending };
    lay(&hall, &guest, &actor, (it, &of), (&pending, window.as_ref())).await?;
    let to = Note::Removed.at(&format!("{}#{list}", it.filled_in_at(&of)));
    Ok(Answer::Went { to, page: Kept::new(it, &pending, planned(&hall, &actor, (it, &of), &pending.request)) })
}

/// A row that was sent, for a place.
struct Sent<'a> {
    which: Which<'a>,
    at: (&'a str, &'a str),
    saw: Option<String>,
    body: Body,
}

impl Sent<'_> {
    /// What was typed into the row of a record that was taken out meanwhile: the form with the row in it, to be saved as
    /// a new record.
    fn without_a_record(&self, before: &Pending) -> Problem {
        let (it, list) = (self.which.0, self.at.0);
        let Some((_, end)) = it.form.row_at(list, "new", &before.fields) else { return Problem::NotFound };
        let mut typed = self.body.draft.clone();
        typed.0.retain(|name, _| !name.starts_with('_'));
        let pending = Pending { fields: before.fields.with_row(list, end, Some(typed)), ..before.clone() };
        let page = Meanwhile::new((it, NEW), &pending, removed(it.form.title, None));
        Problem::instead(StatusCode::CONFLICT, page)
    }

    /// The form with this row; nothing where this very request has put it there already.
    async fn put(&self, hall: &Hall, actor: &Actor, before: &Pending) -> Result<Option<Pending>, Problem> {
        let ((it, _), (list, row)) = (self.which, self.at);
        let mut typed = self.body.draft.clone();
        typed.0.retain(|name, _| !name.starts_with('_'));
        let (key, mark) = (self.body.request.as_str(), typed.mark());
        let sent_before = before.rows.iter().find(|(known, _)| known == key).map(|(_, same)| *same == mark);
        if sent_before == Some(true) {
            return Ok(None);
        }
        if sent_before.is_some() && self.body.face == Face::Json {
            return Err(hall.key_reused());
        }
        let (field, end) = it.form.row_at(list, "new", &before.fields).ok_or(Problem::NotFound)?;
        let there = match &self.saw {
            Some(saw) => row.parse().ok().and_then(|n| before.fields.row_marked(list, n, saw)),
            None => Some(it.form.row_at(list, row, &before.fields).ok_or(Problem::NotFound)?.1),
        };
        let n = there.unwrap_or(end);
        let whole = before.fields.with_row(list, n, Some(typed.clone()));
        let mut wrong = wrong_in(hall, it, field, n, &typed, whole.clone());
        let papers = beside(hall, actor, self.which, field, before).await?;
        let gone = not_there(field, n, &typed, &papers).filter(|it| wrong.iter().all(|other| other.at != it.at));
        wrong.extend(gone);
        let of = |saw| Of { which: self.which, at: (field, n), saw, papers };
        if !wrong.is_empty() {
            return Err(Problem::again(RowPage::new(of(self.saw.clone()), typed, &wrong)));
        }
        if sent_before.is_some() || there.is_none() {
            let now = row.parse().ok().and_then(|n: usize| before.fields.rows(list).get(n));
            let now = now.map(|now| format!("这一位置现在是：{}。\n", row_of(field, now))).unwrap_or_default();
            let lead = Lead::new(format!("{now}{ANEW}")).titled(if sent_before.is_some() { TWICE } else { GONE });
            let page = RowPage::new(of(None), typed, &[]).anew(links::row(&it, self.which.1, list, "new"), lead);
            return Err(Problem::instead(StatusCode::CONFLICT, page));
        }
        let fresh = Pending::new(it.form.hold(whole).0, before.version, before.request.clone(), hall.now());
        let known = before.rows.len().saturating_sub(KNOWN - 1);
        let rows = before.rows.iter().skip(known).cloned().chain([(key.to_owned(), mark)]).collect();
        Ok(Some(Pending { rows, ..fresh }))
    }
}

/// What became of a row that is not there as it was seen.
const GONE: &str = "这一行在您填写时已被修改或删除";
/// What is said of a row that was sent once before, with other content.
const TWICE: &str = "这一行已经保存过一次";
/// What comes next.
const ANEW: &str =
    "您填写的内容都还在下面，没有保存。再次点击“保存并关闭”，将作为新的一行保存；不需要的，点击“取消”查看现有的各行。";

/// What was begun of a form, or what it begins with.
struct Begun {
    pending: Pending,
    /// Whether it is kept, or only begins now.
    kept: bool,
    /// Whether that of which it is the form was taken out.
    gone: bool,
}

/// Who asks, about which form, and what was begun of it. Where nothing was, it begins with what is saved.
async fn begun(hall: &Hall, guest: &Guest, form: &str, of: &str) -> Result<(Actor, Unfinished, Begun), Problem> {
    let read = async |account: AccountId| {
        tokio::try_join!(there(hall, account, form, of), hall.store.draft(account.unit(), form, of))
    };
    let (actor, (there, pending)) = hall.enter(guest, UNIT, read).await?;
    let it = named(form, of, &actor)?;
    if there == There::Nothing {
        return Err(Problem::NotFound);
    }
    let gone = there == There::Removed;
    if let Some(pending) = pending {
        return Ok((actor, it, Begun { pending, kept: true, gone }));
    }
    let (fields, version) = match saved(hall, actor.account, it, of).await? {
        Some((fields, version)) => (fields, Some(version)),
        None => (Draft::default(), None),
    };
    let pending = Pending::new(fields, version, RequestId::random(), hall.now());
    Ok((actor, it, Begun { pending, kept: false, gone }))
}

/// The papers that a row of this list can name; they are read only where it can name any.
async fn beside(
    hall: &Hall,
    actor: &Actor,
    (it, of): (Unfinished, &str),
    list: &'static Field,
    pending: &Pending,
) -> Result<Beside, Problem> {
    if kind_beside(list).is_none() {
        return Ok(None);
    }
    let id = planned(hall, actor, (it, of), &pending.request).unwrap_or_default();
    let mut papers = match Place::named(actor.account, it.place.code, &id) {
        Some(place) => hall.store.papers_in(place).await?,
        None => Vec::new(),
    };
    // Whoever guesses the id of somebody else's thing finds an own place there, with nothing in it.
    papers.retain(|paper| paper.owner == actor.account);
    Ok(Some((id, papers)))
}

/// The kind of papers that rows of this list name.
pub fn kind_beside(list: &Field) -> Option<(&'static Field, &'static str)> {
    list.columns().iter().find_map(|column| match column.kind {
        Kind::Papers(kind) => Some((column, kind)),
        _ => None,
    })
}

/// A paper that a row names and that does not lie there: another's, or one that was taken away.
fn not_there(list: &Field, n: usize, row: &Draft, papers: &Beside) -> Option<Complaint> {
    let (column, _) = kind_beside(list)?;
    let lies =
        |id: &String| papers.iter().flat_map(|(_, papers)| papers).any(|paper| paper.id == *id && paper.is_admitted());
    let strange = row.texts(column.name).iter().any(|id| !id.is_empty() && !lies(id));
    strange.then(|| Complaint {
        at: format!("{}.{n}.{}", list.name, column.name),
        ..column.wrong(domain::Fault::NotListed)
    })
}

/// What is wrong with this row of the whole form.
fn wrong_in(hall: &Hall, it: Unfinished, list: &Field, n: usize, row: &Draft, whole: Draft) -> Vec<Complaint> {
    if row.is_blank() {
        return list.missing_at(n);
    }
    let all = it.form.keep(whole, &hall.setting()).err().map(|filled| filled.complaints).unwrap_or_default();
    at_row(&all, list, n)
}

/// What concerns this row, or its list as a whole.
fn at_row(all: &[Complaint], list: &Field, n: usize) -> Vec<Complaint> {
    let prefix = format!("{}.{n}.", list.name);
    let first = list.columns().first().map_or("", |column| column.name);
    let ours = |it: &Complaint| {
        let at = if it.at == list.name { format!("{prefix}{first}") } else { it.at.clone() };
        at.starts_with(&prefix).then(|| Complaint { at, ..it.clone() })
    };
    all.iter().filter_map(ours).collect()
}
