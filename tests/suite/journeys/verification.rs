//! Units are verified: the licence is compared with the code before anything is handed in, and in a dispute the unit goes
//! to whom it belongs.

use crate::behind::Tables;
use crate::people::{PASSWORD, basics, enterprise};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};
use testkit::numbers::credit_code;

/// What waits for a unit, as it is told at 待办事宜.
async fn todos(unit: &Visitor<'_>) -> Vec<Json> {
    let items = unit.get("/todos").await.expect(200).json()["items"].clone();
    items.as_array().unwrap().iter().filter(|it| it["matter"] == "单位核实").cloned().collect()
}

/// What was done with a unit, the newest first.
fn done(page: &Json) -> Vec<&str> {
    page["history"].as_array().unwrap().iter().map(|it| it["did"].as_str().unwrap()).collect()
}

/// Whatever day it is: a due date in a year whose holidays are not published says that it may move, and no other does.
fn says_whether_it_may_move(told: &Json) {
    let published = told["due"].as_str().unwrap() < "2027";
    let words = if published { json!(null) } else { json!("节假日安排未公布，期限可能调整") };
    assert_eq!(told["due_note"], words, "{told}");
}

#[tokio::test]
async fn units_are_verified_by_an_officer_who_compares_the_licence_with_the_code() {
    let town = Town::open().await;
    let id = town.unverified(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    assert_eq!(unit.get("/unit").await.json()["standing"], "unverified");
    assert_eq!(todos(&unit).await[0]["to"], "/unit#verification");
    assert!(unit.page("/").await.text().contains("核实通过以后才能提交资质申报"), "the home page says it beforehand");
    let seen = unit.post("/unit/verification", &json!({})).await;
    assert_eq!(seen.pointers(), ["/slot-licence"]);
    let paper = unit.hangs_its_licence().await;
    let asked = unit.post("/unit/verification", &json!({})).await.expect(200).json();
    assert_eq!(asked["standing"], "waiting");
    assert!(asked["number"].as_str().unwrap().starts_with("HS20"), "{asked}");
    assert!(todos(&unit).await.is_empty());

    let desk = officer.get("/cases?sort=unit").await.json();
    assert_eq!((&desk["items"][0]["id"], &desk["items"][0]["title"]), (&json!(id), &json!(credit_code(1))));
    assert_eq!(desk["items"][0]["due"], asked["due"]);
    says_whether_it_may_move(&desk["items"][0]);
    says_whether_it_may_move(&asked);
    assert!(officer.page("/cases?sort=unit").await.text().contains(&format!("href=\"/units/{id}\"")));
    let path = format!("/units/{id}");
    let shown = officer.get(&path).await.expect(200).json();
    assert_eq!((&shown["licences"][0]["id"], &shown["unchanged"]), (&json!(paper), &json!(true)));
    assert_eq!(shown["licences"][0]["sha256"].as_str().unwrap().len(), 64);
    let page = officer.page(&path).await.expect(200).text();
    assert!(page.contains(&format!("/attachments/{paper}/pages/thumb")) && page.contains(&credit_code(1)));
    officer.page(&format!("/attachments/{paper}/view")).await.expect(200);
    officer.page(&format!("/attachments/{paper}/pages/1")).await.expect(302);

    let decisions = format!("{path}/verification");
    assert_eq!(officer.post(&decisions, &json!({ "decision": "return" })).await.pointers(), ["/reason"]);
    let returns = json!({ "decision": "return", "reason": "营业执照看不清", "version": shown["version"] });
    assert_eq!(officer.post(&decisions, &returns).await.expect(200).json()["standing"], "returned");
    assert_eq!(officer.get("/cases?sort=unit").await.json()["items"], json!([]));
    let told = todos(&unit).await;
    assert_eq!((&told[0]["state"], &told[0]["reason"]), (&json!("已退回"), &json!("营业执照看不清")));
    assert_eq!(unit.get("/unit").await.json()["reason"], "营业执照看不清");
    unit.post("/unit/verification", &json!({})).await.expect(200);
    let passed = officer.post(&decisions, &json!({ "decision": "pass" })).await.expect(200).json();
    assert_eq!(passed["standing_name"], "已核实");
    assert_eq!(todos(&unit).await[0]["state"], "已核实");
    let read = "action=\"/unit/verification/acknowledgement\"";
    assert!(unit.page("/unit").await.text().contains(read));
    unit.post("/unit/verification/acknowledgement", &json!({})).await.expect(200);
    assert!(!unit.page("/unit").await.text().contains(read), "it is asked once");
    assert!(todos(&unit).await.is_empty(), "read, and no to-do any more");
    let page = unit.get("/unit").await.json();
    assert_eq!(done(&page), ["核实通过", "提交核实", "退回", "提交核实", "注册"]);
    unit.post("/unit/verification", &json!({})).await.expect(409);
}

#[tokio::test]
async fn units_are_verified_before_they_hand_in_an_application_and_fill_in_everything_before() {
    let town = Town::open().await;
    let id = town.unverified(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/unit", &basics()).await.expect(200);
    let path = unit.draws_up("D101C", 0..3).await;
    let page = unit.page(&path).await.expect(200).text();
    assert!(page.contains("单位未核实") && page.contains("href=\"/unit#verification\""), "it is said beforehand");
    let submission = format!("{path}/submission");
    let refused = unit.post(&submission, &json!({})).await.expect(409).json();
    assert!(refused["title"].as_str().unwrap().starts_with("单位尚未核实"), "{refused}");
    let refused = unit.fill(&path, &submission, &[]).await.expect(409).text();
    assert!(refused.contains("单位尚未核实") && refused.contains("href=\"/unit#verification\""));
    let kept = unit.get(&path).await.json();
    assert_eq!((&kept["state"], &kept["people"].as_array().unwrap().len()), (&json!("draft"), &3));

    unit.asks_to_be_verified().await;
    let comparing = "单位已提交核实，管理部门正在核对营业执照，核实通过后即可提交申报";
    let page = unit.page(&path).await.expect(200).text();
    assert!(page.contains(comparing) && !page.contains("上传营业执照，提交核实"), "it has nothing to do: {page}");
    let refused = unit.fill(&path, &submission, &[]).await.expect(409).text();
    assert!(refused.contains(comparing) && !refused.contains("请先在单位基本信息中提交核实"), "{refused}");
    let officer = town.officer("officer").await;
    let said = json!({ "decision": "pass", "reason": "已与公示信息比对" });
    officer.post(&format!("/units/{id}/verification"), &said).await.expect(200);
    let last = unit.get("/unit").await.json()["history"][0].clone();
    assert_eq!((&last["did"], &last["reason"]), (&json!("核实通过"), &json!("已与公示信息比对")));
    assert!(unit.page("/unit").await.text().contains("已与公示信息比对"), "办理经过");
    assert_eq!(unit.post(&submission, &json!({})).await.expect(200).json()["state"], "submitted");
}

#[tokio::test]
async fn units_are_verified_also_where_they_were_registered_before_anybody_asked_for_it() {
    let town = Town::open().await;
    let id = town.unverified(1).await;
    let tables = Tables::of(&town);
    let mut head = tables.head("HALL_TABLE", &format!("unit#{id}")).await;
    for name in ["standing", "number"] {
        head.as_object_mut().unwrap().remove(name);
    }
    tables.put("HALL_TABLE", &head).await;
    let unit = town.sign_in("unit1").await;
    assert_eq!(unit.get("/unit").await.expect(200).json()["standing"], "unverified");
    let path = unit.draws_up("D101C", 0..1).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(409);
    assert_eq!(unit.asks_to_be_verified().await["standing"], "waiting");
}

#[tokio::test]
async fn units_are_verified_where_officers_find_them_by_code_and_by_name() {
    let town = Town::open().await;
    let (first, _) = (town.unverified(1).await, town.enterprise(2).await);
    let officer = town.officer("officer").await;
    let found = officer.get(&format!("/units?q={}", credit_code(1))).await.expect(200).json();
    assert_eq!((&found["items"][0]["id"], &found["items"][0]["standing"]), (&json!(first), &json!("unverified")));
    let both = officer.get("/units?q=%E7%A4%BA%E4%BE%8B").await.json();
    let stand: Vec<_> = both["items"].as_array().unwrap().iter().map(|it| it["standing"].clone()).collect();
    assert_eq!(stand, ["unverified", "verified"]);
    assert!(officer.page("/units?q=%E6%97%A0%E6%AD%A4").await.text().contains("没有找到"));
    assert_eq!(officer.get("/units").await.expect(200).json()["items"], json!([]));
    let public = town.visitor().get("/registrations/units?q=%E7%A4%BA%E4%BE%8B").await.text();
    assert!(!public.contains("verified"), "visitors are told nothing of it");
}

/// Hands the n-th unit to another login name; the one-time password.
async fn hand_over(officer: &Visitor<'_>, id: &str, login_name: &str) -> Json {
    let body = json!({ "login_name": login_name, "reason": "已核对营业执照原件" });
    officer.post(&format!("/units/{id}/handover"), &body).await.expect(200).json()
}

#[tokio::test]
async fn a_unit_is_handed_to_its_rightful_holder_with_everything_it_has() {
    let town = Town::open().await;
    let id = town.unverified(1).await;
    let (former, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    former.asks_to_be_verified().await;
    let path = former.draws_up("D101C", 0..1).await;
    officer.post(&format!("/units/{id}/verification"), &json!({ "decision": "pass" })).await.expect(200);
    let handover = format!("/units/{id}/handover");
    assert!(officer.page(&handover).await.expect(200).text().contains("原登录账号不能再使用"));
    assert_eq!(officer.post(&handover, &json!({})).await.pointers(), ["/login_name", "/reason"]);
    let taken = json!({ "login_name": "UNIT1", "reason": "已核对营业执照原件" });
    assert_eq!(officer.post(&handover, &taken).await.pointers(), ["/login_name"], "the former name is taken");
    let given = hand_over(&officer, &id, "quanliren").await;
    assert_eq!(given["standing"], "unverified");

    former.get("/unit").await.expect(401);
    let rightful = town.sign_in_with("quanliren", given["password"].as_str().unwrap()).await;
    rightful.get("/unit").await.expect(403);
    let change = json!({ "current_password": given["password"], "password": PASSWORD });
    rightful.post("/account", &change).await.expect(200);
    let rightful = town.sign_in("quanliren").await;
    let page = rightful.get("/unit").await.expect(200).json();
    assert_eq!((&page["id"], &page["standing"]), (&json!(id), &json!("unverified")));
    assert_eq!(done(&page)[..2], ["移交", "核实通过"], "the history is kept");
    assert_eq!(page["history"][0]["reason"], "已核对营业执照原件");
    assert_eq!(todos(&rightful).await[0]["state"], "未核实");
    assert_eq!(rightful.get(&path).await.json()["people"].as_array().unwrap().len(), 1, "drafts stay with the unit");
    rightful.post(&format!("{path}/submission"), &json!({})).await.expect(409);
    let seen = rightful.post("/unit/verification", &json!({})).await;
    assert_eq!(seen.pointers(), ["/slot-licence"], "the former holder's scan proves nothing of the new one");
    assert_eq!(rightful.asks_to_be_verified().await["standing"], "waiting");
    officer.post(&format!("/units/{id}/verification"), &json!({ "decision": "pass" })).await.expect(200);
    rightful.post(&format!("{path}/submission"), &json!({})).await.expect(200);
}

#[tokio::test]
async fn whoever_had_a_unit_is_told_when_and_why_it_was_handed_over_and_nothing_else() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    let officer = town.officer("officer").await;
    hand_over(&officer, &id, "quanliren").await;
    let visitor = town.visitor();
    let signs_in = json!({ "login_name": "unit1", "password": PASSWORD });
    let told = visitor.post("/session", &signs_in).await.expect(403);
    assert!(told.session().is_none(), "nobody is signed in");
    let words = told.json()["title"].as_str().unwrap().to_owned();
    assert!(words.contains("移交") && words.contains("已核对营业执照原件") && words.contains("管理部门"), "{words}");
    let fields = [("login_name", "unit1"), ("password", PASSWORD)];
    let page = visitor.fill("/session", "/session", &fields).await.expect(403).text();
    assert!(page.contains("账号已移交") && page.contains("已核对营业执照原件") && page.contains("联系"), "{page}");
    assert!(!page.contains("quanliren"), "to whom is not told");
    let wrong = visitor.post("/session", &json!({ "login_name": "unit1", "password": "不是这个密码一二三" })).await;
    let nobody = visitor.post("/session", &json!({ "login_name": "nobody", "password": "不是这个密码一二三" })).await;
    assert_eq!((wrong.status, wrong.body), (401, nobody.body), "a wrong password looks as always");

    let mut other = enterprise(2);
    other["login_name"] = json!("unit1");
    assert_eq!(visitor.post("/registrations/enterprises", &other).await.pointers(), ["/login_name"]);
    let reset = officer.post("/accounts/resets", &json!({ "login_name": "unit1" })).await;
    assert_eq!(reset.pointers(), ["/login_name"], "the name leads to no account any more");
    town.enterprise(3).await;
    let rename = json!({ "login_name": "unit1", "current_password": PASSWORD });
    assert_eq!(town.sign_in("unit3").await.post("/account", &rename).await.pointers(), ["/login_name"]);
}

#[tokio::test]
async fn whoever_finds_the_own_code_taken_is_told_how_to_get_it_back() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let mut rightful = enterprise(1);
    rightful["login_name"] = json!("quanliren");
    let seen = town.visitor().post("/registrations/enterprises", &rightful).await.expect(422).json();
    assert_eq!((&seen["errors"][0]["pointer"], &seen["errors"][0]["code"]), (&json!("/credit_code"), &json!("taken")));
    let words = seen["errors"][0]["text"].as_str().unwrap();
    assert!(words.starts_with("已被注册，不能重复使用") && words.contains("营业执照原件"), "{words}");
    assert!(!words.contains("unit1"), "whose it is is not told");
}

#[tokio::test]
async fn units_are_verified_without_a_script_and_a_refused_scan_is_a_to_do() {
    let town = Town::open().await;
    town.unverified(1).await;
    let unit = town.sign_in("unit1").await;
    let page = unit.page("/unit").await.expect(200).text();
    let upload = "href=\"/attachments/new?for=unit";
    assert!(page.contains(upload) && page.contains("action=\"/unit/verification\""), "{page}");
    let refused = unit.fill("/unit", "/unit/verification", &[]).await.expect(422).text();
    assert!(refused.contains("href=\"#slot-licence\"") && refused.contains("请上传营业执照"), "{refused}");
    assert!(unit.page("/attachments/new?for=unit&kind=licence").await.expect(200).text().contains("营业执照"));
    unit.get("/attachments/new?for=unit&kind=identity").await.expect(404);
    let ticket = json!({ "for": "unit", "kind": "licence", "name": "a.pdf", "size": 5 });
    let ticket = unit.post("/attachments", &ticket).await.expect(201).json();
    unit.send_file(&ticket, "a.pdf", b"hello").await;
    assert_eq!(unit.became(ticket["id"].as_str().unwrap()).await["state"], "refused");
    let items = unit.get("/todos").await.json()["items"].clone();
    assert!(items.as_array().unwrap().iter().any(|it| it["to"] == "/unit#slot-licence"), "{items}");
    assert_eq!(unit.post("/unit/verification", &json!({})).await.pointers(), ["/slot-licence"]);
    unit.hangs_its_licence().await;
    let done = unit.fill("/unit", "/unit/verification", &[]).await.expect(303);
    assert_eq!(done.header("location"), "/unit?note=applied");
    assert!(unit.page("/unit").await.text().contains("待核实"));
}
