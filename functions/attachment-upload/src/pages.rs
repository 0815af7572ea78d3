//! What leaves: pages, each also the JSON of a client.

mod item;
mod material;
mod materials;
mod picker;
mod sheet;

pub use item::shown_places;
pub use material::{Dated, MaterialPage};
pub use materials::{Asked, Materials};
pub use picker::{Offered, Picker, lies};
pub use sheet::sheet;

use crate::links;
use askama::Template;
use catalog::paper::TOLD;
use domain::account::Role;
use scans::{AttachmentId, PresignedForm};
use serde::Serialize;
use std::collections::BTreeMap;
use store::paper::{Fate, Paper, Place};
use web::Page;

/// The form for one file, as a client or a script posts it: every field, and last `file`.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">请上传文件。</p>"#, ext = "html")]
pub struct Ticket {
    id: String,
    url: String,
    fields: BTreeMap<String, String>,
}

impl Ticket {
    /// Of a signed form.
    pub fn new(id: String, form: PresignedForm) -> Ticket {
        Ticket { id, url: form.url, fields: form.fields.into_iter().collect() }
    }
}

impl Page for Ticket {
    fn title(&self) -> String {
        "上传附件".to_owned()
    }
}

/// Choosing a file without a script.
#[derive(Serialize, Template)]
#[template(path = "choose.html")]
pub struct Choose {
    kind: String,
    kind_name: &'static str,
    told: &'static str,
    url: String,
    fields: Vec<(String, String)>,
    back: String,
}

impl Choose {
    /// For a file of this kind in this place.
    pub fn new(place: Place, (kind, kind_name): (&str, &'static str), form: PresignedForm) -> Choose {
        let (url, fields, back) = (form.url, form.fields, links::slot(place, kind));
        Choose { kind: kind.to_owned(), kind_name, told: TOLD, url, fields, back }
    }
}

impl Page for Choose {
    fn title(&self) -> String {
        format!("上传{}", self.kind_name)
    }
    fn is_narrow(&self) -> bool {
        true
    }
}

/// What became of a file.
#[derive(Serialize, Template)]
#[template(path = "became.html")]
pub struct Became {
    id: String,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<u64>,
    #[serde(skip)]
    back: String,
    #[serde(skip)]
    again: String,
}

impl Became {
    /// Nobody has looked inside yet. Where the file belongs is known from the address, where it says so.
    pub fn waiting(id: AttachmentId, role: Role, slot: Option<(Place, &str)>) -> Became {
        let (back, again) = match slot {
            Some((place, kind)) => (links::slot(place, kind), links::awaited(id, place, kind)),
            None => (links::own(role).to_owned(), links::attachment(id)),
        };
        let id = id.to_string();
        Became { id, state: "waiting", kind: None, name: None, reason: None, pages: None, back, again }
    }

    /// What is written of it; nothing for one that its owner took away.
    pub fn of(paper: &Paper) -> Option<Became> {
        let (state, reason, pages) = match &paper.fate {
            Fate::Admitted { pages, .. } => ("admitted", None, Some(*pages)),
            Fate::Refused { reason } => ("refused", Some(reason.clone()), None),
            Fate::Removed => return None,
        };
        let (kind, name) = (Some(paper.kind.clone()), Some(paper.name.clone()));
        let (back, again) = (links::slot(paper.place, &paper.kind), links::upload(paper.place, &paper.kind));
        Some(Became { id: paper.id.clone(), state, kind, name, reason, pages, back, again })
    }
}

impl Page for Became {
    fn title(&self) -> String {
        match self.state {
            "waiting" => "正在核验",
            "admitted" => "已核验",
            _ => "未通过核验",
        }
        .to_owned()
    }
    fn is_narrow(&self) -> bool {
        true
    }
    fn refresh(&self) -> Option<u32> {
        (self.state == "waiting").then_some(2)
    }
}

/// One page of a scan.
#[derive(Serialize, Template)]
#[template(path = "view.html")]
pub struct View {
    id: String,
    name: String,
    page: usize,
    pages: usize,
    #[serde(skip)]
    at: web::Link,
    #[serde(skip)]
    back: String,
}

impl View {
    /// This page of so many, of a scan at this address, with the way back to where it was listed.
    pub fn new((id, name): (String, &str), at: web::Link, (page, pages): (usize, usize), back: String) -> View {
        View { id, name: name.to_owned(), page, pages, at, back }
    }
    fn before(&self) -> Option<String> {
        (self.page > 1).then(|| links::view(&self.at, self.page - 1))
    }
    fn after(&self) -> Option<String> {
        (self.page < self.pages).then(|| links::view(&self.at, self.page + 1))
    }
}

impl Page for View {
    fn title(&self) -> String {
        self.name.clone()
    }
}
