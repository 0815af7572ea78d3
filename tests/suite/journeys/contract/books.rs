//! The books of a unit and what it began to fill in, as the document tells them.

use super::{Contract, with_controls};
use crate::people::performance;
use crate::town::Visitor;
use serde_json::json;

pub async fn of_its_books(it: &Contract, unit: &Visitor<'_>) {
    let list = "/records/performance?q=&validity=&after=0";
    it.ask(unit, "GET /records/{book}", list, json!({})).await;
    it.ask(unit, "GET /records/{book}/new", "/records/performance/new", json!({})).await;
    let made = with_controls(performance(1), 60, None);
    let made = it.ask(unit, "POST /records/{book}", "/records/performance", made).await;
    let path = format!("/records/performance/{}", made["id"].as_str().unwrap());
    it.ask(unit, "GET /records/{book}/{id}", &path, json!({})).await;
    it.ask(unit, "GET /records/{book}/{id}/edit", &format!("{path}/edit"), json!({})).await;
    let change = with_controls(json!({ "owner": "沈阳另一置业有限公司" }), 61, Some(1));
    it.ask(unit, "POST /records/{book}/{id}", &path, change).await;
    it.ask(unit, "POST /records/{book}/{id}/removal", &format!("{path}/removal"), json!({})).await;
    let begun = "/drafts/performance/new";
    let half = with_controls(json!({ "name": "示例楼" }), 62, None);
    it.ask(unit, "POST /drafts/{form}/{of}", begun, half).await;
    let row = format!("{begun}/rows/witnesses/new");
    it.ask(unit, "GET /drafts/{form}/{of}/rows/{list}/{row}", &row, json!({})).await;
    let witness = json!({ "name": "钱示例", "unit": "甲公司", "phone": "024-12345678" });
    it.ask(unit, "POST /drafts/{form}/{of}/rows/{list}/{row}", &row, with_controls(witness, 63, None)).await;
    let whole = json!({ "witnesses": [{ "name": "钱示例", "unit": "甲公司", "phone": "024-12345678" }] });
    let removal = format!("{begun}/rows/witnesses/0/removal");
    it.ask(unit, "POST /drafts/{form}/{of}/rows/{list}/{row}/removal", &removal, with_controls(whole, 64, None)).await;
    let removal = format!("{begun}/removal");
    it.ask(unit, "POST /drafts/{form}/{of}/removal", &removal, with_controls(json!({}), 65, None)).await;
}
