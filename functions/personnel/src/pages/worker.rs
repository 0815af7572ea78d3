//! A person's page and form.

use crate::links;
use askama::Template;
use catalog::paper::WORKER as PAPERS;
use catalog::personnel::{IDENTITY, NAME, WORKER};
use domain::form::{Complaint, Filled};
use runtime::papers::{Attached, slots};
use serde::Serialize;
use serde_json::Value as Json;
use store::paper::Paper;
use store::worker::{Card, Source, Worker};
use web::{Action, Cell, FormPart, Lead, Link, Page, Pairs, Slots, Timeline};

/// What is locked once a person was used.
const LOCKS: &[&str] = &[NAME.field.name, IDENTITY.field.name];
/// Why a name cannot be changed, and where to go.
const LOCKED: &str = "该人员已用于提交的申报，姓名和证件号码已锁定。需要更换人员时，请办理人员删除申请。";

/// Why nothing can be changed for the time being.
const HELD: &str = "该人员在一件待审核的人员删除申请中，审核结束前不能修改。";

/// What is said of a number that another unit has as well; the unit is not named.
const ELSEWHERE: &str = "该证件号码已在其他企业登记，请核实人员是否已离职";

/// What cannot be changed of a person, and where it is gone on with.
fn lead(card: &Card) -> Option<Lead> {
    match card.held {
        Some(request) => Some(Lead::new(HELD).leads_to(links::request(request), "查看人员删除申请")),
        None => card.used.then(|| Lead::new(LOCKED).leads_to(links::LEAVING, "办理人员删除申请")),
    }
}

/// A person to be read.
#[derive(Serialize, Template)]
#[template(path = "worker.html")]
pub struct WorkerPage {
    id: String,
    source: &'static str,
    #[serde(flatten)]
    values: Json,
    identity_number: String,
    version: u64,
    /// Whether the person was used in a submitted application.
    used: bool,
    /// The request that holds the person, where one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    deletion_request: Option<Link>,
    /// What is to be looked into, though it was saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachments: Option<Vec<Attached>>,
    history: Timeline,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    edit: Option<Link>,
    #[serde(skip)]
    lead: Option<Lead>,
    #[serde(skip)]
    pairs: Pairs,
    #[serde(skip)]
    slots: Option<Slots>,
}

impl WorkerPage {
    /// As it is kept: nothing but what a request that keeps it has made, so that its repetition is told the same.
    pub fn new(worker: &Worker) -> WorkerPage {
        let card = &worker.card;
        let number = IDENTITY.field;
        WorkerPage {
            id: card.line.id.to_string(),
            source: card.line.source.code(),
            values: web::paper::values(WORKER.fields().filter(|field| field.name != number.name), &worker.file),
            identity_number: card.line.masked.clone(),
            version: card.line.version,
            used: card.used,
            deletion_request: None,
            warning: None,
            attachments: None,
            history: runtime::history(worker.receipts.iter()),
            name: card.line.name.clone(),
            edit: (card.line.source == Source::Member).then(|| links::edit(card.line.id)),
            lead: lead(card),
            pairs: Pairs::of(&WORKER, &worker.file).show(number.label, Cell::number(&card.line.masked)),
            slots: None,
        }
    }
    /// With the warning that somebody with this number is in another unit as well.
    pub fn warned(self, elsewhere: bool) -> WorkerPage {
        WorkerPage { warning: elsewhere.then_some(ELSEWHERE), ..self }
    }
    /// With the request that holds the person, who cannot be changed meanwhile, and with the papers that lie with the
    /// person. A registered person keeps them in a file of his own.
    pub fn with(self, card: &Card, papers: &[Paper]) -> WorkerPage {
        let deletion_request = card.held.map(links::request);
        let edit = self.edit.clone().filter(|_| deletion_request.is_none());
        let page = WorkerPage { deletion_request, edit, ..self };
        if card.line.source == Source::Registered {
            return page;
        }
        WorkerPage {
            attachments: Some(papers.iter().map(Attached::from).collect()),
            slots: Some(slots(&PAPERS, Some(page.id.clone()), papers, true, &[])),
            ..page
        }
    }
    fn people(&self) -> &'static str {
        links::PEOPLE
    }
}

impl Page for WorkerPage {
    fn title(&self) -> String {
        self.name.clone()
    }
    fn heading(&self) -> Option<String> {
        None
    }
}

/// 新增人员, 修改, or either again.
#[derive(Serialize, Template)]
#[template(source = "{{ form|safe }}", ext = "html")]
pub struct WorkerForm {
    #[serde(flatten)]
    form: FormPart,
    #[serde(skip)]
    title: String,
}

impl WorkerForm {
    /// Of a new person, or of one who is there, on the version that was seen.
    pub fn new(filled: Filled, of: Option<(&Card, Option<u64>)>) -> WorkerForm {
        let form = FormPart::new(filled);
        let Some((card, seen)) = of else {
            let actions = [
                Action::main("保存并关闭"),
                Action::other("保存并新建").sends("_then", "new"),
                Action::link("关闭", links::PEOPLE),
            ];
            let form = form.to(links::PEOPLE).heading("新增人员").actions(&actions);
            return WorkerForm { form, title: "新增人员".to_owned() };
        };
        let (title, back) = (format!("修改人员：{}", card.line.name), links::worker(card.line.id));
        let form = form
            .to(back.clone())
            .version(seen.unwrap_or(card.line.version))
            .heading(title.clone())
            .actions(&[Action::main("保存并关闭"), Action::link("关闭", back)]);
        let form = if card.used { form.locks(LOCKS) } else { form };
        let form = if let Some(lead) = lead(card) { form.lead(lead) } else { form };
        WorkerForm { form, title }
    }
}

impl Page for WorkerForm {
    fn title(&self) -> String {
        self.title.clone()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
}
