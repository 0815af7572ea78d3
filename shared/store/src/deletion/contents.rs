//! What is filled in: 01 the person with what was found, 02 what is said, 03 who replaces. It pins what rules look at,
//! so that handing in and deciding need no second read.

use crate::change::MOST;
use crate::item::Item;
use crate::keys::Matter;
use crate::paper::Pin;
use crate::uses::Use;
use crate::worker::{Card, Source};
use domain::Trouble;
use domain::deletion::Grounds;
use domain::form::{Draft, Entry};
use domain::ids::{ApplicationId, WorkerId};
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
        }
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
        with_rows(draft, "facts", vec![self.facts.clone()])
    }
    fn read(draft: &Draft) -> Option<Pinned> {
        Some(Pinned {
            id: WorkerId::parse(draft.text("id"))?,
            source: Source::parse(draft.text("source"))?,
            name: draft.text("name").to_owned(),
            masked: draft.text("masked").to_owned(),
            version: draft.text("version").parse().ok()?,
            facts: draft.rows("facts").first()?.clone(),
            since: Timestamp::from_millisecond(draft.text("since").parse().ok()?).ok()?,
            stamp: draft.text("stamp").parse().ok()?,
        })
    }
}

impl Contents {
    pub(super) fn new(works: String, card: &Card, uses: Vec<Use>) -> Contents {
        let uses = card.concerned(uses);
        Contents {
            leaving: Pinned::of(card),
            used: card.used || !uses.is_empty(),
            uses,
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

    /// Whether agreeing would be more than one change holds: beside what each decision writes, two items for each
    /// registered replacement, one for each other, and two for each place.
    pub(super) fn is_too_much(&self) -> bool {
        const EACH: usize = 14;
        let of = |who: &&Pinned| if who.source == Source::Registered { 2 } else { 1 };
        EACH + self.replacing().iter().map(of).sum::<usize>() + 2 * self.uses.len() + self.papers.len() > MOST
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
        .with("version", used.version.to_string());
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
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::View;

    fn who(n: u8, source: Source) -> Pinned {
        Pinned {
            id: WorkerId::derived([n; 16]),
            source,
            name: "赵示例".to_owned(),
            masked: "210102********0014".to_owned(),
            version: 3,
            facts: Draft::default(),
            since: Timestamp::UNIX_EPOCH,
            stamp: 5,
        }
    }
    fn used(n: u8) -> Use {
        Use {
            application: ApplicationId::derived([n; 16]),
            number: "SY2026".to_owned(),
            matter: "D101C".to_owned(),
            role: "titled".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            version: 2,
            facts: Draft::default().with("title_level", "3"),
            replaces: None,
        }
    }
    /// In so many applications somebody else replaces each time.
    fn contents(many: u8, source: Source) -> Contents {
        let place = |n| Replacement { application: used(n).application, who: who(n + 100, source) };
        Contents {
            leaving: who(1, Source::Member),
            used: true,
            uses: (0..many).map(used).collect(),
            feedback: vec![Draft::default().with("initiator", "李某").with("content", "离职")],
            replacements: (0..many).map(place).collect(),
            papers: vec![Pin { paper: "a1".to_owned(), sha256: "b2".to_owned(), object: None }],
            works: "works#digest".to_owned(),
            joined: 2,
            chain: "digest".to_owned(),
        }
    }

    #[test]
    fn what_is_filled_in_comes_back_as_it_was_written() {
        let contents = contents(1, Source::Member);
        let item = contents.written(&Matter::worker(WorkerId::derived([0; 16])), 4);
        let draft = View(&item.0).draft("fields").expect("a draft");
        assert_eq!(Contents::read(&draft).expect("contents"), contents);
        assert!(
            contents.grounds(true).is_replaced
                && !Contents { replacements: vec![], ..contents }.grounds(true).is_replaced
        );
    }

    #[test]
    fn a20_more_than_one_change_holds_is_refused_before_it_is_handed_in() {
        assert!(!contents(28, Source::Member).is_too_much(), "28 places, as many others");
        assert!(contents(29, Source::Member).is_too_much());
        assert!(!contents(21, Source::Registered).is_too_much());
        assert!(contents(22, Source::Registered).is_too_much(), "the 103rd item");
        let mut same = contents(40, Source::Registered);
        same.replacements.iter_mut().for_each(|it| it.who = who(9, Source::Registered));
        assert!(!same.is_too_much(), "one replaces everywhere");
    }
}
