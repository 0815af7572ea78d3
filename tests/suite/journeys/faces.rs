//! The two faces of every address, the document of all of them, and what is no address at all.

use crate::town::{Seen, Town, Visitor};
use catalog::FORMS;
use catalog::operations::{OPERATIONS, Takes};
use http::Method;
use local::declared::Declared;
use local::faults::{Fault, Place};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

#[tokio::test]
async fn the_document_lists_every_route_of_the_template_and_the_fields_of_every_form() {
    let town = Town::open().await;
    let seen = town.visitor().get("/openapi.json").await.expect(200);
    assert_eq!(seen.header("content-type"), "application/json");
    let document = seen.json();
    let parameters = ["HallOrigin", "BucketOrigin"].map(|name| (name.to_owned(), json!("http://hall.example")));
    let declared = Declared::read(&local::templates(), "hall", BTreeMap::from(parameters)).unwrap();
    let routes: BTreeSet<String> =
        declared.routes.iter().map(local::Route::key).filter(|key| key != "$default").collect();
    let mut listed = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            listed.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let (heads, routes): (BTreeSet<String>, BTreeSet<String>) =
        routes.into_iter().partition(|route| route.starts_with("HEAD "));
    assert_eq!(listed, routes);
    let gets = routes.iter().filter_map(|route| Some(format!("HEAD {}", route.strip_prefix("GET ")?)));
    assert_eq!(heads, gets.collect(), "the gateway takes HEAD wherever it takes GET");
    for it in OPERATIONS {
        let operation = &document["paths"][it.path][it.method.to_lowercase()];
        assert!(operation["responses"][it.status.to_string()].is_object(), "{} {}", it.method, it.path);
        let Takes::Whole(form) = it.body else { continue };
        let kinds = &operation["requestBody"]["content"];
        for kind in ["application/json", "application/x-www-form-urlencoded"] {
            assert_eq!(kinds[kind]["schema"]["$ref"], format!("#/components/schemas/{}", form.name));
        }
    }
    for form in FORMS {
        let schema = &document["components"]["schemas"][form.name];
        let controls = ["request_id", "version"];
        let fields: BTreeSet<&str> = form.fields().map(|field| field.name).chain(controls).collect();
        let listed: BTreeSet<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(listed, fields, "{}", form.name);
        let must: BTreeSet<&str> = form.fields().filter(|field| field.must).map(|field| field.name).collect();
        let required = schema["required"].as_array().map_or_else(Vec::new, Clone::clone);
        assert_eq!(required.iter().map(|name| name.as_str().unwrap()).collect::<BTreeSet<_>>(), must, "{}", form.name);
    }
}

/// The addresses that a visitor may look at.
const OPEN: [&str; 6] = ["/", "/session", "/registrations/enterprises", "/registrations/people", "/notices", "/credit"];

async fn accepts(who: &Visitor<'_>, path: &str, accept: &str) -> (u16, String) {
    let seen = who.town.send(Method::GET, path, &[("accept", accept)], "").await;
    (seen.status, seen.header("content-type").to_owned())
}

#[tokio::test]
async fn an_address_is_a_page_for_browsers_and_json_for_clients() {
    let town = Town::open().await;
    let visitor = town.visitor();
    let (page, json) = ("text/html; charset=utf-8", "application/json");
    for path in OPEN {
        for (accept, kind) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", page),
            ("*/*", page),
            ("application/json", json),
            ("application/json, text/plain, */*", json),
            ("text/html;q=0.1, application/json", json),
        ] {
            assert_eq!(accepts(&visitor, path, accept).await, (200, kind.to_owned()), "{path} {accept}");
        }
        let seen = visitor.get(path).await;
        assert!(seen.header("vary").contains("Accept") && seen.header("cache-control") == "no-store", "{path}");
        assert_eq!(seen.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn what_is_no_address_is_404_on_both_faces_and_tells_nothing_of_what_was_asked() {
    let town = Town::open().await;
    let visitor = town.visitor();
    let (client, browser) = (visitor.get("/nowhere").await.expect(404), visitor.page("/nowhere").await.expect(404));
    assert_eq!(client.json(), json!({ "type": "about:blank", "title": "没有找到这个页面", "status": 404 }));
    assert!(browser.text().contains("没有找到这个页面") && browser.header("content-type").starts_with("text/html"));
    for path in ["/elsewhere", "/reviews/a/b/c", "/%F0%9F%98", "/.env", "/assets/none.css", "/Session", "/session/"] {
        assert_eq!(
            (visitor.get(path).await.status, visitor.get(path).await.body),
            (404, client.body.clone()),
            "{path}"
        );
        assert_eq!(visitor.page(path).await.body, browser.body, "{path}");
    }
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    for (login, link) in [("unit1", "href=\"/reviews\""), ("person0", "href=\"/person\"")] {
        let who = town.sign_in(login).await;
        assert_eq!(who.get("/nowhere").await.expect(404).body, client.body, "a client is told the same whoever it is");
        let shown = who.page("/nowhere").await.expect(404).text();
        assert!(shown.contains("没有找到这个页面") && shown.contains("退出") && shown.contains(link), "{shown}");
        let unknown = if login == "unit1" { "/reviews" } else { "/attachments" };
        let unknown = who.page(&format!("{unknown}/{}", "0".repeat(32))).await.expect(404).text();
        assert_eq!(shown, unknown, "what is nowhere and what is unknown look the same");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
        for path in ["/session", "/person", "/nowhere"] {
            let seen = town.send(method.clone(), path, &[("accept", "application/json")], "").await;
            assert!(matches!(seen.status, 404 | 405), "{method} {path}: {}", seen.status);
        }
    }
}

#[tokio::test]
async fn head_is_answered_like_get_without_a_body_in_every_function() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let cookie = unit.cookie.clone().unwrap();
    let missing = format!("/people/{}", "0".repeat(32));
    for (path, status) in [
        ("/", 200),
        ("/openapi.json", 200),
        ("/session", 200),
        ("/registrations/people", 200),
        ("/reviews", 200),
        ("/unit", 200),
        ("/people", 200),
        ("/matters", 200),
        ("/deletion-requests", 200),
        ("/cases", 403),
        ("/person", 403),
        (missing.as_str(), 404),
        ("/nowhere", 404),
    ] {
        let headers = [("accept", "text/html"), ("cookie", cookie.as_str())];
        let get = town.send(Method::GET, path, &headers, "").await;
        let head = town.send(Method::HEAD, path, &headers, "").await;
        assert_eq!((get.status, head.status), (status, status), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        assert!(head.body.is_empty() && !get.body.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn what_cannot_be_done_at_an_address_is_405_and_says_what_can() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    for (method, path, allow) in [
        (Method::POST, "/todos", "GET, HEAD"),
        (Method::POST, "/openapi.json", "GET, HEAD"),
        (Method::PUT, "/notices", "GET, HEAD, POST"),
        (Method::DELETE, "/person", "GET, HEAD, POST"),
        (Method::PATCH, "/people/0123", "GET, HEAD, POST"),
        (Method::OPTIONS, "/session", "GET, HEAD, POST"),
        (Method::GET, "/session/end", "POST"),
        (Method::GET, "/cases/0123/decisions", "POST"),
    ] {
        let cookie = unit.cookie.clone().unwrap();
        for accept in ["application/json", "text/html"] {
            let headers = [("accept", accept), ("cookie", cookie.as_str())];
            let seen = town.send(method.clone(), path, &headers, "").await.expect(405);
            assert_eq!(seen.header("allow"), allow, "{method} {path}");
            let signed = accept != "text/html" || seen.text().contains("退出");
            assert!(seen.text().contains("不支持这样的操作") && signed, "{method} {path}: {}", seen.text());
        }
    }
}

#[tokio::test]
async fn a_page_about_a_problem_does_not_say_that_somebody_signed_out() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let head = |seen: &Seen| seen.text().split("</header>").next().unwrap().to_owned();
    let is_neutral = |head: &str| head.contains("返回首页") && !head.contains("href=\"/session\"");
    let cookie = unit.cookie.clone().unwrap();
    let form = [("accept", "text/html"), ("content-type", "application/x-www-form-urlencoded"), ("cookie", &cookie)];
    let stale = town.send(Method::POST, "/unit", &form, "_csrf=x&contact=a").await.expect(403);
    assert!(stale.text().contains("页面已过期") && is_neutral(&head(&stale)), "{}", head(&stale));
    let shown = unit.page("/account").await.expect(200).text();
    town.hall.faults().all(Place::Table, Fault::Refuse);
    let busy = unit.page("/unit").await.expect(503);
    assert!(is_neutral(&head(&busy)), "{}", head(&busy));
    let busy = unit.send_form(&shown, "/account", "/account", &[("user_name", "李某")]).await.expect(503);
    assert!(is_neutral(&head(&busy)), "{}", head(&busy));
    let visited = head(&town.visitor().page("/unit").await);
    town.hall.faults().clear();
    assert!(!visited.contains("返回首页"), "a visitor has no session to go back to: {visited}");
    assert!(head(&town.visitor().page("/nowhere").await.expect(404)).contains("href=\"/session\""));
}

#[tokio::test]
async fn page_assets_are_kept_for_a_year_under_hashed_names() {
    let town = Town::open().await;
    let page = town.visitor().page("/session").await.text();
    let links: Vec<&str> = page.split("\"/assets/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.len() >= 5, "{links:?}");
    for name in links {
        let seen = town.visitor().page(&format!("/assets/{name}")).await.expect(200);
        assert!(seen.header("cache-control").contains("max-age=31536000"), "{name}");
        assert!(seen.header("cache-control").contains("immutable") && !seen.body.is_empty());
        assert!(
            name.split(['-', '.']).any(|part| part.len() >= 8 && part.bytes().all(|b| b.is_ascii_hexdigit())),
            "{name}"
        );
    }
    assert!(!page.contains("http://") && !page.contains("https://"), "a page asks no other host");
}
