//! The enterprise keeps those who hold its posts (manual, 4.1 to 4.4), and one of them holds two.

use crate::browser::driver::Browser;
use crate::holders::holder;
use crate::people::PASSWORD;
use crate::town::Visitor;
use testkit::numbers::{identity, sex};

pub async fn the_legal_representative_is_filled_in(browser: &Browser<'_>) {
    browser.sign_in("unit1", PASSWORD).await;
    browser.go("/people?post=legal").await;
    browser.says("还没有法定代表人").await;
    browser.look("98-legal-none").await;
    browser.follow("修改法人信息").await;
    browser.look("98-legal-form").await;
    browser.type_all(&[("name", "阿卜杜热合曼·𠮷示例"), ("identity_number", &identity(0))]).await;
    browser.press("保存并关闭").await;
    browser.says("请填写职务").await;
    browser.look("98-legal-refused").await;
    browser.tick(if sex(0) == "male" { "男" } else { "女" }).await;
    browser.type_all(&[("position", "董事长兼总经理"), ("phone", "13800005678"), ("email", "fr@example.com")]).await;
    browser.press("保存并关闭").await;
    browser.says("保存成功").await;
    browser.says("还缺必传附件").await;
    browser.look("98-legal").await;
}

pub async fn somebody_is_chosen_for_a_second_post(browser: &Browser<'_>, unit: &Visitor<'_>) {
    for n in 1..4 {
        unit.post("/people?post=technical", &holder("technical", n)).await.expect(201);
    }
    browser.go("/people?post=technical").await;
    browser.look("99-technical-list").await;
    browser.follow("查看").await;
    browser.says("工程施工技术管理工作年限").await;
    browser.look("99-technical").await;
    browser.go("/people?post=manager").await;
    browser.follow("从已有人员中选择").await;
    browser.says("选择企业总经理").await;
    browser.go("/people?post=technical&for=legal").await;
    browser.look("99-choosing").await;
    browser.follow("选择").await;
    browser.says("法定代表人由阿卜杜热合曼·𠮷示例变更为").await;
    browser.look("99-succeeding").await;
    browser.press("保存并关闭").await;
    browser.says("保存成功").await;
    browser.says("变更法定代表人").await;
    browser.press("显示完整号码").await;
    browser.says("出生日期").await;
    browser.look("99-whole-number").await;
}
