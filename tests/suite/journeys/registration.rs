//! 注册: an enterprise and a person register, the person fills the file and hands it in.

use crate::people::{enterprise, person};
use crate::town::Town;
use serde_json::json;

#[tokio::test]
async fn r_5_9_a_person_registers_fills_the_file_and_hands_it_in() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    let stands = wang.hand_in().await;
    assert_eq!(stands["state"], "waiting");
    let file = wang.get("/person").await.expect(200).json();
    assert_eq!(
        (&file["state"], &file["unit"]["id"], &file["education"]),
        (&json!("waiting"), &json!(unit), &json!("21"))
    );
    assert_eq!(file["attachments"][0]["name"], "身份证.jpg");
}

#[tokio::test]
async fn r_5_6_a_taken_number_and_a_taken_name_are_refused_in_the_same_words() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let mut again = person(0, &unit);
    again["name"] = json!("另一人");
    let seen = town.visitor().post("/registrations/people", &again).await;
    assert_eq!(seen.pointers(), ["/identity_number", "/login_name"]);
    let errors = seen.json()["errors"].clone();
    assert_eq!(errors[0]["text"], errors[1]["text"]);
    let seen = town.visitor().post("/registrations/enterprises", &enterprise(1)).await;
    assert_eq!(seen.pointers(), ["/credit_code", "/login_name"]);
}
