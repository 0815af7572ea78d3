//! The change history of every record: who, when, what; also of its papers, and however long it is.

use crate::people::{basics, worker};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};
use testkit::files;

fn told(page: &Json, list: &str) -> Vec<(String, String)> {
    let text = |it: &Json, name: &str| it[name].as_str().unwrap_or_default().to_owned();
    page[list].as_array().unwrap().iter().map(|it| (text(it, "did"), text(it, "reason"))).collect()
}

/// Lays a paper somewhere and takes it out; what the page tells of it.
async fn comes_and_goes(who: &Visitor<'_>, place: Json, page: &str) -> Vec<(String, String)> {
    let (paper, became) = who.lays(place, "一份.jpg", &files::jpeg(40, 30)).await;
    assert_eq!(became["state"], "admitted");
    assert_eq!(told(&who.get(page).await.json(), "attachment_history").len(), 1);
    who.post(&format!("/attachments/{paper}/removal"), &json!({})).await.expect(200);
    let shown = who.page(page).await.expect(200).text();
    assert!(shown.contains("附件记录") && shown.contains("移除"), "{shown}");
    let page = who.get(page).await.json();
    let last = &page["attachment_history"][0];
    assert!(last["by"].as_str().is_some_and(|by| !by.is_empty()) && last["at"].is_string(), "who and when: {last}");
    told(&page, "attachment_history")
}

#[tokio::test]
async fn papers_that_came_and_went_are_in_the_history_of_the_unit_its_people_and_its_books() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = unit.post("/people", &worker(1)).await.expect(201).json()["id"].clone();
    let work = unit.post("/records/performance", &crate::people::performance(1)).await.expect(201).json()["id"].clone();
    let only =
        unit.post("/records/profile", &json!({ "introduction": "本公司" })).await.expect(201).json()["id"].clone();
    let of = |id: &Json| id.as_str().unwrap().to_owned();
    for (place, page, words) in [
        (json!({ "for": "unit", "kind": "audit" }), "/unit".to_owned(), "审计报告"),
        (json!({ "for": "worker", "of": person, "kind": "title" }), format!("/people/{}", of(&person)), "职称证书"),
        (
            json!({ "for": "performance", "of": work, "kind": "completion" }),
            format!("/records/performance/{}", of(&work)),
            "竣工验收备案表/报告",
        ),
        (json!({ "for": "profile", "of": only, "kind": "other" }), "/records/profile".to_owned(), "其他"),
    ] {
        let happened = comes_and_goes(&unit, place, &page).await;
        let line = |did: &str| (did.to_owned(), words.to_owned());
        assert_eq!(happened, [line("移除"), line("上传")], "{page}");
    }
}

#[tokio::test]
async fn a_history_longer_than_a_page_leads_to_what_happened_before() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = unit.post("/people", &worker(1)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let work = unit.post("/records/performance", &crate::people::performance(1)).await.expect(201).json();
    let work = format!("/records/performance/{}", work["id"].as_str().unwrap());
    unit.post("/unit", &basics()).await.expect(200);
    for n in 0..52 {
        let (mut taught, mut basics) = (worker(1), basics());
        (taught["school"], basics["economic_nature"]) = (json!(format!("第{n}所学校")), json!(format!("第{n}种")));
        unit.post(&format!("/people/{person}"), &taught).await.expect(200);
        unit.post(&work, &json!({ "awards": format!("第{n}个奖") })).await.expect(200);
        unit.post("/unit", &basics).await.expect(200);
    }
    for (page, first) in [(format!("/people/{person}"), "新增"), (work, "新增"), ("/unit".to_owned(), "注册")] {
        let shown = unit.page(&page).await.expect(200).text();
        let way =
            shown.split("更早的记录").next().unwrap().rsplit("href=\"").next().unwrap().split('"').next().unwrap();
        let way = way.replace("&#38;", "&").replace("&amp;", "&");
        assert!(way.contains("history="), "{way}");
        let newest = told(&unit.get(&page).await.json(), "history");
        let earlier = told(&unit.get(&way).await.expect(200).json(), "history");
        assert!(newest.len() >= 30 && earlier.last().unwrap().0 == first, "{page}: {earlier:?}");
        assert!(unit.page(&way).await.text().contains("返回最近的记录"), "{page}");
    }
}
