//! 人员删除申请 (manual, 4.6): from the person who leaves to the replacement who takes over.

use crate::behind::Tables;
use crate::people::{used, worker};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

/// Adds the n-th person; the id.
pub async fn hires(unit: &Visitor<'_>, n: u32) -> String {
    unit.post("/people", &worker(n)).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

/// Begins a request; its address.
pub async fn asks(unit: &Visitor<'_>, person: &str) -> String {
    let made = unit.post("/deletion-requests", &json!({ "person": person })).await.expect(201).json();
    format!("/deletion-requests/{}", made["id"].as_str().unwrap())
}

/// Says why.
pub async fn says(unit: &Visitor<'_>, path: &str) {
    let said = json!({ "initiator": "李某", "content": "已于本月离职" });
    unit.post(&format!("{path}/feedback"), &said).await.expect(200);
}

/// Chooses who replaces in an application.
pub async fn replaces(unit: &Visitor<'_>, path: &str, application: &str, person: &str) {
    let body = json!({ "application": application, "person": person });
    unit.post(&format!("{path}/replacements"), &body).await.expect(200);
}

/// Decides on the version that is kept.
pub async fn decides(officer: &Visitor<'_>, path: &str, decision: &str) -> crate::town::Seen {
    let version = officer.get(path).await.expect(200).json()["version"].clone();
    let reason = if decision == "decline" { "职称专业不符" } else { "" };
    let body = json!({ "decision": decision, "reason": reason, "version": version });
    officer.post(&format!("{path}/decisions"), &body).await
}

fn names(page: &Json) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn r_4_6_3_the_list_leads_to_the_picker_and_a_chosen_person_has_one_request() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let empty = unit.page("/deletion-requests").await.expect(200).text();
    assert!(empty.contains("新增删除申请") && empty.contains("还没有人员删除申请"), "{empty}");
    let (leaving, _) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let picker = unit.page("/deletion-requests/new").await.expect(200).text();
    assert!(picker.contains("赵示例0") && picker.contains("赵示例1") && picker.contains("type=\"radio\""));
    let found = unit.get("/deletion-requests/new?q=%E7%A4%BA%E4%BE%8B0").await.expect(200).json();
    assert_eq!(found["people"].as_array().unwrap().len(), 1);
    let to = "/deletion-requests";
    let nobody = unit.fill("/deletion-requests/new", to, &[]).await.expect(422).text();
    assert!(nobody.contains("请选择申请删除的人员"), "{nobody}");
    let led = unit.fill("/deletion-requests/new", to, &[("person", &leaving)]).await.expect(303);
    let path = led.header("location").to_owned();
    assert_eq!(asks(&unit, &leaving).await, path, "an open request is gone on with, not doubled");
    let list = unit.get("/deletion-requests").await.expect(200).json();
    assert_eq!((names(&list), &list["items"][0]["state_name"]), (vec!["赵示例0"], &json!("草稿")));
    let number = list["items"][0]["number"].as_str().unwrap();
    assert!(number.starts_with("SC20") && number.len() == 16, "{number}");
    unit.post(&format!("{path}/removal"), &json!({})).await.expect(200);
    assert_eq!(unit.get("/deletion-requests").await.json()["items"], json!([]), "放弃");
    assert_ne!(asks(&unit, &leaving).await, path);
}

#[tokio::test]
async fn r_4_6_4_the_system_finds_whether_the_person_was_used_and_for_what() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (fresh, known) = (hires(&unit, 0).await, hires(&unit, 1).await);
    used(&town, &known, 1).await;
    let it = unit.get(&asks(&unit, &fresh).await).await.expect(200).json();
    assert_eq!((&it["used"], &it["finding"], &it["uses"]), (&json!(false), &json!("未申报过"), &json!([])));
    let path = asks(&unit, &known).await;
    let it = unit.get(&path).await.expect(200).json();
    let told = (&it["finding"], &it["uses"][0]["number"], &it["uses"][0]["matter"]);
    assert_eq!(told, (&json!("申报过"), &json!("SY20260302000001"), &json!("D102B")));
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("申报过") && shown.contains("SY20260302000001") && shown.contains("任职称人员"), "{shown}");
    // Who is used after the draft was begun is found to be used as well.
    let path = asks(&unit, &fresh).await;
    used(&town, &fresh, 2).await;
    assert_eq!(unit.get(&path).await.json()["used"], true);
    says(&unit, &path).await;
    assert_eq!(unit.post(&format!("{path}/submission"), &json!({})).await.pointers(), ["/replacements"]);
}

#[tokio::test]
async fn r_4_6_5_r_4_6_9_a_person_who_was_never_used_leaves_without_a_replacement() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let person = hires(&unit, 0).await;
    let path = asks(&unit, &person).await;
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("反馈内容") && !shown.contains("替代人员"), "no part 03: {shown}");
    let submission = format!("{path}/submission");
    let silent = unit.fill(&path, &submission, &[]).await.expect(422).text();
    assert!(silent.contains("请填写反馈内容"), "{silent}");
    let feedback = format!("{path}/feedback");
    let fields = [("initiator", "李某"), ("content", "已离职")];
    unit.fill(&path, &feedback, &fields).await.expect(303);
    let led = unit.fill(&path, &submission, &[]).await.expect(303);
    let list = unit.page(led.header("location")).await.expect(200).text();
    assert!(list.contains("待审核") && list.contains("请等待管理部门审核"), "{list}");
    assert_eq!(decides(&officer, &path, "agree").await.expect(200).json()["state_name"], "已删除");
    assert_eq!(unit.get("/people").await.json()["items"], json!([]));
    unit.get(&format!("/people/{person}")).await.expect(404);
    hires(&unit, 0).await;
}

#[tokio::test]
async fn r_4_6_6_a_used_person_needs_a_replacement_in_every_application() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (leaving, other) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let (one, two) = (used(&town, &leaving, 1).await, used(&town, &leaving, 2).await);
    let path = asks(&unit, &leaving).await;
    let submission = format!("{path}/submission");
    says(&unit, &path).await;
    for application in [&one, &two] {
        let refused = unit.post(&submission, &json!({})).await;
        assert_eq!(refused.pointers(), ["/replacements"]);
        assert!(refused.text().contains("该人员申报过资质，请选择替代人员"));
        replaces(&unit, &path, application, &other).await;
    }
    unit.post(&submission, &json!({})).await.expect(200);
}

#[tokio::test]
async fn r_4_6_7_a_row_of_feedback_names_who_and_what_and_can_be_taken_out() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = asks(&unit, &hires(&unit, 0).await).await;
    let feedback = format!("{path}/feedback");
    let empty = unit.post(&feedback, &json!({ "initiator": "", "content": "" })).await;
    assert_eq!(empty.pointers(), ["/initiator", "/content"]);
    let again = unit.fill(&path, &feedback, &[("content", "离职")]).await.expect(422).text();
    assert!(again.contains("请填写发起人") && again.contains("离职") && again.contains("保存并关闭"), "{again}");
    unit.fill(&path, &feedback, &[("initiator", "李某"), ("content", "甲")]).await.expect(303);
    let more = format!("{path}?add=feedback");
    unit.fill(&more, &feedback, &[("initiator", "李某"), ("content", "乙")]).await.expect(303);
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("新增反馈") && shown.contains("甲") && shown.contains("乙"), "{shown}");
    unit.fill(&path, &format!("{path}/feedback/0/removal"), &[]).await.expect(303);
    let said = unit.get(&path).await.json()["feedback"].clone();
    assert_eq!(said, json!([{ "initiator": "李某", "content": "乙" }]));
    unit.post(&format!("{path}/feedback/7/removal"), &json!({})).await.expect(404);
}

#[tokio::test]
async fn r_4_6_8_what_was_handed_in_waits_for_an_officer_and_is_closed_to_the_unit() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    assert!(officer.page("/deletion-requests").await.expect(200).text().contains("目前没有待审核的人员删除申请"));
    let person = hires(&unit, 0).await;
    let path = asks(&unit, &person).await;
    officer.get(&path).await.expect(404);
    says(&unit, &path).await;
    let body = json!({ "request_id": "twice" });
    let first = unit.post(&format!("{path}/submission"), &body).await.expect(200);
    assert_eq!(unit.post(&format!("{path}/submission"), &body).await.expect(200).text(), first.text());
    let desk = officer.get("/deletion-requests").await.expect(200).json();
    assert_eq!((names(&desk), &desk["items"][0]["state_name"]), (vec!["赵示例0"], &json!("待审核")));
    assert!(!desk["items"][0]["due"].as_str().unwrap().is_empty());
    let said = json!({ "initiator": "李某", "content": "再说一句" });
    let choice = json!({ "person": person });
    for (tail, body) in
        [("/feedback", &said), ("/feedback/0/removal", &json!({})), ("", &choice), ("/removal", &json!({}))]
    {
        unit.post(&format!("{path}{tail}"), body).await.expect(409);
    }
    let edits = unit.post(&format!("/people/{person}"), &worker(0)).await.expect(409);
    assert!(edits.text().contains("审核结束前不能修改"), "{}", edits.text());
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("等待审批人员进行审核") && !shown.contains("放弃"), "{shown}");
}

#[tokio::test]
async fn r_4_6_10_r_4_6_11_r_4_6_12_a_replacement_is_compared_and_takes_over() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (leaving, other) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let application = used(&town, &leaving, 1).await;
    let path = asks(&unit, &leaving).await;
    says(&unit, &path).await;
    let form = [("person", other.as_str())];
    unit.fill(&path, &format!("{path}/replacements"), &form).await.expect(303);
    unit.fill(&path, &format!("{path}/submission"), &[]).await.expect(303);
    for who in [&unit, &officer] {
        let shown = who.page(&path).await.expect(200).text();
        for word in
            ["职称级别", "职称专业", "岗位证书", "社保", "所学专业", "赵示例1（替代）", "符合", "申报时", "现在"]
        {
            assert!(shown.contains(word), "{word}: {shown}");
        }
        assert!(!shown.contains("govuk-tag--red"), "{shown}");
    }
    let before = Tables::of(&town).all("HALL_TABLE", &format!("worker#{leaving}")).await;
    let pinned = before.iter().find(|it| it["sk"]["S"].as_str().unwrap().starts_with("use#")).unwrap().clone();
    let decisions = format!("{path}/decisions");
    officer.fill(&path, &decisions, &[("decision", "agree")]).await.expect(303);
    assert_eq!(names(&unit.get("/people").await.json()), ["赵示例1"]);
    let now = Tables::of(&town).all("HALL_TABLE", &format!("worker#{other}")).await;
    let taken = now.iter().find(|it| it["sk"]["S"].as_str().unwrap().starts_with("use#")).expect("took over");
    assert_eq!((&taken["replaces"]["S"], &taken["number"]), (&json!(leaving), &pinned["number"]));
    let card = now.iter().find(|it| it["sk"]["S"] == "head").unwrap();
    assert_eq!((&card["used"]["BOOL"], &card["held"]), (&json!(true), &json!(null)));
    let after = Tables::of(&town).all("HALL_TABLE", &format!("worker#{leaving}")).await;
    assert!(after.contains(&pinned), "the past is as it was: {after:?}");
    let it = unit.get(&path).await.expect(200).json();
    let told = (&it["name"], &it["uses"][0]["application"], &it["uses"][0]["replacement"]["name"]);
    assert_eq!(told, (&json!("赵示例0"), &json!(application), &json!("赵示例1")));
}

#[tokio::test]
async fn r_4_6_10_a_replacement_that_does_not_do_leaves_the_person_where_he_is() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let leaving = hires(&unit, 0).await;
    let mut lower = worker(1);
    lower["title_level"] = json!("2");
    let other = unit.post("/people", &lower).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let application = used(&town, &leaving, 1).await;
    let path = asks(&unit, &leaving).await;
    says(&unit, &path).await;
    replaces(&unit, &path, &application, &other).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    let shown = officer.page(&path).await.expect(200).text();
    assert!(shown.contains("不符") && shown.contains("不能同意删除"), "{shown}");
    let refused = decides(&officer, &path, "agree").await.expect(409);
    assert!(refused.text().contains("替代人员不满足要求"), "{}", refused.text());
    let decisions = format!("{path}/decisions");
    let silent = officer.fill(&path, &decisions, &[("decision", "decline")]).await.expect(422).text();
    assert!(silent.contains("请填写原因"), "{silent}");
    assert_eq!(decides(&officer, &path, "decline").await.expect(200).json()["state_name"], "不予删除");
    assert_eq!(names(&unit.get("/people").await.json()), ["赵示例1", "赵示例0"]);
    unit.post(&format!("/people/{other}"), &worker(1)).await.expect(200);
    assert!(unit.page(&path).await.expect(200).text().contains("职称专业不符"));
    assert_ne!(asks(&unit, &leaving).await, path, "the unit may ask again");
}

#[tokio::test]
async fn r_4_6_10_what_an_officer_says_with_agreeing_is_told_to_the_unit() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let path = asks(&unit, &hires(&unit, 0).await).await;
    says(&unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    let fields = [("decision", "agree"), ("reason", "离职证明已核对")];
    officer.fill(&path, &format!("{path}/decisions"), &fields).await.expect(303);
    let last = unit.get(&path).await.expect(200).json()["history"][0].clone();
    assert_eq!((&last["did"], &last["reason"]), (&json!("同意删除"), &json!("离职证明已核对")));
    assert!(unit.page(&path).await.text().contains("离职证明已核对"), "办理经过");
}

#[tokio::test]
async fn r_4_6_13_the_unit_is_told_of_the_answer_until_it_has_taken_note() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let path = asks(&unit, &hires(&unit, 0).await).await;
    says(&unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    decides(&officer, &path, "decline").await.expect(200);
    assert_eq!(officer.get("/deletion-requests").await.json()["items"], json!([]), "off the desk");
    let told = async || {
        let todos = unit.get("/todos").await.expect(200).json();
        let ours = todos["items"].as_array().unwrap().iter().find(|it| it["matter"] == "人员删除申请");
        ours.map(|it| (it["to"].as_str().unwrap().to_owned(), it["state"].clone(), it["reason"].clone()))
    };
    assert_eq!(told().await, Some((path.clone(), json!("不予删除"), json!("职称专业不符"))));
    assert!(unit.page("/").await.text().contains("人员删除申请结果：赵示例0"));
    unit.page(&path).await.expect(200);
    assert!(told().await.is_some(), "looking at a page changes nothing");
    unit.fill(&path, &format!("{path}/removal"), &[]).await.expect(303);
    assert_eq!(told().await, None);
    let did: Vec<String> = unit.get(&path).await.json()["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["did"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(did, ["不予删除", "保存并关闭", "存草稿", "新增"]);
}
