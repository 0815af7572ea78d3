//! Where papers lie: the matter to which a paper belongs, whether it takes papers now, and how one is taken out.

use super::{Fate, Paper, Removed};
use crate::Store;
use crate::change::{Change, Commit, Guard, refused};
use crate::deletion;
use crate::item::Raw;
use crate::keys::{Matter, PAPER};
use crate::person;
use crate::record;
use crate::table::Stretch;
use crate::worker::{Card, Source};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::account::Actor;
use domain::ids::{AccountId, Code, DeletionId, PersonId, RecordId, RequestId, UnitId, WorkerId};
use jiff::Timestamp;

/// What a paper belongs to. `catalog` says of each place, by its code, which kinds it takes and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A registered person's own file.
    Person(PersonId),
    /// The unit itself.
    Unit(UnitId),
    /// One of the unit's people who are not registered.
    Worker(WorkerId),
    /// A 人员删除申请.
    Deletion(DeletionId),
    /// A record of one of the unit's books, by the book's code.
    Record(Code, RecordId),
}

/// The forms with which a unit begins a person whom it keeps.
const PERSONS: &[&str] = &["worker", "legal", "manager", "finance", "technical"];

/// A place of somebody, as it stands.
pub struct Spot {
    /// The word of the state in which it takes no papers; none while it takes them.
    pub closed: Option<&'static str>,
    /// What lies there, in the order of arrival within a kind.
    pub papers: Vec<Paper>,
    /// What its head must say while something is laid there.
    pub(crate) while_open: Option<(&'static str, A)>,
}

/// What became of taking a paper out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is out.
    Out,
    /// The place takes and gives no papers any more.
    Closed,
    /// The account was revoked meanwhile.
    Revoked,
}

impl Place {
    /// The place of an account with this code, and this id where it is one of several. Whether the account may lay
    /// anything there is `spot`'s to say.
    pub fn named(owner: AccountId, code: &str, of: &str) -> Option<Place> {
        match (code, of) {
            ("person", "") => Some(Place::Person(owner.person())),
            ("unit", "") => Some(Place::Unit(owner.unit())),
            ("worker", id) => WorkerId::parse(id).map(Place::Worker),
            ("deletion", id) => DeletionId::parse(id).map(Place::Deletion),
            (book, id) => Code::parse(book).zip(RecordId::parse(id)).map(|(book, id)| Place::Record(book, id)),
        }
    }
    /// The code.
    pub fn code(&self) -> &str {
        match self {
            Place::Person(_) => "person",
            Place::Unit(_) => "unit",
            Place::Worker(_) => "worker",
            Place::Deletion(_) => "deletion",
            Place::Record(book, _) => book.as_str(),
        }
    }
    /// The id of a place that is one of several.
    pub fn of(&self) -> Option<String> {
        match self {
            Place::Person(_) | Place::Unit(_) => None,
            Place::Worker(id) => Some(id.to_string()),
            Place::Deletion(id) => Some(id.to_string()),
            Place::Record(_, id) => Some(id.to_string()),
        }
    }
    /// As it travels with a file and is written with a paper.
    pub fn spelled(&self) -> String {
        match self.of() {
            Some(of) => format!("{}/{of}", self.code()),
            None => self.code().to_owned(),
        }
    }
    /// Reads what was spelled, for the account whose file it is.
    pub fn parse(owner: AccountId, text: &str) -> Option<Place> {
        let (code, of) = text.split_once('/').unwrap_or((text, ""));
        Place::named(owner, code, of)
    }
    pub(crate) fn matter(&self) -> Matter {
        match self {
            Place::Person(id) => Matter::person(*id),
            Place::Unit(id) => Matter::unit(*id),
            Place::Worker(id) => Matter::worker(*id),
            Place::Deletion(id) => Matter::deletion(*id),
            Place::Record(_, id) => Matter::record(*id),
        }
    }
    /// Where the to-dos of its owner are.
    pub(super) fn desk(&self, owner: AccountId) -> Matter {
        match self {
            Place::Person(id) => Matter::person(*id),
            Place::Unit(_) | Place::Worker(_) | Place::Deletion(_) | Place::Record(..) => Matter::unit(owner.unit()),
        }
    }
    /// What its head says while it takes papers, in this state where it has several that do.
    fn while_open(&self, state: &str) -> Option<(&'static str, A)> {
        match self {
            // A record that is not saved yet has no head, and one that was taken out takes no harm.
            Place::Unit(_) | Place::Record(..) => None,
            Place::Person(_) => Some(("state", A::S(state.to_owned()))),
            Place::Worker(_) => Some(("gone", A::Bool(false))),
            Place::Deletion(_) => Some(("state", A::S("draft".to_owned()))),
        }
    }
    /// How a place of this owner stands by its head: the word of the state in which it is closed, and the state's code.
    /// Nothing where it is somebody else's, or there is none any more.
    fn stands(&self, owner: AccountId, head: &Raw) -> Result<Option<(Option<&'static str>, &'static str)>, Trouble> {
        Ok(match self {
            Place::Person(_) => {
                let head = person::Head::read(head)?;
                Some(((!head.state.is_open()).then(|| head.state.word()), head.code()))
            }
            Place::Unit(_) => Some((None, "")),
            Place::Worker(_) => {
                let card = Card::read(head)?;
                let own = card.unit == owner.unit() && card.line.source == Source::Member && !card.gone;
                own.then_some((None, ""))
            }
            Place::Deletion(_) => {
                let head = deletion::Head::read(head)?;
                let closed = (head.state != domain::deletion::State::Draft).then(|| head.state.word());
                (head.unit == owner.unit()).then_some((closed, ""))
            }
            Place::Record(book, _) => {
                let head = record::Head::read(head)?;
                (head.unit == owner.unit() && head.book == book.as_str() && !head.gone).then_some((None, ""))
            }
        })
    }
    /// What one of several places of this owner is called; nothing where it is somebody else's, or there is none any more.
    fn called(&self, owner: AccountId, head: &Raw) -> Result<Option<String>, Trouble> {
        if self.stands(owner, head)?.is_none() {
            return Ok(None);
        }
        Ok(match self {
            Place::Person(_) | Place::Unit(_) => None,
            Place::Record(..) => Some(record::Head::read(head)?.line.called().unwrap_or_default()),
            Place::Worker(_) => Some(Card::read(head)?.line.name),
            Place::Deletion(_) => Some(deletion::Head::read(head)?.number),
        })
    }
}

impl Store {
    /// The papers of a place in their slots, in the order of their arrival within a kind.
    pub async fn papers_in(&self, place: Place) -> Result<Vec<Paper>, Trouble> {
        let matter = place.matter();
        let stretch =
            Stretch { pk: matter.pk(), prefix: PAPER, backwards: false, limit: 200, after: None, consistent: true };
        self.query(stretch).await?.0.iter().map(Paper::read).collect()
    }

    /// A place of this owner and what lies there, in one round trip. Nothing for a place of somebody else, or for none.
    pub async fn spot(&self, owner: AccountId, place: Place) -> Result<Option<Spot>, Trouble> {
        let key = place.matter().head();
        let (head, papers) = tokio::try_join!(self.get(&key), self.papers_in(place))?;
        let stands = match head {
            Some(head) => place.stands(owner, &head)?,
            None => self.is_planned(owner, place).await?.then_some((None, "")),
        };
        // What another account laid there before, when nobody had anything there yet, is nobody's here.
        let papers = papers.into_iter().filter(|paper| paper.owner == owner).collect();
        Ok(stands.map(|(closed, state)| Spot { closed, papers, while_open: place.while_open(state) }))
    }

    /// Whether this owner has begun to fill in what is not saved yet and will be this place.
    async fn is_planned(&self, owner: AccountId, place: Place) -> Result<bool, Trouble> {
        let unit = owner.unit();
        match place {
            Place::Record(book, id) if id == self.only_record_of(unit, book.as_str()) => Ok(true),
            Place::Record(book, id) => {
                let is_it = |request: &RequestId| self.record_of(unit, book.as_str(), request) == id;
                self.is_begun(unit, &[book.as_str()], is_it).await
            }
            Place::Worker(id) => {
                let is_it = |request: &RequestId| self.worker_of(unit, request) == id;
                self.is_begun(unit, PERSONS, is_it).await
            }
            Place::Person(_) | Place::Unit(_) | Place::Deletion(_) => Ok(false),
        }
    }

    /// What places of an owner that are one of several are called now, at most a hundred, in one round trip and in none
    /// where there are none. What was begun and is not saved yet has no name. A place that is missing in the answer is no
    /// more; whether it was begun is asked before that is said.
    pub async fn called(&self, owner: AccountId, places: &[Place]) -> Result<Vec<(Place, String)>, Trouble> {
        let mut several: Vec<Place> = Vec::new();
        for place in places.iter().filter(|place| place.of().is_some()) {
            if !several.contains(place) {
                several.push(*place);
            }
        }
        let keys: Vec<_> = several.iter().map(|place| place.matter().head()).collect();
        let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
        let heads = if wanted.is_empty() { Vec::new() } else { self.fetch(&wanted).await? };
        let mut called = Vec::new();
        for (place, head) in several.into_iter().zip(heads) {
            let name = match &head {
                Some(head) => place.called(owner, head)?,
                None => self.is_planned(owner, place).await?.then(String::new),
            };
            called.extend(name.map(|name| (place, name)));
        }
        Ok(called)
    }

    /// Takes a paper out of its place while that is open; `file` is the head of the owner's own file, where it has one.
    /// What was refused belongs to nothing that was handed in, and goes at any time.
    pub async fn remove_paper(
        &self,
        paper: &Paper,
        file: Option<&person::Head>,
        actor: &Actor,
        at: Timestamp,
    ) -> Result<Taken, Trouble> {
        let (matter, desk) = (paper.place.matter(), paper.place.desk(paper.owner));
        let open = match &paper.fate {
            Fate::Refused { .. } => None,
            _ => paper.place.while_open(file.map_or("draft", person::Head::code)),
        };
        let mut change = Change::default().by(self, actor);
        if open.is_some() {
            change = change.require(Guard::Head, self, &matter.head(), open);
        }
        let removed = [("state", A::S("removed".to_owned()))];
        let change = change
            .set(Guard::There("paper"), self, &Matter::paper(&paper.id).head(), &removed)
            .delete(self, &matter.paper_entry(&paper.kind, &paper.id))
            .delete(self, &desk.paper_todo(&paper.id));
        let change = match &paper.fate {
            Fate::Refused { .. } => change,
            _ => change.put(self, Removed::written(paper, actor, at)),
        };
        Ok(match self.commit_taken(paper, change).await? {
            Commit::Stopped(stopped) if refused(&stopped, Guard::Account).is_some() => Taken::Revoked,
            Commit::Stopped(stopped) if refused(&stopped, Guard::Head).is_some() => Taken::Closed,
            Commit::Done | Commit::Stopped(_) => Taken::Out,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_spelled_and_nothing_else_is_a_place() {
        let owner = AccountId::derived([7; 16]);
        let (worker, request) = (WorkerId::derived([1; 16]), DeletionId::derived([2; 16]));
        let book = Code::parse("performance").expect("it is one");
        let record = Place::Record(book, RecordId::derived([3; 16]));
        let (person, unit) = (Place::Person(owner.person()), Place::Unit(owner.unit()));
        let all = [person, unit, Place::Worker(worker), Place::Deletion(request), record];
        for place in all {
            assert_eq!(Place::parse(owner, &place.spelled()), Some(place));
            assert_eq!(Place::named(owner, place.code(), &place.of().unwrap_or_default()), Some(place));
        }
        for none in ["", "worker", "worker/", "worker/..", "person/1", "unit/", "passport", "deletion/x/y"] {
            let read = Place::parse(owner, none);
            assert!(read.is_none() || none == "unit/", "{none}: {read:?}");
        }
    }
}
