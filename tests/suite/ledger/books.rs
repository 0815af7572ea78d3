//! What the books of a unit cost, and what is kept while somebody types.

use super::Account;
use crate::people::{basics, enterprise, performance};
use crate::town::Town;
use serde_json::json;

/// A unit of its own, so that the story is not disturbed.
pub async fn books(town: &Town, account: &mut Account) {
    town.visitor().post("/registrations/enterprises", &enterprise(80)).await.expect(201);
    let unit = town.sign_in("unit80").await;
    unit.post("/unit", &basics()).await.expect(200);
    let (list, one) = ("/records/performance", "POST /records/{book}");
    account.page("新增业绩页", "GET /records/{book}/new", Some((1, 0.0)), &unit, "/records/performance/new").await;
    let work = performance(1);
    let made = unit.post(list, &work);
    let made = account.line("保存业绩，新的", one, Some((2, 12.0)), made).await.json();
    let path = format!("{list}/{}", made["id"].as_str().unwrap());
    account.page("业绩", "GET /records/{book}/{id}", Some((1, 0.0)), &unit, &path).await;
    account.page("修改业绩页", "GET /records/{book}/{id}/edit", Some((1, 0.0)), &unit, &format!("{path}/edit")).await;
    let change = json!({ "owner": "沈阳另一置业有限公司" });
    let changed = unit.post(&path, &change);
    account.line("保存业绩", "POST /records/{book}/{id}", Some((2, 12.0)), changed).await;
    for n in 2..13 {
        unit.post(list, &performance(n)).await.expect(201);
    }
    account.page("建筑业企业业绩", "GET /records/{book}", Some((1, 0.0)), &unit, list).await;
    let half = json!({ "introduction": "本公司", "request_id": "the-profile-of-80" });
    let kept = unit.post("/drafts/profile/new", &half);
    account.line("暂存", "POST /drafts/{form}/{of}", Some((2, 6.0)), kept).await;
    account.page("企业简介页，有暂存", "GET /records/{book}", Some((1, 0.0)), &unit, "/records/profile?edit=1").await;
    let whole = json!({ "introduction": "本公司成立于 2001 年。", "request_id": "the-profile-of-80" });
    let saved = unit.post("/records/profile", &whole);
    account.line("保存企业简介，有暂存", one, Some((2, 12.0)), saved).await;
}
