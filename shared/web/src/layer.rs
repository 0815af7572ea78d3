//! The layer that closes a router: guards every change, shows every answer in the face that was asked for.

use crate::answer::{AnyPage, Carried, Outcome};
use crate::around::{Frame, around};
use crate::chrome::{Chrome, Shape};
use crate::excuse::{self, plain};
use crate::face::Face;
use crate::problem::Problem;
use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header, request::Parts};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use domain::form::Complaint;
use serde_json::json;
use std::sync::Arc;
use std::time::Instant;

/// The most bytes of a JSON body.
pub(crate) const MOST_JSON: usize = 64 * 1024;
/// The most bytes of a page's form: the same text, of which percent signs make three.
pub(crate) const MOST_FORM: usize = 3 * MOST_JSON;

/// What is said of a form whose token belongs to another session. What was typed into it is shown to be sent again.
pub(crate) const STALE: &str = "页面已过期，内容还没有提交";

/// Closes a workflow's routes: unknown paths, both faces, guards, headers. A router is served only through this.
pub fn hall(routes: Router, shape: Shape) -> Router {
    whole_hall(routes.fallback(|| async { Problem::NotFound }), shape)
}

/// The same for routes that answer unknown paths themselves: those of the function to which every address leads that
/// nobody else answers.
pub fn whole_hall(routes: Router, shape: Shape) -> Router {
    let house = House { headers: Arc::new(headers(&shape)), shape: Arc::new(shape) };
    routes.layer(from_fn_with_state(house, two_faced))
}

#[derive(Clone)]
struct House {
    shape: Arc<Shape>,
    headers: Arc<Vec<(HeaderName, HeaderValue)>>,
}

async fn two_faced(State(house): State<House>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let (mut parts, body) = request.into_parts();
    let method = parts.method.clone();
    let route = parts.extensions.get::<MatchedPath>().map_or("-", |path| path.as_str()).to_owned();
    let face = Face::asked(&parts.headers);
    let chrome = Arc::new(Chrome::new(house.shape, &parts));
    parts.extensions.insert(Arc::clone(&chrome));
    let answer = match admit(&parts, body, &chrome).await {
        Ok(body) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) => axum::response::IntoResponse::into_response(problem),
    };
    let mut shown = wear(face, answer, &chrome, &method, &route);
    for (name, value) in house.headers.iter() {
        shown.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    if method == Method::HEAD {
        *shown.body_mut() = Body::empty();
    }
    log(&method, &route, shown.status(), began);
    shown
}

/// Refuses what another site sent, what is no form and no JSON, what is too large, and forms without their token.
async fn admit(parts: &Parts, body: Body, chrome: &Chrome) -> Result<Body, Problem> {
    if parts.method.is_safe() {
        return Ok(body);
    }
    if is_foreign(parts, &chrome.shape.origin) {
        return Err(Problem::Forbidden("请从本网站的页面提交"));
    }
    let face = Face::written(&parts.headers);
    let most = if face == Some(Face::Html) { MOST_FORM } else { MOST_JSON };
    let read = axum::body::to_bytes(body, most + 1);
    let bytes = match face {
        None if parts.headers.contains_key(header::CONTENT_TYPE) => {
            return Err(Problem::Other(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        _ => read.await.map_err(|_| Problem::TooLarge)?,
    };
    if bytes.len() > most {
        return Err(Problem::TooLarge);
    }
    if face.is_none() && !bytes.is_empty() {
        return Err(Problem::Other(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    if face == Some(Face::Html) {
        chrome.keep_typed(bytes.clone());
        let token = form_urlencoded::parse(&bytes).find(|(name, _)| name == "_csrf");
        if !token.is_some_and(|(_, token)| chrome.token_holds(&token)) {
            return Err(Problem::Forbidden(STALE));
        }
    }
    Ok(Body::from(bytes))
}

fn is_foreign(parts: &Parts, own: &str) -> bool {
    let text = |name| parts.headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or("?"));
    let site = text("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    let origin = text("origin").is_some_and(|origin| origin != own && !names_us(origin, parts));
    site || origin
}

/// Whether the authority of an address is the one that was asked.
fn names_us(address: &str, parts: &Parts) -> bool {
    let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| parts.uri.authority().map(|authority| authority.as_str()));
    let authority = address.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    matches!((authority, host), (Some(authority), Some(host)) if authority.eq_ignore_ascii_case(host))
}

/// The page of ours from which the request came, without its origin.
pub(crate) fn own_referer(parts: &Parts) -> Option<String> {
    let referer = parts.headers.get(header::REFERER)?.to_str().ok()?;
    let rest = referer.split_once("://")?.1;
    let path = &rest[rest.find('/')?..];
    names_us(referer, parts).then(|| crate::chrome::own_link(path)).flatten()
}

/// Shows what was carried, keeping the headers that the handler set.
fn wear(face: Face, mut answer: Response, chrome: &Chrome, method: &Method, route: &str) -> Response {
    let status = answer.status();
    let carried = answer.extensions_mut().remove::<Carried>();
    let shown = match carried {
        Some(Carried::Page(outcome, page)) => show(face, outcome, &*page, chrome),
        Some(Carried::Problem(problem)) => Err(problem),
        // The framework refuses a path that cannot be read; such a path names nothing.
        None if status == StatusCode::BAD_REQUEST || status == StatusCode::NOT_FOUND => Err(Problem::NotFound),
        None if status.is_client_error() || status.is_server_error() => Err(Problem::Other(status)),
        None => return answer, // assets and redirects
    };
    let mut shown = shown.unwrap_or_else(|problem| {
        if let Problem::Broken(cause) = &problem {
            excuse::log(&**cause, method, route);
        }
        excuse::excuse(face, &problem, chrome, method)
    });
    for (name, value) in answer.headers() {
        if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
            shown.headers_mut().append(name, value.clone());
        }
    }
    if shown.status() == StatusCode::UNAUTHORIZED {
        shown.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Session"));
    }
    shown.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Cookie"));
    shown.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    shown
}

/// The whole table of answers.
fn show(face: Face, outcome: Outcome, page: &dyn AnyPage, chrome: &Chrome) -> Result<Response, Problem> {
    let undone = matches!(outcome, Outcome::Continued | Outcome::Invalid | Outcome::Instead(_));
    let html = |status| {
        let wrong = if page.complaints().is_empty() { "" } else { "错误：" };
        let frame = Frame {
            title: format!("{wrong}{}", page.title()),
            heading: page.heading(),
            narrow: page.is_narrow(),
            refresh: page.refresh(),
            marked: true,
            entry: page.entry(),
            inner: page.html(&chrome.values(undone))?,
        };
        Ok(plain(status, "text/html; charset=utf-8", around(chrome, frame)?))
    };
    let json = |status| Ok(plain(status, "application/json", page.json().map_err(Problem::broken)?));
    match (face, outcome) {
        (Face::Html, Outcome::Shown | Outcome::Continued) => html(StatusCode::OK),
        (Face::Html, Outcome::Invalid) => html(StatusCode::UNPROCESSABLE_ENTITY),
        (Face::Html, Outcome::Instead(status)) => html(status),
        (Face::Html, Outcome::Made(to) | Outcome::Went(to)) => excuse::led(&to),
        (Face::Json, Outcome::Shown | Outcome::Continued) => json(StatusCode::OK),
        (Face::Json, Outcome::Made(to)) => excuse::located(json(StatusCode::CREATED)?, header::LOCATION, &to),
        (Face::Json, Outcome::Went(to)) => excuse::located(json(StatusCode::OK)?, header::CONTENT_LOCATION, &to),
        (Face::Json, Outcome::Invalid) => {
            Ok(excuse::problem(StatusCode::UNPROCESSABLE_ENTITY, "提交的内容需要修改", errors(page)))
        }
        (Face::Json, Outcome::Instead(status)) => {
            let title = page.complaints().first().map_or_else(|| page.title(), Complaint::words);
            Ok(excuse::problem(status, &title, errors(page)))
        }
    }
}

/// What is wrong, for clients; nothing where nothing is.
fn errors(page: &dyn AnyPage) -> serde_json::Value {
    let error = |it: &Complaint| json!({ "pointer": it.pointer(), "code": it.code(), "text": it.words() });
    let errors: Vec<_> = page.complaints().iter().map(error).collect();
    if errors.is_empty() { json!({}) } else { json!({ "errors": errors }) }
}

fn headers(shape: &Shape) -> Vec<(HeaderName, HeaderValue)> {
    let is_origin = |text: &&str| {
        text.contains("://") && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:/[]".contains(&b))
    };
    let bucket = Some(shape.bucket_origin.as_str()).filter(is_origin).map(|origin| format!(" {origin}"));
    let bucket = bucket.unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:{bucket}; media-src 'self' blob:; \
         connect-src 'self'{bucket}; form-action 'self'{bucket}; base-uri 'none'; frame-ancestors 'none'"
    );
    let policy = HeaderValue::try_from(policy).expect("origins were looked at before");
    let mut all = vec![(header::CONTENT_SECURITY_POLICY, policy)];
    let fixed: [(&'static str, &'static str); 5] = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", "camera=(self), microphone=(), geolocation=()"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    all.extend(fixed.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))));
    if shape.origin.starts_with("https://") {
        all.push((header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000")));
    }
    all
}

/// One line a request: what was matched, never what was asked.
fn log(method: &Method, route: &str, status: StatusCode, began: Instant) {
    let known = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];
    let method = if known.contains(method) { method.as_str() } else { "OTHER" };
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(target: "request", method, route, status = status.as_u16(), ms);
}
