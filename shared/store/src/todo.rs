//! To-dos: what waits for somebody, read from the one place where the change that made it wrote it.

use crate::Store;
use crate::change::{Change, Commit};
use crate::deletion;
use crate::desk::Sort;
use crate::item::{Raw, View};
use crate::keys::{Matter, TODO};
use crate::list::{Shelf, is_timed};
use crate::paper::Paper;
use crate::review::Row;
use crate::table::Page;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::ids::AccountId;
use jiff::Timestamp;

/// One thing to do.
#[derive(Clone, Debug)]
pub enum Todo {
    /// The unit's 基本信息 are not complete.
    Basics {
        /// Since when.
        since: Timestamp,
    },
    /// A registered person waits for the unit's review.
    Review(Row),
    /// A file was refused; its owner must send another.
    Paper(Paper),
    /// The department has answered an application.
    Answer(Answer),
    /// The department has answered a 人员删除申请.
    Deletion(deletion::Answer),
}

/// What the department did with a matter of the unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What kind of matter.
    pub sort: Sort,
    /// The matter's id.
    pub id: String,
    /// 办件编号.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// The state's word.
    pub state: String,
    /// When.
    pub since: Timestamp,
    /// What was said with it.
    pub reason: Option<String>,
}

impl Answer {
    fn read(raw: &Raw) -> Result<Answer, Trouble> {
        let item = View(raw);
        Ok(Answer {
            sort: item.read("sort", Sort::parse)?,
            id: item.owned("matter")?,
            number: item.owned("number")?,
            title: item.owned("title")?,
            state: item.owned("state")?,
            since: item.at("since")?,
            reason: item.maybe("reason").map(str::to_owned),
        })
    }
}

impl Todo {
    fn read(raw: &Raw) -> Result<Todo, Trouble> {
        let item = View(raw);
        match item.text("kind")? {
            "todo" => Ok(Todo::Basics { since: item.at("since")? }),
            "entry" => Row::read(raw).map(Todo::Review),
            "paper" => Paper::read(raw).map(Todo::Paper),
            "answer" => Answer::read(raw).map(Todo::Answer),
            "deletion-answer" => deletion::Answer::read(raw).map(Todo::Deletion),
            _ => Err(Trouble::broken("a to-do of no known kind")),
        }
    }
}

impl Store {
    /// 知道了: the unit has read what the department answered to one of its matters. `false` for a revoked account.
    pub async fn has_read(&self, matter: impl std::fmt::Display, actor: &Actor) -> Result<bool, Trouble> {
        let todo = Matter::unit(actor.account.unit()).answer_todo(&matter.to_string());
        let change = Change::default().by(self, actor).delete(self, &todo);
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }

    /// The to-dos of an account's owner; what waits for an officer is the desk's to tell.
    pub async fn todos(
        &self,
        owner: AccountId,
        role: Role,
        after: Option<&str>,
        rows: usize,
    ) -> Result<Page<Todo>, Trouble> {
        let matter = match role {
            Role::Enterprise => Matter::unit(owner.unit()),
            Role::Person => Matter::person(owner.person()),
            Role::Officer => Matter::account(owner),
        };
        let shelf = Shelf { pk: matter.pk(), prefix: TODO, backwards: false, rows, place: is_place };
        self.listed(shelf, (after, ""), Todo::read, |_, _| true).await
    }
}

/// A place among the to-dos is spelled as `keys` spells it: the unit's own, a refused paper, an answer,
/// or somebody to review.
fn is_place(place: &str) -> bool {
    match place.split_once('#') {
        None => place == "basics",
        Some(("paper", id)) => id.len() == 48 && id.bytes().all(|b| b.is_ascii_hexdigit()),
        Some(("answer", id)) => AccountId::parse(id).is_some(),
        Some((word, timed)) => word == "review" && is_timed(timed),
    }
}
