//! The person's own file: where it stands, what is in it, its papers, and what happened.

use crate::links::{PERSON, SUBMISSION, UNIT};
use askama::Template;
use catalog::paper::PERSON as PERSON_PAPERS;
use catalog::person::FILE;
use domain::Value;
use domain::form::{Complaint, Draft, Filled};
use domain::identity::Sex;
use domain::registration::{CommandKind, State};
use runtime::papers::{self, Attached};
use serde::Serialize;
use serde_json::Value as Json;
use store::paper::Paper;
use store::person::{Dossier, Head};
use store::unit::Unit;
use web::{Action, Cell, FormPart, Lead, Page, Pairs, Slots, Timeline};

/// The page.
#[derive(Serialize, Template)]
#[template(path = "person.html")]
pub struct FilePage {
    #[serde(flatten)]
    stands: Stands,
    identity_number: String,
    sex: String,
    unit: UnitRef,
    #[serde(flatten)]
    values: Json,
    attachments: Vec<Attached>,
    history: Timeline,
    #[serde(skip)]
    shown: Shown,
    #[serde(skip)]
    lead: Lead,
    #[serde(skip)]
    slots: Slots,
    #[serde(skip)]
    complaints: Vec<Complaint>,
}

/// Where a file stands: what a client is told after every change.
#[derive(Clone, Serialize, Template)]
#[template(source = r#"<p class="govuk-body">{{ state_name }}</p>"#, ext = "html")]
pub struct Stands {
    id: String,
    state: &'static str,
    state_name: &'static str,
    version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize)]
struct UnitRef {
    id: String,
    name: String,
}

/// While the file is open it is a form, else it is to be read.
enum Shown {
    Form(Box<FormPart>),
    Read(Pairs),
}

impl From<&Head> for Stands {
    fn from(head: &Head) -> Stands {
        let reason = match &head.state {
            State::Returned { reason } => Some(reason.clone()),
            _ => None,
        };
        let (id, state, state_name) = (head.id.to_string(), head.code(), head.state.word());
        Stands { id, state, state_name, version: head.version, reason }
    }
}

impl Page for Stands {
    fn title(&self) -> String {
        FILE.title.to_owned()
    }
}

impl FilePage {
    /// The file as it is kept.
    pub fn new(dossier: &Dossier, unit: &Unit, sex: Sex) -> FilePage {
        FilePage::again(dossier, unit, sex, Filled::of(&FILE, dossier.file.clone()))
    }

    /// The file as it was typed, with what is wrong with it.
    pub fn again(dossier: &Dossier, unit: &Unit, sex: Sex, filled: Filled) -> FilePage {
        let head = &dossier.head;
        let open = head.state.is_open();
        let complaints = filled.complaints.clone();
        let values = web::paper::values(FILE.fields(), &filled.draft);
        let lead = lead(head, unit, sex);
        FilePage {
            stands: Stands::from(head),
            identity_number: head.masked.clone(),
            sex: sex.canon(),
            unit: UnitRef { id: unit.id.to_string(), name: unit.name.clone() },
            values,
            attachments: dossier.papers.iter().map(Attached::from).collect(),
            history: runtime::history(dossier.receipts.iter()).folds(CommandKind::Save.into()),
            slots: slots(&dossier.papers, open, &complaints),
            shown: if open {
                Shown::Form(Box::new(form(filled, head).lead(lead.clone())))
            } else {
                Shown::Read(read(&filled.draft, head))
            },
            lead,
            complaints,
        }
    }
}

/// What comes next, and what the registration fixed.
fn lead(head: &Head, unit: &Unit, sex: Sex) -> Lead {
    let told = match &head.state {
        State::Draft => Lead::new("请填写信息、上传附件，完成后点击“提交审核”。填写可以分几次完成，点击“保存”即可。"),
        State::Returned { reason } if reason.is_empty() => Lead::new("单位没有填写原因。").titled(BACK),
        State::Returned { reason } => Lead::new(format!("退回原因：{reason}")).titled(BACK),
        State::Waiting { .. } => Lead::new(format!("已提交，等待{}审核。审核期间不能修改。", unit.name)),
        State::Approved { .. } => Lead::new("审核已通过。如需修改，请联系单位退回修改。"),
        State::Left => {
            let left = format!("管理部门已同意您离开{}。请选择新的注册单位，再提交该单位审核。", unit.name);
            Lead::new(left).titled("已离开原注册单位")
        }
    };
    let sex = catalog::dictionaries::SEX.name_of(&sex.canon()).unwrap_or_default();
    told.pairs(vec![
        ("身份证号", Cell::number(&head.masked)),
        ("性别", Cell::text(sex)),
        ("注册单位", own_unit(head, unit)),
    ])
}

/// The unit, and the way to another where one can be chosen.
fn own_unit(head: &Head, unit: &Unit) -> Cell {
    match head.state {
        State::Left => Cell::link(UNIT, "选择注册单位"),
        State::Draft => Cell::several(vec![Cell::text(&unit.name), Cell::link(UNIT, "更换")]),
        _ => Cell::text(&unit.name),
    }
}

const BACK: &str = "已退回，请修改后再次提交";

fn form(filled: Filled, head: &Head) -> FormPart {
    FormPart::new(filled)
        .id("file")
        .to(PERSON)
        .version(head.version)
        .rows_at(PERSON)
        .adds("cv", "新增简历")
        .heading_tagged(FILE.title, head.state.word())
        .actions(&[Action::main("保存"), Action::other("提交审核").posts_to(SUBMISSION)])
}

fn read(draft: &Draft, head: &Head) -> Pairs {
    let since = match head.state {
        State::Waiting { since } => vec![("提交时间", Cell::time(since))],
        State::Approved { since } => vec![("通过时间", Cell::time(since))],
        State::Draft | State::Returned { .. } | State::Left => Vec::new(),
    };
    Pairs::of(&FILE, draft).lead(0, since)
}

/// A slot for each kind of paper; where there is no script, the form is kept before a file is chosen.
fn slots(papers: &[Paper], open: bool, complaints: &[Complaint]) -> Slots {
    Slots { saves: Some("file"), ..papers::slots(&PERSON_PAPERS, None, papers, open, complaints) }
}

impl Page for FilePage {
    fn title(&self) -> String {
        FILE.title.to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }
}
