//! Who is to be deleted: found in both lists, and chosen.

use crate::links;
use crate::people::People;
use askama::Template;
use catalog::deletion::LEAVING;
use domain::form::{Complaint, Filled};
use domain::ids::DeletionId;
use runtime::people::FOUND_BY;
use serde::Serialize;
use web::paper::Summary;
use web::{Hidden, Link, Page};

/// The page.
#[derive(Serialize, Template)]
#[template(path = "picker.html")]
pub struct Picker {
    people: Vec<Choice>,
    more: bool,
    #[serde(skip)]
    q: String,
    #[serde(skip)]
    of: Option<DeletionId>,
    #[serde(skip)]
    complaints: Vec<Complaint>,
    #[serde(skip)]
    hidden: Hidden,
}

/// Somebody who can be chosen.
#[derive(Serialize)]
pub struct Choice {
    id: String,
    source: &'static str,
    name: String,
    identity_number: String,
    #[serde(skip)]
    pub(super) words: String,
}

/// Everybody as choices.
pub fn choices(found: &People) -> Vec<Choice> {
    let choice = |line: &store::worker::Line| Choice {
        id: line.id.to_string(),
        source: line.source.code(),
        name: line.name.clone(),
        identity_number: line.masked.clone(),
        words: format!("{}（{}，{}，{}）", line.name, line.masked, line.source.word(), line.category),
    };
    found.lines.iter().map(choice).collect()
}

impl Choice {
    pub(super) fn id(&self) -> &str {
        &self.id
    }
}

impl Picker {
    /// Those who were found; `of` is the draft that turns to somebody else.
    pub fn new(q: &str, found: People, of: Option<DeletionId>, wrong: Option<Filled>) -> Picker {
        Picker {
            people: choices(&found),
            more: found.more,
            q: q.to_owned(),
            of,
            complaints: wrong.map(|filled| filled.complaints).unwrap_or_default(),
            hidden: Hidden::new(),
        }
    }
    fn to(&self) -> Link {
        self.of.map_or_else(|| links::REQUESTS.to_owned(), links::request)
    }
    fn back(&self) -> Link {
        self.to()
    }
    fn here(&self) -> &'static str {
        links::NEW
    }
    fn of_whom(&self) -> String {
        self.of.map(|id| id.to_string()).unwrap_or_default()
    }
    fn found_by(&self) -> &'static str {
        FOUND_BY
    }
    fn label(&self) -> &'static str {
        LEAVING.label
    }
    fn fault(&self) -> Option<String> {
        self.complaints.first().map(Complaint::words)
    }
    fn summary(&self) -> Summary<'_> {
        Summary { complaints: &self.complaints }
    }
    fn nth(&self, n: &usize) -> String {
        if *n == 0 { "person".to_owned() } else { format!("person-{n}") }
    }
}

impl Page for Picker {
    fn title(&self) -> String {
        if self.of.is_some() { "更换人员" } else { "新增人员删除申请" }.to_owned()
    }
    fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }
}
