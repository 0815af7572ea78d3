//! A unit's papers while they are looked into, where they were refused, and where the form is being filled in.

use crate::people::basics;
use crate::town::{Town, Visitor, prefilled_to};
use local::faults::Delivery;
use serde_json::json;
use testkit::files;

/// Sends a file through the page for those without a script; the address of what becomes of it.
async fn sends_without_a_script(unit: &Visitor<'_>, from: &str) -> String {
    let shown = unit.page(from).await.expect(200).text();
    let url = shown.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.starts_with("http")));
    let url = url.unwrap().to_owned();
    let fields = prefilled_to(&shown, from, &url);
    let sent = unit.send_parts(&url, fields, "a.jpg", &files::jpeg(80, 60)).await.expect(303);
    sent.header("location").strip_prefix(unit.town.hall.origin()).unwrap().to_owned()
}

#[tokio::test]
async fn d15_a_unit_that_asks_to_be_verified_waits_for_a_licence_that_nobody_has_looked_into() {
    let town = Town::frail().await;
    town.unverified(1).await;
    let unit = town.sign_in("unit1").await;
    town.hall.faults().events(Delivery::Lost);
    let bytes = files::jpeg(400, 300);
    let ticket = json!({ "for": "unit", "kind": "licence", "name": "a.jpg", "size": bytes.len() });
    let ticket = unit.post("/attachments", &ticket).await.expect(201).json();
    unit.send_file(&ticket, "a.jpg", &bytes).await.expect(204);
    let early = unit.post("/unit/verification", &json!({})).await.expect(409);
    assert_eq!(early.json()["state"], "pending");
    assert!(!early.header("retry-after").is_empty());
    let early = unit.fill("/unit", "/unit/verification", &[]).await.expect(409).text();
    assert!(early.contains("正在核验") && early.contains("重试"), "{early}");
    assert_eq!(unit.get("/unit").await.json()["standing"], "unverified");

    town.hall.faults().events(Delivery::Once);
    let licence = json!({ "for": "unit", "kind": "licence" });
    unit.lays(licence, "b.jpg", &files::jpeg(300, 400)).await;
    let early = unit.post("/unit/verification", &json!({})).await;
    assert_eq!(early.status, 409, "a second licence that still waits is not left out without a word");
}

#[tokio::test]
async fn r_2_1_the_page_of_a_unit_s_paper_that_is_looked_into_leads_back_to_its_slot() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = crate::journeys::deletion::hires(&unit, 0).await;
    town.hall.faults().events(Delivery::Lost);
    for (query, slot) in [
        ("for=unit&kind=articles".to_owned(), "/unit#slot-articles".to_owned()),
        (format!("for=worker&of={person}&kind=post"), format!("/people/{person}#slot-post")),
    ] {
        let waits = sends_without_a_script(&unit, &format!("/attachments/new?{query}")).await;
        let shown = unit.page(&waits).await.expect(200).text();
        assert!(shown.contains("正在核验") && shown.contains(&format!("href=\"{slot}\"")), "{shown}");
        let bare = waits.split('?').next().unwrap();
        assert!(unit.page(bare).await.expect(200).text().contains("href=\"/unit\""), "without the query too");
        let strange = format!("{bare}?for=person&kind=identity");
        assert!(unit.page(&strange).await.expect(200).text().contains("href=\"/unit\""), "nobody is led astray");
    }
}

#[tokio::test]
async fn r_2_1_a_refused_paper_of_a_unit_is_a_to_do_until_another_one_is_admitted() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let lays = async |kind: &str, name: &str, bytes: &[u8]| {
        unit.lays(json!({ "for": "unit", "kind": kind }), name, bytes).await.1["state"].clone()
    };
    let todos = async || {
        let items = unit.get("/todos").await.json()["items"].as_array().unwrap().clone();
        let ours = items.iter().filter(|it| it["matter"] == "附件信息");
        ours.map(|it| it["to"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(lays("audit", "坏.pdf", &files::pdf_with_javascript()).await, "refused");
    assert_eq!(todos().await, ["/unit#slot-audit"]);
    assert_eq!(lays("articles", "章程.jpg", &files::jpeg(40, 30)).await, "admitted");
    assert_eq!(todos().await, ["/unit#slot-audit"], "one of another kind does not make up for it");
    assert_eq!(lays("audit", "好.pdf", &files::pdf()).await, "admitted");
    assert!(todos().await.is_empty());
    assert!(!unit.page("/").await.text().contains("未通过核验"), "nor on the home page");
    assert!(unit.page("/unit").await.text().contains("坏.pdf"), "why it was refused is read beside the slot");
}

#[tokio::test]
async fn r_3_1_3_the_form_of_a_unit_shows_its_papers_and_is_kept_before_an_upload_without_a_script() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.lays(json!({ "for": "unit", "kind": "licence" }), "执照.jpg", &files::jpeg(40, 30)).await;
    let form = unit.page("/unit?edit=1").await.expect(200).text();
    assert!(form.contains("id=\"slot-licence\"") && form.contains("执照.jpg") && form.contains("选择文件"), "{form}");
    let half = [("_then", "articles"), ("parent", "某集团")];
    let led = unit.fill("/unit?edit=1", "/drafts/unit/new", &half).await.expect(303);
    assert_eq!(led.header("location"), "/attachments/new?for=unit&kind=articles");
    let again = unit.page("/unit?edit=1").await.expect(200).text();
    assert!(again.contains("value=\"某集团\"") && again.contains("id=\"slot-articles\""), "what was typed is kept");
    let refused = unit.send_form(&again, "/unit", "/unit", &[]).await.expect(422).text();
    assert!(refused.contains("value=\"某集团\""), "and is saved only when it is whole");
    unit.post("/unit", &basics()).await.expect(200);
}
