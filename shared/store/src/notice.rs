//! 通知公告: published, changed and withdrawn by officers, read by everybody.

use crate::change::{Change, Guard};
use crate::item::{Item, Raw, View};
use crate::keys::{self, CONTENTS, EVENT, Matter, NOTICES};
use crate::list::{Shelf, is_timed};
use crate::receipt::{self, Asked, Outcome, Receipt, Trail};
use crate::table::Page;
use crate::{Ended, Store};
use domain::Trouble;
use domain::account::Actor;
use domain::history::{By, Event};
use domain::ids::{NoticeId, RequestId};
use domain::text::says;
use jiff::Timestamp;

/// Receipts among which a request's repetition is looked for.
const RECEIPTS: i32 = 50;

/// A notice.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Which.
    pub id: NoticeId,
    /// 标题.
    pub title: String,
    /// 正文; empty in lists.
    pub body: String,
    /// When it was published first.
    pub at: Timestamp,
    /// Raised by every change.
    pub version: u64,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    trail: Trail,
}

/// What an officer does with a notice.
pub enum Edit {
    /// Publishes it anew or changes it.
    Publish {
        /// 标题.
        title: String,
        /// 正文.
        body: String,
    },
    /// Takes it out of the lists.
    Withdraw,
}

impl Notice {
    fn says(&self, q: &str) -> bool {
        says(&self.title, q)
    }
    fn written(&self) -> Item {
        self.filled(Item::new("notice", Matter::notice(self.id).head()))
    }
    fn filled(&self, item: Item) -> Item {
        let item = item
            .text("notice", self.id.to_string())
            .text("title", &self.title)
            .at("at", self.at)
            .number("version", self.version)
            .flag("withdrawn", self.withdrawn);
        self.trail.fill(item)
    }
    fn read(raw: &Raw) -> Result<Notice, Trouble> {
        let item = View(raw);
        Ok(Notice {
            id: item.read("notice", NoticeId::parse)?,
            title: item.owned("title")?,
            body: String::new(),
            at: item.at("at")?,
            version: item.number("version")?,
            withdrawn: item.flag("withdrawn"),
            trail: Trail::read(item)?,
        })
    }
}

impl Store {
    /// The id of the notice that this request publishes.
    pub fn notice_of(&self, request: &RequestId) -> NoticeId {
        NoticeId::derived(self.seal.derived("notice", request))
    }

    /// A page of the published notices, newest first; with `q` those whose title contains it.
    pub async fn notices(&self, after: Option<&str>, q: &str, rows: usize) -> Result<Page<Notice>, Trouble> {
        let shelf = Shelf { pk: NOTICES, prefix: "", backwards: true, rows, place: is_timed };
        self.listed(shelf, (after, q), Notice::read, Notice::says).await
    }

    /// All published notices, for a sheet, newest first; with `q` those whose title contains it.
    pub async fn all_notices(&self, q: &str) -> Result<Vec<Notice>, Trouble> {
        self.whole((NOTICES, "", true), q, Notice::read, Notice::says).await
    }

    /// A notice with its text, also a withdrawn one.
    pub async fn notice(&self, id: NoticeId) -> Result<Option<Notice>, Trouble> {
        let matter = Matter::notice(id);
        let key = matter.head();
        let (head, text) =
            tokio::try_join!(self.get(&key), self.query(crate::person::newest(matter.pk(), CONTENTS, 1)))?;
        let Some(head) = head else { return Ok(None) };
        let body = text.0.first().map(|item| View(item).owned("body")).transpose()?.unwrap_or_default();
        Ok(Some(Notice { body, ..Notice::read(&head)? }))
    }

    /// What happened to a notice, newest first; among it a request's repetition is looked for.
    pub async fn notice_receipts(&self, id: NoticeId) -> Result<Vec<Receipt>, Trouble> {
        let events = self.query(crate::person::newest(Matter::notice(id).pk(), EVENT, RECEIPTS)).await?.0;
        events.iter().map(|event| receipt::read(View(event))).collect()
    }

    /// Publishes a new notice (`before` is none), or changes or withdraws one.
    pub async fn edit_notice(
        &self,
        before: Option<(&Notice, &[Receipt], Option<u64>)>,
        edit: Edit,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Notice>, Trouble> {
        let id = before.map_or_else(|| self.notice_of(&asked.request), |(notice, ..)| notice.id);
        if let Some((notice, past, seen)) = before {
            let ended = self.precedent((&notice.trail, notice.version), past, seen, asked, notice);
            if let Some(ended) = ended {
                return Ok(ended);
            }
            // Who withdraws again, or changes without having seen that it was withdrawn, learns how it stands.
            if notice.withdrawn && (matches!(edit, Edit::Withdraw) || seen.is_none()) {
                let asked = if matches!(edit, Edit::Withdraw) { "撤回" } else { "修改" };
                return Ok(Ended::Refused(domain::Refused::NotNow { state: "已撤回", asked }));
            }
        }
        let old = before.map(|(notice, ..)| notice);
        let (did, to, withdrawn) = match (&edit, old) {
            (Edit::Withdraw, _) => ("撤回", "已撤回", true),
            (Edit::Publish { .. }, None) => ("发布", "已发布", false),
            (Edit::Publish { .. }, Some(_)) => ("修改", "已发布", false),
        };
        let version = old.map_or(0, |notice| notice.version) + 1;
        let matter = Matter::notice(id);
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let from = old.map_or("", |notice| if notice.withdrawn { "已撤回" } else { "已发布" });
        let event = Event { did, from, to, by, at, reason: None };
        let trail = old.map(|notice| notice.trail.clone()).unwrap_or_default();
        let (event, trail) = receipt::written(self, &matter, version, &event, asked, &trail);
        let (title, body) = match edit {
            Edit::Publish { title, body } => (title, body),
            Edit::Withdraw => old.map(|notice| (notice.title.clone(), notice.body.clone())).unwrap_or_default(),
        };
        // As exact as it is kept, so that the first answer is also every later one.
        let kept = || Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        let at = old.map_or_else(kept, |notice| notice.at);
        let next = Notice { id, title, body, at, version, withdrawn, trail };
        let mut change = Change::default().create(Guard::Event, self, event).by(self, actor);
        change = match old {
            None => change.create(Guard::Head, self, next.written()),
            Some(notice) => change.replace(self, next.written(), notice.version),
        };
        let entry = keys::notice_entry(next.at, id);
        change = if withdrawn {
            change.delete(self, &entry)
        } else {
            let text = Item::new("text", matter.contents(version)).text("body", &next.body);
            change.put(self, next.filled(Item::new("entry", entry))).put(self, text)
        };
        Ok(match self.conclude(change, asked).await? {
            // The same request gets its first answer, with the time that was kept.
            Outcome::Same(first) if old.is_none() => Ended::Done(Notice { at: first.at, ..next }),
            outcome => outcome.ended(next.clone(), || next),
        })
    }
}
