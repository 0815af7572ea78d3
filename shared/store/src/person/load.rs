//! Reading a person's file: everything side by side, so that a page costs one round trip.

use super::Head;
use crate::item::{Raw, View};
use crate::keys::{CONTENTS, EVENT, Matter, SUBMISSION};
use crate::paper::{Paper, Pin, Place};
use crate::receipt::{self, Asked, Receipt};
use crate::table::{Parts, Stretch, TRIES, is_of, side_by_side};
use crate::{Ended, Store};
use domain::Trouble;
use domain::form::Draft;
use domain::ids::{PersonId, WorkerId};

/// A head about to be changed, with what happened to it.
pub struct Case {
    /// The head.
    pub head: Head,
    seen: Option<u64>,
    receipts: Vec<Receipt>,
}

/// What was handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The head's version then.
    pub version: u64,
    /// The version of the contents.
    pub contents: u64,
    /// The papers, each with the bytes that it was.
    pub papers: Vec<Pin>,
}

impl Submission {
    /// Whether a paper is among them.
    pub fn names(&self, paper: &str) -> bool {
        self.papers.iter().any(|pin| pin.paper == paper)
    }
    /// Whether these are still the same bytes.
    pub fn is_of(&self, papers: &[Paper]) -> bool {
        self.papers.iter().all(|pin| papers.iter().any(|paper| Pin::of(paper).as_ref() == Some(pin)))
    }
}

/// All that a page about a person shows.
pub struct Dossier {
    /// The head.
    pub head: Head,
    /// The newest contents.
    pub file: Draft,
    /// The papers in their slots.
    pub papers: Vec<Paper>,
    /// What was handed in last.
    pub submission: Option<Submission>,
    /// What happened, newest first.
    pub receipts: Vec<Receipt>,
}

impl Case {
    /// Whether this very request has changed the matter already, so that its first answer is given again.
    pub fn is_repeated(&self, store: &Store, asked: &Asked) -> bool {
        matches!(self.precedent(store, asked), Some(Ended::Done(_)))
    }

    /// Whether this request's key has changed the matter already, with other content.
    pub fn is_reused(&self, store: &Store, asked: &Asked) -> bool {
        matches!(self.precedent(store, asked), Some(Ended::Other))
    }

    /// What the same request did before, or who was first. `None` where the way is free.
    pub(super) fn precedent(&self, store: &Store, asked: &Asked) -> Option<Ended<Head>> {
        let head = &self.head;
        store.precedent((&head.trail, head.version), &self.receipts, self.seen, asked, head)
    }
}

impl Store {
    /// A person's head for a change. `seen` is the version that the asker saw.
    pub async fn person_case(&self, id: PersonId, seen: Option<u64>) -> Result<Option<Case>, Trouble> {
        for _ in 0..TRIES {
            if let Some(found) = self.whole_person(id, seen).await?.joined() {
                return Ok(found);
            }
        }
        Err(Trouble::Busy)
    }

    /// One attempt.
    async fn whole_person(&self, id: PersonId, seen: Option<u64>) -> Result<Parts<Case>, Trouble> {
        let matter = Matter::person(id);
        let key = matter.head();
        let (head, events) = tokio::try_join!(self.get(&key), self.query(newest(matter.pk(), EVENT, 30)))?;
        let Some(head) = head.as_ref().map(Head::read).transpose()? else { return Ok(Parts::Nothing) };
        if !is_of(&events.0, head.version) {
            return Ok(Parts::Torn);
        }
        let receipts = events.0.iter().map(|event| receipt::read(View(event))).collect::<Result<_, _>>()?;
        Ok(Parts::Whole(Case { head, seen, receipts }))
    }

    /// A person's head alone.
    pub async fn person_head(&self, id: PersonId) -> Result<Option<Head>, Trouble> {
        self.get(&Matter::person(id).head()).await?.as_ref().map(Head::read).transpose()
    }

    /// Which of these persons' files are not passed now. A hundred in a call, the calls side by side.
    pub async fn reopened(&self, ids: Vec<PersonId>) -> Result<Vec<WorkerId>, Trouble> {
        let look = |some: Vec<PersonId>| async move {
            let keys: Vec<_> = some.iter().map(|id| Matter::person(*id).head()).collect();
            let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
            let heads = self.fetch(&wanted).await?;
            let passed =
                |head: &Option<Raw>| head.as_ref().is_some_and(|head| View(head).maybe("state") == Some("approved"));
            let open = some.into_iter().zip(&heads).filter(|(_, head)| !passed(head));
            Ok::<Vec<WorkerId>, Trouble>(open.map(|(id, _)| id.into()).collect())
        };
        let found = side_by_side(ids.chunks(100).map(|some| look(some.to_vec()))).await;
        Ok(found.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// The newest contents of a person's file, read beside the head.
    pub async fn person_file(&self, id: PersonId) -> Result<Draft, Trouble> {
        let matter = Matter::person(id);
        let (newest, _) = self.query(newest(matter.pk(), CONTENTS, 1)).await?;
        newest.first().map_or_else(|| Ok(Draft::default()), |item| View(item).draft("fields"))
    }

    /// What was handed in last.
    pub async fn submission(&self, id: PersonId) -> Result<Option<Submission>, Trouble> {
        let matter = Matter::person(id);
        let (newest, _) = self.query(newest(matter.pk(), SUBMISSION, 1)).await?;
        newest.first().map(|item| submitted(View(item))).transpose()
    }

    /// Whether the papers are those that were handed in, byte for byte, by their digests.
    pub async fn is_as_handed_in(&self, id: PersonId) -> Result<bool, Trouble> {
        let (submission, papers) = tokio::try_join!(self.submission(id), self.papers_in(Place::Person(id)))?;
        Ok(submission.is_none_or(|submission| submission.is_of(&papers)))
    }

    /// All that a page about a person shows, in one round trip.
    pub async fn dossier(&self, id: PersonId) -> Result<Option<Dossier>, Trouble> {
        let matter = Matter::person(id);
        let head_key = matter.head();
        let (head, contents, papers, submission, events) = tokio::try_join!(
            self.get(&head_key),
            self.query(newest(matter.pk(), CONTENTS, 1)),
            self.papers_in(Place::Person(id)),
            self.query(newest(matter.pk(), SUBMISSION, 1)),
            self.query(newest(matter.pk(), EVENT, 30)),
        )?;
        let Some(head) = head else { return Ok(None) };
        let file = contents.0.first().map(|item| View(item).draft("fields")).transpose()?.unwrap_or_default();
        let receipts = events.0.iter().map(|event| receipt::read(View(event))).collect::<Result<_, _>>()?;
        let submission = submission.0.first().map(|item| submitted(View(item))).transpose()?;
        Ok(Some(Dossier { head: Head::read(&head)?, file, papers, submission, receipts }))
    }
}

pub(crate) fn submitted(item: View<'_>) -> Result<Submission, Trouble> {
    let version = item.text("sk")?.strip_prefix(SUBMISSION).and_then(|number| number.parse().ok());
    let version = version.ok_or_else(|| Trouble::broken("a submission without a version"))?;
    let pins = item.texts("papers")?;
    let papers = pins.iter().map(|text| Pin::parse(text)).collect::<Option<_>>();
    let papers = papers.ok_or_else(|| Trouble::broken("a submission names a paper that cannot be read"))?;
    Ok(Submission { version, contents: item.number("contents")?, papers })
}

impl Store {
    /// The contents of a matter as they were when its head had this version: not every change brings contents of its own.
    pub(crate) async fn contents_at(&self, matter: &Matter, version: u64) -> Result<Option<Draft>, Trouble> {
        let after = Some(matter.contents(version.saturating_add(1)).sk);
        let found = self.query(Stretch { after, ..newest(matter.pk(), CONTENTS, 1) }).await?.0;
        found.first().map(|item| View(item).draft("fields")).transpose()
    }
}

pub(crate) fn newest<'a>(pk: &'a str, prefix: &'a str, limit: i32) -> Stretch<'a> {
    Stretch { pk, prefix, backwards: true, limit, after: None, consistent: true }
}
