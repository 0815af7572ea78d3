//! One application: the unit's data as they are taken by itself, the live table of persons, and what happened.

mod people;
mod seen;
mod stated;

use crate::links;
use crate::one::is_answered;
use askama::Template;
use catalog::application::PERSON;
use catalog::dictionaries::KIND;
use catalog::standard;
use catalog::unit::BASICS;
use domain::application::State;
use domain::form::{Complaint, Draft};
use domain::standard::Row;
use domain::verification::COMPARING;
use jiff::civil::Date;
pub use people::Sought;
use people::{Chosen, Offer};
pub use seen::Seen;
use seen::complaints;
use serde::Serialize;
pub use stated::Stated;
use store::application::{Application, Head};
use store::unit::Unit;
use web::{Cell, Due, Hidden, Lead, Link, Page, Pairs, Timeline};

/// Where an application stands: what a client is told after every change.
#[derive(Clone, Serialize, Template)]
#[template(source = r#"<p class="govuk-body">{{ state_name }}</p>"#, ext = "html")]
pub struct Stands {
    id: String,
    matter: String,
    title: String,
    /// 办件编号; empty in a draft.
    number: String,
    state: &'static str,
    state_name: &'static str,
    version: u64,
    people: u64,
}

/// The page.
#[derive(Serialize, Template)]
#[template(path = "application.html")]
pub struct ApplicationPage {
    #[serde(flatten)]
    stands: Stands,
    kind: &'static str,
    unit: UnitRef,
    /// How the unit stands with its 社保声明.
    insurance: Stated,
    requirements: Vec<Asked>,
    people: Vec<Chosen>,
    #[serde(flatten)]
    due: Due,
    defects: Vec<String>,
    history: Timeline,
    #[serde(skip)]
    source: String,
    #[serde(skip)]
    lead: Option<Lead>,
    #[serde(skip)]
    pairs: Pairs,
    #[serde(skip)]
    open: bool,
    #[serde(skip)]
    answered: bool,
    #[serde(skip)]
    withdrawable: bool,
    #[serde(skip)]
    droppable: bool,
    #[serde(skip)]
    to: To,
    #[serde(skip)]
    offer: Option<Offer>,
    #[serde(skip)]
    complaints: Vec<Complaint>,
}

#[derive(Serialize)]
struct UnitRef {
    id: String,
    name: String,
    credit_code: String,
    completed: bool,
    /// How far the department has compared its licence with its code.
    standing: &'static str,
    standing_name: &'static str,
    #[serde(skip)]
    verified: bool,
    /// What it is told that has asked to be verified and waits.
    #[serde(skip)]
    comparing: Option<&'static str>,
}

/// One line of the live table.
#[derive(Serialize)]
struct Asked {
    role: &'static str,
    words: &'static str,
    required: u32,
    have: u32,
    missing: u32,
    #[serde(skip)]
    more: Link,
}

struct To {
    own: Link,
    submission: Link,
    withdrawal: Link,
    removal: Link,
    acknowledgement: Link,
    people: Link,
}

impl To {
    fn of(head: &Head) -> To {
        To {
            own: links::application(head.id),
            submission: links::submission(head.id),
            withdrawal: links::withdrawal(head.id),
            removal: links::discarding(head.id),
            acknowledgement: links::acknowledgement(head.id),
            people: links::people(head.id),
        }
    }
}

impl From<&Unit> for UnitRef {
    fn from(unit: &Unit) -> UnitRef {
        let (id, name, credit_code) = (unit.id.to_string(), unit.name.clone(), unit.code.clone());
        let (standing, standing_name) = (unit.code(), unit.standing.word());
        let (completed, verified) = (unit.basics > 0, unit.standing.is_verified());
        let comparing = unit.standing.due().map(|_| COMPARING);
        UnitRef { id, name, credit_code, completed, standing, standing_name, verified, comparing }
    }
}

/// What the registration says of a unit, before what the unit says itself.
fn registered(unit: &Unit) -> Vec<(&'static str, Cell)> {
    vec![
        ("企业名称", Cell::text(&unit.name)),
        ("统一社会信用代码", Cell::number(&unit.code)),
        ("企业类型", Cell::text(KIND.name_of(&unit.kind).unwrap_or_default())),
    ]
}

impl From<&Head> for Stands {
    fn from(head: &Head) -> Stands {
        Stands {
            id: head.id.to_string(),
            matter: head.matter.clone(),
            title: head.title.clone(),
            number: head.number.clone(),
            state: head.code(),
            state_name: head.state.word(),
            version: head.version,
            people: head.people,
        }
    }
}

impl Page for Stands {
    fn title(&self) -> String {
        self.title.clone()
    }
}

impl ApplicationPage {
    /// An application with the unit's data of now, and persons offered for a requirement.
    pub fn new(
        application: &Application,
        (unit, basics): (&Unit, &Draft),
        offered: Option<Sought<'_>>,
        today: Date,
        seen: Option<Seen>,
    ) -> ApplicationPage {
        let (head, picked) = (&application.head, &application.picked);
        let standard = standard::of(&head.matter, today);
        let counted = application.counted();
        let rows = standard.table(counted.iter().map(|it| (it.role.as_str(), &it.facts)), today);
        let open = head.state.is_open();
        let insurance = Stated::on(application.statement_now.as_ref(), today);
        ApplicationPage {
            stands: Stands::from(head),
            kind: "新申请",
            unit: UnitRef::from(unit),
            people: picked.iter().map(|it| Chosen::new(head, it, &application.replaced, open)).collect(),
            due: Due::of(head.state.due()),
            defects: application.defects(),
            history: runtime::history(application.receipts.iter()).folds("暂存"),
            source: standard::source(standard),
            lead: lead(application),
            pairs: Pairs::of(&BASICS, basics).lead(0, registered(unit)).first_section(2),
            open,
            answered: is_answered(head),
            withdrawable: matches!(head.state, State::Submitted { .. } | State::Correcting | State::Accepted { .. }),
            droppable: head.state == State::Draft,
            to: To::of(head),
            offer: offered.map(|sought| Offer::new(head, picked, sought)),
            complaints: complaints(seen, picked.is_empty(), &rows, (unit, &insurance)),
            insurance,
            requirements: rows.into_iter().map(|row| Asked::new(head, row)).collect(),
        }
    }
    fn hidden(&self) -> Hidden {
        Hidden::new().version(self.stands.version)
    }
    fn marked(&self, mark: &str) -> Hidden {
        Hidden::new().version(self.stands.version).mark(mark)
    }
    fn verification(&self) -> &'static str {
        links::VERIFICATION
    }
    fn unit_page(&self) -> &'static str {
        links::UNIT
    }
    fn insurance_page(&self) -> &'static str {
        links::INSURANCE
    }
    fn list(&self) -> &'static str {
        links::APPLICATIONS
    }
    /// What is wrong with the persons who were chosen.
    fn nobody(&self) -> Option<String> {
        self.complaints.iter().find(|it| it.at == PERSON).map(Complaint::words)
    }
    fn summary(&self) -> web::paper::Summary<'_> {
        web::paper::Summary { complaints: &self.complaints }
    }
    fn people_section(&self) -> String {
        format!("{:02}", BASICS.sections.len() + 2)
    }
}

impl Page for ApplicationPage {
    fn title(&self) -> String {
        format!("资质申报：{}", self.stands.title)
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }
}

impl Asked {
    fn new(head: &Head, row: Row) -> Asked {
        let Row { role, words, required, have, missing } = row;
        Asked { role, words, required, have, missing, more: links::seeking(head.id, role) }
    }
}

/// Where it stands, and what comes next.
fn lead(application: &Application) -> Option<Lead> {
    let head = &application.head;
    let due = Due::of(head.state.due()).words();
    Some(match &head.state {
        State::Draft => Lead::new("单位信息由系统自动获取；请按要求选择人员，选择的内容会自动保存，完成后点击“提交”。"),
        State::Submitted { .. } => {
            Lead::new(format!("已提交，办件编号 {}。管理部门应在 {due} 前受理或一次性告知补正。", head.number))
        }
        State::Correcting => Lead::new(application.defects().join("\n")).titled("请补正以下全部内容后再次提交"),
        State::Accepted { .. } => {
            Lead::new(format!("已受理，办件编号 {}。管理部门应在 {due} 前作出决定。", head.number))
        }
        State::Granted => Lead::new("已准予许可，资质见“企业资质”。"),
        State::Refused => Lead::new(format!(
            "不予许可的理由：{}\n如不服本决定，可以自收到决定之日起六十日内申请行政复议，或者六个月内提起行政诉讼。",
            application.refusal().unwrap_or_default()
        ))
        .titled("不予许可"),
        State::Withdrawn => Lead::new("已撤回。"),
        State::Dropped => Lead::new("已放弃。该草稿从未提交，不再列入“我的申报”。"),
    })
}
