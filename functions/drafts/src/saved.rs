//! The thing that a form is about, as it is saved: what a form begins with, and whether there is such a thing at all.

use catalog::book::Book;
use catalog::personnel::known;
use catalog::unfinished::{NEW, Unfinished, unfinished};
use domain::Trouble;
use domain::form::Draft;
use domain::ids::{AccountId, RecordId, WorkerId};
use domain::post::Post;
use runtime::Hall;
use store::worker::Source;

/// Whether there is such a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// It is new, and will be.
    New,
    /// It is there, in this version; 0 where there is one of it and it was never saved.
    Since(u64),
    /// It was there and was taken out.
    Removed,
    /// There is none, or it is somebody else's.
    Nothing,
}

/// Whether the unit has the thing of which an address speaks.
pub async fn there(hall: &Hall, account: AccountId, form: &str, of: &str) -> Result<There, Trouble> {
    let (unit, Some(it)) = (account.unit(), unfinished(form)) else { return Ok(There::Nothing) };
    let stands = |version, gone| if gone { There::Removed } else { There::Since(version) };
    Ok(match it.book {
        Some(book) => match record_id(hall, account, book, of) {
            Some(id) => match hall.store.record_head(unit, book.code(), id).await? {
                Some(head) => stands(head.line.version, head.gone),
                None if book.is_many() => There::Nothing,
                None => There::Since(0),
            },
            None => There::New,
        },
        None if !it.is_one_of_several() => {
            hall.store.unit(unit).await?.map_or(There::Nothing, |unit| There::Since(unit.version))
        }
        None if of == NEW => There::New,
        None => match WorkerId::parse(of) {
            Some(id) => {
                let card = hall.store.card_then(unit, id).await?;
                let own = card.filter(|card| card.line.source == Source::Member);
                own.map_or(There::Nothing, |card| stands(card.line.version, card.gone))
            }
            None => There::Nothing,
        },
    })
}

/// What is saved of it, as its form shows it, with the version; nothing of what is new or not there.
pub async fn saved(hall: &Hall, account: AccountId, it: Unfinished, of: &str) -> Result<Option<(Draft, u64)>, Trouble> {
    let unit = account.unit();
    if let Some(book) = it.book {
        let Some(id) = record_id(hall, account, book, of) else { return Ok(None) };
        let record = hall.store.record(unit, book.code(), id).await?;
        let blank = || (!book.is_many()).then(|| (Draft::default(), 0));
        return Ok(record.map(|record| (record.file, record.head.line.version)).or_else(blank));
    }
    if !it.is_one_of_several() {
        return Ok(hall.store.unit_basics(unit).await?.map(|(unit, basics)| (unit.begins(basics), unit.version)));
    }
    let Some(id) = WorkerId::parse(of) else { return Ok(None) };
    let worker = hall.store.worker(unit, id).await?.filter(|worker| worker.card.line.source == Source::Member);
    let post = Post::ALL.into_iter().find(|post| catalog::personnel::form(*post).name == it.form.name);
    Ok(worker.map(|worker| {
        let holds = post.is_some_and(|post| worker.card.holds(post));
        (known(it.form, &worker.file, &worker.card.line.masked, holds), worker.card.line.version)
    }))
}

/// The record of which an address speaks; none where it will be a new one of many.
fn record_id(hall: &Hall, account: AccountId, book: &Book, of: &str) -> Option<RecordId> {
    match book.is_many() {
        true => RecordId::parse(of),
        false => Some(hall.store.only_record_of(account.unit(), book.code())),
    }
}
