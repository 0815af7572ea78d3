//! 我的材料, and who tries to come by another's, to lay one twice, or to lay one while it is taken away.

use super::at_once;
use crate::behind::Tables;
use crate::journeys::deletion::hires;
use crate::journeys::materials::copy;
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use testkit::files;

fn worker_s(id: &str, kind: &str) -> Json {
    json!({ "for": "worker", "of": id, "kind": kind })
}

async fn items(who: &Visitor<'_>) -> Vec<Json> {
    who.get("/materials").await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a04_another_s_material_is_an_unknown_one_and_accounts_never_mix() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    town.enterprise(2).await;
    town.person(0, &id).await;
    let (unit, rival, wang) = (town.sign_in("unit1").await, town.sign_in("unit2").await, town.sign_in("person0").await);
    let bytes = files::jpeg(40, 30);
    let (own, _) = unit.lays(json!({ "for": "unit", "kind": "other" }), "甲.jpg", &bytes).await;
    let material = format!("other-{own}");
    let unknown = format!("other-{}", "0".repeat(48));
    for (who, place) in
        [(&rival, json!({ "for": "unit", "kind": "other" })), (&wang, json!({ "for": "person", "kind": "other" }))]
    {
        let asked = async |material: &str| {
            let mut body = copy(place.clone(), material);
            body["request_id"] = json!(format!("asked-{material}"));
            who.post("/attachments/copies", &body).await
        };
        let foreign = asked(&material).await;
        assert_eq!(foreign.pointers(), ["/material"]);
        assert_eq!(foreign.body, asked(&unknown).await.body, "a stranger's looks like one that is not there");
        for strange in ["", "#", "other", &own, &format!("other-{own}0"), &format!("title-{own}")] {
            assert_eq!(asked(strange).await.pointers(), ["/material"], "{strange}");
        }
        assert_eq!(items(who).await, Vec::<Json>::new());
        // The same bytes are a scan of its own in each account.
        who.lays(place.clone(), "乙.jpg", &bytes).await;
        let rows = items(who).await;
        assert_eq!((rows.len(), &rows[0]["name"], &rows[0]["used"]), (1, &json!("乙.jpg"), &json!(1)));
    }
    let rows = items(&unit).await;
    assert_eq!((rows.len(), &rows[0]["name"], &rows[0]["used"]), (1, &json!("甲.jpg"), &json!(1)));
}

#[tokio::test]
async fn i6_the_same_request_lays_a_scan_once_and_another_with_its_key_does_nothing() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (one, two) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let (id, _) = unit.lays(worker_s(&one, "title"), "职称.jpg", &files::jpeg(40, 30)).await;
    let mut body = copy(worker_s(&two, "title"), &format!("title-{id}"));
    body["request_id"] = json!("lay-once");
    let seen = at_once((0..5).map(|_| unit.post("/attachments/copies", &body)).collect()).await;
    let ids: BTreeSet<String> = seen.iter().map(|it| it.clone().expect(201).json()["id"].to_string()).collect();
    assert_eq!(ids.len(), 1, "one answer");
    unit.post("/attachments/copies", &body).await.expect(201);
    let page = unit.get(&format!("/people/{two}")).await.json();
    assert_eq!(page["attachments"].as_array().unwrap().len(), 1);
    assert_eq!(items(&unit).await[0]["used"], json!(2));
    body["kind"] = json!("other");
    assert_eq!(unit.post("/attachments/copies", &body).await.pointers(), ["/request_id"]);

    // An old day that is sent again does not undo what was set since.
    let path = format!("/materials/title-{id}/validity");
    let set = async |day: &str, key: &str| unit.post(&path, &json!({ "valid_until": day, "request_id": key })).await;
    set("2030-01-01", "first").await.expect(200);
    set("2031-01-01", "second").await.expect(200);
    set("2030-01-01", "first").await.expect(200);
    assert_eq!(items(&unit).await[0]["valid_until"], "2031-01-01");
    assert_eq!(set("2032-01-01", "first").await.pointers(), ["/request_id"]);
}

#[tokio::test]
async fn d11_what_is_laid_taken_dated_and_sent_side_by_side_is_counted_right() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let mut persons = Vec::new();
    for n in 0..4 {
        persons.push(hires(&unit, n).await);
    }
    let bytes = files::jpeg(40, 30);
    let (id, _) = unit.lays(worker_s(&persons[0], "title"), "职称.jpg", &bytes).await;
    let material = format!("title-{id}");
    let (taken, dated) = (format!("/attachments/{id}/removal"), format!("/materials/{material}/validity"));
    let (day, nothing) = (json!({ "valid_until": "2031-01-01" }), json!({}));
    let copies: Vec<Json> = persons[1..].iter().map(|it| copy(worker_s(it, "title"), &material)).collect();
    let mut all: Vec<_> = copies.iter().map(|body| unit.post("/attachments/copies", body)).collect();
    all.extend([unit.post(&dated, &day), unit.post(&taken, &nothing), unit.post(&taken, &nothing)]);
    for seen in at_once(all).await {
        assert!(matches!(seen.status, 200 | 201), "{}", seen.text());
    }
    let row = items(&unit).await.remove(0);
    assert_eq!((&row["used"], &row["valid_until"]), (&json!(3), &json!("2031-01-01")), "{row}");
    for person in &persons[1..] {
        let page = unit.get(&format!("/people/{person}")).await.json();
        assert_eq!(page["attachments"][0]["valid_until"], "2031-01-01", "{page}");
    }
    // Two that bring the same new bytes at once have one row.
    let fresh = files::jpeg(50, 30);
    let both = vec![
        unit.lays(worker_s(&persons[0], "photo"), "照片.jpg", &fresh),
        unit.lays(worker_s(&persons[1], "photo"), "照片.jpg", &fresh),
    ];
    at_once(both).await;
    let photos: Vec<Json> = items(&unit).await.into_iter().filter(|it| it["kind"] == "photo").collect();
    assert_eq!((photos.len(), &photos[0]["used"]), (1, &json!(2)), "{photos:?}");
}

#[tokio::test]
async fn what_arrived_before_there_were_rows_gets_one_once_its_place_is_touched() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let place = |kind: &str| json!({ "for": "unit", "kind": kind });
    let (kept, _) = unit.lays(place("articles"), "章程.jpg", &files::jpeg(40, 30)).await;
    let (gone, _) = unit.lays(place("audit"), "审计.jpg", &files::jpeg(41, 30)).await;
    // As it was yesterday: no rows, and papers that know of none.
    let tables = Tables::of(&town);
    for begins in ["account#", "unit#", "paper#"] {
        for mut item in tables.all("HALL_TABLE", begins).await {
            let sk = item["sk"]["S"].as_str().unwrap().to_owned();
            if sk.starts_with("material#") || sk.starts_with("bytes#") {
                let key = json!({ "pk": item["pk"], "sk": item["sk"] });
                let name = tables.name("HALL_TABLE");
                tables.call("DeleteItem", &json!({ "TableName": name, "Key": key })).await;
            } else if item.as_object_mut().unwrap().remove("material").is_some() {
                tables.put("HALL_TABLE", &item).await;
            }
        }
    }
    assert_eq!(items(&unit).await, Vec::<Json>::new());
    unit.post(&format!("/attachments/{gone}/removal"), &json!({})).await.expect(200);
    let rows = items(&unit).await;
    assert_eq!((rows.len(), &rows[0]["name"], &rows[0]["used"]), (1, &json!("审计.jpg"), &json!(0)));
    let mut ticket = place("other");
    (ticket["name"], ticket["size"]) = (json!("a.jpg"), json!(9));
    unit.post("/attachments", &ticket).await.expect(201);
    let rows = items(&unit).await;
    assert_eq!((rows.len(), &rows[1]["name"], &rows[1]["used"]), (2, &json!("章程.jpg"), &json!(1)));
    unit.post(&format!("/materials/articles-{kept}/validity"), &json!({ "valid_until": "2031-01-01" }))
        .await
        .expect(200);
    let page = unit.get("/unit").await.json();
    assert_eq!(page["attachments"][0]["valid_until"], "2031-01-01", "{page}");
}
