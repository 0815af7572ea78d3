//! 资质事项 and 办件指南.

use crate::links;
use askama::Template;
use catalog::matters::Matter;
use catalog::standard;
use domain::standard::Requirement;
use jiff::civil::Date;
use serde::Serialize;
use web::{Cell, Hidden, ListPart, Page};

/// A page of the matters.
#[derive(Serialize, Template)]
#[template(source = "{{ list|safe }}", ext = "html")]
pub struct Matters {
    items: Vec<Item>,
    next: Option<&'static str>,
    #[serde(skip)]
    list: ListPart,
}

#[derive(Serialize)]
struct Item {
    id: &'static str,
    name: &'static str,
    level: &'static str,
    title: String,
    authority: &'static str,
}

impl Matters {
    /// What fits the unit's kind; `q` is empty where nothing was searched for.
    pub fn new(shown: &[&'static Matter], q: &str, next: Option<&'static str>) -> Matters {
        let row = |matter: &&Matter| {
            vec![
                Cell::window(links::matter(matter.code), matter.title()),
                Cell::number(matter.code),
                Cell::text(authority(matter)),
                Cell::window(links::matter(matter.code), "办件指南"),
            ]
        };
        let empty = match q {
            "" => "没有适用于本单位企业类型的事项。".to_owned(),
            q => format!("没有找到含“{q}”的事项。"),
        };
        let more = next.map(|after| web::query::link(links::MATTERS, &[("q", q), ("after", after)]));
        let list = ListPart::new("资质事项", &["事项名称", "事项编码", "审批层级", "操作"])
            .rows(shown.iter().map(row))
            .empty(empty)
            .next(more)
            .download(web::download::sheet_of(links::MATTERS, &[("q", q)]))
            .search(links::MATTERS, "事项名称", Some(q), &[]);
        let item = |matter: &&'static Matter| Item {
            id: matter.code,
            name: matter.name,
            level: matter.level,
            title: matter.title(),
            authority: matter.authority,
        };
        Matters { items: shown.iter().map(item).collect(), next, list }
    }
}

impl Page for Matters {
    fn title(&self) -> String {
        "资质审批".to_owned()
    }
}

/// A matter's guide.
#[derive(Serialize, Template)]
#[template(path = "guide.html")]
pub struct Guide {
    id: &'static str,
    title: String,
    authority: &'static str,
    source: String,
    conditions: Vec<Condition>,
    /// Whether the unit's kind may apply.
    open: bool,
}

#[derive(Serialize)]
struct Condition {
    role: &'static str,
    words: &'static str,
    required: u32,
}

/// 申请材料: name, form, where it comes from.
const MATERIALS: &[(&str, &str, &str)] = &[
    ("企业基本信息", "系统自动获取", "单位管理 · 基本信息"),
    ("人员信息（注册人员、职称人员、现场管理人员、技术工人）", "系统自动获取", "人员管理"),
    ("统一社会信用代码、营业执照", "系统自动获取", "企业注册"),
];

impl Guide {
    /// Of a matter, for a unit whose kind may apply or not.
    pub fn new(matter: &'static Matter, open: bool, today: Date) -> Guide {
        let standard = standard::of(matter.code, today);
        let asked = |it: &'static Requirement| Condition { role: it.role, words: it.words, required: it.least };
        Guide {
            id: matter.code,
            title: matter.title(),
            authority: authority(matter),
            source: standard::source(standard),
            conditions: standard.requirements.iter().map(asked).collect(),
            open,
        }
    }
    fn materials(&self) -> &'static [(&'static str, &'static str, &'static str)] {
        MATERIALS
    }
    fn hidden(&self) -> Hidden {
        Hidden::new()
    }
    fn applications(&self) -> &'static str {
        links::APPLICATIONS
    }
    fn matters(&self) -> &'static str {
        links::MATTERS
    }
}

impl Page for Guide {
    fn title(&self) -> String {
        format!("办件指南：{}", self.title)
    }
    fn heading(&self) -> Option<String> {
        None
    }
}

/// Who grants it; what the reference leaves open is said to be open.
pub fn authority(matter: &Matter) -> &'static str {
    if matter.authority.is_empty() { "以公布的审批层级为准" } else { matter.authority }
}
