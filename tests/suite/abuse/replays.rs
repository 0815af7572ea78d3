//! An old key again, after others have moved on, by a client that names no version: it is known from the receipts.

use crate::people::{file, worker};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

fn keyed(mut body: Json, key: &str) -> Json {
    body["request_id"] = json!(key);
    body
}

async fn version(who: &Visitor<'_>, path: &str) -> Json {
    who.get(path).await.expect(200).json()["version"].clone()
}

#[tokio::test]
async fn i6_an_old_approval_sent_again_does_not_approve_what_was_handed_in_since() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = town.person(0, &unit).await;
    let (wang, a) = (town.sign_in("person0").await, town.sign_in("unit1").await);
    wang.hand_in().await;
    let path = format!("/reviews/{id}/decisions");
    let approve = keyed(json!({ "decision": "approve" }), "approve");
    a.post(&path, &approve).await.expect(200);
    let back = json!({ "decision": "send_back", "reason": "证书已更换" });
    a.post(&path, &keyed(back, "return")).await.expect(200);
    wang.post("/person", &keyed(file(), "again")).await.expect(200);
    wang.post("/person/submission", &json!({})).await.expect(200);
    let before = version(&a, &format!("/reviews/{id}")).await;
    a.post(&path, &approve).await.expect(200);
    let now = a.get(&format!("/reviews/{id}")).await.expect(200).json();
    assert_eq!((&now["state"], &now["version"]), (&json!("waiting"), &before));
    a.post(&path, &keyed(json!({ "decision": "refuse", "reason": "另一件事" }), "approve")).await.expect(422);
}

#[tokio::test]
async fn i6_an_old_change_of_a_person_sent_again_does_not_undo_what_was_saved_since() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let made = a.post("/people", &worker(3)).await.expect(201).json();
    let path = format!("/people/{}", made["id"].as_str().unwrap());
    let with = |major: &str| {
        let mut body = worker(3);
        body["major"] = json!(major);
        body
    };
    a.post(&path, &keyed(with("给排水"), "one")).await.expect(200);
    a.post(&path, &keyed(with("电气"), "two")).await.expect(200);
    a.post(&path, &keyed(with("给排水"), "one")).await.expect(200);
    let kept = a.get(&path).await.expect(200).json();
    assert_eq!((&kept["major"], &kept["version"]), (&json!("电气"), &json!(3)));
}

#[tokio::test]
async fn i6_a_case_taken_accepted_and_answered_is_not_moved_by_an_older_key() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (a, wu) = (town.sign_in("unit1").await, town.officer("officer1").await);
    let case = format!("/cases/{}", a.applies("D101C", 0..1).await);
    let defects = json!({ "defects": [{ "defect": "营业执照不清晰" }] });
    wu.post(&format!("{case}/taking"), &keyed(json!({}), "take")).await.expect(200);
    wu.post(&format!("{case}/corrections"), &keyed(defects, "ask")).await.expect(200);
    a.post(&format!("{}/submission", case.replace("cases", "applications")), &json!({})).await.expect(200);
    let before = version(&wu, &case).await;
    wu.post(&format!("{case}/taking"), &keyed(json!({}), "take")).await.expect(200);
    assert_eq!(version(&wu, &case).await, before);
}
