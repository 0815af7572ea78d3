//! The unit's list, and the officers'.

use super::TITLE;
use crate::links;
use askama::Template;
use domain::ids::DeletionId;
use serde::Serialize;
use store::deletion::Row;
use store::desk::DeskLine;
use store::list::SEARCHED;
use web::{Cell, Due, ListPart, Page};

/// A page of the list.
#[derive(Serialize, Template)]
#[template(path = "list.html")]
pub struct Requests {
    items: Vec<Item>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    is_own: bool,
    #[serde(skip)]
    list: ListPart,
}

#[derive(Serialize)]
struct Item {
    id: String,
    number: String,
    name: String,
    state_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(flatten)]
    due: Due,
}

impl Requests {
    /// A unit's own, newest first.
    pub fn of_the_unit(q: &str, found: store::Page<Row>) -> Requests {
        let item = |row: &Row| Item {
            id: row.id.to_string(),
            number: row.number.clone(),
            name: row.name.clone(),
            state_name: row.state.word().to_owned(),
            unit: None,
            since: Some(row.since.to_string()),
            due: Due::default(),
        };
        let cells = |row: &Row| {
            vec![
                Cell::number(&row.number),
                Cell::text(&row.name),
                Cell::number(&row.masked),
                Cell::tag(row.state.word()),
                Cell::time(row.since),
                Cell::link(links::request(row.id), "查看"),
            ]
        };
        let columns = &["办件编号", "姓名", "证件号码", "状态", "申请时间", "操作"];
        let list = ListPart::new(TITLE, columns).rows(found.items.iter().map(cells)).empty(match q {
            "" => "还没有人员删除申请。人员离开本单位时，点击“新增删除申请”办理。".to_owned(),
            q => format!("没有找到含“{q}”的申请。"),
        });
        let items = found.items.iter().map(item).collect();
        Requests::of(q, items, (found.next, found.partial), list, true)
    }

    /// What waits for the officers, what is due first first.
    pub fn of_the_desk(q: &str, found: store::Page<DeskLine>) -> Requests {
        let item = |line: &DeskLine| Item {
            id: line.id.clone(),
            number: line.number.clone(),
            name: line.title.clone(),
            state_name: line.state.clone(),
            unit: Some(line.unit_name.clone()),
            since: None,
            due: Due::of(Some(line.due)),
        };
        let cells = |line: &DeskLine| {
            let to = DeletionId::parse(&line.id).map(links::request).unwrap_or_default();
            vec![
                Cell::number(&line.number),
                Cell::text(&line.unit_name),
                Cell::text(&line.title),
                Cell::tag("待审核"),
                Cell::text(Due::of(Some(line.due)).words()),
                Cell::link(to, "查看"),
            ]
        };
        let columns = &["办件编号", "企业名称", "申请删除的人员", "状态", "办理期限", "操作"];
        let list = ListPart::new(TITLE, columns).rows(found.items.iter().map(cells)).empty(match q {
            "" => "目前没有待审核的人员删除申请。".to_owned(),
            q => format!("没有找到含“{q}”的申请。"),
        });
        let items = found.items.iter().map(item).collect();
        Requests::of(q, items, (found.next, found.partial), list, false)
    }

    fn of(
        q: &str,
        items: Vec<Item>,
        (next, partial): (Option<String>, bool),
        list: ListPart,
        is_own: bool,
    ) -> Requests {
        let label = if is_own { "姓名或办件编号" } else { "企业名称、姓名或办件编号" };
        let to = next.as_deref().map(|after| links::page(q, after));
        let list = list.next(to).searched(partial.then_some(SEARCHED)).download(links::sheet(q)).search(
            links::REQUESTS,
            label,
            Some(q),
            &[],
        );
        Requests { items, next, partial, is_own, list }
    }
    fn new_request(&self) -> &'static str {
        links::NEW
    }
}

impl Page for Requests {
    fn title(&self) -> String {
        TITLE.to_owned()
    }
}
