//! Units are verified, whatever is tried: by the unit itself, by two officers at once, on what has changed since.

use super::at_once;
use crate::behind::Tables;
use crate::people::{PASSWORD, basics, worker};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

/// A unit that waits to be verified: its id, the unit, and how it stands.
async fn waiting(town: &Town) -> (String, Visitor<'_>, Json) {
    let id = town.unverified(1).await;
    let unit = town.sign_in("unit1").await;
    let asked = unit.asks_to_be_verified().await;
    (id, unit, asked)
}

#[tokio::test]
async fn a05_a_unit_cannot_verify_itself_nor_can_its_people_or_its_rivals() {
    let town = Town::open().await;
    let (id, unit, _) = waiting(&town).await;
    town.enterprise(2).await;
    town.person(0, &id).await;
    let (rival, wang) = (town.sign_in("unit2").await, town.sign_in("person0").await);
    let officer = town.officer("officer").await;
    let path = format!("/units/{id}");
    let hands_over = json!({ "login_name": "quanliren", "reason": "想要" });
    for (who, status) in [(&unit, 403), (&rival, 403), (&wang, 403), (&town.visitor(), 401)] {
        who.get(&path).await.expect(status);
        who.post(&format!("{path}/verification"), &json!({ "decision": "pass" })).await.expect(status);
        who.post(&format!("{path}/handover"), &hands_over).await.expect(status);
    }
    for nobody in ["0".repeat(32), "x".to_owned(), "%23%2e%2e".to_owned()] {
        officer.get(&format!("/units/{nobody}")).await.expect(404);
        officer.post(&format!("/units/{nobody}/verification"), &json!({ "decision": "pass" })).await.expect(404);
        officer.post(&format!("/units/{nobody}/handover"), &hands_over).await.expect(404);
    }
    assert_eq!(unit.get("/unit").await.json()["standing"], "waiting", "nothing was done");
}

#[tokio::test]
async fn a08_two_officers_verify_a_unit_at_once_and_one_of_them_does() {
    let town = Town::open().await;
    let (id, unit, asked) = waiting(&town).await;
    let (lin, zheng) = (town.officer("lin").await, town.officer("zheng").await);
    let path = format!("/units/{id}/verification");
    let pass = json!({ "decision": "pass", "version": asked["version"] });
    let back = json!({ "decision": "return", "reason": "看不清", "version": asked["version"] });
    let seen = at_once(vec![lin.post(&path, &pass), zheng.post(&path, &back)]).await;
    let mut statuses: Vec<u16> = seen.iter().map(|seen| seen.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let history = unit.get("/unit").await.json()["history"].clone();
    let answers = history.as_array().unwrap().iter().filter(|it| it["did"] == "核实通过" || it["did"] == "退回");
    assert_eq!(answers.count(), 1);
    let late = lin.post(&path, &pass).await.expect(409).json();
    assert!(late["title"].as_str().unwrap().contains("现在是"), "{late}");
}

#[tokio::test]
async fn a09_an_answer_to_a_unit_that_has_changed_since_is_none() {
    let town = Town::open().await;
    let (id, unit, asked) = waiting(&town).await;
    let officer = town.officer("officer").await;
    unit.post("/unit", &basics()).await.expect(200);
    let path = format!("/units/{id}/verification");
    let stale = json!({ "decision": "pass", "version": asked["version"] });
    officer.post(&path, &stale).await.expect(409);
    let now = unit.get("/unit").await.json();
    assert_eq!(now["standing"], "waiting");
    let fresh = json!({ "decision": "pass", "version": now["version"] });
    officer.post(&path, &fresh).await.expect(200);
}

#[tokio::test]
async fn d11_a_licence_that_lies_there_no_more_proves_nothing() {
    let town = Town::open().await;
    let id = town.unverified(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let paper = unit.hangs_its_licence().await;
    unit.post("/unit/verification", &json!({})).await.expect(200);
    unit.post(&format!("/attachments/{paper}/removal"), &json!({})).await.expect(200);
    unit.hangs_its_licence().await;
    let path = format!("/units/{id}");
    let shown = officer.get(&path).await.json();
    assert_eq!((&shown["unchanged"], &shown["licences"]), (&json!(false), &json!([])));
    assert!(officer.page(&path).await.text().contains("已被单位移除"));
    officer.post(&format!("{path}/verification"), &json!({ "decision": "pass" })).await.expect(409);
    let back = json!({ "decision": "return", "reason": "请重新提交" });
    officer.post(&format!("{path}/verification"), &back).await.expect(200);
}

#[tokio::test]
async fn e01_e02_a_repeated_request_about_a_unit_has_one_effect_and_one_answer() {
    let town = Town::open().await;
    let id = town.unverified(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    unit.hangs_its_licence().await;
    let asks = json!({ "request_id": "asks-1" });
    let seen = at_once((0..20).map(|_| unit.post("/unit/verification", &asks)).collect()).await;
    assert!(seen.iter().all(|it| it.status == 200 && it.body == seen[0].body));
    let path = format!("/units/{id}/verification");
    let back = json!({ "decision": "return", "reason": "看不清", "request_id": "back-1" });
    let seen = at_once((0..20).map(|_| officer.post(&path, &back)).collect()).await;
    assert!(seen.iter().all(|it| it.status == 200 && it.body == seen[0].body));
    let other = json!({ "decision": "return", "reason": "别的原因", "request_id": "back-1" });
    officer.post(&path, &other).await.expect(422);
    unit.post("/unit/verification", &json!({})).await.expect(200);
    officer.post(&path, &back).await.expect(200);
    let now = unit.get("/unit").await.json();
    assert_eq!(now["standing"], "waiting", "an old answer that comes again answers nothing new");
    assert_eq!(now["history"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn e01_a_repeated_handover_tells_the_same_password_until_it_was_used() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    let (officer, other) = (town.officer("officer").await, town.officer("other").await);
    let path = format!("/units/{id}/handover");
    let body = json!({ "login_name": "quanliren", "reason": "已核对原件", "request_id": "over-1" });
    let seen = at_once((0..8).map(|_| officer.post(&path, &body)).collect()).await;
    assert!(seen.iter().all(|it| it.status == 200 && it.body == seen[0].body), "whoever comes first");
    let first = seen[0].json();
    assert_eq!(officer.post(&path, &body).await.expect(200).json(), first, "the reply may have been lost");
    let stranger = other.post(&path, &body).await;
    assert!(stranger.status >= 400 && !stranger.text().contains("password\":"), "{}", stranger.text());
    let rightful = town.sign_in_with("quanliren", first["password"].as_str().unwrap()).await;
    assert!(officer.post(&path, &body).await.expect(200).json()["password"].is_null(), "it was used");
    let change = json!({ "current_password": first["password"], "password": PASSWORD });
    rightful.post("/account", &change).await.expect(200);
    officer.post(&path, &body).await.expect(200);
    town.sign_in("quanliren").await.get("/unit").await.expect(200);
}

#[tokio::test]
async fn a08_two_officers_hand_a_unit_over_at_once_and_one_holder_gets_it() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    let (lin, zheng) = (town.officer("lin").await, town.officer("zheng").await);
    let path = format!("/units/{id}/handover");
    let version = lin.get(&path).await.json()["version"].clone();
    let to = |login: &str| json!({ "login_name": login, "reason": "已核对原件", "version": version });
    let (jia, yi) = (to("jia.fang"), to("yi.fang"));
    let seen = at_once(vec![lin.post(&path, &jia), zheng.post(&path, &yi)]).await;
    let mut statuses: Vec<u16> = seen.iter().map(|seen| seen.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let credentials = Tables::of(&town).all("HALL_TABLE", "login#").await;
    let lead = credentials.iter().filter(|it| it["id"]["S"] == id.as_str() && it["handed"].is_null()).count();
    assert_eq!(lead, 1, "one login name leads to the unit");
}

#[tokio::test]
async fn a18_whoever_loses_a_unit_commits_nothing_more() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    let (former, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let path = former.draws_up("D101C", 0..1).await;
    let over = json!({ "login_name": "quanliren", "reason": "已核对原件" });
    officer.post(&format!("/units/{id}/handover"), &over).await.expect(200);
    former.post(&format!("{path}/submission"), &json!({})).await.expect(401);
    former.post("/unit", &basics()).await.expect(401);
    let heads = Tables::of(&town).all("HALL_TABLE", "application#").await;
    let head = heads.iter().find(|it| it["sk"]["S"] == "head").unwrap();
    assert_eq!(head["state"]["S"], "draft");
}

#[tokio::test]
async fn a05_an_officer_who_works_in_a_unit_neither_verifies_it_nor_hands_it_over() {
    let town = Town::open().await;
    let (id, unit, _) = waiting(&town).await;
    unit.post("/people", &worker(60)).await.expect(201);
    let (own, other) = (town.officer_known("own", 60).await, town.officer("other").await);
    let path = format!("/units/{id}");
    own.get(&path).await.expect(403);
    own.get(&format!("{path}/handover")).await.expect(403);
    own.post(&format!("{path}/verification"), &json!({ "decision": "pass" })).await.expect(403);
    let over = json!({ "login_name": "quanliren", "reason": "已核对原件" });
    own.post(&format!("{path}/handover"), &over).await.expect(403);
    assert_eq!(own.get("/cases?sort=unit").await.json()["items"], json!([]), "it is not on his desk");
    assert_eq!(unit.get("/unit").await.json()["standing"], "waiting");
    other.post(&format!("{path}/verification"), &json!({ "decision": "pass" })).await.expect(200);
}

#[tokio::test]
async fn a01_a_unit_s_licence_is_seen_by_the_unit_and_by_officers_and_nobody_else() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    town.enterprise(2).await;
    town.person(0, &id).await;
    let (unit, rival, wang) = (town.sign_in("unit1").await, town.sign_in("unit2").await, town.sign_in("person0").await);
    let officer = town.officer("officer").await;
    let paper = unit.hangs_its_licence().await;
    let path = format!("/attachments/{paper}");
    for tail in ["", "/view", "/pages/1", "/original"] {
        let seen = format!("{path}{tail}");
        for who in [&rival, &wang] {
            who.get(&seen).await.expect(404);
        }
        assert!(unit.get(&seen).await.status < 400 && officer.get(&seen).await.status < 400, "{seen}");
    }
    for (who, status) in [(&rival, 404), (&wang, 404), (&officer, 403)] {
        who.post(&format!("{path}/removal"), &json!({})).await.expect(status);
    }
    let ticket = |matter: &str, kind: &str| json!({ "for": matter, "kind": kind, "name": "a.jpg", "size": 9 });
    for matter in ["person", "unit"] {
        let of_the_other = if matter == "unit" { &wang } else { &unit };
        of_the_other.post("/attachments", &ticket(matter, "other")).await.expect(403);
    }
    assert_eq!(wang.post("/attachments", &ticket("person", "licence")).await.pointers(), ["/kind"]);
    assert_eq!(unit.post("/attachments", &ticket("unit", "identity")).await.pointers(), ["/kind"]);
    unit.post(&format!("{path}/removal"), &json!({})).await.expect(200);
    unit.get(&path).await.expect(404);
}
