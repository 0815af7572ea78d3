//! The unit keeps its people and applies with them.

use super::Account;
use crate::people::{basics, worker};
use crate::town::Town;
use serde_json::json;

/// Persons whom the unit has while its list is counted, and as many as one application can name.
const SOME: u32 = 25;
const MANY: u32 = 300;

/// Adds persons, applies with some of them and takes it back, until all are in it, and gives a draft up.
pub async fn applying(town: &Town, account: &mut Account) {
    let unit = town.sign_in("unit1").await;
    unit.post("/unit", &basics()).await.expect(200);
    unit.states().await;
    let kept = Some((2, 8.0 + 2.0 * 2.0));
    let made = account.line("新增人员", "POST /people", kept, unit.post("/people", &worker(100))).await.json();
    let path = format!("/people/{}", made["id"].as_str().unwrap());
    account.line("保存人员", "POST /people/{id}", kept, unit.post(&path, &worker(100))).await;
    let mut ids = vec![made["id"].clone()];
    for n in 1..SOME {
        ids.push(unit.post("/people", &worker(100 + n)).await.expect(201).json()["id"].clone());
    }
    account.page("非注册人员", "GET /people", Some((1, 0.0)), &unit, "/people").await;
    for n in SOME..MANY {
        ids.push(unit.post("/people", &worker(1000 + n)).await.expect(201).json()["id"].clone());
    }

    for (begins, hands_in, count) in [
        ("办件入口", "提交申报，3 人", 3),
        ("再次办件入口", "提交申报，20 人", 20),
        ("第三次办件入口", "提交申报，21 人", 21),
        ("第四次办件入口", "提交申报，300 人", MANY as usize),
    ] {
        let matter = json!({ "matter": "D101C" });
        let begun = unit.post("/applications", &matter);
        let begun = account.line(begins, "POST /applications", Some((2, 14.0)), begun).await.json();
        let path = format!("/applications/{}", begun["id"].as_str().unwrap());
        for some in ids[..count].chunks(50) {
            let pick = json!({ "role": "titled", "person": some });
            unit.post(&format!("{path}/people"), &pick).await.expect(200);
        }
        // Two trips for up to twenty persons, and one more for each twenty more.
        let trips = 2 + count.saturating_sub(20).div_ceil(20);
        let most = Some((trips, 24.0 + 4.0 * count as f64));
        let submission = format!("{path}/submission");
        let nothing = json!({});
        let handed_in = unit.post(&submission, &nothing);
        account.line(hands_in, "POST /applications/{id}/submission", most, handed_in).await;
        account.page("一次申报", "GET /applications/{id}", None, &unit, &path).await;
        unit.post(&format!("{path}/withdrawal"), &json!({})).await.expect(200);
    }
    let given_up = unit.draws_up("D101C", 90..91).await;
    let (removal, nothing) = (format!("{given_up}/removal"), json!({}));
    let gives_up = unit.post(&removal, &nothing);
    account.line("放弃申报", "POST /applications/{id}/removal", Some((2, 14.0)), gives_up).await;
    account.page("我的申报", "GET /applications", Some((1, 0.0)), &unit, "/applications").await;
}
