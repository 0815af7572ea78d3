//! 法定代表人 (manual, 4.1): the form, the papers, and that there is exactly one.

use crate::abuse::at_once;
use crate::holders::holder;
use crate::people::basics;
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};
use testkit::files;
use testkit::numbers::identity;

pub fn masked(number: &str) -> String {
    format!("{}********{}", &number[..6], &number[14..])
}

/// Who is in a list, by name.
pub async fn listed(unit: &Visitor<'_>, path: &str) -> Vec<String> {
    let page = unit.get(path).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

/// Adds somebody as the holder of a post; the id.
pub async fn added(unit: &Visitor<'_>, post: &str, n: u32) -> String {
    let made = unit.post(&format!("/people?post={post}"), &holder(post, n)).await.expect(201).json();
    assert_eq!(made["holds"], json!([post]));
    made["id"].as_str().unwrap().to_owned()
}

/// The parts of a page, in this order.
pub fn stand_in_order(shown: &str, titles: &[&str]) {
    let places: Vec<_> = titles.iter().map(|title| shown.find(&format!(">{title}</h2>"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{titles:?}: {places:?}");
}

#[tokio::test]
async fn r_4_1_1_the_legal_representative_s_form_has_three_parts_in_the_manual_s_order() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let empty = unit.page("/people?post=legal").await.expect(200).text();
    assert!(
        empty.contains("还没有法定代表人") && empty.contains("href=\"/people/new?post=legal\">修改法人信息"),
        "{empty}"
    );
    let form = unit.page("/people/new?post=legal").await.expect(200).text();
    stand_in_order(&form, &["法人基本信息", "简历信息", "附件信息"]);
    for label in [
        "国籍",
        "政治面貌",
        "学位",
        "毕业时间",
        "职称证号",
        "职务",
        "任职时间",
        "从事工程管理年限",
        "办公电话",
        "邮箱",
        "户籍地",
        "保存并关闭",
        "关闭",
    ] {
        assert!(form.contains(label), "{label}");
    }
    assert!(!form.contains("保存并新建"), "there is one legal representative");
    assert!(form.find("保存并关闭") < form.find("法人基本信息"), "the button is at the top left");
    assert!(!form.contains("name=\"birth"), "the day of birth is in the number");

    let led = unit.fill("/people/new?post=legal", "/people", &fields(&holder("legal", 0))).await.expect(303);
    assert_eq!(led.header("location"), "/people?post=legal&note=saved");
    let shown = unit.page(led.header("location")).await.expect(200).text();
    stand_in_order(&shown, &["法人基本信息", "简历信息", "附件信息"]);
    for word in ["赵示例0", &masked(&identity(0)), "修改法人信息", "变更法定代表人", "修改记录", "总经理", "示例公司"]
    {
        assert!(shown.contains(word), "{word}");
    }
    assert!(!shown.contains(&identity(0)), "the number is masked");
    unit.post("/unit", &basics()).await.expect(200);
    let basics = unit.page("/unit").await.expect(200).text();
    assert!(basics.contains("法定代表人") && basics.contains("赵示例0"), "基本信息 shows it from 4.1");
    assert_eq!(unit.get("/unit").await.json()["legal_representative"], "赵示例0");
}

/// A draft of JSON as the fields of a page's form.
pub fn fields(it: &Json) -> Vec<(&'static str, &'static str)> {
    let leak = |text: String| &*Box::leak(text.into_boxed_str());
    let mut fields = Vec::new();
    for (name, value) in it.as_object().unwrap() {
        match value {
            Json::Array(rows) => {
                for (n, row) in rows.iter().enumerate() {
                    for (column, cell) in row.as_object().unwrap() {
                        fields.push((leak(format!("{name}.{n}.{column}")), leak(cell.as_str().unwrap().to_owned())));
                    }
                }
            }
            Json::String(text) => fields.push((leak(name.clone()), leak(text.clone()))),
            other => fields.push((leak(name.clone()), leak(other.to_string()))),
        }
    }
    fields
}

#[tokio::test]
async fn r_4_1_2_required_fields_are_named_and_what_does_not_exist_may_be_none() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let nothing = unit.post("/people?post=legal", &json!({})).await.expect(422);
    let must = ["/name", "/sex", "/identity_kind", "/identity_number", "/position", "/phone"];
    assert_eq!(nothing.pointers(), must, "all at once, in the order of the page");
    let mut none = holder("legal", 0);
    for name in ["nationality", "school", "major", "position", "domicile", "title_number"] {
        none[name] = json!("无");
    }
    for (name, code) in [
        ("degree", "无"),
        ("political_status", "00"),
        ("education", "00"),
        ("title_level", "0"),
        ("ethnic_group", "00"),
    ] {
        none[name] = json!(code);
    }
    let made = unit.post("/people?post=legal", &none).await.expect(201).json();
    assert_eq!((&made["position"], &made["degree"]), (&json!("无"), &json!("无")));
    let mut wrong = holder("legal", 0);
    wrong["appointed"] = json!("无");
    let id = made["id"].as_str().unwrap();
    let refused = unit.post(&format!("/people/{id}?post=legal"), &wrong).await.expect(422);
    assert_eq!(refused.pointers(), ["/appointed"], "a day has a format");
    let again = unit.fill("/people/new?post=manager", "/people", &[("name", "钱示例")]).await.expect(422).text();
    assert!(again.contains("请填写职务") && again.contains("value=\"钱示例\""), "{again}");
}

#[tokio::test]
async fn r_4_1_3_rows_of_the_cv_are_pages_of_their_own_that_close_or_begin_the_next() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let mut typed = holder("legal", 0);
    typed.as_object_mut().unwrap().remove("cv");
    let mut typed = fields(&typed);
    let form = unit.page("/people/new?post=legal").await.expect(200).text();
    assert!(form.contains("新增简历"), "{form}");
    typed.push(("_then", "cv"));
    let led = unit.fill("/people/new?post=legal", "/drafts/legal/new", &typed).await.expect(303);
    let row = led.header("location").to_owned();
    let action = row.split('?').next().unwrap().to_owned();
    let wrong = [("from", "2010-09"), ("to", "2009-01"), ("employer", "甲公司")];
    let again = unit.fill(&row, &action, &wrong).await.expect(422).text();
    assert!(again.contains("不能早于起始年月") && again.contains("value=\"甲公司\""), "{again}");
    let first = [("from", "2010-09"), ("to", "2012-01"), ("employer", "甲公司"), ("_then", "new")];
    let led = unit.fill(&row, &action, &first).await.expect(303);
    assert!(led.header("location").starts_with(&action), "保存并新建 opens a blank row: {}", led.header("location"));
    let blank = unit.page(led.header("location")).await.expect(200).text();
    assert!(!blank.contains("甲公司") && blank.contains("保存并新建"), "{blank}");
    let second = [("from", "2012-02"), ("employer", "乙公司")];
    let led = unit.fill(&row, &action, &second).await.expect(303);
    let back = unit.page(led.header("location").split('#').next().unwrap()).await.expect(200).text();
    assert!(back.contains("甲公司") && back.contains("乙公司") && back.contains("value=\"总经理\""), "{back}");
    unit.send_form(&back, "/people/new", "/people", &[]).await.expect(303);
    let id = unit.get("/people?post=legal").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let cv = unit.get(&format!("/people/{id}")).await.json()["cv"].clone();
    assert_eq!((&cv[0]["employer"], &cv[1]["employer"]), (&json!("甲公司"), &json!("乙公司")));
}

#[tokio::test]
async fn r_4_1_4_each_named_paper_has_its_own_button_and_lies_with_the_person() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let named = ["身份证正反面", "任职文件", "学历证书", "职称证书", "法定代表人声明"];
    let form = unit.page("/people/new?post=legal").await.expect(200).text();
    for name in named {
        assert!(form.contains(&format!("选择文件<span class=\"govuk-visually-hidden\">：{name}")), "{name}");
    }
    // Without a script, choosing a file keeps what was typed and leads on to the upload, which lies with whom it will be.
    let mut typed = fields(&holder("legal", 0));
    typed.push(("_then", "appointment"));
    let led = unit.fill("/people/new?post=legal", "/drafts/legal/new", &typed).await.expect(303);
    let upload = led.header("location").to_owned();
    assert!(upload.starts_with("/attachments/new?for=worker&of=") && upload.ends_with("&kind=appointment"), "{upload}");
    assert!(unit.page(&upload).await.expect(200).text().contains("任职文件"));
    let planned = upload.split("of=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let begun = unit.page(&format!("/people/{planned}")).await.expect(200).text();
    assert!(begun.contains("已暂存，还没有保存") && begun.contains("value=\"赵示例0\""), "{begun}");
    unit.fill("/people/new?post=legal", "/people", &[]).await.expect(303);
    let id = unit.get("/people?post=legal").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(id, planned, "the id that was planned");
    assert!(!unit.page("/people/new?post=legal").await.text().contains("已暂存"), "what was begun is finished");
    let path = format!("/people/{id}?post=legal");
    let missing = unit.get(&path).await.json()["missing_papers"].clone();
    assert_eq!(missing, json!(["身份证正反面", "任职文件"]));
    let ticket = json!({ "for": "worker", "of": id, "kind": "appointment" });
    let (_, became) = unit.lays(ticket, "任命书.jpg", &files::jpeg(40, 30)).await;
    assert_eq!(became["state"], "admitted");
    let now = unit.get(&path).await.json();
    assert_eq!(now["missing_papers"], json!(["身份证正反面"]));
    assert_eq!(
        (&now["attachments"][0]["kind"], &now["attachments"][0]["name"]),
        (&json!("appointment"), &json!("任命书.jpg"))
    );
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("还缺必传附件：身份证正反面") && shown.contains("id=\"slot-declaration\""), "{shown}");
    assert!(!shown.contains("id=\"slot-post\""), "岗位证书 is no paper of a legal representative");
}

#[tokio::test]
async fn r_4_1_6_a_second_legal_representative_is_refused_through_every_path() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let first = added(&unit, "legal", 0).await;
    let second = unit.post("/people?post=legal", &holder("legal", 1)).await.expect(409);
    assert!(second.text().contains("法定代表人已由他人担任"), "{}", second.text());
    assert_eq!(listed(&unit, "/people?post=legal").await, ["赵示例0"]);
    assert_eq!(listed(&unit, "/people").await, Vec::<String>::new(), "nobody was added");
    let shown = unit.fill("/people/new?post=legal", "/people", &fields(&holder("legal", 1))).await.expect(409);
    let shown = shown.text();
    assert!(shown.contains("每个企业只有一位") && shown.contains("value=\"赵示例1\""), "what was typed stays: {shown}");
    let removal = format!("/people/{first}/posts/legal/removal");
    unit.post(&removal, &json!({})).await.expect(409);
    let edited = unit.post(&format!("/people/{first}?post=legal"), &holder("legal", 0)).await.expect(200).json();
    assert_eq!((&edited["holds"], &edited["version"]), (&json!(["legal"]), &json!(2)), "editing changes the one");
}

#[tokio::test]
async fn r_4_1_6_of_many_requests_at_once_one_makes_the_legal_representative() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let bodies: Vec<Json> = (0..6).map(|n| holder("legal", n)).collect();
    let all = at_once(bodies.iter().map(|body| unit.post("/people?post=legal", body)).collect()).await;
    let made = all.iter().filter(|seen| seen.status == 201).count();
    assert!(made == 1 && all.iter().all(|seen| [201, 409].contains(&seen.status)), "{made}");
    assert_eq!(listed(&unit, "/people?post=legal").await.len(), 1);
    // The same among persons who are there already: each would take the post over from whoever has it.
    let (a, b) = (added(&unit, "manager", 10).await, added(&unit, "manager", 11).await);
    let paths = [format!("/people/{a}?post=legal"), format!("/people/{b}?post=legal")];
    let bodies = [holder("legal", 10), holder("legal", 11)];
    let both = at_once(paths.iter().zip(&bodies).map(|(path, body)| unit.post(path, body)).collect()).await;
    assert!(both.iter().all(|seen| [200, 409].contains(&seen.status)) && both.iter().any(|seen| seen.status == 200));
    let legal = unit.get("/people?post=legal").await.json()["items"].clone();
    assert_eq!(legal.as_array().unwrap().len(), 1);
    let mut holders = Vec::new();
    for post in ["manager", "staff"] {
        for it in unit.get(&format!("/people?post={post}")).await.json()["items"].as_array().unwrap() {
            let path = format!("/people/{}", it["id"].as_str().unwrap());
            let holds = unit.get(&path).await.json()["holds"].clone();
            if holds.as_array().unwrap().contains(&json!("legal")) {
                holders.push(it["id"].clone());
            }
        }
    }
    assert_eq!(holders, [legal[0]["id"].clone()], "the list and the records agree on one");
}
