//! 人员删除申请 of a registered person (manual, 4.6, first sentence): asked for as of any other, and what the person does
//! afterwards with an account and a file that stay.

use crate::behind::Tables;
use crate::journeys::deletion::{asks, decides, replaces, says};
use crate::people::used;
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

/// A person who has handed in, passed by the unit; the id.
pub async fn passed(unit: &Visitor<'_>, person: &Visitor<'_>) -> String {
    let file = person.get("/person").await.expect(200).json();
    let id = file["id"].as_str().unwrap().to_owned();
    let approves = json!({ "decision": "approve", "version": file["version"] });
    unit.post(&format!("/reviews/{id}/decisions"), &approves).await.expect(200);
    id
}

/// Unit 1, its registered person 0, who is passed, and the person's id.
async fn home(town: &Town) -> (Visitor<'_>, Visitor<'_>, String) {
    let wang = town.newcomer().await;
    wang.hand_in().await;
    let unit = town.sign_in("unit1").await;
    let id = passed(&unit, &wang).await;
    (unit, wang, id)
}

/// Asks for a deletion and hands it in; the request's address.
async fn leaves(unit: &Visitor<'_>, id: &str) -> String {
    let path = asks(unit, id).await;
    says(unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    path
}

async fn register(unit: &Visitor<'_>) -> Json {
    unit.get("/people?source=registered").await.expect(200).json()["items"].clone()
}

async fn todos(who: &Visitor<'_>) -> Vec<(String, String)> {
    let items = who.get("/todos").await.expect(200).json()["items"].clone();
    let text = |it: &Json, name: &str| it[name].as_str().unwrap().to_owned();
    items.as_array().unwrap().iter().map(|it| (text(it, "title"), text(it, "to"))).collect()
}

#[tokio::test]
async fn r_4_6_3_r_4_6_9_a_registered_person_who_was_never_used_leaves_the_unit() {
    let town = Town::open().await;
    let (unit, wang, id) = home(&town).await;
    let officer = town.officer("officer").await;
    let picker = unit.page("/deletion-requests/new").await.expect(200).text();
    assert!(picker.contains(&format!("value=\"{id}\"")) && picker.contains("注册人员"), "{picker}");
    let led = unit.fill("/deletion-requests/new", "/deletion-requests", &[("person", &id)]).await.expect(303);
    let path = led.header("location").to_owned();
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("未申报过") && !shown.contains("替代人员"), "01 says the finding, no 03: {shown}");
    says(&unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    assert_eq!(decides(&officer, &path, "agree").await.expect(200).json()["state_name"], "已删除");

    assert_eq!(register(&unit).await, json!([]), "注册人员列表");
    assert_eq!(unit.get("/reviews?state=approved").await.json()["items"], json!([]), "已审核人员");
    unit.get(&format!("/reviews/{id}")).await.expect(404);
    let nobody = unit.post("/deletion-requests", &json!({ "person": id })).await;
    assert_eq!(nobody.pointers(), ["/person"], "the card is gone");
    let tables = Tables::of(&town);
    assert_eq!(tables.all("HALL_TABLE", "works#").await, Vec::<Json>::new(), "the unit may keep the number again");
    let told = unit.page(&path).await.expect(200).text();
    assert!(told.contains("已离开本单位") && told.contains("可以另选注册单位"), "{told}");

    let file = wang.get("/person").await.expect(200).json();
    assert_eq!((&file["state"], &file["state_name"]), (&json!("left"), &json!("已离开单位")));
    assert_eq!(file["history"][0]["did"], "离开单位", "with its receipt");
    let told = [("已离开原注册单位，请选择新的注册单位".to_owned(), "/person/unit".to_owned())];
    assert_eq!(todos(&wang).await, told, "the person is told");
    assert!(wang.page("/").await.expect(200).text().contains("请选择新的注册单位"));
    let page = wang.page("/person").await.expect(200).text();
    assert!(page.contains("管理部门已同意您离开沈阳示例第1建设有限公司") && page.contains("/person/unit"), "{page}");
    wang.post("/person", &json!({ "school": "示例大学" })).await.expect(409);
    wang.post("/person/submission", &json!({})).await.expect(409);
}

#[tokio::test]
async fn i1_who_has_left_keeps_the_account_and_is_reviewed_by_the_next_unit_as_anybody() {
    let town = Town::open().await;
    let (unit, wang, id) = home(&town).await;
    let next = town.enterprise(2).await;
    let officer = town.officer("officer").await;
    // What the first unit has applied with is its own business, whatever becomes of the person.
    let home = wang.get("/person").await.json()["unit"]["id"].as_str().unwrap().to_owned();
    town.person(1, &home).await;
    let li = town.sign_in("person1").await;
    li.hand_in().await;
    let (application, other) = (used(&town, &id, 1).await, passed(&unit, &li).await);
    let path = asks(&unit, &id).await;
    says(&unit, &path).await;
    replaces(&unit, &path, &application, &other).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    decides(&officer, &path, "agree").await.expect(200);

    let before = Tables::of(&town).all("HALL_TABLE", "guard#").await;
    let twice = town.visitor().post("/registrations/people", &crate::people::person(0, &next)).await;
    assert_eq!(twice.pointers(), ["/identity_number", "/login_name"], "one account a number, also now");
    let shown = wang.page("/person/unit").await.expect(200).text();
    assert!(shown.contains("注册单位"), "{shown}");
    let none = wang.fill("/person/unit", "/person/unit", &[]).await.expect(422).text();
    assert!(none.contains("请选择注册单位"), "{none}");
    let sought = [("_unit_query", "示例第2"), ("_again", "1")];
    let found = wang.fill("/person/unit", "/person/unit", &sought).await.expect(200).text();
    assert!(found.contains("沈阳示例第2建设有限公司") && found.contains(&next), "{found}");
    let unknown = json!({ "unit": "0123456789abcdef0123456789abcdef" });
    assert_eq!(wang.post("/person/unit", &unknown).await.pointers(), ["/unit"]);
    wang.fill("/person/unit", "/person/unit", &[("unit", &next)]).await.expect(303);
    let file = wang.get("/person").await.expect(200).json();
    assert_eq!((&file["state"], &file["unit"]["id"]), (&json!("draft"), &json!(next)));
    assert_eq!(file["major"], "土木工程", "the file stays");

    let second = town.sign_in("unit2").await;
    second.get(&format!("/reviews/{id}")).await.expect(404);
    wang.post("/person/submission", &json!({})).await.expect(200);
    assert_eq!(unit.get("/reviews").await.json()["items"], json!([]), "the former unit reviews no more");
    assert_eq!(second.get("/reviews").await.json()["items"][0]["id"], json!(id));
    let reviewed = second.get(&format!("/reviews/{id}")).await.expect(200).json();
    let did: Vec<_> = reviewed["history"].as_array().unwrap().iter().map(|it| it["did"].clone()).collect();
    assert_eq!(did, ["提交", "选择注册单位"], "what was before is the former unit's business");
    passed(&second, &wang).await;
    assert_eq!(register(&second).await[0]["id"], json!(id));
    assert_eq!(Tables::of(&town).all("HALL_TABLE", "guard#").await, before, "the guard of the number stays");
    let it = second.get(&asks(&second, &id).await).await.expect(200).json();
    assert_eq!((&it["finding"], &it["uses"]), (&json!("未申报过"), &json!([])), "nothing of the former unit is told");
    assert_eq!(unit.get(&path).await.json()["uses"][0]["application"], json!(application), "R-4.6-12");
    assert_eq!(wang.get("/").await.json()["applications"].as_array().unwrap().len(), 1, "the person's own past stays");
}

#[tokio::test]
async fn i1_who_comes_back_to_the_unit_can_be_used_and_leave_again() {
    let town = Town::open().await;
    let (unit, wang, id) = home(&town).await;
    let officer = town.officer("officer").await;
    let home = wang.get("/person").await.json()["unit"]["id"].clone();
    for n in 0..2 {
        decides(&officer, &leaves(&unit, &id).await, "agree").await.expect(200);
        wang.post("/person/unit", &json!({ "unit": home })).await.expect(200);
        wang.post("/person/submission", &json!({})).await.expect(200);
        passed(&unit, &wang).await;
        assert_eq!(register(&unit).await.as_array().unwrap().len(), 1, "{n}");
    }
    let path = unit.draws_up("D101C", 0..0).await;
    unit.post(&format!("{path}/people"), &json!({ "role": "titled", "person": id })).await.expect(200);
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    let it = unit.get(&asks(&unit, &id).await).await.expect(200).json();
    assert_eq!((&it["finding"], it["uses"].as_array().unwrap().len()), (&json!("申报过"), 1));
}

#[tokio::test]
async fn r_4_6_10_a_registered_person_who_was_sent_back_meanwhile_does_not_leave_by_that_request() {
    let town = Town::open().await;
    let (unit, wang, id) = home(&town).await;
    let officer = town.officer("officer").await;
    let path = leaves(&unit, &id).await;
    let back = json!({ "decision": "send_back", "reason": "请更新证书" });
    unit.post(&format!("/reviews/{id}/decisions"), &back).await.expect(200);
    let refused = decides(&officer, &path, "agree").await.expect(409);
    assert!(refused.text().contains("王示例0在提交后已被退回修改，不能同意删除"), "{}", refused.text());
    wang.post("/person/submission", &json!({})).await.expect(200);
    passed(&unit, &wang).await;
    let refused = decides(&officer, &path, "agree").await.expect(409);
    assert!(refused.text().contains("在提交后有变动"), "{}", refused.text());
    assert_eq!(wang.get("/person").await.json()["state"], "approved");
    decides(&officer, &path, "decline").await.expect(200);
    assert_eq!(register(&unit).await[0]["id"], json!(id), "who is not let go stays");
    let again = asks(&unit, &id).await;
    assert_ne!(again, path);
    says(&unit, &again).await;
    unit.post(&format!("/reviews/{id}/decisions"), &back).await.expect(200);
    let refused = unit.post(&format!("{again}/submission"), &json!({})).await.expect(409);
    assert!(refused.text().contains("已被退回修改"), "{}", refused.text());
    let nobody = unit.post("/deletion-requests", &json!({ "person": id })).await;
    assert_eq!(nobody.pointers(), ["/person"], "only who is passed is in the list");
}

#[tokio::test]
async fn i2_a_draft_that_names_who_has_left_cannot_be_handed_in() {
    let town = Town::open().await;
    let (unit, _, id) = home(&town).await;
    let officer = town.officer("officer").await;
    let path = unit.draws_up("D101C", 5..6).await;
    unit.post(&format!("{path}/people"), &json!({ "role": "titled", "person": id })).await.expect(200);
    decides(&officer, &leaves(&unit, &id).await, "agree").await.expect(200);
    let refused = unit.post(&format!("{path}/submission"), &json!({})).await.expect(409);
    assert!(refused.text().contains("王示例0：人员已变化"), "{}", refused.text());
    let seen = unit.post(&format!("{path}/people"), &json!({ "role": "titled", "person": id })).await;
    assert!(matches!(seen.status, 404 | 409 | 422), "{}", seen.text());
}

#[tokio::test]
async fn i14_a_unit_is_chosen_only_before_the_first_submission_or_after_leaving() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let next = town.enterprise(2).await;
    let chosen = json!({ "unit": next });
    assert_eq!(wang.post("/person/unit", &chosen).await.expect(200).json()["state"], "draft", "nobody has it yet");
    wang.hand_in().await;
    let unit = town.sign_in("unit2").await;
    let refused = wang.post("/person/unit", &chosen).await.expect(409);
    assert!(refused.text().contains("现在是“待审核”，不能“选择注册单位”"), "{}", refused.text());
    wang.page("/person/unit").await.expect(409);
    let id = passed(&unit, &wang).await;
    let leave = unit.post(&format!("/reviews/{id}/decisions"), &json!({ "decision": "leave" })).await;
    assert_eq!(leave.pointers(), ["/decision"], "no unit lets anybody go by itself");
    wang.post("/person/unit", &chosen).await.expect(409);
    let back = json!({ "decision": "send_back", "reason": "" });
    unit.post(&format!("/reviews/{id}/decisions"), &back).await.expect(200);
    wang.post("/person/unit", &chosen).await.expect(409);
}
