//! The whole story of chapter 5 of the manual, as people live it: one window, one after the other.

mod applying;
mod beside;
mod deciding;
mod door;
mod file;
mod house;
mod papers;
mod posts;
mod review;
mod verifying;

use super::driver::Browser;
use crate::people::{PASSWORD, basics, worker};
use crate::town::Town;
use local::Options;
use serde_json::json;

/// A unit whose name is as long as real ones are.
const UNIT: &str = "中国示例（辽宁）自由贸易试验区沈阳片区市政公用工程勘察设计与施工总承包集团股份有限公司";
/// A person with a rare character and a middle dot.
const PERSON: &str = "阿卜杜热合曼·𠮷示例";

#[tokio::test]
async fn r_5_1_3_the_whole_story_in_a_browser() {
    let town = Town::open().await;
    let browser = Browser::open(&town).await;
    door::a_visitor_comes(&browser).await;
    door::an_enterprise_registers(&browser).await;
    door::a_person_registers(&browser).await;
    file::the_person_fills_the_file(&browser).await;
    papers::the_person_uploads_scans(&browser).await;
    papers::the_person_takes_pages_with_the_camera(&browser).await;
    papers::the_person_chooses_a_scan_again(&browser).await;
    file::the_person_hands_it_in(&browser).await;
    review::the_enterprise_refuses_with_a_reason(&browser).await;
    file::the_person_corrects_it(&browser).await;
    review::the_enterprise_approves(&browser).await;
    review::the_enterprise_sends_it_back(&browser).await;
}

#[tokio::test]
async fn r_1_4_2_notices_and_accounts_in_a_browser() {
    let town = Town::open().await;
    let browser = Browser::open(&town).await;
    house::an_officer_begins(&browser).await;
    house::the_officer_publishes(&browser).await;
    house::everybody_reads(&browser).await;
    house::a_new_enterprise_completes_its_basics(&browser).await;
    house::the_enterprise_initialises_its_password(&browser).await;
    house::the_officer_resets_a_password(&browser).await;
}

#[tokio::test]
async fn r_4_1_6_the_pages_beside_the_way_in_a_browser() {
    let overrides = [("SignInTries".to_owned(), "2".to_owned())].into();
    let town = Town::with(Options { faults: true, overrides, ..Options::default() }).await;
    let wang = town.newcomer().await;
    let browser = Browser::open(&town).await;
    beside::units_are_found(&browser).await;
    browser.sign_in("person0", PASSWORD).await;
    beside::a_file_is_sent_by_the_upload_page(&browser).await;
    beside::a_paper_is_read_page_by_page(&browser, &wang).await;
    beside::what_is_not_there_or_not_allowed(&browser).await;
    beside::another_window_was_first(&browser, &wang).await;
    beside::the_hall_is_busy(&browser).await;
    beside::the_session_is_over(&browser, &wang).await;
    beside::too_many_tries(&browser).await;
}

#[tokio::test]
async fn r_1_2_3_people_and_an_application_in_a_browser() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let browser = Browser::open(&town).await;
    applying::a_person_is_added(&browser).await;
    let person = unit.get("/people").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let post = json!({ "for": "worker", "of": person, "kind": "post" });
    unit.lays(post, "施工员岗位证书.pdf", &testkit::files::printed_pdf()).await;
    papers::the_enterprise_chooses_in_a_window(&browser, &person).await;
    applying::the_enterprise_applies(&browser, &unit).await;
}

#[tokio::test]
async fn r_4_1_1_r_4_4_1_people_with_posts_in_a_browser() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let browser = Browser::open(&town).await;
    posts::the_legal_representative_is_filled_in(&browser).await;
    posts::somebody_is_chosen_for_a_second_post(&browser, &unit).await;
}

#[tokio::test]
async fn r_4_6_10_a_case_and_a_deletion_in_a_browser() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/unit", &basics()).await.expect(200);
    let id = unit.applies("D101C", 0..3).await;
    unit.post("/people", &worker(30)).await.expect(201);
    town.officer("lin").await;
    town.officer("zheng").await;
    let browser = Browser::open(&town).await;
    deciding::officers_decide_a_case(&browser, &id).await;
    deciding::the_unit_reads_the_answer(&browser).await;
    let path = deciding::a_person_is_to_be_deleted(&browser).await;
    deciding::an_officer_agrees(&browser, &path).await;
}

#[tokio::test]
async fn units_are_verified_and_handed_over_in_a_browser() {
    let town = Town::open().await;
    town.unverified(1).await;
    town.officer("lin").await;
    let browser = Browser::open(&town).await;
    verifying::a_new_unit_asks_to_be_verified(&browser).await;
    verifying::an_officer_compares(&browser).await;
    verifying::an_officer_hands_it_over(&browser).await;
    verifying::the_former_holder_is_told(&browser).await;
}

/// Signs in as the enterprise of the story.
async fn as_the_enterprise(browser: &Browser<'_>) {
    browser.sign_in("shili.jianshe", PASSWORD).await;
}

/// Signs in as the person of the story.
async fn as_the_person(browser: &Browser<'_>) {
    browser.sign_in("abuduliu", PASSWORD).await;
}
