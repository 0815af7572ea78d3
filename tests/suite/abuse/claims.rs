//! E05: an application of many persons is handed in by claims. Where its process dies between them, nobody sees
//! anything of it, and whoever is taken out is free.

use super::kills::dies_at_every_call;
use crate::behind::Tables;
use crate::journeys::deletion::{asks, hires, says};
use crate::journeys::leaving::passed;
use crate::people::worker;
use crate::town::{Town, Visitor};
use local::faults::Place;
use serde_json::json;

/// A registered person and so many whom the unit keeps, drawn up for an application in this order: the first of them are
/// claimed before it is handed in. The application, the registered person, and the number of the first of the others.
async fn many<'a>(town: &'a Town, unit: &Visitor<'_>, others: u32) -> (String, Visitor<'a>, u32) {
    let home = unit.get("/unit").await.json()["id"].as_str().unwrap().to_owned();
    town.person(1000, &home).await;
    let wang = town.sign_in("person1000").await;
    wang.hand_in().await;
    let wang_id = passed(unit, &wang).await;
    let path = unit.draws_up("D101C", 0..0).await;
    unit.post(&format!("{path}/people"), &json!({ "role": "registered", "person": wang_id })).await.expect(200);
    let mut ids = Vec::new();
    for n in 0..others {
        ids.push(hires(unit, n).await);
    }
    for some in ids.chunks(50) {
        unit.post(&format!("{path}/people"), &json!({ "role": "titled", "person": some })).await.expect(200);
    }
    let name = unit.get(&path).await.json()["people"][1]["name"].as_str().unwrap().to_owned();
    (path, wang, name.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap())
}

/// Who was picked after the registered person.
async fn second_of(unit: &Visitor<'_>, path: &str) -> String {
    unit.get(path).await.json()["people"][1]["id"].as_str().unwrap().to_owned()
}

/// What is told of a person of the unit: whether one was used, and what a request for a deletion finds.
async fn told_of(unit: &Visitor<'_>, person: &str) -> (bool, String) {
    let used = unit.get(&format!("/people/{person}")).await.expect(200).json()["used"].as_bool().unwrap();
    let request = asks(unit, person).await;
    let finding = unit.get(&request).await.expect(200).json()["finding"].as_str().unwrap().to_owned();
    unit.post(&format!("{request}/removal"), &json!({})).await.expect(200);
    (used, finding)
}

/// Which applications a registered person is told to be in.
async fn named_in(person: &Visitor<'_>) -> usize {
    person.get("/").await.expect(200).json()["applications"].as_array().unwrap().len()
}

#[tokio::test]
async fn e05_a_submission_of_300_persons_that_dies_between_its_claims_is_never_half_visible() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (path, wang, n) = many(&town, &unit, 299).await;
    let first = second_of(&unit, &path).await;
    let wang_id = wang.get("/person").await.json()["id"].as_str().unwrap().to_owned();
    let is_whole = async || {
        let is_draft = unit.get(&path).await.expect(200).json()["state"] == "draft";
        let desk = officer.get("/cases").await.json()["items"].as_array().unwrap().len();
        let todos = officer.get("/cases?sort=application").await.json()["items"].as_array().unwrap().len();
        let named = named_in(&wang).await;
        let all = if is_draft { (0, 0, 0) } else { (1, 1, 1) };
        let told = if is_draft { (false, "未申报过".to_owned()) } else { (true, "申报过".to_owned()) };
        (desk, todos, named) == all && told_of(&unit, &first).await == told && told_of(&unit, &wang_id).await == told
    };
    let (submission, body) = (format!("{path}/submission"), json!({ "request_id": "hands-in" }));
    let (seen, died) = dies_at_every_call(&unit, (&submission, &body, 1), is_whole).await;
    assert_eq!((seen.json()["state"].as_str(), died > 10), (Some("submitted"), true), "between its claims: {died}");
    let case = officer.get(&path.replace("/applications", "/cases")).await.expect(200).json();
    assert_eq!(case["people"].as_array().unwrap().len(), 300);
    let did: Vec<_> = case["history"].as_array().unwrap().iter().map(|it| it["did"].clone()).collect();
    assert_eq!(did, ["提交", "新建"], "one effect");
    let mut renamed = worker(n);
    renamed["name"] = json!("李四");
    unit.post(&format!("/people/{first}"), &renamed).await.expect(409);
    unit.post(&format!("/people/{first}"), &worker(n)).await.expect(200);
    unit.post(&format!("/people/{first}"), &renamed).await.expect(409);
}

/// Hands in, and dies as soon as the person is claimed.
async fn dies_claiming(unit: &Visitor<'_>, path: &str, person: &str) {
    let (tables, faults) = (Tables::of(unit.town), unit.town.hall.faults());
    for calls in 0..50 {
        faults.kill(Place::Table, calls);
        unit.post(&format!("{path}/submission"), &json!({})).await.expect(503);
        faults.clear();
        if is_claimed(&tables, person).await {
            assert_eq!(unit.get(path).await.json()["state"], "draft");
            return;
        }
    }
    panic!("{person} is never claimed");
}

/// Whether a use of the person lies in the table, be it one that counts or not.
async fn is_claimed(tables: &Tables<'_>, person: &str) -> bool {
    let all = tables.all("HALL_TABLE", &format!("worker#{person}")).await;
    all.iter().any(|item| item["sk"]["S"].as_str().unwrap().starts_with("use#"))
}

#[tokio::test]
async fn e05_who_is_taken_out_after_an_interrupted_submission_is_free() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (path, wang, n) = many(&town, &unit, 60).await;
    let first = second_of(&unit, &path).await;
    let wang_id = wang.get("/person").await.json()["id"].as_str().unwrap().to_owned();
    dies_claiming(&unit, &path, &first).await;
    let free = (false, "未申报过".to_owned());
    let tables = Tables::of(&town);
    for person in [&wang_id, &first] {
        assert_eq!(told_of(&unit, person).await, free);
        unit.post(&format!("{path}/people/{person}/removal"), &json!({})).await.expect(200);
        assert!(!is_claimed(&tables, person).await, "what was claimed is swept");
    }
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    for person in [&wang_id, &first] {
        assert_eq!(told_of(&unit, person).await, free);
    }
    assert_eq!(named_in(&wang).await, 0);
    let mut renamed = worker(n);
    renamed["name"] = json!("李四");
    unit.post(&format!("/people/{first}"), &renamed).await.expect(200);
    let other = unit.get(&path).await.json()["people"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(told_of(&unit, &other).await, (true, "申报过".to_owned()), "who was handed in is used");
}

#[tokio::test]
async fn e05_who_was_renamed_or_leaves_after_an_interrupted_submission_is_not_handed_in() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (path, _, n) = many(&town, &unit, 60).await;
    let first = second_of(&unit, &path).await;
    let second = unit.get(&path).await.json()["people"][2]["id"].as_str().unwrap().to_owned();
    dies_claiming(&unit, &path, &first).await;
    let mut renamed = worker(n);
    renamed["name"] = json!("李四");
    unit.post(&format!("/people/{first}"), &renamed).await.expect(200);
    let request = asks(&unit, &second).await;
    says(&unit, &request).await;
    unit.post(&format!("{request}/submission"), &json!({})).await.expect(200);
    let again = unit.post(&format!("{path}/submission"), &json!({})).await.expect(409).text();
    assert!(again.contains("人员已变化或正在申请删除"), "{again}");
    for person in [&first, &second] {
        unit.post(&format!("{path}/people/{person}/removal"), &json!({})).await.expect(200);
    }
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    assert_eq!(unit.get(&format!("/people/{first}")).await.json()["used"], false);
}
