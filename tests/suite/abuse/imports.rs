//! Excel 导入 under faults: killed in between, events lost or told twice, an account that changed meanwhile.

use super::faults::age;
use crate::behind::Tables;
use crate::journeys::imports::{people, person, sheet};
use crate::people::PASSWORD;
use crate::town::{Town, Visitor};
use local::Options;
use local::faults::{Delivery, Place};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// How many persons the unit keeps, counted behind the pages.
async fn kept(town: &Town, unit: &str) -> usize {
    let (tables, mut count, mut after) = (Tables::of(town), 0, Json::Null);
    loop {
        let mut asked = json!({
            "TableName": tables.name("HALL_TABLE"), "Select": "COUNT",
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :sk)",
            "ExpressionAttributeValues": { ":pk": { "S": format!("unit#{unit}") }, ":sk": { "S": "member#" } },
        });
        if !after.is_null() {
            asked["ExclusiveStartKey"] = after;
        }
        let found = tables.call("Query", &asked).await;
        count += usize::try_from(found["Count"].as_u64().unwrap()).unwrap();
        after = found["LastEvaluatedKey"].clone();
        if after.is_null() {
            return count;
        }
    }
}

async fn agrees(unit: &Visitor<'_>, path: &str) -> u16 {
    unit.post(&format!("{path}/acceptance"), &json!({})).await.status
}

/// Lets the intake die after so many calls to the tables, until it is given up; then everything works again.
async fn dies_after(town: &Town, calls: u32, dead: usize) {
    town.hall.faults().kill(Place::Table, calls);
    for _ in 0..6_000 {
        if town.hall.dead_letters().len() > dead {
            town.hall.faults().clear();
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the intake never dies");
}

/// So many persons, three of whom are named: killed twice in between, each row is taken once or named.
async fn goes_on(persons: u32, first: u32, second: u32) {
    let town = Town::frail().await;
    let id = town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let mut rows: Vec<_> = (0..persons - 3).map(person).collect();
    rows.push(person(0));
    rows.push(person(persons).with("education", "没有这个"));
    rows.push(person(persons + 1).with("name", ""));
    let path = unit.sends_sheet("人员.xlsx", &people().written(&rows).unwrap()).await;
    let ready = unit.import_is(&path, &["ready"]).await;
    let good = u64::from(persons - 3);
    assert_eq!((ready["good"].as_u64(), ready["bad"].as_u64()), (Some(good), Some(3)));
    assert_eq!(agrees(&unit, &path).await, 200);
    for (n, calls) in [first, second].into_iter().enumerate() {
        dies_after(&town, calls, n).await;
        let seen = unit.get(&path).await.expect(200).json();
        let (taken, state) = (seen["taken"].as_u64().unwrap(), seen["state"].as_str().unwrap());
        assert_eq!(state, "taking", "it was killed after {calls} calls: {seen}");
        assert!(taken < good, "{taken}");
        // The page that was begun is counted when it is done; what it has taken so far is there already.
        let there = u64::try_from(kept(&town, &id).await).unwrap();
        assert!((taken..=taken + 50).contains(&there), "{there} of {taken}");
        assert_eq!(agrees(&unit, &path).await, 200, "继续录入");
    }
    let done = unit.import_is(&path, &["done"]).await;
    assert_eq!(["taken", "failed", "bad"].map(|name| done[name].as_u64().unwrap()), [good, 0, 3], "{done}");
    assert_eq!(u64::try_from(kept(&town, &id).await).unwrap(), good, "each of them once");
    let back = unit.downloads(&format!("{path}/rejects")).await;
    assert_eq!(back.rows.len(), 3);
    // The same file again: everybody is named, nobody is taken twice.
    let path = unit.sends_sheet("again.xlsx", &people().written(&rows[..100]).unwrap()).await;
    let again = unit.import_is(&path, &["ready"]).await;
    assert_eq!((again["good"].as_u64(), again["bad"].as_u64()), (Some(0), Some(100)));
    assert_eq!(agrees(&unit, &path).await, 409, "there is nothing to take");
}

#[tokio::test]
async fn e05_an_import_of_five_thousand_persons_killed_in_between_goes_on_and_takes_each_row_once_or_names_it() {
    goes_on(5_000, 1_500, 2_000).await;
}

#[tokio::test]
async fn d16_a_spreadsheet_and_an_order_that_are_told_twice_take_each_row_once() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    town.hall.faults().events(Delivery::Twice);
    let path = unit.sends_sheet("人员.xlsx", &sheet(0..120)).await;
    unit.import_is(&path, &["ready"]).await;
    assert_eq!(agrees(&unit, &path).await, 200);
    let done = unit.import_is(&path, &["done"]).await;
    assert_eq!((done["taken"].as_u64(), done["failed"].as_u64()), (Some(120), Some(0)));
    assert_eq!(kept(&town, &id).await, 120);
    assert!(town.hall.dead_letters().is_empty());
}

#[tokio::test]
async fn a18_an_account_that_changes_its_password_takes_nothing_more_and_the_rest_is_named() {
    let town = Town::frail().await;
    let id = town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = unit.sends_sheet("人员.xlsx", &sheet(0..130)).await;
    unit.import_is(&path, &["ready"]).await;
    assert_eq!(agrees(&unit, &path).await, 200);
    dies_after(&town, 70, 0).await;
    let change = json!({ "current_password": PASSWORD, "password": "新的密码是一句很长很长的话" });
    unit.post("/account", &change).await.expect(200);
    let unit = town.sign_in_with("unit1", "新的密码是一句很长很长的话").await;
    let before = kept(&town, &id).await;
    assert_eq!(agrees(&unit, &path).await, 200, "the page goes on, in the name of who agreed");
    let done = unit.import_is(&path, &["done"]).await;
    let (taken, failed) = (done["taken"].as_u64().unwrap(), done["failed"].as_u64().unwrap());
    assert_eq!((taken + failed, kept(&town, &id).await), (130, before), "every row is taken once or named");
    assert_eq!(taken, u64::try_from(before).unwrap(), "what was taken before the change met its own receipt: {done}");
    let back = unit.downloads(&format!("{path}/rejects")).await;
    let numbers: BTreeSet<u32> = back.rows.iter().map(|row| row.number).collect();
    assert_eq!(u64::try_from(numbers.len()).unwrap(), failed);
}

#[tokio::test]
async fn a01_a_stranger_s_import_is_none_and_a_forged_id_names_nothing() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (unit, other) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let path = unit.sends_sheet("人员.xlsx", &sheet(0..2)).await;
    let waiting = other.get(&path).await.expect(404).body;
    unit.import_is(&path, &["ready"]).await;
    for (who, path) in
        [(&other, path.as_str()), (&unit, "/imports/x"), (&unit, &format!("/imports/{}", "0".repeat(48)))]
    {
        let nobody = who.get(path).await.expect(404);
        assert_eq!(nobody.body, waiting, "{path}");
        who.post(&format!("{path}/acceptance"), &json!({})).await.expect(404);
        who.page(&format!("{path}/rejects")).await.expect(404);
    }
    // What another form's ticket laid into the inbox is no spreadsheet.
    let ticket = json!({ "for": "unit", "kind": "other", "name": "a.pdf", "size": 6 });
    let ticket = unit.post("/attachments", &ticket).await.expect(201).json();
    let mut forged = ticket.clone();
    let key = forged["fields"]["key"].as_str().unwrap().replace("inbox/", "sheets/");
    forged["fields"]["key"] = json!(key);
    let refused = unit.send_file(&forged, "a.pdf", b"hello!").await;
    assert!(matches!(refused.status, 400 | 403), "the policy names the key: {}", refused.text());
}

#[tokio::test]
async fn e04_a_lost_arrival_and_a_lost_order_are_made_up_for_by_the_sweep() {
    let data = tempfile::tempdir().unwrap();
    let options = Options { data: Some(data.path().to_owned()), ..Options::default() };
    let town = Town::with(options).await;
    let id = town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    town.hall.faults().events(Delivery::Lost);
    let path = unit.sends_sheet("人员.xlsx", &sheet(0..3)).await;
    town.hall.tick().await;
    assert_eq!(unit.get(&path).await.json()["state"], "waiting", "it may still come");
    age(data.path(), 3);
    town.hall.tick().await;
    assert_eq!(unit.get(&path).await.json()["state"], "ready");
    assert_eq!(agrees(&unit, &path).await, 200);
    town.hall.tick().await;
    assert_eq!(unit.get(&path).await.json()["taken"], 0, "it may still come");
    age(data.path(), 3);
    town.hall.tick().await;
    assert_eq!((unit.get(&path).await.json()["state"].clone(), kept(&town, &id).await), (json!("done"), 3));
    town.hall.tick().await;
    assert_eq!(kept(&town, &id).await, 3, "the order is gone");
}
