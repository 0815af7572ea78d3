//! 单位管理 · 基本信息 (manual, 3.1): shown, completed and changed by the enterprise.

use crate::people::basics;
use crate::town::Town;
use serde_json::json;

const MUST: [&str; 11] = [
    "registration_type",
    "division",
    "registered_address",
    "founded",
    "address",
    "contact",
    "phone",
    "licence_number",
    "capital",
    "currency",
    "scope",
];

#[tokio::test]
async fn r_3_1_1_r_3_1_2_the_page_shows_three_parts_and_a_button_opens_the_form() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let shown = a.page("/unit").await.expect(200).text();
    assert!(shown.contains("href=\"/unit?edit=1\">修改信息") && shown.contains("沈阳示例第1建设有限公司"));
    assert!(shown.contains(&testkit::numbers::credit_code(1)));
    let form = a.page("/unit?edit=1").await.expect(200).text();
    for page in [&shown, &form] {
        let places: Vec<_> = [("01", "基本信息"), ("02", "联系信息"), ("03", "营业信息")]
            .map(|(no, title)| page.find(&format!("{no}</span><h2 class=\"govuk-heading-m\">{title}")))
            .into_iter()
            .collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        assert!(!page.contains(">04</span>"));
    }
    assert!(form.contains("value=\"13800005678\""), "what the registration knows is filled in");
}

#[tokio::test]
async fn r_3_1_3_save_and_close_is_at_the_top_and_the_page_shows_the_new_values() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let form = a.page("/unit?edit=1").await.expect(200).text();
    assert!(form.find("保存并关闭").unwrap() < form.find(">01</span>").unwrap(), "top left");
    let narrowed = [("division", "210000"), ("_again", "division"), ("parent", "某集团")];
    let narrowed = a.send_form(&form, "/unit", "/unit", &narrowed).await.expect(200).text();
    assert!(narrowed.contains("沈阳市") && narrowed.contains("value=\"某集团\""), "the next level without a script");
    let mut fields = vec![("division", "210000"), ("division", "210100"), ("division", "210102")];
    let values = basics();
    let texts = values.as_object().unwrap().iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    fields.extend(texts);
    let led = a.send_form(&narrowed, "/unit", "/unit", &fields).await.expect(303);
    assert_eq!(led.header("location"), "/unit?note=saved");
    let shown = a.page("/unit?note=saved").await.expect(200).text();
    for words in
        ["保存成功", "和平区示例路2号", "有限责任公司", "辽宁省", "沈阳市", "和平区", "某集团", "人民币", "2001-05-01"]
    {
        assert!(shown.contains(words), "{words}");
    }
    assert!(!shown.contains("还没有完善"));
    let kept = a.get("/unit").await.expect(200).json();
    assert_eq!(
        (&kept["completed"], &kept["division"], &kept["parent"]),
        (&json!(true), &basics()["division"], &json!("某集团"))
    );
}

#[tokio::test]
async fn r_3_1_4_nothing_is_saved_before_every_required_field_is_filled() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    for field in MUST {
        let mut body = basics();
        body.as_object_mut().unwrap().remove(field);
        assert_eq!(a.post("/unit", &body).await.pointers(), [format!("/{field}")]);
        let form = a.page("/unit?edit=1").await.expect(200).text();
        let blank: Vec<(&str, &str)> = MUST.iter().map(|field| (*field, "")).collect();
        let again = a.send_form(&form, "/unit", "/unit", &blank).await.expect(422).text();
        assert!(again.contains(&format!("href=\"#{field}\"")) && again.contains("有 11 处需要修改"), "{field}");
    }
    let unit = a.get("/unit").await.json();
    assert_eq!((&unit["completed"], &unit["version"]), (&json!(false), &json!(1)));
}

#[tokio::test]
async fn r_3_1_4_what_cannot_be_is_refused_beside_its_field() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    for (field, wrong) in [
        ("founded", json!("2001-02-30")),
        ("founded", json!("2999-01-01")),
        ("founded", json!("去年")),
        ("capital", json!("很多")),
        ("capital", json!("-1")),
        ("currency", json!("金子")),
        ("registration_type", json!("有限责任公司")),
        ("division", json!(["210000", "110000", "110101"])),
        ("division", json!(["210000"])),
        ("division", json!("沈阳")),
        ("phone", json!("024-12345678")),
        ("employees", json!("-5")),
        ("scope", json!("长".repeat(2001))),
        ("name", json!("另一个名称")),
        ("credit_code", json!(testkit::numbers::credit_code(9))),
    ] {
        let mut body = basics();
        body[field] = wrong.clone();
        let seen = a.post("/unit", &body).await;
        assert_eq!(seen.pointers(), [format!("/{field}")], "{wrong}");
    }
    let mut body = basics();
    (body["capital"], body["employees"]) = (json!(5000.5), json!(120));
    let kept = a.post("/unit", &body).await.expect(200).json();
    assert_eq!((&kept["capital"], &kept["completed"]), (&a.get("/unit").await.json()["capital"], &json!(true)));
}

#[tokio::test]
async fn r_3_1_5_every_field_and_the_buttons_are_on_one_page() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let form = town.sign_in("unit1").await.page("/unit?edit=1").await.expect(200).text();
    for field in catalog::unit::BASICS.fields() {
        assert!(form.contains(&format!("name=\"{}\"", field.name)), "{}", field.name);
    }
    assert!(form.contains(">关闭</a>"), "leaves without saving");
}
