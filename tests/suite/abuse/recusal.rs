//! A05: an officer keeps away from the units in which he works (回避), wherever he meets them.

use super::{access::ask, at_once};
use crate::journeys::deletion::{asks, decides, hires, says};
use crate::town::{Town, Visitor};
use domain::application::{Command, Party};
use domain::deletion::Command as Answer;
use domain::form::Draft;
use domain::ids::{ApplicationId, DeletionId, RequestId};
use domain::{IdentityNumber, Refused, Value};
use http::Method;
use serde_json::{Value as Json, json};
use store::application::Head;
use store::deletion::Moved;
use store::{Asked, Ended};
use testkit::numbers::identity;

/// The officer's number, which is also that of a person.
const OWN: u32 = 60;

/// Unit 1 with a case and a request at the desk, unit 2 with a case, an officer who may be unit 1's, and another one.
struct Scene<'a> {
    unit: Visitor<'a>,
    own: Visitor<'a>,
    other: Visitor<'a>,
    case: String,
    request: String,
    elsewhere: String,
}

/// Asks for a deletion and hands it in; its address.
async fn asks_for(unit: &Visitor<'_>, person: &str) -> String {
    let path = asks(unit, person).await;
    says(unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    path
}

async fn scene(town: &Town) -> Scene<'_> {
    town.enterprise(1).await;
    town.enterprise(2).await;
    let unit = town.sign_in("unit1").await;
    let case = format!("/cases/{}", unit.applies("D101C", 0..1).await);
    let leaving = hires(&unit, 30).await;
    let request = asks_for(&unit, &leaving).await;
    let elsewhere = format!("/cases/{}", town.sign_in("unit2").await.applies("D110C", 10..11).await);
    let (own, other) = (town.officer_known("officer1", OWN).await, town.officer("officer2").await);
    Scene { unit, own, other, case, request, elsewhere }
}

/// The ids in a list, in their order.
async fn listed(who: &Visitor<'_>, path: &str) -> Vec<String> {
    let page = who.get(path).await.expect(200).json();
    let mut ids: Vec<String> =
        page["items"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

fn id(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

fn sorted(paths: &[&str]) -> Vec<String> {
    let mut ids: Vec<String> = paths.iter().map(|path| id(path)).collect();
    ids.sort();
    ids
}

/// Everything that an officer can ask of a case and of a request.
fn commands(scene: &Scene<'_>) -> Vec<(Method, String)> {
    let Scene { case, request, .. } = scene;
    let posts = ["taking", "acceptance", "corrections", "decisions"].map(|noun| format!("{case}/{noun}"));
    let posts = posts.into_iter().chain([format!("{request}/decisions")]).map(|path| (Method::POST, path));
    [case, request].into_iter().map(|path| (Method::GET, path.clone())).chain(posts).collect()
}

#[tokio::test]
async fn a05_what_is_an_officer_s_own_unit_s_is_never_listed_and_every_command_is_refused() {
    let town = Town::open().await;
    let scene = scene(&town).await;
    let Scene { unit, own, other, case, request, elsewhere } = &scene;
    assert_eq!(listed(own, "/cases").await, sorted(&[case, request, elsewhere]));
    let person = hires(unit, OWN).await;
    let before = (other.get(case).await.expect(200).body, other.get(request).await.expect(200).body);

    assert_eq!(listed(own, "/cases").await, sorted(&[elsewhere]));
    for path in ["/cases?mine=1", "/cases?sort=deletion", "/cases?q=%E7%AC%AC1%E5%BB%BA", "/deletion-requests"] {
        assert_eq!(listed(own, path).await, Vec::<String>::new(), "{path}");
        assert!(!own.page(path).await.expect(200).text().contains("第1建设"), "{path}");
    }
    for (method, path) in commands(&scene) {
        for html in [false, true] {
            let refused = ask(own, &method, &path, html).await.expect(403).text();
            assert!(refused.contains("本案涉及您本人所在单位，依法应当回避"), "{method} {path}: {refused}");
            assert!(!refused.contains("第1建设"), "{refused}");
        }
    }
    for (path, body) in [
        (format!("{case}/return"), json!({})),
        (format!("{case}/reassignment"), json!({ "reason": "原办理人出差" })),
        (format!("{case}/corrections"), json!({ "defects": ["缺少营业执照"] })),
        (format!("{case}/decisions"), json!({ "decision": "grant" })),
        (format!("{request}/decisions"), json!({ "decision": "agree" })),
    ] {
        own.post(&path, &body).await.expect(403);
    }
    own.get(&format!("/cases/{}", "0".repeat(32))).await.expect(404);
    assert_eq!(before, (other.get(case).await.body, other.get(request).await.body), "nothing was done");
    assert_eq!(listed(other, "/cases").await, sorted(&[case, request, elsewhere]), "another officer sees all");

    // He cannot decide on his own leaving either; once somebody else has agreed to it, the unit is no longer his own.
    let leaving = asks_for(unit, &person).await;
    own.get(&leaving).await.expect(403);
    own.post(&format!("{leaving}/decisions"), &json!({ "decision": "agree" })).await.expect(403);
    decides(other, &leaving, "agree").await.expect(200);
    assert_eq!(listed(own, "/cases").await, sorted(&[case, request, elsewhere]));
    assert_eq!(own.accepts_and(other, &id(case)).await["state"], "granted");
    decides(own, request, "agree").await.expect(200);
}

#[tokio::test]
async fn a05_a_registered_person_who_is_an_officer_keeps_from_the_unit_that_passed_him() {
    let town = Town::open().await;
    let scene = scene(&town).await;
    let unit_id = scene.unit.get("/unit").await.json()["id"].as_str().unwrap().to_owned();
    let person = town.person(OWN, &unit_id).await;
    let head = town.sign_in(&format!("person{OWN}")).await.hand_in().await;
    scene.own.get(&scene.case).await.expect(200);
    let pass = json!({ "decision": "approve", "version": head["version"] });
    scene.unit.post(&format!("/reviews/{person}/decisions"), &pass).await.expect(200);
    scene.own.get(&scene.case).await.expect(403);
    assert_eq!(listed(&scene.own, "/cases").await, sorted(&[&scene.elsewhere]));
}

#[tokio::test]
async fn a05_a_stopped_officer_who_comes_back_under_another_name_is_still_known() {
    let town = Town::open().await;
    let scene = scene(&town).await;
    hires(&scene.unit, OWN).await;
    let hall = town.hall.hall_of("session").unwrap();
    crate::people::session_command(hall, json!({ "officer": { "disable": "officer1" } })).await;
    scene.own.get("/cases").await.expect(401);
    let back = town.officer_known("officer9", OWN).await;
    back.get(&scene.case).await.expect(403);
    back.get(&scene.elsewhere).await.expect(200);
    let tried = json!({ "login_name": "officer1", "password": crate::people::PASSWORD });
    town.visitor().post("/session", &tried).await.expect(401);
}

#[tokio::test]
async fn a05_an_officer_who_becomes_the_unit_s_while_he_decides_loses() {
    let town = Town::open().await;
    let scene = scene(&town).await;
    let (store, deletions) =
        (&town.hall.hall_of("casework").unwrap().store, &town.hall.hall_of("deletion-request").unwrap().store);
    let case = store.application(ApplicationId::parse(&id(&scene.case)).unwrap()).await.unwrap().unwrap();
    let request =
        deletions.deletion_case(DeletionId::parse(&id(&scene.request)).unwrap(), None).await.unwrap().unwrap();
    let number = IdentityNumber::parse(&identity(OWN)).unwrap();
    let officer = store.account(store.officer_of(&number)).await.unwrap().unwrap().actor();
    // He has read both; now he begins to work there.
    hires(&scene.unit, OWN).await;
    let asked = || Asked::new(&RequestId::random(), &Draft::default());
    let (party, at) = (Party::Officer(officer.account), jiff::Timestamp::now());
    let due = jiff::civil::date(2099, 1, 1);
    let own = |ended: &Ended<Head>| matches!(ended, Ended::Refused(Refused::Own));
    for command in [Command::Take, Command::Accept { due }, Command::Correct { defects: vec!["缺合同".to_owned()] }]
    {
        let ended = store.move_application(&case, None, command, party, &officer, &asked(), None, at).await.unwrap();
        assert!(own(&ended), "{ended:?}");
    }
    let keep = Answer::Decline { reason: "职称专业不符".to_owned() };
    for command in [Answer::Agree { reason: None }, keep] {
        let moved = deletions.decide_deletion(&request, (command, true), &officer, &asked(), at).await.unwrap();
        assert!(matches!(&moved, Moved::Ended(ended) if matches!(**ended, Ended::Refused(Refused::Own))), "{moved:?}");
    }
    let now = scene.other.get(&scene.case).await.expect(200).json();
    assert_eq!((&now["state"], &now["version"]), (&json!("submitted"), &json!(case.head.version)));
    assert_eq!(scene.other.get(&scene.request).await.expect(200).json()["state"], "waiting");
}

#[tokio::test]
async fn a05_taking_a_case_and_beginning_to_work_in_its_unit_at_once_end_one_way_or_the_other() {
    let town = Town::open().await;
    let scene = scene(&town).await;
    for n in 0..5 {
        let person = crate::people::worker(OWN);
        let taking = format!("{}/taking", scene.case);
        let nothing = json!({});
        let both = at_once(vec![scene.own.post(&taking, &nothing), scene.unit.post("/people", &person)]).await;
        both[1].clone().expect(201);
        let case: Json = scene.other.get(&scene.case).await.expect(200).json();
        let taken = both[0].status == 200;
        assert_eq!(case["taken_by"].is_string(), taken, "{n}: {}", both[0].text());
        assert!(taken || both[0].status == 403, "{}", both[0].text());
        scene.own.post(&format!("{}/acceptance", scene.case), &nothing).await.expect(403);
        if taken {
            return;
        }
        let id = both[1].json()["id"].as_str().unwrap().to_owned();
        decides(&scene.other, &asks_for(&scene.unit, &id).await, "agree").await.expect(200);
    }
}
