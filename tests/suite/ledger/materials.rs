//! 我的材料: the list, what is offered for a slot, laying a scan again, its last day; with few scans and with many.

use super::Account;
use crate::behind::Tables;
use crate::journeys::deletion::hires;
use crate::journeys::materials::copy;
use crate::town::Town;
use serde_json::json;
use testkit::files;

/// A unit that has uploaded so many scans of a kind.
pub async fn materials(town: &Town, account: &mut Account, many: usize) {
    let unit = town.sign_in("unit1").await;
    let (one, two) = (hires(&unit, 45).await, hires(&unit, 46).await);
    let of = |person: &str, kind: &str| json!({ "for": "worker", "of": person, "kind": kind });
    let (id, _) = unit.lays(of(&one, "post"), "岗位证书000000.jpg", &files::jpeg(40, 30)).await;
    crowd(town, &id, many).await;
    let again = async {
        let (id, _) = unit.lays(of(&one, "post"), "又一次.jpg", &files::jpeg(40, 30)).await;
        unit.get(&format!("/attachments/{id}")).await
    };
    account.line("附件到达，已有同一文件", "Object Created", Some((2, 8.0)), again).await;
    account.page("我的材料", "GET /materials", Some((2, 0.0)), &unit, "/materials").await;
    let narrowed = "/materials?kind=post";
    account.page("我的材料，一种", "GET /materials", Some((2, 0.0)), &unit, narrowed).await;
    let offer = format!("/attachments/copies?for=worker&of={two}&kind=post");
    account.page("从我的材料选择", "GET /attachments/copies", Some((1, 0.0)), &unit, &offer).await;
    let (route, body) = ("POST /attachments/copies", copy(of(&two, "post"), &format!("post-{id}")));
    account.line("选择一份材料", route, Some((2, 12.0)), unit.post("/attachments/copies", &body)).await;
    let path = format!("/materials/post-{id}");
    account.page("一份材料", "GET /materials/{id}", Some((2, 0.0)), &unit, &path).await;
    // Two for each of three slots, and for the row, the receipt and the account.
    let (validity, day) = (format!("{path}/validity"), json!({ "valid_until": "2099-12-31" }));
    let set = unit.post(&validity, &day);
    account.line("设置有效期至，用于 3 处", "POST /materials/{id}/validity", Some((2, 12.0)), set).await;
}

/// Lets so many scans be listed beside the one of the story, each as large as it is.
async fn crowd(town: &Town, id: &str, many: usize) {
    let tables = Tables::of(town);
    let all = tables.all("HALL_TABLE", "account#").await;
    let real = all.iter().find(|item| item["sk"]["S"].as_str() == Some(&format!("material#post#{id}"))).unwrap();
    let row = |n: usize| {
        let mut row = real.clone();
        // Older than the real one, whose id begins with the time.
        let first = format!("{n:048x}");
        row["sk"]["S"] = json!(format!("material#post#{first}"));
        row["paper"]["S"] = json!(first);
        row["name"]["S"] = json!(format!("岗位证书{:06}.jpg", n + 1));
        let used = row.as_object_mut().unwrap().remove(&format!("use_{id}")).unwrap();
        row[format!("use_{first}")] = used;
        row
    };
    tables.put_all("HALL_TABLE", &(0..many).map(row).collect::<Vec<_>>()).await;
}
