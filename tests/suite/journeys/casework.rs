//! The department's desk (受理审批), and what it grants (manual, 1.2 and 3.3).

use crate::behind::Tables;
use crate::people::{basics, worker};
use crate::town::{Town, Visitor};
use domain::ids::ApplicationId;
use serde_json::{Value as Json, json};
use store::qualification::certificate;

/// The unit's to-do of this state.
async fn told(unit: &Visitor<'_>, state: &str) -> Option<Json> {
    let todos = unit.get("/todos").await.expect(200).json();
    todos["items"].as_array().unwrap().iter().find(|it| it["state"] == state).cloned()
}

#[tokio::test]
async fn r_1_1_1_an_application_comes_to_the_desk_and_the_unit_is_told_of_every_answer() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu, zheng) =
        (town.sign_in("unit1").await, town.officer("officer1").await, town.officer("officer2").await);
    assert!(wu.page("/cases").await.expect(200).text().contains("目前没有待办的案件"));
    unit.post("/unit", &basics()).await.expect(200);
    let id = unit.applies("D101C", 0..2).await;
    let path = format!("/cases/{id}");

    let desk = wu.page("/cases").await.expect(200).text();
    for word in ["受理审批", "建筑工程施工总承包三级", "沈阳示例第1建设有限公司", "待受理", &path, "我领取的"]
    {
        assert!(desk.contains(word), "{word}: {desk}");
    }
    assert!(!desk.contains("已超期"));
    let case = wu.page(&path).await.expect(200).text();
    for word in [
        "赵示例0",
        "赵示例1",
        "职称人员",
        "中级（结构）",
        "施工员",
        "和平区示例路1号",
        "仅供参考",
        "还缺",
        "请核对",
        "告知补正",
        "受理",
    ] {
        assert!(case.contains(word), "{word}: {case}");
    }

    assert!(!case.contains("不符"), "a figure that nobody has compared finds fault with nobody: {case}");

    wu.fill(&path, &format!("{path}/taking"), &[]).await.expect(303);
    assert!(wu.page("/cases?mine=1").await.text().contains(&path), "领取");
    assert!(!zheng.page("/cases?mine=1").await.text().contains(&path));
    assert!(zheng.page(&path).await.text().contains("已由 officer1 领取"));
    zheng.post(&format!("{path}/acceptance"), &json!({})).await.expect(409);

    let led = wu.fill(&path, &format!("{path}/acceptance"), &[]).await.expect(303);
    let shown = wu.page(led.header("location")).await.expect(200).text();
    assert!(shown.contains("已受理") && shown.contains("由其他人员作出决定"), "{shown}");
    let todo = told(&unit, "已受理").await.unwrap();
    assert_eq!(todo["to"], format!("/applications/{id}"));

    let wrong = zheng.fill(&path, &format!("{path}/decisions"), &[("decision", "refuse")]).await.expect(422).text();
    assert!(wrong.contains("请填写理由"), "{wrong}");
    let fields = [("decision", "refuse"), ("reason", "净资产未达到标准")];
    zheng.fill(&path, &format!("{path}/decisions"), &fields).await.expect(303);
    let todo = told(&unit, "不予许可").await.unwrap();
    assert_eq!((&todo["reason"], told(&unit, "已受理").await), (&json!("净资产未达到标准"), None));
    assert_eq!(wu.get("/cases").await.json()["items"], json!([]), "what is decided leaves the desk");
    assert!(unit.page("/qualifications").await.text().contains("还没有资质"));
    let begun = unit.post("/applications", &json!({ "matter": "D101C" })).await.expect(201).json();
    assert_ne!(begun["id"], id.as_str(), "after a refusal a new one may be begun");
}

#[tokio::test]
async fn r_3_3_1_r_3_3_2_what_is_granted_is_in_the_list_by_itself_and_its_page_tells_all() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (unit, wu, zheng) =
        (town.sign_in("unit1").await, town.officer("officer1").await, town.officer("officer2").await);
    let id = unit.applies("D101C", 0..1).await;
    let decided = wu.accepts_and(&zheng, &id).await;
    assert_eq!((&decided["state"], &decided["state_name"]), (&json!("granted"), &json!("准予许可")));
    let list = unit.get("/qualifications").await.expect(200).json();
    let it = &list["items"][0];
    assert_eq!((&it["id"], &it["title"]), (&json!("D101C"), &json!("建筑工程施工总承包三级")));
    let number = it["certificate_number"].as_str().unwrap();
    assert!(number.starts_with("D221") && number.len() == 10, "{number}");
    let years = |name: &str| it[name].as_str().unwrap()[..4].parse::<u32>().unwrap();
    assert_eq!(years("valid_until") - years("granted"), 5);
    let page = unit.page("/qualifications/D101C").await.expect(200).text();
    for word in [
        "建筑工程施工总承包三级",
        number,
        "发证机关",
        "发证日期",
        "有效期至",
        "有效",
        "新申请",
        "版本记录",
        "第 1 版",
        "沈阳示例第1建设有限公司",
    ] {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert_eq!(told(&unit, "准予许可").await.unwrap()["to"], format!("/applications/{id}"));
    let other = town.sign_in("unit2").await;
    assert_eq!(other.get("/qualifications").await.json()["items"], json!([]));
    other.get("/qualifications/D101C").await.expect(404);
    let again = unit.post("/applications", &json!({ "matter": "D101C" })).await.expect(201).json();
    assert_eq!(again["id"], id.as_str(), "what is granted is not applied for anew");
}

#[tokio::test]
async fn r_1_1_1_what_an_officer_says_with_granting_is_told_to_the_unit() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu, zheng) =
        (town.sign_in("unit1").await, town.officer("officer1").await, town.officer("officer2").await);
    for (matter, n, reason) in [("D101C", 0, Some("经现场核查，符合标准")), ("D110C", 1, None)] {
        let id = unit.applies(matter, n..n + 1).await;
        let path = format!("/cases/{id}");
        wu.post(&format!("{path}/acceptance"), &json!({})).await.expect(200);
        let fields = [("decision", "grant"), ("reason", reason.unwrap_or_default())];
        zheng.fill(&path, &format!("{path}/decisions"), &fields).await.expect(303);
        let told = unit.get(&format!("/applications/{id}")).await.expect(200).json();
        let last = &told["history"][0];
        assert_eq!((&last["did"], last["reason"].as_str()), (&json!("准予许可"), reason));
        let page = unit.page(&format!("/applications/{id}")).await.expect(200).text();
        assert!(reason.is_none_or(|reason| page.contains(reason)), "办理经过: {page}");
    }
}

#[tokio::test]
async fn r_3_3_3_qualifications_are_looked_at_and_nothing_is_entered() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu, zheng) =
        (town.sign_in("unit1").await, town.officer("officer1").await, town.officer("officer2").await);
    wu.accepts_and(&zheng, &unit.applies("D101C", 0..1).await).await;
    for page in ["/qualifications", "/qualifications/D101C"] {
        let text = unit.page(page).await.expect(200).text();
        let main = text.split("<main").nth(1).unwrap();
        for word in ["新增", "修改", "删除", "method=\"post\""] {
            assert!(!main.contains(word), "{page} {word}: {main}");
        }
        let tried = unit.post(page, &json!({ "title": "特级" })).await;
        assert!(matches!(tried.status, 404 | 405), "{}", tried.status);
    }
    unit.post("/qualifications/D101C/removal", &json!({})).await.expect(404);
}

#[tokio::test]
async fn an_application_is_returned_once_with_a_list_of_everything_and_the_time_stands_still() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu) = (town.sign_in("unit1").await, town.officer("officer1").await);
    let id = unit.applies("D101C", 0..2).await;
    let (path, own) = (format!("/cases/{id}"), format!("/applications/{id}"));
    let corrections = format!("{path}/corrections");
    assert_eq!(wu.post(&corrections, &json!({ "defects": [] })).await.pointers(), ["/defects"]);
    assert_eq!(wu.post(&corrections, &json!({ "defects": [{ "other": "x" }] })).await.status, 422);
    let again = wu.fill(&path, &corrections, &[]).await.expect(422).text();
    assert!(again.contains("请填写需要补正的内容") && again.contains("赵示例0"), "{again}");
    let more = wu.fill(&path, &corrections, &[("defects.0.defect", "缺少营业执照"), ("_again", "defects")]).await;
    assert!(more.expect(200).text().contains("缺少营业执照"), "a row more loses nothing");

    wu.post(&corrections, &json!({ "defects": ["缺少营业执照", "社保证明不清晰"] })).await.expect(200);
    let todo = told(&unit, "待补正").await.unwrap();
    assert_eq!(todo["reason"], "缺少营业执照；社保证明不清晰");
    assert_eq!(wu.get("/cases").await.json()["items"], json!([]), "while the unit corrects, no time runs");
    let case = wu.get(&path).await.expect(200).json();
    assert_eq!(case["defects"], json!(["缺少营业执照", "社保证明不清晰"]));
    assert!(case["due"].is_null());
    wu.post(&format!("{path}/acceptance"), &json!({})).await.expect(409);

    let people = unit.get(&own).await.json()["people"].clone();
    let first = people[0]["id"].as_str().unwrap().to_owned();
    unit.post(&format!("{own}/people/{first}/removal"), &json!({})).await.expect(200);
    assert_eq!(wu.get(&path).await.json()["people"], json!([]), "what is being changed is the unit's own");
    let added = unit.post("/people", &worker(5)).await.expect(201).json()["id"].clone();
    unit.post(&format!("{own}/people"), &json!({ "role": "site", "person": added })).await.expect(200);
    let number = case["number"].clone();
    let done = unit.post(&format!("{own}/submission"), &json!({})).await.expect(200).json();
    assert_eq!((&done["number"], told(&unit, "待补正").await), (&number, None));
    let case = wu.get(&path).await.json();
    let names: Vec<&str> = case["people"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, [people[1]["name"].as_str().unwrap(), "赵示例5"]);
    let once = wu.post(&corrections, &json!({ "defects": ["还有一项"] })).await.expect(409);
    assert!(once.text().contains("只能告知一次"), "{}", once.text());
    let shown = wu.page(&path).await.text();
    assert!(shown.contains("不能再次退回补正") && !shown.contains("告知补正</button>"), "{shown}");
    wu.post(&format!("{path}/acceptance"), &json!({})).await.expect(200);
}

#[tokio::test]
async fn the_desk_is_searched_and_leafed_through() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu) = (town.sign_in("unit1").await, town.officer("officer1").await);
    let matters = unit.get("/matters").await.json();
    let mut ids = Vec::new();
    for (n, matter) in (0..).zip(matters["items"].as_array().unwrap()) {
        ids.push(unit.applies(matter["id"].as_str().unwrap(), n..n + 1).await);
    }
    ids.push(unit.applies("D201C", 50..51).await);
    ids.push(unit.applies("D202C", 51..52).await);
    let (mut found, mut path) = (Vec::new(), "/cases".to_owned());
    loop {
        let page = wu.get(&path).await.expect(200).json();
        found.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/cases?after={}", next.replace('#', "%23"));
    }
    let mut twice = found.clone();
    found.sort();
    ids.sort();
    assert_eq!(found, ids, "each of them once");
    twice.dedup();
    assert_eq!(twice.len(), ids.len());
    let q: String = form_urlencoded::byte_serialize("地基基础".as_bytes()).collect();
    let page = wu.get(&format!("/cases?sort=application&q={q}")).await.json();
    assert!(page["items"].as_array().unwrap().iter().all(|it| it["title"].as_str().unwrap().contains("地基基础")));
    assert_eq!(wu.get("/cases?sort=deletion").await.json()["items"], json!([]));
}

#[tokio::test]
async fn r_3_3_2_no_two_qualifications_have_one_certificate_number() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (wu, zheng) = (town.officer("officer1").await, town.officer("officer2").await);
    let (one, two) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let tables = Tables::of(&town);
    let given = async |number: &str| {
        let text = |text: String| json!({ "S": text });
        let guard = json!({ "pk": text(format!("certificate#{number}")), "sk": text("guard".to_owned()) });
        tables.put("HALL_TABLE", &guard).await;
    };
    let numbers = |case: &str| (0..8).map(|n| certificate(ApplicationId::parse(case).unwrap(), n)).collect::<Vec<_>>();
    let kept = async |unit: &Visitor<'_>| {
        unit.get("/qualifications").await.expect(200).json()["items"][0]["certificate_number"].clone()
    };

    // The first two numbers of this application are somebody's already.
    let case = one.applies("D101C", 0..1).await;
    let all = numbers(&case);
    given(&all[0]).await;
    given(&all[1]).await;
    wu.accepts_and(&zheng, &case).await;
    assert_eq!(kept(&one).await, all[2]);
    let guard = tables.only("HALL_TABLE", &format!("certificate#{}", all[2])).await;
    assert_eq!(guard["code"]["S"], "D101C", "nobody else is given it");

    // Where none is left, nothing is decided; once one is free, the same request goes on.
    let case = two.applies("D101C", 0..1).await;
    for number in numbers(&case) {
        given(&number).await;
    }
    wu.post(&format!("/cases/{case}/acceptance"), &json!({})).await.expect(200);
    let (path, grant) = (format!("/cases/{case}/decisions"), json!({ "request_id": "one", "decision": "grant" }));
    zheng.post(&path, &grant).await.expect(503);
    assert_eq!(
        (&zheng.get(&format!("/cases/{case}")).await.json()["state"], kept(&two).await),
        (&json!("accepted"), Json::Null)
    );
    let last = &numbers(&case)[7];
    let key = json!({ "pk": { "S": format!("certificate#{last}") }, "sk": { "S": "guard" } });
    tables.call("DeleteItem", &json!({ "TableName": tables.name("HALL_TABLE"), "Key": key })).await;
    zheng.post(&path, &grant).await.expect(200);
    assert_eq!(kept(&two).await, last.as_str());
}
