//! What a handler gives back, before anybody knows whether it is shown as a page or as JSON.

use crate::problem::Problem;
use askama::{Template, Values};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::form::Complaint;
use serde::Serialize;
use std::sync::Arc;

/// What a handler returns.
pub type Handled<P> = Result<Answer<P>, Problem>;
/// What a handler returns that also sets headers, such as a cookie: see [`Answer::with_cookie`].
pub type HandledWith<P> = Result<(HeaderMap, Answer<P>), Problem>;
/// An address of the hall.
pub type Link = String;

/// Every way to succeed.
pub enum Answer<P> {
    /// Here it is: 200 in both faces.
    Show(P),
    /// Something new is there: a page goes to it with 303, a client gets 201 and the page's data.
    Made {
        /// Where it is.
        to: Link,
        /// What it is.
        page: P,
    },
    /// It is done: a page goes on with 303, a client gets 200 and the page's data.
    Went {
        /// Where to go on.
        to: Link,
        /// What it is now.
        page: P,
    },
}

impl<P> Answer<P> {
    /// The same, with a cookie set beside it: `Ok(Answer::Made { to, page }.with_cookie(cookie))`.
    pub fn with_cookie(self, cookie: HeaderValue) -> (HeaderMap, Answer<P>) {
        (HeaderMap::from_iter([(header::SET_COOKIE, cookie)]), self)
    }
}

/// What a workflow writes, beside `derive(Serialize, Template)`.
pub trait Page: Template + Serialize + Send + Sync + 'static {
    /// The title of the window, and of the page.
    fn title(&self) -> String;
    /// What is wrong with what was typed; makes a page that is shown again a 422.
    fn complaints(&self) -> &[Complaint] {
        &[]
    }
    /// The heading that the layout draws above the page; nothing where the page draws its own.
    fn heading(&self) -> Option<String> {
        Some(self.title())
    }
    /// Whether it is one narrow column without a menu, as for visitors who sign in.
    fn is_narrow(&self) -> bool {
        false
    }
    /// The menu's entry to which it belongs, where its address does not tell.
    fn entry(&self) -> Option<&'static str> {
        None
    }
    /// Seconds after which the browser asks again, for pages that wait for something.
    fn refresh(&self) -> Option<u32> {
        None
    }
}

/// A page whose type the layer need not know.
pub(crate) trait AnyPage: Send + Sync {
    fn title(&self) -> String;
    fn complaints(&self) -> &[Complaint];
    fn heading(&self) -> Option<String>;
    fn is_narrow(&self) -> bool;
    fn entry(&self) -> Option<&'static str>;
    fn refresh(&self) -> Option<u32>;
    fn html(&self, values: &dyn Values) -> askama::Result<String>;
    fn json(&self) -> serde_json::Result<String>;
}

impl<P: Page> AnyPage for P {
    fn title(&self) -> String {
        Page::title(self)
    }
    fn complaints(&self) -> &[Complaint] {
        Page::complaints(self)
    }
    fn heading(&self) -> Option<String> {
        Page::heading(self)
    }
    fn is_narrow(&self) -> bool {
        Page::is_narrow(self)
    }
    fn entry(&self) -> Option<&'static str> {
        Page::entry(self)
    }
    fn refresh(&self) -> Option<u32> {
        Page::refresh(self)
    }
    fn html(&self, values: &dyn Values) -> askama::Result<String> {
        self.render_with_values(values)
    }
    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

/// The page that the person must look at again; with complaints 422, without 200.
#[derive(Clone)]
pub struct Again(pub(crate) Arc<dyn AnyPage>);

impl Again {
    /// Any page.
    pub fn new(page: impl Page) -> Again {
        Again(Arc::new(page))
    }
    /// What is wrong with it; for tests of handlers.
    pub fn complaints(&self) -> &[Complaint] {
        self.0.complaints()
    }
}

impl std::fmt::Debug for Again {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Again").field(&self.0.title()).field(&self.0.complaints().len()).finish()
    }
}

/// Rides in the response's extensions from the handler to the layer. Nothing else may look inside.
#[derive(Clone)]
pub(crate) enum Carried {
    Page(Outcome, Arc<dyn AnyPage>),
    Problem(Problem),
}

#[derive(Clone)]
pub(crate) enum Outcome {
    Shown,
    Made(Link),
    Went(Link),
    /// The form again, because the person asked for another row or a search.
    Continued,
    Invalid,
    /// Another page with a status of its own.
    Instead(StatusCode),
}

/// A router that forgot its layer answers 500, never an empty 200.
fn carry(what: Carried) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, axum::Extension(what)).into_response()
}

impl<P: Page> IntoResponse for Answer<P> {
    fn into_response(self) -> Response {
        let (outcome, page) = match self {
            Answer::Show(page) => (Outcome::Shown, page),
            Answer::Made { to, page } => (Outcome::Made(to), page),
            Answer::Went { to, page } => (Outcome::Went(to), page),
        };
        carry(Carried::Page(outcome, Arc::new(page)))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        carry(match self {
            Problem::Again(Again(page)) if page.complaints().is_empty() => Carried::Page(Outcome::Continued, page),
            Problem::Again(Again(page)) => Carried::Page(Outcome::Invalid, page),
            Problem::Instead(status, Again(page)) => Carried::Page(Outcome::Instead(status), page),
            problem => Carried::Problem(problem),
        })
    }
}

/// The smallest page: one sentence. For changes that leave nothing to show.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">{{ done }}</p>"#, ext = "html")]
pub struct Done {
    /// The sentence.
    pub done: &'static str,
}

impl Page for Done {
    fn title(&self) -> String {
        self.done.to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
}
