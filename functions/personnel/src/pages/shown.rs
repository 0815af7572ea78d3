//! A person's address: the record, or the form of one that was begun and not saved yet.

use super::{WorkerForm, WorkerPage};
use askama::Template;
use domain::form::Complaint;
use serde::{Serialize, Serializer};
use web::Page;

/// What a person's address shows.
#[derive(Template)]
#[template(
    source = "{% match what %}{% when What::Record(it) %}{{ it|safe }}{% when What::Form(it) %}{{ it|safe }}{% endmatch %}",
    ext = "html"
)]
pub struct Shown {
    what: What,
}

enum What {
    Record(Box<WorkerPage>),
    Form(Box<WorkerForm>),
}

impl From<WorkerPage> for Shown {
    fn from(record: WorkerPage) -> Shown {
        Shown { what: What::Record(Box::new(record)) }
    }
}
impl From<WorkerForm> for Shown {
    fn from(form: WorkerForm) -> Shown {
        Shown { what: What::Form(Box::new(form)) }
    }
}

impl Page for Shown {
    fn title(&self) -> String {
        match &self.what {
            What::Record(it) => it.title(),
            What::Form(it) => it.title(),
        }
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn entry(&self) -> Option<&'static str> {
        match &self.what {
            What::Record(it) => it.entry(),
            What::Form(it) => it.entry(),
        }
    }
    fn complaints(&self) -> &[Complaint] {
        if let What::Form(it) = &self.what { it.complaints() } else { &[] }
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.what {
            What::Record(it) => it.serialize(to),
            What::Form(it) => it.serialize(to),
        }
    }
}
