//! Habits of people and of machines: no camera, leaving in the middle, no mouse.

use super::driver::Browser;
use crate::people::PASSWORD;
use crate::town::Town;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fantoccini::key::Key;

/// A hall with a registered person, who signed in.
async fn a_person_at_the_file<'a>(town: &'a Town, browser: &Browser<'a>) {
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    browser.sign_in("person0", PASSWORD).await;
    browser.go("/person").await;
}

#[tokio::test]
async fn r_3_5_6_a_machine_without_a_camera_says_so_and_offers_to_choose_a_file() {
    let town = Town::open().await;
    let browser = Browser::without_camera(&town).await;
    a_person_at_the_file(&town, &browser).await;
    browser.press_at("#slot-identity [data-camera]").await;
    browser.says("未找到摄像头").await;
    browser.look("70-no-camera").await;
    browser.press_at("dialog[open] .portal-dialog__row button:not([hidden])").await;
    browser.counts("#slot-identity input[type=file]", 1).await;
    browser.counts("dialog", 0).await;
}

/// Lets a file of these bytes (in base64) fall onto a slot.
const DROP: &str = "
    const bytes = Uint8Array.from(atob(arguments[0]), (it) => it.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], '拖来的身份证.jpg', { type: 'image/jpeg' }));
    const slot = document.querySelector('#slot-identity');
    slot.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";

#[tokio::test]
async fn r_3_5_6_a_file_may_be_dropped_and_is_tried_again_when_the_network_was_gone() {
    let town = Town::open().await;
    let browser = Browser::open(&town).await;
    a_person_at_the_file(&town, &browser).await;
    browser.be_online(false).await;
    browser.run(DROP, vec![STANDARD.encode(testkit::files::jpeg(600, 400)).into()]).await;
    browser.says("网络不通").await;
    browser.be_online(true).await;
    browser.press("重试").await;
    browser.counts("#slot-identity [data-state=admitted]", 1).await;
    browser.says("拖来的身份证.jpg").await;
}

#[tokio::test]
async fn r_4_1_5_leaving_with_unsaved_changes_asks_first() {
    let town = Town::open().await;
    let browser = Browser::open(&town).await;
    a_person_at_the_file(&town, &browser).await;
    browser.follow("首页").await;
    browser.says("全部待办").await;
    assert!(!browser.was_asked_before_leaving().await, "nothing was typed, nothing is asked");
    browser.go("/person").await;
    browser.type_into("school", "沈阳示例大学").await;
    browser.follow("首页").await;
    browser.says("全部待办").await;
    assert!(browser.was_asked_before_leaving().await, "the browser asks, and the driver says yes");
    browser.go("/person").await;
    browser.type_into("school", "沈阳示例大学").await;
    browser.press("保存").await;
    browser.says("保存成功").await;
    browser.follow("首页").await;
    browser.says("全部待办").await;
    assert!(!browser.was_asked_before_leaving().await, "what is kept is not asked about");
}

#[tokio::test]
async fn a_form_that_another_window_keeps_says_so_and_keeps_what_was_typed() {
    let town = Town::open().await;
    let browser = Browser::open(&town).await;
    town.enterprise(1).await;
    let other = town.sign_in("unit1").await;
    browser.sign_in("unit1", PASSWORD).await;
    browser.go("/records/performance/new").await;
    let (new, drafts) = ("/records/performance/new", "/drafts/performance/new");
    other.fill(new, drafts, &[("name", "另一窗口的楼")]).await.expect(303);
    browser.type_into("name", "这里的楼").await;
    browser.says("这份内容在另一个窗口也填写过").await;
    assert!(other.page(new).await.text().contains("value=\"另一窗口的楼\""), "the script takes nothing away");
    browser.press("暂存").await;
    browser.says("另一窗口：另一窗口的楼").await;
    browser.look("71-two-windows").await;
    browser.press("暂存").await;
    browser.says("已暂存，还没有保存").await;
    assert!(other.page(new).await.text().contains("value=\"这里的楼\""), "who has seen the difference keeps the own");
}

#[tokio::test]
async fn r_5_8_the_keyboard_alone_signs_in() {
    let town = Town::open().await;
    let browser = Browser::open(&town).await;
    town.enterprise(1).await;
    browser.go("/session").await;
    let press = async |text: &str| browser.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    press(&(Key::Tab + "")).await;
    let first = browser.client.active_element().await.unwrap().text().await.unwrap();
    assert_eq!(first, "跳到主要内容", "the first stop leads past the menu");
    press(&(Key::Enter + "")).await;
    press(&(Key::Tab + "")).await;
    press("unit1").await;
    press(&(Key::Tab + "")).await;
    press(PASSWORD).await;
    press(&(Key::Enter + "")).await;
    browser.find(".portal-masthead__actor").await;
}
