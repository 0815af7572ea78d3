//! Choosing a file, and the form for a script or a client.

use crate::links;
use askama::Template;
use catalog::imports::{Import, TOLD};
use scans::PresignedForm;
use serde::Serialize;
use std::collections::BTreeMap;
use web::Page;

/// The form for one file, as a client posts it: every field, and last `file`.
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
        "上传 Excel 文件".to_owned()
    }
}

/// Choosing a file.
#[derive(Serialize, Template)]
#[template(path = "upload.html")]
pub struct Choose {
    of: &'static str,
    name: &'static str,
    told: &'static str,
    url: String,
    fields: Vec<(String, String)>,
    #[serde(skip)]
    list: &'static str,
}

impl Choose {
    /// For a file of this kind.
    pub fn new(kind: &'static Import, form: PresignedForm) -> Choose {
        let (url, fields) = (form.url, form.fields);
        Choose { of: kind.code, name: kind.name, told: TOLD, url, fields, list: kind.list }
    }
    fn template(&self) -> String {
        links::template(self.of)
    }
    fn imports(&self) -> &'static str {
        links::IMPORTS
    }
}

impl Page for Choose {
    fn title(&self) -> String {
        format!("Excel 导入：{}", self.name)
    }
    fn entry(&self) -> Option<&'static str> {
        Some(self.list)
    }
}
