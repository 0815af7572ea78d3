//! Two windows on one form: nothing that either typed is lost, and nobody saves over another unseen.

use super::posts::fields;
use crate::holders::holder;
use crate::people::{basics, performance};
use crate::town::{Town, Visitor};
use serde_json::json;
use testkit::numbers::identity;

const WORKS: &str = "/records/performance";
const DIVISION: [(&str, &str); 3] = [("division", "210000"), ("division", "210100"), ("division", "210102")];

/// What was typed, with the division, of which a page sends three levels.
fn with_division<'a>(typed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    typed.iter().copied().chain(DIVISION).collect()
}

/// The first unit in two windows.
pub async fn two(town: &Town) -> (Visitor<'_>, Visitor<'_>) {
    town.enterprise(1).await;
    (town.sign_in("unit1").await, town.sign_in("unit1").await)
}

/// One of the unit's works; its address.
async fn work(unit: &Visitor<'_>, n: u32) -> String {
    let made = unit.post(WORKS, &performance(n)).await.expect(201).json();
    format!("{WORKS}/{}", made["id"].as_str().unwrap())
}

/// Where the form of a thing is kept.
fn kept_at(path: &str) -> String {
    path.replace("/records/", "/drafts/")
}

#[tokio::test]
async fn the_first_saving_of_an_only_record_is_not_saved_over_by_a_second_window() {
    let town = Town::open().await;
    let (a, b) = two(&town).await;
    let path = "/records/profile";
    let (first, second) =
        (a.page("/records/profile?edit=1").await.text(), b.page("/records/profile?edit=1").await.text());
    a.send_form(&first, path, path, &[("introduction", "甲写的简介")]).await.expect(303);
    let shown = b.send_form(&second, path, path, &[("introduction", "乙写的简介")]).await.expect(409).text();
    assert!(shown.contains("这些内容在您填写时已被修改"), "{shown}");
    assert!(
        shown.contains("原为：（空）") && shown.contains("现为：甲写的简介") && shown.contains("乙写的简介</textarea>")
    );
    assert_eq!(a.get(path).await.json()["introduction"], "甲写的简介", "nothing was saved");
    b.send_form(&shown, path, path, &[]).await.expect(303);
    assert_eq!(a.get(path).await.json()["introduction"], "乙写的简介");
    let stale = a.post(path, &json!({ "introduction": "丙", "version": 0 })).await.expect(409).json();
    assert_eq!(stale["version"], 2, "a client that names the version is told too");
    a.post(path, &json!({ "introduction": "丁" })).await.expect(200);
}

#[tokio::test]
async fn what_one_window_typed_stays_when_another_saves_and_is_offered_with_what_changed() {
    let town = Town::open().await;
    let (a, b) = two(&town).await;
    let path = work(&a, 1).await;
    let (edit, drafts) = (format!("{path}/edit"), kept_at(&path));
    let (saver, leaver) = (a.page(&edit).await.text(), b.page(&edit).await.text());
    b.send_form(&leaver, &edit, &drafts, &with_division(&[("project_manager", "周示例")])).await.expect(303);
    a.send_form(&saver, &edit, &path, &with_division(&[("owner", "沈阳另一置业有限公司")])).await.expect(303);
    let again = b.page(&edit).await.expect(200).text();
    assert!(
        again.contains("value=\"周示例\"") && again.contains("放弃暂存"),
        "what was left unfinished is there: {again}"
    );
    for words in ["这些内容在您填写时已被修改", "原为：沈阳示例置业有限公司", "现为：沈阳另一置业有限公司"]
    {
        assert!(again.contains(words), "{words}: {again}");
    }
    b.send_form(&again, &edit, &path, &with_division(&[])).await.expect(303);
    assert_eq!(a.get(&path).await.json()["project_manager"], "周示例");
    assert!(!a.page(&edit).await.text().contains("放弃暂存"), "its own saving ends it");
    // The same where a client saves.
    let leaver = b.page(&edit).await.text();
    b.send_form(&leaver, &edit, &drafts, &with_division(&[("project_manager", "吴示例")])).await.expect(303);
    a.post(&path, &json!({ "owner": "丙公司", "version": 3 })).await.expect(200);
    assert!(b.page(&edit).await.text().contains("value=\"吴示例\""));
}

#[tokio::test]
async fn a_later_keeping_takes_nothing_from_another_window_unseen() {
    let town = Town::open().await;
    let (a, b) = two(&town).await;
    let new = "/records/performance/new";
    let drafts = "/drafts/performance/new";
    let (first, second) = (a.page(new).await.text(), b.page(new).await.text());
    a.send_form(&first, new, drafts, &[("name", "甲楼")]).await.expect(303);
    a.send_form(&first, new, drafts, &[("name", "甲楼二期")]).await.expect(303);
    let shown = b.send_form(&second, new, drafts, &[("name", "乙楼")]).await.expect(409).text();
    for words in ["这份内容在另一个窗口也填写过", "另一窗口：甲楼二期", "value=\"乙楼\""] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(a.page(new).await.text().contains("value=\"甲楼二期\""), "nothing was taken");
    // Who has seen the difference may keep the own; then the first is told.
    b.send_form(&shown, "/drafts", drafts, &[]).await.expect(303);
    assert!(a.page(new).await.text().contains("value=\"乙楼\""));
    a.send_form(&first, new, drafts, &[("name", "甲楼三期")]).await.expect(409);
    let gives_up = format!("{drafts}/removal");
    let form = b.page(new).await.text();
    let newer = a.page(new).await.text();
    a.send_form(&newer, new, drafts, &[("name", "丙楼")]).await.expect(303);
    b.send_form(&form, new, &gives_up, &[]).await.expect(409);
    assert!(a.page(new).await.text().contains("value=\"丙楼\""), "nobody gives up what another has typed since");
}

#[tokio::test]
async fn saving_one_of_two_new_records_ends_only_its_own_draft() {
    let town = Town::open().await;
    let (a, b) = two(&town).await;
    let new = "/records/performance/new";
    let (first, second) = (a.page(new).await.text(), b.page(new).await.text());
    let typed = fields(&{
        let mut it = performance(1);
        it.as_object_mut().unwrap().remove("division");
        it
    });
    a.send_form(&first, new, "/drafts/performance/new", &[("name", "还没有写完的楼")]).await.expect(303);
    let drafts = "/drafts/performance/new";
    let shown = b.send_form(&second, new, drafts, &[("name", "另一座楼")]).await.expect(409).text();
    assert!(shown.contains("另一窗口暂存的仍然保留"), "{shown}");
    b.send_form(&shown, drafts, WORKS, &with_division(&typed)).await.expect(303);
    let again = a.page(new).await.text();
    assert!(again.contains("value=\"还没有写完的楼\""), "{again}");
    a.send_form(&again, new, WORKS, &with_division(&typed)).await.expect(303);
    assert!(!a.page(new).await.text().contains("放弃暂存"));
    assert_eq!(a.get(WORKS).await.json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_form_that_was_saved_from_another_window_comes_again_with_what_was_typed() {
    let town = Town::open().await;
    let (a, b) = two(&town).await;
    let new = "/records/performance/new";
    let typed = fields(&{
        let mut it = performance(1);
        it.as_object_mut().unwrap().remove("division");
        it
    });
    let first = a.page(new).await.text();
    a.send_form(&first, new, "/drafts/performance/new", &[("name", "示例楼")]).await.expect(303);
    let second = b.page(new).await.text();
    b.send_form(&second, new, WORKS, &with_division(&typed)).await.expect(303);
    let mut other = typed.clone();
    other.push(("project_manager", "周示例"));
    let shown = a.send_form(&first, new, WORKS, &with_division(&other)).await.expect(409).text();
    assert!(shown.contains("这份内容已经保存过") && shown.contains("您填写：周示例"), "{shown}");
    assert!(shown.contains("value=\"周示例\"") && !shown.contains("请求编号"), "{shown}");
    let id = a.get(WORKS).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("{WORKS}/{id}");
    a.send_form(&shown, WORKS, &path, &with_division(&[])).await.expect(303);
    assert_eq!(a.get(&path).await.json()["project_manager"], "周示例");
    assert_eq!(a.get(WORKS).await.json()["items"].as_array().unwrap().len(), 1, "it is one record");
    // Going back to a form that was saved, and sending other content; a client is told the key.
    let form = a.page("/records/profile?edit=1").await.text();
    a.send_form(&form, "/records/profile", "/records/profile", &[("introduction", "甲")]).await.expect(303);
    let shown = a.send_form(&form, "/records/profile", "/records/profile", &[("introduction", "乙")]).await.expect(409);
    let shown = shown.text();
    assert!(shown.contains("已保存：甲") && shown.contains("乙</textarea>") && !shown.contains("请求编号"), "{shown}");
    a.send_form(&shown, "/records/profile", "/records/profile", &[]).await.expect(303);
    let key = |text: &str| json!({ "introduction": text, "request_id": "one-key" });
    a.post("/records/profile", &key("丙")).await.expect(200);
    assert_eq!(a.post("/records/profile", &key("丁")).await.expect(422).pointers(), ["/request_id"]);
}

#[tokio::test]
async fn a_page_sent_twice_with_other_content_keeps_what_was_typed_for_basics_and_people_too() {
    let town = Town::open().await;
    let (a, _) = two(&town).await;
    let typed = fields(&{
        let mut it = basics();
        it.as_object_mut().unwrap().remove("division");
        it
    });
    let form = a.page("/unit?edit=1").await.text();
    a.send_form(&form, "/unit", "/unit", &with_division(&typed)).await.expect(303);
    let mut other = typed.clone();
    other.push(("bank", "示例银行"));
    let shown = a.send_form(&form, "/unit", "/unit", &with_division(&other)).await.expect(409).text();
    assert!(shown.contains("value=\"示例银行\"") && !shown.contains("请求编号"), "{shown}");
    a.send_form(&shown, "/unit", "/unit", &with_division(&[])).await.expect(303);
    assert_eq!(a.get("/unit").await.json()["bank"], "示例银行");
    let form = a.page("/people/new?post=manager").await.text();
    a.send_form(&form, "/people/new", "/people", &fields(&holder("manager", 0))).await.expect(303);
    let mut other = fields(&holder("manager", 0));
    other.push(("email", "a@example.com"));
    let shown = a.send_form(&form, "/people/new", "/people", &other).await.expect(409).text();
    assert!(shown.contains("您填写：a@example.com") && !shown.contains(&identity(0)), "{shown}");
    let id = a.get("/people?post=manager").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    a.send_form(&shown, "/people", &format!("/people/{id}"), &[]).await.expect(303);
    assert_eq!(a.get(&format!("/people/{id}")).await.json()["email"], "a@example.com");
}

#[tokio::test]
async fn whose_record_was_deleted_meanwhile_is_told_and_keeps_what_was_typed() {
    let town = Town::open().await;
    let (a, b) = two(&town).await;
    let path = work(&a, 1).await;
    let edit = format!("{path}/edit");
    let typed = with_division(&[("project_manager", "周示例")]);
    let form = b.page(&edit).await.text();
    b.send_form(&form, &edit, &kept_at(&path), &typed).await.expect(303);
    a.post(&format!("{path}/removal"), &json!({})).await.expect(200);
    let begun = b.page(&edit).await.expect(409).text();
    assert!(begun.contains("已被删除") && begun.contains("value=\"周示例\""), "{begun}");
    let kept = b.send_form(&form, &edit, &kept_at(&path), &typed).await.expect(409).text();
    assert!(kept.contains("已被删除") && kept.contains("value=\"周示例\""), "{kept}");
    let shown = b.send_form(&form, &edit, &path, &typed).await.expect(409).text();
    assert!(shown.contains("已被删除") && shown.contains("value=\"周示例\""), "{shown}");
    b.send_form(&shown, &path, WORKS, &with_division(&[])).await.expect(303);
    let items = b.get(WORKS).await.json()["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 1, "it is a new one");
    b.post(&path, &performance(1)).await.expect(409);
    town.enterprise(2).await;
    let c = town.sign_in("unit2").await;
    c.post(&path, &performance(1)).await.expect(404);
    c.post(&kept_at(&path), &json!({})).await.expect(404);
}

#[tokio::test]
async fn the_conflict_page_shows_the_rows_that_changed_and_what_the_form_showed_before() {
    let town = Town::open().await;
    let (a, b) = two(&town).await;
    let path = work(&a, 1).await;
    let edit = format!("{path}/edit");
    let form = b.page(&edit).await.text();
    let mut other = performance(1);
    other["witnesses"][0]["phone"] = json!("13800001111");
    other["witnesses"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "孙示例", "unit": "乙公司", "phone": "13800005678" }));
    a.post(&path, &other).await.expect(200);
    let shown = b.send_form(&form, &edit, &path, &with_division(&[])).await.expect(409).text();
    for words in [
        "原为：姓名 钱示例，单位 沈阳示例监理有限公司，电话 024-12345678",
        "电话 13800001111",
        "第 2 行，新增：姓名 孙示例",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let form = b.page("/unit?edit=1").await.text();
    a.post("/unit", &basics()).await.expect(200);
    let typed = fields(&{
        let mut it = basics();
        it.as_object_mut().unwrap().remove("division");
        it
    });
    let shown = b.send_form(&form, "/unit", "/unit", &with_division(&typed)).await.expect(409).text();
    let told = shown.split("这些内容在您填写时已被修改").nth(1).unwrap().split("</dl>").next().unwrap();
    assert!(told.contains("注册地址") && !told.contains("联系人") && !told.contains("手机"), "{told}");
}
