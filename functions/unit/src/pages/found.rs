//! 单位核实: the units that were searched for.

use super::stands::Stands;
use crate::links;
use askama::Template;
use serde::Serialize;
use store::unit::Unit;
use web::{Cell, ListPart, Page};

/// What was found.
#[derive(Serialize, Template)]
#[template(path = "units.html")]
pub struct Units {
    items: Vec<Stands>,
    /// A search shows ten hits and no second page: whoever finds more types more.
    next: Option<String>,
    more: bool,
    #[serde(skip)]
    list: ListPart,
}

impl Units {
    /// What was found for `q`.
    pub fn new(q: &str, units: &[Unit], more: bool) -> Units {
        let told = more.then(|| "没有全部列出；没有您要找的单位，请输入更完整的名称或者统一社会信用代码。".to_owned());
        let empty = match q {
            "" => "请输入名称中连续的两个字，或者完整的统一社会信用代码。".to_owned(),
            q => format!("没有找到“{q}”。请输入名称中连续的两个字，或者完整的统一社会信用代码。"),
        };
        let list = ListPart::new("单位", &["企业名称", "统一社会信用代码", "状态", "操作"])
            .rows(units.iter().map(cells))
            .empty(empty)
            .more(told)
            .download(web::download::sheet_of(links::UNITS, &[("q", q)]))
            .search(links::UNITS, "企业名称或统一社会信用代码", Some(q), &[]);
        Units { items: units.iter().map(Stands::from).collect(), next: None, more, list }
    }
    fn waiting(&self) -> &'static str {
        links::WAITING
    }
}

fn cells(unit: &Unit) -> Vec<Cell> {
    vec![
        Cell::text(&unit.name),
        Cell::number(&unit.code),
        Cell::tag(unit.standing.word()),
        Cell::link(links::unit(unit.id), "查看"),
    ]
}

impl Page for Units {
    fn title(&self) -> String {
        "单位核实".to_owned()
    }
}
