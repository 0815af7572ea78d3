//! One person, one record, whichever posts the person holds: given, taken, looked at, and changed by two at once.

use super::posts::{added, fields, listed, masked};
use crate::holders::holder;
use crate::people::worker;
use crate::town::Town;
use serde_json::{Value as Json, json};
use testkit::numbers::identity;

#[tokio::test]
async fn i1_a_number_that_the_unit_has_under_another_post_leads_on_to_that_person() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let id = unit.post("/people", &worker(0)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let taken = unit.post("/people?post=manager", &holder("manager", 0)).await;
    assert_eq!((taken.status, taken.pointers()), (422, vec!["/identity_number".to_owned()]));
    let mut typed = holder("manager", 0);
    typed["school"] = json!("乙大学");
    let shown = unit.fill("/people/new?post=manager", "/people", &fields(&typed)).await.expect(422).text();
    for word in ["是本单位的赵示例0（非注册人员）", "一人一档", "使用该人员的档案", "value=\"乙大学\""]
    {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    // The button sends what was typed on to that person's form, where nothing is lost and nothing is saved yet.
    let to = format!("/people/{id}?post=manager");
    let mut sent = fields(&typed);
    sent.push(("_again", "merge"));
    let merged = unit.send_form(&shown, "/people?post=manager", &to, &sent).await.expect(200).text();
    assert!(merged.contains("担任企业总经理：赵示例0") && merged.contains("value=\"乙大学\""), "{merged}");
    assert!(merged.contains(&masked(&identity(0))) && !merged.contains(&identity(0)), "the number is that person's");
    assert_eq!(unit.get(&format!("/people/{id}")).await.json()["holds"], json!(["staff"]));
    let mut body = holder("manager", 0);
    body["identity_number"] = json!(masked(&identity(0)));
    let now = unit.post(&to, &body).await.expect(200).json();
    assert_eq!(now["holds"], json!(["manager", "staff"]));
    assert_eq!(listed(&unit, "/people?post=manager").await, ["赵示例0"]);
    assert_eq!(listed(&unit, "/people").await, ["赵示例0"], "one person in two lists");
    let staff = unit.get(&format!("/people/{id}?post=staff")).await.json();
    assert_eq!((&staff["posts"][0]["post"], &staff["category"]), (&json!("SGY"), &json!("titled")), "the rest stays");
    assert_eq!(staff["history"][0]["reason"].as_str().unwrap().split('；').next(), Some("担任企业总经理"));
}

#[tokio::test]
async fn r_4_1_6_the_post_of_legal_representative_passes_in_one_change() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (old, next) = (added(&unit, "legal", 0).await, added(&unit, "technical", 1).await);
    let chosen = unit.page("/people?post=technical&for=legal").await.expect(200).text();
    assert!(
        chosen.contains("选择法定代表人") && chosen.contains(&format!("/people/{next}/edit?post=legal")),
        "{chosen}"
    );
    let edit = format!("/people/{next}/edit?post=legal");
    let form = unit.page(&edit).await.expect(200).text();
    assert!(form.contains("法定代表人由赵示例0变更为赵示例1"), "{form}");
    let to = format!("/people/{next}?post=legal");
    let body = json!({ "request_id": "passes", "version": 1 });
    let mut body = [holder("legal", 1), body].iter().fold(json!({}), |mut all, it| {
        all.as_object_mut().unwrap().extend(it.as_object().unwrap().clone());
        all
    });
    body["position"] = json!("董事长");
    let made = unit.post(&to, &body).await.expect(200).json();
    assert_eq!(made["holds"], json!(["legal", "technical"]));
    assert_eq!(unit.post(&to, &body).await.expect(200).json()["holds"], made["holds"], "a second click does no more");
    assert_eq!(listed(&unit, "/people?post=legal").await, ["赵示例1"]);
    assert_eq!(listed(&unit, "/people").await, ["赵示例0"], "who was nothing else is 非注册人员 from now on");
    let was = unit.get(&format!("/people/{old}")).await.json();
    assert_eq!((&was["holds"], &was["version"]), (&json!(["staff"]), &json!(2)));
    assert!(was["history"][0]["reason"].as_str().unwrap().contains("不再担任法定代表人，由赵示例1担任"), "{was}");
    let technical = unit.get(&format!("/people/{next}?post=technical")).await.json();
    assert_eq!(technical["technical_years"], 12, "what the other form asks for stays");
}

#[tokio::test]
async fn a_post_is_given_and_taken_but_not_the_last_one() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let id = added(&unit, "manager", 0).await;
    let (posts, path) = (format!("/people/{id}/posts"), format!("/people/{id}"));
    let given = unit.post(&posts, &json!({ "post": "finance" })).await.expect(200).json();
    assert_eq!(given["holds"], json!(["manager", "finance"]), "the file says what the post asks for");
    let lacking = unit.post(&posts, &json!({ "post": "technical" })).await.expect(422);
    assert!(lacking.pointers().contains(&"/technical_years".to_owned()), "{}", lacking.text());
    unit.post(&posts, &json!({ "post": "boss" })).await.expect(422);
    let shown = unit.page(&path).await.expect(200).text();
    assert!(
        shown.contains("担任职务") && shown.contains("/posts/finance/removal") && shown.contains("由该人员兼任"),
        "{shown}"
    );
    let left = unit.fill(&path, &format!("{posts}/finance/removal"), &[]).await.expect(303);
    assert_eq!(left.header("location"), format!("{path}?post=manager&note=changed"));
    assert_eq!(listed(&unit, "/people?post=finance").await, Vec::<String>::new());
    let last = unit.post(&format!("{posts}/manager/removal"), &json!({})).await.expect(409);
    assert!(last.text().contains("最后一项职务"), "{}", last.text());
    let history = unit.get(&path).await.json()["history"].clone();
    let told: Vec<&str> = history.as_array().unwrap().iter().map(|it| it["reason"].as_str().unwrap_or("")).collect();
    assert_eq!(told, ["不再担任企业财务负责人", "担任企业财务负责人", "担任企业总经理"]);
}

#[tokio::test]
async fn a_registered_person_holds_a_post_and_keeps_the_own_file() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let head = wang.hand_in().await;
    let unit = town.sign_in("unit1").await;
    let id = head["id"].as_str().unwrap();
    let decisions = format!("/reviews/{id}/decisions");
    unit.post(&decisions, &json!({ "decision": "approve", "version": head["version"] })).await.expect(200);
    let old = added(&unit, "legal", 5).await;
    let mut same = holder("manager", 0);
    same["name"] = json!("王示例0");
    let shown = unit.fill("/people/new?post=manager", "/people", &fields(&same)).await.expect(422).text();
    assert!(shown.contains("王示例0（注册人员）") && shown.contains("可以在其页面上直接设为企业总经理"), "{shown}");
    for post in ["technical", "legal"] {
        unit.fill("/people?source=registered&for=technical", &format!("/people/{id}/posts"), &[("post", post)])
            .await
            .expect(303);
        assert_eq!(listed(&unit, &format!("/people?post={post}")).await, ["王示例0"]);
    }
    assert_eq!(unit.get(&format!("/people/{old}")).await.json()["holds"], json!(["staff"]));
    let path = format!("/people/{id}");
    let seen = unit.get(&path).await.json();
    assert_eq!((&seen["holds"], &seen["source"]), (&json!(["legal", "technical"]), &json!("registered")));
    let page = unit.page("/people?post=legal").await.expect(200).text();
    assert!(page.contains(&format!("/reviews/{id}")) && page.contains("由本人登录后维护"), "{page}");
    unit.post(&format!("{path}?post=technical"), &holder("technical", 0)).await.expect(409);
    // Sent back and passed again under another name, the person is found in the lists of the posts under that name.
    let version = unit.get(&format!("/reviews/{id}")).await.json()["version"].clone();
    unit.post(&decisions, &json!({ "decision": "send_back", "reason": "", "version": version })).await.expect(200);
    let version =
        wang.post("/person/submission", &json!({ "name": "王更名" })).await.expect(200).json()["version"].clone();
    unit.post(&decisions, &json!({ "decision": "approve", "version": version })).await.expect(200);
    for post in ["technical", "legal"] {
        assert_eq!(listed(&unit, &format!("/people?post={post}")).await, ["王更名"]);
    }
    unit.post(&format!("{path}/posts/technical/removal"), &json!({})).await.expect(200);
    assert_eq!(listed(&unit, "/people?post=technical").await, Vec::<String>::new());
    let told = unit.get(&path).await.json()["history"][0]["reason"].clone();
    assert_eq!(told, "不再担任企业主要技术负责人或总工");
}

#[tokio::test]
async fn the_whole_number_is_shown_once_and_the_record_says_who_looked() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let id = added(&unit, "manager", 0).await;
    let path = format!("/people/{id}");
    let shown = unit.fill(&path, &format!("{path}/disclosure"), &[]).await.expect(200).text();
    let birth = identity(0);
    let birth = format!("{}-{}-{}", &birth[6..10], &birth[10..12], &birth[12..14]);
    assert!(shown.contains(&identity(0)) && shown.contains(&birth), "{shown}");
    assert_eq!(
        unit.post(&format!("{path}/disclosure"), &json!({})).await.expect(200).json()["identity_number"],
        identity(0)
    );
    let after = unit.page(&path).await.expect(200).text();
    assert!(!after.contains(&identity(0)) && after.matches("查看完整号码").count() == 2, "{after}");
    let history = unit.get(&path).await.json()["history"].clone();
    let looks: Vec<&Json> = history.as_array().unwrap().iter().filter(|it| it["did"] == "查看完整号码").collect();
    assert!(looks.len() == 2 && looks.iter().all(|it| it["by"].is_string() && it["at"].is_string()), "{history}");
}

#[tokio::test]
async fn who_comes_second_is_told_what_was_changed_and_keeps_what_was_typed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let id = added(&unit, "manager", 0).await;
    let path = format!("/people/{id}");
    let (edit, to) = (format!("{path}/edit?post=manager"), format!("{path}?post=manager"));
    let form = unit.page(&edit).await.expect(200).text();
    let mut other = holder("manager", 0);
    (other["school"], other["email"]) = (json!("丙大学"), json!("a@example.com"));
    unit.post(&to, &other).await.expect(200);
    let mine = [("position", "副总经理")];
    let again = unit.send_form(&form, &edit, &path, &mine).await.expect(409).text();
    for word in
        ["这些内容在您填写时已被修改", "修改了：毕业院校、邮箱", "value=\"副总经理\"", "name=\"version\" value=\"2\""]
    {
        assert!(again.contains(word), "{word}: {again}");
    }
    assert!(!again.contains(&identity(0)), "the number stays masked");
    unit.send_form(&again, &edit, &path, &mine).await.expect(303);
    assert_eq!(unit.get(&to).await.json()["position"], "副总经理");
    let mut stale = holder("manager", 0);
    stale["version"] = json!(1);
    let stale = unit.post(&to, &stale).await;
    assert_eq!((stale.status, &stale.json()["version"]), (409, &json!(3)), "a client is told the version");
}

#[tokio::test]
async fn r_4_6_the_legal_representative_is_succeeded_before_leaving_and_who_leaves_leaves_every_list() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let id = added(&unit, "legal", 0).await;
    unit.post(&format!("/people/{id}/posts"), &json!({ "post": "manager" })).await.expect(200);
    let refused = unit.post("/deletion-requests", &json!({ "person": id })).await.expect(409);
    assert!(refused.text().contains("请先由他人担任法定代表人"), "{}", refused.text());
    let next = added(&unit, "manager", 1).await;
    unit.post(&format!("/people/{next}/posts"), &json!({ "post": "legal" })).await.expect(200);
    unit.post(&format!("/people/{id}/posts"), &json!({ "post": "finance" })).await.expect(200);
    assert!(unit.page("/deletion-requests/new").await.expect(200).text().contains("赵示例0"));
    let request = unit.post("/deletion-requests", &json!({ "person": id })).await.expect(201).json();
    let path = format!("/deletion-requests/{}", request["id"].as_str().unwrap());
    unit.post(&format!("{path}/feedback"), &json!({ "initiator": "李某", "content": "离职" })).await.expect(200);
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    unit.post(&format!("/people/{id}/posts/finance/removal"), &json!({})).await.expect(409);
    officer.post(&format!("{path}/decisions"), &json!({ "decision": "agree", "reason": "" })).await.expect(200);
    for post in ["manager", "finance", "legal"] {
        let left = listed(&unit, &format!("/people?post={post}")).await;
        assert!(!left.contains(&"赵示例0".to_owned()), "{post}: {left:?}");
    }
    unit.get(&format!("/people/{id}")).await.expect(404);
}
