//! 账号管理 (manual, 3.2): 修改, 初始化, and 密码重置 by an officer.

use crate::people::{PASSWORD, session_command};
use crate::town::{Town, Visitor};
use serde_json::json;

const NEW: &str = "新的密码是一句很长很长的话";

/// The one-time password that a page shows.
fn shown_once(page: &str) -> String {
    page.split("govuk-panel__title\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn r_3_2_1_an_initialised_password_is_shown_once_and_must_be_changed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (a, elsewhere) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let shown = a.page("/account").await.expect(200).text();
    let path = "/account/initialisation";
    for (typed, words) in [("", "请填写现在的密码"), (NEW, "不正确")] {
        let refused = a.send_form(&shown, "/account", path, &[("present_password", typed)]).await.expect(422).text();
        assert!(refused.contains(words) && refused.contains("present_password-error"), "{typed}: {refused}");
    }
    let made = a.send_form(&shown, "/account", path, &[("present_password", PASSWORD)]).await.expect(200);
    let once = shown_once(&made.text());
    assert!(once.chars().count() >= 12 && made.header("cache-control").contains("no-store"));
    assert!(made.text().contains("只显示这一次"));
    let masthead = made.text().split("</header>").next().unwrap().to_owned();
    assert!(masthead.contains("href=\"/session\">登录") && !masthead.contains("退出"), "{masthead}");
    assert!(!made.text().contains("moj-side-navigation"), "a menu is for who is signed in");
    for session in [&a, &elsewhere] {
        session.get("/unit").await.expect(401);
    }
    town.visitor().post("/session", &json!({ "login_name": "unit1", "password": PASSWORD })).await.expect(401);
    let visitor = town.visitor();
    let fields = [("login_name", "unit1"), ("password", once.as_str())];
    let seen = visitor.fill("/session", "/session", &fields).await.expect(303);
    assert_eq!(seen.header("location"), "/account");
    let fresh = Visitor { town: &town, cookie: seen.session() };
    let page = fresh.page("/account").await.expect(200).text();
    assert!(page.contains("请先设置新密码") && !page.contains("/account/initialisation"));
    assert_eq!(fresh.page("/reviews").await.expect(303).header("location"), "/account");
    let fields = [("current_password", once.as_str()), ("password", NEW)];
    let seen = fresh.send_form(&page, "/account", "/account", &fields).await.expect(303);
    assert_eq!(seen.header("location"), "/session?note=changed");
    town.visitor().post("/session", &json!({ "login_name": "unit1", "password": once })).await.expect(401);
    town.sign_in_with("unit1", NEW).await.get("/unit").await.expect(200);
}

#[tokio::test]
async fn r_3_2_1_weak_passwords_and_11111_are_refused_wherever_one_is_chosen() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    for weak in [
        "11111",
        "111111111111",
        "123456789012",
        "Password1234!",
        "qwertyuiop12",
        "unit1unit1unit1",
        "短密码",
        "abcabcabcabc",
        "长\0长长长长长长长长长长长长",
    ] {
        let seen = a.post("/account", &json!({ "current_password": PASSWORD, "password": weak })).await;
        assert_eq!(seen.pointers(), ["/password"], "{weak}");
        let mut unit = crate::people::enterprise(2);
        (unit["password"], unit["login_name"]) = (json!(weak), json!("unit1"));
        assert_eq!(town.visitor().post("/registrations/enterprises", &unit).await.pointers(), ["/password"], "{weak}");
    }
    for good in ["correct horse battery", "пароль это целое предложение", "あいうえおかきくけこさし", "tK8#vQ2!mZ5x"]
    {
        let mut unit = crate::people::enterprise(2);
        (unit["password"], unit["login_name"]) = (json!(good), json!(format!("login{}", good.len())));
        unit["credit_code"] = json!(testkit::numbers::credit_code(u32::try_from(good.len()).unwrap()));
        town.visitor().post("/registrations/enterprises", &unit).await.expect(201);
        let body = json!({ "login_name": unit["login_name"], "password": good });
        town.visitor().post("/session", &body).await.expect(201);
    }
}

#[tokio::test]
async fn r_3_2_2_a_new_login_name_signs_in_and_the_old_one_does_not() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let fields = [("login_name", "新的登录名"), ("current_password", PASSWORD)];
    let seen = a.fill("/account", "/account", &fields).await.expect(303);
    assert_eq!(seen.header("location"), "/account?note=changed");
    assert_eq!(a.get("/account").await.expect(200).json()["login_name"], "新的登录名", "the session goes on");
    town.visitor().post("/session", &json!({ "login_name": "unit1", "password": PASSWORD })).await.expect(401);
    town.sign_in("新的登录名").await.get("/unit").await.expect(200);
    let seen = a.post("/account", &json!({ "login_name": "other", "current_password": "不是现在的密码不是的" })).await;
    assert_eq!(seen.pointers(), ["/current_password"], "whoever changes it proves who it is");
    let mut next = crate::people::enterprise(2);
    next["login_name"] = json!("unit1");
    town.visitor().post("/registrations/enterprises", &next).await.expect(201);
}

#[tokio::test]
async fn r_3_2_2_a_new_password_ends_every_session() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (a, elsewhere) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let fields = [("password", NEW), ("current_password", PASSWORD)];
    let seen = a.fill("/account", "/account", &fields).await.expect(303);
    assert_eq!(seen.header("location"), "/session?note=changed");
    a.get("/account").await.expect(401);
    elsewhere.get("/account").await.expect(401);
    assert_eq!(town.sign_in_with("unit1", NEW).await.get("/account").await.json()["login_name"], "unit1");
}

#[tokio::test]
async fn r_3_2_3_another_user_name_never_changes_the_unit_s_name() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let name = a.get("/unit").await.json()["name"].clone();
    let fields = [("user_name", "李经理"), ("current_password", PASSWORD)];
    a.fill("/account", "/account", &fields).await.expect(303);
    assert!(a.page("/").await.text().contains("李经理"), "the masthead shows it");
    assert_eq!(a.get("/unit").await.json()["name"], name);
    let found = town.visitor().get("/registrations/units?q=%E7%A4%BA%E4%BE%8B").await.json();
    assert_eq!(found["items"][0], json!({ "id": unit, "name": name }));
    town.person(0, &unit).await;
    assert_eq!(town.sign_in("person0").await.get("/person").await.json()["unit"]["name"], name);
}

#[tokio::test]
async fn r_3_2_4_a_login_name_in_use_by_anyone_is_refused_beside_its_field() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    town.officer("officer").await;
    let a = town.sign_in("unit1").await;
    for taken in ["person0", "PERSON0", "ｐｅｒｓｏｎ０", "officer"] {
        let seen = a.post("/account", &json!({ "login_name": taken, "current_password": PASSWORD })).await;
        assert_eq!(seen.pointers(), ["/login_name"], "{taken}");
        assert_eq!(seen.json()["errors"][0]["code"], "taken");
        let shown = a.fill("/account", "/account", &[("login_name", taken), ("current_password", PASSWORD)]).await;
        assert!(shown.expect(422).text().contains("已被注册"));
    }
    a.post("/account", &json!({ "login_name": "UNIT1", "current_password": PASSWORD })).await.expect(200);
    town.sign_in("unit1").await;
}

#[tokio::test]
async fn an_officer_resets_a_forgotten_password_of_an_enterprise_or_a_person() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let officer = town.officer("officer").await;
    for login in ["unit1", "person0"] {
        let before = town.sign_in(login).await;
        let made = officer.fill("/accounts", "/accounts/resets", &[("login_name", login)]).await.expect(200).text();
        let once = shown_once(&made);
        assert!(made.contains(login) && !made.contains("所有登录都已退出"));
        before.get("/account").await.expect(401);
        town.visitor().post("/session", &json!({ "login_name": login, "password": PASSWORD })).await.expect(401);
        let fresh = town.sign_in_with(login, &once).await;
        fresh.get("/").await.expect(403);
        fresh.post("/account", &json!({ "current_password": once, "password": NEW })).await.expect(200);
        town.sign_in_with(login, NEW).await.get("/").await.expect(200);
    }
    for nobody in ["nobody", "officer"] {
        let seen = officer.post("/accounts/resets", &json!({ "login_name": nobody })).await;
        assert_eq!(seen.pointers(), ["/login_name"], "{nobody}");
    }
}

#[tokio::test]
async fn a_reset_that_is_sent_twice_never_shows_a_password_that_does_not_hold() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let officer = town.officer("officer").await;
    let body = json!({ "login_name": "unit1", "request_id": "once" });
    let first = officer.post("/accounts/resets", &body).await;
    let second = officer.post("/accounts/resets", &body).await;
    assert!(matches!(first.status, 200 | 201) && second.status == first.status, "{}", second.text());
    let once = first.json()["password"].as_str().unwrap().to_owned();
    assert!(second.json()["password"].is_null() || second.json()["password"] == once.as_str(), "{}", second.text());
    town.sign_in_with("unit1", &once).await;
}

#[tokio::test]
async fn officers_are_made_and_stopped_by_the_operator_s_command_alone() {
    let town = Town::open().await;
    let hall = town.hall.hall_of("session").unwrap();
    let made = session_command(hall, json!({ "officer": { "add": "wang.officer" } })).await;
    let once = made["password"].as_str().unwrap().to_owned();
    assert!(once.chars().count() >= 12);
    assert!(session::command(hall, json!({ "officer": { "add": "wang.officer" } })).await.is_err(), "there is one");
    assert!(session::command(hall, json!({ "officer": { "disable": "nobody" } })).await.is_err());
    assert!(session::command(hall, json!({ "officer": {} })).await.is_err());
    let officer = town.sign_in_with("wang.officer", &once).await;
    officer.get("/notices/new").await.expect(403);
    officer.post("/account", &json!({ "current_password": once, "password": NEW })).await.expect(200);
    let officer = town.sign_in_with("wang.officer", NEW).await;
    officer.get("/notices/new").await.expect(200);
    session_command(hall, json!({ "officer": { "disable": "wang.officer" } })).await;
    officer.get("/notices/new").await.expect(401);
    town.visitor().post("/session", &json!({ "login_name": "wang.officer", "password": NEW })).await.expect(401);
}
