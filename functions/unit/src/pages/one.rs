//! One unit as the department sees it: the licence beside the code.

use super::stands::{Stands, represented};
use crate::links;
use askama::Template;
use catalog::unit::BASICS;
use catalog::verification::VERDICT;
use domain::form::{Complaint, Filled};
use domain::verification::State;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value as Json;
use store::paper::{Fate, Paper};
use store::unit::{Case, Unit};
use web::{Action, Cell, Due, FormPart, Lead, Link, Page, Pairs, Timeline};

/// The page.
#[derive(Serialize, Template)]
#[template(path = "one.html")]
pub struct OnePage {
    #[serde(flatten)]
    stands: Stands,
    /// What the unit says of itself.
    unit: Json,
    /// The licences that were handed in.
    licences: Vec<Licence>,
    /// Whether they still lie there, byte for byte.
    unchanged: bool,
    history: Timeline,
    #[serde(skip)]
    lead: Lead,
    #[serde(skip)]
    form: Option<FormPart>,
    #[serde(skip)]
    pairs: Pairs,
    #[serde(skip)]
    handover: Link,
}

/// A scan beside the code.
#[derive(Serialize)]
struct Licence {
    id: String,
    name: String,
    pages: u64,
    sha256: String,
    #[serde(skip)]
    view: Link,
    #[serde(skip)]
    thumb: Link,
    #[serde(skip)]
    original: Link,
}

impl Licence {
    fn of(paper: &Paper) -> Option<Licence> {
        let Fate::Admitted { sha256, pages, .. } = &paper.fate else { return None };
        Some(Licence {
            id: paper.id.clone(),
            name: paper.name.clone(),
            pages: *pages,
            sha256: sha256.clone(),
            view: links::view(&paper.id),
            thumb: links::thumb(&paper.id),
            original: links::original(&paper.id),
        })
    }
}

impl OnePage {
    /// A unit as it stands; while it waits, with the form of the answer.
    pub fn new(case: &Case, today: Date) -> OnePage {
        OnePage::again(case, Filled::blank(&VERDICT), None, today)
    }

    /// The same with what was typed and what is wrong with it, on the version that was seen.
    pub fn again(case: &Case, filled: Filled, seen: Option<u64>, today: Date) -> OnePage {
        let unit = &case.unit;
        OnePage {
            stands: Stands::from(unit),
            unit: web::paper::values(BASICS.fields(), &case.basics),
            licences: case.compared().into_iter().filter_map(Licence::of).collect(),
            unchanged: case.is_as_handed_in(),
            history: runtime::history(case.receipts.iter()).folds("修改信息"),
            lead: lead(case, today),
            form: unit.standing.due().map(|_| form(unit, filled, seen)),
            pairs: Pairs::of(&BASICS, &case.basics).lead(0, represented(case, None)),
            handover: links::handover(unit.id),
        }
    }

    fn is_waiting(&self) -> bool {
        self.form.is_some()
    }
    fn queue(&self) -> &'static str {
        links::WAITING
    }
}

fn form(unit: &Unit, filled: Filled, seen: Option<u64>) -> FormPart {
    FormPart::new(filled)
        .to(links::verification(unit.id))
        .version(seen.unwrap_or(unit.version))
        .actions(&[
            Action::main("核实通过").sends("decision", "pass"),
            Action::other("退回").sends("decision", "return"),
            Action::link("返回列表", links::WAITING),
        ])
        .without(&["decision"])
        .plain()
        .heading_tagged(&unit.name, unit.standing.word())
}

/// What is to be compared, or where the unit stands.
fn lead(case: &Case, today: Date) -> Lead {
    let unit = &case.unit;
    let said = case.reason().unwrap_or_default();
    let words = match unit.standing {
        State::Waiting { .. } => "请核对营业执照上的名称、统一社会信用代码与下列登记信息是否一致。".to_owned(),
        State::Unverified if unit.handed.is_some() => format!("已移交，权利人还没有提交核实。移交原因：{said}"),
        State::Unverified => "单位还没有提交核实。".to_owned(),
        State::Verified => "已核实。".to_owned(),
        State::Returned => format!("已退回，等待单位重新提交。原因：{said}"),
    };
    let mut pairs = vec![("企业名称", Cell::text(&unit.name)), ("统一社会信用代码", Cell::number(&unit.code))];
    if !unit.number.is_empty() {
        pairs.push(("办件编号", Cell::number(&unit.number)));
    }
    let due = Due::of(unit.standing.due());
    pairs.extend(due.runs().then(|| ("办理期限", due.cell(today))));
    Lead::new(words).pairs(pairs)
}

impl Page for OnePage {
    fn title(&self) -> String {
        format!("单位核实：{}", self.stands.name)
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn entry(&self) -> Option<&'static str> {
        Some(links::UNITS)
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.as_ref().map_or(&[], FormPart::complaints)
    }
}
