//! 我的材料 after what they were laid in: a deleted record, a draft that was given up, a row that names one.

use super::materials::{items, of};
use crate::town::Town;
use serde_json::json;
use testkit::files;

#[tokio::test]
async fn what_was_used_only_where_nothing_is_any_more_is_removed_and_a_draft_s_scan_is_not_called_deleted() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let works = "/records/performance";
    let made = unit.post(works, &crate::people::performance(1)).await.expect(201).json();
    let id = made["id"].as_str().unwrap();
    let (scan, _) = unit.lays(of("performance", id, "works-contract"), "合同.jpg", &files::jpeg(40, 30)).await;
    let removal = format!("/materials/works-contract-{scan}/removal");
    unit.post(&removal, &json!({})).await.expect(409);
    unit.post(&format!("{works}/{id}/removal"), &json!({ "version": made["version"] })).await.expect(200);
    let page = unit.page(&format!("/materials/works-contract-{scan}")).await.expect(200).text();
    assert!(page.contains("（已删除）") && page.contains(&format!("action=\"{removal}\"")), "{page}");
    unit.post(&removal, &json!({})).await.expect(200);
    assert!(items(&unit, "").await.is_empty());

    unit.post("/drafts/performance/new", &json!({ "name": "未完", "request_id": "begins" })).await.expect(200);
    let form = unit.page(&format!("{works}/new")).await.expect(200).text();
    let record = form.split("data-of=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (scan, became) =
        unit.lays(of("performance", &record, "works-contract"), "草稿.jpg", &files::jpeg(41, 30)).await;
    assert_eq!(became["state"], "admitted");
    let one = unit.get(&format!("/materials/works-contract-{scan}")).await.expect(200).json();
    assert_eq!(one["uses"][0]["name"], "建筑业企业业绩", "{one}");
    unit.post(&format!("/materials/works-contract-{scan}/removal"), &json!({})).await.expect(409);
    unit.post("/drafts/performance/new/removal", &json!({})).await.expect(200);
    unit.post(&format!("/materials/works-contract-{scan}/removal"), &json!({})).await.expect(200);
}

#[tokio::test]
async fn a_scan_that_a_row_names_is_not_taken_out_from_under_it() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let works = "/records/performance";
    let made = unit.post(works, &crate::people::performance(1)).await.expect(201).json();
    let id = made["id"].as_str().unwrap();
    let (scan, _) = unit.lays(of("performance", id, "witness"), "证明.jpg", &files::jpeg(40, 30)).await;
    let mut named = crate::people::performance(1);
    named["witnesses"][0]["paper"] = json!([scan]);
    let kept = unit.post(&format!("{works}/{id}"), &named).await.expect(200).json();
    let removal = format!("/attachments/{scan}/removal");
    let refused = unit.post(&removal, &json!({})).await.expect(409).text();
    assert!(refused.contains("证明人"), "{refused}");
    assert!(!unit.page(&format!("{works}/{id}")).await.text().contains("slot-witness"), "it lies beside its row");
    let mut freed = crate::people::performance(1);
    freed["version"] = kept["version"].clone();
    unit.post(&format!("{works}/{id}"), &freed).await.expect(200);
    unit.post(&removal, &json!({})).await.expect(200);
}
