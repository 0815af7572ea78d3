//! Canaries: the story is told with names and numbers of its own, and none of them turns up in logs, addresses or errors.

use super::logs::Logs;
use crate::behind::Tables;
use crate::people::{enterprise, file, person};
use crate::town::{Seen, Town, Visitor};
use serde_json::{Value as Json, json};

/// What no log, address or error may say.
const NAME: &str = "金丝雀姓名";
const PHONE: &str = "13987651234";
const PASSWORD: &str = "金丝雀的密码是一句很长的话";
const WRONG: &str = "金丝雀的错误密码也是一句话";
const LOGIN: &str = "canary.login";

/// An answer to somebody who is not the canary, or an error to anybody, says none of it.
struct Ears {
    canaries: Vec<String>,
    heard: Vec<(String, String)>,
}

impl Ears {
    fn address(&mut self, seen: &Seen) {
        for header in ["location", "content-location"] {
            self.heard.push((header.to_owned(), seen.header(header).to_owned()));
        }
    }
    fn error(&mut self, seen: &Seen) {
        assert!(seen.status >= 400, "{}", seen.text());
        self.address(seen);
        self.heard.push((format!("body of a {}", seen.status), seen.text()));
    }
    fn check(&self, place: &str, text: &str) {
        for canary in &self.canaries {
            let encoded: String = form_urlencoded::byte_serialize(canary.as_bytes()).collect();
            assert!(!text.contains(canary.as_str()) && !text.contains(&encoded), "{place}: {canary} in {text}");
        }
    }
}

fn canary(n: u32, unit: &str) -> Json {
    let mut body = person(n, unit);
    (body["name"], body["phone"], body["password"], body["login_name"]) =
        (json!(NAME), json!(PHONE), json!(PASSWORD), json!(LOGIN));
    body
}

#[tokio::test]
async fn c03_c02_no_name_number_password_or_token_is_in_a_log_an_address_or_an_error() {
    let logs = Logs::listen();
    let town = Town::frail().await;
    let unit = town.enterprise(1).await;
    let body = canary(0, &unit);
    let identity = body["identity_number"].as_str().unwrap().to_owned();
    let canaries = [NAME, PHONE, PASSWORD, WRONG, LOGIN, &identity].map(str::to_owned).to_vec();
    let mut ears = Ears { canaries, heard: Vec::new() };
    let visitor = town.visitor();
    let made = visitor.post("/registrations/people", &body).await.expect(201);
    ears.address(&made);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    ears.error(&visitor.post("/registrations/people", &body).await.expect(422));
    let mut wrong = body.clone();
    wrong["identity_number"] = json!(format!("{}0", &identity[..17]));
    wrong["phone"] = json!(format!("{PHONE}0"));
    ears.error(&visitor.post("/registrations/people", &wrong).await.expect(422));
    ears.error(&visitor.post("/session", &json!({ "login_name": LOGIN, "password": WRONG })).await.expect(401));
    let wang = town.sign_in_with(LOGIN, PASSWORD).await;
    ears.canaries.push(wang.cookie.clone().unwrap().split('.').nth(1).unwrap().to_owned());
    tell(&town, &wang, &id, &mut ears).await;
    busy(&town, &wang, &mut ears).await;
    for (place, text) in &ears.heard {
        ears.check(place, text);
    }
    for table in ["HALL_TABLE", "SESSIONS_TABLE"] {
        for item in Tables::of(&town).all(table, "").await {
            ears.check("a key", &format!("{} {}", item["pk"], item["sk"]));
        }
    }
    let dead = format!("{:?}", town.hall.dead_letters());
    ears.check("a dead letter", &dead);
    let logged = logs.text();
    assert!(
        logged.lines().count() > 30 && logged.contains("/person/submission") && logged.contains("GetItem"),
        "{logged}"
    );
    logs.lines().iter().for_each(|line| ears.check("a log", line));
}

/// The rest of the story, with its refusals.
async fn tell(town: &Town, wang: &Visitor<'_>, id: &str, ears: &mut Ears) {
    let mut own = file();
    (own["name"], own["phone"]) = (json!(NAME), json!(PHONE));
    ears.address(&wang.post("/person", &own).await.expect(200));
    ears.error(
        &wang
            .post("/person", &json!({ "name": format!("{NAME}\n{NAME}"), "phone": PHONE, "status": NAME }))
            .await
            .expect(422),
    );
    ears.error(&wang.post("/person", &json!({ "name": NAME, "version": 1 })).await.expect(409));
    wang.upload("identity", &format!("{NAME}.jpg"), &testkit::files::jpeg(400, 300)).await;
    ears.address(&wang.post("/person/submission", &json!({})).await.expect(200));
    ears.error(&wang.post("/person", &own).await.expect(409));
    let (a, b) = (town.sign_in("unit1").await, {
        town.enterprise(2).await;
        town.sign_in("unit2").await
    });
    let page = format!("/reviews/{id}");
    ears.error(&b.get(&page).await.expect(404));
    ears.error(&b.page(&page).await.expect(404));
    let path = format!("{page}/decisions");
    ears.error(&a.post(&path, &json!({ "decision": "refuse", "reason": "" })).await.expect(422));
    ears.address(&a.post(&path, &json!({ "decision": "refuse", "reason": format!("{NAME}的证书") })).await.expect(200));
    ears.error(&a.post(&path, &json!({ "decision": "approve", "version": 1 })).await);
    ears.address(&wang.fill("/person", "/person", &[("name", NAME)]).await.expect(303));
    ears.address(&wang.fill("/person", "/person/submission", &[("name", NAME)]).await.expect(303));
    ears.address(&a.fill(&page, &path, &[("decision", "approve")]).await.expect(303));
    let found = a
        .get(&format!(
            "/reviews?state=approved&q={}",
            form_urlencoded::byte_serialize(NAME.as_bytes()).collect::<String>()
        ))
        .await;
    assert_eq!(found.expect(200).json()["items"][0]["id"], id);
    a.post(&format!("{page}/disclosure"), &json!({})).await.expect(200);
    let mut rival = enterprise(3);
    rival["login_name"] = json!(LOGIN);
    ears.error(&town.visitor().post("/registrations/enterprises", &rival).await.expect(422));
}

/// A table that does not answer, and one that answers what nobody expects.
async fn busy(town: &Town, wang: &Visitor<'_>, ears: &mut Ears) {
    use local::faults::{Fault, Place};
    let faults = town.hall.faults();
    faults.all(Place::Table, Fault::Answer(400, "ValidationException"));
    ears.error(&wang.post("/person", &json!({ "name": NAME, "phone": PHONE })).await);
    ears.error(&town.visitor().post("/session", &json!({ "login_name": LOGIN, "password": PASSWORD })).await);
    faults.clear();
    faults.all(Place::Table, Fault::Refuse);
    ears.error(&wang.post("/person", &json!({ "name": NAME, "phone": PHONE })).await);
    faults.clear();
}
