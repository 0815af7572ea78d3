//! The unit's imports, and what can be imported.

use super::TITLE;
use crate::links;
use askama::Template;
use catalog::imports::{IMPORTS, Import as Kind, import as kind_of};
use serde::Serialize;
use store::import::Import;
use web::{Cell, ListPart, Page};

/// A page of the list.
#[derive(Serialize, Template)]
#[template(path = "imports.html")]
pub struct Imports {
    items: Vec<Item>,
    next: Option<String>,
    /// What this unit can import.
    #[serde(skip)]
    kinds: Vec<&'static Kind>,
    #[serde(skip)]
    list: ListPart,
}

#[derive(Serialize)]
struct Item {
    id: String,
    of: String,
    name: String,
    state: &'static str,
    state_name: &'static str,
    since: String,
    taken: u64,
    rejected: u64,
}

impl Imports {
    /// What was found, for a unit of this kind (企业类型).
    pub fn new(found: store::Page<Import>, kind: &str) -> Imports {
        let item = |import: &Import| Item {
            id: import.id.clone(),
            of: import.of.clone(),
            name: import.name.clone(),
            state: import.state.code(),
            state_name: import.state.word(),
            since: import.at.to_string(),
            taken: import.taken,
            rejected: import.bad + import.failed,
        };
        let cells = |import: &Import| {
            vec![
                Cell::text(kind_of(&import.of).map_or("", |kind| kind.name)),
                Cell::text(&import.name),
                Cell::tag(import.state.word()),
                Cell::time(import.at),
                Cell::link(links::import(&import.id), "查看"),
            ]
        };
        let list = ListPart::new(TITLE, &["导入内容", "文件", "状态", "上传时间", "操作"])
            .rows(found.items.iter().map(cells))
            .empty("还没有导入过文件。先下载模板，按模板填写后上传。")
            .download(web::download::sheet_of(links::IMPORTS, &[]))
            .next(found.next.as_deref().map(links::page));
        let kinds = IMPORTS.iter().copied().filter(|import| import.is_for(kind)).collect();
        Imports { items: found.items.iter().map(item).collect(), next: found.next, kinds, list }
    }
    fn kinds(&self) -> impl Iterator<Item = (&'static str, String, String)> + use<'_> {
        self.kinds.iter().map(|kind| (kind.name, links::new(kind.code), links::template(kind.code)))
    }
}

impl Page for Imports {
    fn title(&self) -> String {
        TITLE.to_owned()
    }
    fn entry(&self) -> Option<&'static str> {
        IMPORTS.first().map(|kind| kind.list)
    }
}
