//! How far a unit is verified: what a client is told after every change of it, and what every page about it says.

use askama::Template;
use catalog::dictionaries::KIND;
use serde::Serialize;
use store::unit::{Case, Unit};
use web::{Cell, Due, Page};

/// How far a unit is verified.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">{{ name }}：{{ standing_name }}</p>"#, ext = "html")]
pub struct Stands {
    id: String,
    pub(super) name: String,
    credit_code: String,
    pub(super) standing: &'static str,
    pub(super) standing_name: &'static str,
    /// 办件编号; empty before it was asked for.
    number: String,
    #[serde(flatten)]
    due: Due,
    pub(super) version: u64,
}

impl From<&Unit> for Stands {
    fn from(unit: &Unit) -> Stands {
        Stands {
            id: unit.id.to_string(),
            name: unit.name.clone(),
            credit_code: unit.code.clone(),
            standing: unit.code(),
            standing_name: unit.standing.word(),
            number: unit.number.clone(),
            due: Due::of(unit.standing.due()),
            version: unit.version,
        }
    }
}

impl Page for Stands {
    fn title(&self) -> String {
        self.name.clone()
    }
}

/// The same with 法定代表人 from 人员管理 (4.1); `to` is where the record is, for who may look at it.
pub fn represented(case: &Case, to: Option<&'static str>) -> Vec<(&'static str, Cell)> {
    let mut pairs = registered(&case.unit);
    pairs.push((
        "法定代表人",
        match (case.legal.as_ref().map(|line| line.name.clone()), to) {
            (Some(name), Some(to)) => Cell::link(to, name),
            (None, Some(to)) => Cell::link(to, "还没有填写，请在人员管理中填写"),
            (name, None) => Cell::text(name.unwrap_or_default()),
        },
    ));
    pairs
}

/// What the registration says of a unit, before what the unit says itself.
pub fn registered(unit: &Unit) -> Vec<(&'static str, Cell)> {
    vec![
        ("企业名称", Cell::text(&unit.name)),
        ("统一社会信用代码", Cell::number(&unit.code)),
        ("企业类型", Cell::text(KIND.name_of(&unit.kind).unwrap_or_default())),
    ]
}
