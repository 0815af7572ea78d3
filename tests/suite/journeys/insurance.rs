//! 社保声明 (manual, 3.6).

use super::deletion::hires;
use crate::people::statement;
use crate::town::Town;
use serde_json::json;
use testkit::files;

#[tokio::test]
async fn r_3_6_3_a_statement_is_kept_with_its_scan_and_its_validity() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let page = a.page("/records/insurance").await.expect(200).text();
    assert!(page.contains(">02</span>") && page.contains("社保材料信息") && page.contains("修改社保声明"));
    let mut wrong = statement();
    wrong["until"] = json!("2026-01-04");
    assert_eq!(a.post("/records/insurance", &wrong).await.expect(422).pointers(), ["/until"]);
    let made = a.post("/records/insurance", &statement()).await.expect(201).json();
    let ticket = json!({ "for": "insurance", "of": made["id"], "kind": "statement" });
    let (_, became) = a.lays(ticket, "社保声明.pdf", &files::pdf()).await;
    assert_eq!(became["state"], "admitted");
    let kept = a.get("/records/insurance").await.json();
    assert_eq!((&kept["validity"], &kept["attachments"][0]["kind"]), (&json!("有效"), &json!("statement")));
    a.post("/records/insurance", &json!({ "until": "2026-02-01" })).await.expect(200);
    assert!(a.page("/records/insurance").await.text().contains("已过期"));
}

#[tokio::test]
async fn r_3_6_1_without_a_statement_that_holds_no_application_is_handed_in_and_the_page_leads_to_it() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let begun = unit.post("/applications", &json!({ "matter": "D101C" })).await.expect(201).json();
    let (path, worker) = (format!("/applications/{}", begun["id"].as_str().unwrap()), hires(&unit, 0).await);
    unit.post(&format!("{path}/people"), &json!({ "role": "titled", "person": [worker] })).await.expect(200);
    let submission = format!("{path}/submission");
    let refused = async |state: &str, words: &str| {
        assert_eq!(unit.get(&path).await.json()["insurance"]["state"], state);
        let answer = unit.post(&submission, &json!({})).await.expect(409).json();
        assert!(answer["title"].as_str().unwrap().contains(words), "{answer}");
        let page = unit.fill(&path, &submission, &[]).await.expect(409).text();
        assert!(page.contains(words) && page.contains("href=\"/records/insurance\""), "{page}");
        assert_eq!(unit.get(&path).await.json()["state"], "draft", "and the draft is as it was");
    };
    refused("missing", "社保声明还没有填写").await;
    let made = unit.post("/records/insurance", &statement()).await.expect(201).json();
    refused("unscanned", "社保声明还没有上传").await;
    let ticket = json!({ "for": "insurance", "of": made["id"], "kind": "statement" });
    let (scan, became) = unit.lays(ticket.clone(), "社保声明.pdf", &files::pdf()).await;
    assert_eq!(became["state"], "admitted");
    unit.post("/records/insurance", &json!({ "until": "2026-02-01" })).await.expect(200);
    refused("ended", "社保声明有效期已过").await;
    unit.post("/records/insurance", &json!({ "until": "2099-02-01" })).await.expect(200);
    unit.post(&format!("/attachments/{scan}/removal"), &json!({})).await.expect(200);
    refused("unscanned", "社保声明还没有上传").await;
    unit.lays(ticket, "社保声明（新）.jpg", &files::jpeg(400, 300)).await;
    assert!(unit.page(&path).await.text().contains("有效期至 2099-02-01"));
    let done = unit.post(&submission, &json!({})).await.expect(200).json();
    assert_eq!(done["state"], "submitted");
    unit.post("/records/insurance", &json!({ "insured": "99" })).await.expect(200);
    let case = officer.get(&format!("/cases/{}", done["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!(case["insurance"]["insured"], 12, "the department sees what was stated when it was handed in");
    assert!(officer.page(&format!("/cases/{}", done["id"].as_str().unwrap())).await.text().contains("社保声明"));
}

#[tokio::test]
async fn r_3_6_1_everything_that_keeps_an_application_back_is_said_at_once() {
    let town = Town::open().await;
    town.unverified(1).await;
    let unit = town.sign_in("unit1").await;
    let begun = unit.post("/applications", &json!({ "matter": "D101C" })).await.expect(201).json();
    let path = format!("/applications/{}", begun["id"].as_str().unwrap());
    let refused = unit.post(&format!("{path}/submission"), &json!({})).await;
    let (pointers, text) = (refused.pointers(), refused.text());
    assert!(["/people", "/unit", "/insurance"].iter().all(|at| pointers.iter().any(|it| it == at)), "{text}");
}
