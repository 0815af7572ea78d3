//! 非注册人员 and 注册人员列表.

use crate::links;
use askama::Template;
use serde::Serialize;
use store::list::SEARCHED;
use store::worker::{Line, Source};
use web::{Cell, ListPart, Page};

/// A page of one of the lists.
#[derive(Serialize, Template)]
#[template(path = "people.html")]
pub struct People {
    items: Vec<Item>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    source: Source,
    #[serde(skip)]
    list: ListPart,
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
    pub fn new(source: Source, q: &str, found: store::Page<Line>) -> People {
        let next = found.next.as_deref().map(|after| links::page(source, q, after));
        let more =
            found.partial.then(|| format!("本次只查找了 {SEARCHED} 人，请点击“下一页”继续，或输入更完整的内容。"));
        let list = ListPart::new(title(source), &["姓名", "证件号码", "类别", "所学专业", "登记时间", "操作"])
            .rows(found.items.iter().map(cells))
            .empty(empty(source, q))
            .next(next)
            .more(more)
            .search(links::PEOPLE, "姓名、类别、专业或岗位", Some(q), &[("source", links::code(source))]);
        let (items, partial) = (found.items.iter().map(Item::from).collect(), found.partial);
        People { items, next: found.next, partial, source, list }
    }
    fn tabs(&self) -> [(String, &'static str, bool); 2] {
        [Source::Member, Source::Registered].map(|source| (links::shelf(source), title(source), source == self.source))
    }
    fn is_own(&self) -> bool {
        self.source == Source::Member
    }
    fn new_person(&self) -> &'static str {
        links::NEW
    }
    fn import(&self) -> &'static str {
        links::IMPORT
    }
    fn sheet(&self) -> String {
        links::sheet(self.source)
    }
}

impl Page for People {
    fn title(&self) -> String {
        title(self.source).to_owned()
    }
}

/// The title of a list.
pub fn title(source: Source) -> &'static str {
    match source {
        Source::Member => "非注册人员",
        Source::Registered => "注册人员列表",
    }
}

fn cells(line: &Line) -> Vec<Cell> {
    vec![
        Cell::text(&line.name),
        Cell::number(&line.masked),
        Cell::text(&line.category),
        Cell::text(line.facts.text("major")),
        Cell::time(line.since),
        Cell::link(links::person(line), "查看"),
    ]
}

fn empty(source: Source, q: &str) -> String {
    match source {
        _ if !q.is_empty() => format!("没有找到含“{q}”的人员。"),
        Source::Member => "还没有非注册人员。点击“新增人员”录入，申报资质时可以直接选用。".to_owned(),
        Source::Registered => "还没有注册人员。注册人员自行注册并经本单位审核通过后，会自动出现在这里。".to_owned(),
    }
}
