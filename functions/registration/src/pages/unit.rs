//! 选择注册单位, on a page of its own.

use crate::links::{PERSON, UNIT};
use askama::Template;
use domain::form::{Complaint, Filled};
use serde::Serialize;
use web::{Action, FormPart, Page};

/// The page.
#[derive(Serialize, Template)]
#[template(source = "{{ form|safe }}", ext = "html")]
pub struct Choice {
    #[serde(skip)]
    form: FormPart,
}

impl Choice {
    /// The form as it is filled, on the version that was seen.
    pub fn new(filled: Filled, version: u64) -> Choice {
        let actions = [Action::main("保存"), Action::link("返回", PERSON)];
        Choice { form: FormPart::new(filled).to(UNIT).version(version).actions(&actions).buttons_below() }
    }
}

impl Page for Choice {
    fn title(&self) -> String {
        self.form.title().to_owned()
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
    fn is_narrow(&self) -> bool {
        true
    }
}
