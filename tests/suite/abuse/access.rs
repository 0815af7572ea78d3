//! Who may what: every role at every route of the template, on both faces; a stranger's matter looks like an unknown one.

mod street;

use crate::people::PASSWORD;
use crate::town::{FORM, Seen, Town, Visitor};
use catalog::operations::OPERATIONS;
use http::Method;
use local::faults::Place;
use serde_json::json;
use std::collections::BTreeSet;
use street::street;

/// What each route answers to a visitor, the person's unit, another, the person, another one, an officer; 0 lets in.
const MAY: &[(&str, [u16; 6])] = &[
    ("GET /session", [0; 6]),
    ("POST /session", [0; 6]),
    ("POST /session/end", [0; 6]),
    ("GET /account", [401, 0, 0, 0, 0, 0]),
    ("POST /account", [401, 0, 0, 0, 0, 0]),
    ("POST /account/initialisation", [401, 0, 0, 0, 0, 0]),
    ("GET /accounts", [401, 403, 403, 403, 403, 0]),
    ("POST /accounts/resets", [401, 403, 403, 403, 403, 0]),
    ("GET /registrations/enterprises", [0; 6]),
    ("POST /registrations/enterprises", [0; 6]),
    ("GET /registrations/people", [0; 6]),
    ("POST /registrations/people", [0; 6]),
    ("GET /registrations/units", [0; 6]),
    ("GET /person", [401, 403, 403, 0, 0, 403]),
    ("POST /person", [401, 403, 403, 0, 0, 403]),
    ("POST /person/submission", [401, 403, 403, 0, 0, 403]),
    ("GET /person/unit", [401, 403, 403, 0, 0, 403]),
    ("POST /person/unit", [401, 403, 403, 0, 0, 403]),
    ("GET /person/{list}/{row}", [401, 403, 403, 0, 0, 403]),
    ("POST /person/{list}/{row}", [401, 403, 403, 0, 0, 403]),
    ("POST /person/{list}/{row}/removal", [401, 403, 403, 0, 0, 403]),
    ("GET /reviews", [401, 0, 0, 403, 403, 403]),
    ("GET /reviews/sheet", [401, 0, 0, 403, 403, 403]),
    ("GET /reviews/{id}", [401, 0, 404, 403, 403, 403]),
    ("POST /reviews/{id}/decisions", [401, 0, 404, 403, 403, 403]),
    ("POST /reviews/{id}/disclosure", [401, 0, 404, 403, 403, 403]),
    ("POST /attachments", [401, 0, 0, 0, 0, 403]),
    ("GET /attachments/new", [401, 403, 403, 0, 0, 403]),
    ("GET /attachments/copies", [401, 403, 403, 0, 0, 403]),
    ("POST /attachments/copies", [401, 0, 0, 0, 0, 403]),
    ("GET /attachments/{id}", [401, 0, 404, 0, 404, 404]),
    ("GET /attachments/{id}/view", [401, 0, 404, 0, 404, 404]),
    ("GET /attachments/{id}/pages/{page}", [401, 0, 404, 0, 404, 404]),
    ("GET /attachments/{id}/original", [401, 0, 404, 0, 404, 404]),
    ("POST /attachments/{id}/removal", [401, 404, 404, 0, 404, 403]),
    ("GET /materials", [401, 0, 0, 0, 0, 403]),
    ("GET /materials/{id}", [401, 404, 404, 0, 404, 403]),
    ("GET /materials/{id}/view", [401, 404, 404, 0, 404, 403]),
    ("GET /materials/{id}/pages/{page}", [401, 404, 404, 0, 404, 403]),
    ("GET /materials/{id}/original", [401, 404, 404, 0, 404, 403]),
    ("POST /materials/{id}/validity", [401, 404, 404, 0, 404, 403]),
    ("POST /materials/{id}/removal", [401, 404, 404, 0, 404, 403]),
    ("GET /", [0; 6]),
    ("GET /todos", [401, 0, 0, 0, 0, 0]),
    ("GET /notices", [0; 6]),
    ("POST /notices", [401, 403, 403, 403, 403, 0]),
    ("GET /notices/new", [401, 403, 403, 403, 403, 0]),
    ("GET /notices/{id}", [0; 6]),
    ("POST /notices/{id}", [401, 403, 403, 403, 403, 0]),
    ("GET /notices/{id}/edit", [401, 403, 403, 403, 403, 0]),
    ("POST /notices/{id}/withdrawal", [401, 403, 403, 403, 403, 0]),
    ("GET /credit", [0; 6]),
    ("GET /openapi.json", [0; 6]),
    ("GET /assets/{name}", [0; 6]),
    ("GET /unit", [401, 0, 0, 403, 403, 403]),
    ("POST /unit", [401, 0, 0, 403, 403, 403]),
    ("POST /unit/verification", [401, 0, 0, 403, 403, 403]),
    ("POST /unit/verification/acknowledgement", [401, 0, 0, 403, 403, 403]),
    ("GET /records/{book}", [401, 0, 0, 403, 403, 403]),
    ("POST /records/{book}", [401, 0, 0, 403, 403, 403]),
    ("GET /records/{book}/new", [401, 0, 0, 403, 403, 403]),
    ("GET /records/{book}/sheet", [401, 0, 0, 403, 403, 403]),
    ("GET /records/{book}/template", [401, 0, 0, 403, 403, 403]),
    ("GET /records/{book}/{id}", [401, 0, 404, 403, 403, 403]),
    ("POST /records/{book}/{id}", [401, 0, 404, 403, 403, 403]),
    ("GET /records/{book}/{id}/edit", [401, 0, 404, 403, 403, 403]),
    ("POST /records/{book}/{id}/removal", [401, 0, 404, 403, 403, 403]),
    ("POST /drafts/{form}/{of}", [401, 0, 0, 403, 403, 403]),
    ("POST /drafts/{form}/{of}/removal", [401, 0, 0, 403, 403, 403]),
    ("GET /drafts/{form}/{of}/rows/{list}/{row}", [401, 0, 0, 403, 403, 403]),
    ("POST /drafts/{form}/{of}/rows/{list}/{row}", [401, 0, 0, 403, 403, 403]),
    ("POST /drafts/{form}/{of}/rows/{list}/{row}/removal", [401, 0, 0, 403, 403, 403]),
    ("GET /units", [401, 403, 403, 403, 403, 0]),
    ("GET /units/{id}", [401, 403, 403, 403, 403, 0]),
    ("POST /units/{id}/verification", [401, 403, 403, 403, 403, 0]),
    ("GET /units/{id}/handover", [401, 403, 403, 403, 403, 0]),
    ("POST /units/{id}/handover", [401, 403, 403, 403, 403, 0]),
    ("GET /people", [401, 0, 0, 403, 403, 403]),
    ("GET /people/new", [401, 0, 0, 403, 403, 403]),
    ("POST /people", [401, 0, 0, 403, 403, 403]),
    ("GET /people/sheet", [401, 0, 0, 403, 403, 403]),
    ("GET /people/{id}", [401, 0, 404, 403, 403, 403]),
    ("GET /people/{id}/edit", [401, 0, 404, 403, 403, 403]),
    ("POST /people/{id}", [401, 0, 404, 403, 403, 403]),
    ("GET /imports", [401, 0, 0, 403, 403, 403]),
    ("POST /imports", [401, 0, 0, 403, 403, 403]),
    ("GET /imports/new", [401, 0, 0, 403, 403, 403]),
    ("GET /imports/template", [401, 0, 0, 403, 403, 403]),
    ("GET /imports/{id}", [401, 0, 404, 403, 403, 403]),
    ("POST /imports/{id}/acceptance", [401, 0, 404, 403, 403, 403]),
    ("POST /imports/{id}/removal", [401, 0, 404, 403, 403, 403]),
    ("GET /imports/{id}/rejects", [401, 0, 404, 403, 403, 403]),
    ("POST /people/{id}/posts", [401, 0, 404, 403, 403, 403]),
    ("POST /people/{id}/posts/{post}/removal", [401, 0, 404, 403, 403, 403]),
    ("POST /people/{id}/disclosure", [401, 0, 404, 403, 403, 403]),
    ("GET /matters", [401, 0, 0, 403, 403, 403]),
    ("GET /matters/{id}", [401, 0, 0, 403, 403, 403]),
    ("GET /applications", [401, 0, 0, 403, 403, 403]),
    ("POST /applications", [401, 0, 0, 403, 403, 403]),
    ("GET /applications/sheet", [401, 0, 0, 403, 403, 403]),
    ("GET /applications/{id}", [401, 0, 404, 403, 403, 403]),
    ("POST /applications/{id}", [401, 0, 404, 403, 403, 403]),
    ("POST /applications/{id}/people", [401, 0, 404, 403, 403, 403]),
    ("POST /applications/{id}/people/{worker}/removal", [401, 0, 404, 403, 403, 403]),
    ("POST /applications/{id}/submission", [401, 0, 404, 403, 403, 403]),
    ("POST /applications/{id}/removal", [401, 0, 404, 403, 403, 403]),
    ("POST /applications/{id}/withdrawal", [401, 0, 404, 403, 403, 403]),
    ("POST /applications/{id}/acknowledgement", [401, 0, 404, 403, 403, 403]),
    ("GET /qualifications", [401, 0, 0, 403, 403, 403]),
    ("GET /qualifications/sheet", [401, 0, 0, 403, 403, 403]),
    ("GET /qualifications/{id}", [401, 0, 404, 403, 403, 403]),
    ("GET /cases", [401, 403, 403, 403, 403, 0]),
    ("GET /cases/{id}", [401, 403, 403, 403, 403, 0]),
    ("POST /cases/{id}/taking", [401, 403, 403, 403, 403, 0]),
    ("POST /cases/{id}/return", [401, 403, 403, 403, 403, 0]),
    ("POST /cases/{id}/reassignment", [401, 403, 403, 403, 403, 0]),
    ("POST /cases/{id}/acceptance", [401, 403, 403, 403, 403, 0]),
    ("POST /cases/{id}/corrections", [401, 403, 403, 403, 403, 0]),
    ("POST /cases/{id}/decisions", [401, 403, 403, 403, 403, 0]),
    ("GET /deletion-requests", [401, 0, 0, 403, 403, 0]),
    ("GET /deletion-requests/new", [401, 0, 0, 403, 403, 403]),
    ("POST /deletion-requests", [401, 0, 0, 403, 403, 403]),
    ("GET /deletion-requests/sheet", [401, 0, 0, 403, 403, 0]),
    ("GET /deletion-requests/{id}", [401, 0, 404, 403, 403, 0]),
    ("POST /deletion-requests/{id}", [401, 0, 404, 403, 403, 403]),
    ("POST /deletion-requests/{id}/feedback", [401, 0, 404, 403, 403, 403]),
    ("POST /deletion-requests/{id}/feedback/{row}/removal", [401, 0, 404, 403, 403, 403]),
    ("POST /deletion-requests/{id}/replacements", [401, 0, 404, 403, 403, 403]),
    ("POST /deletion-requests/{id}/submission", [401, 0, 404, 403, 403, 403]),
    ("POST /deletion-requests/{id}/removal", [401, 0, 404, 403, 403, 403]),
    ("POST /deletion-requests/{id}/decisions", [401, 403, 403, 403, 403, 0]),
];

/// Routes that end the very session that asks: only refusals are tried here.
const ENDING: [&str; 2] = ["POST /session/end", "POST /account/initialisation"];

/// Asks as a client or as a browser; a browser's form bears its token.
pub(super) async fn ask(who: &Visitor<'_>, method: &Method, path: &str, html: bool) -> Seen {
    match (method == Method::GET, html) {
        (true, false) => who.get(path).await,
        (true, true) => who.page(path).await,
        (false, false) => who.post(path, &json!({})).await,
        (false, true) => {
            let page = if who.cookie.is_some() { "/notices" } else { "/session" };
            let shown = who.page(page).await.expect(200).text();
            let token = shown.split("name=\"_csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
            let body = form_urlencoded::Serializer::new(String::new()).append_pair("_csrf", token).finish();
            let cookie = who.cookie.clone().unwrap_or_default();
            let headers = [("accept", "text/html"), ("content-type", FORM), ("cookie", cookie.as_str())];
            who.town.send(Method::POST, path, &headers, body).await
        }
    }
}

/// What a refusal looks like on a face: a visitor's browser is led to sign in.
fn refusal(status: u16, html: bool) -> u16 {
    if status == 401 && html { 303 } else { status }
}

#[test]
fn a01_every_route_of_the_hall_has_its_row() {
    let rows: Vec<String> = MAY.iter().map(|(operation, _)| (*operation).to_owned()).collect();
    let all: Vec<String> = OPERATIONS.iter().map(|it| format!("{} {}", it.method, it.path)).collect();
    let set = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(set(&rows), set(&all), "a new route says here who may take it");
    assert_eq!(rows.len(), all.len());
}

#[tokio::test]
async fn a01_a06_every_role_at_every_route_gets_in_or_is_refused_and_nothing_is_written() {
    let town = Town::frail().await;
    let street = street(&town).await;
    let writes = || ["TransactWriteItems", "PutItem", "DeleteItem"].map(|it| town.hall.faults().seen(Place::Table, it));
    let before = writes();
    for (operation, may) in MAY {
        let (method, path) = street.ids.at(operation);
        for (n, (who, wanted)) in street.six.iter().zip(may).enumerate().filter(|(_, (_, wanted))| **wanted != 0) {
            for html in [false, true] {
                let seen = ask(who, &method, &path, html).await;
                assert_eq!(seen.status, refusal(*wanted, html), "{operation} column {n} html {html}: {}", seen.text());
                if seen.status == 303 {
                    assert!(seen.header("location").starts_with("/session?to="), "{operation}");
                }
            }
        }
    }
    assert_eq!(writes(), before, "nobody who was refused wrote anything");
    for (operation, may) in MAY.iter().filter(|(operation, _)| !ENDING.contains(operation)) {
        let (method, path) = street.ids.at(operation);
        for (n, (who, _)) in street.six.iter().zip(may).enumerate().filter(|(_, (_, wanted))| **wanted == 0) {
            let seen = ask(who, &method, &path, false).await;
            let withdrawn = *operation == "POST /notices/{id}/withdrawal";
            assert!(!matches!(seen.status, 401 | 403 | 404 | 500..), "{operation} column {n}: {}", seen.status);
            assert!(!withdrawn || seen.status == 200);
        }
    }
}

#[tokio::test]
async fn a01_what_is_a_stranger_s_and_what_is_unknown_look_the_same_byte_for_byte() {
    let town = Town::open().await;
    let street = street(&town).await;
    let same = |seen: &Seen| {
        let mut headers: Vec<_> = seen
            .headers
            .iter()
            .filter(|(name, _)| *name != "date")
            .map(|(name, value)| (name.to_string(), value.clone()))
            .collect();
        headers.sort_by(|a, b| a.0.cmp(&b.0));
        (seen.status, headers, seen.body.clone())
    };
    let unknown = |id: &str| id.chars().rev().collect::<String>();
    for (operation, may) in MAY.iter().filter(|(_, may)| may.contains(&404)) {
        let (method, path) = street.ids.at(operation);
        let ids = &street.ids;
        let known = [
            &ids.application,
            &ids.qualification,
            &ids.person,
            &ids.material,
            &ids.paper,
            &ids.worker,
            &ids.deletion,
            &ids.record,
            &ids.import,
        ];
        let id = known.into_iter().find(|id| path.contains(*id)).unwrap();
        let strangers = street.six.iter().zip(may).filter(|(_, wanted)| **wanted == 404);
        for (who, _) in strangers {
            for html in [false, true] {
                let foreign = ask(who, &method, &path, html).await.expect(404);
                for other in
                    [unknown(id), "0".repeat(id.len()), "x".to_owned(), "%23%2e%2e".to_owned(), format!("{id}0")]
                {
                    let nobody = ask(who, &method, &path.replace(id.as_str(), &other), html).await;
                    assert_eq!(same(&foreign), same(&nobody), "{operation} {other} html {html}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a07_nobody_reviews_but_the_chosen_unit_and_nobody_reviews_himself() {
    let town = Town::open().await;
    let street = street(&town).await;
    let [visitor, a, b, wang, other, officer] = &street.six;
    let path = format!("/reviews/{}/decisions", street.ids.person);
    let before = wang.get("/person").await.expect(200).body;
    let decision = json!({ "decision": "approve", "reason": "", "version": 3 });
    for (who, status) in [(visitor, 401), (b, 404), (wang, 403), (other, 403), (officer, 403)] {
        who.post(&path, &decision).await.expect(status);
        who.post(&path, &json!({ "decision": "refuse", "reason": "不行" })).await.expect(status);
    }
    assert_eq!(wang.get("/person").await.expect(200).body, before, "nothing was decided");
    assert_eq!(b.get("/reviews").await.json()["items"], json!([]), "another unit's list does not know the person");
    assert_eq!(a.get("/reviews").await.json()["items"][0]["id"], street.ids.person.as_str());
}

#[tokio::test]
async fn a06_a_page_that_is_not_for_a_role_says_so_and_the_menu_does_not_offer_it() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let (a, wang) = (town.sign_in("unit1").await, town.sign_in_with("person0", PASSWORD).await);
    let shown = a.page("/person").await.expect(403).text();
    assert!(shown.contains("您的账号不能使用") && !a.page("/").await.text().contains("href=\"/person\""));
    let shown = wang.page("/").await.text();
    let offers = |to: &str| shown.contains(&format!("href=\"{to}\""));
    assert!(!offers("/reviews") && !offers("/unit") && offers("/person"));
}
