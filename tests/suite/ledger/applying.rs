//! The unit keeps its people and applies with them.

use super::Account;
use crate::people::{basics, worker};
use crate::town::Town;
use serde_json::json;

/// Persons of the large application: more than one change can bind.
const MANY: u32 = 25;

/// Adds persons, applies with three of them, takes it back, and applies with many.
pub async fn applying(town: &Town, account: &mut Account) {
    let unit = town.sign_in("unit1").await;
    unit.post("/unit", &basics()).await.expect(200);
    let kept = Some((2, 8.0 + 2.0 * 2.0));
    let made = account.line("新增人员", "POST /people", kept, unit.post("/people", &worker(100))).await.json();
    let path = format!("/people/{}", made["id"].as_str().unwrap());
    account.line("保存人员", "POST /people/{id}", kept, unit.post(&path, &worker(100))).await;
    let mut ids = vec![made["id"].clone()];
    for n in 101..100 + MANY {
        ids.push(unit.post("/people", &worker(n)).await.expect(201).json()["id"].clone());
    }
    account.page("非注册人员", "GET /people", Some((1, 0.0)), &unit, "/people").await;

    for (begins, hands_in, count) in
        [("办件入口", "提交申报，3 人", 3), ("再次办件入口", "提交申报，25 人", MANY as usize)]
    {
        let matter = json!({ "matter": "D101C" });
        let begun = unit.post("/applications", &matter);
        let begun = account.line(begins, "POST /applications", Some((2, 14.0)), begun).await.json();
        let path = format!("/applications/{}", begun["id"].as_str().unwrap());
        let pick = json!({ "role": "titled", "person": ids[..count] });
        unit.post(&format!("{path}/people"), &pick).await.expect(200);
        let trips = 2 + if count > 20 { count.div_ceil(20) } else { 0 };
        let most = Some((trips, 24.0 + 4.0 * count as f64));
        let submission = format!("{path}/submission");
        let nothing = json!({});
        let handed_in = unit.post(&submission, &nothing);
        account.line(hands_in, "POST /applications/{id}/submission", most, handed_in).await;
        account.page("一次申报", "GET /applications/{id}", None, &unit, &path).await;
        unit.post(&format!("{path}/withdrawal"), &json!({})).await.expect(200);
    }
    account.page("我的申报", "GET /applications", Some((1, 0.0)), &unit, "/applications").await;
}
