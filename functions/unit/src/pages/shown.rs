//! An address of a book, whatever it shows.

use super::{RecordForm, RecordPage, Records};
use askama::Template;
use domain::form::Complaint;
use serde::{Serialize, Serializer};
use web::Page;

/// What an address of a book shows.
#[derive(Template)]
#[template(
    source = "{% match what %}{% when What::List(it) %}{{ it|safe }}{% when What::One(it) %}{{ it|safe }}{% when What::Form(it) %}{{ it|safe }}{% endmatch %}",
    ext = "html"
)]
pub struct Shown {
    what: What,
}

enum What {
    List(Box<Records>),
    One(Box<RecordPage>),
    Form(Box<RecordForm>),
}

impl From<Records> for Shown {
    fn from(list: Records) -> Shown {
        Shown { what: What::List(Box::new(list)) }
    }
}
impl From<RecordPage> for Shown {
    fn from(one: RecordPage) -> Shown {
        Shown { what: What::One(Box::new(one)) }
    }
}
impl From<RecordForm> for Shown {
    fn from(form: RecordForm) -> Shown {
        Shown { what: What::Form(Box::new(form)) }
    }
}

impl Page for Shown {
    fn title(&self) -> String {
        match &self.what {
            What::List(it) => it.title(),
            What::One(it) => it.title(),
            What::Form(it) => it.title(),
        }
    }
    fn heading(&self) -> Option<String> {
        match &self.what {
            What::List(it) => it.heading(),
            What::One(_) | What::Form(_) => None,
        }
    }
    fn complaints(&self) -> &[Complaint] {
        if let What::Form(it) = &self.what { it.complaints() } else { &[] }
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.what {
            What::List(it) => it.serialize(to),
            What::One(it) => it.serialize(to),
            What::Form(it) => it.serialize(to),
        }
    }
}
