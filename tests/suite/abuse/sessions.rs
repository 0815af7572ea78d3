//! Signing in, stolen cookies and forms of other sites.

use super::guessing::{patient, tries};
use crate::people::PASSWORD;
use crate::town::{FORM, Town, Visitor};
use http::Method;
use serde_json::json;

#[tokio::test]
async fn b01_no_password_is_a_default_and_a_one_time_one_must_be_changed_at_once() {
    let town = Town::open().await;
    town.enterprise(1).await;
    for guess in ["11111", "", "unit1", "123456", "admin"] {
        assert!(matches!(tries(&town, "unit1", guess).await.status, 401 | 422), "{guess}");
    }
    let unit = town.sign_in("unit1").await;
    let once = unit.post("/account/initialisation", &json!({ "present_password": PASSWORD })).await.expect(200).json();
    let once = once["password"].as_str().unwrap();
    assert!(once.chars().count() >= 12 && !once.contains("11111"), "{once}");
    unit.get("/account").await.expect(401);
    tries(&town, "unit1", PASSWORD).await.expect(401);
    let fresh = tries(&town, "unit1", once).await.expect(201);
    assert_eq!(fresh.json()["to"], "/account");
    let fresh = Visitor { town: &town, cookie: fresh.session() };
    for path in ["/", "/todos", "/unit", "/reviews"] {
        assert_eq!(fresh.get(path).await.expect(403).json()["to"], "/account", "{path}");
        assert_eq!(fresh.page(path).await.expect(303).header("location"), "/account", "{path}");
    }
    let same = json!({ "current_password": once, "password": once });
    assert_eq!(fresh.post("/account", &same).await.pointers(), ["/password"]);
    let none = json!({ "current_password": once });
    assert_eq!(fresh.post("/account", &none).await.pointers(), ["/password"]);
    fresh.post("/account", &json!({ "current_password": once, "password": PASSWORD })).await.expect(200);
    town.sign_in("unit1").await.get("/todos").await.expect(200);
}

#[tokio::test]
async fn b04_a_cookie_from_before_signing_in_never_becomes_a_session() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let planted = format!("__Host-session={unit}.{}", "A".repeat(43));
    let victim = Visitor { town: &town, cookie: Some(planted.clone()) };
    let body = json!({ "login_name": "unit1", "password": PASSWORD });
    let seen = victim.post("/session", &body).await.expect(201);
    assert_ne!(seen.session().unwrap(), planted);
    victim.get("/todos").await.expect(401);
    let cookie = seen.header("set-cookie");
    for word in ["__Host-session=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn b05_what_another_site_posts_is_refused_and_forms_need_their_token() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    wang.hand_in().await;
    let a = town.sign_in("unit1").await;
    let path = format!("/reviews/{id}/decisions");
    let decision = json!({ "decision": "approve" });
    for header in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        a.post_with(&path, &[header], &decision).await.expect(403);
    }
    let cookie = a.cookie.clone().unwrap();
    let sent = async |kind: &str, body: &str| {
        let headers = [("accept", "application/json"), ("content-type", kind), ("cookie", &*cookie)];
        town.send(Method::POST, &path, &headers, body.to_owned()).await.status
    };
    assert_eq!(sent("text/plain", &decision.to_string()).await, 415);
    assert_eq!(
        sent(
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"decision\"\r\n\r\napprove\r\n--x--"
        )
        .await,
        415
    );
    assert_eq!(sent(FORM, "decision=approve").await, 403, "no token");
    assert_eq!(sent(FORM, "decision=approve&_csrf=").await, 403);
    let other = town.visitor().page("/session").await.text();
    let token = other.split("name=\"_csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(sent(FORM, &format!("decision=approve&_csrf={token}")).await, 403, "a visitor's token");
    a.get(&format!("{path}?decision=approve")).await.expect(405);
    a.get(&format!("/reviews/{id}?decision=approve")).await.expect(200);
    assert_eq!(wang.get("/person").await.json()["state"], "waiting", "nothing was decided");
    a.post_with(&path, &[("origin", town.hall.origin()), ("sec-fetch-site", "same-origin")], &decision)
        .await
        .expect(200);
}

/// One address of every function that asks for a session.
const EVERYWHERE: [&str; 6] = ["/account", "/person", "/reviews", "/todos", "/unit", "/attachments/x"];

#[tokio::test]
async fn b06_a_cookie_is_dead_everywhere_after_signing_out_or_a_new_password() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (gone, kept) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    gone.post("/session/end", &json!({})).await.expect(200);
    for path in EVERYWHERE {
        gone.get(path).await.expect(401);
        assert_ne!(kept.get(path).await.status, 401, "another session goes on: {path}");
    }
    let change = json!({ "current_password": PASSWORD, "password": "新的密码是一句很长很长的话" });
    kept.post("/account", &change).await.expect(200);
    for path in EVERYWHERE {
        kept.get(path).await.expect(401);
    }
    tries(&town, "unit1", PASSWORD).await.expect(401);
    tries(&town, "unit1", "新的密码是一句很长很长的话").await.expect(201);
}

#[tokio::test]
async fn b10_a_megabyte_of_password_is_refused_before_it_is_hashed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let long = "长".repeat(350_000);
    let seen = tries(&town, "unit1", &long).await.expect(413);
    assert_eq!(seen.header("content-type"), "application/problem+json");
    let mut unit = crate::people::enterprise(2);
    unit["password"] = json!(long);
    town.visitor().post("/registrations/enterprises", &unit).await.expect(413);
    let seen = town.visitor().fill("/session", "/session", &[("login_name", "unit1"), ("password", &long)]).await;
    assert!(seen.expect(413).text().contains("提交的内容过大"));
    let seen = tries(&town, "unit1", &"长".repeat(5_000)).await;
    assert!(matches!(seen.status, 401 | 422), "what fits is refused for its length: {}", seen.status);
}

#[tokio::test]
async fn b10_sign_ins_beyond_the_places_for_hashing_are_turned_away_at_once_and_succeed_when_tried_again() {
    let town = patient(&[("SessionConcurrency", "2")]).await;
    town.enterprise(1).await;
    let mut all = Vec::new();
    for _ in 0..60 {
        all.push(async { tries(&town, "unit1", PASSWORD).await.status });
    }
    let statuses = crate::abuse::at_once(all).await;
    let of = |wanted: u16| statuses.iter().filter(|status| **status == wanted).count();
    assert!(of(201) > 0 && of(503) > 0, "some have a place, and the limit is met: {statuses:?}");
    assert_eq!(of(201) + of(503), 60, "the gateway's own refusal, and no failure of ours: {statuses:?}");
    for _ in 0..of(503) {
        tries(&town, "unit1", PASSWORD).await.expect(201);
    }
}
