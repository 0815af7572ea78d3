//! A visitor looks around, an enterprise registers, a person registers.

use super::{PERSON, UNIT};
use crate::browser::driver::Browser;
use crate::people::PASSWORD;
use fantoccini::Locator;
use fantoccini::key::Key;
use testkit::numbers::{credit_code, identity};

pub async fn a_visitor_comes(browser: &Browser<'_>) {
    browser.go("/").await;
    browser.says("还没有通知公告").await;
    browser.look("01-front").await;
    browser.go("/person").await;
    assert_eq!(browser.place().await, "/session?to=%2Fperson", "who must sign in first is led back afterwards");
    browser.look("02-sign-in").await;
    browser.type_all(&[("login_name", "nobody"), ("password", PASSWORD)]).await;
    browser.press("登录").await;
    browser.says("登录账号或密码不正确").await;
    browser.look("02-sign-in-wrong").await;
    browser.go("/no/such/page").await;
    browser.look("03-not-found").await;
}

pub async fn an_enterprise_registers(browser: &Browser<'_>) {
    browser.go("/").await;
    browser.follow("注册").await;
    assert_eq!(browser.place().await, "/registrations/enterprises", "the enterprise's form comes first");
    browser.look("04-enterprise").await;
    browser.press("注册").await;
    browser.says("处需要修改").await;
    browser.look("04-enterprise-refused").await;
    browser.type_all(&[("credit_code", &credit_code(1)), ("name", UNIT)]).await;
    browser.choose("kind", "construction").await;
    browser.type_all(&[("contact", "李某"), ("phone", "13800005678")]).await;
    browser.type_all(&[("login_name", "shili.jianshe"), ("password", PASSWORD)]).await;
    browser.press("注册").await;
    browser.says("注册成功").await;
    browser.look("05-registered").await;
}

pub async fn a_person_registers(browser: &Browser<'_>) {
    browser.go("/registrations/enterprises").await;
    let switch = browser.find(".portal-switch a").await;
    let (x, y, width, _) = switch.rectangle().await.unwrap();
    let main = browser.find("main").await.rectangle().await.unwrap();
    assert!(x + width > main.0 + main.2 - 40.0 && y < 300.0, "the switch is at the top right: {x} {y}");
    switch.click().await.unwrap();
    browser.find("#identity_number").await;
    browser.look("06-person").await;

    let right = identity(0);
    let wrong = if right.ends_with('0') { format!("{}1", &right[..17]) } else { format!("{}0", &right[..17]) };
    browser.type_all(&[("identity_number", &wrong), ("name", PERSON)]).await;
    browser.press_at("label[for=sex]").await;
    browser.type_all(&[("login_name", "abuduliu"), ("password", PASSWORD), ("phone", "13900001234")]).await;
    choose_the_unit(browser).await;
    browser.press("注册").await;
    browser.says("校验位不正确").await;
    browser.look("07-person-refused").await;
    let beside = browser.find("#identity_number-error").await.text().await.unwrap();
    assert!(beside.contains("校验位不正确"), "{beside}");
    browser.press_at(".govuk-error-summary a[href='#identity_number']").await;
    let focused = browser.client.active_element().await.unwrap().attr("id").await.unwrap();
    assert_eq!(focused.as_deref(), Some("identity_number"), "the summary leads to the field");
    let kept = browser.find("#name").await.prop("value").await.unwrap();
    assert_eq!(kept.as_deref(), Some(PERSON), "what was right stays");

    browser.type_all(&[("identity_number", &right), ("password", PASSWORD)]).await;
    browser.press("注册").await;
    browser.says("注册成功").await;
}

/// Two characters, then the keys: the unit is chosen and never typed.
async fn choose_the_unit(browser: &Browser<'_>) {
    let field = browser.find("#unit").await;
    field.send_keys("沈阳").await.unwrap();
    browser.counts("#unit-options li", 1).await;
    browser.look("06-person-units").await;
    field.send_keys(&(Key::Down + "")).await.unwrap();
    field.send_keys(&(Key::Enter + "")).await.unwrap();
    let chosen = browser.client.find(Locator::Css("input[name=unit]:checked")).await.unwrap();
    assert_eq!(chosen.attr("value").await.unwrap().map(|id| id.len()), Some(32), "an id was chosen");
}
