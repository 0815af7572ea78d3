//! E: replies that get lost, a table or a bucket that does not answer, events that are lost or told twice, items that
//! should be gone.

use crate::behind::Tables;
use crate::people::{PASSWORD, enterprise, file, person};
use crate::town::{Seen, Town, Visitor};
use local::Options;
use local::faults::{Delivery, Fault, Place};
use serde_json::{Value as Json, json};
use std::path::Path;
use std::time::{Duration, Instant};
use testkit::files;

/// Asks twice with one key, the reply of the first transaction lost however often the client tried: the first answer is
/// an excuse, the second is success.
async fn check(visitor: &Visitor<'_>, path: &str, mut body: Json, status: u16) -> Seen {
    let faults = visitor.town.hall.faults();
    body["request_id"] = json!(format!("lost-{path}"));
    faults.next(Place::Table, "TransactWriteItems", Fault::LoseReply, 100);
    let lost = visitor.post(path, &body).await;
    assert_eq!((lost.status, lost.header("retry-after").is_empty()), (503, false), "{path}: {}", lost.text());
    faults.clear();
    let first = visitor.post(path, &body).await.expect(status);
    let again = visitor.post(path, &body).await.expect(status);
    assert_eq!(first.body, again.body, "{path}");
    first
}

#[tokio::test]
async fn e03_a_lost_reply_of_the_transaction_is_answered_with_success_and_one_effect() {
    let town = Town::frail().await;
    let unit = check(&town.visitor(), "/registrations/enterprises", enterprise(1), 201).await.json();
    let body = person(0, unit["id"].as_str().unwrap());
    check(&town.visitor(), "/registrations/people", body, 201).await;
    let wang = town.sign_in("person0").await;
    check(&wang, "/person", file(), 200).await;
    wang.upload("identity", "a.jpg", &files::jpeg(40, 30)).await;
    let stands = check(&wang, "/person/submission", json!({}), 200).await.json();
    assert_eq!((&stands["state"], &stands["version"]), (&json!("waiting"), &json!(3)));
    let unit = town.sign_in("unit1").await;
    let rows = unit.get("/reviews").await.json()["items"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    let decisions = format!("/reviews/{}/decisions", rows[0]["id"].as_str().unwrap());
    let refusal = json!({ "decision": "refuse", "reason": "请补充", "version": 3 });
    let decided = check(&unit, &decisions, refusal, 200).await.json();
    assert_eq!((&decided["state"], &decided["version"]), (&json!("returned"), &json!(4)));
    let file = wang.get("/person").await.json();
    let did: Vec<&str> = file["history"].as_array().unwrap().iter().map(|it| it["did"].as_str().unwrap()).collect();
    assert_eq!(did, ["不通过", "提交", "保存", "注册"], "each of them once");

    let officer = town.officer("officer1").await;
    let notice = json!({ "title": "公告", "body": "正文" });
    let notice = check(&officer, "/notices", notice, 201).await.json();
    assert_eq!(town.visitor().get("/notices").await.json()["items"].as_array().unwrap().len(), 1);
    check(
        &officer,
        &format!("/notices/{}", notice["id"].as_str().unwrap()),
        json!({ "title": "改", "body": "文" }),
        200,
    )
    .await;
}

#[tokio::test]
async fn e03_a_lost_reply_of_a_new_password_locks_nobody_out() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let officer = town.officer("officer").await;
    let new = "新的密码是一句很长很长的话";
    let once = |seen: Seen| seen.json()["password"].as_str().unwrap().to_owned();
    let unit = town.sign_in("unit1").await;
    let shown = once(check(&unit, "/account/initialisation", json!({ "present_password": PASSWORD }), 200).await);
    let unit = town.sign_in_with("unit1", &shown).await;
    check(&unit, "/account", json!({ "current_password": shown, "password": new }), 200).await;
    let shown = once(check(&officer, "/accounts/resets", json!({ "login_name": "unit1" }), 200).await);
    town.sign_in_with("unit1", &shown).await;
}

#[tokio::test]
async fn e03_a_lost_reply_of_an_initialisation_is_made_good_on_the_page_too() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let shown = unit.page("/account").await.expect(200).text();
    let path = "/account/initialisation";
    town.hall.faults().next(Place::Table, "TransactWriteItems", Fault::LoseReply, 100);
    let lost = unit.send_form(&shown, "/account", path, &[("present_password", PASSWORD)]).await.expect(503).text();
    town.hall.faults().clear();
    let made = unit.send_form(&lost, path, path, &[("present_password", PASSWORD)]).await.expect(200).text();
    let once = made.split("govuk-panel__title\">").nth(1).unwrap().split('<').next().unwrap();
    town.sign_in_with("unit1", once).await;
}

#[tokio::test]
async fn e03_a_reply_that_is_lost_once_is_not_even_noticed() {
    let town = Town::frail().await;
    let wang = town.newcomer().await;
    let lose = || town.hall.faults().next(Place::Table, "TransactWriteItems", Fault::LoseReply, 1);
    lose();
    let saved = wang.post("/person", &file()).await.expect(200).json();
    assert_eq!(saved["version"], 2);
    lose();
    let (id, became) = wang.upload("identity", "a.jpg", &files::jpeg(40, 30)).await;
    assert_eq!(became["state"], "admitted");
    lose();
    wang.post(&format!("/attachments/{id}/removal"), &json!({})).await.expect(200);
    lose();
    town.sign_in("person0").await;
    assert_eq!(wang.get("/person").await.json()["version"], 2);
}

#[tokio::test]
async fn e08_a_storm_of_conflicts_is_waited_out_and_given_up_in_time() {
    let town = Town::frail().await;
    let wang = town.newcomer().await;
    town.hall.faults().next(Place::Table, "TransactWriteItems", Fault::CONFLICT, 4);
    wang.post("/person", &file()).await.expect(200);
    town.hall.faults().next(Place::Table, "TransactWriteItems", Fault::CONFLICT, 100);
    assert_eq!(wang.post("/person", &file()).await.status, 503);
    town.hall.faults().clear();
    assert_eq!(wang.get("/person").await.json()["version"], 2);
}

#[tokio::test]
async fn e16_a_session_or_tries_that_should_be_gone_are_as_if_they_were() {
    let town = Town::with(Options { overrides: strict(), ..Options::default() }).await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let tables = Tables::of(&town);
    let now = jiff::Timestamp::now().as_second();
    let session = tables.only("SESSIONS_TABLE", "session#").await;
    for (born, seen, expires, status) in [
        (-13 * 3600, -60, -3600, 401),
        (-11 * 3600, -29 * 60, 3600, 200),
        (-3600, -31 * 60, 3600 * 11, 401),
        (-3600, -1, -1, 401),
    ] {
        let mut late = session.clone();
        for (name, value) in [("born", (now + born) * 1000), ("seen", (now + seen) * 1000), ("expires", now + expires)]
        {
            late[name] = json!({ "N": value.to_string() });
        }
        tables.put("SESSIONS_TABLE", &late).await;
        assert_eq!(unit.get("/reviews").await.status, status, "born {born}, seen {seen}, expires {expires}");
    }

    let wrong = json!({ "login_name": "unit1", "password": "不是这个密码不是这个" });
    let right = json!({ "login_name": "unit1", "password": PASSWORD });
    for status in [401, 401, 429] {
        assert_eq!(town.visitor().post("/session", &wrong).await.status, status);
    }
    assert_eq!(town.visitor().post("/session", &right).await.status, 429, "it waits");
    let mut tries = tables.only("SESSIONS_TABLE", "tries#").await;
    tries["expires"] = json!({ "N": (now - 2 * 86_400).to_string() });
    tables.put("SESSIONS_TABLE", &tries).await;
    for status in [401, 401, 429] {
        assert_eq!(town.visitor().post("/session", &wrong).await.status, status, "counted anew");
    }
}

/// Two wrong passwords are free, the third waits.
fn strict() -> std::collections::BTreeMap<String, String> {
    [("SignInTries", "2"), ("SignInWait", "3600")].map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

#[tokio::test]
async fn a_table_that_does_not_answer_is_an_excuse_soon_and_what_was_typed_stays_on_the_page() {
    let town = Town::frail().await;
    let wang = town.newcomer().await;
    let shown = wang.page("/person").await.expect(200).text();
    let registration = town.visitor().page("/registrations/people").await.text();
    for fault in [Fault::Refuse, Fault::THROTTLED, Fault::Answer(500, "InternalServerError"), Fault::Hang] {
        let what = format!("{fault:?}");
        town.hall.faults().all(Place::Table, fault);
        let begun = Instant::now();
        let seen = wang.get("/person").await;
        assert_eq!((seen.status, seen.header("retry-after")), (503, "3"), "{what}");
        assert_eq!(seen.header("content-type"), "application/problem+json");
        let page = wang.page("/person").await.expect(503).text();
        assert!(page.contains("繁忙") && !page.contains("重试</button>"), "{what}: {page}");
        let typed = [("major", "桥梁工程"), ("education", "21")];
        let seen = wang.send_form(&shown, "/person", "/person", &typed).await.expect(503);
        assert_eq!(seen.header("retry-after"), "3", "{what}");
        let excuse = seen.text();
        assert!(excuse.contains("value=\"桥梁工程\"") && excuse.contains("重试</button>"), "{what}: {excuse}");
        let fields = [("name", "王示例"), ("phone", "13900001234"), ("password", PASSWORD)];
        let people = "/registrations/people";
        let visitor = town.visitor();
        let lost = visitor.send_form(&registration, people, people, &fields).await;
        assert!(!lost.text().contains(PASSWORD), "{what}: a password is never written back");
        assert!(begun.elapsed() < Duration::from_secs(25), "{what}: {:?}", begun.elapsed());
        town.hall.faults().clear();

        // The page's own button sends it once more, and it is done once.
        let before = wang.get("/person").await.json()["version"].as_u64().unwrap();
        for _ in 0..2 {
            wang.send_form(&excuse, "/person", "/person", &[]).await.expect(303);
        }
        let file = wang.get("/person").await.json();
        assert_eq!(file["major"], "桥梁工程");
        let versions = file["version"].as_u64().unwrap() - before;
        assert!(versions <= 1, "{what}: {versions} effects");
    }
    assert_eq!(wang.get("/person").await.json()["version"], 2, "the same form all the time: one effect in all");
}

#[tokio::test]
async fn a_bucket_that_does_not_answer_costs_another_click_and_no_file() {
    let town = Town::frail().await;
    let wang = town.newcomer().await;
    let faults = town.hall.faults();
    let jpeg = files::jpeg(40, 30);
    let ticket = wang.ticket("identity", "a.jpg", jpeg.len()).await.expect(201).json();
    faults.next(Place::Bucket, "PostObject", Fault::Answer(503, "SlowDown"), 1);
    assert_eq!(wang.send_file(&ticket, "a.jpg", &jpeg).await.status, 503);
    for operation in ["GetObject", "PutObject", "DeleteObject"] {
        faults.next(Place::Bucket, operation, Fault::Refuse, 1);
        faults.next(Place::Bucket, operation, Fault::LoseReply, 1);
    }
    wang.send_file(&ticket, "a.jpg", &jpeg).await.expect(204);
    let id = ticket["id"].as_str().unwrap();
    assert_eq!(wang.became(id).await["state"], "admitted", "the event came again");
    wang.follow(&format!("/attachments/{id}/original")).await.expect(200);
    faults.all(Place::Bucket, Fault::Refuse);
    wang.page("/person").await.expect(200);
    wang.ticket("title", "a.jpg", 9).await.expect(201);
    wang.post("/person", &file()).await.expect(200);
}

/// Makes everything in the inbox as old as this.
pub fn age(data: &Path, minutes: u64) {
    let old = jiff::Timestamp::now() - Duration::from_secs(60 * minutes);
    let under =
        |folder: &Path| -> Vec<_> { std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect() };
    let trays = ["inbox", "sheets", "orders"].map(|tray| data.join("buckets/hall-data-inboxbucket").join(tray));
    let owners = trays.iter().filter(|tray| tray.exists()).flat_map(|tray| under(tray));
    for path in owners.flat_map(|owner| under(&owner)) {
        let file = std::fs::File::options().append(true).open(path).unwrap();
        file.set_modified(old.into()).unwrap();
    }
}

#[tokio::test]
async fn e04_a_lost_event_or_an_intake_that_failed_is_made_up_for_by_the_sweep() {
    let data = tempfile::tempdir().unwrap();
    let options = Options { data: Some(data.path().to_owned()), faults: true, ..Options::default() };
    let town = Town::with(options).await;
    let wang = town.newcomer().await;
    let faults = town.hall.faults();
    let send = async |kind: &str, bytes: &[u8]| {
        let ticket = wang.ticket(kind, "a.pdf", bytes.len()).await.expect(201).json();
        wang.send_file(&ticket, "a.pdf", bytes).await.expect(204);
        ticket["id"].as_str().unwrap().to_owned()
    };
    let state = async |id: &str| wang.get(&format!("/attachments/{id}")).await.json()["state"].clone();
    faults.events(Delivery::Lost);
    let (good, bad) = (send("identity", &files::pdf()).await, send("title", b"hello").await);
    town.hall.tick().await;
    assert_eq!((state(&good).await, state(&bad).await), (json!("waiting"), json!("waiting")), "it may still come");
    age(data.path(), 3);
    // Between the bucket and the table the intake dies: nothing half done is seen, and the next sweep ends it.
    faults.next(Place::Table, "TransactWriteItems", Fault::Refuse, 100);
    town.hall.tick().await;
    assert_eq!((state(&good).await, state(&bad).await), (json!("waiting"), json!("waiting")));
    faults.clear();
    town.hall.tick().await;
    assert_eq!((state(&good).await, state(&bad).await), (json!("admitted"), json!("refused")));

    faults.events(Delivery::Lost);
    let forgotten = send("other", &files::pdf()).await;
    age(data.path(), 25 * 60);
    town.hall.tick().await;
    town.hall.tick().await;
    assert_eq!(state(&forgotten).await, "waiting", "what lay there for a day is gone and was never taken in");
    assert_eq!(wang.get("/person").await.json()["attachments"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn d16_an_event_that_is_told_twice_is_one_arrival() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    town.hall.faults().events(Delivery::Twice);
    for (kind, bytes, state) in [("identity", files::pdf(), "admitted"), ("title", b"hello".to_vec(), "refused")] {
        let (_, became) = wang.upload(kind, "a.pdf", &bytes).await;
        assert_eq!(became["state"], state);
    }
    assert_eq!(wang.get("/person").await.json()["attachments"].as_array().unwrap().len(), 2);
    assert!(town.hall.dead_letters().is_empty());
}
