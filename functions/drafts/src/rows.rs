//! One row of a list, on a page of its own: 保存并关闭, 保存并新建, 删除. It is kept with the form and saved with it.

use crate::keep::{UNIT, lay, named, or_blank, planned, typed};
use crate::links;
use crate::pages::{Kept, RowPage};
use axum::extract::{Path, State};
use catalog::unfinished::Unfinished;
use domain::account::Actor;
use domain::form::{Complaint, Draft, Entry, Field, Kind};
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use store::draft::Pending;
use store::paper::{Paper, Place};
use web::{Answer, Body, Handled, Note, Problem};

type Address = Path<(String, String, String, String)>;
/// The id with which papers lie that a row can name, and these papers.
type Beside = Option<(String, Vec<Paper>)>;

/// A row to be changed, or a blank one.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path((form, of, list, row)): Address) -> Handled<RowPage> {
    let (actor, it, pending) = begun(&hall, &guest, &form, &of).await?;
    let (field, n) = place(&it, &list, &row, &pending.fields)?;
    let typed = pending.fields.rows(&list).get(n).cloned().unwrap_or_default();
    let papers = beside(&hall, &actor, (it, &of), field, &pending).await?;
    Ok(Answer::Show(RowPage::new((it, &of), (field, n), typed, &[], papers)))
}

/// Keeps a row with the form. What is wrong elsewhere does not stand in its way.
pub async fn save(
    State(hall): State<Hall>,
    guest: Guest,
    Path((form, of, list, row)): Address,
    body: Result<Body, Problem>,
) -> Handled<Kept> {
    let (actor, it, mut pending) = begun(&hall, &guest, &form, &of).await?;
    let (field, n) = place(&it, &list, &row, &pending.fields)?;
    let mut body = body?;
    let then = body.take("_then");
    body.draft.0.retain(|name, _| !name.starts_with('_'));
    let typed = body.draft;
    let whole = with_row(&pending.fields, &list, n, Some(typed.clone()));
    let wrong = wrong_in(&hall, it, field, n, &typed, whole.clone());
    let papers = beside(&hall, &actor, (it, &of), field, &pending).await?;
    let mut wrong = wrong;
    let gone = not_there(field, n, &typed, &papers).filter(|it| wrong.iter().all(|other| other.at != it.at));
    wrong.extend(gone);
    if !wrong.is_empty() {
        return Err(Problem::again(RowPage::new((it, &of), (field, n), typed, &wrong, papers)));
    }
    pending = Pending { fields: it.form.hold(whole).0, at: hall.now(), ..pending };
    lay(&hall, &guest, &actor, (it, &of), &pending).await?;
    let to = match then.as_deref() {
        Some("new") => Note::Saved.at(&links::row(&it, &of, &list, "new")),
        _ => Note::Saved.at(&format!("{}#{list}", it.filled_in_at(&of))),
    };
    Ok(Answer::Went { to, page: Kept::new(it, &pending, planned(&hall, &actor, (it, &of), &pending.request)) })
}

/// Takes a row out. The button stands in the form, so what was typed there is kept with it.
pub async fn remove(
    State(hall): State<Hall>,
    guest: Guest,
    Path((form, of, list, row)): Address,
    body: Result<Body, Problem>,
) -> Handled<Kept> {
    let (actor, ()) = hall.enter(&guest, UNIT, async |_| Ok(())).await?;
    let it = named(&form, &of, &actor)?;
    let pending = typed(&hall, it, body?)?;
    let (_, n) = place(&it, &list, &row, &pending.fields)?;
    let pending = Pending { fields: with_row(&pending.fields, &list, n, None), ..pending };
    lay(&hall, &guest, &actor, (it, &of), &pending).await?;
    let to = Note::Removed.at(&format!("{}#{list}", it.filled_in_at(&of)));
    Ok(Answer::Went { to, page: Kept::new(it, &pending, planned(&hall, &actor, (it, &of), &pending.request)) })
}

async fn begun(hall: &Hall, guest: &Guest, form: &str, of: &str) -> Result<(Actor, Unfinished, Pending), Problem> {
    let read = async |account: AccountId| hall.store.draft(account.unit(), form, of).await;
    let (actor, pending) = hall.enter(guest, UNIT, read).await?;
    let it = named(form, of, &actor)?;
    Ok((actor, it, or_blank(pending, hall)))
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
    columns(list).iter().find_map(|column| match column.kind {
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
        let missing = columns(list).iter().filter(|column| column.must);
        let at = |name: &str| format!("{}.{n}.{name}", list.name);
        return missing.map(|it| Complaint { at: at(it.name), ..it.wrong(domain::Fault::Missing) }).collect();
    }
    let all = it.form.keep(whole, &hall.setting()).err().map(|filled| filled.complaints).unwrap_or_default();
    at_row(&all, list, n)
}

/// What concerns this row, or its list as a whole.
fn at_row(all: &[Complaint], list: &Field, n: usize) -> Vec<Complaint> {
    let prefix = format!("{}.{n}.", list.name);
    let first = columns(list).first().map_or("", |column| column.name);
    let ours = |it: &Complaint| {
        let at = if it.at == list.name { format!("{prefix}{first}") } else { it.at.clone() };
        at.starts_with(&prefix).then(|| Complaint { at, ..it.clone() })
    };
    all.iter().filter_map(ours).collect()
}

/// The list and the place of a row in it; unknown ones are not found.
fn place(it: &Unfinished, list: &str, row: &str, fields: &Draft) -> Result<(&'static Field, usize), Problem> {
    let field = it.form.field(list).filter(|field| !columns(field).is_empty()).ok_or(Problem::NotFound)?;
    let rows = fields.rows(list).len();
    let n = if row == "new" { Some(rows) } else { row.parse().ok().filter(|n| *n < rows) };
    Ok((field, n.ok_or(Problem::NotFound)?))
}

fn columns(list: &Field) -> &'static [Field] {
    if let Kind::Rows(columns, _) = list.kind { columns } else { &[] }
}

/// The form with another row at a place, or without the one there.
fn with_row(fields: &Draft, list: &str, n: usize, row: Option<Draft>) -> Draft {
    let mut rows = fields.rows(list).to_vec();
    match row {
        Some(row) if n < rows.len() => rows[n] = row,
        Some(row) => rows.push(row),
        None if n < rows.len() => drop(rows.remove(n)),
        None => {}
    }
    let mut fields = fields.clone();
    fields.0.insert(list.to_owned(), Entry::Rows(rows));
    fields
}
