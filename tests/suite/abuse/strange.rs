//! A17: fields that no form has, at every route with a form.

use crate::people::{PASSWORD, basics, enterprise, person, used, worker};
use crate::town::{Town, Visitor};
use catalog::operations::{OPERATIONS, Takes};
use serde_json::{Value as Json, json};

/// A draft of 人员删除申请 for a person who was used, one that waits, and the application concerned.
async fn deletions(town: &Town, unit: &Visitor<'_>) -> (String, String, String) {
    let begun = async |n: u32| {
        let person = unit.post("/people", &worker(n)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        let made = unit.post("/deletion-requests", &json!({ "person": person })).await.expect(201).json();
        (person, made["id"].as_str().unwrap().to_owned())
    };
    let ((leaving, draft), (_, waiting)) = (begun(20).await, begun(21).await);
    let concerned = used(town, &leaving, 1).await;
    let said = json!({ "initiator": "李某", "content": "离职" });
    unit.post(&format!("/deletion-requests/{waiting}/feedback"), &said).await.expect(200);
    unit.post(&format!("/deletion-requests/{waiting}/submission"), &json!({})).await.expect(200);
    (draft, waiting, concerned)
}

#[tokio::test]
async fn a17_fields_that_no_form_has_are_refused_by_every_route_with_a_form_and_nothing_is_done() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    let (wang, a, officer) =
        (town.sign_in("person0").await, town.sign_in("unit1").await, town.officer("officer").await);
    let notice = officer.post("/notices", &json!({ "title": "公告", "body": "正文" })).await.expect(201).json();
    town.person(1, &unit).await;
    let li = town.sign_in("person1").await;
    li.hand_in().await;
    let li_id = li.get("/person").await.json()["id"].as_str().unwrap().to_owned();
    let kept = a.post("/people", &worker(2)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let draft = a.draws_up("D112C", 0..0).await.rsplit('/').next().unwrap().to_owned();
    let (submitted, accepted) = (a.applies("D110C", 4..5).await, a.applies("D111C", 5..6).await);
    let other = town.officer("officer2").await;
    other.post(&format!("/cases/{accepted}/acceptance"), &json!({})).await.expect(200);
    let taken = a.applies("D101C", 8..9).await;
    other.post(&format!("/cases/{taken}/taking"), &json!({})).await.expect(200);
    let (asked, waiting, concerned) = deletions(&town, &a).await;
    let unverified = town.unverified(2).await;
    town.sign_in("unit2").await.asks_to_be_verified().await;
    let mut tried = 0;
    wang.post("/person", &json!({ "cv": [{ "from": "2010-09", "employer": "示例公司" }] })).await.expect(200);
    for it in OPERATIONS.iter().filter(|it| !matches!(it.body, Takes::Nothing)) {
        let visitor = town.visitor();
        let (who, body): (&Visitor<'_>, Json) = match it.path {
            "/session" => (&visitor, json!({ "login_name": "unit1", "password": PASSWORD })),
            "/account" => (&wang, json!({ "user_name": "别名", "current_password": PASSWORD })),
            "/account/initialisation" => (&wang, json!({ "present_password": PASSWORD })),
            "/accounts/resets" => (&officer, json!({ "login_name": "unit1" })),
            "/registrations/enterprises" => (&visitor, enterprise(7)),
            "/registrations/people" => (&visitor, person(7, &unit)),
            "/person" | "/person/submission" => (&wang, json!({ "school": "示例大学" })),
            "/person/unit" => (&wang, json!({ "unit": unit })),
            "/person/{list}/{row}" => (&wang, json!({ "from": "2010-09", "employer": "示例公司" })),
            "/person/{list}/{row}/removal" => (&wang, json!({})),
            "/reviews/{id}/decisions" => (&a, json!({ "decision": "approve" })),
            "/attachments" => (&wang, json!({ "for": "person", "kind": "identity", "name": "a.jpg", "size": 9 })),
            "/notices" | "/notices/{id}" => (&officer, json!({ "title": "公告", "body": "正文" })),
            "/unit" => (&a, basics()),
            "/people" | "/people/{id}" => (&a, worker(3)),
            "/people/{id}/posts" => (&a, json!({ "post": "manager" })),
            "/applications" => (&a, json!({ "matter": "D101C" })),
            "/applications/{id}/people" => (&a, json!({ "role": "titled", "person": kept })),
            "/cases/{id}/corrections" => (&officer, json!({ "defects": ["缺少营业执照"] })),
            "/cases/{id}/decisions" => (&officer, json!({ "decision": "grant" })),
            "/cases/{id}/reassignment" => (&officer, json!({ "reason": "原办理人出差" })),
            "/deletion-requests" | "/deletion-requests/{id}" => (&a, json!({ "person": kept })),
            "/deletion-requests/{id}/feedback" => (&a, json!({ "initiator": "李某", "content": "离职" })),
            "/deletion-requests/{id}/replacements" => (&a, json!({ "application": concerned, "person": kept })),
            "/deletion-requests/{id}/decisions" => (&officer, json!({ "decision": "agree", "reason": "" })),
            "/units/{id}/verification" => (&officer, json!({ "decision": "pass" })),
            "/units/{id}/handover" => (&officer, json!({ "login_name": "quanliren", "reason": "信用代码被他人注册" })),
            other => panic!("say here what {other} takes"),
        };
        let of = match it.path {
            "/notices/{id}" => notice["id"].as_str().unwrap(),
            "/people/{id}" | "/people/{id}/posts" => &kept,
            "/applications/{id}/people" => &draft,
            "/cases/{id}/corrections" => &submitted,
            "/cases/{id}/reassignment" => &taken,
            "/cases/{id}/decisions" => &accepted,
            "/deletion-requests/{id}/decisions" => &waiting,
            path if path.starts_with("/deletion-requests/{id}") => &asked,
            path if path.starts_with("/units/{id}") => &unverified,
            _ => &li_id,
        };
        let path = it.path.replace("{id}", of).replace("{list}", "cv").replace("{row}", "0");
        let strange = ["status", "state", "role", "unit_id", "company_id", "id", "epoch", "_csrf", "__proto__"];
        for field in strange.into_iter().filter(|field| body[field].is_null()) {
            let mut body = body.clone();
            body[field] = json!("approved");
            let seen = who.post(&path, &body).await;
            // A file that is handed in unfinished lacks other things too.
            let at = seen.pointers().iter().position(|it| it.ends_with(&format!("/{field}")));
            assert!(at.is_some() && (seen.pointers().len() == 1 || path == "/person/submission"), "{path} {field}");
            assert_eq!(seen.json()["errors"][at.unwrap()]["code"], "unknown", "{path} {field}");
            tried += 1;
        }
    }
    assert!(tried >= 90, "{tried}");
    assert_eq!(wang.get("/person").await.json()["version"], 2, "nothing more was saved, {id}");
    assert_eq!(li.get("/person").await.json()["state"], "waiting");
    assert_eq!(town.sign_in("unit2").await.get("/unit").await.json()["standing"], "waiting");
    assert_eq!(town.visitor().get("/notices").await.json()["items"].as_array().unwrap().len(), 1);
    for login in ["unit7", "person7"] {
        town.visitor().post("/session", &json!({ "login_name": login, "password": PASSWORD })).await.expect(401);
    }
    let seen = wang.fill("/person", "/person", &[("status", "approved")]).await.expect(422).text();
    assert!(seen.contains("没有“status”这一项"), "a page says it too");
}
