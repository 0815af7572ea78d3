//! What is typed is kept while it is not saved; two people who change one record.

use crate::people::{basics, performance};
use crate::town::Town;
use serde_json::json;

#[tokio::test]
async fn r_3_1_4_a_form_that_is_left_unfinished_is_there_again_while_saving_still_refuses() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let form = a.page("/unit?edit=1").await.expect(200).text();
    assert!(form.contains("data-draft=\"/drafts/unit/new\"") && form.contains("暂存"));
    let typed = [("registered_address", "和平区示例路9号"), ("founded", "2001-")];
    let led = a.send_form(&form, "/unit", "/drafts/unit/new", &typed).await.expect(303);
    assert_eq!(led.header("location"), "/unit?edit=1&note=kept");
    let again = a.page("/unit?edit=1&note=kept").await.expect(200).text();
    assert!(again.contains("已暂存，还没有保存") && again.contains("放弃暂存"));
    assert!(again.contains("value=\"和平区示例路9号\"") && again.contains("value=\"2001-\""), "as it was typed");
    assert_eq!(a.get("/unit").await.json()["completed"], false, "nothing is saved");
    assert!(a.page("/unit").await.text().contains("继续填写"));
    let refused = a.send_form(&again, "/unit", "/unit", &[]).await.expect(422).text();
    assert!(refused.contains("请填写") && refused.contains("和平区示例路9号"));
    let mut whole: Vec<(&str, String)> = Vec::new();
    for (name, value) in basics().as_object().unwrap() {
        let all = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        let name: &'static str = catalog::unit::BASICS.field(name).unwrap().name;
        whole.extend(all.iter().map(|it| (name, it.as_str().unwrap().to_owned())));
    }
    let whole: Vec<_> = whole.iter().map(|(name, text)| (*name, text.as_str())).collect();
    a.send_form(&again, "/unit", "/unit", &whole).await.expect(303);
    assert!(!a.page("/unit?edit=1").await.text().contains("放弃暂存"), "it is finished with the saving");
}

#[tokio::test]
async fn what_was_begun_can_be_given_up_and_belongs_to_its_unit_alone() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let kept = a.post("/drafts/performance/new", &json!({ "name": "示例楼" })).await.expect(200).json();
    assert_eq!(kept["fields"]["name"], "示例楼");
    assert!(a.page("/records/performance/new").await.text().contains("示例楼"));
    assert!(!b.page("/records/performance/new").await.text().contains("示例楼"));
    let form = a.page("/records/performance/new").await.text();
    let away = "/drafts/performance/new/removal";
    let led = a.send_form(&form, "/records/performance/new", away, &[]).await.expect(303);
    assert_eq!(led.header("location"), "/records/performance/new?note=forgotten");
    assert!(!a.page("/records/performance/new").await.text().contains("示例楼"));
    for strange in ["/drafts/sign-in/new", "/drafts/performance/..", "/drafts/profile/0123"] {
        a.post(strange, &json!({})).await.expect(404);
    }
    let refused = a.post("/drafts/performance/new", &json!({ "status": "granted" })).await.expect(422);
    assert_eq!(refused.pointers(), ["/status"]);
    town.visitor().post("/drafts/performance/new", &json!({})).await.expect(401);
}

#[tokio::test]
async fn the_second_of_two_who_change_one_record_sees_what_changed_and_keeps_what_was_typed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (first, second) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let id = first.post("/records/performance", &performance(1)).await.expect(201).json()["id"].clone();
    let path = format!("/records/performance/{}", id.as_str().unwrap());
    let opened = second.page(&format!("{path}/edit")).await.expect(200).text();
    first.post(&path, &json!({ "owner": "沈阳另一置业有限公司", "version": 1 })).await.expect(200);
    let typed = [("project_manager", "周示例"), ("division", "210000"), ("division", "210100"), ("division", "210102")];
    let shown = second.send_form(&opened, &path, &path, &typed).await.expect(409).text();
    assert!(shown.contains("这些内容在您填写时已被修改") && shown.contains("建设单位"));
    assert!(shown.contains("沈阳示例置业有限公司") && shown.contains("沈阳另一置业有限公司"), "what it was, and is");
    assert!(shown.contains("value=\"周示例\""), "what was typed is there");
    second.send_form(&shown, &path, &path, &typed[1..]).await.expect(303);
    let kept = second.get(&path).await.json();
    assert_eq!((&kept["project_manager"], &kept["version"]), (&json!("周示例"), &json!(3)));
    let client = first.post(&path, &json!({ "owner": "丙", "version": 1 })).await.expect(409).json();
    assert_eq!(client["version"], 3);
}

#[tokio::test]
async fn the_same_holds_for_the_basic_information() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (first, second) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let saved = first.post("/unit", &basics()).await.expect(200).json();
    let opened = second.page("/unit?edit=1").await.expect(200).text();
    let mut body = basics();
    body["version"] = saved["version"].clone();
    body["bank"] = json!("示例银行");
    first.post("/unit", &body).await.expect(200);
    let typed = [("parent", "某集团"), ("division", "210000"), ("division", "210100"), ("division", "210102")];
    let shown = second.send_form(&opened, "/unit", "/unit", &typed).await.expect(409).text();
    assert!(shown.contains("开户银行") && shown.contains("示例银行") && shown.contains("value=\"某集团\""));
    let page = first.page("/unit").await.text();
    assert!(page.contains("修改了：开户银行"), "who, when, what");
}
