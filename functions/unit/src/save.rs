//! 保存并关闭 and 保存并新建 of a record: checked whole, kept with its receipt, and told where somebody else was faster.

use crate::links;
use crate::pages::{RecordForm, RecordPage};
use crate::records::Found;
use catalog::book::Book;
use catalog::unfinished::NEW;
use domain::account::Actor;
use domain::form::{Complaint, Draft, Entry, Field, Filled, Kind, Patch};
use domain::ids::{RecordId, RequestId};
use domain::value::Fault;
use http::StatusCode;
use runtime::rival::{removed, rival, since, told, twin};
use runtime::{Guest, Hall};
use store::draft::Finished;
use store::paper::Paper;
use store::record::{Head, Keeping, Record, mark};
use store::{Asked, Ended};
use web::{Answer, Body, Face, Handled, Note, Problem};

/// Which record.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// In which book.
    pub book: &'static Book,
    /// With which id.
    pub id: RecordId,
    /// As addresses call it: its id, or what stands for a new or for the only one.
    pub of: &'a str,
}

/// Saves what was typed.
pub async fn save(
    hall: &Hall,
    guest: &Guest,
    actor: &Actor,
    at: At<'_>,
    found: Found,
    mut body: Body,
) -> Handled<RecordPage> {
    let At { book, id, of } = at;
    let (another, face) = (body.take("_then").is_some(), body.face);
    let asked = Asked::new(&body.request, &body.draft).about(id);
    let (request, seen, window) = (body.request.clone(), body.version, body.window.clone());
    let file = checked(hall, at, body, &found)?;
    let (record, _, begun) = &found;
    let begun = begun.as_ref().filter(|begun| begun.is_of(window.as_ref(), &request));
    let keeping = Keeping {
        book: book.code(),
        many: book.is_many(),
        facts: book.facts(&file),
        told: record.as_ref().and_then(|record| told(book.form, &record.file, &file)),
        file: file.clone(),
        same: mark(&book.without_scans(&file)),
        begun: begun.map(|begun| Finished::new(book.code(), of, begun)),
    };
    let ended = match record {
        Some(record) => hall.store.change_record((record, seen), keeping, actor, &asked, hall.now()).await?,
        None => hall.store.add_record(id, keeping, actor, &asked, hall.now()).await?,
    };
    if let Some(second) = Second::of(&ended, seen).filter(|_| face == Face::Html) {
        let now = hall.store.record(actor.account.unit(), book.code(), id).await?;
        let Some(now) = now else { return Err(taken_out(hall, actor, at, file).await?) };
        return Err(overtaken(hall, at, (second, now), file, &found.1).await?);
    }
    let head = hall.settle(guest, ended, |head| (None, head.line.version))?;
    Ok(answer(at, another, head, file, &found))
}

/// The whole record as it was typed, where nothing is wrong with it; else the form again.
fn checked(hall: &Hall, at: At<'_>, body: Body, found: &Found) -> Result<Draft, Problem> {
    let (book, (record, papers, _)) = (at.book, found);
    let kept = record.as_ref().map(|record| record.file.clone()).unwrap_or_default();
    // A page sends its whole form; a client leaves out what stays as it was.
    let whole = if body.face == Face::Html { body.draft } else { Patch(body.draft).over(&kept) };
    let again = |filled: Filled| Problem::again(RecordForm::again(at, filled, body.request, body.version, found));
    let checked = match book.form.check(whole, &hall.setting()) {
        Ok(checked) => checked,
        Err(filled) => return Err(again(filled)),
    };
    let wrong = strange(checked.draft(), book, papers);
    if wrong.is_empty() {
        return Ok(checked.draft().clone());
    }
    Err(again(wrong.into_iter().fold(Filled::of(book.form, checked.draft().clone()), Filled::complain)))
}

/// Where to go on: to another new one, back to the list, or to the record.
/// The repetition of a request is led and told as the first was.
fn answer(at: At<'_>, another: bool, head: Head, file: Draft, found: &Found) -> Answer<RecordPage> {
    let is_new = (at.book.is_many() && at.of == NEW) || head.line.version == 1;
    let to = match (at.book.is_many(), another) {
        (true, true) => links::new(at.book),
        (true, false) if is_new => links::records(at.book),
        (true, false) => links::record(at.book, at.id),
        (false, _) => links::records(at.book),
    };
    let (to, page) = (Note::Saved.at(&to), RecordPage::saved(at.book, head, file, &found.1));
    if is_new { Answer::Made { to, page } } else { Answer::Went { to, page } }
}

/// How somebody came second.
enum Second {
    /// Who saw this version, when another one was there.
    Saw(u64),
    /// Whose request had saved something else before, from another window or the same.
    Twin,
}

impl Second {
    /// Of a saving that came to this, on the version that was seen; none where it did not come second.
    fn of(ended: &Ended<Head>, seen: Option<u64>) -> Option<Second> {
        match ended {
            Ended::Overtaken(..) => seen.map(Second::Saw),
            Ended::Other => Some(Second::Twin),
            _ => None,
        }
    }
}

/// The form again, with what was typed, what somebody else changed, and the version that is there now.
async fn overtaken(
    hall: &Hall,
    at: At<'_>,
    (second, now): (Second, Record),
    typed: Draft,
    papers: &[Paper],
) -> Result<Problem, Problem> {
    let form = at.book.form;
    let (lead, then) = match second {
        Second::Saw(seen) => {
            let then = hall.store.record_then(at.id, seen).await?;
            (rival(form, &then, &now.file, &since(&now.receipts, seen)), then)
        }
        Second::Twin => (twin(form, &typed, &now.file, now.receipts.first()), typed.clone()),
    };
    let changed = form.changed(&then, &now.file).iter().map(|field| field.name).collect();
    let (version, of) = (now.head.line.version, at.id.to_string());
    let found = (Some(now), papers.to_vec(), None);
    // What was saved from another window is there: it is changed now, no longer added.
    let at = At { of: if at.book.is_many() { &of } else { NEW }, ..at };
    let page = RecordForm::again(at, Filled::of(form, typed), RequestId::random(), Some(version), &found);
    Ok(Problem::instead(StatusCode::CONFLICT, page.rivalled(lead, changed)))
}

/// The form of a record that was taken out while it was filled in: what was typed can be saved as a new one. Not found
/// where there never was one.
pub async fn taken_out(hall: &Hall, actor: &Actor, at: At<'_>, mut typed: Draft) -> Result<Problem, Problem> {
    let unit = actor.account.unit();
    let head = hall.store.record_head(unit, at.book.code(), at.id).await?;
    head.filter(|head| head.gone).ok_or(Problem::NotFound)?;
    let last = hall.store.last_of_record(at.id).await?;
    // The papers went with the record; rows that name them could not be saved.
    let lists = at.book.form.fields().filter(|field| !field.columns().is_empty());
    for list in lists {
        let papers: Vec<&str> =
            list.columns().iter().filter(|it| matches!(it.kind, Kind::Papers(_))).map(|it| it.name).collect();
        if let Some(Entry::Rows(rows)) = typed.0.get_mut(list.name) {
            rows.iter_mut().for_each(|row| row.0.retain(|name, _| !papers.contains(&name.as_str())));
        }
    }
    let (fresh, book) = (RequestId::random(), at.book);
    let id = hall.store.record_of(unit, book.code(), &fresh);
    let at = At { book, id, of: NEW };
    let page = RecordForm::again(at, Filled::of(book.form, typed), fresh, None, &(None, Vec::new(), None));
    let page = page.titled("您填写的内容所属的记录已被删除");
    Ok(Problem::instead(StatusCode::CONFLICT, page.rivalled(removed("记录", last.as_ref()), Vec::new())))
}

/// Papers that rows name and that do not lie with the record: another's, or taken away since.
fn strange(file: &Draft, book: &Book, papers: &[Paper]) -> Vec<Complaint> {
    let lies = |id: &String| papers.iter().any(|paper| paper.id == *id && paper.is_admitted());
    let mut wrong = Vec::new();
    let lists = book.form.fields().filter_map(|list| match list.kind {
        Kind::Rows(columns, _) => Some((list, columns)),
        _ => None,
    });
    for (list, columns) in lists {
        for column in columns.iter().filter(|column: &&Field| matches!(column.kind, Kind::Papers(_))) {
            let rows = file.rows(list.name).iter().enumerate();
            let strange = rows.filter(|(_, row)| !row.texts(column.name).iter().all(lies));
            wrong.extend(strange.map(|(n, _)| Complaint {
                at: format!("{}.{n}.{}", list.name, column.name),
                ..column.wrong(Fault::NotListed)
            }));
        }
    }
    wrong
}
