//! 我的申报.

use crate::links;
use askama::Template;
use serde::Serialize;
use store::application::Line;
use store::list::SEARCHED;
use web::{Cell, ListPart, Page};

/// A page of the unit's applications.
#[derive(Serialize, Template)]
#[template(path = "applications.html")]
pub struct Applications {
    items: Vec<Item>,
    next: Option<String>,
    partial: bool,
    #[serde(skip)]
    sheet: web::Link,
    #[serde(skip)]
    list: ListPart,
}

#[derive(Serialize)]
struct Item {
    id: String,
    number: String,
    matter: String,
    title: String,
    state: &'static str,
    state_name: &'static str,
    since: String,
    version: u64,
}

impl Applications {
    /// What was found; `q` is empty where nothing was searched for.
    pub fn new(q: &str, found: store::Page<Line>) -> Applications {
        let row = |line: &Line| {
            vec![
                Cell::link(links::application(line.id), &line.title),
                Cell::number(&line.number),
                Cell::tag(line.word()),
                Cell::time(line.since),
                Cell::link(links::application(line.id), "查看"),
            ]
        };
        let empty = match q {
            "" => "还没有申报。请在资质审批中选择事项，从办件指南进入。".to_owned(),
            q => format!("没有找到含“{q}”的申报。"),
        };
        let next = found.next.as_deref();
        let next = next.map(|after| web::query::link(links::APPLICATIONS, &[("q", q), ("after", after)]));
        let list = ListPart::new("我的申报", &["申报事项", "办件编号", "状态", "开始时间", "操作"])
            .rows(found.items.iter().map(row))
            .empty(empty)
            .next(next)
            .searched(found.partial.then_some(SEARCHED))
            .search(links::APPLICATIONS, "事项或编号", Some(q), &[]);
        let item = |line: &Line| Item {
            id: line.id.to_string(),
            number: line.number.clone(),
            matter: line.matter.clone(),
            title: line.title.clone(),
            state: line.code(),
            state_name: line.word(),
            since: line.since.to_string(),
            version: line.version,
        };
        let sheet = web::query::link(links::APPLICATIONS_SHEET, &[("q", q)]);
        let items = found.items.iter().map(item).collect();
        Applications { items, next: found.next, partial: found.partial, sheet, list }
    }
    fn matters(&self) -> &'static str {
        links::MATTERS
    }
}

impl Page for Applications {
    fn title(&self) -> String {
        "我的申报".to_owned()
    }
}
