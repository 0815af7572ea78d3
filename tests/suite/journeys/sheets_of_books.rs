//! The unit's books as spreadsheets: 模板下载 of the 社保声明, 下载清单, and Excel 导入 of works and equipment.

use super::imports::draft;
use super::posts::added;
use crate::people::{agency, equipment, performance, worker};
use crate::town::{Town, Visitor};
use calamine::{Reader, Xlsx};
use catalog::imports::{EQUIPMENT, Import, PERFORMANCE};
use domain::form::Draft;
use serde_json::{Value as Json, json};
use sheets::Book;
use std::io::Cursor;
use testkit::numbers::{credit_code, identity};

/// Every row of the first sheet, each cell as it is kept; that all of them are texts is a condition.
pub async fn sheet_of(visitor: &Visitor<'_>, path: &str) -> Vec<Vec<String>> {
    let seen = visitor.page(path).await.expect(200);
    assert!(seen.header("content-disposition").starts_with("attachment") && seen.header("cache-control") == "no-store");
    let mut book = Xlsx::new(Cursor::new(seen.body)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &calamine::Data| match cell {
        calamine::Data::String(text) => text.clone(),
        calamine::Data::Empty => String::new(),
        other => panic!("{path}: {other:?} is no text"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

pub fn column(rows: &[Vec<String>], head: &str) -> Vec<String> {
    let (line, at) = rows
        .iter()
        .enumerate()
        .find_map(|(n, row)| row.iter().position(|cell| cell == head).map(|at| (n, at)))
        .expect(head);
    rows[line + 1..].iter().map(|row| row[at].clone()).filter(|cell| !cell.is_empty()).collect()
}

#[tokio::test]
async fn r_3_6_2_the_template_is_already_filled_with_the_units_own_people() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.enterprise(2).await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let manager = added(&a, "manager", 20).await;
    a.post(&format!("/people/{manager}?post=technical"), &crate::holders::holder("technical", 20)).await.expect(200);
    let mut insured = worker(7);
    insured["insurance"] = json!(["pension", "injury"]);
    let seven = a.post("/people", &insured).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    b.post("/people", &worker(8)).await.expect(201);
    town.person(3, &unit).await;
    for path in ["/records/insurance", "/records/insurance?edit=1"] {
        let page = a.page(path).await.expect(200).text();
        let section = page.split("id=\"section-papers\"").nth(1).unwrap();
        let link = "<a class=\"govuk-link\" href=\"/records/insurance/template\" download>模板下载</a>";
        assert!(section.contains(link) && section.contains("上传"), "{path}: {section}");
        assert!(section.contains("完整证件号码，下载会被记录"), "{path}: {section}");
    }
    let kept = sheet_of(&a, "/records/insurance/template").await;
    let all = kept.concat().join("\n");
    for words in
        ["承诺主体", "沈阳示例第1建设有限公司", &credit_code(1), "本单位承诺：", "法定代表人签字", "公章", "日期"]
    {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert_eq!(column(&kept, "姓名"), ["赵示例20", "赵示例7"], "each once, and nobody who was not passed yet");
    assert!(!all.contains("赵示例8"), "nobody else's: {all}");
    assert_eq!(column(&kept, "证件号码"), [identity(20), identity(7)], "whole, since it is handed in");
    assert_eq!(column(&kept, "险种")[..1], ["基本养老保险、工伤保险"]);
    let told = a.get(&format!("/people/{seven}")).await.expect(200).json()["history"].clone();
    let looks: Vec<&Json> = told.as_array().unwrap().iter().filter(|it| it["did"] == "查看完整号码").collect();
    assert_eq!(looks.len(), 1, "the download is a look at everybody: {told}");
    assert_eq!((&looks[0]["by"], &looks[0]["reason"]), (&json!("沈阳示例第1建设有限公司"), &json!("下载社保声明模板")));
    let later = a.post("/people", &worker(9)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let told = a.get(&format!("/people/{later}")).await.expect(200).json()["history"].to_string();
    assert!(!told.contains("查看完整号码"), "who came later was not in it: {told}");
    let others = sheet_of(&b, "/records/insurance/template").await;
    assert_eq!(column(&others, "姓名"), ["赵示例8"]);
    for path in ["/records/performance/template", "/records/profile/template", "/records/insurance/sheet"] {
        a.page(path).await.expect(404);
    }
}

#[tokio::test]
async fn works_and_equipment_are_downloaded_as_lists_of_texts() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.visitor().post("/registrations/enterprises", &agency(2)).await.expect(201);
    let (a, lab) = (town.sign_in("unit1").await, town.sign_in("lab2").await);
    let mut formula = performance(1);
    formula["name"] = json!("=1+1");
    a.post("/records/performance", &formula).await.expect(201);
    lab.post("/records/equipment", &equipment(1)).await.expect(201);
    let works = sheet_of(&a, "/records/performance/sheet").await;
    assert_eq!((column(&works, "项目名称"), column(&works, "合同金额（万元）").len()), (vec!["=1+1".to_owned()], 1));
    let list = sheet_of(&lab, "/records/equipment/sheet").await;
    assert_eq!((list.len(), column(&list, "设备编号")), (2, vec!["SB0001".to_owned()]));
    assert!(list[1][0].contains("水泥净浆搅拌机"));
    assert!(a.page("/records/performance").await.text().contains("下载清单"));
    a.page("/records/equipment/sheet").await.expect(403);
    lab.page("/records/performance/sheet").await.expect(403);
}

/// Sends these records, looks at what was found, agrees, and waits until they are taken.
async fn imported(unit: &Visitor<'_>, kind: &Import, drafts: &[Draft]) -> (Json, Json) {
    let bytes = Book::of(kind.form, kind.key).written(drafts).unwrap();
    let path = unit.sends_sheet_of(kind.code, "a.xlsx", &bytes).await;
    let seen = unit.import_is(&path, &["ready"]).await;
    unit.page(&path).await.expect(200);
    unit.post(&format!("{path}/acceptance"), &json!({ "version": seen["version"] })).await.expect(200);
    (seen, unit.import_is(&path, &["done"]).await)
}

fn told(seen: &Json) -> [u64; 4] {
    ["good", "bad", "taken", "failed"].map(|name| seen[name].as_u64().unwrap())
}

#[tokio::test]
async fn works_of_a_spreadsheet_are_taken_with_their_witnesses_and_bad_rows_are_named() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    assert!(unit.page("/records/performance").await.text().contains("href=\"/imports/new?of=performance\""));
    let long = |tail: &str| performance_named(&format!("{}{tail}", "沈阳示例".repeat(12)));
    unit.post("/records/performance", &long("一标段")).await.expect(201);
    let wrong = draft(&performance(3)).with("finished", "2018-01-01");
    let drafts = [draft(&performance(2)), wrong, draft(&long("二标段")), draft(&long("一标段"))];
    let (seen, done) = imported(&unit, &PERFORMANCE, &drafts).await;
    assert_eq!((told(&seen), told(&done)), ([2, 2, 0, 0], [2, 2, 2, 0]), "{seen}");
    let reasons = seen["rows"].to_string();
    assert!(reasons.contains("不能早于实际开工日期") && reasons.contains("本单位已有内容完全相同的记录"), "{reasons}");
    let list = unit.get("/records/performance").await.json()["items"].clone();
    assert_eq!(list.as_array().unwrap().len(), 3);
    let taken = list.as_array().unwrap().iter().find(|it| it["name"] == "示例住宅楼2号").unwrap()["id"].clone();
    let one = unit.get(&format!("/records/performance/{}", taken.as_str().unwrap())).await.expect(200).json();
    assert_eq!((&one["witnesses"][0]["name"], &one["division"][2]), (&json!("钱示例"), &json!("210102")));
    assert_eq!(one["history"][0]["did"], "新增");
}

fn performance_named(name: &str) -> Json {
    let mut work = performance(1);
    work["name"] = json!(name);
    work
}

#[tokio::test]
async fn equipment_of_a_spreadsheet_is_taken_and_only_by_units_that_have_it() {
    let town = Town::open().await;
    town.enterprise(2).await;
    town.visitor().post("/registrations/enterprises", &agency(1)).await.expect(201);
    let (lab, firm) = (town.sign_in("lab1").await, town.sign_in("unit2").await);
    let wrong = draft(&equipment(2)).with("calibrated_until", "2020-01-01");
    let drafts = [draft(&equipment(1)), wrong, draft(&equipment(1))];
    let (seen, done) = imported(&lab, &EQUIPMENT, &drafts).await;
    assert_eq!((told(&seen), told(&done)), ([1, 2, 0, 0], [1, 2, 1, 0]), "{seen}");
    let reasons = seen["rows"].to_string();
    assert!(reasons.contains("不能早于检定/校准日期"), "{reasons}");
    assert!(reasons.contains("检测项目及仪器设备、设备编号与第 2 行重复"), "{reasons}");
    let list = lab.get("/records/equipment").await.json()["items"].clone();
    assert_eq!((list.as_array().unwrap().len(), &list[0]["item"]), (1, &equipment(1)["item"]));
    lab.page("/imports/template?of=equipment").await.expect(200);
    let ticket = json!({ "of": "equipment", "name": "a.xlsx", "size": 9 });
    firm.post("/imports", &ticket).await.expect(403);
    firm.page("/imports/new?of=equipment").await.expect(403);
    firm.page("/imports/template?of=equipment").await.expect(403);
    let offered = firm.page("/imports").await.text();
    assert!(offered.contains("of=performance") && !offered.contains("of=equipment"));
}

#[tokio::test]
async fn every_other_list_of_a_unit_is_downloaded_with_its_own_entries_only() {
    let town = Town::open().await;
    let (unit, _) = (town.enterprise(1).await, town.enterprise(2).await);
    town.person(0, &unit).await;
    town.sign_in("person0").await.hand_in().await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let leaving = a.post("/people", &worker(7)).await.expect(201).json()["id"].clone();
    a.post("/deletion-requests", &json!({ "person": leaving })).await.expect(201);
    a.post("/applications", &json!({ "matter": "D101C" })).await.expect(201);
    for (list, sheet, column_name, told) in [
        ("/reviews", "/reviews/sheet", "姓名", "王示例0"),
        ("/deletion-requests", "/deletion-requests/sheet", "姓名", "赵示例7"),
        ("/applications", "/applications/sheet", "申报事项", ""),
        ("/qualifications", "/qualifications/sheet", "证书编号", "-"),
        ("/reviews?state=approved", "/reviews/sheet?state=approved", "通过时间", "-"),
    ] {
        assert!(a.page(list).await.expect(200).text().contains(&format!("href=\"{sheet}\" download>下载")), "{list}");
        let own = sheet_of(&a, sheet).await;
        assert!(!own.concat().contains(&identity(7)) && !own.concat().contains(&identity(0)), "{sheet} is masked");
        let entries = column(&own, column_name);
        assert_eq!(entries.len(), usize::from(told != "-"), "{sheet}: {own:?}");
        assert!(told == "-" || entries[0].contains(told), "{sheet}: {own:?}");
        assert_eq!(column(&sheet_of(&b, sheet).await, column_name), Vec::<String>::new(), "{sheet} of another unit");
    }
}
