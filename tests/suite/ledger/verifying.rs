//! What 单位核实 costs, and handing a unit over.

use super::Account;
use crate::town::Town;
use serde_json::json;

/// The unit asks with one licence, and an officer verifies it.
pub async fn verifying(town: &Town, account: &mut Account, id: &str) {
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("ledger.verifier").await);
    unit.hangs_its_licence().await;
    let (most, nothing) = (Some((2, 16.0)), json!({}));
    let asks = unit.post("/unit/verification", &nothing);
    account.line("提交核实", "POST /unit/verification", most, asks).await;
    let path = format!("/units/{id}");
    account.page("单位核实", "GET /units/{id}", Some((1, 0.0)), &officer, &path).await;
    let decisions = format!("{path}/verification");
    let pass = json!({ "decision": "pass" });
    let passes = officer.post(&decisions, &pass);
    account.line("核实通过", "POST /units/{id}/verification", most, passes).await;
    let read = unit.post("/unit/verification/acknowledgement", &nothing);
    account.line("知道了", "POST /unit/verification/acknowledgement", Some((2, 4.0)), read).await;
    let found = officer.get("/units?q=沈阳示例第1建设");
    account.line("查找单位", "GET /units", Some((2, 0.0)), found).await;
}

/// An officer hands the unit over.
pub async fn handing_over(town: &Town, account: &mut Account, id: &str) {
    let officer = town.sign_in("ledger.verifier").await;
    let (path, next) = (format!("/units/{id}/handover"), json!({ "login_name": "quanliren", "reason": "已核对原件" }));
    let hands = officer.post(&path, &next);
    account.line("移交", "POST /units/{id}/handover", Some((2, 20.0)), hands).await;
}
