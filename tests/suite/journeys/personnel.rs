//! 非注册人员 and 注册人员列表 (manual, 4.2, 4.5).

use crate::people::worker;
use crate::town::Town;
use serde_json::{Value as Json, json};
use testkit::numbers::{identity, sex};

fn masked(number: &str) -> String {
    format!("{}********{}", &number[..6], &number[14..])
}

fn names(page: &Json) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn r_4_5_1_persons_are_added_shown_in_a_list_and_changed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let empty = unit.page("/people").await.expect(200).text();
    assert!(empty.contains("还没有非注册人员") && empty.contains("新增人员") && empty.contains("下载名单"));
    let made = unit.post("/people", &worker(0)).await.expect(201);
    let it = made.json();
    let id = it["id"].as_str().unwrap().to_owned();
    let told = (&it["name"], &it["major"], &it["used"], &it["version"]);
    assert_eq!(told, (&json!("赵示例0"), &json!("土木工程"), &json!(false), &json!(1)));
    assert_eq!(it["identity_number"], masked(&identity(0)));
    let list = unit.get("/people").await.expect(200).json();
    assert_eq!((names(&list), &list["next"]), (vec!["赵示例0"], &json!(null)));

    let path = format!("/people/{id}");
    let shown = unit.page(&path).await.expect(200).text();
    for word in ["赵示例0", "职称专业", "结构", "岗位证书", "施工员", "社保", "修改信息", "新增", &masked(&identity(0))]
    {
        assert!(shown.contains(word), "{word}");
    }
    assert!(!shown.contains(&identity(0)), "the number is masked");
    let edit = format!("{path}/edit");
    let led = unit.fill(&edit, &path, &[("major", "给排水"), ("phone", "13800001111")]).await.expect(303);
    let shown = unit.page(led.header("location")).await.expect(200).text();
    assert!(shown.contains("给排水") && shown.contains("施工员") && shown.contains("保存成功"), "{shown}");
    let now = unit.get(&path).await.json();
    assert_eq!((&now["version"], now["history"].as_array().unwrap().len()), (&json!(2), 2));
    assert_eq!(now["identity_number"], masked(&identity(0)), "a masked number that comes back is the one that is kept");
}

#[tokio::test]
async fn r_4_5_1_the_form_works_without_a_script_and_loses_nothing() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let form = unit.page("/people/new").await.expect(200).text();
    for label in
        ["保存并关闭", "保存并新建", "姓名", "证件号码", "所学专业", "职称级别", "岗位证书", "参保单位", "新增简历"]
    {
        assert!(form.contains(label), "{label}");
    }
    let wrong = format!("{}X", &identity(0)[..17]);
    let fields = [("name", "钱示例"), ("identity_number", wrong.as_str()), ("education", "21"), ("category", "site")];
    let again = unit.fill("/people/new", "/people", &fields).await.expect(422).text();
    assert!(
        again.contains("请填写所学专业") && again.contains("value=\"钱示例\"") && again.contains(&wrong),
        "{again}"
    );
    let number = identity(2);
    let other_sex = if sex(2) == "male" { "female" } else { "male" };
    let fields = [
        ("name", "钱示例"),
        ("identity_number", number.as_str()),
        ("sex", other_sex),
        ("education", "21"),
        ("major", "机械"),
        ("category", "site"),
    ];
    let again = unit.fill("/people/new", "/people", &fields).await.expect(422).text();
    assert!(again.contains("与证件号码不一致"), "{again}");
    let mut fields = fields.to_vec();
    fields[2].1 = sex(2);
    fields.extend([("posts.0.post", "AQY"), ("posts.0.number", "A9"), ("_then", "new")]);
    let led = unit.fill("/people/new", "/people", &fields).await.expect(303);
    assert_eq!(led.header("location"), "/people/new?note=saved", "保存并新建");
    let list = unit.page("/people").await.expect(200).text();
    assert!(list.contains("钱示例") && list.contains("现场管理人员"), "{list}");
}

#[tokio::test]
async fn r_4_5_2_what_a_deletion_compares_are_fields_and_the_list_is_searched_by_them() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    for n in 0..12 {
        let mut it = worker(n);
        if n == 5 {
            (it["major"], it["category"]) = (json!("暖通空调"), json!("skilled"));
            (it["posts"][0]["post"], it["title_level"]) = (json!("ZLY"), json!("4"));
            (it["posts"][0]["number"], it["title_number"]) = (json!("辽ZLY-77"), json!("辽GZ0777"));
            (it["trade"], it["insurer"]) = (json!("钢筋工"), json!("大连示例劳务有限公司"));
            it["insurance"] = json!(["unemployment"]);
        }
        unit.post("/people", &it).await.expect(201);
    }
    let first = unit.get("/people").await.json();
    let after = first["next"].as_str().unwrap().replace('#', "%23");
    let rest = unit.get(&format!("/people?after={after}")).await.json();
    assert_eq!((names(&first).len(), names(&rest).len(), &rest["next"]), (10, 2, &json!(null)));
    assert_eq!(names(&first)[0], "赵示例11", "the newest first");
    let q = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let searches = [
        ("暖通", vec!["赵示例5"]),
        ("技术工人", vec!["赵示例5"]),
        ("质量员", vec!["赵示例5"]),
        ("高级", vec!["赵示例5"]),
        ("赵示例11", vec!["赵示例11"]),
        ("辽zly-77", vec!["赵示例5"]),
        ("辽gz０777", vec!["赵示例5"]),
        ("钢筋工", vec!["赵示例5"]),
        ("大连示例劳务", vec!["赵示例5"]),
        ("失业保险", vec!["赵示例5"]),
        ("无此人", vec![]),
    ];
    for (text, found) in searches {
        let page = unit.get(&format!("/people?q={}", q(text))).await.json();
        assert_eq!(names(&page), found, "{text}");
    }
    let it = unit.get(&format!("/people/{}", first["items"][0]["id"].as_str().unwrap())).await.json();
    for field in ["title_level", "title_major", "posts", "insurer", "insured_to", "major"] {
        assert!(!it[field].is_null(), "{field}: {it}");
    }
}

#[tokio::test]
async fn r_4_6_1_a_unit_has_no_way_to_delete_a_person_itself() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let id = unit.post("/people", &worker(0)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    for page in ["/people", &format!("/people/{id}"), &format!("/people/{id}/edit")] {
        let text = unit.page(page).await.expect(200).text();
        let main = text.split("<main").nth(1).unwrap();
        // A row of a table may go; the person may not.
        let main = main.replace("删除<span class=\"govuk-visually-hidden\">第", "");
        assert!(!main.contains("删除"), "{page}: {main}");
    }
    for path in [format!("/people/{id}/removal"), format!("/people/{id}/deletion")] {
        unit.post(&path, &json!({})).await.expect(404);
    }
    let url = format!("/people/{id}");
    let headers = [("cookie", unit.cookie.as_deref().unwrap()), ("accept", "application/json")];
    let gone = town.send(http::Method::DELETE, &url, &headers, "").await;
    assert!(matches!(gone.status, 404 | 405), "{}", gone.status);
    unit.get(&url).await.expect(200);
}

#[tokio::test]
async fn r_4_6_2_a_person_never_used_may_become_another_and_the_change_is_logged() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let id = unit.post("/people", &worker(0)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let path = format!("/people/{id}");
    let mut other = worker(2);
    (other["name"], other["version"]) = (json!("李四"), json!(1));
    let now = unit.post(&path, &other).await.expect(200).json();
    assert_eq!((&now["name"], &now["identity_number"]), (&json!("李四"), &json!(masked(&identity(2)))));
    unit.post("/people", &worker(0)).await.expect(201);
    let history = unit.get(&path).await.json()["history"].clone();
    let did: Vec<&str> = history.as_array().unwrap().iter().map(|it| it["did"].as_str().unwrap()).collect();
    assert_eq!(did, ["修改", "新增"]);
    let stale = unit.post(&path, &other).await;
    assert_eq!((stale.status, &stale.json()["version"]), (409, &json!(2)), "a stale form");
}

#[tokio::test]
async fn i1_a_unit_keeps_one_record_of_one_number_and_another_unit_its_own() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    a.post("/people", &worker(0)).await.expect(201);
    let again = a.post("/people", &worker(0)).await;
    assert_eq!(again.pointers(), ["/identity_number"]);
    b.post("/people", &worker(0)).await.expect(201);
    let second = a.post("/people", &worker(1)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let taken = a.post(&format!("/people/{second}"), &worker(0)).await;
    assert_eq!(taken.pointers(), ["/identity_number"]);
    let twice = json!({ "request_id": "same" });
    let mut body = worker(3);
    body["request_id"] = twice["request_id"].clone();
    let (one, two) =
        (a.post("/people", &body).await.expect(201).json(), a.post("/people", &body).await.expect(201).json());
    assert_eq!(one["id"], two["id"], "a second click adds nobody");
    assert_eq!(names(&a.get("/people").await.json()).len(), 3);
}

#[tokio::test]
async fn r_4_2_who_is_passed_is_in_the_list_of_registered_persons() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let unit = town.sign_in("unit1").await;
    let before = unit.page("/people?source=registered").await.expect(200).text();
    assert!(before.contains("还没有注册人员"));
    let head = wang.hand_in().await;
    let (id, version) = (head["id"].as_str().unwrap(), &head["version"]);
    let path = format!("/reviews/{id}/decisions");
    unit.post(&path, &json!({ "decision": "approve", "version": version })).await.expect(200);
    let list = unit.get("/people?source=registered").await.expect(200).json();
    assert_eq!((names(&list), &list["items"][0]["id"]), (vec!["王示例0"], &json!(id)));
    let shown = unit.page("/people?source=registered").await.expect(200).text();
    assert!(shown.contains(&format!("/reviews/{id}")) && shown.contains("二级注册建造师"), "{shown}");
    let mut same = worker(0);
    same["name"] = json!("王示例0");
    assert_eq!(unit.post("/people", &same).await.pointers(), ["/identity_number"], "one person is one record");
    let version = unit.get(&format!("/reviews/{id}")).await.json()["version"].clone();
    unit.post(&path, &json!({ "decision": "send_back", "reason": "", "version": version })).await.expect(200);
    assert_eq!(unit.get("/people?source=registered").await.json()["items"], json!([]));
    let version = wang.post("/person/submission", &json!({})).await.expect(200).json()["version"].clone();
    unit.post(&path, &json!({ "decision": "approve", "version": version })).await.expect(200);
    assert_eq!(names(&unit.get("/people?source=registered").await.json()), ["王示例0"]);
}

#[tokio::test]
async fn r_4_5_1_the_list_is_downloaded_as_a_spreadsheet_without_formulas() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let mut it = worker(0);
    it["name"] = json!("=1+1");
    unit.post("/people", &it).await.expect(201);
    let sheet = unit.page("/people/sheet").await.expect(200);
    assert!(sheet.header("content-type").contains("spreadsheetml"));
    assert!(sheet.header("content-disposition").starts_with("attachment;"));
    assert_eq!(&sheet.body[..2], b"PK", "a spreadsheet is an archive");
    unit.page("/people/sheet?source=registered").await.expect(200);
}

#[tokio::test]
async fn a_number_that_another_unit_has_is_saved_with_a_warning_that_names_nobody() {
    let town = Town::open().await;
    let (first, _) = (town.enterprise(1).await, town.enterprise(2).await);
    let (unit, other) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let words = "该证件号码已在其他企业登记，请核实人员是否已离职";
    let alone = unit.post("/people", &worker(0)).await.expect(201).json();
    assert_eq!(alone["warning"], json!(null), "nobody else has the number");
    let warned = other.post("/people", &worker(0)).await.expect(201);
    assert_eq!(warned.json()["warning"], words);
    assert!(!warned.text().contains(&first) && !warned.text().contains("第1建设有限公司\",\"id"), "{}", warned.text());
    let path = format!("/people/{}", warned.json()["id"].as_str().unwrap());
    let mut same = worker(0);
    same["identity_number"] = other.get(&path).await.json()["identity_number"].clone();
    assert_eq!(other.post(&path, &same).await.expect(200).json()["warning"], json!(null), "it was said already");
    assert_eq!(other.post(&path, &worker(1)).await.expect(200).json()["warning"], json!(null));
    assert_eq!(other.post(&path, &worker(0)).await.expect(200).json()["warning"], words, "a change is looked at too");
    let mine = format!("/people/{}", alone["id"].as_str().unwrap());
    let (number, shown) = (worker(0)["identity_number"].clone(), other.page(&format!("{path}/edit")).await);
    let typed = [("identity_number", number.as_str().unwrap())];
    let led = other.send_form(&shown.expect(200).text(), &path, &path, &typed).await.expect(303);
    assert_eq!(led.header("location"), format!("{path}?note=elsewhere"));
    assert!(other.page(led.header("location")).await.expect(200).text().contains(words));
    unit.get(&mine).await.expect(200);
}
