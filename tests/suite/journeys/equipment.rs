//! 装备及检测项目 (manual, 3.7), only for 质量检测机构: chosen, never typed.

use crate::people::{agency, equipment};
use crate::town::{Town, Visitor};
use serde_json::json;
use testkit::files;

const EQUIPMENT: &str = "/records/equipment";

async fn lab(town: &Town) -> Visitor<'_> {
    town.visitor().post("/registrations/enterprises", &agency(1)).await.expect(201);
    town.sign_in("lab1").await
}

#[tokio::test]
async fn r_3_7_2_equipment_is_listed_and_added() {
    let town = Town::open().await;
    let a = lab(&town).await;
    let empty = a.page(EQUIPMENT).await.expect(200).text();
    assert!(empty.contains("新增记录") && empty.contains("还没有技术装备"));
    let form = a.page("/records/equipment/new").await.expect(200).text();
    assert!(form.contains("一定要选择，不要输入"));
    a.post(EQUIPMENT, &equipment(1)).await.expect(201);
    let list = a.page(EQUIPMENT).await.text();
    assert!(list.contains("水泥净浆搅拌机") && list.contains("SB0001"));
}

#[tokio::test]
async fn r_3_7_3_each_level_offers_its_children_only_and_a_change_above_clears_what_is_below() {
    let town = Town::open().await;
    let a = lab(&town).await;
    let form = a.page("/records/equipment/new").await.expect(200).text();
    assert!(form.contains("检测专项") && !form.contains("<option value=\"\">检测项目"));
    let again = |shown: String, chosen: &'static [(&'static str, &'static str)]| {
        let a = &a;
        async move {
            let mut fields = chosen.to_vec();
            fields.push(("_again", "item"));
            a.send_form(&shown, EQUIPMENT, EQUIPMENT, &fields).await.expect(200).text()
        }
    };
    let two = again(form, &[("item", "SP01")]).await;
    assert!(
        two.contains("<option value=\"\">检测项目")
            && two.contains(">水泥</option>")
            && !two.contains("检测参数</option>")
    );
    let three = again(two, &[("item", "SP01"), ("item", "SP01-01")]).await;
    assert!(three.contains(">凝结时间</option>"));
    let four = again(three, &[("item", "SP01"), ("item", "SP01-01"), ("item", "SP01-01-001")]).await;
    assert!(four.contains("主要仪器设备名称") && four.contains(">水泥净浆搅拌机</option>"));
    let other = again(four, &[("item", "SP02"), ("item", "SP01-01"), ("item", "SP01-01-001")]).await;
    assert!(!other.contains(">凝结时间</option>") && !other.contains(">水泥</option>"), "what is below is chosen anew");
}

#[tokio::test]
async fn r_3_7_4_what_is_typed_or_belongs_elsewhere_is_refused() {
    let town = Town::open().await;
    let a = lab(&town).await;
    for item in [
        json!(["SP01", "SP01-01", "SP01-01-001", "我的搅拌机"]),
        json!(["SP01", "SP01-01", "SP01-01-001"]),
        json!(["SP02", "SP01-01", "SP01-01-001", "E001"]),
        json!("水泥净浆搅拌机"),
    ] {
        let mut body = equipment(1);
        body["item"] = item.clone();
        let refused = a.post(EQUIPMENT, &body).await.expect(422);
        assert_eq!(refused.pointers(), ["/item"], "{item}");
        let words = if item.as_array().is_some_and(|it| it.len() == 3) {
            "请从列表中选择到最后一级"
        } else {
            "请从列表中选择，不允许手工输入"
        };
        assert!(refused.text().contains(words), "{item}");
    }
}

#[tokio::test]
async fn r_3_7_5_nothing_is_saved_without_the_choice() {
    let town = Town::open().await;
    let a = lab(&town).await;
    let mut body = equipment(1);
    body.as_object_mut().unwrap().remove("item");
    let refused = a.post(EQUIPMENT, &body).await.expect(422);
    assert_eq!(refused.pointers(), ["/item"]);
    body = equipment(1);
    body["calibrated_until"] = json!("2025-01-01");
    assert_eq!(a.post(EQUIPMENT, &body).await.expect(422).pointers(), ["/calibrated_until"]);
}

#[tokio::test]
async fn r_3_7_6_material_and_calibration_certificates_lie_with_the_equipment() {
    let town = Town::open().await;
    let a = lab(&town).await;
    let id = a.post(EQUIPMENT, &equipment(1)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let page = a.page(&format!("{EQUIPMENT}/{id}")).await.text();
    assert!(page.contains(">02</span>") && page.contains("技术装备材料") && page.contains("校准证书"));
    let ticket = json!({ "for": "equipment", "of": id, "kind": "calibration" });
    let (_, became) = a.lays(ticket, "校准证书.pdf", &files::pdf()).await;
    assert_eq!(became["state"], "admitted");
    let kept = a.get(&format!("{EQUIPMENT}/{id}")).await.json();
    assert_eq!(kept["attachments"][0]["kind"], "calibration");
}

#[tokio::test]
async fn r_3_7_7_the_list_is_searched_by_category_words_and_validity() {
    let town = Town::open().await;
    let a = lab(&town).await;
    a.post(EQUIPMENT, &equipment(1)).await.expect(201);
    let mut other = equipment(2);
    other["item"] = json!(["SP01", "SP01-01", "SP01-01-002", "E001"]);
    other["calibrated"] = json!("2024-01-10");
    other["calibrated_until"] = json!("2025-01-09");
    a.post(EQUIPMENT, &other).await.expect(201);
    let numbers = |path: &'static str| {
        let a = &a;
        async move {
            let items = a.get(path).await.expect(200).json()["items"].clone();
            items.as_array().unwrap().iter().map(|it| it["number"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert_eq!(numbers("/records/equipment?item=SP01").await.len(), 2);
    assert_eq!(numbers("/records/equipment?item=SP01&item=SP01-01&item=SP01-01-002").await, ["SB0002"]);
    assert_eq!(numbers("/records/equipment?item=SP02").await, Vec::<String>::new());
    assert_eq!(numbers("/records/equipment?validity=expired").await, ["SB0002"]);
    assert_eq!(numbers("/records/equipment?validity=valid&q=NJ-160A-1").await, ["SB0001"]);
    let page = a.page("/records/equipment?item=SP01").await.text();
    for words in ["检测专项", "检测项目", "有效期状态", "检索", "已过期", "显示全部"] {
        assert!(page.contains(words), "{words}");
    }
}

#[tokio::test]
async fn r_3_7_1_an_expired_calibration_is_said_on_the_page() {
    let town = Town::open().await;
    let a = lab(&town).await;
    let mut body = equipment(1);
    body["calibrated"] = json!("2024-01-10");
    body["calibrated_until"] = json!("2025-01-09");
    let id = a.post(EQUIPMENT, &body).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let page = a.page(&format!("{EQUIPMENT}/{id}")).await.text();
    assert!(page.contains("已过期") && page.contains("有效期已过"));
}
