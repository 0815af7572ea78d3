//! The body of any change: a page's form or JSON, into the same draft.

mod form;
mod json;

use crate::answer::Page;
use crate::chrome::Chrome;
use crate::face::Face;
use crate::layer::MOST_FORM;
use crate::problem::Problem;
use askama::Template;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use domain::form::{Complaint, Draft, Entry};
use domain::ids::RequestId;
use domain::value::Fault;
use domain::window::Window;
use serde::Serialize;

/// The most texts and rows in all: bounds what a small hostile body makes of itself in memory.
const MOST_TEXTS: usize = 4000;
/// The most rows of a list, and the most texts of a field.
const MOST_ROWS: usize = 200;
/// The most bytes of a name.
const MOST_NAME: usize = 64;

/// What arrived. Token, site and size were looked at by the layer before.
#[derive(Clone, Debug)]
pub struct Body {
    /// What was typed, without the controls below. A page's other controls (`_again`, `_then`, `_unit_query`) are in it.
    pub draft: Draft,
    /// The name of this request; the same twice has one effect. From the body, or `Idempotency-Key`, or random.
    pub request: RequestId,
    /// The version that the sender saw.
    pub version: Option<u64>,
    /// The window of a page whose form is kept while it is not saved; a client has none.
    pub window: Option<Window>,
    /// How it was written. In JSON an absent field may mean “as before”; in a page's form it was left empty.
    pub face: Face,
}

impl Body {
    /// What was sent, as names and values of hidden inputs that would send it again; passwords are emptied.
    pub fn raw_fields(&self) -> Vec<(String, String)> {
        let mut fields = form::spelled(&self.draft);
        fields.push(("request_id".to_owned(), self.request.as_str().to_owned()));
        fields.extend(self.version.map(|version| ("version".to_owned(), version.to_string())));
        fields
    }
    /// Takes a page's control out of the draft, such as `_then`.
    pub fn take(&mut self, control: &str) -> Option<String> {
        self.draft.take(control)
    }
}

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Problem;
    async fn from_request(request: Request, _: &S) -> Result<Body, Problem> {
        let (parts, body) = request.into_parts();
        let chrome = Chrome::of(&parts).ok_or_else(|| Problem::broken("a router was not closed by hall"))?;
        let bytes = axum::body::to_bytes(body, MOST_FORM).await.map_err(|_| Problem::TooLarge)?;
        let face = Face::written(&parts.headers).unwrap_or(Face::Json);
        let draft = match face {
            Face::Html => form::read(&bytes)?,
            Face::Json => json::read(&bytes)?,
        };
        let body = Body::sorted(draft, face, &parts.headers)?;
        chrome.keep_request(body.request.clone(), body.window.clone());
        Ok(body)
    }
}

impl Body {
    /// Takes the controls out of what was sent.
    fn sorted(mut draft: Draft, face: Face, headers: &HeaderMap) -> Result<Body, Problem> {
        let mut wrong = Vec::new();
        let mut complain = |at: &str, fault| wrong.push(Complaint { at: at.to_owned(), label: "", fault });
        if face == Face::Json {
            let hidden: Vec<String> = draft.0.keys().filter(|name| name.starts_with('_')).cloned().collect();
            hidden.iter().for_each(|name| complain(name, Fault::Unknown));
        }
        draft.0.remove("_csrf");
        let window = single(&mut draft, "_window").flatten().and_then(|text| Window::parse(&text));
        let header = headers.get("idempotency-key").map(|value| value.to_str().unwrap_or_default().to_owned());
        let request = match single(&mut draft, "request_id").or_else(|| header.map(Some)) {
            None => Some(RequestId::random()),
            Some(text) => text.and_then(|text| RequestId::parse(&text)),
        };
        if request.is_none() {
            complain("request_id", Fault::Malformed("request_id 应为 1 至 100 个可见的 ASCII 字符"));
        }
        let version = match single(&mut draft, "version") {
            None => None,
            Some(text) => {
                let version = text.and_then(|text| text.parse().ok());
                if version.is_none() {
                    complain("version", Fault::Malformed("version 应为整数"));
                }
                version
            }
        };
        match request {
            Some(request) if wrong.is_empty() => Ok(Body { draft, request, version, window, face }),
            _ => Err(Problem::again(Misread { wrong })),
        }
    }
}

/// A control: absent or empty, one text, or something else that is none.
fn single(draft: &mut Draft, name: &str) -> Option<Option<String>> {
    match draft.0.remove(name)? {
        Entry::Texts(texts) if texts.iter().all(String::is_empty) => None,
        Entry::Texts(mut texts) if texts.len() == 1 => Some(texts.pop()),
        _ => Some(None),
    }
}

/// What no form can show: the sender's controls were wrong.
#[derive(Serialize, Template)]
#[template(
    source = r#"<ul class="govuk-list govuk-list--bullet">{% for it in wrong %}<li>{{ it.words() }}</li>{% endfor %}</ul>"#,
    ext = "html"
)]
struct Misread {
    #[serde(skip)]
    wrong: Vec<Complaint>,
}

impl Page for Misread {
    fn title(&self) -> String {
        "提交的内容有误".to_owned()
    }
    fn complaints(&self) -> &[Complaint] {
        &self.wrong
    }
}
