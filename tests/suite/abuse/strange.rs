//! A17: fields that no form has, along every way.

use crate::people::PASSWORD;
use crate::ways::{Stage, WAYS, json_of};
use serde_json::json;

#[tokio::test]
async fn a17_fields_that_no_form_has_are_refused_by_every_route_with_a_form_and_nothing_is_done() {
    let town = Stage::town().await;
    let stage = Stage::set(&town).await;
    let wang = stage.who(crate::ways::Who::Person);
    let mut tried = 0;
    for way in WAYS {
        let (who, path, body) = (stage.who(way.who), stage.to(way), json_of(&way.body(&stage, 0)));
        let strange = ["status", "state", "role", "unit_id", "company_id", "id", "epoch", "_csrf", "__proto__"];
        for field in strange.into_iter().filter(|field| body[field].is_null()) {
            let mut body = body.clone();
            body[field] = json!("approved");
            let seen = who.post(&path, &body).await;
            // A file that is handed in unfinished lacks other things too.
            let at = seen.pointers().iter().position(|it| it.ends_with(&format!("/{field}")));
            assert!(at.is_some() && (seen.pointers().len() == 1 || path == "/person/submission"), "{path} {field}");
            assert_eq!(seen.json()["errors"][at.unwrap()]["code"], "unknown", "{path} {field}");
            tried += 1;
        }
    }
    assert!(tried >= 90, "{tried}");
    assert_eq!(wang.get("/person").await.json()["version"], 2, "nothing more was saved");
    assert_eq!(town.sign_in("person1").await.get("/person").await.json()["state"], "waiting");
    assert_eq!(town.sign_in("unit2").await.get("/unit").await.json()["standing"], "waiting");
    assert_eq!(town.visitor().get("/notices").await.json()["items"].as_array().unwrap().len(), 1);
    for login in ["unit100", "person100"] {
        town.visitor().post("/session", &json!({ "login_name": login, "password": PASSWORD })).await.expect(401);
    }
    let seen = wang.fill("/person", "/person", &[("status", "approved")]).await.expect(422).text();
    assert!(seen.contains("没有“status”这一项"), "a page says it too");
}
