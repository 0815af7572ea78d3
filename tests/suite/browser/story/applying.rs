//! The enterprise keeps its people and applies with them (manual, 1.2, 4.5).

use crate::browser::driver::Browser;
use crate::people::{PASSWORD, basics, worker};
use crate::town::Visitor;
use fantoccini::key::Key;
use serde_json::json;
use testkit::numbers::identity;

pub async fn a_person_is_added(browser: &Browser<'_>) {
    browser.sign_in("unit1", PASSWORD).await;
    browser.go("/people").await;
    browser.says("还没有非注册人员").await;
    browser.look("90-people-none").await;
    browser.follow("新增人员").await;
    browser.look("91-person-form").await;
    browser.type_all(&[("name", "阿卜杜热合曼·𠮷示例"), ("identity_number", "210102190001010015")]).await;
    browser.press("保存并关闭").await;
    browser.says("请填写所学专业").await;
    browser.look("91-person-refused").await;
    browser.type_all(&[("identity_number", &identity(2)), ("major", "道路桥梁与渡河工程")]).await;
    browser.choose("education", "21").await;
    browser.choose("category", "titled").await;
    browser.choose("title_level", "3").await;
    browser.choose("title_major", "结构").await;
    browser.type_all(&[("insurer", "沈阳示例第1建设有限公司")]).await;
    browser
        .run("document.querySelector('[name=_then][value=posts]').scrollIntoView({ block: 'center' })", vec![])
        .await;
    browser.press("新增岗位证书").await;
    browser.choose("post", "SGY").await;
    browser.type_all(&[("number", "辽SGY0001")]).await;
    browser.press("保存并关闭").await;
    browser.says("辽SGY0001").await;
    browser.press("保存并关闭").await;
    browser.says("保存成功").await;
    browser.says("道路桥梁与渡河工程").await;
    browser.look("92-people").await;
    browser.follow("查看").await;
    browser.says("施工员").await;
    browser.look("93-person").await;
}

pub async fn the_enterprise_applies(browser: &Browser<'_>, unit: &Visitor<'_>) {
    unit.post("/unit", &basics()).await.expect(200);
    for n in 4..9 {
        unit.post("/people", &worker(n)).await.expect(201);
    }
    browser.go("/matters/D101C").await;
    browser.says("受理条件").await;
    browser.look("94-guide-page").await;
    the_guide_opens_in_a_window(browser).await;
    browser.press("办件入口").await;
    browser.says("还没有选择人员").await;
    browser.look("95-application").await;
    browser.press("提交").await;
    browser.says("请选择人员").await;
    browser.look("95-application-refused").await;
    let path = browser.place().await.trim_end_matches("/submission").to_owned();
    browser.go(&format!("{path}?role=titled")).await;
    browser.look("95-application-picking").await;
    browser.run("document.querySelectorAll('[name=person]').forEach((box) => { box.checked = true; })", vec![]).await;
    browser.press("添加所选人员").await;
    browser.says("已选人员（6）").await;
    browser.look("95-application-picked").await;
    browser.press("提交").await;
    browser.says("社保声明还没有填写").await;
    browser.look("95-application-unstated").await;
    browser.follow("填写社保声明").await;
    browser.says("社保材料信息").await;
    unit.states().await;
    browser.go(&path).await;
    browser.says("有效期至 2099-01-04").await;
    browser.press("提交").await;
    browser.says("待受理").await;
    browser.look("96-application-submitted").await;
    browser.go("/applications").await;
    browser.says("SQ20").await;
    browser.look("96-applications").await;
    let used = unit.get("/people").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    browser.go(&format!("/people/{used}/edit")).await;
    browser.says("姓名和证件号码已锁定").await;
    browser.look("97-person-locked").await;
    assert_eq!(unit.get(&path).await.json()["state"], json!("submitted"));
}

/// R-1.2-2: the guide comes over the list, Esc and 关闭 give the list back where it was left, and the keyboard opens it again.
async fn the_guide_opens_in_a_window(browser: &Browser<'_>) {
    const TITLE: &str = "建筑工程施工总承包三级";
    browser.go("/matters").await;
    browser.look("94-matters").await;
    let active = async || browser.client.active_element().await.unwrap();
    let press = async |key: Key| active().await.send_keys(&(key + "")).await.unwrap();
    browser.follow(TITLE).await;
    browser.find("dialog[open] .portal-dialog__body form").await;
    browser.says("受理条件").await;
    assert_eq!(browser.place().await, "/matters", "the list is still there");
    browser.counts("dialog [data-beyond]", 0).await;
    browser.look("94-guide").await;
    press(Key::Escape).await;
    browser.counts("dialog", 0).await;
    assert_eq!(active().await.text().await.unwrap(), TITLE, "the list goes on where it was left");
    press(Key::Enter).await;
    browser.find("dialog[open] .portal-dialog__body form").await;
    browser.press("关闭").await;
    browser.counts("dialog", 0).await;
    assert_eq!(active().await.text().await.unwrap(), TITLE);
    press(Key::Enter).await;
    browser.find("dialog[open] .portal-dialog__body form").await;
}
