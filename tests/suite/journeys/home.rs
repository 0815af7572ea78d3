//! 首页 and 个人助理 (manual, chapters 1 and 2): the same to-dos in both places, each leading to the page that handles it.

use crate::people::{basics, file};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

/// The to-dos of the list, which are also those of the home page.
pub async fn todos(who: &Visitor<'_>) -> Vec<Json> {
    let list = who.get("/todos").await.expect(200).json()["items"].as_array().unwrap().clone();
    let home = who.get("/").await.expect(200).json()["todos"].as_array().unwrap().clone();
    assert_eq!(home, list.iter().take(5).cloned().collect::<Vec<_>>(), "the same on both pages");
    list
}

fn titles(todos: &[Json]) -> Vec<&str> {
    todos.iter().map(|it| it["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn r_1_1_2_each_to_do_shows_title_matter_time_and_state() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    town.sign_in("person0").await.hand_in().await;
    let a = town.sign_in("unit1").await;
    let items = todos(&a).await;
    assert_eq!(titles(&items), ["完善单位基本信息", "注册人员审核：王示例0（二级注册建造师）"]);
    for item in &items {
        for field in ["title", "matter", "since", "state", "to"] {
            assert!(!item[field].as_str().unwrap().is_empty(), "{field}");
        }
    }
    for page in ["/", "/todos"] {
        let shown = a.page(page).await.expect(200).text();
        for words in ["完善单位基本信息", "单位管理", "需要处理", "注册人员审核", "待审核", "<time datetime="]
        {
            assert!(shown.contains(words), "{page}: {words}");
        }
    }
}

#[tokio::test]
async fn r_1_1_3_r_2_1_1_a_to_do_leads_to_its_page_and_is_gone_in_both_places_once_handled() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    let (a, wang) = (town.sign_in("unit1").await, town.sign_in("person0").await);
    let first = todos(&wang).await;
    assert_eq!((titles(&first), &first[0]["to"]), (vec!["完善本人信息并提交审核"], &json!("/person")));
    wang.post("/person", &file()).await.expect(200);
    assert_eq!(titles(&todos(&wang).await), ["完善本人信息并提交审核"], "saving is not handling");
    wang.hand_in().await;
    assert_eq!(todos(&wang).await, Vec::<Json>::new());
    assert!(wang.page("/").await.text().contains("正在等待注册单位审核"));
    assert_eq!(a.post("/unit", &basics()).await.status, 200);
    let review = todos(&a).await;
    assert_eq!((review.len(), &review[0]["to"]), (1, &json!(format!("/reviews/{id}"))));
    let to = review[0]["to"].as_str().unwrap();
    a.fill(to, &format!("{to}/decisions"), &[("decision", "refuse"), ("reason", "请补充")]).await.expect(303);
    assert_eq!(todos(&a).await, Vec::<Json>::new());
    assert!(a.page("/todos").await.text().contains("目前没有待办事项"));
    let back = todos(&wang).await;
    assert_eq!((titles(&back), &back[0]["reason"]), (vec!["按退回意见修改后再次提交"], &json!("请补充")));
    wang.post("/person/submission", &json!({})).await.expect(200);
    a.post(&format!("/reviews/{id}/decisions"), &json!({ "decision": "approve" })).await.expect(200);
    assert_eq!((todos(&a).await, todos(&wang).await), (Vec::new(), Vec::new()));
    assert!(wang.page("/").await.text().contains("审核通过"));
    a.post(&format!("/reviews/{id}/decisions"), &json!({ "decision": "send_back", "reason": "更新" }))
        .await
        .expect(200);
    assert_eq!(titles(&todos(&wang).await), ["按退回意见修改后再次提交"]);
}

#[tokio::test]
async fn r_1_1_3_a_refused_paper_is_a_to_do_until_it_is_taken_away() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    let (id, became) = wang.upload("identity", "证件.pdf", b"%PDF-1.7 this is none").await;
    assert_eq!(became["state"], "refused", "{became}");
    let items = todos(&wang).await;
    let paper = items.iter().find(|it| it["title"] == "重新上传：身份证 证件.pdf").unwrap();
    assert_eq!((&paper["to"], &paper["reason"]), (&json!("/person#slot-identity"), &became["reason"]));
    assert!(wang.page("/person").await.text().contains("id=\"slot-identity\""));
    wang.post(&format!("/attachments/{id}/removal"), &json!({})).await.expect(200);
    assert_eq!(titles(&todos(&wang).await), ["完善本人信息并提交审核"]);
}

#[tokio::test]
async fn r_1_1_4_nobody_sees_what_another_has_to_do() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.enterprise(2).await;
    town.person(0, &unit).await;
    town.person(1, &unit).await;
    town.sign_in("person0").await.hand_in().await;
    let b = town.sign_in("unit2").await;
    assert_eq!(titles(&todos(&b).await), ["完善单位基本信息"]);
    let li = town.sign_in("person1").await;
    assert_eq!(titles(&todos(&li).await), ["完善本人信息并提交审核"]);
    for page in ["/", "/todos"] {
        assert!(!b.page(page).await.text().contains("王示例0"));
        assert!(!li.page(page).await.text().contains("王示例0"));
    }
    assert_eq!(town.visitor().get("/").await.expect(200).json()["todos"], json!([]));
    town.visitor().get("/todos").await.expect(401);
}

#[tokio::test]
async fn r_1_1_2_to_dos_have_pages() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    for n in 0..23 {
        town.person(n, &unit).await;
        town.sign_in(&format!("person{n}")).await.hand_in().await;
    }
    let a = town.sign_in("unit1").await;
    let (mut all, mut after, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let page = a.get(&format!("/todos?after={after}")).await.expect(200).json();
        all.extend(page["items"].as_array().unwrap().iter().map(|it| it["to"].as_str().unwrap().to_owned()));
        pages += 1;
        let Some(next) = page["next"].as_str() else { break };
        after = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    }
    let mut once = all.clone();
    once.sort();
    once.dedup();
    assert_eq!((all.len(), once.len(), pages), (24, 24, 3), "everybody once, and the unit's own, ten a page");
    let shown = a.page("/").await.text();
    assert_eq!(shown.matches("注册人员审核：").count(), 4, "the home page shows the first five");
    assert!(a.page("/todos").await.text().contains("rel=\"next\""));
}

#[tokio::test]
async fn r_1_1_2_a_strange_place_in_a_list_is_its_beginning() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    for n in 0..2 {
        town.person(n, &unit).await;
    }
    town.sign_in("person0").await.hand_in().await;
    let officer = town.officer("officer").await;
    officer.post("/notices", &json!({ "title": "公告", "body": "正文" })).await.expect(201);
    let (a, li) = (town.sign_in("unit1").await, town.sign_in("person1").await);
    let hex = "f".repeat(32);
    let odd = ["zz", "0", "~", "%00", "%E5%BC%A0", "%23%23", "todo%23", "basicsx", "paper%23x", "review", "review%23z"];
    let odd = odd.map(str::to_owned).into_iter().chain([format!("9%23{hex}"), format!("zzzzzzzzzzzzz%23{hex}"), hex]);
    for odd in odd.chain(["z".repeat(500)]) {
        for (who, list) in [(&a, "/todos"), (&li, "/todos"), (&a, "/reviews"), (&a, "/notices")] {
            let whole = who.get(list).await.expect(200).json();
            assert!(!whole["items"].as_array().unwrap().is_empty(), "{list}");
            assert_eq!(who.get(&format!("{list}?after={odd}")).await.expect(200).json(), whole, "{list} {odd}");
        }
    }
    let other = "/reviews?after=basics";
    assert_eq!(a.get(other).await.json(), a.get("/reviews").await.json(), "a place of another list");
}

#[tokio::test]
async fn r_3_1_a_new_enterprise_is_led_to_what_it_must_complete_first() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let shown = a.page("/").await.expect(200).text();
    assert!(shown.contains("请先完善单位信息") && shown.contains("href=\"/unit\">去完善单位信息"), "{shown}");
    assert_eq!(todos(&a).await[0]["to"], "/unit");
    let unit = a.page("/unit").await.expect(200).text();
    assert!(unit.contains("单位信息还没有完善") && unit.contains("修改信息"));
    a.post("/unit", &basics()).await.expect(200);
    let shown = a.page("/").await.expect(200).text();
    assert!(!shown.contains("请先完善单位信息") && todos(&a).await.is_empty());
}

#[tokio::test]
async fn r_1_3_2_credit_is_there_and_says_that_it_is_not_open_yet() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    for login in ["unit1", "person0"] {
        let who = town.sign_in(login).await;
        let home = who.page("/").await.expect(200).text();
        assert!(home.contains("诚信信息") && home.contains("暂未开放") && home.contains("href=\"/credit\""));
        let shown = who.page("/credit").await.expect(200).text();
        assert!(shown.contains("暂未开放") && shown.contains("不需要办理"));
        assert_eq!(who.get("/credit").await.expect(200).json(), json!({ "open": false }));
    }
}

#[tokio::test]
async fn r_1_1_the_home_of_an_enterprise_shows_four_panels() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let home = town.sign_in("unit1").await.page("/").await.expect(200).text();
    for panel in ["待办事宜", "资质审批", "诚信信息", "通知公告"] {
        assert!(home.contains(&format!("\">{panel}</h2>")), "{panel}: {home}");
    }
    assert!(home.contains("href=\"/matters\"") && home.contains("href=\"/applications\""));
}

#[tokio::test]
async fn a_person_is_told_of_every_application_that_names_him() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let head = wang.hand_in().await;
    let unit = town.sign_in("unit1").await;
    let (id, version) = (head["id"].as_str().unwrap(), &head["version"]);
    let decision = json!({ "decision": "approve", "version": version });
    unit.post(&format!("/reviews/{id}/decisions"), &decision).await.expect(200);
    assert_eq!(wang.get("/").await.json()["applications"], json!([]));
    unit.states().await;
    let begun = unit.post("/applications", &json!({ "matter": "D101C" })).await.expect(201).json();
    let path = format!("/applications/{}", begun["id"].as_str().unwrap());
    unit.post(&format!("{path}/people"), &json!({ "role": "registered", "person": id })).await.expect(200);
    assert_eq!(wang.get("/").await.json()["applications"], json!([]), "a draft names nobody");
    let number = unit.post(&format!("{path}/submission"), &json!({})).await.expect(200).json()["number"].clone();
    let told = wang.get("/").await.json()["applications"].clone();
    assert_eq!((&told[0]["number"], &told[0]["title"]), (&number, &json!("建筑工程施工总承包三级")));
    let home = wang.page("/").await.text();
    assert!(home.contains("列入的申报") && home.contains(number.as_str().unwrap()));
    let row = unit.get(&path).await.json();
    let constructors = row["requirements"].as_array().unwrap().iter().find(|it| it["role"] == "registered").unwrap();
    assert_eq!(constructors["have"], 1, "a registered constructor counts: R-4-3");
    // A19: sent back for corrections, the application keeps the version that was handed in.
    let version = unit.get(&format!("/reviews/{id}")).await.json()["version"].clone();
    let back = json!({ "decision": "send_back", "reason": "请更新", "version": version });
    unit.post(&format!("/reviews/{id}/decisions"), &back).await.expect(200);
    let now = unit.get(&path).await.json();
    assert_eq!((&now["people"], &now["requirements"]), (&row["people"], &row["requirements"]));
}

#[tokio::test]
async fn r_3_1_the_home_page_shows_how_much_of_what_a_unit_is_asked_to_keep_is_there() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let done = |home: &serde_json::Value| {
        let parts = home["completeness"].as_array().unwrap().clone();
        parts.iter().filter(|part| part["done"] == true).map(|part| part["name"].as_str().unwrap().to_owned()).collect()
    };
    let first: Vec<String> = done(&unit.get("/").await.json());
    assert_eq!(first, Vec::<String>::new());
    unit.post("/unit", &basics()).await.expect(200);
    unit.post("/records/profile", &json!({ "introduction": "本公司成立于 2001 年。" })).await.expect(201);
    let then: Vec<String> = done(&unit.get("/").await.json());
    assert_eq!(then, ["基本信息", "企业简介"]);
    let page = unit.page("/").await.text();
    assert!(page.contains("资料完整度") && page.contains("2 / 4") && page.contains("href=\"/records/insurance\""));
    let person = town.officer("officer").await.get("/").await.json();
    assert!(person.get("completeness").is_none(), "nobody else is asked for it");
}
