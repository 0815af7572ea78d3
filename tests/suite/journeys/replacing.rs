//! 替代人员 of a request about somebody who was used (manual, 4.6): where one is needed, and that nothing typed is lost.

use crate::journeys::deletion::{asks, decides, hires, replaces, says};
use crate::people::used;
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

const NOBODY_NEEDED: &str = "所涉申报均已撤回、未获许可或已移除该人员，无需替代人员";

/// The id of the n-th person in an application.
async fn person_in(unit: &Visitor<'_>, application: &str, n: usize) -> String {
    let it = unit.get(&format!("/applications/{application}")).await.expect(200).json();
    it["people"][n]["id"].as_str().unwrap().to_owned()
}

/// The person was used, nobody is asked to replace anywhere, and the request can be handed in and agreed to.
async fn needs_nobody(unit: &Visitor<'_>, officer: &Visitor<'_>, path: &str) {
    let it = unit.get(path).await.expect(200).json();
    assert_eq!((&it["used"], &it["finding"], &it["uses"]), (&json!(true), &json!("申报过"), &json!([])));
    let shown = unit.page(path).await.expect(200).text();
    assert!(shown.contains(NOBODY_NEEDED) && !shown.contains("还没有选择替代人员"), "{shown}");
    says(unit, path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    assert!(officer.page(path).await.expect(200).text().contains(NOBODY_NEEDED));
    assert_eq!(decides(officer, path, "agree").await.expect(200).json()["state_name"], "已删除");
}

#[tokio::test]
async fn r_4_6_6_who_was_taken_out_during_corrections_is_replaced_nowhere() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let id = unit.applies("D101C", 0..2).await;
    let leaving = person_in(&unit, &id, 0).await;
    let own = format!("/applications/{id}");
    officer.post(&format!("/cases/{id}/corrections"), &json!({ "defects": ["人员不符"] })).await.expect(200);
    unit.post(&format!("{own}/people/{leaving}/removal"), &json!({})).await.expect(200);
    unit.post(&format!("{own}/submission"), &json!({})).await.expect(200);
    let path = asks(&unit, &leaving).await;
    needs_nobody(&unit, &officer, &path).await;
    let other = person_in(&unit, &id, 0).await;
    let path = asks(&unit, &other).await;
    assert_eq!(unit.get(&path).await.json()["uses"][0]["application"], json!(id), "who is still in it is");
}

#[tokio::test]
async fn r_4_6_6_nobody_is_replaced_where_the_application_was_withdrawn_or_refused() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu, zheng) =
        (town.sign_in("unit1").await, town.officer("officer1").await, town.officer("officer2").await);
    let id = unit.applies("D101C", 0..1).await;
    // The draft is older than the withdrawal, which it learns of when it is handed in.
    let path = asks(&unit, &person_in(&unit, &id, 0).await).await;
    assert_eq!(unit.get(&path).await.json()["uses"][0]["application"], json!(id));
    unit.post(&format!("{path}/feedback"), &json!({ "initiator": "李某", "content": "离职" })).await.expect(200);
    let submission = format!("{path}/submission");
    assert_eq!(unit.post(&submission, &json!({})).await.pointers(), ["/replacements"]);
    unit.post(&format!("/applications/{id}/withdrawal"), &json!({})).await.expect(200);
    unit.post(&submission, &json!({})).await.expect(200);
    assert_eq!(unit.get(&path).await.json()["uses"], json!([]));
    assert_eq!(decides(&wu, &path, "agree").await.expect(200).json()["state_name"], "已删除");

    let id = unit.applies("D101C", 1..2).await;
    wu.post(&format!("/cases/{id}/acceptance"), &json!({})).await.expect(200);
    let refused = json!({ "decision": "refuse", "reason": "净资产未达到标准" });
    zheng.post(&format!("/cases/{id}/decisions"), &refused).await.expect(200);
    let path = asks(&unit, &person_in(&unit, &id, 0).await).await;
    needs_nobody(&unit, &wu, &path).await;
}

#[tokio::test]
async fn r_4_6_7_what_is_typed_is_handed_in_with_the_request_by_the_button_at_the_top() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (leaving, other) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let application = used(&town, &leaving, 1).await;
    let path = asks(&unit, &leaving).await;
    let submission = format!("{path}/submission");
    let half = unit.fill(&path, &submission, &[("content", "已于本月离职")]).await.expect(422).text();
    assert!(half.contains("请填写发起人") && half.contains("已于本月离职</textarea>"), "{half}");
    let row = [("initiator", "李某"), ("content", "已于本月离职")];
    let lacking = unit.fill(&path, &submission, &row).await.expect(422).text();
    for kept in ["请选择替代人员", "value=\"李某\"", "已于本月离职</textarea>"] {
        assert!(lacking.contains(kept), "{kept}: {lacking}");
    }
    assert_eq!(unit.get(&path).await.json()["feedback"], json!([]), "what was refused has changed nothing");
    replaces(&unit, &path, &application, &other).await;
    unit.fill(&path, &submission, &row).await.expect(303);
    let it = officer.get(&path).await.expect(200).json();
    assert_eq!(it["feedback"], json!([{ "initiator": "李某", "content": "已于本月离职" }]));
    assert_eq!((&it["state"], &it["source"]), (&json!("waiting"), &json!("member")));
}

#[tokio::test]
async fn r_4_6_11_the_applications_concerned_are_one_click_away() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let id = unit.applies("D101C", 0..1).await;
    let (leaving, other) = (person_in(&unit, &id, 0).await, hires(&unit, 9).await);
    let path = asks(&unit, &leaving).await;
    says(&unit, &path).await;
    replaces(&unit, &path, &id, &other).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    for (who, to) in [(&unit, format!("/applications/{id}")), (&officer, format!("/cases/{id}"))] {
        let shown = who.page(&path).await.expect(200).text();
        assert!(shown.contains(&format!("href=\"{to}\"")), "{to}: {shown}");
        who.page(&to).await.expect(200);
    }
}

/// The name of who has the place now, where the page tells of it.
fn successor(people: &Json, n: usize) -> &Json {
    &people[n]["replaced_by"]["name"]
}

#[tokio::test]
async fn r_4_6_10_the_replacement_is_seen_in_the_case_the_application_and_the_qualification() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu, zheng) =
        (town.sign_in("unit1").await, town.officer("officer1").await, town.officer("officer2").await);
    let id = unit.applies("D101C", 0..1).await;
    let (case, own) = (format!("/cases/{id}"), format!("/applications/{id}"));
    let have = |page: &Json| page["requirements"].as_array().unwrap().iter().map(|it| it["have"].clone()).collect();
    let before: Vec<Json> = have(&wu.get(&case).await.json());
    let first = person_in(&unit, &id, 0).await;
    let mut leaving = first.clone();
    for n in [8, 9] {
        let other = hires(&unit, n).await;
        let path = asks(&unit, &leaving).await;
        says(&unit, &path).await;
        replaces(&unit, &path, &id, &other).await;
        unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
        decides(&wu, &path, "agree").await.expect(200);
        for (who, page) in [(&wu, &case), (&unit, &own)] {
            let it = who.get(page).await.expect(200).json();
            assert_eq!((&it["people"][0]["name"], &it["people"][0]["id"]), (&json!("赵示例0"), &json!(first)));
            assert_eq!(successor(&it["people"], 0), &json!(format!("赵示例{n}")), "{page}");
            assert!(who.page(page).await.text().contains("赵示例0（已由 赵示例8 替代，20"), "{page}");
        }
        leaving = other;
    }
    assert!(wu.page(&case).await.text().contains("；后已由 赵示例9 替代，20"), "who has replaced was replaced in turn");
    let after: Vec<Json> = have(&wu.get(&case).await.json());
    assert_eq!(before, after, "the replacement counts where the leaver did");
    wu.accepts_and(&zheng, &id).await;
    let shown = unit.page("/qualifications/D101C").await.expect(200).text();
    assert!(shown.contains("人员替代") && shown.contains("赵示例0（已由 赵示例8 替代，20"), "{shown}");
    let it = unit.get("/qualifications/D101C").await.expect(200).json();
    assert_eq!((it["replaced"].as_array().unwrap().len(), successor(&it["replaced"], 0)), (1, &json!("赵示例9")));
}

#[tokio::test]
async fn r_4_6_6_who_is_taken_out_while_the_request_waits_is_not_replaced_there() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let id = unit.applies("D101C", 0..2).await;
    let (leaving, other) = (person_in(&unit, &id, 0).await, hires(&unit, 9).await);
    let own = format!("/applications/{id}");
    officer.post(&format!("/cases/{id}/corrections"), &json!({ "defects": ["人员不符"] })).await.expect(200);
    let path = asks(&unit, &leaving).await;
    says(&unit, &path).await;
    replaces(&unit, &path, &id, &other).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    unit.post(&format!("{own}/people/{leaving}/removal"), &json!({})).await.expect(200);
    unit.post(&format!("{own}/submission"), &json!({})).await.expect(200);
    let refused = decides(&officer, &path, "agree").await.expect(409).text();
    assert!(refused.contains("所涉申报在补正时已不再使用"), "{refused}");
    assert_eq!(decides(&officer, &path, "decline").await.expect(200).json()["state_name"], "不予删除");
    let path = asks(&unit, &leaving).await;
    needs_nobody(&unit, &officer, &path).await;
    let path = asks(&unit, &other).await;
    assert_eq!(unit.get(&path).await.json()["used"], json!(false), "who did not take over was used nowhere");
}

#[tokio::test]
async fn r_4_6_6_a_replacement_who_is_taken_out_during_corrections_is_replaced_nowhere() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let id = unit.applies("D101C", 0..2).await;
    let (leaving, other) = (person_in(&unit, &id, 0).await, hires(&unit, 9).await);
    let own = format!("/applications/{id}");
    officer.post(&format!("/cases/{id}/corrections"), &json!({ "defects": ["人员不符"] })).await.expect(200);
    let path = asks(&unit, &leaving).await;
    says(&unit, &path).await;
    replaces(&unit, &path, &id, &other).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    decides(&officer, &path, "agree").await.expect(200);
    unit.post(&format!("{own}/people/{leaving}/removal"), &json!({})).await.expect(200);
    unit.post(&format!("{own}/submission"), &json!({})).await.expect(200);
    let path = asks(&unit, &other).await;
    needs_nobody(&unit, &officer, &path).await;
}
