//! The lists of a unit's people, to be looked at or to choose somebody from for a post.

use super::worker::WorkerPage;
use crate::links;
use askama::Template;
use domain::post::Post;
use runtime::people::FOUND_BY;
use serde::Serialize;
use store::list::SEARCHED;
use store::worker::{Line, Roll, Source};
use web::{Cell, Link, ListPart, Page};

/// A page of one of the lists.
#[derive(Serialize, Template)]
#[template(path = "people.html")]
pub struct People {
    items: Vec<Item>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    roll: Roll,
    #[serde(skip)]
    chosen_for: Option<Post>,
    #[serde(skip)]
    q: String,
    #[serde(skip)]
    list: ListPart,
    /// The record, where the list has no more than one.
    #[serde(skip)]
    shown: Option<WorkerPage>,
}

/// A person in a list.
#[derive(Serialize)]
pub struct Item {
    id: String,
    source: &'static str,
    name: String,
    category: String,
    identity_number: String,
    since: String,
    version: u64,
}

impl From<&Line> for Item {
    fn from(line: &Line) -> Item {
        Item {
            id: line.id.to_string(),
            source: line.source.code(),
            name: line.name.clone(),
            category: line.category.clone(),
            identity_number: line.masked.clone(),
            since: line.since.to_string(),
            version: line.version,
        }
    }
}

impl People {
    /// What was found in a list; `q` is empty where nothing was searched for.
    pub fn new(
        (roll, chosen_for): (Roll, Option<Post>),
        q: &str,
        found: store::Page<Line>,
        shown: Option<WorkerPage>,
    ) -> People {
        let next = found.next.as_deref().map(|after| links::page(roll, chosen_for, q, after));
        let [post, source] = links::which(roll);
        let keep = [post, source, ("for", chosen_for.map_or("", Post::code))];
        let list = ListPart::new(title(roll), &["姓名", "证件号码", "类别", "所学专业", "登记时间", "操作"])
            .rows(found.items.iter().map(|line| cells(line, roll, chosen_for)))
            .empty(empty(roll, q))
            .next(next)
            .searched(found.partial.then_some(SEARCHED))
            .search(links::PEOPLE, FOUND_BY, Some(q), &keep);
        let (items, partial) = (found.items.iter().map(Item::from).collect(), found.partial);
        People { items, next: found.next, partial, roll, chosen_for, q: q.to_owned(), list, shown }
    }
    /// Where somebody is chosen: every list to choose from.
    fn tabs(&self) -> Vec<(Link, &'static str, bool)> {
        let tab = |roll: Roll| (links::shelf(roll, self.chosen_for), title(roll), roll == self.roll);
        let others = |roll: &Roll| self.chosen_for.is_some_and(|post| *roll != Roll::Post(post));
        Roll::ALL.into_iter().filter(others).map(tab).collect()
    }
    /// The post whose list this is, where nobody is chosen from it.
    fn post(&self) -> Option<Post> {
        match self.roll {
            Roll::Post(post) if self.chosen_for.is_none() => Some(post),
            Roll::Post(_) | Roll::Registered => None,
        }
    }
    fn is_legal(&self) -> bool {
        self.post() == Some(Post::Legal)
    }
    /// Where a spreadsheet is taken in: into 非注册人员.
    fn import(&self) -> Option<&'static str> {
        (self.post() == Some(Post::Staff)).then_some(links::IMPORT)
    }
    fn new_person(&self) -> Option<Link> {
        self.post().map(links::new)
    }
    /// The list from which somebody of the unit is chosen for this post.
    fn choice(&self) -> Option<Link> {
        let post = self.post().filter(|post| *post != Post::Staff)?;
        Some(links::shelf(Roll::MEMBERS, Some(post)))
    }
    fn back(&self) -> Option<Link> {
        self.chosen_for.map(|post| links::shelf(Roll::Post(post), None))
    }
    fn sheet(&self) -> Link {
        links::sheet(self.roll, &self.q)
    }
}

impl Page for People {
    fn title(&self) -> String {
        match self.chosen_for {
            Some(post) => format!("选择{}", post.word()),
            None => title(self.roll).to_owned(),
        }
    }
    /// The record brings a heading of its own.
    fn heading(&self) -> Option<String> {
        self.shown.is_none().then(|| self.title())
    }
    fn entry(&self) -> Option<&'static str> {
        Some(links::entry(self.chosen_for.map_or(self.roll, Roll::Post)))
    }
}

/// The title of a list.
pub fn title(roll: Roll) -> &'static str {
    match roll {
        Roll::Post(post) => post.word(),
        Roll::Registered => "注册人员列表",
    }
}

fn cells(line: &Line, roll: Roll, chosen_for: Option<Post>) -> Vec<Cell> {
    let next = match (chosen_for, line.source) {
        (None, _) => Cell::link(links::person(line, roll), "查看"),
        (Some(post), Source::Member) => Cell::link(links::edit(line.id, post), "选择"),
        (Some(post), Source::Registered) => Cell::post(super::worker::giving(line.id, post, "选择", &line.name)),
    };
    vec![
        Cell::text(&line.name),
        Cell::number(&line.masked),
        Cell::text(&line.category),
        Cell::text(line.facts.text("major")),
        Cell::time(line.since),
        next,
    ]
}

fn empty(roll: Roll, q: &str) -> String {
    match roll {
        _ if !q.is_empty() => format!("没有找到含“{q}”的人员。"),
        Roll::Post(Post::Legal) => "还没有法定代表人。点击“修改法人信息”填写，或者从本单位已有人员中选择。".to_owned(),
        Roll::Post(post) => format!("还没有{}。点击“新增人员”录入，申报资质时可以直接选用。", post.word()),
        Roll::Registered => "还没有注册人员。注册人员自行注册并经本单位审核通过后，会自动出现在这里。".to_owned(),
    }
}
