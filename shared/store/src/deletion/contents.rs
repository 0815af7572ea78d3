//! What is filled in: 01 the person with what was found, 02 what is said, 03 who replaces. It pins what rules look at,
//! so that handing in and deciding need no second read.

use crate::change::MOST;
use crate::item::{Item, size};
use crate::keys::Matter;
use crate::paper::Pin;
use crate::uses::{Claim, Round, Use, Uses};
use crate::worker::{Card, Held, Source};
use domain::Trouble;
use domain::deletion::Grounds;
use domain::form::{Draft, Entry};
use domain::ids::{ApplicationId, WorkerId};
use domain::post::Post;
use jiff::Timestamp;

/// What is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// Who leaves, as last looked at.
    pub leaving: Pinned,
    /// Whether the person was used in a submitted application: 是否申报过资质.
    pub used: bool,
    /// Where somebody has to replace: the applications of these that run or were granted.
    pub uses: Vec<Use>,
    /// What may become a use until the request is handed in, which loosens it.
    pub(crate) claims: Vec<Claim>,
    /// 02 反馈内容.
    pub feedback: Vec<Draft>,
    /// The rows of 03 替代人员.
    pub replacements: Vec<Replacement>,
    /// The papers that were handed in, each with the bytes that it was.
    pub papers: Vec<Pin>,
    /// The partition of the guard of the leaving person's number.
    pub(super) works: String,
    /// Since which version the leaving person is the unit's.
    pub(super) joined: u64,
    /// The digest of the receipt with which the card was written, of which 离开单位 is the next.
    pub(super) chain: String,
}

/// Who replaces the leaving person in one application.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// Where.
    pub application: ApplicationId,
    /// Who.
    pub who: Pinned,
}

/// A person as a card showed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    /// Who.
    pub id: WorkerId,
    /// Who keeps the record.
    pub source: Source,
    /// 姓名.
    pub name: String,
    /// The number as lists show it.
    pub masked: String,
    /// The version of the record.
    pub version: u64,
    /// What rules looked at.
    pub facts: Draft,
    pub(super) since: Timestamp,
    pub(super) stamp: u64,
    pub(super) posts: Vec<Held>,
}

impl Pinned {
    /// As the card says now.
    pub fn of(card: &Card) -> Pinned {
        let line = card.line.clone();
        Pinned {
            id: line.id,
            source: line.source,
            name: line.name,
            masked: line.masked,
            version: line.version,
            facts: line.facts,
            since: line.since,
            stamp: card.stamp,
            posts: card.posts.clone(),
        }
    }
    /// Whether it is the unit's legal representative, whom another has to succeed first.
    pub fn is_legal(&self) -> bool {
        self.posts.iter().any(|held| held.post == Post::Legal)
    }
    fn draft(&self) -> Draft {
        let draft = Draft::default()
            .with("id", self.id.to_string())
            .with("source", self.source.code())
            .with("name", &self.name)
            .with("masked", &self.masked)
            .with("version", self.version.to_string())
            .with("since", self.since.as_millisecond().to_string())
            .with("stamp", self.stamp.to_string());
        let draft = with(draft, "posts", Entry::Texts(self.posts.iter().map(Held::spelled).collect()));
        with_rows(draft, "facts", vec![self.facts.clone()])
    }
    fn read(draft: &Draft) -> Option<Pinned> {
        let source = Source::parse(draft.text("source"))?;
        let since = Timestamp::from_millisecond(draft.text("since").parse().ok()?).ok()?;
        let posts = draft.texts("posts").iter().map(|text| Held::parse(text)).collect::<Option<Vec<_>>>()?;
        // A request from before there were posts says nothing of them.
        let posts = if draft.0.contains_key("posts") { posts } else { Held::before_posts(source, since) };
        Some(Pinned {
            id: WorkerId::parse(draft.text("id"))?,
            source,
            name: draft.text("name").to_owned(),
            masked: draft.text("masked").to_owned(),
            version: draft.text("version").parse().ok()?,
            facts: draft.rows("facts").first()?.clone(),
            since,
            stamp: draft.text("stamp").parse().ok()?,
            posts,
        })
    }
}

impl Contents {
    pub(super) fn new(works: String, card: &Card, uses: Uses) -> Contents {
        let Uses { live, claims } = uses;
        let uses = card.concerned(live);
        Contents {
            leaving: Pinned::of(card),
            used: card.used || !uses.is_empty(),
            uses,
            claims,
            feedback: Vec::new(),
            replacements: Vec::new(),
            papers: Vec::new(),
            works,
            joined: card.joined,
            chain: card.trail.chain().to_owned(),
        }
    }

    /// Who replaces in an application.
    pub fn replacement(&self, application: ApplicationId) -> Option<&Pinned> {
        self.replacements.iter().find(|it| it.application == application).map(|it| &it.who)
    }

    /// The same with this replacement, in the place of another one of the same application.
    pub fn replaced(mut self, application: ApplicationId, card: &Card) -> Contents {
        self.replacements.retain(|it| it.application != application);
        self.replacements.push(Replacement { application, who: Pinned::of(card) });
        self
    }

    /// What the law looks at. Whether the replacements do is computed by whoever knows the rules.
    pub fn grounds(&self, is_met: bool) -> Grounds {
        let all = self.uses.iter().all(|it| self.replacement(it.application).is_some());
        Grounds { is_explained: !self.feedback.is_empty(), is_used: self.used, is_replaced: all, is_met }
    }

    /// Whether agreeing would be more than one change holds: beside what each decision writes, one item for each list
    /// that shows who leaves, two for each registered replacement, one for each other, and two for each place.
    pub(super) fn is_too_much(&self) -> bool {
        const EACH: usize = 13;
        let of = |who: &&Pinned| if who.source == Source::Registered { 2 } else { 1 };
        EACH + self.leaving.posts.len()
            + usize::from(self.leaving.source == Source::Registered)
            + self.replacing().iter().map(of).sum::<usize>()
            + 2 * self.uses.len()
            + self.papers.len()
            + self.claims.len()
            > MOST
    }

    /// Whether it is more than is kept: an item of DynamoDB holds 400 KB, and what is handed in gets longer than a draft
    /// by the papers that it pins.
    pub fn is_too_long(&self) -> bool {
        const BYTES: usize = 300 * 1024;
        size(&self.written(&Matter::worker(self.leaving.id), 0).0) > BYTES
    }

    /// Everybody who replaces, once.
    pub(super) fn replacing(&self) -> Vec<&Pinned> {
        let mut all: Vec<&Pinned> = Vec::new();
        for it in &self.replacements {
            if !all.iter().any(|known| known.id == it.who.id) {
                all.push(&it.who);
            }
        }
        all
    }

    pub(super) fn written(&self, matter: &Matter, version: u64) -> Item {
        let draft = Draft::default()
            .with("used", if self.used { "yes" } else { "no" })
            .with("works", &self.works)
            .with("joined", self.joined.to_string())
            .with("chain", &self.chain);
        let draft = with_rows(draft, "leaving", vec![self.leaving.draft()]);
        let draft = with_rows(draft, "uses", self.uses.iter().map(use_draft).collect());
        let draft = with_rows(draft, "claims", self.claims.iter().map(claim_draft).collect());
        let draft = with_rows(draft, "feedback", self.feedback.clone());
        let replacement = |it: &Replacement| it.who.draft().with("application", it.application.to_string());
        let draft = with_rows(draft, "replacements", self.replacements.iter().map(replacement).collect());
        let papers = Entry::Texts(self.papers.iter().map(Pin::spelled).collect());
        let draft = with(draft, "papers", papers);
        Item::new("request", matter.contents(version)).number("version", version).draft("fields", &draft)
    }

    pub(super) fn read(draft: &Draft) -> Result<Contents, Trouble> {
        let replacement = |row: &Draft| {
            Some(Replacement { application: ApplicationId::parse(row.text("application"))?, who: Pinned::read(row)? })
        };
        let read = || {
            Some(Contents {
                leaving: Pinned::read(draft.rows("leaving").first()?)?,
                used: draft.text("used") == "yes",
                uses: draft.rows("uses").iter().map(use_read).collect::<Option<_>>()?,
                claims: draft.rows("claims").iter().map(claim_read).collect::<Option<_>>()?,
                feedback: draft.rows("feedback").to_vec(),
                replacements: draft.rows("replacements").iter().map(replacement).collect::<Option<_>>()?,
                papers: draft.texts("papers").iter().map(|text| Pin::parse(text)).collect::<Option<_>>()?,
                works: draft.text("works").to_owned(),
                joined: draft.text("joined").parse().unwrap_or_default(),
                chain: draft.text("chain").to_owned(),
            })
        };
        read().ok_or_else(|| Trouble::broken("a request's contents cannot be read"))
    }
}

fn with_rows(draft: Draft, name: &str, rows: Vec<Draft>) -> Draft {
    with(draft, name, Entry::Rows(rows))
}

fn with(mut draft: Draft, name: &str, entry: Entry) -> Draft {
    draft.0.insert(name.to_owned(), entry);
    draft
}

fn use_draft(used: &Use) -> Draft {
    let draft = Draft::default()
        .with("application", used.application.to_string())
        .with("number", &used.number)
        .with("matter", &used.matter)
        .with("role", &used.role)
        .with("at", used.at.as_millisecond().to_string())
        .with("version", used.version.to_string())
        .with("round", used.round.number.to_string())
        .with("bound", used.round.version.to_string());
    with_rows(draft, "facts", vec![used.facts.clone()])
}

fn use_read(draft: &Draft) -> Option<Use> {
    Some(Use {
        application: ApplicationId::parse(draft.text("application"))?,
        number: draft.text("number").to_owned(),
        matter: draft.text("matter").to_owned(),
        role: draft.text("role").to_owned(),
        at: Timestamp::from_millisecond(draft.text("at").parse().ok()?).ok()?,
        version: draft.text("version").parse().ok()?,
        facts: draft.rows("facts").first()?.clone(),
        replaces: None,
        round: Round {
            number: draft.text("round").parse().unwrap_or_default(),
            version: draft.text("bound").parse().unwrap_or_default(),
        },
    })
}

fn claim_draft(claim: &Claim) -> Draft {
    Draft::default().with("application", claim.application.to_string()).with("version", claim.version.to_string())
}

fn claim_read(draft: &Draft) -> Option<Claim> {
    let version = draft.text("version").parse().ok()?;
    Some(Claim { application: ApplicationId::parse(draft.text("application"))?, version })
}

#[cfg(test)]
mod tests;
