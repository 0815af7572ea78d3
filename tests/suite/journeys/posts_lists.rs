//! 企业总经理, 企业财务负责人, 企业主要技术负责人或总工 (manual, 4.2 to 4.4): their forms and lists, and whom an application
//! may name.

use super::posts::{added, fields, listed, stand_in_order};
use crate::holders::holder;
use crate::people::{basics, worker};
use crate::town::Town;
use serde_json::json;

#[tokio::test]
async fn r_4_2_1_a_manager_has_four_parts_and_is_listed_searched_paged_and_downloaded() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let form = unit.page("/people/new?post=manager").await.expect(200).text();
    stand_in_order(&form, &["人员基本信息", "人员简历", "人员业绩", "人员证照附件材料"]);
    assert!(form.contains("保存并关闭") && form.contains("保存并新建"));
    let mut typed = fields(&holder("manager", 20));
    typed.push(("_then", "new"));
    let led = unit.fill("/people/new?post=manager", "/people", &typed).await.expect(303);
    assert_eq!(led.header("location"), "/people/new?post=manager&note=saved", "保存并新建");
    for n in 0..11 {
        added(&unit, "manager", n).await;
    }
    let first = unit.get("/people?post=manager").await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 10);
    let after = first["next"].as_str().unwrap().replace('#', "%23");
    assert_eq!(listed(&unit, &format!("/people?post=manager&after={after}")).await, ["赵示例0", "赵示例20"]);
    assert_eq!(listed(&unit, "/people?post=manager&q=赵示例7").await, ["赵示例7"]);
    assert_eq!(listed(&unit, "/people").await, Vec::<String>::new(), "a manager is not 非注册人员 as well");
    let list = unit.page("/people?post=manager").await.expect(200).text();
    for word in ["新增人员", "从已有人员中选择", "下载名单", "检索", "aria-current=\"page\">企业总经理", "下一页"]
    {
        assert!(list.contains(word), "{word}");
    }
    let sheet = unit.page("/people/sheet?post=manager").await.expect(200);
    assert_eq!(&sheet.body[..2], b"PK");
    unit.page("/people?post=boss").await.expect(404);
    unit.post("/people?post=boss", &holder("manager", 30)).await.expect(404);
}

#[tokio::test]
async fn r_4_3_1_the_head_of_finance_has_three_parts_and_no_works() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let form = unit.page("/people/new?post=finance").await.expect(200).text();
    stand_in_order(&form, &["人员基本信息", "人员简历", "人员证照附件材料"]);
    let form = form.split("<main").nth(1).unwrap();
    assert!(!form.contains("业绩") && form.contains("会计职称") && form.contains("会计从业/职称证号"), "{form}");
    let mut it = holder("finance", 0);
    (it["accounting_title"], it["accounting_number"]) = (json!("4"), json!("辽会001"));
    let made = unit.post("/people?post=finance", &it).await.expect(201).json();
    assert_eq!(made["accounting_title"], "4");
    it["works"] = json!([{ "project": "示例工程" }]);
    let path = format!("/people/{}?post=finance", made["id"].as_str().unwrap());
    assert_eq!(unit.post(&path, &it).await.pointers(), ["/works"]);
    let shown = unit.page(&path).await.expect(200).text();
    stand_in_order(&shown, &["人员基本信息", "人员简历", "人员证照附件材料"]);
    assert!(shown.contains("高级会计师") && shown.contains("辽会001"));
}

#[tokio::test]
async fn r_4_4_1_two_technical_leads_are_listed_and_each_form_has_the_four_parts() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (_, second) = (added(&unit, "technical", 0).await, added(&unit, "technical", 1).await);
    assert_eq!(listed(&unit, "/people?post=technical").await, ["赵示例1", "赵示例0"]);
    let nothing = unit.post("/people?post=technical", &json!({})).await.expect(422).pointers();
    for must in ["/title_level", "/title_major", "/technical_years", "/position"] {
        assert!(nothing.iter().any(|at| at == must), "{must}: {nothing:?}");
    }
    let edit = unit.page(&format!("/people/{second}/edit?post=technical")).await.expect(200).text();
    stand_in_order(&edit, &["基本信息", "业绩信息", "简历信息", "附件信息"]);
    for label in [
        "工程施工技术管理工作年限",
        "注册类别",
        "注册专业",
        "注册编号",
        "注册有效期",
        "是否在岗",
        "劳动合同起",
        "社保起始月",
    ] {
        assert!(edit.contains(label), "{label}");
    }
    let list = unit.page("/people?post=technical").await.expect(200).text();
    assert!(list.contains("总工程师，副高级（结构）"), "{list}");
}

#[tokio::test]
async fn r_4_3_persons_of_every_post_and_registered_ones_can_be_picked_for_an_application() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let head = wang.hand_in().await;
    let unit = town.sign_in("unit1").await;
    let decision = format!("/reviews/{}/decisions", head["id"].as_str().unwrap());
    unit.post(&decision, &json!({ "decision": "approve", "version": head["version"] })).await.expect(200);
    unit.post("/unit", &basics()).await.expect(200);
    let mut ids = vec![];
    for (n, post) in ["legal", "manager", "finance", "technical"].into_iter().enumerate() {
        ids.push(added(&unit, post, 10 + u32::try_from(n).unwrap()).await);
    }
    unit.post("/people", &worker(20)).await.expect(201);
    let path = unit.draws_up("D101C", 0..0).await;
    let seek = |source: &str| format!("{path}?role=technical_lead&source={source}");
    let all = unit.page(&format!("{path}?role=titled")).await.expect(200).text();
    for word in ["法定代表人", "企业总经理", "企业主要技术负责人或总工", "非注册人员"] {
        assert!(all.contains(&format!(">{word}</a>")), "{word}: {all}");
    }
    for (source, name) in
        [("legal", "赵示例10"), ("manager", "赵示例11"), ("technical", "赵示例13"), ("member", "赵示例20")]
    {
        let shown = unit.page(&seek(source).replace("technical_lead", "titled")).await.expect(200).text();
        assert!(shown.contains(name), "{source}: {shown}");
    }
    let shown = unit.page(&format!("{path}?role=registered")).await.expect(200).text();
    assert!(shown.contains("王示例0"), "{shown}");
    let pick = json!({ "role": "titled", "person": ids });
    assert_eq!(unit.post(&format!("{path}/people"), &pick).await.expect(200).json()["people"], 4);
}

#[tokio::test]
async fn r_4_2_2_r_4_3_2_nobody_need_be_named_for_a_post() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/unit", &basics()).await.expect(200);
    unit.applies("D110C", 0..1).await;
    for post in ["manager", "finance"] {
        assert_eq!(listed(&unit, &format!("/people?post={post}")).await, Vec::<String>::new());
    }
}
