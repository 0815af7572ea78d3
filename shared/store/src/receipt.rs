//! Receipts: every change of a matter leaves one, and each names the digest of the one before.

use crate::change::{Change, Commit, Guard, Stopped, refused};
use crate::item::{Item, View};
use crate::keys::Matter;
use crate::seal::sha256;
use crate::{Ended, Store};
use domain::account::Role;
use domain::form::{Draft, Entry};
use domain::history::Event;
use domain::ids::RequestId;
use domain::{Refused, Trouble};
use jiff::Timestamp;

/// What a client asked, as far as its repetition must be known again: the request's key and the digest of its content.
#[derive(Clone)]
pub struct Asked {
    pub(crate) request: RequestId,
    content: String,
}

impl Asked {
    /// A request with this key and content. Passwords are left out: no quick digest of one is ever kept.
    pub fn new(request: &RequestId, content: &Draft) -> Asked {
        let mut spelled = String::new();
        spell(content, &mut spelled);
        Asked { request: request.clone(), content: spelled }
    }
    /// The same, for one thing among many that the content does not name.
    pub fn about(mut self, what: impl std::fmt::Display) -> Asked {
        self.content.push_str(&format!("|{what}"));
        self
    }
    pub(crate) fn digests(&self, store: &Store) -> (String, String) {
        (store.seal.digest("request", self.request.as_str()), store.seal.digest("content", &self.content))
    }
}

/// The one spelling of what was typed.
pub(crate) fn spell(draft: &Draft, to: &mut String) {
    let asked = draft.0.iter().filter(|(name, _)| !name.contains("password") && !name.starts_with('_'));
    for (name, entry) in asked {
        match entry {
            Entry::Texts(texts) => to.push_str(&format!("{name:?}{texts:?}")),
            Entry::Rows(rows) => rows.iter().for_each(|row| {
                to.push_str(&format!("{name:?}["));
                spell(row, to);
            }),
        }
    }
}

/// One receipt as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The head's version after it.
    pub version: u64,
    /// What was done, in the manual's word.
    pub did: String,
    /// The state after it.
    pub to: String,
    /// The name that the actor bore.
    pub by: String,
    /// The actor's role.
    pub role: Role,
    /// When.
    pub at: Timestamp,
    /// What was said.
    pub reason: Option<String>,
    request: String,
    content: String,
}

impl Receipt {
    fn relation(&self, (key, content): (&str, &str)) -> Relation {
        related(&self.request, &self.content, (key, content))
    }
}

/// What a head remembers of its past: the digest that its next receipt names, and the last request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    chain: String,
    request: String,
    content: String,
}

impl Trail {
    /// As much of a head's past as the next receipt names, where it was pinned before.
    pub(crate) fn pinned(chain: &str) -> Trail {
        Trail { chain: chain.to_owned(), ..Trail::default() }
    }
    /// What the next receipt names.
    pub(crate) fn chain(&self) -> &str {
        &self.chain
    }
    pub(crate) fn fill(&self, item: Item) -> Item {
        item.text("chain", &self.chain).text("request", &self.request).text("content", &self.content)
    }
    pub(crate) fn read(item: View<'_>) -> Result<Trail, Trouble> {
        let kept = |name| item.maybe(name).unwrap_or_default().to_owned();
        Ok(Trail { chain: item.owned("chain")?, request: kept("request"), content: kept("content") })
    }
    pub(crate) fn relation(&self, store: &Store, asked: &Asked) -> Relation {
        let (key, content) = asked.digests(store);
        related(&self.request, &self.content, (&key, &content))
    }
}

/// How a repeated or rival request relates to a receipt.
pub(crate) enum Relation {
    /// The same request: its answer was this one.
    Same,
    /// The same key with other content.
    OtherContent,
    /// Another request.
    Rival,
}

/// The receipt as an item, and what the head remembers from now on.
pub(crate) fn written(
    store: &Store,
    matter: &Matter,
    version: u64,
    event: &Event,
    asked: &Asked,
    trail: &Trail,
) -> (Item, Trail) {
    let (request, content) = asked.digests(store);
    let before = &trail.chain;
    let spelled = format!(
        "{before}\n{version}\n{}\n{}\n{}\n{}\n{}\n{}\n{:?}\n{request}\n{content}",
        event.did,
        event.from,
        event.to,
        event.by.account,
        event.by.role.code(),
        event.at.as_millisecond(),
        event.reason
    );
    let digest = sha256(spelled.as_bytes());
    let item = Item::new("event", matter.event(version))
        .number("version", version)
        .text("did", event.did)
        .text("from", event.from)
        .text("to", event.to)
        .text("account", event.by.account.to_string())
        .text("role", event.by.role.code())
        .text("by", &event.by.name)
        .at("at", event.at)
        .maybe("reason", event.reason.as_deref())
        .text("request", &request)
        .text("content", &content)
        .text("before", before)
        .text("digest", &digest);
    (item, Trail { chain: digest, request, content })
}

/// The receipt of an item.
pub(crate) fn read(item: View<'_>) -> Result<Receipt, Trouble> {
    Ok(Receipt {
        version: item.number("version")?,
        did: item.owned("did")?,
        to: item.owned("to")?,
        by: item.owned("by")?,
        role: item.read("role", Role::parse)?,
        at: item.at("at")?,
        reason: item.maybe("reason").map(str::to_owned),
        request: item.maybe("request").unwrap_or_default().to_owned(),
        content: item.maybe("content").unwrap_or_default().to_owned(),
    })
}

/// How a request relates to a receipt.
pub(crate) fn relation(store: &Store, event: View<'_>, asked: &Asked) -> Relation {
    let (key, content) = asked.digests(store);
    let known = |name| event.maybe(name).unwrap_or_default();
    related(known("request"), known("content"), (&key, &content))
}

fn related(known: &str, content: &str, (key, same): (&str, &str)) -> Relation {
    match known == key {
        true if content == same => Relation::Same,
        true => Relation::OtherContent,
        false => Relation::Rival,
    }
}

/// What became of a change that leaves a receipt.
pub(crate) enum Outcome {
    /// It was done.
    Done,
    /// The same request had done it before, and this is its receipt.
    Same(Receipt),
    /// The same request key came with other content.
    Other,
    /// The actor's account was revoked meanwhile.
    Revoked,
    /// The officer works in the unit whose matter it is.
    Own,
    /// Somebody else was first, where that is known; and every guard that refused, with what is there instead.
    Stopped(Option<Receipt>, Stopped),
}

impl Outcome {
    /// For a change of which nothing but another one stands in the way: what it made, or what is kept.
    pub(crate) fn ended<T>(self, made: T, kept: impl FnOnce() -> T) -> Ended<T> {
        match self {
            Outcome::Done | Outcome::Same(_) => Ended::Done(made),
            Outcome::Other => Ended::Other,
            Outcome::Revoked => Ended::Revoked,
            Outcome::Own => Ended::Refused(Refused::Own),
            Outcome::Stopped(winner, _) => Ended::Overtaken(kept(), winner),
        }
    }
}

impl Store {
    /// What came of this request before, or that the asker saw an older version and who was faster. `None` where the way
    /// is free. `past` are the matter's receipts, newest first, as far as they were read: a key is known again however
    /// much has happened since, also where the asker names no version. They are read beside the head, so one may be newer
    /// than the head: such a one is left to the guard of the change, since the head that belongs to it is not known here.
    pub(crate) fn precedent<T: Clone>(
        &self,
        (trail, version): (&Trail, u64),
        past: &[Receipt],
        seen: Option<u64>,
        asked: &Asked,
        kept: &T,
    ) -> Option<Ended<T>> {
        let (key, content) = asked.digests(self);
        let mut past = past.iter().filter(|receipt| receipt.version <= version);
        let last = related(&trail.request, &trail.content, (&key, &content));
        for relation in std::iter::once(last).chain(past.clone().map(|it| it.relation((&key, &content)))) {
            match relation {
                Relation::Same => return Some(Ended::Done(kept.clone())),
                Relation::OtherContent => return Some(Ended::Other),
                Relation::Rival => {}
            }
        }
        let seen = seen.filter(|seen| *seen != version)?;
        Some(Ended::Overtaken(kept.clone(), past.find(|receipt| receipt.version == seen.saturating_add(1)).cloned()))
    }

    /// Commits a change that creates its receipt under [`Guard::Event`].
    pub(crate) async fn conclude(&self, change: Change, asked: &Asked) -> Result<Outcome, Trouble> {
        let Commit::Stopped(stopped) = self.commit(change).await? else { return Ok(Outcome::Done) };
        if refused(&stopped, Guard::Account).is_some() {
            return Ok(Outcome::Revoked);
        }
        let winner = refused(&stopped, Guard::Event).flatten().map(View);
        let receipt = winner.map(read).transpose()?;
        Ok(match (winner.map(|event| relation(self, event, asked)), receipt) {
            (Some(Relation::Same), Some(receipt)) => Outcome::Same(receipt),
            (Some(Relation::OtherContent), _) => Outcome::Other,
            _ if refused(&stopped, Guard::Own).is_some() => Outcome::Own,
            (_, receipt) => Outcome::Stopped(receipt, stopped),
        })
    }
}
