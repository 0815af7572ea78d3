//! Both faces of a small hall. `ask` is the only thing here that knows how a router is called.

mod conflicts;
mod faces;
mod forms;
mod guards;
mod house;
mod parts;

use crate::{Answer, Body, Claim, FormPage, Handled, HandledWith, Page, Problem, Shape, session_cookie};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, Request, StatusCode, header, request::Parts};
use axum::routing::{get, post};
use catalog::notice::NOTICE;
use catalog::registration::PERSON;
use domain::account::{Actor, Role};
use domain::form::{Filled, Record};
use domain::ids::AccountId;
use domain::value::Setting;
use http_body_util::BodyExt;
use serde_json::{Value as Json, json};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

pub(super) const FORM: &str = "application/x-www-form-urlencoded";
pub(super) const LI: &str = "identity_number=210102190001010014&name=李某&sex=male&unit=0123456789abcdef0123456789abcdef\
                             &login_name=li.mou&password=纸船载着十二枚月亮慢慢过河&phone=13800005678";

pub(super) fn li() -> Json {
    json!({ "identity_number": "210102190001010014", "name": "李某", "sex": "male", "phone": "13800005678",
            "unit": "0123456789abcdef0123456789abcdef", "login_name": "li.mou", "password": "纸船载着十二枚月亮慢慢过河" })
}

pub(super) fn setting() -> Setting {
    Setting { today: jiff::civil::date(2026, 11, 23) }
}

/// What a function does: registers people, shows them, refuses in every way.
#[derive(Clone, Default)]
struct App(Arc<Mutex<Vec<Record>>>);

pub(super) fn hall() -> Router {
    let routes = Router::new()
        .route("/people", get(blank).post(register))
        .route("/people/{id}", get(person).post(correct))
        .route("/session", post(sign_in))
        .route("/problems/{which}", get(problem).post(problem_after_body))
        .route("/nothing", post(|| async { Ok::<_, Problem>(Answer::Show(crate::Done { done: "好" })) }))
        .with_state(App::default());
    crate::hall(routes, shape())
}

pub(super) fn shape() -> Shape {
    let text = str::to_owned;
    Shape { csrf_key: [9; 32], bucket_origin: text("https://bucket.example"), origin: text("https://hall.example") }
}

async fn blank() -> Handled<FormPage> {
    Ok(Answer::Show(FormPage::blank(&PERSON)))
}
async fn register(State(app): State<App>, body: Body) -> Handled<FormPage> {
    let person = PERSON.check(body.draft, &setting())?;
    let mut all = app.0.lock().map_err(|_| Problem::Busy)?;
    all.push(person.clone());
    Ok(Answer::Made { to: format!("/people/{}", all.len() - 1), page: FormPage::from(&person) })
}
async fn person(State(app): State<App>, Path(id): Path<usize>, parts: Parts) -> Handled<FormPage> {
    signed(&parts);
    let all = app.0.lock().map_err(|_| Problem::Busy)?;
    Ok(Answer::Show(FormPage::from(all.get(id).ok_or(Problem::NotFound)?)))
}
async fn correct(State(app): State<App>, Path(id): Path<usize>, body: Body) -> Handled<FormPage> {
    let mut all = app.0.lock().map_err(|_| Problem::Busy)?;
    let known = all.get_mut(id).ok_or(Problem::NotFound)?;
    if body.version != Some(1) {
        return Err(Problem::conflict("内容已被他人修改"));
    }
    *known = PERSON.check(body.draft, &setting())?;
    Ok(Answer::Went { to: format!("/people/{id}"), page: FormPage::from(&*known) })
}
async fn sign_in(_: Body) -> HandledWith<crate::Done> {
    let claim = Claim { account: account(), secret: crate::Secret([5; 32]), officer: false };
    Ok(Answer::Made { to: "/people".to_owned(), page: crate::Done { done: "已登录" } }
        .with_cookie(session_cookie(&claim, 60)))
}
async fn problem(Path(which): Path<String>, parts: Parts) -> Handled<FormPage> {
    signed(&parts);
    Err(match which.as_str() {
        "sign-in" => Problem::SignIn,
        "change" => Problem::Change,
        "forbidden" => Problem::Forbidden("不能这样办理"),
        "own" => domain::Refused::Own.into(),
        "gone" => Problem::Gone,
        "slow" => Problem::Slow { seconds: 40 },
        "busy" => Problem::Busy,
        "broken" => Problem::broken("the drawer 210102190001010014\nis \u{1b}[31mstuck"),
        "state" => domain::Refused::NotNow { state: "已审核", asked: "通过" }.into(),
        "again" => Problem::again(FormPage::from(Filled::blank(&NOTICE))),
        _ => Problem::NotFound,
    })
}
async fn problem_after_body(path: Path<String>, parts: Parts, _: Body) -> Handled<FormPage> {
    problem(path, parts).await
}

pub(super) fn account() -> AccountId {
    AccountId::parse("0123456789abcdef0123456789abcdef").unwrap()
}
fn signed(parts: &Parts) {
    if let (Some(chrome), Some(claim)) = (crate::Chrome::of(parts), Claim::of(&parts.headers)) {
        let (name, kind) = ("示例公司".to_owned(), "construction".to_owned());
        chrome.signed(Actor { account: claim.account, role: Role::Enterprise, epoch: 1, name, kind });
        chrome.badge(3);
    }
}

pub(super) struct Seen {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Seen {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    pub(super) fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap()
    }
}

pub(super) async fn ask(
    router: &Router,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<String>,
) -> Seen {
    let request = Request::builder().method(method).uri(path).header("host", "hall.example");
    let request = headers.iter().fold(request, |it, (name, value)| it.header(*name, *value));
    let reply = router.clone().oneshot(request.body(axum::body::Body::from(body.into())).unwrap()).await.unwrap();
    let (status, headers) = (reply.status(), reply.headers().clone());
    let bytes = reply.into_body().collect().await.unwrap().to_bytes();
    Seen { status, headers, body: String::from_utf8(bytes.into()).unwrap() }
}

pub(super) async fn get_page(router: &Router, path: &str) -> Seen {
    ask(router, Method::GET, path, &[("accept", "text/html")], "").await
}

pub(super) async fn get_json(router: &Router, path: &str) -> Seen {
    ask(router, Method::GET, path, &[("accept", "application/json")], "").await
}

pub(super) async fn post_json(router: &Router, path: &str, body: &Json) -> Seen {
    let headers = [("content-type", "application/json"), ("accept", "application/json")];
    ask(router, Method::POST, path, &headers, body.to_string()).await
}

/// What a browser does: posts the fields with the hidden token of the page.
pub(super) async fn post_page(router: &Router, path: &str, fields: &str) -> Seen {
    let page = get_page(router, "/people").await;
    let headers = [
        ("content-type", FORM),
        ("accept", "text/html"),
        ("origin", "https://hall.example"),
        ("sec-fetch-site", "same-origin"),
    ];
    ask(router, Method::POST, path, &headers, format!("_csrf={}&{fields}", hidden(&page.body, "_csrf"))).await
}

/// The value of a page's hidden input.
pub(super) fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!(r#"name="{name}" value=""#)).expect("the page has this hidden input");
    rest.split('"').next().unwrap().to_owned()
}

/// A template as it is drawn on a page.
pub(super) fn drawn(part: &impl askama::Template) -> String {
    let given =
        crate::chrome::Given { csrf: "TOKEN".to_owned(), request: "REQUEST".to_owned(), window: "WINDOW".to_owned() };
    part.render_with_values(&given).unwrap()
}

pub(super) fn title_of(page: &impl Page) -> String {
    page.title()
}

/// The cookie of somebody signed in.
pub(super) fn cookie() -> String {
    let claim = Claim { account: account(), secret: crate::Secret([5; 32]), officer: false };
    session_cookie(&claim, 60).to_str().unwrap().split(';').next().unwrap().to_owned()
}

pub(super) const COOKIE: header::HeaderName = header::COOKIE;
