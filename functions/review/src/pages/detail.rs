//! One person's file as the reviewer reads it, and what became of a decision.

use crate::{links, queue};
use askama::Template;
use catalog::dictionaries::SEX;
use catalog::paper::PERSON_KINDS;
use catalog::person::{CONTACT, FILE};
use catalog::review::DECISION;
use domain::form::{Complaint, Draft, Filled};
use domain::identity::Sex;
use domain::registration::{CommandKind, State};
use domain::{IdentityNumber, Phone, Value};
use serde::Serialize;
use serde_json::Value as Json;
use store::Receipt;
use store::paper::{Fate, Paper};
use store::person::{Dossier, Head};
use store::review::Row;
use web::{Action, Cell, FileState, FormPart, Page, Pairs, Post, Timeline};

/// The page.
#[derive(Serialize, Template)]
#[template(path = "detail.html")]
pub struct Detail {
    id: String,
    state: &'static str,
    version: u64,
    identity_number: String,
    sex: String,
    unit: String,
    /// What was handed in; only the name while the person may be changing it.
    #[serde(flatten)]
    values: Json,
    attachments: Vec<Attached>,
    history: Timeline,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    approved: bool,
    #[serde(skip)]
    word: &'static str,
    #[serde(skip)]
    form: Option<FormPart>,
    #[serde(skip)]
    shown: Option<Shown>,
}

/// What was handed in, to be read and looked at.
struct Shown {
    pairs: Pairs,
    papers: Vec<(&'static str, Vec<Scan>)>,
}

/// One paper on the page.
struct Scan {
    name: String,
    pages: u64,
    view: web::Link,
    thumb: web::Link,
    original: web::Link,
}

#[derive(Serialize)]
struct Attached {
    id: String,
    kind: String,
    name: String,
    pages: u64,
    state: &'static str,
}

impl Detail {
    /// A person whom the unit may see, beside the beginning of its queue.
    pub fn new(dossier: &Dossier, sex: Sex, queue: &[Row]) -> Detail {
        Detail::again(dossier, sex, queue, Filled::blank(&DECISION), None)
    }
    /// The same with what was typed and what is wrong with it, on the version that was seen.
    pub fn again(dossier: &Dossier, sex: Sex, queue: &[Row], filled: Filled, seen: Option<u64>) -> Detail {
        let head = &dossier.head;
        let papers = if head.state.is_open() { Vec::new() } else { handed_in(dossier) };
        let file = if head.state.is_open() { Draft::default() } else { masked(&dossier.file) };
        let mut values = web::paper::values(FILE.fields(), &file);
        values["name"] = head.line.name.as_str().into();
        Detail {
            id: head.id.to_string(),
            state: head.code(),
            version: head.version,
            identity_number: head.masked.clone(),
            sex: sex.canon(),
            unit: head.unit.to_string(),
            values,
            attachments: papers.iter().map(|paper| attached(paper)).collect(),
            history: runtime::history(of_this_unit(&dossier.receipts).filter(|it| concerns_the_unit(it))),
            name: head.line.name.clone(),
            approved: matches!(head.state, State::Approved { .. }),
            word: head.state.word(),
            form: form(head, filled, seen.unwrap_or(head.version), queue),
            shown: (!head.state.is_open()).then(|| Shown { pairs: pairs(head, &file, sex), papers: scans(&papers) }),
        }
    }
    fn last_section(&self) -> String {
        format!("{:02}", FILE.sections.len() + 1)
    }
}

impl Page for Detail {
    fn title(&self) -> String {
        self.name.clone()
    }
    fn entry(&self) -> Option<&'static str> {
        self.approved.then_some(links::APPROVED_IN_MENU)
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.as_ref().map_or(&[], FormPart::complaints)
    }
}

/// The buttons of the state, the reason, and the way to the next one.
fn form(head: &Head, filled: Filled, version: u64, queue: &[Row]) -> Option<FormPart> {
    let mut actions = match head.state {
        State::Waiting { .. } => {
            vec![Action::main("通过").sends("decision", "approve"), Action::other("不通过").sends("decision", "refuse")]
        }
        State::Approved { .. } => vec![Action::warning("退回修改").sends("decision", "send_back")],
        State::Draft | State::Returned { .. } | State::Left => return None,
    };
    actions.extend(queue::next(queue, head.id).map(|next| Action::link("下一人", links::person(next))));
    let form = FormPart::new(filled).to(links::decisions(head.id)).version(version).actions(&actions);
    let words = queue::words(queue, head.id).filter(|_| matches!(head.state, State::Waiting { .. }));
    Some(form.told(words).without(&["decision"]).plain().heading_tagged(&head.line.name, head.state.word()))
}

/// The papers that were handed in, as far as they lie in their slots.
fn handed_in(dossier: &Dossier) -> Vec<&Paper> {
    let pinned = |paper: &&Paper| dossier.submission.as_ref().is_some_and(|submission| submission.names(&paper.id));
    dossier.papers.iter().filter(pinned).collect()
}

/// The file with the telephone number as lists show it: in both faces.
fn masked(file: &Draft) -> Draft {
    let phone = file.value::<Phone>(&CONTACT.field).map(|phone| phone.masked()).unwrap_or_default();
    file.clone().with(CONTACT.field.name, phone)
}

/// What happened before the person left another unit is that unit's business. The newest come first.
fn of_this_unit(receipts: &[Receipt]) -> std::slice::Iter<'_, Receipt> {
    let left = receipts.iter().position(|receipt| receipt.did == <&str>::from(CommandKind::Leave));
    receipts[..left.unwrap_or(receipts.len())].iter()
}

/// What the person kept while filling in is the person's own.
fn concerns_the_unit(receipt: &Receipt) -> bool {
    receipt.did != <&str>::from(CommandKind::Save)
}

fn pairs(head: &Head, file: &Draft, sex: Sex) -> Pairs {
    let whole = Post {
        to: links::disclosure(head.id),
        label: "查看完整号码",
        about: head.line.name.clone(),
        fields: Vec::new(),
        main: false,
    };
    let number = Cell::several(vec![Cell::number(&head.masked), Cell::post(whole)]);
    let sex = Cell::text(SEX.name_of(&sex.canon()).unwrap_or_default());
    Pairs::of(&FILE, file).lead(0, vec![(NUMBER, number), ("性别", sex)])
}

const NUMBER: &str = "身份证号";

/// The papers in the order of their kinds, each with its first picture.
fn scans(papers: &[&Paper]) -> Vec<(&'static str, Vec<Scan>)> {
    let of = |kind: &str| papers.iter().filter(|paper| paper.kind == kind).map(|paper| Scan::of(paper)).collect();
    let kinds = PERSON_KINDS.entries.iter().map(|(kind, name)| (*name, of(kind)));
    kinds.filter(|(_, scans): &(_, Vec<Scan>)| !scans.is_empty()).collect()
}

impl Scan {
    fn of(paper: &Paper) -> Scan {
        Scan {
            name: paper.name.clone(),
            pages: pages(paper),
            view: links::view(&paper.id),
            thumb: links::thumb(&paper.id),
            original: links::original(&paper.id),
        }
    }
}

fn pages(paper: &Paper) -> u64 {
    if let Fate::Admitted { pages, .. } = paper.fate { pages } else { 0 }
}

/// What was handed in was admitted, or it could not have been.
fn attached(paper: &Paper) -> Attached {
    let (id, kind, name) = (paper.id.clone(), paper.kind.clone(), paper.name.clone());
    Attached { id, kind, name, pages: pages(paper), state: FileState::Admitted.code() }
}

/// The page with the whole number, shown once; a client gets the number alone.
#[derive(Serialize, Template)]
#[template(source = "{{ detail|safe }}", ext = "html")]
pub struct Disclosed {
    identity_number: String,
    #[serde(skip)]
    detail: Detail,
}

impl Disclosed {
    /// The whole number in the place of the masked one.
    pub fn new(mut detail: Detail, number: &IdentityNumber) -> Disclosed {
        let cell = || Cell::number(number.as_str());
        detail.shown = detail.shown.map(|shown| Shown { pairs: shown.pairs.show(NUMBER, cell()), ..shown });
        Disclosed { identity_number: number.as_str().to_owned(), detail }
    }
}

impl Page for Disclosed {
    fn title(&self) -> String {
        self.detail.title()
    }
    fn entry(&self) -> Option<&'static str> {
        self.detail.entry()
    }
    fn heading(&self) -> Option<String> {
        None
    }
}

/// What became of a decision.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">{{ name }}：{{ word }}</p>"#, ext = "html")]
pub struct Decided {
    id: String,
    name: String,
    state: &'static str,
    version: u64,
    #[serde(skip)]
    word: &'static str,
}

impl From<&Head> for Decided {
    fn from(head: &Head) -> Decided {
        let (id, name, state) = (head.id.to_string(), head.line.name.clone(), head.code());
        Decided { id, name, state, version: head.version, word: head.state.word() }
    }
}

impl Page for Decided {
    fn title(&self) -> String {
        DECISION.title.to_owned()
    }
}
