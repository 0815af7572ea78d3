//! The desk as a list.

use crate::links;
use askama::Template;
use jiff::civil::Date;
use serde::Serialize;
use store::desk::{DeskLine, Sort};
use store::list::SEARCHED;
use web::{Cell, Due, ListPart, Page};

/// What of the desk is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Only this kind.
    pub sort: Option<Sort>,
    /// Only what the officer has taken.
    pub mine: bool,
    /// Only what says this.
    pub q: &'a str,
}

/// A page of the desk.
#[derive(Serialize, Template)]
#[template(path = "queue.html")]
pub struct Queue {
    items: Vec<Item>,
    next: Option<String>,
    /// Whether the search ended before the desk did.
    partial: bool,
    #[serde(skip)]
    tabs: Vec<(web::Link, &'static str, bool)>,
    #[serde(skip)]
    list: ListPart,
}

#[derive(Serialize)]
struct Item {
    id: String,
    sort: &'static str,
    number: String,
    unit: String,
    unit_name: String,
    title: String,
    state_name: String,
    #[serde(flatten)]
    due: Due,
    /// Whether the day has passed on which the department had to answer.
    overdue: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_by: Option<String>,
}

impl Item {
    fn new(line: &DeskLine, today: Date) -> Item {
        Item {
            id: line.id.clone(),
            sort: line.sort.code(),
            number: line.number.clone(),
            unit: line.unit.to_string(),
            unit_name: line.unit_name.clone(),
            title: line.title.clone(),
            state_name: line.state.clone(),
            due: Due::of(Some(line.due)),
            overdue: line.due < today,
            taken_by: line.taken.as_ref().map(|(_, name)| name.clone()),
        }
    }
}

impl Queue {
    /// What was found.
    pub fn new(asked: Asked<'_>, found: store::Page<DeskLine>, today: Date) -> Queue {
        let Asked { sort, mine, q } = asked;
        let next = found.next.as_deref().map(|after| links::queue(sort, mine, q, after));
        let list =
            ListPart::new("待办案件", &["办理期限", "办件编号", "类型", "申请单位", "事项", "状态", "办理人", "操作"])
                .rows(found.items.iter().map(|line| cells(line, today)))
                .empty(if q.is_empty() {
                    "目前没有待办的案件。".to_owned()
                } else {
                    format!("没有找到含“{q}”的案件。")
                })
                .next(next)
                .searched(found.partial.then_some(SEARCHED))
                .download(links::sheet(sort, mine, q))
                .search(
                    links::CASES,
                    "单位、事项或办件编号",
                    Some(q),
                    &[("sort", links::code(sort)), ("mine", links::own(mine))],
                );
        let items = found.items.iter().map(|line| Item::new(line, today)).collect();
        Queue { items, next: found.next, partial: found.partial, tabs: tabs(sort, mine), list }
    }
}

impl Page for Queue {
    fn title(&self) -> String {
        "受理审批".to_owned()
    }
}

fn tabs(sort: Option<Sort>, mine: bool) -> Vec<(web::Link, &'static str, bool)> {
    let all = [
        (None, false, "全部"),
        (Some(Sort::Application), false, Sort::Application.word()),
        (Some(Sort::Deletion), false, Sort::Deletion.word()),
        (Some(Sort::Unit), false, Sort::Unit.word()),
        (None, true, "我领取的"),
    ];
    let tab = |(of, own, name): (Option<Sort>, bool, &'static str)| {
        (links::queue(of, own, "", ""), name, of == sort && own == mine)
    };
    all.into_iter().map(tab).collect()
}

fn cells(line: &DeskLine, today: Date) -> Vec<Cell> {
    let taken = line.taken.as_ref().map_or_else(String::new, |(_, name)| name.clone());
    vec![
        Due::of(Some(line.due)).cell(today),
        Cell::number(&line.number),
        Cell::text(line.sort.word()),
        Cell::text(&line.unit_name),
        Cell::text(&line.title),
        Cell::tag(line.state.clone()),
        Cell::text(taken),
        Cell::link(links::matter(line.sort, &line.id), "办理"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::UnitId;
    use jiff::civil::date;

    fn check(due: Date, today: Date) -> (bool, String) {
        let line = DeskLine {
            sort: Sort::Deletion,
            id: "0".repeat(32),
            number: "SQ1".to_owned(),
            unit: UnitId::random(),
            unit_name: "示例公司".to_owned(),
            title: "王示例".to_owned(),
            state: "待审核".to_owned(),
            due,
            taken: None,
            accepted: None,
        };
        let page = store::Page { items: vec![line], first: true, next: None, partial: false };
        let queue = Queue::new(Asked { sort: None, mine: false, q: "" }, page, today);
        (queue.items[0].overdue, queue.render().expect("a list is shown"))
    }

    #[test]
    fn a_case_is_late_from_the_day_after_its_last_day_on_and_a_deletion_leads_to_its_own_page() {
        let day = date(2026, 11, 23);
        let (late, shown) = check(day, day);
        assert!(!late && !shown.contains("已超期"));
        assert!(shown.contains(&format!("href=\"/deletion-requests/{}\"", "0".repeat(32))), "{shown}");
        let (late, shown) = check(day, date(2026, 11, 24));
        assert!(late && shown.contains("govuk-tag--red") && shown.contains("已超期"), "{shown}");
        assert!(!shown.contains("节假日安排未公布"), "the year's holidays are published");
        let (_, shown) = check(date(2027, 1, 8), day);
        assert!(shown.contains("2027-01-08") && shown.contains("节假日安排未公布，期限可能调整"), "{shown}");
    }
}
