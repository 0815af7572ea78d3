//! Applications, cases and deletions, as the document tells them.

use super::{Contract, with_controls};
use crate::people::{used, worker};
use crate::town::{Town, Visitor};
use serde_json::json;

/// What answers with a file, which the document tells nothing of.
pub const ASSETS: &[&str] = &[
    "GET /assets/{name}",
    "GET /people/sheet",
    "GET /records/{book}/sheet",
    "GET /reviews/sheet",
    "GET /applications/sheet",
    "GET /qualifications/sheet",
    "GET /deletion-requests/sheet",
    "GET /records/{book}/template",
    "GET /imports/template",
    "GET /imports/{id}/rejects",
];

pub async fn of_its_application(it: &Contract, unit: &Visitor<'_>) {
    let worker = unit.get("/people").await.json()["items"][0]["id"].clone();
    it.ask(unit, "GET /matters", "/matters?q=D101&after=0", json!({})).await;
    it.ask(unit, "GET /matters/{id}", "/matters/D101C", json!({})).await;
    unit.states().await;
    let begun = with_controls(json!({ "matter": "D101C" }), 30, None);
    let made = it.ask(unit, "POST /applications", "/applications", begun).await;
    let path = format!("/applications/{}", made["id"].as_str().unwrap());
    it.ask(unit, "GET /applications", "/applications?q=&after=0", json!({})).await;
    it.ask(unit, "GET /applications/{id}", &format!("{path}?role=titled&q=&after=0"), json!({})).await;
    it.ask(unit, "POST /applications/{id}", &path, with_controls(json!({}), 31, None)).await;
    let pick = with_controls(json!({ "role": "titled", "person": [worker] }), 32, None);
    it.ask(unit, "POST /applications/{id}/people", &format!("{path}/people"), pick.clone()).await;
    let removal = format!("{path}/people/{}/removal", worker.as_str().unwrap());
    it.ask(unit, "POST /applications/{id}/people/{worker}/removal", &removal, json!({})).await;
    let pick = json!({ "role": "titled", "person": worker });
    it.ask(unit, "POST /applications/{id}/people", &format!("{path}/people"), pick).await;
    let submission = format!("{path}/submission");
    it.ask(unit, "POST /applications/{id}/submission", &submission, with_controls(json!({}), 33, None)).await;
    it.ask(unit, "POST /applications/{id}/withdrawal", &format!("{path}/withdrawal"), json!({})).await;
    let begun = it.ask(unit, "POST /applications", "/applications", json!({ "matter": "D101C" })).await;
    let draft = format!("/applications/{}/removal", begun["id"].as_str().unwrap());
    it.ask(unit, "POST /applications/{id}/removal", &draft, with_controls(json!({}), 34, None)).await;
}

pub async fn of_its_imports(it: &Contract, unit: &Visitor<'_>) {
    it.ask(unit, "GET /imports/new", "/imports/new?of=people", json!({})).await;
    let ticket = with_controls(json!({ "of": "people", "name": "a.xlsx", "size": 9 }), 35, None);
    it.ask(unit, "POST /imports", "/imports", ticket).await;
    let path = unit.sends_sheet("人员.xlsx", &crate::journeys::imports::sheet(70..72)).await;
    it.ask(unit, "GET /imports/{id}", &format!("{path}?of=people"), json!({})).await;
    let ready = unit.import_is(&path, &["ready"]).await;
    it.ask(unit, "GET /imports/{id}", &format!("{path}?shelf=good&page=1"), json!({})).await;
    let accepts = with_controls(json!({}), 36, ready["version"].as_u64());
    it.ask(unit, "POST /imports/{id}/acceptance", &format!("{path}/acceptance"), accepts).await;
    unit.import_is(&path, &["done"]).await;
    let path = unit.sends_sheet("人员.xlsx", &crate::journeys::imports::sheet(72..73)).await;
    let ready = unit.import_is(&path, &["ready"]).await;
    let gives_up = with_controls(json!({}), 37, ready["version"].as_u64());
    it.ask(unit, "POST /imports/{id}/removal", &format!("{path}/removal"), gives_up).await;
    it.ask(unit, "GET /imports", "/imports?after=0", json!({})).await;
}

pub async fn of_cases(it: &Contract, town: &Town) {
    let (unit, wu, zheng) =
        (town.sign_in("unit1").await, town.officer("officer1").await, town.officer("officer2").await);
    let id = unit.applies("D110C", 6..7).await;
    let path = format!("/cases/{id}");
    it.ask(&wu, "GET /cases", "/cases?sort=application&mine=1&q=SQ&after=0", json!({})).await;
    let listed = it.ask(&wu, "GET /cases", "/cases", json!({})).await;
    assert_eq!(listed["items"][0]["id"], id.as_str());
    let taken = with_controls(json!({}), 40, Some(3));
    let taken = it.ask(&wu, "POST /cases/{id}/taking", &format!("{path}/taking"), taken).await;
    let back = with_controls(json!({}), 43, taken["version"].as_u64());
    it.ask(&wu, "POST /cases/{id}/return", &format!("{path}/return"), back).await;
    zheng.post(&format!("{path}/taking"), &json!({})).await.expect(200);
    let over = with_controls(json!({ "reason": "原办理人出差" }), 44, None);
    let taken = it.ask(&wu, "POST /cases/{id}/reassignment", &format!("{path}/reassignment"), over).await;
    let lists = json!({ "defects": [{ "defect": "缺少社保证明" }] });
    let lists = with_controls(lists, 41, taken["version"].as_u64());
    it.ask(&wu, "POST /cases/{id}/corrections", &format!("{path}/corrections"), lists).await;
    it.ask(&wu, "GET /cases/{id}", &path, json!({})).await;
    unit.post(&format!("/applications/{id}/submission"), &json!({})).await.expect(200);
    it.ask(&wu, "POST /cases/{id}/acceptance", &format!("{path}/acceptance"), json!({})).await;
    it.ask(&wu, "GET /cases/{id}", &path, json!({})).await;
    let grants = json!({ "decision": "grant", "reason": "" });
    it.ask(&zheng, "POST /cases/{id}/decisions", &format!("{path}/decisions"), with_controls(grants, 42, None)).await;
    let read = format!("/applications/{id}/acknowledgement");
    it.ask(&unit, "POST /applications/{id}/acknowledgement", &read, json!({})).await;
    it.ask(&unit, "GET /qualifications", "/qualifications?q=D2&after=0", json!({})).await;
    it.ask(&unit, "GET /qualifications/{id}", "/qualifications/D110C", json!({})).await;
    it.ask(&unit, "GET /todos", "/todos", json!({})).await;
}

pub async fn of_deletions(it: &Contract, unit: &Visitor<'_>, officer: &Visitor<'_>) {
    let none = || json!({});
    let person = |n: u32| async move { unit.post("/people", &worker(n)).await.expect(201).json()["id"].clone() };
    let (leaving, other) = (person(46).await, person(47).await);
    used(unit.town, leaving.as_str().unwrap(), 1).await;
    it.ask(unit, "GET /deletion-requests/new", "/deletion-requests/new?q=%E8%B5%B5", none()).await;
    let chosen = with_controls(json!({ "person": other }), 60, None);
    let made = it.ask(unit, "POST /deletion-requests", "/deletion-requests", chosen).await;
    let path = format!("/deletion-requests/{}", made["id"].as_str().unwrap());
    it.ask(unit, "POST /deletion-requests/{id}", &path, json!({ "person": leaving })).await;
    let said = json!({ "initiator": "李某", "content": "离职" });
    let (feedback, row) = (format!("{path}/feedback"), format!("{path}/feedback/1/removal"));
    for n in [61, 62] {
        it.ask(unit, "POST /deletion-requests/{id}/feedback", &feedback, with_controls(said.clone(), n, None)).await;
    }
    it.ask(unit, "POST /deletion-requests/{id}/feedback/{row}/removal", &row, none()).await;
    let shown = it.ask(unit, "GET /deletion-requests/{id}", &path, none()).await;
    let replaces = json!({ "application": shown["uses"][0]["application"], "person": other });
    let replacements = format!("{path}/replacements");
    it.ask(unit, "POST /deletion-requests/{id}/replacements", &replacements, replaces).await;
    it.ask(unit, "POST /deletion-requests/{id}/submission", &format!("{path}/submission"), none()).await;
    for who in [unit, officer] {
        let list = it.ask(who, "GET /deletion-requests", "/deletion-requests?q=%E8%B5%B5&after=0", none()).await;
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
    }
    let version = it.ask(officer, "GET /deletion-requests/{id}", &path, none()).await["version"].as_u64();
    let decides = with_controls(json!({ "decision": "agree", "reason": "" }), 63, version);
    assert!(it.ask(officer, "GET /todos", "/todos", none()).await["items"][0]["due"].is_string());
    it.ask(officer, "POST /deletion-requests/{id}/decisions", &format!("{path}/decisions"), decides).await;
    it.ask(unit, "GET /todos", "/todos", none()).await;
    it.ask(unit, "POST /deletion-requests/{id}/removal", &format!("{path}/removal"), none()).await;
}

pub async fn of_verification(it: &Contract, town: &Town, id: &str) {
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("verifier").await);
    it.ask(&unit, "GET /unit", "/unit", json!({})).await;
    let lacks = it.ask(&unit, "POST /unit/verification", "/unit/verification", json!({})).await;
    assert_eq!(lacks["errors"][0]["pointer"], "/slot-licence", "a 422 is in the document too");
    unit.hangs_its_licence().await;
    let asks = with_controls(json!({}), 70, None);
    let asked = it.ask(&unit, "POST /unit/verification", "/unit/verification", asks).await;
    it.ask(&officer, "GET /cases", "/cases?sort=unit", json!({})).await;
    it.ask(&officer, "GET /units", "/units?q=%E7%A4%BA%E4%BE%8B", json!({})).await;
    let path = format!("/units/{id}");
    it.ask(&officer, "GET /units/{id}", &path, json!({})).await;
    let passes = with_controls(json!({ "decision": "pass", "reason": "" }), 71, asked["version"].as_u64());
    it.ask(&officer, "POST /units/{id}/verification", &format!("{path}/verification"), passes).await;
    it.ask(&unit, "GET /todos", "/todos", json!({})).await;
    let read = "/unit/verification/acknowledgement";
    it.ask(&unit, "POST /unit/verification/acknowledgement", read, json!({})).await;
}

pub async fn of_handover(it: &Contract, id: &str, officer: &Visitor<'_>) {
    let path = format!("/units/{id}/handover");
    let version = it.ask(officer, "GET /units/{id}/handover", &path, json!({})).await["version"].as_u64();
    let next = json!({ "login_name": "quanliren", "reason": "信用代码被他人注册" });
    it.ask(officer, "POST /units/{id}/handover", &path, with_controls(next, 72, version)).await;
}
