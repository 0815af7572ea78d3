//! Guessing passwords: one account or many, from one address or many, at the door or inside a session.

use crate::behind::Tables;
use crate::people::PASSWORD;
use crate::town::{Seen, Town};
use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use local::Options;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A hall with limits of its own.
pub(super) async fn patient(limits: &[(&str, &str)]) -> Town {
    let overrides: BTreeMap<_, _> =
        limits.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Town::with(Options { overrides, ..Options::default() }).await
}

pub(super) async fn tries(town: &Town, name: &str, password: &str) -> Seen {
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
async fn b03_a_browser_that_was_left_open_gives_nobody_the_account() {
    let town = patient(&[("SignInTries", "3"), ("SignInWait", "600")]).await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = "/account/initialisation";
    let guess = |password: &str| json!({ "present_password": password });
    assert_eq!(unit.post(path, &json!({})).await.expect(422).pointers(), ["/present_password"]);
    let change = json!({ "current_password": "不对的密码不对的密码不对", "user_name": "李经理" });
    unit.post("/account", &change).await.expect(422);
    for _ in 0..2 {
        let refused = unit.post(path, &guess("不对的密码不对的密码不对")).await.expect(422);
        assert_eq!(refused.pointers(), ["/present_password"]);
    }
    unit.post(path, &guess(PASSWORD)).await.expect(429);
    unit.get("/account").await.expect(200);
    tries(&town, "unit1", PASSWORD).await.expect(201);
}
