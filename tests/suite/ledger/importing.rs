//! What it costs to look through a spreadsheet of ten persons, and to take them.

use super::{Account, Line, counting, over};
use crate::journeys::imports::sheet;
use crate::town::Town;
use serde_json::json;

/// Ten persons of unit 1, who are in no other line.
pub async fn importing(town: &Town, account: &mut Account) {
    let unit = town.sign_in("unit1").await;
    let ticket = json!({ "of": "people", "name": "a.xlsx", "size": 600 });
    account.line("上传凭证（Excel）", "POST /imports", Some((1, 0.0)), unit.post("/imports", &ticket)).await;
    let looked = async {
        let path = unit.sends_sheet("a.xlsx", &sheet(900..910)).await;
        unit.import_is(&path, &["ready"]).await;
        unit.get(&path).await
    };
    // Two written units a KB of rows, which are sealed, and the head with its entry.
    let seen = account.line("Excel 到达，核对 10 人", "Object Created", Some((4, 40.0)), looked).await;
    let path = format!("/imports/{}", seen.json()["id"].as_str().unwrap());
    account.page("Excel 核对结果", "GET /imports/{id}", Some((2, 0.0)), &unit, &path).await;
    account.page("Excel 导入记录", "GET /imports", Some((1, 0.0)), &unit, "/imports").await;
    // The intake goes on as soon as it is agreed, so both are counted at once.
    counting::forget();
    unit.post(&format!("{path}/acceptance"), &json!({})).await.expect(200);
    unit.import_is(&path, &["done"]).await;
    let agreed = over("POST /imports/{id}/acceptance").await;
    account.0.push(Line { action: "确认录入", cost: agreed, most: Some((2, 12.0)) });
    // A trip a person, as by hand; the head and the page before, and the head behind them.
    let taken = over("Object Created").await;
    account.0.push(Line { action: "Excel 录入 10 人", cost: taken, most: Some((13, 166.0)) });
}
