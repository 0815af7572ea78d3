//! What was begun of a record and not saved goes on: with what others saved since, and in a form of its own where the record
//! that it was to become was saved from another window.

use crate::pages::RecordForm;
use crate::records::{Found, papers};
use catalog::book::Book;
use domain::account::Actor;
use domain::form::Draft;
use domain::ids::{RecordId, RequestId};
use runtime::Hall;
use runtime::rival::{moved_on, since};
use store::draft::Pending;
use store::record::Record;
use web::Problem;

/// The form of a record that is there, or of the only one. Where others saved it since it was begun, what they changed is
/// told first, so that saving it takes nothing back unseen.
pub async fn going_on(hall: &Hall, book: &'static Book, id: RecordId, found: Found) -> Result<RecordForm, Problem> {
    let (record, papers, begun) = found;
    let begun = begun.filter(|it| record.as_ref().is_none_or(|record| !is_saved(hall, book, &it.fields, &record.file)));
    let seen = begun.as_ref().and_then(|it| it.version);
    let lead = match (&record, &begun, seen) {
        (Some(record), Some(begun), Some(seen)) if seen != record.head.line.version => {
            let then = hall.store.record_then(id, seen).await?;
            Some(moved_on(book.form, begun, (&then, &record.file), &since(&record.receipts, seen)))
        }
        _ => None,
    };
    Ok(RecordForm::begun(book, id, &(record, papers, begun), lead))
}

/// The form of a new record; what was begun of it goes on, with the papers that were laid beside.
pub async fn new(
    hall: &Hall,
    actor: &Actor,
    book: &'static Book,
    pending: Option<Pending>,
) -> Result<RecordForm, Problem> {
    let unit = actor.account.unit();
    let id_of = |request: &RequestId| hall.store.record_of(unit, book.code(), request);
    let request = RequestId::random();
    let Some(pending) = pending else {
        return Ok(RecordForm::of_new(book, id_of(&request), request, &(None, Vec::new(), None)));
    };
    let id = id_of(&pending.request);
    let head = hall.store.record_head(unit, book.code(), id);
    let (there, papers) = tokio::try_join!(head, papers(hall, actor.account, book, id))?;
    if there.is_none() {
        return Ok(RecordForm::of_new(book, id, pending.request.clone(), &(None, papers, Some(pending))));
    }
    // It was saved from another window. What a slow keeping brought back of it is nothing; what was typed after is a new one.
    let saved: Option<Record> = hall.store.record(unit, book.code(), id).await?;
    let pending = Some(pending).filter(|it| saved.is_none_or(|saved| !is_saved(hall, book, &it.fields, &saved.file)));
    Ok(RecordForm::of_new(book, id_of(&request), request, &(None, Vec::new(), pending)))
}

/// Whether what was typed is what is saved, spelled as it is saved.
fn is_saved(hall: &Hall, book: &Book, typed: &Draft, saved: &Draft) -> bool {
    let checked = book.form.check(typed.clone(), &hall.setting());
    checked.is_ok_and(|record| book.form.changed(record.draft(), saved).is_empty())
}
