//! Revoked in the middle: a new password, an officer who is stopped, while something is under way.

use crate::people::{PASSWORD, session_command};
use crate::town::Town;
use local::faults::{Fault, Place};
use serde_json::json;
use std::time::Duration;

const NEW: &str = "另一句很长很长很长的新密码";

#[tokio::test]
async fn a18_after_a_new_password_the_open_page_of_a_reviewer_decides_nothing() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    wang.hand_in().await;
    let (open, other) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let (page, path) = (format!("/reviews/{id}"), format!("/reviews/{id}/decisions"));
    let shown = open.page(&page).await.expect(200).text();
    other.post("/account", &json!({ "current_password": PASSWORD, "password": NEW })).await.expect(200);
    open.post(&path, &json!({ "decision": "approve" })).await.expect(401);
    open.send_form(&shown, &page, &path, &[("decision", "approve")]).await.expect(401);
    assert_eq!(wang.get("/person").await.json()["state"], "waiting");
}

#[tokio::test]
async fn a18_a_decision_under_way_while_the_password_changes_commits_nothing() {
    let town = Town::frail().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    wang.hand_in().await;
    let (slow, other) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let path = format!("/reviews/{id}/decisions");
    let faults = town.hall.faults();
    let before = faults.seen(Place::Table, "TransactWriteItems");
    // The decision has passed the door and read everything; its transaction is on the way for more than a second.
    faults.next(Place::Table, "TransactWriteItems", Fault::Late(Duration::from_millis(1400)), 1);
    let decision = json!({ "decision": "approve" });
    let change = async {
        while faults.seen(Place::Table, "TransactWriteItems") == before {
            tokio::task::yield_now().await;
        }
        other.post("/account", &json!({ "current_password": PASSWORD, "password": NEW })).await.expect(200)
    };
    let (decided, _) = tokio::join!(slow.post(&path, &decision), change);
    decided.expect(401);
    assert_eq!(wang.get("/person").await.json()["state"], "waiting");
    slow.get("/reviews").await.expect(401);
    town.sign_in_with("unit1", NEW).await.post(&path, &decision).await.expect(200);
}

#[tokio::test]
async fn a18_an_officer_who_is_stopped_publishes_nothing_that_is_under_way() {
    let town = Town::frail().await;
    let officer = town.officer("officer").await;
    let faults = town.hall.faults();
    let before = faults.seen(Place::Table, "TransactWriteItems");
    faults.next(Place::Table, "TransactWriteItems", Fault::Late(Duration::from_millis(1400)), 1);
    let stop = async {
        while faults.seen(Place::Table, "TransactWriteItems") == before {
            tokio::task::yield_now().await;
        }
        session_command(town.hall.hall_of("session").unwrap(), json!({ "officer": { "disable": "officer" } })).await
    };
    let notice = json!({ "title": "不应发布", "body": "正文" });
    let (published, _) = tokio::join!(officer.post("/notices", &notice), stop);
    published.expect(401);
    assert_eq!(town.visitor().get("/notices").await.json()["items"], json!([]));
    officer.get("/account").await.expect(401);
    let body = json!({ "login_name": "officer", "password": PASSWORD });
    town.visitor().post("/session", &body).await.expect(401);
}

#[tokio::test]
async fn a18_a_stopped_officer_who_is_added_again_gets_a_new_one_time_password() {
    let town = Town::open().await;
    let old = town.officer("officer").await;
    let hall = town.hall.hall_of("session").unwrap();
    session_command(hall, json!({ "officer": { "disable": "officer" } })).await;
    let made = session_command(hall, json!({ "officer": { "add": "officer" } })).await;
    let once = made["password"].as_str().unwrap();
    let body = json!({ "login_name": "officer", "password": PASSWORD });
    town.visitor().post("/session", &body).await.expect(401);
    old.get("/accounts").await.expect(401);
    let fresh = town.sign_in_with("officer", once).await;
    fresh.get("/accounts").await.expect(403);
    fresh.post("/account", &json!({ "current_password": once, "password": PASSWORD })).await.expect(200);
    town.sign_in("officer").await.get("/accounts").await.expect(200);
}
