//! In whose hands a case is: taken, given back, taken over; and what a unit gives up or takes back (manual, 1.2).

use crate::journeys::deletion::{asks, hires};
use crate::people::session_command;
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

/// A case of unit 1, its unit and three officers.
async fn scene(town: &Town) -> (Visitor<'_>, [Visitor<'_>; 3], String) {
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let case = format!("/cases/{}", unit.applies("D101C", 0..1).await);
    let officers = [town.officer("officer1").await, town.officer("officer2").await, town.officer("officer3").await];
    (unit, officers, case)
}

fn last(of: &Json) -> &Json {
    &of["history"][0]
}

#[tokio::test]
async fn r_1_1_1_who_has_taken_a_case_gives_it_back_and_another_takes_it() {
    let town = Town::open().await;
    let (_, [wu, zheng, _], case) = scene(&town).await;
    wu.fill(&case, &format!("{case}/taking"), &[]).await.expect(303);
    let refused = zheng.post(&format!("{case}/return"), &json!({})).await.expect(409);
    assert!(refused.text().contains("已由其他人员领取"), "{}", refused.text());
    let shown = wu.page(&case).await.text();
    assert!(shown.contains("退回待领取") && !shown.contains("改派给我"), "{shown}");
    let led = wu.fill(&case, &format!("{case}/return"), &[]).await.expect(303);
    assert!(wu.page(led.header("location")).await.text().contains("已退回待领取"));
    let now = zheng.get(&case).await.json();
    assert_eq!((last(&now)["did"].as_str(), now["taken_by"].is_null()), (Some("退回待领取"), true));
    assert!(wu.post(&format!("{case}/return"), &json!({})).await.expect(409).text().contains("尚未领取"));
    zheng.fill(&case, &format!("{case}/taking"), &[]).await.expect(303);
    assert_eq!(wu.get("/cases?mine=1").await.json()["items"], json!([]));
    zheng.post(&format!("{case}/acceptance"), &json!({})).await.expect(200);
}

#[tokio::test]
async fn r_1_1_1_a_stopped_officer_s_case_is_taken_over_and_who_accepted_still_does_not_decide() {
    let town = Town::open().await;
    let (unit, [wu, zheng, chen], case) = scene(&town).await;
    let reassignment = format!("{case}/reassignment");
    let free = zheng.post(&reassignment, &json!({ "reason": "出差" })).await.expect(409);
    assert!(free.text().contains("请直接领取"), "{}", free.text());
    wu.post(&format!("{case}/taking"), &json!({})).await.expect(200);
    session_command(town.hall.hall_of("session").unwrap(), json!({ "officer": { "disable": "officer1" } })).await;

    let shown = zheng.page(&case).await.expect(200).text();
    assert!(shown.contains("改派给我") && !shown.contains("退回待领取"), "{shown}");
    let silent = zheng.fill(&case, &reassignment, &[("reason", "")]).await.expect(422).text();
    assert!(silent.contains("请填写改派理由"), "{silent}");
    zheng.fill(&case, &reassignment, &[("reason", "原办理人账号已停用")]).await.expect(303);
    let now = zheng.get(&case).await.json();
    assert_eq!((&now["taken_by"], &last(&now)["did"]), (&json!("officer2"), &json!("改派")));
    assert_eq!(last(&now)["reason"], "原办理人 officer1；原办理人账号已停用", "the trail tells from whom, and why");
    assert!(!unit.page(&case.replace("/cases", "/applications")).await.text().contains("改派给我"));

    zheng.post(&format!("{case}/acceptance"), &json!({})).await.expect(200);
    chen.post(&format!("{case}/taking"), &json!({})).await.expect(200);
    let own = zheng.post(&reassignment, &json!({ "reason": "出差" })).await.expect(409);
    assert!(own.text().contains("受理人不能作出决定"), "{}", own.text());
    assert!(!zheng.page(&case).await.text().contains("改派给我"));
    let liu = town.officer("officer4").await;
    liu.post(&reassignment, &json!({ "reason": "出差" })).await.expect(200);
    let grant = json!({ "decision": "grant" });
    chen.post(&format!("{case}/decisions"), &grant).await.expect(409);
    liu.post(&format!("{case}/decisions"), &grant).await.expect(200);
}

#[tokio::test]
async fn r_1_2_4_a_draft_that_is_given_up_leaves_the_list_and_another_may_be_begun() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = unit.draws_up("D101C", 0..1).await;
    let person = unit.get(&path).await.json()["people"][0]["id"].as_str().unwrap().to_owned();
    assert!(unit.page(&path).await.text().contains("放弃申报"));
    let removal = format!("{path}/removal");
    let once = json!({ "request_id": "drops" });
    let one = unit.post(&removal, &once).await.expect(200).json();
    assert_eq!((&one["state"], &one["state_name"]), (&json!("dropped"), &json!("已放弃")));
    assert_eq!(unit.post(&removal, &once).await.expect(200).json(), one, "the first answer once more");
    assert_eq!(unit.get("/applications").await.json()["items"], json!([]));
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("已放弃") && !shown.contains("放弃申报</button>") && !shown.contains("添加人员"), "{shown}");
    for noun in ["/submission", "/removal", "/withdrawal"] {
        unit.post(&format!("{path}{noun}"), &json!({})).await.expect(409);
    }
    assert_eq!(unit.get(&format!("/people/{person}")).await.json()["used"], false);
    let next = unit.draws_up("D101C", 1..2).await;
    assert_ne!(next, path);
    let led = unit.fill(&next, &format!("{next}/removal"), &[]).await.expect(303);
    assert!(unit.page(led.header("location")).await.text().contains("已放弃。"));
    let handed_in = unit.applies("D101C", 2..3).await;
    unit.post(&format!("/applications/{handed_in}/removal"), &json!({})).await.expect(409);
}

#[tokio::test]
async fn r_1_2_4_what_was_accepted_is_taken_back_before_it_is_decided_and_names_nobody_as_live() {
    let town = Town::open().await;
    let (unit, [wu, zheng, _], case) = scene(&town).await;
    let path = case.replace("/cases", "/applications");
    let person = unit.get(&path).await.json()["people"][0]["id"].as_str().unwrap().to_owned();
    wu.post(&format!("{case}/acceptance"), &json!({})).await.expect(200);
    zheng.post(&format!("{case}/taking"), &json!({})).await.expect(200);
    assert!(unit.page(&path).await.text().contains("撤回申报"));
    let led = unit.fill(&path, &format!("{path}/withdrawal"), &[]).await.expect(303);
    assert!(unit.page(led.header("location")).await.text().contains("已撤回"));
    assert_eq!(zheng.get("/cases").await.json()["items"], json!([]), "it is off the desk");
    let todos = unit.get("/todos").await.json()["items"].as_array().unwrap().clone();
    assert!(!todos.iter().any(|it| it["to"] == path), "nothing is left to be read of it");
    zheng.post(&format!("{case}/decisions"), &json!({ "decision": "grant" })).await.expect(409);
    assert_eq!(unit.get("/applications").await.json()["items"][0]["state"], "withdrawn", "it stays in the list");
    let request = asks(&unit, &person).await;
    let found = unit.get(&request).await.json();
    assert_eq!((&found["finding"], &found["uses"]), (&json!("申报过"), &json!([])), "used once, and live nowhere");
    unit.applies("D101C", 5..6).await;
    hires(&unit, 7).await;
}
