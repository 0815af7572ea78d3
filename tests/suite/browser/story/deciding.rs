//! The department decides on a case and on a deletion (manual, 1.1, 3.3, 4.6).

use crate::browser::driver::Browser;
use crate::people::PASSWORD;

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
    browser.press("作出决定").await;
    browser.says("请选择决定").await;
    browser.look("103-case-no-answer").await;
    browser.tick("准予许可").await;
    browser.type_into("reason", "经审查，申请材料符合标准要求。").await;
    browser.press("作出决定").await;
    browser.says("决定已作出").await;
    browser.look("103-case-granted").await;
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

pub async fn a_person_is_to_be_deleted(browser: &Browser<'_>) -> String {
    browser.go("/deletion-requests").await;
    browser.look("106-deletions-none").await;
    browser.follow("新增删除申请").await;
    browser.look("107-deletion-picker").await;
    browser.tick("赵示例0").await;
    browser.press("选择此人员").await;
    browser.says("申报过").await;
    browser.look("108-deletion-draft").await;
    something_is_said(browser).await;
    somebody_replaces(browser).await;
    let path = browser.place().await.split('?').next().unwrap().to_owned();
    browser.press("保存并关闭").await;
    browser.says("待审核").await;
    browser.go("/deletion-requests").await;
    browser.look("110-deletions").await;
    path
}

/// 新增反馈: what is missing is said first, then a row with the scan that proves it, and another that is taken back.
async fn something_is_said(browser: &Browser<'_>) {
    let desk = tempfile::tempdir().unwrap();
    let proof = desk.path().join("离职证明.jpg");
    std::fs::write(&proof, testkit::files::jpeg(1200, 800)).unwrap();
    browser.hand_over("feedback", &[&proof]).await;
    browser.counts("#slot-feedback [data-state=admitted]", 1).await;
    browser.type_into("initiator", "李某").await;
    browser.press_at("#saying .portal-actions button").await;
    browser.says("请填写反馈内容").await;
    browser.look("108-feedback-refused").await;
    browser.type_into("content", "该人员于 2026 年 10 月离职，现由新招聘的人员接替。").await;
    browser.press_at("#saying .portal-actions button").await;
    browser.says("保存成功").await;
    browser.follow("新增反馈").await;
    browser.type_all(&[("initiator", "赵某"), ("content", "重复填写的反馈。")]).await;
    browser.press_at("#saying .portal-actions button").await;
    browser.counts("[aria-labelledby=feedback] dl", 2).await;
    browser.look("108-feedback").await;
    browser.press_at("[aria-labelledby=feedback] dl:nth-of-type(2) ~ form button").await;
    browser.counts("[aria-labelledby=feedback] dl", 1).await;
    browser.says("离职证明.jpg").await;
}

/// 选择替代人员: one among the unit's people, found by name.
async fn somebody_replaces(browser: &Browser<'_>) {
    browser.type_into("q", "赵示例30").await;
    browser.press("检索").await;
    browser.choose_words("person-1", "赵示例30").await;
    browser.press("选择").await;
    browser.says("赵示例0（原） → 赵示例30（替代）").await;
    browser.says("符合").await;
    browser.look("109-deletion-compared").await;
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
