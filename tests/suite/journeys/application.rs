//! 资质审批 (manual, 1.2): matters, guides, and an application from the first click to the receipt.

use crate::journeys::leaving::passed;
use crate::people::{basics, worker};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

/// Begins an application for D101C; its address.
async fn begun(unit: &Visitor<'_>) -> String {
    begun_for(unit, "D101C").await
}

/// The same for another matter.
async fn begun_for(unit: &Visitor<'_>, matter: &str) -> String {
    unit.states().await;
    let made = unit.post("/applications", &json!({ "matter": matter })).await.expect(201).json();
    format!("/applications/{}", made["id"].as_str().unwrap())
}

/// Adds the n-th person to the unit; the id.
async fn kept(unit: &Visitor<'_>, n: u32) -> String {
    unit.post("/people", &worker(n)).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

fn row<'a>(page: &'a Json, words: &str) -> &'a Json {
    let rows = page["requirements"].as_array().unwrap();
    rows.iter().find(|row| row["words"].as_str().unwrap().contains(words)).unwrap()
}

#[tokio::test]
async fn r_1_2_1_r_1_2_2_matters_are_listed_and_searched_and_a_click_opens_the_guide() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let list = unit.page("/matters").await.expect(200).text();
    for word in ["资质审批", "建筑工程施工总承包三级", "D101C", "办件指南", "/matters/D101C"] {
        assert!(list.contains(word), "{word}");
    }
    assert!(!list.contains("检测"), "matters of other kinds of units are not listed");
    let found = unit.get("/matters?q=%E8%BE%93%E5%8F%98%E7%94%B5").await.expect(200).json();
    let names: Vec<&str> = found["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert!(!names.is_empty() && names.iter().all(|name| name.contains("输变电")), "{names:?}");
    assert!(unit.page("/matters?q=none").await.text().contains("没有找到含“none”的事项"));
    let first = unit.get("/matters").await.json();
    let next = unit.get(&format!("/matters?after={}", first["next"].as_str().unwrap())).await.json();
    assert_ne!(first["items"][0]["id"], next["items"][0]["id"]);

    let guide = unit.page("/matters/D101C").await.expect(200).text();
    for word in [
        "办件指南",
        "受理条件",
        "申请材料",
        "法定时限",
        "20 个工作日",
        "设定依据",
        "收费",
        "办件入口",
        "注册建造师",
        "仅供参考",
    ] {
        assert!(guide.contains(word), "{word}");
    }
    unit.page("/matters/NONE").await.expect(404);
    let other = unit.page("/matters/JC-ZH").await.expect(200).text();
    assert!(other.contains("不适用于本单位的企业类型") && !other.contains("办件入口"));
    let wrong = unit.post("/applications", &json!({ "matter": "JC-ZH" })).await;
    assert_eq!(wrong.pointers(), ["/matter"]);
}

#[tokio::test]
async fn r_1_2_3_r_1_2_4_r_3_2_the_entry_opens_the_application_and_opens_it_again() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/unit", &basics()).await.expect(200);
    let led = unit.fill("/matters/D101C", "/applications", &[]).await.expect(303);
    let path = led.header("location").to_owned();
    let page = unit.page(&path).await.expect(200).text();
    for word in ["资质申报：建筑工程施工总承包三级", "新申请", "草稿", "提交", "暂存", "还缺"]
    {
        assert!(page.contains(word), "{word}");
    }
    // What the unit has filled in is there by itself.
    for word in ["沈阳示例第1建设有限公司", "和平区示例路1号", "房屋建筑工程施工"] {
        assert!(page.contains(word), "{word}");
    }
    let again = unit.fill("/matters/D101C", "/applications", &[]).await.expect(303);
    assert_eq!(again.header("location"), path, "no second copy");
    assert_eq!(unit.get("/applications").await.json()["items"].as_array().unwrap().len(), 1);
    let other = unit.post("/applications", &json!({ "matter": "D110C" })).await.expect(201).json();
    assert!(!path.contains(other["id"].as_str().unwrap()));
}

#[tokio::test]
async fn r_4_1_r_4_3_persons_are_picked_and_the_table_says_what_is_missing() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = begun(&unit).await;
    let refused = unit.post(&format!("{path}/submission"), &json!({})).await;
    assert!(refused.pointers().iter().all(|at| at == "/people"), "{}", refused.text());
    assert!(refused.text().contains("注册建造师") && refused.text().contains("还缺 5 人"), "{}", refused.text());
    let page = unit.fill(&path, &format!("{path}/submission"), &[]).await.expect(422).text();
    assert!(page.contains("请选择人员") && page.contains("还缺 30 人"), "{page}");

    let (first, second) = (kept(&unit, 0).await, kept(&unit, 1).await);
    let offered = unit.page(&format!("{path}?role=titled")).await.expect(200).text();
    assert!(offered.contains("赵示例0") && offered.contains("添加所选人员") && offered.contains("中级（结构）"));
    let role = [("role", "titled"), ("person", first.as_str()), ("person", second.as_str())];
    let seek = format!("{path}?role=titled");
    unit.fill(&seek, &format!("{path}/people"), &role).await.expect(303);
    let now = unit.get(&path).await.expect(200).json();
    assert_eq!(now["people"].as_array().unwrap().len(), 2);
    let titled = row(&now, "建筑工程相关专业中级以上职称人员");
    assert_eq!((&titled["required"], &titled["have"], &titled["missing"]), (&json!(6), &json!(2), &json!(4)));
    assert_eq!(row(&now, "其中结构专业")["missing"], 0);
    let removal = format!("{path}/people/{second}/removal");
    unit.post(&removal, &json!({ "version": now["version"] })).await.expect(200);
    assert_eq!(unit.get(&path).await.json()["people"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn r_4_3_a_registered_person_is_picked_wherever_the_standard_lets_one_count() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    wang.hand_in().await;
    let unit = town.sign_in("unit1").await;
    let id = passed(&unit, &wang).await;
    kept(&unit, 1).await;
    let path = begun(&unit).await;
    for role in ["lead", "titled"] {
        let members = unit.page(&format!("{path}?role={role}")).await.expect(200).text();
        assert!(members.contains("赵示例1") && !members.contains(&format!("person-{id}")), "{members}");
        assert!(members.contains(&format!("{path}?role={role}&#38;source=registered#people")), "{members}");
        let seek = format!("{path}?role={role}&source=registered");
        let registered = unit.page(&seek).await.expect(200).text();
        assert!(registered.contains(&format!("person-{id}")) && !registered.contains("赵示例1"), "{registered}");
        let fields = [("role", role), ("person", id.as_str())];
        let led = unit.fill(&seek, &format!("{path}/people"), &fields).await.expect(303);
        assert!(led.header("location").contains("source=registered"), "the same list again");
        let now = unit.get(&path).await.json();
        assert_eq!((&now["people"][0]["id"], &now["people"][0]["role"]), (&json!(id), &json!(role)));
    }
    let lead = json!({ "role": "lead", "person": id });
    unit.post(&format!("{path}/people"), &lead).await.expect(200);
    assert_eq!(row(&unit.get(&path).await.json(), "技术负责人")["have"], 1, "a 注册建造师 leads");
    for (role, there, absent) in [("registered", "王示例0", "赵示例1"), ("site", "赵示例1", "王示例0")] {
        for source in ["", "&source=registered", "&source=member", "&source=none"] {
            let offered = unit.page(&format!("{path}?role={role}{source}")).await.expect(200).text();
            let offered = offered.split("id=\"person\"").nth(1).unwrap().split("已选人员（").next().unwrap();
            assert!(offered.contains(there) && !offered.contains(absent), "{role}{source}: {offered}");
            // Whoever the unit keeps may be in the list of any post; who is registered is in one list.
            let (posts, other) = (role == "site", offered.contains("source=registered#people"));
            assert_eq!((offered.contains("portal-tabs"), other), (posts, false), "{offered}");
        }
    }
}

#[tokio::test]
async fn r_3_4_an_application_is_a_snapshot_with_a_number_and_its_persons_are_locked() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/unit", &basics()).await.expect(200);
    let path = begun(&unit).await;
    let id = kept(&unit, 0).await;
    unit.post(&format!("{path}/people"), &json!({ "role": "titled", "person": id })).await.expect(200);
    let done = unit.post(&format!("{path}/submission"), &json!({})).await.expect(200).json();
    assert_eq!((&done["state"], &done["state_name"]), (&json!("submitted"), &json!("待受理")));
    let number = done["number"].as_str().unwrap();
    assert!(number.starts_with("SQ20") && number.len() == 16, "{number}");
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains(number) && shown.contains("撤回") && !shown.contains("添加人员"), "{shown}");
    assert!(unit.page("/applications").await.text().contains(number));

    let person = format!("/people/{id}");
    assert_eq!(unit.get(&person).await.json()["used"], true);
    let page = unit.page(&format!("{person}/edit")).await.expect(200).text();
    assert!(
        page.contains("姓名和证件号码已锁定") && page.contains("人员删除申请") && page.contains("readonly"),
        "{page}"
    );
    let mut other = worker(0);
    other["name"] = json!("李四");
    // A11: another person is not made of one who was used.
    let locked = unit.post(&person, &other).await;
    assert_eq!((locked.status, &locked.json()["errors"][0]["pointer"]), (409, &json!("/name")), "{}", locked.text());
    let mut other = worker(2);
    other["name"] = json!("赵示例0");
    assert_eq!(unit.post(&person, &other).await.expect(409).json()["errors"][0]["pointer"], "/identity_number");
    let mut more = worker(0);
    more["major"] = json!("给排水");
    unit.post(&person, &more).await.expect(200);
    let now = unit.get(&path).await.json();
    assert_eq!(now["people"][0]["version"], 1, "the application's copy does not change: R-3-4");
    let mut moved = basics();
    moved["registered_address"] = json!("铁西区新址9号");
    unit.post("/unit", &moved).await.expect(200);
    let shown = unit.page(&path).await.text();
    assert!(shown.contains("和平区示例路1号") && !shown.contains("铁西区新址9号"), "nor what the unit says of itself");
    unit.post(&format!("{path}/people"), &json!({ "role": "titled", "person": id })).await.expect(409);

    unit.fill(&path, &format!("{path}/withdrawal"), &[]).await.expect(303);
    assert_eq!(unit.get(&path).await.json()["state"], "withdrawn");
    assert_ne!(begun(&unit).await, path, "after it a new one may be begun");
}

#[tokio::test]
async fn a03_a_person_of_another_unit_is_nobody_and_a02_nobody_else_changes_an_application() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let path = begun(&a).await;
    let theirs = kept(&b, 3).await;
    for person in [theirs.as_str(), "00000000000000000000000000000000", "x"] {
        let refused = a.post(&format!("{path}/people"), &json!({ "role": "titled", "person": person })).await;
        assert_eq!(refused.pointers(), ["/person"], "{person}");
    }
    let many: Vec<String> = (0..51).map(|n| format!("{n:032x}")).collect();
    let refused = a.post(&format!("{path}/people"), &json!({ "role": "titled", "person": many })).await;
    assert_eq!(refused.pointers(), ["/person"], "A20: too many at a time");
    let own = kept(&a, 0).await;
    assert_eq!(
        a.post(&format!("{path}/people"), &json!({ "role": "boss", "person": own })).await.pointers(),
        ["/role"]
    );
    let before = a.get(&path).await.json();
    for noun in ["", "/people", "/submission", "/withdrawal"] {
        b.post(&format!("{path}{noun}"), &json!({ "role": "titled", "person": theirs })).await.expect(404);
    }
    b.page(&path).await.expect(404);
    assert_eq!(a.get(&path).await.json(), before);
}

#[tokio::test]
async fn a_person_who_has_changed_since_the_pick_is_looked_at_again() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = begun(&unit).await;
    let id = kept(&unit, 0).await;
    let pick = json!({ "role": "titled", "person": id });
    unit.post(&format!("{path}/people"), &pick).await.expect(200);
    let mut changed = worker(0);
    changed["title_level"] = json!("1");
    unit.post(&format!("/people/{id}"), &changed).await.expect(200);
    let refused = unit.post(&format!("{path}/submission"), &json!({})).await.expect(409);
    assert!(refused.text().contains("请重新选择"), "{}", refused.text());
    assert_eq!(unit.get(&format!("/people/{id}")).await.json()["used"], false, "nothing was done");
    unit.post(&format!("{path}/people"), &pick).await.expect(200);
    let stale = unit.post(&format!("{path}/submission"), &json!({ "version": 1 })).await;
    assert_eq!(stale.status, 409, "a stale form");
    let body = json!({ "request_id": "once" });
    let one = unit.post(&format!("{path}/submission"), &body).await.expect(200).json();
    let two = unit.post(&format!("{path}/submission"), &body).await.expect(200).json();
    assert_eq!(one, two, "a second click");
}

#[tokio::test]
async fn r_1_1_3_what_the_department_answered_is_a_to_do_until_the_unit_has_read_it() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/unit", &basics()).await.expect(200);
    let id = unit.applies("D101C", 0..2).await;
    let path = format!("/applications/{id}");
    let waiting = async || {
        let todos = unit.get("/todos").await.json()["items"].as_array().unwrap().clone();
        todos.iter().filter(|it| it["to"] == path).count()
    };
    assert_eq!(waiting().await, 0);
    let (lin, zheng) = (town.officer("lin").await, town.officer("zheng").await);
    lin.accepts_and(&zheng, &id).await;
    assert_eq!(waiting().await, 1);
    assert!(unit.page("/").await.text().contains(&path), "on the home page too");
    let page = unit.page(&path).await.expect(200).text();
    assert!(page.contains("准予许可") && page.contains("知道了"), "{page}");
    unit.post(&path, &json!({})).await.expect(409);
    unit.fill(&path, &format!("{path}/acknowledgement"), &[]).await.expect(303);
    assert_eq!(waiting().await, 0);
    assert_eq!(unit.get(&path).await.json()["state"], "granted");
    let listed = unit.get("/applications").await.json()["items"][0].clone();
    assert_eq!((&listed["state"], &listed["state_name"]), (&json!("granted"), &json!("准予许可")));
    // 办件入口 once more leads to what was granted, and says so.
    let led = unit.fill("/matters/D101C", "/applications", &[]).await.expect(303);
    assert_eq!(led.header("location"), format!("{path}?note=granted"));
    let told = unit.page(led.header("location")).await.expect(200).text();
    assert!(told.contains("该事项已取得许可，无需再次申报"), "{told}");
    let draft = begun_for(&unit, "D110C").await;
    unit.post(&format!("{draft}/acknowledgement"), &json!({})).await.expect(409);
}
