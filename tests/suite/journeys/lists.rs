//! Lists: every one is downloaded as it is narrowed, and searched without regard to width and case.

use super::sheets_of_books::{column, sheet_of};
use crate::people::{agency, equipment, performance, worker};
use crate::town::{Town, Visitor};
use serde_json::json;
use testkit::files;
use testkit::numbers::identity;

fn q(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// What a list says of its first column in the sheet that its page leads to.
async fn downloaded(who: &Visitor<'_>, list: &str, head: &str) -> Vec<String> {
    let page = who.page(list).await.expect(200).text();
    let link = page.split("href=\"").skip(1).find(|rest| {
        let (to, rest) = rest.split_once('"').unwrap();
        to.contains("sheet") && rest.starts_with(" download>下载")
    });
    let to = link.unwrap_or_else(|| panic!("{list} leads to no sheet: {page}")).split('"').next().unwrap();
    column(&sheet_of(who, &to.replace("&#38;", "&").replace("&amp;", "&")).await, head)
}

#[tokio::test]
async fn every_list_of_everybody_is_downloaded_as_it_is_narrowed() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer1").await);
    for title in ["关于核查的通知", "ABC 平台上线"] {
        officer.post("/notices", &json!({ "title": title, "body": "正文" })).await.expect(201);
    }
    let anybody = town.visitor();
    assert_eq!(downloaded(&anybody, "/notices", "标题").await, ["ABC 平台上线", "关于核查的通知"]);
    assert_eq!(downloaded(&anybody, &format!("/notices?q={}", q("ａｂｃ")), "标题").await, ["ABC 平台上线"]);

    let place = |kind: &str| json!({ "for": "unit", "kind": kind });
    unit.lays(place("licence"), "营业执照.jpg", &files::jpeg(41, 30)).await;
    unit.lays(place("audit"), "审计.jpg", &files::jpeg(42, 30)).await;
    assert_eq!(downloaded(&unit, "/materials", "文件名").await, ["审计.jpg", "营业执照.jpg"]);
    assert_eq!(downloaded(&unit, "/materials?kind=licence", "文件名").await, ["营业执照.jpg"]);
    assert_eq!(downloaded(&unit, &format!("/materials?q={}", q("审计.JPG")), "文件名").await, ["审计.jpg"]);

    assert!(downloaded(&unit, "/todos", "事项").await.iter().any(|it| it.contains("完善单位基本信息")));
    let matters = downloaded(&unit, "/matters", "事项编码").await;
    let shown = unit.get("/matters").await.json();
    assert!(matters.len() > shown["items"].as_array().unwrap().len(), "all of them, not a page: {matters:?}");
    assert_eq!(downloaded(&unit, "/matters?q=d101c", "事项编码").await, ["D101C"]);

    town.unverified(3).await;
    town.sign_in("unit3").await.hangs_its_licence().await;
    town.sign_in("unit3").await.post("/unit/verification", &json!({})).await.expect(200);
    let leaving = unit.post("/people", &worker(7)).await.expect(201).json()["id"].clone();
    let request = super::deletion::asks(&unit, leaving.as_str().unwrap()).await;
    super::deletion::says(&unit, &request).await;
    unit.post(&format!("{request}/submission"), &json!({})).await.expect(200);
    let all = downloaded(&officer, "/cases", "类型").await;
    assert_eq!((all.len(), downloaded(&officer, "/cases?sort=unit", "类型").await), (2, vec!["单位核实".to_owned()]));
    assert_eq!(downloaded(&officer, "/cases?mine=1", "类型").await, Vec::<String>::new());
    assert_eq!(downloaded(&officer, "/deletion-requests", "申请删除的人员").await, ["赵示例7"]);
    assert!(downloaded(&officer, "/deletion-requests?q=x", "申请删除的人员").await.is_empty());
    let found = downloaded(&officer, &format!("/units?q={}", q("示例第1")), "企业名称").await;
    assert_eq!(found, ["沈阳示例第1建设有限公司"], "{id}");
    assert!(!downloaded(&officer, "/todos", "事项").await.is_empty());
    assert_eq!(downloaded(&unit, "/deletion-requests", "姓名").await, ["赵示例7"]);
    let masked = sheet_of(&unit, "/deletion-requests/sheet").await.concat().join("");
    assert!(!masked.contains(&identity(7)));
}

#[tokio::test]
async fn the_lists_of_people_and_books_are_downloaded_as_they_are_narrowed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    super::posts::added(&unit, "legal", 20).await;
    assert_eq!(downloaded(&unit, "/people?post=legal", "姓名").await, ["赵示例20"], "a list of one is a list");
    for n in 1..4 {
        unit.post("/people", &worker(n)).await.expect(201);
        unit.post("/records/performance", &performance(n)).await.expect(201);
    }
    assert_eq!(downloaded(&unit, &format!("/people?q={}", q("示例2")), "姓名").await, ["赵示例2"]);
    let works = format!("/records/performance?q={}", q("楼2号"));
    assert_eq!(downloaded(&unit, &works, "项目名称").await, ["示例住宅楼2号"]);
    unit.post("/applications", &json!({ "matter": "D101C" })).await.expect(201);
    assert!(downloaded(&unit, "/applications?q=zzz", "申报事项").await.is_empty());
    assert_eq!(downloaded(&unit, "/applications", "申报事项").await.len(), 1);
    town.visitor().post("/registrations/enterprises", &agency(2)).await.expect(201);
    let lab = town.sign_in("lab2").await;
    lab.post("/records/equipment", &equipment(3)).await.expect(201);
    assert!(downloaded(&lab, "/records/equipment?validity=expired", "设备编号").await.is_empty());
    for typed in ["nj-160a-3", "ＮＪ-160a-3", "sb0003"] {
        let found = lab.get(&format!("/records/equipment?q={}", q(typed))).await.json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{typed}");
        assert_eq!(downloaded(&lab, &format!("/records/equipment?q={}", q(typed)), "设备编号").await, ["SB0003"]);
    }
}

#[tokio::test]
async fn r_3_5_a_long_name_is_found_by_its_end_and_stands_whole_in_list_and_sheet() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let name = format!("{}北区二标段", "沈阳示例".repeat(23));
    assert!(name.chars().count() > 90);
    let mut work = performance(1);
    work["name"] = json!(name);
    work["owner"] = json!("建设单位".repeat(25));
    unit.post("/records/performance", &work).await.expect(201);
    let found = unit.get(&format!("/records/performance?q={}", q("北区二标段"))).await.json();
    assert_eq!(found["items"][0]["name"], json!(name), "{found}");
    assert_eq!(column(&sheet_of(&unit, "/records/performance/sheet").await, "项目名称"), [name]);
    // The longest entry still costs what any costs.
    let tables = crate::behind::Tables::of(&town);
    let entries = tables.all("HALL_TABLE", "unit#").await.into_iter();
    let entry = entries.filter(|it| it["sk"]["S"].as_str().unwrap().starts_with("record#performance#"));
    let bytes: Vec<usize> = entry.map(|it| size(&it)).collect();
    assert!(bytes.len() == 1 && bytes[0] <= 1024, "{bytes:?}");
}

/// What DynamoDB counts of an item: names and values.
fn size(item: &serde_json::Value) -> usize {
    fn value(it: &serde_json::Value) -> usize {
        let (kind, of) = it.as_object().unwrap().iter().next().unwrap();
        match kind.as_str() {
            "S" => of.as_str().unwrap().len(),
            "N" => of.as_str().unwrap().len() / 2 + 2,
            "M" => 3 + of.as_object().unwrap().iter().map(|(name, it)| name.len() + value(it) + 1).sum::<usize>(),
            "L" => 3 + of.as_array().unwrap().iter().map(|it| value(it) + 1).sum::<usize>(),
            _ => 1,
        }
    }
    item.as_object().unwrap().iter().map(|(name, it)| name.len() + value(it)).sum()
}
