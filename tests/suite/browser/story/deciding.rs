//! The department decides on a case and on a deletion (manual, 1.1, 3.3, 4.6).

use crate::browser::driver::Browser;
use crate::people::{PASSWORD, worker};
use crate::town::Visitor;
use serde_json::json;

pub async fn officers_decide_a_case(browser: &Browser<'_>, id: &str) {
    browser.sign_in("lin", PASSWORD).await;
    browser.go("/").await;
    browser.says("办理期限").await;
    browser.look("99-home-officer").await;
    browser.go("/cases").await;
    browser.says("建筑工程施工总承包三级").await;
    browser.look("100-desk").await;
    browser.go(&format!("/cases/{id}")).await;
    browser.look("101-case").await;
    browser.press("领取").await;
    browser.says("已领取").await;
    browser.press("受理").await;
    browser.says("已受理").await;
    browser.look("102-case-accepted").await;
    browser.go("/cases?q=没有这个").await;
    browser.look("100-desk-nothing-found").await;
    browser.sign_out().await;
    browser.sign_in("zheng", PASSWORD).await;
    browser.go(&format!("/cases/{id}")).await;
    browser.look("103-case-to-decide").await;
}

pub async fn the_unit_reads_the_answer(browser: &Browser<'_>) {
    browser.sign_out().await;
    browser.sign_in("unit1", PASSWORD).await;
    browser.go("/").await;
    browser.says("资质审批").await;
    browser.look("104-home-with-answer").await;
    browser.go("/qualifications").await;
    browser.says("建筑工程施工总承包三级").await;
    browser.look("105-qualifications").await;
    browser.go("/qualifications/D101C").await;
    browser.look("105-qualification").await;
}

pub async fn a_person_is_to_be_deleted(browser: &Browser<'_>, unit: &Visitor<'_>) -> String {
    browser.go("/deletion-requests").await;
    browser.look("106-deletions-none").await;
    browser.follow("新增删除申请").await;
    browser.look("107-deletion-picker").await;
    browser.run("document.querySelectorAll('[name=person]')[0].checked = true", vec![]).await;
    browser.press("选择此人员").await;
    browser.says("申报过").await;
    browser.look("108-deletion-draft").await;
    let path = browser.place().await.split('?').next().unwrap().to_owned();
    let said = json!({ "initiator": "李某", "content": "该人员于 2026 年 10 月离职，现由新招聘的人员接替。" });
    unit.post(&format!("{path}/feedback"), &said).await.expect(200);
    let other = unit.post("/people", &worker(30)).await.expect(201).json()["id"].clone();
    let concerned = unit.get(&path).await.json()["uses"][0]["application"].clone();
    let replaces = json!({ "application": concerned, "person": other });
    unit.post(&format!("{path}/replacements"), &replaces).await.expect(200);
    browser.go(&path).await;
    browser.says("符合").await;
    browser.look("109-deletion-compared").await;
    browser.press("保存并关闭").await;
    browser.says("待审核").await;
    browser.go("/deletion-requests").await;
    browser.look("110-deletions").await;
    path
}

pub async fn an_officer_agrees(browser: &Browser<'_>, path: &str) {
    browser.sign_out().await;
    browser.sign_in("lin", PASSWORD).await;
    browser.go("/deletion-requests").await;
    browser.look("111-deletions-of-officers").await;
    browser.go(path).await;
    browser.look("112-deletion-to-decide").await;
    browser.press("不予删除").await;
    browser.says("原因").await;
    browser.look("112-deletion-no-reason").await;
    browser.press("同意删除").await;
    browser.says("已同意删除").await;
    browser.look("113-deleted").await;
}
