//! Signing in, guessing, stolen cookies and forms of other sites.

use crate::behind::Tables;
use crate::people::PASSWORD;
use crate::town::{FORM, Seen, Town, Visitor};
use bytes::Bytes;
use http::{Method, Request};
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use local::Options;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A hall with limits of its own.
async fn patient(limits: &[(&str, &str)]) -> Town {
    let overrides: BTreeMap<_, _> =
        limits.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Town::with(Options { overrides, ..Options::default() }).await
}

async fn tries(town: &Town, name: &str, password: &str) -> Seen {
    town.visitor().post("/session", &json!({ "login_name": name, "password": password })).await
}

/// Signs in from another address of this machine.
async fn from_elsewhere(town: &Town, body: &Json) -> u16 {
    let mut connector = HttpConnector::new();
    connector.set_local_address(Some([127, 0, 0, 2].into()));
    let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build(connector);
    let request = Request::post(format!("{}/session", town.hall.origin())).header("content-type", "application/json");
    client.request(request.body(Full::new(body.to_string().into())).unwrap()).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn b01_no_password_is_a_default_and_a_one_time_one_must_be_changed_at_once() {
    let town = Town::open().await;
    town.enterprise(1).await;
    for guess in ["11111", "", "unit1", "123456", "admin"] {
        assert!(matches!(tries(&town, "unit1", guess).await.status, 401 | 422), "{guess}");
    }
    let unit = town.sign_in("unit1").await;
    let once = unit.post("/account/initialisation", &json!({})).await.expect(200).json();
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
async fn b02_b03_guessing_one_account_is_slowed_down_and_the_honest_user_elsewhere_is_not() {
    let town = patient(&[("SignInTries", "3"), ("SignInWait", "600")]).await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    for _ in 0..3 {
        tries(&town, "unit1", "不对的密码不对的密码不对").await.expect(401);
    }
    for (name, password) in [("unit1", "不对的密码不对的密码不对"), ("UNIT1", PASSWORD), ("ｕｎｉｔ1", PASSWORD)]
    {
        let slow = tries(&town, name, password).await.expect(429);
        let seconds: u32 = slow.header("retry-after").parse().unwrap();
        assert!((600..=1800).contains(&seconds), "{seconds}");
    }
    let spoofed = [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=203.0.113.9"), ("x-real-ip", "203.0.113.9")];
    let body = json!({ "login_name": "unit1", "password": PASSWORD });
    town.visitor().post_with("/session", &spoofed, &body).await.expect(429);
    assert_eq!(from_elsewhere(&town, &body).await, 201, "the honest user at another address signs in");
    tries(&town, "unit2", PASSWORD).await.expect(201);
}

#[tokio::test]
async fn b02_many_accounts_from_one_address_are_slowed_down_whether_they_exist_or_not() {
    let town = patient(&[("AddressTries", "4")]).await;
    town.enterprise(1).await;
    let mut statuses = Vec::new();
    // The count begins anew with every minute; ten tries lie in at most two of them.
    for n in 0..10 {
        statuses.push(tries(&town, &format!("unit{n}"), "不对的密码不对的密码不对").await.status);
    }
    assert!(statuses.contains(&429) && statuses[0] == 401, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| !matches!(status, 401 | 429)).count(), 0);
}

#[tokio::test]
async fn b02_an_office_behind_one_address_signs_in_as_often_as_it_is_right() {
    let town = patient(&[("AddressTries", "4")]).await;
    town.enterprise(1).await;
    for _ in 0..3 {
        tries(&town, "unit1", "不对的密码不对的密码不对").await.expect(401);
        for _ in 0..10 {
            tries(&town, "unit1", PASSWORD).await.expect(201);
        }
    }
}

#[tokio::test]
async fn b02_one_account_tried_from_everywhere_is_closed_to_strangers_for_the_hour_and_never_to_its_user() {
    let town = patient(&[("AccountTries", "4")]).await;
    town.enterprise(1).await;
    tries(&town, "unit1", PASSWORD).await.expect(201);
    let (wrong, right) = ("不对的密码不对的密码不对", json!({ "login_name": "unit1", "password": PASSWORD }));
    for name in ["unit1", "nobody"] {
        let body = json!({ "login_name": name, "password": wrong });
        for status in [401, 401, 401, 401, 429] {
            assert_eq!(from_elsewhere(&town, &body).await, status, "{name}");
        }
    }
    assert_eq!(from_elsewhere(&town, &right).await, 429, "not even the right one is compared");
    tries(&town, "UNIT1", PASSWORD).await.expect(201);

    let tables = Tables::of(&town);
    let mut known = tables.only("SESSIONS_TABLE", "known#").await;
    known["expires"] = json!({ "N": (jiff::Timestamp::now().as_second() - 1).to_string() });
    tables.put("SESSIONS_TABLE", &known).await;
    let slow = tries(&town, "unit1", PASSWORD).await.expect(429);
    let seconds: u32 = slow.header("retry-after").parse().unwrap();
    assert!((1..=3600).contains(&seconds), "{seconds}");
    for mut counter in tables.all("SESSIONS_TABLE", "counter#").await {
        counter["count"] = json!({ "N": "0" });
        tables.put("SESSIONS_TABLE", &counter).await;
    }
    assert_eq!(from_elsewhere(&town, &right).await, 201, "in the next hour a new address may try again");
}

#[tokio::test]
async fn b03_success_forgets_the_failures_before_it() {
    let town = patient(&[("SignInTries", "3"), ("SignInWait", "600")]).await;
    town.enterprise(1).await;
    for _ in 0..3 {
        for _ in 0..2 {
            tries(&town, "unit1", "不对的密码不对的密码不对").await.expect(401);
        }
        tries(&town, "unit1", PASSWORD).await.expect(201);
    }
}

#[tokio::test]
async fn b03_guessing_the_present_password_inside_a_session_is_slowed_down_and_what_was_typed_stays() {
    let town = patient(&[("SignInTries", "3"), ("SignInWait", "600")]).await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let guess = |password: &str| json!({ "current_password": password, "user_name": "李经理" });
    for _ in 0..2 {
        for _ in 0..2 {
            let wrong = unit.post("/account", &guess("不对的密码不对的密码不对")).await;
            assert_eq!(wrong.pointers(), ["/current_password"]);
        }
        unit.post("/account", &guess(PASSWORD)).await.expect(200);
    }
    let shown = unit.page("/account").await.expect(200).text();
    for _ in 0..3 {
        unit.post("/account", &guess("不对的密码不对的密码不对")).await.expect(422);
    }
    let slow = unit.post("/account", &guess(PASSWORD)).await.expect(429);
    assert!(slow.header("retry-after").parse::<u32>().unwrap() >= 600);
    let fields = [("current_password", PASSWORD), ("user_name", "王经理"), ("password", "新的密码是一句很长很长的话")];
    let page = unit.send_form(&shown, "/account", "/account", &fields).await.expect(429).text();
    assert!(page.contains("王经理") && !page.contains(PASSWORD) && !page.contains("新的密码"), "{page}");
    tries(&town, "unit1", PASSWORD).await.expect(201);
}

#[tokio::test]
async fn b03_an_unknown_name_is_answered_like_a_wrong_password() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let wrong = tries(&town, "unit1", "不对的密码不对的密码不对").await.expect(401);
    for name in ["nobody", "没有这个人", "not a login name!", "x"] {
        let unknown = tries(&town, name, "不对的密码不对的密码不对").await.expect(401);
        assert_eq!(unknown.body, wrong.body, "{name}");
    }
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
    a.get(&format!("{path}?decision=approve")).await.expect(404);
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
