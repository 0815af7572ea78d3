//! 移交账号: the form, and what the rightful holder signs in with.

use super::stands::{Stands, registered};
use crate::links;
use askama::Template;
use domain::form::{Complaint, Filled};
use serde::Serialize;
use store::account::Account;
use store::unit::{Case, Unit};
use web::{Action, FormPart, Lead, Link, Page};

/// The form.
#[derive(Serialize, Template)]
#[template(source = "{{ form|safe }}", ext = "html")]
pub struct HandoverPage {
    #[serde(flatten)]
    stands: Stands,
    #[serde(skip)]
    form: FormPart,
}

impl HandoverPage {
    /// The form as it is filled, on the version that was seen.
    pub fn new(case: &Case, filled: Filled, seen: Option<u64>) -> HandoverPage {
        let unit = &case.unit;
        let lead = Lead::new(
            "移交后：原登录账号不能再使用，原使用人登录时会看到移交的时间和原因；单位的资料、人员和办件记录全部保留；单位需要重新核实。",
        );
        let form = FormPart::new(filled)
            .to(links::handover(unit.id))
            .version(seen.unwrap_or(unit.version))
            .actions(&[Action::warning("移交"), Action::link("取消", links::unit(unit.id))])
            .plain()
            .lead(lead.pairs(registered(unit)))
            .heading_tagged(format!("移交账号：{}", unit.name), unit.standing.word());
        HandoverPage { stands: Stands::from(unit), form }
    }
}

impl Page for HandoverPage {
    fn title(&self) -> String {
        "移交账号".to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn entry(&self) -> Option<&'static str> {
        Some(links::UNITS)
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
}

/// What the rightful holder signs in with; shown once, to the officer who hands it on.
#[derive(Serialize, Template)]
#[template(path = "handed.html")]
pub struct HandedPage {
    #[serde(flatten)]
    stands: Stands,
    login_name: String,
    /// Absent when the same request came again after somebody had signed in with it, or too late.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<String>,
    #[serde(skip)]
    back: Link,
}

impl HandedPage {
    /// Of a unit that was handed over; no password where it is no longer told.
    pub fn new(unit: &Unit, account: &Account, password: Option<String>) -> HandedPage {
        let login_name = account.login.as_str().to_owned();
        HandedPage { stands: Stands::from(unit), login_name, password, back: links::unit(unit.id) }
    }
}

impl Page for HandedPage {
    fn title(&self) -> String {
        format!("已移交：{}", self.stands.name)
    }
    fn entry(&self) -> Option<&'static str> {
        Some(links::UNITS)
    }
}
