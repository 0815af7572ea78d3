//! 注册: the two forms with the switch between them, and what became of it.

use crate::links::{ENTERPRISES, PEOPLE};
use askama::Template;
use catalog::registration::CREDIT_CODE;
use domain::form::{Complaint, Filled};
use domain::ids::{PersonId, UnitId};
use domain::value::Fault;
use serde::Serialize;
use web::{Action, FormPart, Page};

/// One of the two forms. The enterprise's comes first; a switch at the top right leads to the other.
#[derive(Serialize, Template)]
#[template(path = "enrol.html")]
pub struct Enrol {
    #[serde(skip)]
    form: FormPart,
    #[serde(skip)]
    here: &'static str,
}

impl Enrol {
    /// The form as it is filled, at its address.
    pub fn new(filled: Filled, here: &'static str) -> Enrol {
        Enrol { form: FormPart::new(filled).to(here).actions(&[Action::main("注册")]).buttons_below(), here }
    }
    fn is_enterprise(&self) -> bool {
        self.here == ENTERPRISES
    }
    fn enterprises(&self) -> &'static str {
        ENTERPRISES
    }
    fn people(&self) -> &'static str {
        PEOPLE
    }
}

impl Page for Enrol {
    fn title(&self) -> String {
        self.form.title().to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
    fn is_narrow(&self) -> bool {
        true
    }
}

/// Somebody who is registered now.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">注册成功：{{ name }}</p>"#, ext = "html")]
pub struct Enrolled {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
}

impl Enrolled {
    /// An enterprise.
    pub fn unit(id: UnitId, name: String, code: String, kind: String) -> Enrolled {
        Enrolled { id: id.to_string(), name, credit_code: Some(code), kind: Some(kind), unit: None, state: None }
    }
    /// A person.
    pub fn person(id: PersonId, unit: UnitId, name: String) -> Enrolled {
        let unit = Some(unit.to_string());
        Enrolled { id: id.to_string(), name, credit_code: None, kind: None, unit, state: Some("draft") }
    }
}

impl Page for Enrolled {
    fn title(&self) -> String {
        "注册成功".to_owned()
    }
}

/// What to do where somebody else has registered with the unit's code, which is public.
const DISPUTE: &str = "如果不是本单位注册的，请持营业执照原件到管理部门申请，核实后会将账号移交给本单位";

/// The form again, with the same words beside each field whose value somebody has already.
pub fn taken(filled: Filled, fields: &[&'static str]) -> Filled {
    let known = filled.form.fields().filter(|field| fields.contains(&field.name));
    let fault = |name| if name == CREDIT_CODE.field.name { Fault::Disputed(DISPUTE) } else { Fault::Taken };
    known.fold(filled, |filled, field| filled.complain(field.wrong(fault(field.name))))
}
