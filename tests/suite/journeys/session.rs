//! 登录 and 退出: all three roles, on both faces, and what was typed when a session ended.

use crate::people::PASSWORD;
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

const ROLES: [(&str, &str); 3] = [("unit1", "enterprise"), ("person0", "person"), ("officer", "officer")];

/// A unit, its person and an officer.
async fn peopled() -> Town {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    town.officer("officer").await;
    town
}

#[tokio::test]
async fn r_5_8_everybody_signs_in_and_out_as_a_client() {
    let town = peopled().await;
    for (login, role) in ROLES {
        let body = json!({ "login_name": login, "password": PASSWORD });
        let seen = town.visitor().post("/session", &body).await.expect(201);
        assert_eq!(seen.json(), json!({ "role": role, "to": "/" }), "{login}");
        let somebody = Visitor { town: &town, cookie: seen.session() };
        assert_eq!(somebody.get("/").await.expect(200).json()["role"], role);
        let seen = somebody.post("/session/end", &json!({})).await.expect(200);
        assert!(seen.header("set-cookie").contains("Max-Age=0"));
        somebody.get("/account").await.expect(401);
        somebody.post("/session/end", &json!({})).await.expect(200);
    }
}

#[tokio::test]
async fn r_5_8_everybody_signs_in_and_out_on_pages() {
    let town = peopled().await;
    for (login, role) in ROLES {
        let visitor = town.visitor();
        let led = visitor.page("/account").await.expect(303);
        assert_eq!(led.header("location"), "/session?to=%2Faccount");
        let page = led.header("location").to_owned();
        let typed = [("login_name", login), ("password", "不对的密码不对的密码不对")];
        let shown = visitor.page(&page).await.expect(200).text();
        let wrong = visitor.send_form(&shown, "/session", "/session", &typed).await.expect(401).text();
        assert!(wrong.contains("登录账号或密码不正确") && wrong.contains(&format!("value=\"{login}\"")));
        assert!(!wrong.contains("不对的密码"), "a password is never shown again");
        let seen = in_by_page(&visitor, &page, login).await;
        assert_eq!(seen.0, "/account", "back to the page that was asked for");
        let shown = seen.1.page("/").await.expect(200).text();
        assert!(shown.contains("退出"), "{role}");
        let seen = seen.1.send_form(&shown, "/", "/session/end", &[]).await.expect(303);
        assert_eq!(seen.header("location"), "/session?note=signed-out");
        assert!(visitor.page("/session?note=signed-out").await.text().contains("您已安全退出"));
    }
}

async fn in_by_page<'a>(visitor: &Visitor<'a>, page: &str, login: &str) -> (String, Visitor<'a>) {
    let fields = [("login_name", login), ("password", PASSWORD)];
    let shown = visitor.page(page).await.expect(200).text();
    let seen = visitor.send_form(&shown, "/session", "/session", &fields).await.expect(303);
    (seen.header("location").to_owned(), Visitor { town: visitor.town, cookie: seen.session() })
}

#[tokio::test]
async fn r_5_8_the_person_signs_in_with_name_in_any_case_and_width() {
    let town = peopled().await;
    for name in ["PERSON0", "ｐｅｒｓｏｎ０", " person0 "] {
        town.sign_in(name).await.get("/person").await.expect(200);
    }
    for (name, password) in [("person0", ""), ("", PASSWORD), ("", "")] {
        let seen = town.visitor().post("/session", &json!({ "login_name": name, "password": password })).await;
        let missing = [("/login_name", name), ("/password", password)].into_iter().filter(|(_, text)| text.is_empty());
        assert_eq!(seen.pointers(), missing.map(|(pointer, _)| pointer).collect::<Vec<_>>());
    }
}

/// Ends every session of the unit, as another device does that changes the password and changes it back.
async fn end_elsewhere(town: &Town, login: &str) {
    let between = "换上又换下来的一句密码";
    let between = format!("{between}{between}");
    for (from, to) in [(PASSWORD, &*between), (&*between, PASSWORD)] {
        let device = town.sign_in_with(login, from).await;
        device.post("/account", &json!({ "current_password": from, "password": to })).await.expect(200);
    }
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_kept_and_sent_after_signing_in() {
    let town = peopled().await;
    let wang = town.sign_in("person0").await;
    let shown = wang.page("/person").await.expect(200).text();
    end_elsewhere(&town, "person0").await;
    let typed = [("school", "沈阳建筑大学 & “老校区”"), ("major", "土木工程"), ("_then", "cv")];
    let again = wang.send_form(&shown, "/person", "/person", &typed).await.expect(401);
    let page = again.text();
    assert!(page.contains("您刚才填写的内容还在") && page.contains("name=\"_kept\""), "{page}");
    assert!(!page.contains("沈阳建筑大学"), "sealed, not shown to whoever sits there now");
    let fields = [("login_name", "person0"), ("password", PASSWORD)];
    let kept = wang.send_form(&page, "/session", "/session", &fields).await.expect(200);
    let back = Visitor { town: &town, cookie: kept.session() };
    let page = kept.text();
    assert!(page.contains("继续提交") && page.contains("沈阳建筑大学"), "{page}");
    let seen = back.send_form(&page, "/session", "/person", &[]).await.expect(303);
    assert_eq!(seen.header("location"), "/person/cv/new");
    let file = back.get("/person").await.expect(200).json();
    assert_eq!((file["school"].as_str(), file["version"].as_u64()), (Some("沈阳建筑大学 & “老校区”"), Some(2)));
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_outlasts_wrong_empty_and_too_many_tries() {
    let overrides =
        [("SignInTries", "1"), ("SignInWait", "2")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let town = Town::with(local::Options { overrides: overrides.into(), ..local::Options::default() }).await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    let shown = wang.page("/person").await.expect(200).text();
    end_elsewhere(&town, "person0").await;
    let mut page = wang.send_form(&shown, "/person", "/person", &[("school", "老校区")]).await.expect(401).text();
    let right = [("login_name", "person0"), ("password", PASSWORD)];
    let wrong = [("login_name", "person0"), ("password", "不对的密码不对的密码不对")];
    let empty = [("login_name", "person0"), ("password", "")];
    let mut wait = 0;
    for (fields, status, words) in [
        (wrong, 401, "登录账号或密码不正确"),
        (right, 429, "您填写的内容还在，到时间后点击“重试”即可"),
        (empty, 422, "您刚才填写的内容还在"),
    ] {
        let seen = wang.send_form(&page, "/session", "/session", &fields).await.expect(status);
        wait = seen.header("retry-after").parse().unwrap_or(wait);
        page = seen.text();
        assert!(page.contains(words) && page.contains("name=\"_kept\"") && !page.contains("老校区"), "{page}");
    }
    tokio::time::sleep(std::time::Duration::from_secs(wait + 1)).await;
    let kept = wang.send_form(&page, "/session", "/session", &right).await.expect(200).text();
    assert!(kept.contains("继续提交") && kept.contains("老校区"), "{kept}");
}

#[tokio::test]
async fn what_somebody_typed_is_given_to_nobody_else_who_signs_in_there() {
    let town = peopled().await;
    let a = town.sign_in("unit1").await;
    let shown = a.page("/unit?edit=1").await.expect(200).text();
    end_elsewhere(&town, "unit1").await;
    let page = a.send_form(&shown, "/unit", "/unit", &[("parent", "某某集团")]).await.expect(401).text();
    let fields = [("login_name", "person0"), ("password", PASSWORD)];
    let seen = a.send_form(&page, "/session", "/session", &fields).await.expect(303);
    assert!(!seen.text().contains("某某集团"));
    let wrong = [("login_name", "unit1"), ("password", PASSWORD), ("_kept", "AAAA")];
    a.send_form(&page, "/session", "/session", &wrong).await.expect(303);
}

#[tokio::test]
async fn a_client_whose_session_ended_gets_401_and_a_visitor_s_browser_is_led_to_sign_in_and_back() {
    let town = peopled().await;
    let gone = town.sign_in("person0").await;
    end_elsewhere(&town, "person0").await;
    let seen = gone.post("/person", &json!({ "school": "甲" })).await.expect(401);
    let problem: Json = seen.json();
    assert_eq!((problem["status"].as_u64(), seen.header("content-type")), (Some(401), "application/problem+json"));
    assert_eq!(seen.header("www-authenticate"), "Session");
    let led = gone.page("/person?note=saved").await.expect(303);
    assert_eq!(led.header("location"), "/session?to=%2Fperson%3Fnote%3Dsaved");
}
