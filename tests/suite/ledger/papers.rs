//! What a ticket and an arrival cost in the places of a unit: its own papers, those of its people, those of a request.

use super::Account;
use crate::journeys::deletion::{asks, hires};
use crate::town::Town;
use serde_json::json;
use testkit::files;

/// A ticket, a file that is admitted and one that is refused, in each place.
pub async fn papers(town: &Town, account: &mut Account) {
    let unit = town.sign_in("unit1").await;
    let person = hires(&unit, 40).await;
    let path = asks(&unit, &person).await;
    let request = path.rsplit('/').next().unwrap();
    let unit_s = ["上传凭证（单位）", "附件到达，已核验（单位）", "附件到达，未通过核验（单位）"];
    let worker_s = ["上传凭证（非注册人员）", "附件到达，已核验（非注册人员）", "附件到达，未通过核验（非注册人员）"];
    let request_s = ["上传凭证（删除申请）", "附件到达，已核验（删除申请）", "附件到达，未通过核验（删除申请）"];
    for (names, place, of, kind) in [
        (unit_s, "unit", None, "articles"),
        (worker_s, "worker", Some(person.as_str()), "title"),
        (request_s, "deletion", Some(request), "feedback"),
    ] {
        let mut laid = json!({ "for": place, "kind": kind });
        if let Some(of) = of {
            laid["of"] = json!(of);
        }
        let mut ticket = laid.clone();
        (ticket["name"], ticket["size"]) = (json!("a.pdf"), json!(600));
        account.line(names[0], "POST /attachments", Some((1, 0.0)), unit.post("/attachments", &ticket)).await;
        let arrives = async |name: &str, bytes: &[u8]| {
            let (id, _) = unit.lays(laid.clone(), name, bytes).await;
            unit.get(&format!("/attachments/{id}")).await
        };
        let seen = account.line(names[1], "Object Created", Some((1, 8.0)), arrives("a.pdf", &files::pdf())).await;
        assert_eq!(seen.json()["state"], "admitted");
        let seen = account.line(names[2], "Object Created", Some((1, 6.0)), arrives("b.pdf", b"hello")).await;
        assert_eq!(seen.json()["state"], "refused");
        let removal = format!("/attachments/{}/removal", seen.json()["id"].as_str().unwrap());
        unit.post(&removal, &json!({})).await.expect(200);
    }
}
