//! What leaves: the page, also the JSON of a client.

use crate::links::{EDIT, UNIT};
use askama::Template;
use catalog::dictionaries::KIND;
use catalog::unit::BASICS;
use domain::form::{Complaint, Draft, Filled};
use serde::Serialize;
use serde_json::Value as Json;
use store::unit::Unit;
use web::{Action, Cell, FormPart, Page, Pairs};

/// 单位管理 · 基本信息.
#[derive(Serialize, Template)]
#[template(path = "unit.html")]
pub struct UnitPage {
    id: String,
    name: String,
    credit_code: String,
    kind: String,
    version: u64,
    completed: bool,
    #[serde(flatten)]
    values: Json,
    #[serde(skip)]
    shown: Shown,
}

/// To be read, or to be filled in.
enum Shown {
    Read(Pairs),
    Form(Box<FormPart>),
}

impl UnitPage {
    /// What is kept, to be read.
    pub fn new(unit: &Unit, basics: Draft) -> UnitPage {
        let kind = KIND.name_of(&unit.kind).unwrap_or_default();
        let registered = vec![
            ("企业名称", Cell::text(&unit.name)),
            ("统一社会信用代码", Cell::number(&unit.code)),
            ("企业类型", Cell::text(kind)),
        ];
        let pairs = Pairs::of(&BASICS, &basics).lead(0, registered);
        UnitPage::shown(unit, &basics, Shown::Read(pairs))
    }

    /// 修改信息, or the form again, on the version that was seen.
    pub fn form(unit: &Unit, filled: Filled, seen: Option<u64>) -> UnitPage {
        let basics = filled.draft.clone();
        let form = FormPart::new(filled)
            .to(UNIT)
            .version(seen.unwrap_or(unit.version))
            .heading(format!("修改信息：{}", unit.name))
            .actions(&[Action::main("保存并关闭"), Action::link("关闭", UNIT)]);
        UnitPage::shown(unit, &basics, Shown::Form(Box::new(form)))
    }

    fn shown(unit: &Unit, basics: &Draft, shown: Shown) -> UnitPage {
        UnitPage {
            id: unit.id.to_string(),
            name: unit.name.clone(),
            credit_code: unit.code.clone(),
            kind: unit.kind.clone(),
            version: unit.version,
            completed: unit.basics > 0,
            values: web::paper::values(BASICS.fields(), basics),
            shown,
        }
    }

    fn edit(&self) -> &'static str {
        EDIT
    }
}

impl Page for UnitPage {
    fn title(&self) -> String {
        BASICS.title.to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        match &self.shown {
            Shown::Form(form) => form.complaints(),
            Shown::Read(_) => &[],
        }
    }
}
