//! Rows of forms that several windows fill in: a row is what was seen, wherever it is now, and is added once.

use super::posts::added;
use crate::holders::holder;
use crate::people::{file, performance};
use crate::town::Town;
use serde_json::{Value as Json, json};

const WORKS: &str = "/records/performance";
const DIVISION: [(&str, &str); 3] = [("division", "210000"), ("division", "210100"), ("division", "210102")];
const WITNESS: [(&str, &str); 3] = [("name", "孙示例"), ("unit", "乙公司"), ("phone", "13800005678")];

fn names(rows: &Json, column: &str) -> Vec<String> {
    rows.as_array().unwrap().iter().map(|row| row[column].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_row_of_a_record_of_which_nothing_was_begun_begins_with_what_is_saved() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let mut whole = performance(1);
    whole["purpose"] = json!("住宅");
    let id = a.post(WORKS, &whole).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let (path, edit) = (format!("{WORKS}/{id}"), format!("{WORKS}/{id}/edit"));
    let row = format!("/drafts/performance/{id}/rows/witnesses/new");
    // Another window saves while a row is filled in.
    let form = b.page(&edit).await.text();
    let mut then = DIVISION.to_vec();
    then.push(("_then", "witnesses"));
    let led = b.send_form(&form, &edit, &format!("/drafts/performance/{id}"), &then).await.expect(303);
    assert_eq!(led.header("location"), row);
    let page = b.page(&row).await.expect(200).text();
    a.post(&path, &json!({ "owner": "另一公司", "version": 1 })).await.expect(200);
    let led = b.send_form(&page, &row, &row, &WITNESS).await.expect(303);
    assert_eq!(led.header("location"), format!("{edit}?note=row-kept#witnesses"));
    let form = b.page(&format!("{edit}?note=row-kept")).await.text();
    assert!(form.contains("本行已暂存，提交本表前还没有保存") && !form.contains("保存成功"), "{form}");
    assert!(form.contains("钱示例") && form.contains("孙示例") && form.contains("现为：另一公司"), "{form}");
    b.send_form(&form, &edit, &path, &DIVISION).await.expect(303);
    let kept = b.get(&path).await.json();
    assert_eq!(names(&kept["witnesses"], "name"), ["钱示例", "孙示例"]);
    assert_eq!(kept["name"], "示例住宅楼1号");
    // One person alone, in either face: nothing was begun, and the row page is opened.
    let row = format!("/drafts/performance/{id}/rows/witnesses/new");
    b.post(&row, &json!({ "name": "李示例", "unit": "丙公司", "phone": "13800005678" })).await.expect(200);
    let form = b.page(&edit).await.text();
    assert!(form.contains("李示例") && form.contains("value=\"示例住宅楼1号\""), "{form}");
    assert!(form.contains("name=\"version\" value=\"3\""), "with the version that is there: {form}");
    b.send_form(&form, &edit, &path, &DIVISION).await.expect(303);
    let page = b.page(&row).await.expect(200).text();
    b.send_form(&page, &row, &row, &WITNESS).await.expect(303);
    let form = b.page(&edit).await.text();
    b.send_form(&form, &edit, &path, &DIVISION).await.expect(303);
    assert_eq!(b.get(&path).await.json()["witnesses"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn the_same_holds_for_the_rows_of_people() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let id = added(&unit, "manager", 0).await;
    let row = format!("/drafts/manager/{id}/rows/cv/new");
    unit.fill(&row, &row, &[("from", "2012-01"), ("employer", "乙公司")]).await.expect(303);
    let edit = format!("/people/{id}/edit?post=manager");
    let form = unit.page(&edit).await.text();
    assert!(form.contains("value=\"示例大学\"") && form.contains("name=\"version\" value=\"1\""), "{form}");
    unit.send_form(&form, &edit, &format!("/people/{id}"), &[]).await.expect(303);
    let kept = unit.get(&format!("/people/{id}?post=manager")).await.json();
    assert_eq!(names(&kept["cv"], "employer"), ["示例公司", "乙公司"]);
    assert_eq!(kept["school"], holder("manager", 0)["school"]);
}

#[tokio::test]
async fn a_row_that_moved_is_found_and_one_that_is_gone_is_told_with_what_was_typed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let id = added(&unit, "manager", 0).await;
    let (edit, drafts) = (format!("/people/{id}/edit?post=manager"), format!("/drafts/manager/{id}"));
    let rows = format!("{drafts}/rows/cv");
    let new = format!("{rows}/new");
    unit.fill(&new, &new, &[("from", "2012-01"), ("employer", "乙公司")]).await.expect(303);
    let (first, second) = (format!("{rows}/0"), format!("{rows}/1"));
    let (gone, moved) = (unit.page(&first).await.expect(200).text(), unit.page(&second).await.expect(200).text());
    let form = unit.page(&edit).await.text();
    unit.send_form(&form, &edit, &format!("{first}/removal"), &[]).await.expect(303);
    unit.send_form(&moved, &second, &second, &[("duty", "经理")]).await.expect(303);
    let typed = [("employer", "改过的公司")];
    let shown = unit.send_form(&gone, &first, &first, &typed).await.expect(409).text();
    assert!(shown.contains("这一行在您填写时已被修改或删除") && shown.contains("value=\"改过的公司\""), "{shown}");
    unit.send_form(&shown, &first, &new, &[]).await.expect(303);
    let form = unit.page(&edit).await.text();
    unit.send_form(&form, &edit, &format!("/people/{id}"), &[]).await.expect(303);
    let cv = unit.get(&format!("/people/{id}?post=manager")).await.json()["cv"].clone();
    assert_eq!(names(&cv, "employer"), ["乙公司", "改过的公司"]);
    assert_eq!(cv[0]["duty"], "经理");
}

#[tokio::test]
async fn the_same_holds_for_a_person_s_own_file() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let mut whole = file();
    whole["cv"].as_array_mut().unwrap().push(json!({ "from": "2012-01", "employer": "乙公司" }));
    wang.post("/person", &whole).await.expect(200);
    let (gone, moved) = (wang.page("/person/cv/0").await.text(), wang.page("/person/cv/1").await.text());
    wang.fill("/person", "/person/cv/0/removal", &[]).await.expect(303);
    wang.send_form(&moved, "/person/cv/1", "/person/cv/1", &[("duty", "经理")]).await.expect(303);
    let typed = [("employer", "改过的公司")];
    let shown = wang.send_form(&gone, "/person/cv/0", "/person/cv/0", &typed).await.expect(409).text();
    assert!(shown.contains("这一行在您填写时已被修改或删除") && shown.contains("value=\"改过的公司\""), "{shown}");
    wang.send_form(&shown, "/person/cv/0", "/person/cv/new", &[]).await.expect(303);
    let cv = wang.get("/person").await.json()["cv"].clone();
    assert_eq!(names(&cv, "employer"), ["乙公司", "改过的公司"]);
    assert_eq!(cv[0]["duty"], "经理");
    // Going back to a row that was saved, and sending another.
    let page = wang.page("/person/cv/new").await.text();
    let row = [("from", "2015-01"), ("employer", "丙公司")];
    for _ in 0..2 {
        wang.send_form(&page, "/person/cv/new", "/person/cv/new", &row).await.expect(303);
    }
    let other = [("from", "2015-01"), ("employer", "丁公司")];
    let shown = wang.send_form(&page, "/person/cv/new", "/person/cv/new", &other).await.expect(409).text();
    assert!(shown.contains("value=\"丁公司\"") && !shown.contains("请求编号"), "{shown}");
    assert_eq!(wang.get("/person").await.json()["cv"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_second_click_on_a_row_adds_it_once() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let new = "/drafts/performance/new/rows/witnesses/new";
    let page = unit.page(new).await.text();
    let (first, second) =
        tokio::join!(unit.send_form(&page, new, new, &WITNESS), unit.send_form(&page, new, new, &WITNESS));
    let led = first.expect(303).header("location").to_owned();
    assert_eq!(second.expect(303).header("location"), led);
    let row = |name: &str| json!({ "name": name, "unit": "乙公司", "phone": "13800005678", "request_id": "one-row" });
    for _ in 0..2 {
        let kept = unit.post(new, &row("李示例")).await.expect(200).json();
        assert_eq!(names(&kept["fields"]["witnesses"], "name"), ["孙示例", "李示例"]);
    }
    assert_eq!(unit.post(new, &row("周示例")).await.expect(422).pointers(), ["/request_id"]);
    let other = [("name", "吴示例"), ("unit", "乙公司"), ("phone", "13800005678")];
    let shown = unit.send_form(&page, new, new, &other).await.expect(409).text();
    assert!(shown.contains("这一行已经保存过一次") && shown.contains("value=\"吴示例\""), "{shown}");
    unit.send_form(&shown, new, new, &[]).await.expect(303);
    let form = unit.page("/records/performance/new").await.text();
    assert!(["孙示例", "李示例", "吴示例"].iter().all(|name| form.contains(&format!(">{name}</td>"))), "{form}");
}

#[tokio::test]
async fn a_row_of_a_record_that_was_deleted_meanwhile_is_kept_in_the_form_of_a_new_one() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let id = a.post(WORKS, &performance(1)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let row = format!("/drafts/performance/{id}/rows/witnesses/new");
    let page = b.page(&row).await.expect(200).text();
    a.post(&format!("{WORKS}/{id}/removal"), &json!({})).await.expect(200);
    let told = b.send_form(&page, &row, &row, &WITNESS).await.expect(409).text();
    assert!(told.contains("已被删除") && told.contains("孙示例"), "{told}");
    b.page(&row).await.expect(404);
    b.post(&row, &json!({ "name": "孙示例", "unit": "乙公司", "phone": "13800005678" })).await.expect(409);
    town.enterprise(2).await;
    town.sign_in("unit2").await.post(&row, &json!({ "name": "孙示例" })).await.expect(404);
}

#[tokio::test]
async fn whoever_comes_second_to_a_row_sees_what_is_there_now() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let id = a.post(WORKS, &performance(1)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let row = format!("/drafts/performance/{id}/rows/witnesses/0");
    let (first, second) = (a.page(&row).await.expect(200).text(), b.page(&row).await.expect(200).text());
    a.send_form(&first, &row, &row, &[("duty", "总监")]).await.expect(303);
    let told = b.send_form(&second, &row, &row, &[("duty", "监理员")]).await.expect(409).text();
    assert!(told.contains("这一位置现在是") && told.contains("职务 总监"), "what the other one wrote: {told}");
    assert!(told.contains("value=\"监理员\""), "and what was typed: {told}");
}
