//! The enterprise reviews: 不通过 with a reason, 通过, 退回修改.

use super::{PERSON, as_the_enterprise};
use crate::browser::driver::Browser;

/// Why it comes back.
pub const REASON: &str = "职称证号未填写，请补充。";

pub async fn the_enterprise_refuses_with_a_reason(browser: &Browser<'_>) {
    as_the_enterprise(browser).await;
    browser.says(PERSON).await;
    browser.look("20-enterprise-home").await;
    let to_do = format!("//main//table//a[contains(., '{PERSON}')]");
    browser.client.find(fantoccini::Locator::XPath(&to_do)).await.unwrap().click().await.unwrap();
    browser.says("办理经过").await;
    assert!(browser.place().await.starts_with("/reviews/"), "the to-do leads to the page that handles it");
    browser.find(".portal-papers img").await;
    browser.look("21-review").await;
    browser.print("21-review").await;
    browser.counts(".portal-papers img", 3).await;
    browser.press("查看完整号码").await;
    browser.says(&testkit::numbers::identity(0)).await;
    browser.look("21-review-whole-number").await;

    browser.go("/reviews").await;
    browser.look("20-waiting").await;
    browser.follow("不通过").await;
    browser.find("#reason").await;
    browser.press("不通过").await;
    browser.says("处需要修改").await;
    let beside = browser.find("#reason-error").await.text().await.unwrap();
    assert!(beside.contains("原因"), "{beside}");
    browser.look("22-review-no-reason").await;
    browser.type_into("reason", REASON).await;
    browser.press("不通过").await;
    browser.says("已标为不通过").await;
    browser.says("目前没有待审核的人员").await;
    browser.look("22-review-refused").await;
    browser.go("/").await;
    browser.hides(PERSON).await;
    browser.sign_out().await;
}

pub async fn the_enterprise_approves(browser: &Browser<'_>) {
    as_the_enterprise(browser).await;
    browser.go("/reviews").await;
    browser.says(PERSON).await;
    browser.press("通过").await;
    browser.says("审核通过").await;
    browser.look("27-approved").await;
    browser.go("/reviews?state=approved&q=示例").await;
    browser.says(PERSON).await;
    browser.look("28-approved-people").await;
    browser.go("/reviews?state=approved&q=没有这个人").await;
    browser.says("没有找到").await;
    browser.look("28-nobody-found").await;
}

pub async fn the_enterprise_sends_it_back(browser: &Browser<'_>) {
    browser.go("/reviews?state=approved").await;
    browser.follow("查看").await;
    browser.says("办理经过").await;
    browser.look("29-approved-person").await;
    browser.type_into("reason", "请更新注册证书的有效期。").await;
    browser.press("退回修改").await;
    browser.says("已退回").await;
    browser.look("30-sent-back").await;
    browser.sign_out().await;
    super::as_the_person(browser).await;
    browser.says("请更新注册证书的有效期。").await;
}
