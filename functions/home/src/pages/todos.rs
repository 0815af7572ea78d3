//! 待办事宜 as a list.

use crate::desk::{Item, Waiting, When};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl From<&Item> for Told {
    fn from(item: &Item) -> Told {
        let (since, due) = match item.when {
            When::Since(since) => (Some(since.to_string()), None),
            When::Due { day, .. } => (None, Some(day.to_string())),
        };
        Told {
            title: item.title.clone(),
            matter: item.matter,
            state: item.state.to_string(),
            since,
            due,
            to: item.to.clone(),
            reason: item.reason.clone(),
        }
    }
}

/// The things to do as a table: title with the way to handle it, matter, time, state.
pub fn table(waiting: &Waiting) -> ListPart {
    let title = |item: &Item| {
        let link = Cell::link(&item.to, &item.title);
        match &item.reason {
            Some(reason) => Cell::several(vec![link, Cell::text(format!("原因：{reason}"))]),
            None => link,
        }
    };
    let row = |item: &Item| vec![title(item), Cell::text(item.matter), when(item.when), Cell::tag(item.state.clone())];
    let is_due = |item: &Item| matches!(item.when, When::Due { .. });
    let time = if waiting.items.iter().any(is_due) { "办理期限" } else { "时间" };
    ListPart::new("待办事项", &["事项", "所属", time, "状态"])
        .rows(waiting.items.iter().map(row))
        .empty("目前没有待办事项。")
        .more(waiting.more.then(|| "还有更多待办的案件，请在“受理审批”中查看。".to_owned()))
}

fn when(when: When) -> Cell {
    match when {
        When::Since(since) => Cell::time(since),
        When::Due { day, overdue: false } => Cell::number(day.to_string()),
        When::Due { day, overdue: true } => Cell::several(vec![Cell::tag("已超期"), Cell::number(day.to_string())]),
    }
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
        let list = table(&waiting).next(next).download(web::download::sheet_of(links::TODOS, &[]));
        Todos { items: waiting.items.iter().map(Told::from).collect(), next: waiting.next, list }
    }
}

impl Page for Todos {
    fn title(&self) -> String {
        "待办事宜".to_owned()
    }
}
