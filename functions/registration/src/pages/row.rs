//! One row of 注册证书 or 简历, on a page of its own.

use crate::links::PERSON;
use askama::Template;
use domain::form::{Complaint, Draft, Field};
use serde::Serialize;
use web::{Page, RowPart};

/// The page.
#[derive(Serialize, Template)]
#[template(source = "{{ form|safe }}", ext = "html")]
pub struct RowPage {
    #[serde(flatten)]
    form: RowPart,
    #[serde(skip)]
    title: String,
}

impl RowPage {
    /// A row of a list as it is kept or typed; `n` is its place among the rows, and what is wrong there.
    pub fn new(list: &'static Field, row: Draft, version: u64, n: usize, complaints: &[Complaint]) -> RowPage {
        let title = match list.name {
            "cv" => "简历".to_owned(),
            _ => list.label.to_owned(),
        };
        let form = RowPart::new(list, row, title.clone()).version(version).complaints_of(n, complaints).cancel(PERSON);
        RowPage { form, title }
    }
}

impl Page for RowPage {
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
