//! 待办事宜: what waits for somebody, and the page that handles each of it.

mod cases;

use crate::links::{self, PERSON, UNIT};
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::deletion::State::Kept;
use domain::ids::AccountId;
use domain::registration::State;
use jiff::Timestamp;
use jiff::civil::Date;
use runtime::{Guest, Hall};
use std::borrow::Cow;
use store::deletion;
use store::desk::{DeskLine, Sort};
use store::paper::{Fate, Paper, Place};
use store::person::Head;
use store::review::Row;
use store::todo::{Answer, Todo};
use store::uses::Use;

/// What lies on the desk of an account: the department's for whoever says to be an officer, else the own.
pub enum Desk {
    /// What waits at the department's desk for this officer.
    Department(store::Page<DeskLine>),
    /// What waits for a unit or a person.
    Own(Box<Own>),
}

/// What lies on the desk of an account that is a unit's or a person's: both are read side by side, and one of them is
/// empty.
pub struct Own {
    unit: store::Page<Todo>,
    person: store::Page<Todo>,
    papers: Vec<Paper>,
    head: Option<Head>,
    uses: Vec<Use>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub title: String,
    /// The matter to which it belongs, in the menu's words.
    pub matter: &'static str,
    /// Where it stands.
    pub state: Cow<'static, str>,
    /// Since when, or until when.
    pub when: When,
    /// The page that handles it.
    pub to: web::Link,
    /// What was said with it.
    pub reason: Option<String>,
}

/// Since when something waits, or until when it must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It has waited since then.
    Since(Timestamp),
    /// It is due on this day.
    Due {
        /// The day.
        day: Date,
        /// Whether it has passed.
        overdue: bool,
    },
}

/// What is to be done, and how the own file stands.
#[derive(Default)]
pub struct Waiting {
    /// The things to do.
    pub items: Vec<Item>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Whether an officer's desk holds more than is listed here.
    pub more: bool,
    /// A registered person's head.
    pub head: Option<Head>,
    /// The applications that name the person.
    pub uses: Vec<Use>,
}

impl Desk {
    /// A stretch of what waits for whoever claims to ask. An officer's begins at its beginning: what is handled goes, and
    /// the next comes up.
    pub async fn read(
        hall: &Hall,
        guest: &Guest,
        id: AccountId,
        (after, rows): (Option<&str>, usize),
    ) -> Result<Desk, Trouble> {
        if guest.claim.as_ref().is_some_and(|claim| claim.officer) {
            return hall.store.desk_of(id, rows).await.map(Desk::Department);
        }
        Ok(Desk::Own(Box::new(Own::read(hall, id, after, rows).await?)))
    }

    /// What of it is for this actor. A cookie that hinted at another role than the account has costs one more trip.
    pub async fn of(self, hall: &Hall, actor: &Actor, rows: usize) -> Result<Waiting, Trouble> {
        let today = hall.setting().today;
        match (self, actor.role) {
            (Desk::Department(lines), Role::Officer) => Ok(cases::waiting(lines, today)),
            (Desk::Own(_), Role::Officer) => Ok(cases::waiting(hall.store.desk_of(actor.account, rows).await?, today)),
            (Desk::Own(own), role) => Ok(own.of(role)),
            (Desk::Department(_), role) => Ok(Own::read(hall, actor.account, None, rows).await?.of(role)),
        }
    }
}

impl Own {
    async fn read(hall: &Hall, id: AccountId, after: Option<&str>, rows: usize) -> Result<Own, Trouble> {
        let (unit, person, own, papers, head, uses) = tokio::try_join!(
            hall.store.todos(id, Role::Enterprise, after, rows),
            hall.store.todos(id, Role::Person, after, rows),
            hall.store.papers_in(Place::Unit(id.unit())),
            hall.store.papers_in(Place::Person(id.person())),
            hall.store.person_head(id.person()),
            hall.store.uses_of(id.person().into()),
        )?;
        let papers = own.into_iter().chain(papers).collect();
        Ok(Own { unit, person, papers, head, uses })
    }

    /// What of it is for this role. The own file, of which no list needs to tell, comes first on the first page.
    fn of(self, role: Role) -> Waiting {
        if role != Role::Person {
            let mut todos = self.unit.items;
            todos.retain(|todo| is_left(todo, &self.papers));
            return Waiting { items: items(todos), next: self.unit.next, ..Waiting::default() };
        }
        let own = self.head.as_ref().filter(|_| self.person.first).and_then(own_file);
        let open = self.head.as_ref().is_some_and(|head| head.state.is_open());
        let mut todos = self.person.items;
        todos.retain(|todo| open && is_left(todo, &self.papers));
        let items = own.into_iter().chain(items(todos)).collect();
        Waiting { items, next: self.person.next, more: false, head: self.head, uses: self.uses }
    }
}

/// A refused file is made up for by one of its kind that came later and was admitted.
fn is_left(todo: &Todo, papers: &[Paper]) -> bool {
    let Todo::Paper(refused) = todo else { return true };
    let makes_up =
        |paper: &Paper| (paper.place, &paper.kind) == (refused.place, &refused.kind) && paper.at > refused.at;
    !papers.iter().any(|paper| paper.is_admitted() && makes_up(paper))
}

fn items(todos: Vec<Todo>) -> Vec<Item> {
    todos.into_iter().map(Item::from).collect()
}

impl From<Todo> for Item {
    fn from(todo: Todo) -> Item {
        match todo {
            Todo::Basics { since } => Item {
                title: "完善单位基本信息".to_owned(),
                matter: "单位管理",
                state: "需要处理".into(),
                when: When::Since(since),
                to: UNIT.to_owned(),
                reason: None,
            },
            Todo::Review(row) => review(&row),
            Todo::Paper(paper) => again(paper),
            Todo::Answer(answer) => answered(answer),
            Todo::Deletion(answer) => deleted(answer),
        }
    }
}

fn review(row: &Row) -> Item {
    let category = if row.category.is_empty() { String::new() } else { format!("（{}）", row.category) };
    Item {
        title: format!("注册人员审核：{}{category}", row.name),
        matter: "注册人员审核",
        state: "待审核".into(),
        when: When::Since(row.since),
        to: links::review(row.person),
        reason: None,
    }
}

/// What the department has answered, until the unit has taken note of it.
fn deleted(answer: deletion::Answer) -> Item {
    let state = answer.state.word().into();
    Item {
        title: format!("人员删除申请结果：{}", answer.name),
        matter: "人员删除申请",
        state,
        when: When::Since(answer.at),
        to: links::deletion(answer.id),
        reason: if let Kept { reason } = answer.state { Some(reason) } else { None },
    }
}

fn again(paper: Paper) -> Item {
    let reason = match paper.fate {
        Fate::Refused { reason } => Some(reason),
        Fate::Admitted { .. } | Fate::Removed => None,
    };
    let place = catalog::paper::place(paper.place.code()).unwrap_or(&catalog::paper::UNIT);
    Item {
        title: format!("重新上传：{} {}", place.kind_name(&paper.kind), paper.name),
        matter: "附件信息",
        state: "未通过核验".into(),
        when: When::Since(paper.at),
        to: place.slot(paper.place.of().as_deref(), &paper.kind),
        reason,
    }
}

/// What the department did with a matter of the unit; of what it asks for, the matter's page is where it is done.
fn answered(answer: Answer) -> Item {
    let number = if answer.number.is_empty() { String::new() } else { format!("（{}）", answer.number) };
    Item {
        title: format!("{}：{}{number}", answer.sort.word(), answer.title),
        matter: answer.sort.word(),
        state: answer.state.into(),
        when: When::Since(answer.since),
        to: match answer.sort {
            Sort::Application => links::application(&answer.id),
            Sort::Deletion => links::deletion(&answer.id),
            Sort::Unit => links::VERIFICATION.to_owned(),
        },
        reason: answer.reason,
    }
}

/// The own file while it is the person's turn.
fn own_file(head: &Head) -> Option<Item> {
    let (title, reason) = match &head.state {
        State::Draft => ("完善本人信息并提交审核", None),
        State::Returned { reason } => ("按退回意见修改后再次提交", Some(reason.clone())),
        State::Left => ("已离开原注册单位，请选择新的注册单位", None),
        State::Waiting { .. } | State::Approved { .. } => return None,
    };
    Some(Item {
        title: title.to_owned(),
        matter: "注册人员",
        state: head.state.word().into(),
        when: When::Since(head.since),
        to: if head.state == State::Left { links::OWN_UNIT } else { PERSON }.to_owned(),
        reason: reason.filter(|said| !said.is_empty()),
    })
}

#[cfg(test)]
mod tests;
