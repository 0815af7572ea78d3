//! Pages beside the way: what only those see who have no script, are too late, not allowed, or elsewhere.

use crate::browser::driver::Browser;
use crate::people::PASSWORD;
use crate::town::Visitor;
use local::faults::{Delivery, Fault, Place};
use serde_json::json;
use testkit::files;

const NEW: &str = "今晚有雪有霜，石桥上走着三只白鹭";

pub async fn units_are_found(browser: &Browser<'_>) {
    browser.go("/registrations/units?q=示例").await;
    browser.says("沈阳示例第1建设有限公司").await;
    browser.look("80-units").await;
    browser.go("/registrations/units?q=没有这个").await;
    browser.look("80-units-none").await;
    browser.go("/registrations/units?q=示").await;
    browser.look("80-units-too-short").await;
    for n in 2..=11 {
        browser.town.enterprise(n).await;
    }
    browser.go("/registrations/people").await;
    browser.find("#unit").await.send_keys("示例").await.unwrap();
    browser.says("还有更多，请输入更多字").await;
    browser.counts("#unit-options li:not([aria-disabled])", 10).await;
    browser.look("80-units-more").await;
}

/// The page waits until the file was looked into, then says so by itself.
pub async fn a_file_is_sent_by_the_upload_page(browser: &Browser<'_>) {
    let desk = tempfile::tempdir().unwrap();
    let photo = desk.path().join("身份证正面.jpg");
    std::fs::write(&photo, files::jpeg(1200, 800)).unwrap();
    browser.go("/attachments/new?for=person&kind=identity").await;
    browser.look("81-upload").await;
    browser.town.hall.faults().events(Delivery::Lost);
    browser.find("#file").await.send_keys(photo.to_str().unwrap()).await.unwrap();
    browser.press("上传").await;
    browser.says("正在核验").await;
    browser.look("81-waiting").await;
    browser.town.hall.faults().events(Delivery::Once);
}

pub async fn a_paper_is_read_page_by_page(browser: &Browser<'_>, wang: &Visitor<'_>) {
    let (id, _) = wang.upload("education", "毕业证书（沈阳示例大学）.pdf", &files::printed_pdf()).await;
    let (refused, _) = wang.upload("title", "职称证书.pdf", &files::pdf_with_javascript()).await;
    browser.go(&format!("/attachments/{id}")).await;
    browser.says("已通过核验").await;
    browser.look("82-admitted").await;
    browser.go(&format!("/attachments/{id}/view")).await;
    browser.says("第 1 页，共 2 页").await;
    browser.look("83-view").await;
    browser.follow("下一页").await;
    browser.says("第 2 页，共 2 页").await;
    browser.look("83-view-last").await;
    browser.follow("返回").await;
    browser.find("#slot-education").await;
    browser.go(&format!("/attachments/{refused}")).await;
    browser.look("84-refused").await;
}

pub async fn what_is_not_there_or_not_allowed(browser: &Browser<'_>) {
    browser.go("/no/such/page").await;
    browser.find(".portal-masthead__actor").await;
    browser.look("85-nowhere").await;
    browser.go("/reviews").await;
    browser.says("您的账号不能使用这项功能").await;
    browser.look("85-forbidden").await;
    browser.go("/person").await;
    browser.type_into("school", "沈阳示例大学").await;
    browser.run("document.querySelector('#file [name=_csrf]').value = 'x'", vec![]).await;
    browser.press("保存").await;
    browser.says("页面已过期").await;
    browser.look("85-stale").await;
    browser.press("继续提交").await;
    browser.says("保存成功").await;
}

pub async fn another_window_was_first(browser: &Browser<'_>, wang: &Visitor<'_>) {
    browser.go("/person").await;
    wang.post("/person", &json!({ "major": "土木工程" })).await.expect(200);
    browser.type_into("school", "沈阳示例大学土木学院").await;
    browser.press("保存").await;
    browser.says("现在是").await;
    browser.look("86-conflict").await;
}

pub async fn the_hall_is_busy(browser: &Browser<'_>) {
    let faults = browser.town.hall.faults();
    browser.go("/person").await;
    browser.type_into("school", "沈阳示例大学土木学院").await;
    faults.all(Place::Table, Fault::Refuse);
    browser.press("保存").await;
    browser.says("系统暂时繁忙").await;
    browser.look("87-busy-with-a-form").await;
    browser.go("/person").await;
    browser.says("系统暂时繁忙").await;
    browser.look("87-busy").await;
    faults.clear();
}

/// A new password ends every session; what was typed in this window is sent after signing in again.
pub async fn the_session_is_over(browser: &Browser<'_>, wang: &Visitor<'_>) {
    browser.go("/person").await;
    browser.type_into("school", "沈阳示例大学土木学院").await;
    wang.post("/account", &json!({ "current_password": PASSWORD, "password": NEW })).await.expect(200);
    browser.press("保存").await;
    browser.says("登录已过期").await;
    browser.look("88-sign-in-again").await;
    browser.type_all(&[("login_name", "person0"), ("password", NEW)]).await;
    browser.press("登录").await;
    browser.says("没有丢失").await;
    browser.look("88-go-on").await;
    browser.press("继续提交").await;
    browser.says("保存成功").await;
    browser.sign_out().await;
}

pub async fn too_many_tries(browser: &Browser<'_>) {
    for words in ["登录账号或密码不正确", "登录账号或密码不正确", "尝试次数过多"] {
        browser.go("/session").await;
        browser.type_all(&[("login_name", "unit1"), ("password", NEW)]).await;
        browser.press("登录").await;
        browser.says(words).await;
    }
    browser.look("89-slow").await;
}
