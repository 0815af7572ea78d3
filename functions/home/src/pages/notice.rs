//! 通知公告: the list, one of them, and the form.

use crate::links;
use askama::Template;
use domain::form::Filled;
use domain::ids::NoticeId;
use jiff::Timestamp;
use serde::Serialize;
use store::list::SEARCHED;
use store::notice::Notice;
use web::{Action, Cell, FormPage, FormPart, Hidden, ListPart, Page};

/// One line of a list.
#[derive(Serialize)]
pub struct Line {
    id: String,
    /// 标题.
    pub title: String,
    at: String,
    /// Its address.
    #[serde(skip)]
    pub to: web::Link,
    /// The day on the hall's clock.
    #[serde(skip)]
    pub day: String,
}

impl From<&Notice> for Line {
    fn from(notice: &Notice) -> Line {
        Line {
            id: notice.id.to_string(),
            title: notice.title.clone(),
            at: notice.at.to_string(),
            to: links::notice(notice.id),
            day: web::cell::local_day(notice.at),
        }
    }
}

/// A page of the list.
#[derive(Serialize, Template)]
#[template(path = "notices.html")]
pub struct Notices {
    items: Vec<Line>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    officer: bool,
    #[serde(skip)]
    list: ListPart,
}

impl Notices {
    /// For everybody, or for an officer who may write one; `q` is empty where nothing was searched for.
    pub fn new(found: store::Page<Notice>, q: &str, officer: bool) -> Notices {
        let row = |notice: &Notice| vec![Cell::link(links::notice(notice.id), &notice.title), Cell::time(notice.at)];
        let empty = if q.is_empty() {
            "还没有通知公告。".to_owned()
        } else {
            format!("没有找到标题含“{q}”的公告。")
        };
        let next = found.next.as_deref().map(|after| web::query::link(links::NOTICES, &[("q", q), ("after", after)]));
        let list = ListPart::new("通知公告", &["标题", "发布时间"])
            .rows(found.items.iter().map(row))
            .empty(empty)
            .next(next)
            .searched(found.partial.then_some(SEARCHED))
            .download(web::download::sheet_of(links::NOTICES, &[("q", q)]))
            .search(links::NOTICES, "标题", Some(q), &[]);
        let (partial, items) = (found.partial, found.items.iter().map(Line::from).collect());
        Notices { items, next: found.next, partial, officer, list }
    }
    fn new_notice(&self) -> &'static str {
        links::NEW_NOTICE
    }
}

impl Page for Notices {
    fn title(&self) -> String {
        "通知公告".to_owned()
    }
}

/// One notice.
#[derive(Serialize, Template)]
#[template(path = "notice.html")]
pub struct NoticePage {
    id: String,
    title: String,
    body: String,
    at: String,
    version: u64,
    withdrawn: bool,
    #[serde(skip)]
    published: Timestamp,
    #[serde(skip)]
    officer: Option<Desk>,
}

/// What an officer may do with it.
struct Desk {
    edit: web::Link,
    withdrawal: web::Link,
}

impl NoticePage {
    /// As everybody reads it, or with what an officer may do.
    pub fn new(notice: &Notice, officer: bool) -> NoticePage {
        let desk = || Desk { edit: links::edit(notice.id), withdrawal: links::withdrawal(notice.id) };
        NoticePage {
            id: notice.id.to_string(),
            title: notice.title.clone(),
            body: notice.body.clone(),
            at: notice.at.to_string(),
            version: notice.version,
            withdrawn: notice.withdrawn,
            published: notice.at,
            officer: officer.then(desk),
        }
    }
    /// Each line that says something is a paragraph.
    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.lines().map(str::trim_end).filter(|line| !line.is_empty())
    }
    fn hidden(&self) -> Hidden {
        Hidden::new().version(self.version)
    }
    fn time(&self) -> Cell {
        Cell::time(self.published)
    }
    fn tag(&self) -> Cell {
        Cell::tag("已撤回")
    }
    fn list(&self) -> &'static str {
        links::NOTICES
    }
}

impl Page for NoticePage {
    fn title(&self) -> String {
        self.title.clone()
    }
    fn heading(&self) -> Option<String> {
        None
    }
}

/// The form of a new notice, or of one that is there at the version that was seen.
pub fn writing(filled: Filled, of: Option<(NoticeId, u64)>) -> FormPage {
    let form = FormPart::new(filled);
    FormPage::from(match of {
        None => form
            .to(links::NOTICES)
            .heading("发布公告")
            .actions(&[Action::main("发布"), Action::link("取消", links::NOTICES)]),
        Some((id, version)) => form
            .to(links::notice(id))
            .version(version)
            .heading("修改公告")
            .actions(&[Action::main("保存并发布"), Action::link("取消", links::notice(id))]),
    })
}
