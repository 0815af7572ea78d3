//! Receipts: every change of a matter leaves one, and each names the digest of the one before.

use crate::Store;
use crate::item::{Item, View};
use crate::keys::Matter;
use crate::seal::sha256;
use domain::Trouble;
use domain::account::Role;
use domain::form::{Draft, Entry};
use domain::history::Event;
use domain::ids::RequestId;
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
        fn spell(draft: &Draft, to: &mut String) {
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

/// The receipt as an item, and the digest by which the next one names it.
pub(crate) fn written(
    store: &Store,
    matter: &Matter,
    version: u64,
    event: &Event,
    asked: &Asked,
    before: &str,
) -> (Item, String) {
    let (request, content) = asked.digests(store);
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
        .text("request", request)
        .text("content", content)
        .text("before", before)
        .text("digest", &digest);
    (item, digest)
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
    })
}

/// How a request relates to a receipt, or to a head that remembers its last request.
pub(crate) fn relation(store: &Store, item: View<'_>, asked: &Asked) -> Relation {
    let (request, content) = asked.digests(store);
    match (item.maybe("request"), item.maybe("content")) {
        (Some(known), Some(same)) if known == request && same == content => Relation::Same,
        (Some(known), _) if known == request => Relation::OtherContent,
        _ => Relation::Rival,
    }
}
