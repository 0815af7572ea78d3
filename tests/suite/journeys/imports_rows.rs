//! Excel 导入: every row ends taken once or named. Rows of other sheets go to their record or come back, a bad row stands
//! in no other's way, what is alike is told and what is the same is taken once, and what was shown can be given up.

use super::imports::{draft, people, person, sheet};
use super::sheets_of_books::{column, sheet_of};
use crate::people::{agency, equipment, performance, worker};
use crate::town::{Town, Visitor};
use catalog::imports::{EQUIPMENT, Import, PERFORMANCE};
use domain::form::{Draft, Entry};
use serde_json::{Value as Json, json};
use sheets::{Book, Reject};
use testkit::numbers::identity;

fn written(kind: &Import, drafts: &[Draft]) -> Vec<u8> {
    Book::of(kind.form, kind.key).written(drafts).unwrap()
}

/// Sends a file and waits until it was looked through; its address and what was found.
async fn shown(unit: &Visitor<'_>, of: &str, bytes: &[u8]) -> (String, Json) {
    let path = unit.sends_sheet_of(of, "a.xlsx", bytes).await;
    let seen = unit.import_is(&path, &["ready"]).await;
    (path, seen)
}

/// Agrees, and waits until it was taken.
async fn taken(unit: &Visitor<'_>, path: &str) -> Json {
    unit.post(&format!("{path}/acceptance"), &json!({})).await.expect(200);
    unit.import_is(path, &["done"]).await
}

fn told(seen: &Json) -> [u64; 4] {
    ["good", "bad", "taken", "failed"].map(|name| seen[name].as_u64().unwrap())
}

async fn kept(unit: &Visitor<'_>, list: &str) -> usize {
    unit.get(list).await.expect(200).json()["items"].as_array().unwrap().len()
}

fn work(n: u32, name: &str, witness: &str) -> Draft {
    let mut work = performance(n);
    (work["name"], work["witnesses"][0]["name"]) = (json!(name), json!(witness));
    draft(&work)
}

#[tokio::test]
async fn rows_of_other_sheets_go_to_the_record_of_exactly_their_name() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let works = [work(1, "Block a", "甲"), work(2, "Block A", "乙")];
    let (path, seen) = shown(&unit, "performance", &written(&PERFORMANCE, &works)).await;
    assert_eq!(told(&seen), [2, 0, 0, 0], "{seen}");
    taken(&unit, &path).await;
    for (name, witness) in [("Block a", "甲"), ("Block A", "乙")] {
        let list = unit.get("/records/performance").await.json()["items"].clone();
        let it = list.as_array().unwrap().iter().find(|it| it["name"] == name).expect(name)["id"].clone();
        let it = unit.get(&format!("/records/performance/{}", it.as_str().unwrap())).await.json();
        let witnesses: Vec<&Json> = it["witnesses"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
        assert_eq!(witnesses, [witness], "{name}");
    }
}

#[tokio::test]
async fn every_row_of_another_sheet_that_belongs_to_nobody_is_named_and_comes_back() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let stray = |n: u32| {
        let row = Draft::default().with("from", "2020-01").with("employer", format!("第{n}公司"));
        let mut draft = Draft::default().with("identity_number", identity(100 + n));
        draft.0.insert("cv".to_owned(), Entry::Rows(vec![row]));
        Reject { number: 2 + n, sheet: Some("简历".to_owned()), draft, reasons: vec![] }
    };
    let good = Reject { number: 2, sheet: None, draft: person(0), reasons: vec![] };
    let file: Vec<Reject> = std::iter::once(good).chain((0..30).map(stray)).collect();
    let (path, seen) = shown(&unit, "people", &people().rejects(&file).unwrap()).await;
    assert_eq!(told(&seen), [1, 30, 0, 0], "{seen}");
    let rows = seen["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 30);
    for row in rows {
        assert_eq!(row["sheet"], "简历");
        assert!(row["reasons"][0].as_str().unwrap().contains("证件号码不在“非注册人员”页中"), "{row}");
    }
    let page = unit.page(&path).await.expect(200).text();
    assert!(page.contains("“简历”页 31") && !page.contains(&identity(100)), "named, and masked: {page}");
    let back = unit.page(&format!("{path}/rejects")).await.expect(200).body;
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(back)).unwrap();
    let cv = calamine::Reader::worksheet_range(&mut book, "简历").unwrap();
    let cell = |row: &[calamine::Data], at: usize| row.get(at).map(ToString::to_string).unwrap_or_default();
    let employers: Vec<String> = cv.rows().skip(1).map(|row| cell(row, 3)).collect();
    assert_eq!(employers, (0..30).map(|n| format!("第{n}公司")).collect::<Vec<_>>());
    let reasons: Vec<String> = cv.rows().skip(1).map(|row| row.last().unwrap().to_string()).collect();
    assert!(reasons.iter().all(|reason| reason.contains("证件号码不在")), "{reasons:?}");
    assert_eq!(taken(&unit, &path).await["taken"], 1);
    unit.page(&format!("{path}/rejects")).await.expect(200);
}

#[tokio::test]
async fn a_bad_row_does_not_make_a_good_one_bad() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let mut wrong = person(0);
    wrong.0.insert("cv".into(), Entry::Rows(vec![Draft::default().with("from", "昨天").with("employer", "一建")]));
    // The rows of other sheets of one number go to the first that bears it, so that the second is well.
    let mut right = person(0);
    right.0.retain(|_, entry| matches!(entry, Entry::Texts(_)));
    let (_, seen) = shown(&unit, "people", &people().written(&[wrong, right]).unwrap()).await;
    assert_eq!((told(&seen), &seen["rows"][0]["row"]), ([1, 1, 0, 0], &json!(2)), "{seen}");
}

#[tokio::test]
async fn works_of_one_name_are_taken_with_a_remark_and_the_same_work_is_taken_once() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/records/performance", &performance(1)).await.expect(201);
    let other = draft(&performance(1)).with("owner", "沈阳另一置业有限公司");
    let mut plain = draft(&performance(2));
    plain.0.remove("witnesses");
    let another = plain.clone().with("owner", "沈阳另一置业有限公司");
    let same = draft(&performance(1));
    let bytes = written(&PERFORMANCE, &[other.clone(), plain.clone(), another, plain]);
    let (path, seen) = shown(&unit, "performance", &bytes).await;
    assert_eq!(told(&seen), [3, 1, 0, 0], "{seen}");
    assert_eq!(seen["rows"][0]["reasons"], json!(["项目名称与第 3 行重复"]));
    let good = unit.get(&format!("{path}?shelf=good")).await.json();
    let remarks: Vec<String> = good["rows"].as_array().unwrap().iter().map(|row| row["remarks"].to_string()).collect();
    assert!(remarks[0].contains("本单位已有项目名称相同、内容不同的记录"), "{remarks:?}");
    assert!(remarks[1] == "[]" && remarks[2].contains("与第 3 行相同、内容不同"), "{remarks:?}");
    assert!(unit.page(&format!("{path}?shelf=good")).await.text().contains("请核对是否重复"));

    // The same file twice, both looked through before either is agreed to: every work is there once.
    let (again, seen) = shown(&unit, "performance", &bytes).await;
    assert_eq!(told(&seen), [3, 1, 0, 0]);
    assert_eq!(told(&taken(&unit, &path).await), [3, 1, 3, 0]);
    let second = taken(&unit, &again).await;
    assert_eq!(told(&second), [3, 1, 0, 3], "{second}");
    let named = unit.get(&format!("{again}?shelf=bad&page=2")).await.json()["rows"].to_string();
    assert!(named.matches("本单位已有内容完全相同的记录").count() == 3, "{named}");
    assert_eq!(kept(&unit, "/records/performance").await, 4);
    let (_, third) = shown(&unit, "performance", &bytes).await;
    assert_eq!(told(&third), [0, 4, 0, 0], "and looked through afterwards none of it can be taken: {third}");
    let (_, seen) = shown(&unit, "performance", &written(&PERFORMANCE, &[same])).await;
    assert_eq!(seen["rows"][0]["reasons"], json!(["本单位已有内容完全相同的记录"]), "also what was typed by hand");
}

#[tokio::test]
async fn whose_the_rows_of_other_sheets_are_is_never_guessed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let works = [work(1, "示例楼", "甲"), work(2, "示例楼", "乙").with("owner", "另一置业"), work(3, "别的楼", "丙")];
    let (path, seen) = shown(&unit, "performance", &written(&PERFORMANCE, &works)).await;
    assert_eq!(told(&seen), [1, 2, 0, 0], "{seen}");
    assert!(seen["rows"][0]["reasons"][0].as_str().unwrap().contains("不能确定其他工作表中的行属于哪一行"), "{seen}");
    let back = Book::of(PERFORMANCE.form, PERFORMANCE.key);
    let back = back.read(&unit.page(&format!("{path}/rejects")).await.expect(200).body).unwrap();
    let witnesses: usize = back.rows.iter().map(|row| row.draft.rows("witnesses").len()).sum();
    assert_eq!((back.rows.len(), witnesses), (2, 2), "all of it comes back");
}

#[tokio::test]
async fn equipment_that_is_alike_is_taken_as_by_hand() {
    let town = Town::open().await;
    town.visitor().post("/registrations/enterprises", &agency(1)).await.expect(201);
    let lab = town.sign_in("lab1").await;
    lab.post("/records/equipment", &equipment(1)).await.expect(201);
    let other = draft(&equipment(1)).with("model", "NJ-160B");
    let (path, seen) = shown(&lab, "equipment", &written(&EQUIPMENT, &[other, draft(&equipment(1))])).await;
    assert_eq!(told(&seen), [1, 1, 0, 0], "{seen}");
    taken(&lab, &path).await;
    assert_eq!(kept(&lab, "/records/equipment").await, 2);
}

#[tokio::test]
async fn of_a_kind_one_file_is_taken_at_a_time() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (first, _) = shown(&unit, "people", &sheet(0..60)).await;
    let (second, _) = shown(&unit, "people", &sheet(60..61)).await;
    // What was ordered stands still, so that the first stays under way.
    town.hall.faults().events(local::faults::Delivery::Lost);
    unit.post(&format!("{first}/acceptance"), &json!({})).await.expect(200);
    let refused = unit.post(&format!("{second}/acceptance"), &json!({})).await.expect(409).text();
    assert!(refused.contains("另一份文件正在录入"), "{refused}");
    town.hall.faults().clear();
    unit.post(&format!("{first}/acceptance"), &json!({})).await.expect(200);
    unit.import_is(&first, &["done"]).await;
    assert_eq!(taken(&unit, &second).await["taken"], 1);
}

#[tokio::test]
async fn what_was_shown_can_be_given_up_before_it_is_taken_and_not_afterwards() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (unit, other) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let (path, seen) = shown(&unit, "people", &sheet(0..2)).await;
    let removal = format!("{path}/removal");
    other.post(&removal, &json!({})).await.expect(404);
    unit.post(&removal, &json!({ "version": 7 })).await.expect(409);
    let page = unit.page(&path).await.expect(200).text();
    assert!(page.contains("放弃导入"), "{page}");
    let gives_up = json!({ "request_id": "gives-up", "version": seen["version"] });
    assert_eq!(unit.post(&removal, &gives_up).await.expect(200).json()["state"], "withdrawn");
    assert_eq!(unit.post(&removal, &gives_up).await.expect(200).json()["state"], "withdrawn", "the same answer");
    unit.post(&format!("{path}/acceptance"), &json!({})).await.expect(409);
    let page = unit.page(&path).await.expect(200).text();
    assert!(page.contains("没有录入任何内容") && !page.contains("确认录入") && page.contains("重新上传"), "{page}");
    assert!(unit.page("/imports").await.text().contains("已放弃"));
    assert_eq!(kept(&unit, "/people").await, 0);
    let (path, _) = shown(&unit, "people", &sheet(0..2)).await;
    let shown = unit.page(&path).await.text();
    unit.send_form(&shown, &path, &format!("{path}/acceptance"), &[]).await.expect(303);
    unit.import_is(&path, &["done"]).await;
    unit.post(&format!("{path}/removal"), &json!({})).await.expect(409);
    assert_eq!(kept(&unit, "/people").await, 2);
}

#[tokio::test]
async fn the_import_list_is_downloaded_with_what_became_of_each_file() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/people", &worker(0)).await.expect(201);
    let (path, _) = shown(&unit, "people", &sheet(0..3)).await;
    taken(&unit, &path).await;
    let rows = sheet_of(&unit, "/imports?sheet=1").await;
    assert_eq!((column(&rows, "文件"), column(&rows, "状态")), (vec!["a.xlsx".to_owned()], vec!["已完成".to_owned()]));
    assert_eq!(
        (column(&rows, "已录入行数"), column(&rows, "未录入行数")),
        (vec!["2".to_owned()], vec!["1".to_owned()])
    );
}
