//! 社保声明 (manual, 3.6).

use crate::town::Town;
use serde_json::json;
use testkit::files;

fn statement() -> serde_json::Value {
    json!({
        "commitment": "made", "insured": 12, "insured_at": "沈阳市", "declared": "2026-01-05", "until": "2099-01-04",
        "contact": "李某", "phone": "13800005678",
    })
}

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
