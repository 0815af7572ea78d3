//! 待审核人员 and 已审核人员.

use crate::decisions::THEN;
use crate::links;
use askama::Template;
use serde::Serialize;
use store::list::SEARCHED;
use store::review::{Row, Shelf};
use web::{Cell, ListPart, Page, Post};

/// A page of one of the lists.
#[derive(Serialize, Template)]
#[template(path = "people.html")]
pub struct People {
    items: Vec<Item>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    shelf: Shelf,
    #[serde(skip)]
    q: String,
    #[serde(skip)]
    list: ListPart,
}

#[derive(Serialize)]
struct Item {
    id: String,
    name: String,
    category: String,
    identity_number: String,
    since: String,
    state: &'static str,
    version: u64,
}

impl People {
    /// What was found in a list; `q` is empty where nothing was searched for.
    pub fn new(shelf: Shelf, q: &str, found: store::Page<Row>) -> People {
        let next = found.next.as_deref().map(|after| links::page(shelf, q, after));
        let list = ListPart::new(title(shelf), columns(shelf))
            .rows(found.items.iter().map(|row| cells(shelf, row)))
            .empty(empty(shelf, q))
            .next(next)
            .searched(found.partial.then_some(SEARCHED))
            .search(links::REVIEWS, "姓名", Some(q), &[("state", links::state(shelf))]);
        let items = found.items.iter().map(|row| Item::new(shelf, row)).collect();
        People { items, next: found.next, partial: found.partial, shelf, q: q.to_owned(), list }
    }
    fn sheet(&self) -> String {
        links::sheet(self.shelf, &self.q)
    }
    fn tabs(&self) -> [(String, &'static str, bool); 2] {
        [Shelf::Waiting, Shelf::Approved].map(|shelf| (links::shelf(shelf), title(shelf), shelf == self.shelf))
    }
}

impl Item {
    fn new(shelf: Shelf, row: &Row) -> Item {
        Item {
            id: row.person.to_string(),
            name: row.name.clone(),
            category: row.category.clone(),
            identity_number: row.masked.clone(),
            since: row.since.to_string(),
            state: match shelf {
                Shelf::Waiting => "waiting",
                Shelf::Approved => "approved",
            },
            version: row.version,
        }
    }
}

impl Page for People {
    fn title(&self) -> String {
        title(self.shelf).to_owned()
    }
}

/// What a list is called.
pub fn title(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Waiting => "待审核人员",
        Shelf::Approved => "已审核人员",
    }
}

fn columns(shelf: Shelf) -> &'static [&'static str] {
    match shelf {
        Shelf::Waiting => &["姓名", "身份证号", "注册类别", "提交时间", "查看", "通过", "不通过"],
        Shelf::Approved => &["姓名", "身份证号", "注册类别", "通过时间", "查看", "退回修改"],
    }
}

/// 通过 is done at once; the other two lead to the field in which the reason is given.
fn cells(shelf: Shelf, row: &Row) -> Vec<Cell> {
    let mut cells = vec![
        Cell::text(&row.name),
        Cell::number(&row.masked),
        Cell::text(&row.category),
        Cell::time(row.since),
        Cell::link(links::person(row.person), "查看"),
    ];
    match shelf {
        Shelf::Waiting => {
            cells.push(Cell::post(approval(row)));
            cells.push(Cell::lead(links::reason(row.person), "不通过", &row.name));
        }
        Shelf::Approved => cells.push(Cell::lead(links::reason(row.person), "退回修改", &row.name)),
    }
    cells
}

fn approval(row: &Row) -> Post {
    Post {
        to: links::decisions(row.person),
        label: "通过",
        about: row.name.clone(),
        fields: vec![
            ("decision", "approve".to_owned()),
            ("version", row.version.to_string()),
            (THEN, "list".to_owned()),
        ],
        main: true,
    }
}

fn empty(shelf: Shelf, q: &str) -> String {
    match shelf {
        _ if !q.is_empty() => format!("没有找到姓名含“{q}”的人员。"),
        Shelf::Waiting => "目前没有待审核的人员。注册人员选择本单位并提交后，会自动出现在这里。".to_owned(),
        Shelf::Approved => "还没有已审核的人员。".to_owned(),
    }
}
