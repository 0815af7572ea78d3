//! The person fills the own file, hands it in, reads why it came back, corrects it and hands it in again.

use super::as_the_person;
use crate::browser::driver::Browser;

pub async fn the_person_fills_the_file(browser: &Browser<'_>) {
    as_the_person(browser).await;
    browser.says("待办事宜").await;
    browser.look("10-person-home").await;
    browser.run("document.querySelector('.portal-menu').open = true", vec![]).await;
    browser.look("10-person-menu").await;
    browser.go("/person").await;
    browser.look("11-file").await;

    browser.press("提交审核").await;
    browser.says("处需要修改").await;
    browser.look("11-file-refused").await;

    browser.go("/person").await;
    browser.choose("ethnic_group", "06").await;
    browser.choose("education", "21").await;
    browser.type_all(&[("school", "沈阳示例大学"), ("major", "土木工程")]).await;
    browser.press("保存").await;
    browser.says("保存成功").await;

    certificates(browser).await;
    cv(browser).await;
    browser.look("14-file-filled").await;
}

async fn certificates(browser: &Browser<'_>) {
    browser.press("新增记录").await;
    browser.find("#category").await;
    browser.look("12-certificate").await;
    browser.choose("category", "JZS2").await;
    browser.type_all(&[("major", "建筑工程"), ("number", "辽221181234567")]).await;
    browser.press("保存并关闭").await;
    browser.says("处需要修改").await;
    browser.look("12-certificate-refused").await;
    browser.pick_day("issued", "2023-06-30").await;
    browser.pick_day("until", "2099-06-30").await;
    browser.press("保存并关闭").await;
    browser.says("辽221181234567").await;
}

/// 保存并新建 leads to an empty row, 保存并关闭 back to the file.
async fn cv(browser: &Browser<'_>) {
    browser.press("新增简历").await;
    browser.find("#employer").await;
    browser.look("13-cv").await;
    browser.pick_day("from", "2010-09").await;
    browser.pick_day("to", "2016-02").await;
    browser.type_all(&[("employer", "沈阳示例第一建筑工程有限责任公司"), ("duty", "施工员")]).await;
    browser.press("保存并新建").await;
    browser.says("保存成功").await;
    let empty = browser.find("#employer").await.prop("value").await.unwrap();
    assert_eq!(empty.as_deref(), Some(""), "the next row begins empty");
    browser.pick_day("from", "2016-03").await;
    browser.type_all(&[("employer", "沈阳示例市政公用工程设计院"), ("duty", "项目负责人"), ("witness", "赵某")]).await;
    browser.type_into("work", "负责市政道路与桥梁工程的施工组织、质量与安全管理。").await;
    browser.press("保存并关闭").await;
    browser.says("沈阳示例市政公用工程设计院").await;
    browser.says("沈阳示例第一建筑工程有限责任公司").await;
}

pub async fn the_person_hands_it_in(browser: &Browser<'_>) {
    browser.press("提交审核").await;
    browser.says("提交成功").await;
    browser.look("17-handed-in").await;
    browser.print("17-handed-in").await;
    browser.go("/").await;
    browser.says("正在等待注册单位审核").await;
    browser.look("18-person-waits").await;
    browser.sign_out().await;
}

pub async fn the_person_corrects_it(browser: &Browser<'_>) {
    as_the_person(browser).await;
    browser.says(super::review::REASON).await;
    browser.look("23-returned-home").await;
    browser.go("/todos").await;
    browser.says(super::review::REASON).await;
    browser.look("24-todos").await;
    browser.press_at("main table a").await;
    browser.says("已退回，请修改后再次提交").await;
    browser.look("25-returned-file").await;
    browser.type_into("title_number", "辽工程 2020 第 123 号").await;
    browser.press("提交审核").await;
    browser.says("提交成功").await;
    browser.go("/todos").await;
    browser.says("目前没有待办事项").await;
    browser.look("26-no-todos").await;
    browser.sign_out().await;
}
