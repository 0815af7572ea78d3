//! 保存并关闭 and 保存并新建 of a record: checked whole, kept with its receipt, and told where somebody else was faster.

use crate::links;
use crate::pages::{RecordForm, RecordPage};
use crate::records::Found;
use catalog::book::Book;
use catalog::unfinished::NEW;
use domain::account::Actor;
use domain::form::{Complaint, Draft, Field, Filled, Kind, Patch};
use domain::ids::RecordId;
use domain::value::Fault;
use http::StatusCode;
use runtime::rival::{rival, told};
use runtime::{Guest, Hall};
use store::paper::Paper;
use store::record::{Head, Keeping, Record, mark};
use store::{Asked, Ended, Receipt};
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
    let (request, seen) = (body.request.clone(), body.version);
    let file = checked(hall, at, body, &found)?;
    let (record, _, begun) = &found;
    let keeping = Keeping {
        book: book.code(),
        many: book.is_many(),
        facts: book.facts(&file),
        told: record.as_ref().and_then(|record| told(book.form, &record.file, &file)),
        file: file.clone(),
        same: mark(&book.without_scans(&file)),
        begun: begun.as_ref().map(|_| (book.code(), of)),
    };
    let ended = match record {
        Some(record) => hall.store.change_record((record, seen), keeping, actor, &asked, hall.now()).await?,
        None => hall.store.add_record(id, keeping, actor, &asked, hall.now()).await?,
    };
    let head = match (ended, seen) {
        (Ended::Overtaken(_, receipt), Some(seen)) if face == Face::Html => {
            let now = hall.store.record(actor.account.unit(), book.code(), id).await?.ok_or(Problem::NotFound)?;
            return Err(overtaken(hall, at, (seen, now), file, (receipt, &found.1), request).await?);
        }
        (ended, _) => hall.settle(guest, ended, |head| (None, head.line.version))?,
    };
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

/// The form again, with what was typed, what somebody else changed, and the version that is there now.
async fn overtaken(
    hall: &Hall,
    at: At<'_>,
    (seen, now): (u64, Record),
    typed: Draft,
    (receipt, papers): (Option<Receipt>, &[Paper]),
    request: domain::ids::RequestId,
) -> Result<Problem, Problem> {
    let then = hall.store.record_then(at.id, seen).await?;
    let lead = rival(at.book.form, &then, &now.file, receipt.as_ref());
    let changed = at.book.form.changed(&then, &now.file).iter().map(|field| field.name).collect();
    let version = now.head.line.version;
    let found = (Some(now), papers.to_vec(), None);
    let form = RecordForm::again(at, Filled::of(at.book.form, typed), request, Some(version), &found);
    Ok(Problem::instead(StatusCode::CONFLICT, form.rivalled(lead, changed)))
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
