//! 单位管理 · 基本信息, as the unit sees it.

use super::stands::{Stands, represented};
use crate::links;
use askama::Template;
use catalog::paper::UNIT;
use catalog::unfinished::{NEW, unfinished};
use catalog::unit::BASICS;
use domain::form::{Complaint, Draft, Filled};
use domain::ids::RequestId;
use domain::value::Fault;
use domain::verification::State;
use jiff::Timestamp;
use runtime::papers::{Attached, slots};
use runtime::past::Past;
use serde::Serialize;
use serde_json::Value as Json;
use store::draft::Pending;
use store::unit::{Case, Unit};
use web::paper::Summary;
use web::{Action, Due, FormPart, Hidden, Lead, Page, Pairs, Slots, Timeline, cell};

/// The page.
#[derive(Serialize, Template)]
#[template(path = "unit.html")]
pub struct UnitPage {
    #[serde(flatten)]
    stands: Stands,
    kind: String,
    completed: bool,
    /// 法定代表人, kept among the people.
    #[serde(skip_serializing_if = "Option::is_none")]
    legal_representative: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(flatten)]
    values: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachments: Option<Vec<Attached>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Timeline>,
    /// What became of the papers.
    #[serde(skip_serializing_if = "Option::is_none")]
    attachment_history: Option<Timeline>,
    #[serde(skip)]
    slots: Slots,
    #[serde(skip)]
    standing: State,
    #[serde(skip)]
    unread: bool,
    #[serde(skip)]
    lead: Lead,
    #[serde(skip)]
    shown: Shown,
    #[serde(skip)]
    complaints: Vec<Complaint>,
    #[serde(skip)]
    is_begun: bool,
}

/// How far a form was filled in before.
#[derive(Clone, Default)]
pub struct Begun {
    /// The key of the request that will save it.
    pub request: Option<RequestId>,
    /// The version that was seen.
    pub version: Option<u64>,
    /// When it was kept, if it is.
    pub at: Option<Timestamp>,
    /// The stamp of what is kept.
    pub stamp: String,
}

impl Begun {
    /// What is kept of it.
    pub fn of(pending: &Pending) -> Begun {
        Begun { request: None, version: pending.version, at: Some(pending.at), stamp: pending.stamp.clone() }
    }
}

/// The name by which the buttons of the slots send the form.
const FORM: &str = "basics";

/// To be read, or to be filled in.
enum Shown {
    Read(Pairs),
    Form(Box<FormPart>),
}

impl UnitPage {
    /// What is kept, to be read.
    pub fn new(case: &Case, basics: &Draft) -> UnitPage {
        let pairs = Pairs::of(&BASICS, basics).lead(0, represented(case, Some(links::LEGAL)));
        UnitPage::shown(case, basics, Shown::Read(pairs))
    }

    /// What was kept just now: nothing but what the request itself has made, so that its repetition is told the same.
    pub fn saved(case: &Case, basics: &Draft) -> UnitPage {
        UnitPage { attachments: None, history: None, legal_representative: None, ..UnitPage::new(case, basics) }
    }

    /// 修改信息, or the form again, on the version that was seen.
    pub fn form(case: &Case, filled: Filled, begun: Begun) -> UnitPage {
        let basics = filled.draft.clone();
        let kept_at = unfinished(BASICS.name).map(|it| it.kept_at(NEW)).unwrap_or_default();
        let mut actions = vec![Action::main("保存并关闭"), Action::other("暂存").posts_to(kept_at.clone())];
        if begun.at.is_some() {
            actions.push(Action::other("放弃暂存").posts_to(format!("{kept_at}/removal")));
        }
        actions.push(Action::link("关闭", links::UNIT));
        let form = FormPart::new(filled)
            .id(FORM)
            .to(links::UNIT)
            .version(begun.version.unwrap_or(case.unit.version))
            .drafted(kept_at.clone(), begun.request)
            .saw(begun.stamp)
            .heading(format!("修改信息：{}", case.unit.name))
            .actions(&actions);
        let form = match begun.at.map(cell::local) {
            Some(at) => form
                .lead(Lead::new(format!("这是 {at} 填写的内容，已暂存，还没有保存。填写完整后请点击“保存并关闭”。"))),
            None => form,
        };
        let page = UnitPage::shown(case, &basics, Shown::Form(Box::new(form)));
        // Without a script the upload is another page: what was typed is kept before it opens.
        UnitPage { slots: Slots { saves: Some(FORM), saves_at: Some(kept_at), ..page.slots }, ..page }
    }

    /// With what somebody else changed meanwhile, and the version that is there now.
    pub fn rivalled(mut self, lead: Lead, version: Option<u64>) -> UnitPage {
        if let Shown::Form(form) = self.shown {
            self.shown = Shown::Form(Box::new(form.lead(lead)));
        }
        self.stands.version = version.unwrap_or(self.stands.version);
        self
    }

    /// With what happened to the papers, and what happened before where that was asked for.
    pub fn past(self, case: &Case, (past, who): (&Past, &str)) -> UnitPage {
        UnitPage {
            history: self.history.map(|now| past.told(&case.receipts, links::UNIT, now)),
            attachment_history: Some(past.papers(&case.papers, who)),
            ..self
        }
    }

    /// With the way back to what was begun and is not saved.
    pub fn begun(self, is_begun: bool) -> UnitPage {
        UnitPage { is_begun, ..self }
    }

    /// With what is wrong where it was to be verified without a licence.
    pub fn unlicensed(self, case: &Case) -> UnitPage {
        let complaint = Complaint { at: "slot-licence".to_owned(), label: "营业执照", fault: Fault::NotUploaded };
        let complaints = vec![complaint];
        UnitPage { slots: slots(&UNIT, None, &case.papers, true, &complaints), complaints, ..self }
    }

    fn shown(case: &Case, basics: &Draft, shown: Shown) -> UnitPage {
        let unit = &case.unit;
        UnitPage {
            stands: Stands::from(unit),
            kind: unit.kind.clone(),
            completed: unit.basics > 0,
            legal_representative: case.legal.as_ref().map(|line| line.name.clone()),
            reason: case.reason().filter(|_| unit.standing.is_open()).map(str::to_owned),
            values: web::paper::values(BASICS.fields(), basics),
            attachments: Some(case.papers.iter().map(Attached::from).collect()),
            attachment_history: None,
            history: Some(runtime::history(case.receipts.iter()).folds("修改信息")),
            slots: slots(&UNIT, None, &case.papers, true, &[]),
            standing: unit.standing,
            unread: case.is_unread,
            lead: lead(unit, case.reason()),
            shown,
            complaints: Vec::new(),
            is_begun: false,
        }
    }

    fn edit(&self) -> &'static str {
        links::EDIT
    }
    fn verification(&self) -> &'static str {
        links::VERIFICATION
    }
    fn acknowledgement(&self) -> &'static str {
        links::ACKNOWLEDGEMENT
    }
    fn hidden(&self, mark: &str) -> Hidden {
        Hidden::new().version(self.stands.version).mark(mark)
    }
    fn summary(&self) -> Summary<'_> {
        Summary { complaints: &self.complaints }
    }
}

/// How far the unit is verified, and what comes next.
fn lead(unit: &Unit, reason: Option<&str>) -> Lead {
    let said = reason.unwrap_or_default();
    match unit.standing {
        State::Unverified if unit.handed.is_some() => {
            Lead::new(format!("{said}\n请重新上传营业执照，核验完成后点击“提交核实”；核实之前不能提交资质申报。"))
                .titled("单位已移交给您，需要重新核实")
        }
        State::Unverified => Lead::new(
            "管理部门核对营业执照与统一社会信用代码之前，可以填写各项内容，但不能提交资质申报。请在本页上传营业执照，核验完成后点击“提交核实”。",
        )
        .titled("单位尚未核实"),
        State::Waiting { due } => {
            let due = Due::of(Some(due)).words();
            Lead::new(format!("已提交核实，办件编号 {}。管理部门应在 {due} 前答复。", unit.number))
        }
        State::Returned => {
            Lead::new(format!("退回原因：{said}\n请按原因重新上传营业执照，核验完成后点击“提交核实”。")).titled("核实未通过")
        }
        State::Verified => Lead::new("单位已核实，可以提交资质申报。"),
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
            Shown::Read(_) => &self.complaints,
        }
    }
}
