//! The same again: a second click, a hundred at once, the same key with other content, a page that is no longer new.

use super::at_once;
use crate::people::{PASSWORD, basics, enterprise, file, person};
use crate::town::{Seen, Town, Visitor};
use serde_json::{Value as Json, json};

fn keyed(mut body: Json, key: &str) -> Json {
    body["request_id"] = json!(key);
    body
}

/// All answers are one and the same; the answer.
fn same(answers: &[Seen], status: u16) -> Json {
    let first = &answers[0];
    assert_eq!(first.status, status, "{}", first.text());
    for answer in answers {
        assert_eq!((answer.status, answer.text()), (status, first.text()));
        assert_eq!(answer.header("location"), first.header("location"));
    }
    first.json()
}

#[tokio::test]
async fn e01_a_hundred_registrations_with_one_key_at_once_are_one() {
    let town = Town::open().await;
    let visitor = town.visitor();
    let body = keyed(enterprise(1), "the-unit");
    let unit = same(&at_once((0..100).map(|_| visitor.post("/registrations/enterprises", &body)).collect()).await, 201);
    let found = visitor.get("/registrations/units?q=%E7%A4%BA%E4%BE%8B").await.expect(200).json();
    assert_eq!(found["items"], json!([{ "id": unit["id"], "name": unit["name"] }]));
    let body = person(0, unit["id"].as_str().unwrap());
    let header = [("idempotency-key", "the-person")];
    let made = same(
        &at_once((0..100).map(|_| visitor.post_with("/registrations/people", &header, &body)).collect()).await,
        201,
    );
    let file = town.sign_in("person0").await.get("/person").await.expect(200).json();
    assert_eq!((&file["id"], &file["version"]), (&made["id"], &json!(1)));
    same(&[visitor.post("/registrations/people", &keyed(body, "the-person")).await], 201);
}

#[tokio::test]
async fn e01_many_equal_clicks_on_every_step_of_the_story_are_one_step_each() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    let (wang, a, officer) =
        (town.sign_in("person0").await, town.sign_in("unit1").await, town.officer("officer").await);
    let history = async || wang.get("/person").await.expect(200).json()["history"].as_array().unwrap().len();
    let body = keyed(file(), "save");
    same(&at_once((0..25).map(|_| wang.post("/person", &body)).collect()).await, 200);
    assert_eq!(history().await, 2);
    wang.upload("identity", "身份证.jpg", &testkit::files::jpeg(400, 300)).await;
    let body = json!({ "request_id": "submit" });
    same(&at_once((0..25).map(|_| wang.post("/person/submission", &body)).collect()).await, 200);
    assert_eq!(history().await, 3);
    let path = format!("/reviews/{id}/decisions");
    let body = json!({ "decision": "refuse", "reason": "请补充", "request_id": "refuse", "version": 3 });
    same(&at_once((0..100).map(|_| a.post(&path, &body)).collect()).await, 200);
    assert_eq!(history().await, 4);
    let body = json!({ "title": "公告", "body": "正文", "request_id": "publish" });
    let notice = same(&at_once((0..25).map(|_| officer.post("/notices", &body)).collect()).await, 201);
    let listed = town.visitor().get("/notices").await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    let path = format!("/notices/{}/withdrawal", notice["id"].as_str().unwrap());
    let body = json!({ "request_id": "withdraw", "version": 1 });
    let gone = same(&at_once((0..25).map(|_| officer.post(&path, &body)).collect()).await, 200);
    assert_eq!((&gone["withdrawn"], &gone["version"]), (&json!(true), &json!(2)));
}

#[tokio::test]
async fn e01_a_second_click_on_a_unit_s_basics_or_on_one_s_account_is_the_same_answer() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let body = keyed(basics(), "basics");
    let unit = same(&at_once((0..20).map(|_| a.post("/unit", &body)).collect()).await, 200);
    assert_eq!((&unit["version"], &unit["completed"]), (&json!(2), &json!(true)));
    let body = json!({ "user_name": "李经理", "current_password": PASSWORD, "request_id": "rename" });
    same(&at_once((0..20).map(|_| a.post("/account", &body)).collect()).await, 200);
    assert_eq!(a.get("/account").await.json()["user_name"], "李经理");
}

/// The one-time password of an answer signs in, and is told to nobody afterwards.
async fn signs_in_once(town: &Town, login: &str, once: &Json, again: impl AsyncFn() -> Seen) {
    let once = once["password"].as_str().unwrap();
    assert!(once.len() == 20 && !once.contains("11111"), "{once}");
    let fresh = town.sign_in_with(login, once).await;
    assert!(!again().await.text().contains(once), "who has it uses it");
    fresh.post("/account", &json!({ "current_password": once, "password": PASSWORD })).await.expect(200);
    town.sign_in(login).await.get("/").await.expect(200);
}

#[tokio::test]
async fn e01_a_second_click_on_initialisation_shows_the_same_password_to_the_session_that_it_ended_and_to_no_other() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (a, elsewhere, b) = (town.sign_in("unit1").await, town.sign_in("unit1").await, town.sign_in("unit2").await);
    let signed_out = town.sign_in("unit1").await;
    signed_out.post("/session/end", &json!({})).await.expect(200);
    let path = "/account/initialisation";
    let body = json!({ "request_id": "initialise", "present_password": PASSWORD });
    let first = same(&at_once((0..20).map(|_| a.post(path, &body)).collect()).await, 200);
    assert_eq!(a.post(path, &body).await.expect(200).json(), first);
    for stranger in [&signed_out, &town.visitor(), &Visitor { town: &town, cookie: Some(planted(&a)) }] {
        stranger.post(path, &body).await.expect(401);
    }
    for other in [json!({}), json!({ "request_id": "another" }), json!({ "request_id": "initialise", "more": "1" })] {
        a.post(path, &other).await.expect(401);
        elsewhere.post("/account", &other).await.expect(401);
    }
    a.post("/account", &json!({ "request_id": "initialise", "password": PASSWORD })).await.expect(401);
    a.get("/account").await.expect(401);
    assert_ne!(b.post(path, &body).await.expect(200).json()["password"], first["password"]);
    signs_in_once(&town, "unit1", &first, async || a.post(path, &body).await).await;
    let fresh = town.sign_in("unit1").await;
    let title = fresh.post(path, &body).await.expect(409).json()["title"].clone();
    assert!(title.as_str().unwrap().contains("初始化"), "the key again, later: {title}");
    fresh.get("/account").await.expect(200);
    a.post(path, &body).await.expect(401);
}

/// The account of a cookie with a secret of one's own.
fn planted(visitor: &Visitor<'_>) -> String {
    format!("{}.{}", visitor.cookie.as_ref().unwrap().split('.').next().unwrap(), "A".repeat(43))
}

#[tokio::test]
async fn e01_a_second_click_on_a_reset_shows_the_same_password_to_the_same_officer_alone() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (officer, other) = (town.officer("officer").await, town.officer("other").await);
    let (path, body) = ("/accounts/resets", json!({ "login_name": "unit1", "request_id": "reset" }));
    let first = same(&at_once((0..20).map(|_| officer.post(path, &body)).collect()).await, 200);
    assert_eq!(other.post(path, &body).await.pointers(), ["/request_id"]);
    signs_in_once(&town, "unit1", &first, async || officer.post(path, &body).await).await;
}

#[tokio::test]
async fn e01_a_reset_that_is_sent_again_after_the_user_chose_a_password_takes_nothing_from_them() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (officer, other) = (town.officer("officer").await, town.officer("other").await);
    let (path, body) = ("/accounts/resets", json!({ "login_name": "unit1", "request_id": "reset" }));
    let once = officer.post(path, &body).await.expect(200).json();
    signs_in_once(&town, "unit1", &once, async || officer.post(path, &body).await).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/account", &json!({ "user_name": "李经理", "current_password": PASSWORD })).await.expect(200);
    for _ in 0..2 {
        let title = officer.post(path, &body).await.expect(409).json()["title"].clone();
        assert!(title.as_str().unwrap().contains("重置密码"), "{title}");
    }
    assert_eq!(other.post(path, &body).await.pointers(), ["/request_id"]);
    assert_eq!(unit.get("/account").await.expect(200).json()["user_name"], "李经理", "the session goes on");
    let again = officer.post(path, &json!({ "login_name": "unit1" })).await.expect(200).json();
    town.sign_in_with("unit1", again["password"].as_str().unwrap()).await;
}

#[tokio::test]
async fn e01_a_second_click_on_a_new_password_is_the_same_success_and_e02_another_password_is_not() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let new = "新的密码是一句很长很长的话";
    let body = json!({ "current_password": PASSWORD, "password": new, "request_id": "change" });
    same(&at_once((0..20).map(|_| a.post("/account", &body)).collect()).await, 200);
    same(&[a.post("/account", &body).await], 200);
    let mut other = body.clone();
    other["password"] = json!("另一个新的密码也是一句很长的话");
    assert_eq!(a.post("/account", &other).await.pointers(), ["/request_id"]);
    other["request_id"] = json!("other");
    a.post("/account", &other).await.expect(401);
    town.sign_in_with("unit1", new).await.get("/").await.expect(200);

    let b = town.sign_in_with("unit1", new).await;
    let shown = b.page("/account").await.expect(200).text();
    let fields = [("current_password", new), ("password", PASSWORD)];
    for _ in 0..2 {
        let seen = b.send_form(&shown, "/account", "/account", &fields).await.expect(303);
        assert_eq!(seen.header("location"), "/session?note=changed");
    }
    b.get("/account").await.expect(401);
}

#[tokio::test]
async fn e01_the_same_form_sent_twice_leads_to_the_same_page_and_does_one_thing() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    town.sign_in("person0").await.hand_in().await;
    let a = town.sign_in("unit1").await;
    let (page, path) = (format!("/reviews/{id}"), format!("/reviews/{id}/decisions"));
    let shown = a.page(&page).await.expect(200).text();
    let first = a.send_form(&shown, &page, &path, &[("decision", "approve")]).await.expect(303);
    let second = a.send_form(&shown, &page, &path, &[("decision", "approve")]).await.expect(303);
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(a.get(&page).await.json()["history"].as_array().unwrap().len(), 3, "注册, 提交, 通过");
}

#[tokio::test]
async fn e02_the_same_key_with_other_content_is_refused_and_does_nothing() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let visitor = town.visitor();
    let path = "/registrations/people";
    visitor.post(path, &keyed(person(0, &unit), "key")).await.expect(201);
    let seen = visitor.post(path, &keyed(person(1, &unit), "key")).await;
    assert_eq!(seen.pointers(), ["/request_id"]);
    visitor.post(path, &person(1, &unit)).await.expect(201);
    let id = visitor.post(path, &keyed(person(2, &unit), "key-2")).await.expect(201).json()["id"].clone();
    let (li, a) = (town.sign_in("person2").await, town.sign_in("unit1").await);
    li.post("/person", &keyed(json!({ "school": "甲" }), "save")).await.expect(200);
    assert_eq!(li.post("/person", &keyed(json!({ "school": "乙" }), "save")).await.pointers(), ["/request_id"]);
    assert_eq!(li.get("/person").await.json()["school"], "甲");
    li.hand_in().await;
    let path = format!("/reviews/{}/decisions", id.as_str().unwrap());
    a.post(&path, &keyed(json!({ "decision": "approve" }), "decide")).await.expect(200);
    let other = keyed(json!({ "decision": "refuse", "reason": "不" }), "decide");
    assert_eq!(a.post(&path, &other).await.pointers(), ["/request_id"]);
    assert_eq!(li.get("/person").await.json()["state"], "approved");
    let officer = town.officer("officer").await;
    officer.post("/notices", &keyed(json!({ "title": "甲", "body": "乙" }), "n")).await.expect(201);
    assert_eq!(
        officer.post("/notices", &keyed(json!({ "title": "丙", "body": "乙" }), "n")).await.pointers(),
        ["/request_id"]
    );
    for bad in ["", "ключ", "a b", &"x".repeat(101)] {
        let seen = visitor.post_with("/registrations/people", &[], &keyed(person(9, &unit), bad)).await;
        let wanted = if bad.is_empty() { 201 } else { 422 };
        assert_eq!(seen.status, wanted, "{bad:?}");
    }
}

#[tokio::test]
async fn a09_a_stale_form_is_a_conflict_that_tells_what_is_so_now() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    let (wang, a) = (town.sign_in("person0").await, town.sign_in("unit1").await);
    let old = wang.page("/person").await.expect(200).text();
    wang.post("/person", &json!({ "school": "新的" })).await.expect(200);
    let stale = wang.send_form(&old, "/person", "/person", &[("school", "旧的")]).await.expect(409).text();
    assert!(stale.contains("您已于") && stale.contains("旧的"), "what happened, and what was typed: {stale}");
    let seen = wang.post("/person", &json!({ "school": "旧的", "version": 1 })).await.expect(409).json();
    assert_eq!((&seen["version"], &seen["state"]), (&json!(2), &json!("草稿")));
    assert_eq!(wang.get("/person").await.json()["school"], "新的");
    wang.hand_in().await;
    let version = a.get(&format!("/reviews/{id}")).await.json()["version"].clone();
    let path = format!("/reviews/{id}/decisions");
    a.post(&path, &json!({ "decision": "refuse", "reason": "改", "version": version })).await.expect(200);
    wang.post("/person/submission", &json!({})).await.expect(200);
    a.post(&path, &json!({ "decision": "approve", "version": version })).await.expect(409);
    assert_eq!(wang.get("/person").await.json()["state"], "waiting", "a decision on what was not seen is none");
    let unit = a.get("/unit").await.json();
    a.post("/unit", &basics()).await.expect(200);
    let mut late = basics();
    late["version"] = unit["version"].clone();
    late["parent"] = json!("某集团");
    a.post("/unit", &late).await.expect(409);
    let officer = town.officer("officer").await;
    let notice = officer.post("/notices", &json!({ "title": "一", "body": "正文" })).await.expect(201).json();
    let path = format!("/notices/{}", notice["id"].as_str().unwrap());
    officer.post(&path, &json!({ "title": "二", "body": "正文", "version": 1 })).await.expect(200);
    officer.post(&path, &json!({ "title": "三", "body": "正文", "version": 1 })).await.expect(409);
    assert_eq!(town.visitor().get(&path).await.json()["title"], "二");
}
