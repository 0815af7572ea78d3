//! 待办事宜: what waits for somebody, and the page that handles each of it.

use crate::links::{self, PERSON, UNIT};
use catalog::paper::kind_name;
use domain::Trouble;
use domain::account::Role;
use domain::deletion::State::Kept;
use domain::ids::AccountId;
use domain::registration::State;
use jiff::Timestamp;
use runtime::Hall;
use std::borrow::Cow;
use store::deletion;
use store::desk::Sort;
use store::paper::{Fate, Paper};
use store::person::Head;
use store::review::Row;
use store::todo::{Answer, Todo};
use store::uses::Use;

/// What lies on the desk of an account whose role is not known yet: that of a unit and that of a person are read
/// side by side, and one of them is empty.
pub struct Desk {
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
    /// Since when.
    pub since: Timestamp,
    /// The page that handles it.
    pub to: web::Link,
    /// What was said with it.
    pub reason: Option<String>,
}

/// What is to be done, and how the own file stands.
pub struct Waiting {
    /// The things to do.
    pub items: Vec<Item>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// A registered person's head.
    pub head: Option<Head>,
    /// The applications that name the person.
    pub uses: Vec<Use>,
}

impl Desk {
    /// A stretch of what waits for an account's owner.
    pub async fn read(hall: &Hall, id: AccountId, after: Option<&str>, rows: usize) -> Result<Desk, Trouble> {
        let (unit, person, papers, head, uses) = tokio::try_join!(
            hall.store.todos(id, Role::Enterprise, after, rows),
            hall.store.todos(id, Role::Person, after, rows),
            hall.store.papers_of(id.person()),
            hall.store.person_head(id.person()),
            hall.store.uses_of(id.person().into()),
        )?;
        Ok(Desk { unit, person, papers, head, uses })
    }

    /// What of it is for this role. The own file, of which no list needs to tell, comes first on the first page.
    pub fn of(self, role: Role) -> Waiting {
        match role {
            Role::Enterprise => {
                Waiting { items: items(self.unit.items), next: self.unit.next, head: None, uses: Vec::new() }
            }
            Role::Person => {
                let own = self.head.as_ref().filter(|_| self.person.first).and_then(own_file);
                let open = self.head.as_ref().is_some_and(|head| head.state.is_open());
                let mut todos = self.person.items;
                todos.retain(|todo| open && is_left(todo, &self.papers));
                let items = own.into_iter().chain(items(todos)).collect();
                Waiting { items, next: self.person.next, head: self.head, uses: self.uses }
            }
            Role::Officer => Waiting { items: Vec::new(), next: None, head: None, uses: Vec::new() },
        }
    }
}

/// A refused file is made up for by one of its kind that came later and was admitted.
fn is_left(todo: &Todo, papers: &[Paper]) -> bool {
    let Todo::Paper(refused) = todo else { return true };
    !papers.iter().any(|paper| paper.is_admitted() && paper.kind == refused.kind && paper.at > refused.at)
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
                since,
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
        since: row.since,
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
        since: answer.at,
        to: links::deletion(answer.id),
        reason: if let Kept { reason } = answer.state { Some(reason) } else { None },
    }
}

fn again(paper: Paper) -> Item {
    let reason = match paper.fate {
        Fate::Refused { reason } => Some(reason),
        Fate::Admitted { .. } | Fate::Removed => None,
    };
    Item {
        title: format!("重新上传：{} {}", kind_name(&paper.kind), paper.name),
        matter: "附件信息",
        state: "未通过核验".into(),
        since: paper.at,
        to: links::slot(&paper.kind),
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
        since: answer.since,
        to: match answer.sort {
            Sort::Application => links::application(&answer.id),
            Sort::Deletion => links::deletion(&answer.id),
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
        since: head.since,
        to: if head.state == State::Left { links::OWN_UNIT } else { PERSON }.to_owned(),
        reason: reason.filter(|said| !said.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{DeletionId, PersonId};

    fn check(todo: Todo) -> (String, &'static str, web::Link, Option<String>) {
        let item = Item::from(todo);
        let Cow::Borrowed(state) = item.state else { panic!("a state of ours has a word of ours") };
        (item.title, state, item.to, item.reason)
    }

    #[test]
    fn r_1_1_1_the_department_s_answer_leads_to_the_matter_and_says_what_was_said() {
        let id = "0".repeat(32);
        let item = Item::from(Todo::Answer(Answer {
            sort: Sort::Application,
            id: id.clone(),
            number: "SQ20261123ABCDEF".to_owned(),
            title: "建筑工程施工总承包三级".to_owned(),
            state: "待补正".to_owned(),
            since: Timestamp::UNIX_EPOCH,
            reason: Some("缺少营业执照".to_owned()),
        }));
        assert_eq!(item.title, "资质申报：建筑工程施工总承包三级（SQ20261123ABCDEF）");
        assert_eq!((item.state.as_ref(), item.to), ("待补正", format!("/applications/{id}")));
        assert_eq!(item.reason.as_deref(), Some("缺少营业执照"));
    }

    #[test]
    fn r_1_1_3_a_refused_file_is_a_to_do_until_a_better_one_of_its_kind_was_sent() {
        let refused = Fate::Refused { reason: "图片无法打开".to_owned() };
        let admitted =
            || Fate::Admitted { sha256: String::new(), object: None, form: "pdf".to_owned(), bytes: 1, pages: 1 };
        let paper = |kind: &str, second: i64, fate| {
            let (id, owner) = ("0".repeat(48), PersonId::random().into());
            let at = Timestamp::from_second(second).expect("a time of our days");
            Paper { id, owner, kind: kind.to_owned(), name: "正面.jpg".to_owned(), at, fate }
        };
        let todo = Todo::Paper(paper("identity", 2, refused));
        assert!(is_left(&todo, &[]));
        assert!(is_left(&todo, &[paper("identity", 1, admitted()), paper("title", 3, admitted())]));
        assert!(!is_left(&todo, &[paper("identity", 3, admitted())]));
    }

    #[test]
    fn r_1_1_3_every_to_do_leads_to_the_page_that_handles_it() {
        let (at, person) = (Timestamp::UNIX_EPOCH, PersonId::random());
        assert_eq!(
            check(Todo::Basics { since: at }),
            ("完善单位基本信息".to_owned(), "需要处理", "/unit".to_owned(), None)
        );
        let (name, category, masked) = ("王示例".to_owned(), "二级建造师".to_owned(), String::new());
        let row = Row { person, name, category, masked, since: at, version: 2 };
        let told = check(Todo::Review(row.clone()));
        assert_eq!(
            told,
            ("注册人员审核：王示例（二级建造师）".to_owned(), "待审核", format!("/reviews/{person}"), None)
        );
        let id = DeletionId::derived([7; 16]);
        let state = Kept { reason: "职称专业不符".to_owned() };
        let told = check(Todo::Deletion(deletion::Answer { id, name: "张示例".to_owned(), state, at }));
        let to = format!("/deletion-requests/{id}");
        assert_eq!(told, ("人员删除申请结果：张示例".to_owned(), "不予删除", to, Some("职称专业不符".to_owned())));
        let unnamed = Row { category: String::new(), ..row };
        assert_eq!(check(Todo::Review(unnamed)).0, "注册人员审核：王示例");
        let paper = Paper {
            id: "0".repeat(48),
            owner: person.into(),
            kind: "identity".to_owned(),
            name: "正面.jpg".to_owned(),
            at,
            fate: Fate::Refused { reason: "图片无法打开".to_owned() },
        };
        let told = check(Todo::Paper(paper));
        let to = "/person#slot-identity".to_owned();
        assert_eq!(told, ("重新上传：身份证 正面.jpg".to_owned(), "未通过核验", to, Some("图片无法打开".to_owned())));
    }
}
