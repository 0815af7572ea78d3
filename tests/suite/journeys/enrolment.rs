//! 注册 and the own file as HTML forms without JavaScript, from the first click to 已审核.

use crate::people::{PASSWORD, person};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};
use testkit::numbers::{credit_code, identity};

const ENTERPRISES: &str = "/registrations/enterprises";
const PEOPLE: &str = "/registrations/people";

/// What a visitor types into the person's form, but for the unit.
fn typed(number: &str) -> Vec<(&str, &str)> {
    vec![
        ("identity_number", number),
        ("name", "王示例"),
        ("sex", "male"),
        ("login_name", "wang"),
        ("password", PASSWORD),
        ("phone", "139 0000 1234"),
    ]
}

#[tokio::test]
async fn r_5_2_the_enterprise_s_form_comes_first_and_a_switch_leads_to_the_person_s() {
    let town = Town::open().await;
    let visitor = town.visitor();
    for page in ["/", "/session"] {
        let shown = visitor.page(page).await.expect(200).text();
        assert!(shown.contains(&format!("href=\"{ENTERPRISES}\"")), "{page}");
    }
    let first = visitor.page(ENTERPRISES).await.expect(200).text();
    assert!(first.contains("<b aria-current=\"page\">企业注册</b>") && first.contains("name=\"credit_code\""));
    assert!(first.contains(&format!("href=\"{PEOPLE}\">人员注册")) && first.contains(">注册</button>"));
    let second = visitor.page(PEOPLE).await.expect(200).text();
    assert!(
        second.contains(&format!("href=\"{ENTERPRISES}\">企业注册")) && second.contains("name=\"identity_number\"")
    );
    let labels = ["身份证号", "姓名", "性别", "注册单位", "登录账号", "密码", "联系方式"];
    let places: Vec<_> = labels.iter().map(|label| second.find(&format!(">{label}<")).unwrap()).collect();
    assert!(places.is_sorted(), "the manual's order");
}

#[tokio::test]
async fn r_5_4_after_registering_a_box_says_that_it_succeeded() {
    let town = Town::open().await;
    let visitor = town.visitor();
    let code = credit_code(1);
    let fields = [
        ("credit_code", &*code),
        ("name", "沈阳示例建设有限公司"),
        ("kind", "construction"),
        ("contact", "李某"),
        ("phone", "13800005678"),
        ("login_name", "unit"),
        ("password", PASSWORD),
    ];
    let seen = visitor.fill(ENTERPRISES, ENTERPRISES, &fields).await.expect(303);
    let shown = visitor.page(seen.header("location")).await.expect(200).text();
    assert!(shown.contains("role=\"status\"") && shown.contains("注册成功"), "{shown}");
    town.sign_in("unit").await.page("/unit").await.expect(200);
}

#[tokio::test]
async fn r_5_7_without_a_script_a_unit_is_searched_for_and_chosen_and_nothing_typed_is_lost() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let visitor = town.visitor();
    let number = identity(0);
    let mut fields = typed(&number);
    fields.extend([("_again", "unit"), ("_unit_query", "示例")]);
    let found = visitor.fill(PEOPLE, PEOPLE, &fields).await.expect(200).text();
    assert!(found.contains(&format!("name=\"unit\" value=\"{unit}\"")) && found.contains("沈阳示例第1建设有限公司"));
    assert!(
        found.contains(&format!("value=\"{number}\"")) && found.contains("value=\"王示例\""),
        "what was typed stays"
    );
    assert!(!found.contains("错误："), "a search is no mistake");
    let none = visitor.send_form(&found, PEOPLE, PEOPLE, &[("_again", "unit"), ("_unit_query", "没有的单位")]).await;
    assert!(none.text().contains("没有找到"));
    let lacking = visitor.send_form(&found, PEOPLE, PEOPLE, &[("password", PASSWORD)]).await.expect(422).text();
    assert!(lacking.contains("href=\"#unit\"") && lacking.contains("请选择注册单位"), "a found one is not chosen yet");
    let fields = [("unit", unit.as_str()), ("password", PASSWORD), ("phone", "1")];
    let wrong = visitor.send_form(&lacking, PEOPLE, PEOPLE, &fields).await.expect(422).text();
    assert!(wrong.contains(&format!("value=\"{unit}\" checked")), "the choice stays");
    let fields = [("password", PASSWORD), ("phone", "13900001234")];
    visitor.send_form(&wrong, PEOPLE, PEOPLE, &fields).await.expect(303);
    assert_eq!(town.sign_in("wang").await.get("/person").await.json()["unit"]["id"], unit.as_str());
}

#[tokio::test]
async fn r_5_3_an_empty_form_comes_back_with_a_summary_that_links_to_every_field() {
    let town = Town::open().await;
    for (page, fields) in [
        (ENTERPRISES, &["credit_code", "name", "kind", "contact", "phone", "login_name", "password"][..]),
        (PEOPLE, &["identity_number", "name", "sex", "unit", "login_name", "password", "phone"]),
    ] {
        let shown = town.visitor().fill(page, page, &[]).await.expect(422).text();
        assert!(shown.contains("有 7 处需要修改") && shown.contains("<title>错误："), "{page}");
        for field in fields {
            assert!(
                shown.contains(&format!("href=\"#{field}\"")) && shown.contains(&format!("id=\"{field}-error\"")),
                "{field}"
            );
        }
    }
}

#[tokio::test]
async fn r_5_3_one_answer_names_everything_that_is_wrong() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let wrong = async |changes: Json| {
        let mut body = person(0, &unit);
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        town.visitor().post(PEOPLE, &body).await.pointers()
    };
    let other = if person(0, &unit)["sex"] == "male" { "female" } else { "male" };
    let common = "111111111111";
    let seen = wrong(json!({ "sex": other, "password": common, "unit": "甲公司" })).await;
    assert_eq!(seen, ["/sex", "/unit", "/password"], "rules and shapes together, in the order of the page");
    let seen = wrong(json!({ "identity_number": "1", "sex": other, "login_name": "", "password": common })).await;
    assert_eq!(seen, ["/identity_number", "/login_name", "/password"], "no rule is asked of what cannot be read");
    let unknown = unit.chars().rev().collect::<String>();
    assert_eq!(wrong(json!({ "sex": other, "unit": unknown })).await, ["/sex", "/unit"], "a unit that nobody has");
    assert_eq!(wrong(json!({ "unit": unknown })).await, ["/unit"]);
    assert_eq!(wrong(json!({ "x": "y", "password": common })).await, ["/password", "/x"]);

    town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    let row = |from: &str, to: &str| json!({ "from": from, "to": to, "employer": "甲公司" });
    let cv = json!([row("2010-09", "2009-01"), row("2011-01", "x"), row("2012-01", "2011-12")]);
    let seen = wang.post("/person", &json!({ "phone": "1", "cv": cv })).await.pointers();
    assert_eq!(seen, ["/phone", "/cv/0/to", "/cv/1/to", "/cv/2/to"]);
}

#[tokio::test]
async fn r_5_6_a_taken_number_and_name_are_refused_on_the_page_in_the_same_words() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let number = identity(0);
    let mut fields = typed(&number);
    fields.retain(|(name, _)| *name != "login_name");
    fields.extend([("login_name", "person0"), ("unit", &unit)]);
    let shown = town.visitor().fill(PEOPLE, PEOPLE, &fields).await.expect(422).text();
    assert_eq!(shown.matches("</span>已被注册，不能重复使用</p>").count(), 2, "{shown}");
    assert!(shown.contains(&format!("value=\"{number}\"")));
}

#[tokio::test]
async fn b08_whoever_is_slowed_down_keeps_what_was_typed_and_sends_it_again_with_one_click() {
    let overrides = [("TakenTries".to_owned(), "1".to_owned())].into();
    let town = Town::with(local::Options { overrides, ..local::Options::default() }).await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let number = identity(0);
    let mut fields = typed(&number);
    fields.push(("unit", &unit));
    let visitor = town.visitor();
    let mut slow = visitor.fill(PEOPLE, PEOPLE, &fields).await;
    // The count begins anew with every hour; three tries lie in at most two of them.
    for _ in 0..2 {
        slow = visitor.fill(PEOPLE, PEOPLE, &fields).await;
    }
    let page = slow.expect(429).text();
    assert!(page.contains("您填写的内容还在") && page.contains("重试") && page.contains("王示例"), "{page}");
    let other = identity(1);
    let free = [("identity_number", other.as_str()), ("sex", testkit::numbers::sex(1)), ("password", PASSWORD)];
    visitor.send_form(&page, PEOPLE, PEOPLE, &free).await.expect(303);
}

/// Uploads a paper as a browser without a script does.
async fn upload(wang: &Visitor<'_>) {
    let page = wang.page("/attachments/new?for=person&kind=identity").await.expect(200).text();
    let form = page.split("multipart/form-data").nth(1).unwrap();
    let url = page.split("<form method=\"post\" action=\"http").nth(1).unwrap().split('"').next().unwrap();
    let mut fields = serde_json::Map::new();
    for input in form.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        let value = rest.split('"').next().unwrap().replace("&#38;", "&").replace("&#34;", "\"").replace("&amp;", "&");
        fields.insert(name.to_owned(), json!(value));
    }
    let ticket = json!({ "url": format!("http{url}"), "fields": Json::Object(fields) });
    let sent = wang.send_file(&ticket, "正面.jpg", &testkit::files::jpeg(400, 300)).await.expect(303);
    let id = sent.header("location").split("/attachments/").nth(1).unwrap().split('?').next().unwrap().to_owned();
    assert_eq!(wang.became(&id).await["state"], "admitted");
    assert!(wang.page(&format!("/attachments/{id}")).await.expect(200).text().contains("已通过核验"));
}

#[tokio::test]
async fn r_5_9_the_whole_way_of_a_person_without_a_script() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    let basics = [("education", "21"), ("major", "土木工程"), ("_then", "certificates")];
    let led = wang.fill("/person", "/person", &basics).await.expect(303);
    assert_eq!(led.header("location"), "/person/certificates/new", "新增 keeps what was typed first");
    let row = "/person/certificates/new";
    let bad = wang.fill(row, row, &[("category", "JZS2")]).await.expect(422).text();
    assert!(bad.contains("请填写注册编号") && bad.contains("请填写有效期至"), "{bad}");
    let certificate = [("category", "JZS2"), ("number", "辽221181234567"), ("until", "2099-06-30")];
    let led = wang.fill(row, row, &certificate).await.expect(303);
    assert_eq!(led.header("location"), "/person?note=saved", "保存并关闭");
    let row = "/person/cv/new";
    let led = wang.fill(row, row, &[("from", "2010-09"), ("employer", "甲公司"), ("_then", "new")]).await.expect(303);
    assert_eq!(led.header("location"), "/person/cv/new?note=saved", "保存并新建 opens a blank row");
    let blank = wang.page(led.header("location")).await.text();
    assert!(!blank.contains("甲公司") && blank.contains("保存成功"));
    wang.fill(row, row, &[("from", "2016-03"), ("employer", "乙公司")]).await.expect(303);
    wang.fill("/person/cv/1", "/person/cv/1", &[("duty", "项目经理")]).await.expect(303);
    wang.fill(row, row, &[("from", "2017-03"), ("employer", "丙公司")]).await.expect(303);
    let led = wang.fill("/person", "/person/cv/2/removal", &[]).await.expect(303);
    assert_eq!(led.header("location"), "/person?note=removed");
    let cv = wang.get("/person").await.json()["cv"].clone();
    assert_eq!(
        (cv.as_array().unwrap().len(), &cv[1]["duty"], &cv[1]["employer"]),
        (2, &json!("项目经理"), &json!("乙公司"))
    );
    let lacking = wang.fill("/person", "/person/submission", &[("school", "示例大学")]).await.expect(422).text();
    assert!(
        lacking.contains("href=\"#slot-identity\"")
            && lacking.contains("id=\"slot-identity\"")
            && lacking.contains("示例大学")
    );
    upload(&wang).await;
    let led = wang.fill("/person", "/person/submission", &[("school", "示例大学")]).await.expect(303);
    let shown = wang.page(led.header("location")).await.expect(200).text();
    assert!(
        shown.contains("提交成功")
            && shown.contains("待审核")
            && shown.contains("示例大学")
            && !shown.contains("提交审核")
    );
    returned_and_passed(&town, &wang).await;
}

/// The unit returns it, the person corrects it, the unit passes it.
async fn returned_and_passed(town: &Town, wang: &Visitor<'_>) {
    let a = town.sign_in("unit1").await;
    let id = wang.get("/person").await.json()["id"].as_str().unwrap().to_owned();
    let (page, action) = (format!("/reviews/{id}"), format!("/reviews/{id}/decisions"));
    a.fill(&page, &action, &[("decision", "refuse"), ("reason", "毕业院校请写全称")]).await.expect(303);
    let shown = wang.page("/person").await.expect(200).text();
    assert!(shown.contains("已退回，请修改后再次提交") && shown.contains("退回原因：毕业院校请写全称"));
    wang.fill("/person", "/person", &[("school", "沈阳示例大学")]).await.expect(303);
    wang.fill("/person", "/person/submission", &[]).await.expect(303);
    let shown = a.page(&page).await.expect(200).text();
    assert!(shown.contains("沈阳示例大学") && shown.contains("正面.jpg") || shown.contains("身份证"), "{shown}");
    a.fill(&page, &action, &[("decision", "approve")]).await.expect(303);
    let shown = wang.page("/person").await.expect(200).text();
    assert!(shown.contains("审核已通过") && shown.contains("已审核"));
}
