//! An address of a book, whatever it shows.

use super::{RecordForm, RecordPage, Records};
use askama::Template;
use domain::form::Complaint;
use serde::Serialize;
use web::Page;

/// What an address of a book shows.
#[expect(unused_qualifications, reason = "so the template's derive spells the enum")]
#[derive(Serialize, Template)]
#[serde(untagged)]
#[template(
    source = "{% match self %}{% when Shown::List(it) %}{{ it|safe }}{% when Shown::One(it) %}{{ it|safe }}{% when Shown::Form(it) %}{{ it|safe }}{% endmatch %}",
    ext = "html"
)]
pub enum Shown {
    /// The list.
    List(Box<Records>),
    /// A record to be read.
    One(Box<RecordPage>),
    /// Its form.
    Form(Box<RecordForm>),
}

impl Page for Shown {
    fn title(&self) -> String {
        match self {
            Shown::List(it) => it.title(),
            Shown::One(it) => it.title(),
            Shown::Form(it) => it.title(),
        }
    }
    fn heading(&self) -> Option<String> {
        match self {
            Shown::List(it) => it.heading(),
            Shown::One(_) | Shown::Form(_) => None,
        }
    }
    fn complaints(&self) -> &[Complaint] {
        if let Shown::Form(it) = self { it.complaints() } else { &[] }
    }
}
