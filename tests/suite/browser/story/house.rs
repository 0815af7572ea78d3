//! The officers' part and the enterprise's own house: notices, accounts, 单位管理.

use crate::browser::driver::Browser;
use crate::people::{PASSWORD, session_command};
use serde_json::json;

const NOTICE: &str = "关于开展 2026 年度建设工程质量检测机构资质延续和注册人员信息核对工作的通知";
const ANOTHER: &str = "今晚有雪有霜，石桥上走着三只白鹭";

pub async fn an_officer_begins(browser: &Browser<'_>) {
    let hall = browser.town.hall.hall_of("session").unwrap();
    let made = session_command(hall, json!({ "officer": { "add": "guanliyuan" } })).await;
    let once = made["password"].as_str().unwrap();
    browser.sign_in("guanliyuan", once).await;
    browser.says("一次性密码").await;
    browser.look("40-forced-change").await;
    browser.type_all(&[("password", PASSWORD), ("current_password", once)]).await;
    browser.press("设置新密码").await;
    browser.says("修改成功").await;
    browser.sign_in("guanliyuan", PASSWORD).await;
    browser.look("41-officer-home").await;
}

pub async fn the_officer_publishes(browser: &Browser<'_>) {
    browser.follow("发布公告").await;
    browser.find("#title").await;
    browser.look("42-notice-form").await;
    for n in (1..=21).rev() {
        browser.go("/notices/new").await;
        let title = if n == 1 { NOTICE.to_owned() } else { format!("第 {n} 号通知：关于系统维护的公告") };
        browser
            .type_all(&[("title", &title), ("body", "各有关单位：\n\n请于 11 月 30 日前完成信息核对。\n\n特此通知。")])
            .await;
        browser.press("发布").await;
        browser.says("公告已发布").await;
    }
    browser.look("43-published").await;
    browser.follow("修改").await;
    browser.find("#body").await;
    browser.look("44-notice-edit").await;
    browser.press("保存并发布").await;
    browser.says(NOTICE).await;
    browser.sign_out().await;
}

/// R-1.4-1, R-1.4-2: in the panel, and in the whole list with its pages.
pub async fn everybody_reads(browser: &Browser<'_>) {
    browser.go("/").await;
    browser.says(NOTICE).await;
    browser.look("45-front-with-notices").await;
    browser.follow("更多").await;
    browser.says("下一页").await;
    browser.look("46-notices").await;
    browser.follow("下一页").await;
    browser.says("第 21 号通知").await;
    browser.go("/").await;
    browser.follow(NOTICE).await;
    browser.says("特此通知").await;
    browser.look("47-notice").await;
    browser.print("47-notice").await;
}

/// R-3-1: a new enterprise is led to what it completes first.
pub async fn a_new_enterprise_completes_its_basics(browser: &Browser<'_>) {
    browser.town.enterprise(1).await;
    browser.sign_in("unit1", PASSWORD).await;
    browser.says("请先完善单位信息").await;
    browser.look("50-new-enterprise").await;
    browser.follow("去完善单位信息").await;
    browser.find("#registration_type, .portal-pairs").await;
    browser.look("51-basics").await;
    if browser.client.find(fantoccini::Locator::Css("#registration_type")).await.is_err() {
        browser.follow("修改信息").await;
    }
    browser.find("#registration_type").await;
    browser.look("52-basics-form").await;
    browser.press("保存并关闭").await;
    browser.says("处需要修改").await;
    browser.look("52-basics-refused").await;
    fill_basics(browser).await;
    browser.press("保存并关闭").await;
    browser.says("保存成功").await;
    browser.look("53-basics-complete").await;
    browser.go("/").await;
    browser.hides("请先完善单位信息").await;
    browser.says("目前没有待办事项").await;
    browser.look("54-enterprise-home").await;
    browser.go("/credit").await;
    browser.says("暂未开放").await;
    browser.look("55-credit").await;
    browser.go("/reviews").await;
    browser.look("56-nobody-waits").await;
    browser.go("/reviews?state=approved").await;
    browser.look("57-nobody-approved").await;
}

async fn fill_basics(browser: &Browser<'_>) {
    let choose_first = "const it = document.getElementById(arguments[0]); return it.options[1].value";
    for list in ["registration_type", "currency"] {
        let first = browser.run(choose_first, vec![json!(list)]).await;
        browser.choose(list, first.as_str().unwrap()).await;
    }
    for (id, name) in [("division", "辽宁省"), ("division-1", "沈阳市"), ("division-2", "和平区")] {
        browser.find(&format!("[id='{id}']")).await.select_by_label(name).await.unwrap();
        let next = match id {
            "division" => "division-1",
            _ => "division-2",
        };
        browser.find(&format!("[id='{next}']")).await;
    }
    browser.pick_day("founded", "2001-03-01").await;
    browser
        .type_all(&[("registered_address", "沈阳市和平区示例街 1 号"), ("address", "沈阳市和平区示例街 1 号")])
        .await;
    browser.type_all(&[("contact", "李某"), ("phone", "13800005678"), ("licence_number", "210100000000001")]).await;
    browser.type_all(&[("capital", "5000"), ("scope", "房屋建筑工程、市政公用工程施工总承包。")]).await;
}

/// R-3.2-1: a one-time password, shown once; then one's own.
pub async fn the_enterprise_initialises_its_password(browser: &Browser<'_>) {
    browser.go("/account").await;
    browser.look("60-account").await;
    browser.press("初始化").await;
    browser.says("请填写现在的密码").await;
    browser.look("60-account-not-proven").await;
    browser.type_into("present_password", PASSWORD).await;
    browser.press("初始化").await;
    browser.find(".portal-once").await;
    browser.look("61-one-time").await;
    let once = browser.find(".portal-once .govuk-panel__title").await.text().await.unwrap();
    browser.go("/person").await;
    assert!(browser.place().await.starts_with("/session"), "every session ended");
    browser.sign_in("unit1", &once).await;
    browser.says("请先设置新密码").await;
    browser.go("/reviews").await;
    assert!(browser.place().await.starts_with("/account"), "nothing else before: {}", browser.place().await);
    browser.type_all(&[("password", ANOTHER), ("current_password", &once)]).await;
    browser.press("设置新密码").await;
    browser.says("修改成功").await;
    browser.sign_in("unit1", ANOTHER).await;
    browser.sign_out().await;
}

/// Who forgot the password is reset by an officer.
pub async fn the_officer_resets_a_password(browser: &Browser<'_>) {
    browser.sign_in("guanliyuan", PASSWORD).await;
    browser.go("/accounts").await;
    browser.look("62-resets").await;
    browser.type_into("login_name", "nobody-here").await;
    browser.press("重置密码").await;
    browser.says("没有对应的企业或注册人员账号").await;
    browser.type_into("login_name", "unit1").await;
    browser.press("重置密码").await;
    browser.find(".portal-once").await;
    browser.look("63-reset").await;
}
