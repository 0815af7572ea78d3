//! 待办事宜 as a list.

use crate::desk::{Item, Waiting};
use crate::links;
use askama::Template;
use serde::Serialize;
use web::{Cell, ListPart, Page};

/// One thing to do, for clients.
#[derive(Serialize)]
pub struct Told {
    title: String,
    matter: &'static str,
    state: String,
    since: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl From<&Item> for Told {
    fn from(item: &Item) -> Told {
        Told {
            title: item.title.clone(),
            matter: item.matter,
            state: item.state.to_string(),
            since: item.since.to_string(),
            to: item.to.clone(),
            reason: item.reason.clone(),
        }
    }
}

/// The things to do as a table: title with the way to handle it, matter, time, state.
pub fn table(items: &[Item]) -> ListPart {
    let title = |item: &Item| {
        let link = Cell::link(&item.to, &item.title);
        match &item.reason {
            Some(reason) => Cell::several(vec![link, Cell::text(format!("原因：{reason}"))]),
            None => link,
        }
    };
    let row =
        |item: &Item| vec![title(item), Cell::text(item.matter), Cell::time(item.since), Cell::tag(item.state.clone())];
    ListPart::new("待办事项", &["事项", "所属", "时间", "状态"]).rows(items.iter().map(row)).empty("目前没有待办事项。")
}

/// A page of the list.
#[derive(Serialize, Template)]
#[template(source = "{{ list|safe }}", ext = "html")]
pub struct Todos {
    items: Vec<Told>,
    next: Option<String>,
    #[serde(skip)]
    list: ListPart,
}

impl Todos {
    /// What waits for somebody.
    pub fn new(waiting: Waiting) -> Todos {
        let next = waiting.next.as_deref().map(|after| links::page(links::TODOS, after));
        let list = table(&waiting.items).next(next);
        Todos { items: waiting.items.iter().map(Told::from).collect(), next: waiting.next, list }
    }
}

impl Page for Todos {
    fn title(&self) -> String {
        "待办事宜".to_owned()
    }
}
