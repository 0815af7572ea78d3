//! The gallery: every form with its empty, its filled and its refused example, drawn as in the hall. For those who work on
//! the hall: the embedded hall alone serves it, no template declares it, and nothing that is typed here is kept.
use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use catalog::{FORMS, examples};
use domain::account::{Actor, Role};
use domain::form::{Complaint, Field, Filled, Form, Keys, Kind};
use domain::ids::AccountId;
use runtime::Hall;
use serde::Serialize;
use web::{Action, Answer, Body, Cell, Chrome, FormPart, Handled, ListPart, Page, Problem, Query};

use crate::declared::Declared;
use crate::{Failure, routes::Route};

/// The name of the function that only the embedded hall has.
pub const FUNCTION: &str = "gallery";
/// Its only noun.
const GALLERY: &str = "/gallery";

/// The examples of a form, with their names on the page.
const EXAMPLES: [(&str, &str); 3] = [("empty", "空白"), ("filled", "已填写"), ("refused", "被退回")];

/// What the gallery answers.
pub fn router(hall: Hall) -> Router {
    let shape = hall.shape.clone();
    let routes = Router::new().route(GALLERY, get(list)).route("/gallery/{form}", get(one).post(tried));
    web::hall(routes.with_state(hall).layer(from_fn(as_for_an_enterprise)), shape)
}

/// Draws the pages as an enterprise sees them, with its menu; nobody is signed in.
async fn as_for_an_enterprise(request: Request, next: Next) -> Response {
    if let Some(chrome) = request.extensions().get::<Arc<Chrome>>() {
        let account = AccountId::derived([0; 16]);
        chrome.signed(Actor {
            account,
            role: Role::Enterprise,
            epoch: 0,
            name: "表单示例".to_owned(),
            kind: String::new(),
        });
    }
    next.run(request).await
}

/// Puts the gallery beside what the templates declare, with the settings of the function that serves the pages' assets;
/// where there is none, as in the test of a template that lacks it, there is no gallery.
pub fn beside(declared: &mut Declared) -> Result<(), Failure> {
    let Some(home) = declared.functions.get("home").cloned() else { return Ok(()) };
    declared.functions.insert(FUNCTION.to_owned(), home);
    for (method, path) in [("GET", GALLERY), ("GET", "/gallery/{form}"), ("POST", "/gallery/{form}")] {
        declared.routes.push(Route::new(method, Some(path), FUNCTION.to_owned())?);
    }
    Ok(())
}

async fn list() -> Handled<All> {
    Ok(Answer::Show(All { items: FORMS.iter().map(|form| Named { name: form.name, title: form.title }).collect() }))
}

async fn one(State(hall): State<Hall>, Path(name): Path<String>, query: Query) -> Handled<One> {
    let form = named(&name)?;
    let filled = match query.get("example") {
        None | Some("empty") => Filled::blank(form),
        Some("filled") => Filled::of(form, examples::filled(form.fields())),
        Some("refused") => examples::refused(form, &hall.setting()),
        Some(_) => return Err(Problem::NotFound),
    };
    Ok(Answer::Show(One::new(filled, query.get("example").unwrap_or("empty"))))
}

/// What the form says to what was typed; the good is shown in the spelling in which it would be kept.
async fn tried(State(hall): State<Hall>, Path(name): Path<String>, body: Result<Body, Problem>) -> Handled<One> {
    let form = named(&name)?;
    let record = form.check(body?.draft, &hall.setting()).map_err(|filled| Problem::again(One::new(filled, "")))?;
    Ok(Answer::Show(One::new(Filled::of(form, record.draft().clone()), "")))
}

fn named(name: &str) -> Result<&'static Form, Problem> {
    FORMS.iter().copied().find(|form| form.name == name).ok_or(Problem::NotFound)
}

/// The list of all forms.
#[derive(Serialize, Template)]
#[template(source = "{{ self.shown()|safe }}", ext = "html")]
struct All {
    items: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    name: &'static str,
    title: &'static str,
}

impl All {
    fn shown(&self) -> ListPart {
        let row = |form: &Named| {
            let links = EXAMPLES.map(|(example, label)| Cell::link(at(form.name, example), label));
            vec![Cell::text(form.title), Cell::number(form.name), Cell::several(links.into())]
        };
        ListPart::new("全部表单", &["表单", "名称", "示例"]).rows(self.items.iter().map(row))
    }
}

impl Page for All {
    fn title(&self) -> String {
        "全部表单".to_owned()
    }
}

/// One form with one example in it, or with what was typed.
#[derive(Serialize, Template)]
#[template(
    source = r#"<ul class="govuk-list portal-several">{% for (to, label, here) in self.examples() %}<li><a class="govuk-link" href="{{ to }}"{% if here %} aria-current="page"{% endif %}>{{ label }}</a></li>{% endfor %}</ul>{{ form|safe }}"#,
    ext = "html"
)]
struct One {
    name: &'static str,
    title: &'static str,
    form: FormPart,
    #[serde(skip)]
    example: String,
}

impl One {
    fn new(mut filled: Filled, example: &str) -> One {
        let form = filled.form;
        let searched = form.fields().filter(|field| matches!(field.kind, Kind::Lookup)).map(|field| field.name);
        let found = vec![(examples::NOBODY.to_owned(), "沈阳示例建设有限公司".to_owned())];
        let found = searched.map(|name| (name, found.clone()));
        filled.found = if example == "empty" { BTreeMap::new() } else { found.collect() };
        let actions = [Action::main("保存"), Action::link("全部表单", GALLERY)];
        let part = FormPart::new(filled).to(format!("{GALLERY}/{}", form.name)).heading(form.title).actions(&actions);
        let part = if asks_for_a_password_alone(form) { part.whose("shili.2026") } else { part };
        One { name: form.name, title: form.title, form: part, example: example.to_owned() }
    }
    /// The ways to the examples, and which of them this is.
    fn examples(&self) -> [(String, &'static str, bool); 3] {
        EXAMPLES.map(|(example, label)| (at(self.name, example), label, self.example == example))
    }
}

/// Whether password managers must be told whose password is asked for.
fn asks_for_a_password_alone(form: &'static Form) -> bool {
    let secret = |field: &Field| matches!(field.kind, Kind::Line(scalar) if scalar.keys == Keys::Secret);
    form.fields().any(secret) && !form.fields().any(|field| field.autocomplete == "username")
}

impl Page for One {
    fn title(&self) -> String {
        self.title.to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
}

fn at(form: &str, example: &str) -> String {
    format!("{GALLERY}/{form}?example={example}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value as Json;

    /// The gallery is for development: neither a template nor the list of operations knows it.
    #[test]
    fn the_gallery_is_declared_nowhere() {
        let given = BTreeMap::from([("HallOrigin".to_owned(), Json::from("https://hall.example"))]);
        let mut declared = Declared::read(&crate::templates(), "hall", given).expect("our own templates are read");
        let ours = |declared: &Declared| declared.routes.iter().filter(|route| route.key().contains(GALLERY)).count();
        assert_eq!((ours(&declared), declared.functions.contains_key(FUNCTION)), (0, false));
        assert!(catalog::operations::OPERATIONS.iter().all(|it| !it.path.starts_with(GALLERY)));
        beside(&mut declared).expect("home is declared");
        assert_eq!((ours(&declared), declared.functions.contains_key(FUNCTION)), (3, true));
    }
}
