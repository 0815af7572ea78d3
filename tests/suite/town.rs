//! A whole hall of its own for each test, and visitors who ask it over HTTP.

use bytes::Bytes;
use http::{HeaderMap, Method, Request};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use local::{Hall, Options, Running};
use serde_json::Value as Json;

/// The kind of a page's form.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// A hall in memory.
pub struct Town {
    /// The hall, with its switches.
    pub hall: Running,
    client: Client<HttpConnector, Full<Bytes>>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Seen {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// Somebody with a cookie, or without one.
#[derive(Clone)]
pub struct Visitor<'a> {
    pub town: &'a Town,
    pub cookie: Option<String>,
}

impl Town {
    /// A fresh hall.
    pub async fn open() -> Town {
        Town::with(Options::default()).await
    }

    /// A fresh hall whose table and bucket can be made to fail.
    pub async fn frail() -> Town {
        Town::with(Options { faults: true, ..Options::default() }).await
    }

    /// A hall of one's own making.
    pub async fn with(options: Options) -> Town {
        runtime::start_logs();
        let hall = Hall::start(options).await.unwrap();
        Town { hall, client: Client::builder(TokioExecutor::new()).build_http() }
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Visitor<'_> {
        Visitor { town: self, cookie: None }
    }

    /// Sends one request to any address.
    pub async fn send(&self, method: Method, url: &str, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Seen {
        let url = if url.starts_with('/') { format!("{}{url}", self.hall.origin()) } else { url.to_owned() };
        let request = headers
            .iter()
            .fold(Request::builder().method(method).uri(url), |it, (name, value)| it.header(*name, *value));
        let answer = self.client.request(request.body(Full::new(body.into())).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        Seen { status: parts.status.as_u16(), headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
    }
}

impl Seen {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap()
    }
    /// The body as JSON.
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    /// The pointers of a 422.
    pub fn pointers(&self) -> Vec<String> {
        assert_eq!(self.status, 422, "{}", self.text());
        self.json()["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| error["pointer"].as_str().unwrap().to_owned())
            .collect()
    }
    /// The same answer, when it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Seen {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
    /// The session's cookie that the answer sets.
    pub fn session(&self) -> Option<String> {
        let cookies = self.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
        cookies
            .filter_map(|cookie| cookie.split(';').next())
            .find(|cookie| cookie.starts_with("__Host-session="))
            .map(str::to_owned)
    }
}

impl<'a> Visitor<'a> {
    fn headers<'h>(&'h self, more: &[(&'h str, &'h str)]) -> Vec<(&'h str, &'h str)> {
        self.cookie.iter().map(|cookie| ("cookie", cookie.as_str())).chain(more.iter().copied()).collect()
    }

    /// A page.
    pub async fn page(&self, path: &str) -> Seen {
        self.town.send(Method::GET, path, &self.headers(&[("accept", "text/html")]), "").await
    }

    /// A client's look.
    pub async fn get(&self, path: &str) -> Seen {
        self.town.send(Method::GET, path, &self.headers(&[("accept", "application/json")]), "").await
    }

    /// A client's change.
    pub async fn post(&self, path: &str, body: &Json) -> Seen {
        self.post_with(path, &[], body).await
    }

    /// A client's change with headers of its own.
    pub async fn post_with(&self, path: &str, headers: &[(&str, &str)], body: &Json) -> Seen {
        let usual = [("accept", "application/json"), ("content-type", "application/json")];
        let headers: Vec<_> = usual.into_iter().chain(headers.iter().copied()).collect();
        self.town.send(Method::POST, path, &self.headers(&headers), body.to_string()).await
    }

    /// Fills in the form of a page that posts to `action`, as a browser without a script does, and sends it:
    /// what the page's hidden inputs hold, with these fields put in.
    pub async fn fill(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Seen {
        let shown = self.page(page).await.expect(200).text();
        self.send_form(&shown, page, action, fields).await
    }

    /// The same from a page that is shown already.
    pub async fn send_form(&self, shown: &str, page: &str, action: &str, fields: &[(&str, &str)]) -> Seen {
        let form = form_to(shown, page, action);
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in prefilled(&form) {
            if !fields.iter().any(|(field, _)| *field == name) {
                body.append_pair(&name, &value);
            }
        }
        body.extend_pairs(fields);
        let headers = self.headers(&[("accept", "text/html"), ("content-type", FORM)]);
        self.town.send(Method::POST, &to(&form_to(shown, page, action), action), &headers, body.finish()).await
    }
}

/// Where a form goes when it is sent to an address: its own action with its query, or a button's.
fn to(form: &str, action: &str) -> String {
    let own = form.split('>').next().unwrap().split("action=\"").nth(1).map(|rest| rest.split('"').next().unwrap());
    let own = own.map(|own| own.replace("&#38;", "&").replace("&amp;", "&"));
    own.filter(|own| own.split('?').next() == Some(action)).unwrap_or_else(|| action.to_owned())
}

/// What the form of a page that is sent to an address holds before anybody types.
pub fn prefilled_to(shown: &str, page: &str, action: &str) -> Vec<(String, String)> {
    prefilled(&form_to(shown, page, action))
}

/// The form of a page that is sent to an address, by its own action, a button's, or the page's address.
fn form_to(shown: &str, page: &str, action: &str) -> String {
    let forms = shown.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap());
    let path = page.split('?').next().unwrap();
    let leads = |form: &&str| {
        let head = form.split('>').next().unwrap();
        let own = head
            .split("action=\"")
            .nth(1)
            .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"));
        let own = own.map(|own| own.split('?').next().unwrap().to_owned());
        own.as_deref() == Some(action)
            || (own.is_none() && path == action)
            || form.contains(&format!("formaction=\"{action}\""))
    };
    // A button elsewhere on the page may send a form by its id.
    let elsewhere = shown.split("<button").find(|rest| {
        let button = rest.split('>').next().unwrap();
        button.contains(" form=\"") && button.contains(&format!("formaction=\"{action}\""))
    });
    let of = elsewhere.map(|button| button.split(" form=\"").nth(1).unwrap().split('"').next().unwrap());
    let is_of = |form: &str| of.is_some_and(|id| form.split('>').next().unwrap().contains(&format!(" id=\"{id}\"")));
    forms
        .filter(|form| form.split('>').next().unwrap().contains("post"))
        .find(|form| is_of(form) || leads(form))
        .unwrap_or_else(|| panic!("{page} has no form to {action}: {shown}"))
        .to_owned()
}

/// What the inputs of a form hold before anybody types.
fn prefilled(form: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(
            value
                .replace("&#38;", "&")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#60;", "<")
                .replace("&#62;", ">")
                .replace("&amp;", "&"),
        )
    };
    let mut fields = Vec::new();
    for tag in form.split('<').filter(|tag| tag.starts_with("input")) {
        let tag = tag.split('>').next().unwrap();
        let kind = attribute(tag, "type").unwrap_or_default();
        let ticked = match kind.as_str() {
            "radio" | "checkbox" => tag.contains(" checked"),
            "file" => false,
            _ => true,
        };
        if let (Some(name), true) = (attribute(tag, "name"), ticked) {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    for select in form.split("<select").skip(1) {
        let select = select.split("</select>").next().unwrap();
        let chosen =
            select.split("<option").skip(1).find(|option| option.split('>').next().unwrap().contains(" selected"));
        if let (Some(name), Some(option)) = (attribute(select.split('>').next().unwrap(), "name"), chosen) {
            fields.push((name, attribute(option, "value").unwrap_or_default()));
        }
    }
    for area in form.split("<textarea").skip(1) {
        let (tag, rest) = area.split_once('>').unwrap();
        if let Some(name) = attribute(tag, "name") {
            fields.push((name, rest.split("</textarea>").next().unwrap().trim_start_matches('\n').to_owned()));
        }
    }
    fields
}
