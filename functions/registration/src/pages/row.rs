//! One row of 注册证书 or 简历, on a page of its own.

use crate::links::PERSON;
use askama::Template;
use domain::form::{Complaint, Draft, Field};
use domain::ids::RequestId;
use serde::Serialize;
use web::{Lead, Link, Page, RowPart};

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
    /// A row of a list as it is kept or typed; `n` is its place among the rows, `saw` the mark of the row that was seen
    /// there, and what is wrong there.
    pub fn new(
        (list, n): (&'static Field, usize),
        row: Draft,
        (version, saw): (u64, Option<String>),
        complaints: &[Complaint],
    ) -> RowPage {
        let title = match list.name {
            "cv" => "简历".to_owned(),
            _ => list.label.to_owned(),
        };
        let form = RowPart::new(list, row, title.clone()).version(version).saw(saw).complaints_of(n, complaints);
        RowPage { form: form.cancel(PERSON), title }
    }
    /// The row as it was typed, to be saved as a new one: what was seen is not there any more.
    pub fn anew(self, to: Link, why: &'static str) -> RowPage {
        let words = "您填写的内容都还在下面，没有保存。再次点击“保存并关闭”，将作为新的一行保存；不需要的，点击“取消”查看现有的各行。";
        let lead = Lead::new(words).titled(why);
        RowPage { form: self.form.to(to).request(RequestId::random()).lead(lead), ..self }
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
