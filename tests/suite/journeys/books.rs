//! The books of a unit: 企业简介 (manual, 3.4) and 建筑业企业业绩 (3.5), in both faces.

use crate::people::{agency, performance};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};
use testkit::files;

const WORKS: &str = "/records/performance";

/// The fields of a record as a page sends them.
fn spelled(record: &Json) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, value) in record.as_object().unwrap() {
        match value {
            Json::Array(all) if all.iter().all(Json::is_string) => {
                fields.extend(all.iter().map(|it| (name.clone(), it.as_str().unwrap().to_owned())));
            }
            Json::String(text) => fields.push((name.clone(), text.clone())),
            Json::Number(number) => fields.push((name.clone(), number.to_string())),
            _ => {}
        }
    }
    fields
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn firm(town: &Town) -> Visitor<'_> {
    town.enterprise(1).await;
    town.sign_in("unit1").await
}

#[tokio::test]
async fn r_3_3_a_unit_sees_the_books_of_its_kind_only_and_others_refuse() {
    let town = Town::open().await;
    let a = firm(&town).await;
    town.visitor().post("/registrations/enterprises", &agency(2)).await.expect(201);
    let lab = town.sign_in("lab2").await;
    let (firm, agency) = (a.page("/unit").await.text(), lab.page("/unit").await.text());
    for (page, there, absent) in
        [(&firm, "建筑业企业业绩", "装备及检测项目"), (&agency, "装备及检测项目", "建筑业企业业绩")]
    {
        assert!(page.contains(there) && !page.contains(absent), "{there}");
        assert!(page.contains("企业简介") && page.contains("社保声明") && page.contains("企业资质"));
    }
    for (who, book, body) in [(&a, "equipment", crate::people::equipment(1)), (&lab, "performance", performance(1))] {
        for path in [format!("/records/{book}"), format!("/records/{book}/new")] {
            who.get(&path).await.expect(403);
            who.page(&path).await.expect(403);
        }
        who.post(&format!("/records/{book}"), &body).await.expect(403);
        who.post(&format!("/drafts/{book}/new"), &json!({})).await.expect(404);
    }
    a.get("/records/passports").await.expect(404);
}

#[tokio::test]
async fn r_3_4_1_the_profile_keeps_text_history_and_attachments() {
    let town = Town::open().await;
    let a = firm(&town).await;
    let page = a.page("/records/profile").await.expect(200).text();
    assert!(page.contains("href=\"/records/profile?edit=1\">修改企业简介") && page.contains("还没有填写"));
    let form = a.page("/records/profile?edit=1").await.expect(200).text();
    for words in ["企业简介", "资质简介", "附件", "选择文件", "保存并关闭"] {
        assert!(form.contains(words), "{words}");
    }
    let refused = a
        .send_form(&form, "/records/profile", "/records/profile", &[("qualification_history", "2012 年取得三级")])
        .await;
    let refused = refused.expect(422).text();
    assert!(refused.contains("请填写企业简介") && refused.contains("2012 年取得三级"), "what was typed is there");
    let typed = [("introduction", "本公司成立于 2001 年。"), ("qualification_history", "")];
    let led = a.send_form(&form, "/records/profile", "/records/profile", &typed).await.expect(303);
    assert_eq!(led.header("location"), "/records/profile?note=saved");
    let kept = a.get("/records/profile").await.expect(200).json();
    assert_eq!((&kept["introduction"], &kept["version"]), (&json!("本公司成立于 2001 年。"), &json!(1)));
    let ticket = json!({ "for": "profile", "of": kept["id"], "kind": "certificate" });
    let (_, became) = a.lays(ticket, "资质证书.pdf", &files::pdf()).await;
    assert_eq!(became["state"], "admitted");
    a.post("/records/profile", &json!({ "qualification_history": "2012 年取得三级；2018 年升为二级" }))
        .await
        .expect(200);
    let kept = a.get("/records/profile").await.json();
    assert_eq!(kept["introduction"], "本公司成立于 2001 年。", "what a client leaves out stays");
    assert_eq!(kept["attachments"][0]["kind"], "certificate");
    let page = a.page("/records/profile").await.text();
    assert!(page.contains("修改了：资质简介") && page.contains("资质证书.pdf"), "who, when, what");
}

#[tokio::test]
async fn r_3_4_3_the_history_of_the_qualifications_may_be_empty_in_the_profile() {
    let town = Town::open().await;
    let a = firm(&town).await;
    a.post("/records/profile", &json!({ "introduction": "本公司成立于 2001 年。" })).await.expect(201);
    assert!(a.get("/records/profile").await.json().get("qualification_history").is_none());
}

#[tokio::test]
async fn r_3_5_2_r_3_5_3_works_are_listed_and_save_and_close_leads_back_to_the_list() {
    let town = Town::open().await;
    let a = firm(&town).await;
    let empty = a.page(WORKS).await.expect(200).text();
    assert!(empty.contains("新增记录") && empty.contains("还没有业绩"));
    let form = a.page("/records/performance/new").await.expect(200).text();
    assert!(form.find("保存并关闭").unwrap() < form.find(">01</span>").unwrap(), "top left");
    let typed = spelled(&performance(1));
    let led = a.send_form(&form, WORKS, WORKS, &pairs(&typed)).await.expect(303);
    assert_eq!(led.header("location"), "/records/performance?note=saved");
    let again = a.send_form(&form, WORKS, WORKS, &pairs(&typed)).await.expect(303);
    assert_eq!(again.header("location"), led.header("location"), "a second click has one effect");
    a.post(WORKS, &performance(2)).await.expect(201);
    let list = a.page(WORKS).await.text();
    assert!(list.contains("示例住宅楼1号") && list.contains("示例住宅楼2号"));
    let items = a.get(WORKS).await.json();
    assert_eq!(items["items"].as_array().unwrap().len(), 2);
    let found = a.get("/records/performance?q=楼2").await.json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert_eq!(found["items"][0]["name"], "示例住宅楼2号");
}

#[tokio::test]
async fn r_3_5_4_save_and_new_keeps_the_record_and_opens_a_blank_form() {
    let town = Town::open().await;
    let a = firm(&town).await;
    let form = a.page("/records/performance/new").await.expect(200).text();
    assert!(form.contains("保存并新建"));
    let typed = spelled(&performance(1));
    let mut fields = pairs(&typed);
    fields.push(("_then", "new"));
    let led = a.send_form(&form, WORKS, WORKS, &fields).await.expect(303);
    assert_eq!(led.header("location"), "/records/performance/new?note=saved");
    let blank = a.page("/records/performance/new?note=saved").await.text();
    assert!(blank.contains("保存成功") && !blank.contains("示例住宅楼1号"));
    assert!(a.page(WORKS).await.text().contains("示例住宅楼1号"));
}

#[tokio::test]
async fn r_3_5_5_witnesses_have_rows_and_scans_of_their_own() {
    let town = Town::open().await;
    let a = firm(&town).await;
    let form = a.page("/records/performance/new").await.expect(200).text();
    for (no, title) in [("01", "基本信息"), ("02", "证明人信息"), ("03", "证明材料")] {
        assert!(form.contains(&format!("{no}</span><h2 class=\"govuk-heading-m\"")), "{no}");
        assert!(form.contains(title), "{title}");
    }
    let drafts = "/drafts/performance/new";
    let led = a.send_form(&form, WORKS, drafts, &[("name", "示例"), ("_then", "witnesses")]).await.expect(303);
    let row = led.header("location").to_owned();
    assert_eq!(row, "/drafts/performance/new/rows/witnesses/new");
    let page = a.page(&row).await.expect(200).text();
    for words in ["姓名", "单位", "电话", "与本工程关系", "证明材料", "选择文件", "保存并关闭", "保存并新建"]
    {
        assert!(page.contains(words), "{words}");
    }
    let refused = a.send_form(&page, &row, &row, &[("name", "钱示例"), ("phone", "12")]).await.expect(422).text();
    assert!(refused.contains("请填写单位") && refused.contains("钱示例"), "{refused}");
    let of = page.split("data-of=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let ticket = json!({ "for": "performance", "of": of, "kind": "witness" });
    let (paper, became) = a.lays(ticket, "证明.pdf", &files::pdf()).await;
    assert_eq!(became["state"], "admitted", "a scan lies with a record that is not saved yet");
    let first = [("name", "钱示例"), ("unit", "甲公司"), ("phone", "024-12345678"), ("paper", paper.as_str())];
    let mut fields = first.to_vec();
    fields.push(("_then", "new"));
    let led = a.send_form(&page, &row, &row, &fields).await.expect(303);
    assert!(led.header("location").starts_with(&format!("{row}?note=row-kept")), "保存并新建");
    let second = [("name", "孙示例"), ("unit", "乙公司"), ("phone", "13800005678")];
    let page = a.page(&row).await.text();
    let led = a.send_form(&page, &row, &row, &second).await.expect(303);
    assert_eq!(led.header("location"), "/records/performance/new?note=row-kept#witnesses");
    let form = a.page("/records/performance/new").await.text();
    assert!(form.contains("钱示例") && form.contains("孙示例") && form.contains("value=\"示例\""));
    let typed = spelled(&performance(1));
    a.send_form(&form, WORKS, WORKS, &pairs(&typed)).await.expect(303);
    let id = a.get(WORKS).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(id, of, "the record has the id with which its scans lie");
    let kept = a.get(&format!("{WORKS}/{id}")).await.json();
    let names: Vec<_> = kept["witnesses"].as_array().unwrap().iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, [json!("钱示例"), json!("孙示例")]);
    assert_eq!(kept["witnesses"][0]["paper"], json!([paper]));
    assert!(!a.page("/records/performance/new").await.text().contains("孙示例"), "nothing is begun any more");
}

#[tokio::test]
async fn a04_a_row_names_no_scan_of_another_record_or_unit() {
    let town = Town::open().await;
    let a = firm(&town).await;
    town.enterprise(2).await;
    let b = town.sign_in("unit2").await;
    let of = |it: &Json| it["id"].clone();
    let own = of(&a.post(WORKS, &performance(1)).await.expect(201).json());
    let foreign = of(&b.post(WORKS, &performance(2)).await.expect(201).json());
    let ticket = json!({ "for": "performance", "of": foreign, "kind": "witness" });
    let (theirs, _) = b.lays(ticket.clone(), "证明.pdf", &files::pdf()).await;
    a.post("/attachments", &{
        let mut ticket = ticket;
        ticket["name"] = json!("x.pdf");
        ticket["size"] = json!(10);
        ticket
    })
    .await
    .expect(404);
    let mut body = performance(1);
    body["witnesses"][0]["paper"] = json!([theirs]);
    let path = format!("{WORKS}/{}", own.as_str().unwrap());
    let refused = a.post(&path, &body).await.expect(422);
    assert_eq!(refused.pointers(), ["/witnesses/0/paper"]);
    assert_eq!(a.get(&path).await.json()["version"], 1, "nothing is half done");
}

#[tokio::test]
async fn r_3_5_6_material_is_uploaded_by_kind_opened_and_removed() {
    let town = Town::open().await;
    let a = firm(&town).await;
    let id = a.post(WORKS, &performance(1)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let path = format!("{WORKS}/{id}");
    let page = a.page(&path).await.expect(200).text();
    for kind in ["中标通知书", "施工合同", "施工许可证", "竣工验收备案表/报告", "结算单", "图纸"]
    {
        assert!(page.contains(kind), "{kind}");
    }
    assert!(page.contains("选择文件") && page.contains("高拍仪"));
    let ticket = json!({ "for": "performance", "of": id, "kind": "works-contract" });
    let (paper, became) = a.lays(ticket, "合同.pdf", &files::pdf()).await;
    assert_eq!(became["state"], "admitted");
    assert!(a.page(&path).await.text().contains("合同.pdf"));
    a.get(&format!("/attachments/{paper}/original")).await.expect(302);
    a.post(&format!("/attachments/{paper}/removal"), &json!({})).await.expect(200);
    assert!(!a.page(&path).await.text().contains("合同.pdf"));
}

#[tokio::test]
async fn r_3_5_7_the_first_part_holds_the_project_and_marks_what_is_required() {
    let town = Town::open().await;
    let a = firm(&town).await;
    for field in ["name", "category", "division", "owner", "contract_type", "contract_amount", "started"] {
        let mut body = performance(1);
        body.as_object_mut().unwrap().remove(field);
        assert_eq!(a.post(WORKS, &body).await.expect(422).pointers(), [format!("/{field}")]);
    }
    let mut body = performance(1);
    body["finished"] = json!("2019-02-28");
    let refused = a.post(WORKS, &body).await.expect(422);
    assert_eq!(refused.pointers(), ["/finished"]);
    assert!(refused.text().contains("不能早于实际开工日期"));
}

#[tokio::test]
async fn r_3_5_1_a_record_of_another_unit_is_unknown_and_one_that_was_removed_is_gone() {
    let town = Town::open().await;
    let a = firm(&town).await;
    town.enterprise(2).await;
    let b = town.sign_in("unit2").await;
    let id = a.post(WORKS, &performance(1)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let path = format!("{WORKS}/{id}");
    b.get(&path).await.expect(404);
    b.page(&format!("{path}/edit")).await.expect(404);
    b.post(&path, &performance(2)).await.expect(404);
    b.post(&format!("{path}/removal"), &json!({})).await.expect(404);
    let shown = a.page(&path).await.text();
    a.send_form(&shown, &path, &format!("{path}/removal"), &[]).await.expect(303);
    a.get(&path).await.expect(404);
    assert!(a.get(WORKS).await.json()["items"].as_array().unwrap().is_empty());
}
