//! A and I: what is tried with applications at the department's desk.

use super::at_once;
use crate::people::worker;
use crate::town::{Town, Visitor};
use domain::account::{Actor, Role};
use domain::application::{Command, Party};
use domain::form::Draft;
use domain::ids::{ApplicationId, RequestId, WorkerId};
use local::faults::{Fault, Place};
use serde_json::{Value as Json, json};
use store::application::{PERSONS, Picked};
use store::worker::Source;
use store::{Asked, Ended};

/// A hall with a submitted application, its unit and two officers; the case's address.
async fn desk(town: &Town) -> (Visitor<'_>, [Visitor<'_>; 2], String) {
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let officers = [town.officer("officer1").await, town.officer("officer2").await];
    let id = unit.applies("D101C", 0..1).await;
    (unit, officers, format!("/cases/{id}"))
}

fn did(case: &Json) -> Vec<&str> {
    case["history"].as_array().unwrap().iter().map(|it| it["did"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn i4_nobody_decides_what_he_accepted_and_no_unit_decides_at_all() {
    let town = Town::open().await;
    let (unit, [wu, zheng], path) = desk(&town).await;
    let decisions = format!("{path}/decisions");
    wu.post(&format!("{path}/acceptance"), &json!({})).await.expect(200);
    for decision in [json!({ "decision": "grant" }), json!({ "decision": "refuse", "reason": "不符合标准" })] {
        let refused = wu.post(&decisions, &decision).await.expect(409);
        assert!(refused.text().contains("受理人不能作出决定"), "{}", refused.text());
        unit.post(&decisions, &decision).await.expect(403);
    }
    wu.post(&decisions, &json!({ "decision": "perhaps" })).await.expect(409);
    wu.post(&format!("{path}/taking"), &json!({})).await.expect(409);
    let shown = wu.page(&path).await.expect(200).text();
    assert!(!shown.contains(&format!("action=\"{decisions}\"")) && shown.contains("由其他人员作出决定"), "{shown}");
    zheng.post(&decisions, &json!({ "decision": "grant" })).await.expect(200);
    assert_eq!(did(&wu.get(&path).await.json()), ["准予许可", "受理", "提交", "新建"]);
}

#[tokio::test]
async fn i3_a08_two_officers_at_once_make_one_decision_and_the_second_learns_who_was_first() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let mut officers = Vec::new();
    for n in 0..3 {
        officers.push(town.officer(&format!("officer{n}")).await);
    }
    let id = unit.applies("D101C", 0..1).await;
    let path = format!("/cases/{id}");
    let accepted = officers[0].post(&format!("{path}/acceptance"), &json!({})).await.expect(200).json();
    let decisions = format!("{path}/decisions");
    let grant = json!({ "decision": "grant", "version": accepted["version"] });
    let refuse = json!({ "decision": "refuse", "reason": "不符合标准", "version": accepted["version"] });
    let both = at_once(vec![officers[1].post(&decisions, &grant), officers[2].post(&decisions, &refuse)]).await;
    let mut statuses: Vec<u16> = both.iter().map(|seen| seen.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let second = both.iter().find(|seen| seen.status == 409).unwrap();
    let winner = if both[0].status == 200 { "officer1" } else { "officer2" };
    assert!(second.text().contains(winner), "{}", second.text());
    let case = officers[0].get(&path).await.json();
    assert_eq!(did(&case).len(), 4, "one decision, one receipt");
    let granted = unit.get("/qualifications").await.json()["items"].as_array().unwrap().len();
    assert_eq!(granted, usize::from(case["state"] == "granted"));
}

#[tokio::test]
async fn a09_an_answer_to_what_the_unit_has_changed_since_is_stale() {
    let town = Town::open().await;
    let (unit, [wu, zheng], path) = desk(&town).await;
    let own = path.replace("/cases", "/applications");
    let seen = wu.get(&path).await.json()["version"].clone();
    zheng.post(&format!("{path}/corrections"), &json!({ "defects": ["缺少营业执照"] })).await.expect(200);
    let resubmitted = unit.post(&format!("{own}/submission"), &json!({})).await.expect(200).json();
    for (noun, mut body) in [
        ("taking", json!({})),
        ("acceptance", json!({})),
        ("corrections", json!({ "defects": ["缺少合同"] })),
        ("decisions", json!({ "decision": "grant" })),
    ] {
        body["version"] = seen.clone();
        let stale = wu.post(&format!("{path}/{noun}"), &body).await.expect(409).json();
        assert_eq!(stale["version"], resubmitted["version"], "{noun}: {stale}");
    }
    wu.post(&format!("{path}/acceptance"), &json!({ "version": resubmitted["version"] })).await.expect(200);
    let stale = json!({ "version": resubmitted["version"] });
    let late = unit.post(&format!("{own}/withdrawal"), &stale).await.expect(409);
    assert!(late.text().contains("已受理"), "{}", late.text());
}

#[tokio::test]
async fn i6_the_same_answer_twice_has_one_effect_and_another_with_its_key_has_none() {
    let town = Town::open().await;
    let (_, [wu, zheng], path) = desk(&town).await;
    let body = json!({ "request_id": "one" });
    let one = wu.post(&format!("{path}/acceptance"), &body).await.expect(200).json();
    let two = wu.post(&format!("{path}/acceptance"), &body).await.expect(200).json();
    assert_eq!(one, two);
    wu.post(&format!("{path}/taking"), &body).await.expect(422);
    let grant = json!({ "request_id": "two", "decision": "grant" });
    let decisions = format!("{path}/decisions");
    let all = at_once((0..5).map(|_| zheng.post(&decisions, &grant)).collect()).await;
    assert!(all.iter().all(|seen| seen.status == 200 && seen.body == all[0].body), "{:?}", all[0].text());
    assert_eq!(did(&wu.get(&path).await.json()).len(), 4);
}

#[tokio::test]
async fn a01_a_draft_is_the_unit_s_own_and_the_desk_does_not_know_it() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu) = (town.sign_in("unit1").await, town.officer("officer1").await);
    let own = unit.draws_up("D101C", 0..1).await;
    let path = own.replace("/applications", "/cases");
    let nobody = wu.get(&format!("/cases/{}", "0".repeat(32))).await.expect(404);
    assert_eq!(wu.get(&path).await.expect(404).body, nobody.body);
    for noun in ["taking", "acceptance", "corrections", "decisions"] {
        wu.post(&format!("{path}/{noun}"), &json!({})).await.expect(404);
    }
    assert_eq!(wu.get("/cases").await.json()["items"], json!([]));
}

#[tokio::test]
async fn an_application_that_stops_between_claims_is_not_handed_in_and_the_next_try_finishes_it() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, wu) = (town.sign_in("unit1").await, town.officer("officer1").await);
    let path = unit.draws_up("D101C", 0..45).await;
    let picked = unit.get(&path).await.json()["people"].clone();
    let id = |n: usize| picked[n]["id"].as_str().unwrap().to_owned();
    let last = picked[44]["name"].as_str().unwrap().to_owned();
    let mut changed = worker(last.trim_start_matches("赵示例").parse().unwrap());
    changed["major"] = json!("给排水");
    unit.post(&format!("/people/{}", id(44)), &changed).await.expect(200);
    let stopped = unit.post(&format!("{path}/submission"), &json!({ "request_id": "one" })).await.expect(409);
    assert!(stopped.text().contains(&last) && stopped.text().contains("请重新选择"), "{}", stopped.text());
    assert_eq!(unit.get(&path).await.json()["state"], "draft", "nothing is visible as handed in");
    assert_eq!(wu.get("/cases").await.json()["items"], json!([]));
    let used = async |n: usize| unit.get(&format!("/people/{}", id(n))).await.json()["used"].clone();
    assert_eq!(
        (used(0).await, used(44).await),
        (json!(false), json!(false)),
        "who was only claimed is as free as before"
    );

    unit.post(&format!("{path}/people/{}/removal", id(44)), &json!({})).await.expect(200);
    unit.post(&format!("{path}/people"), &json!({ "role": "titled", "person": id(44) })).await.expect(200);
    unit.post(&format!("{path}/submission"), &json!({ "request_id": "two" })).await.expect(200);
    assert_eq!((used(0).await, used(44).await), (json!(true), json!(true)));
    let case = wu.get(&path.replace("/applications", "/cases")).await.expect(200).json();
    assert_eq!(case["people"].as_array().unwrap().len(), 45);
}

/// A person whom nobody knows, as somebody would be picked.
fn stranger(facts: Draft) -> Picked {
    let (worker, source, role) = (WorkerId::random(), Source::Member, "titled".to_owned());
    let (name, masked, category) = ("赵示例".to_owned(), String::new(), String::new());
    Picked { worker, source, role, name, masked, category, facts, version: 1 }
}

/// What keeping these persons in an application of unit 1 comes to, asked of the store itself.
async fn kept(town: &Town, path: &str, picked: Vec<Picked>) -> Ended<store::application::Head> {
    let store = &town.hall.hall_of("application").unwrap().store;
    let id = ApplicationId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let application = store.application(id).await.unwrap().unwrap();
    let unit = application.head.unit;
    let account = store.account(unit.into()).await.unwrap().unwrap();
    let actor = Actor {
        account: unit.into(),
        role: Role::Enterprise,
        epoch: account.epoch,
        name: account.name,
        kind: account.kind,
    };
    let (asked, at) = (Asked::new(&RequestId::random(), &Draft::default()), jiff::Timestamp::UNIX_EPOCH);
    let party = Party::Unit(unit);
    store.move_application(&application, None, Command::Save, party, &actor, &asked, Some(picked), at).await.unwrap()
}

#[tokio::test]
async fn a20_more_persons_than_an_application_holds_are_refused_before_any_write() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let path = town.sign_in("unit1").await.draws_up("D101C", 0..0).await;
    let writes = || town.hall.faults().seen(Place::Table, "TransactWriteItems");
    let before = writes();
    let many = |count: usize| (0..count).map(|_| stranger(Draft::default())).collect::<Vec<_>>();
    assert!(matches!(kept(&town, &path, many(PERSONS + 1)).await, Ended::Refused(_)), "one too many");
    let twice = stranger(Draft::default());
    assert!(matches!(kept(&town, &path, vec![twice.clone(), twice]).await, Ended::Refused(_)), "somebody twice");
    let heavy = || stranger(Draft::default().with("major", "工".repeat(600)));
    let heavy = (0..PERSONS).map(|_| heavy()).collect();
    assert!(matches!(kept(&town, &path, heavy).await, Ended::Refused(_)), "more than an item holds");
    assert_eq!(writes(), before);
    assert!(matches!(kept(&town, &path, many(PERSONS)).await, Ended::Done(head) if head.people == 300));
}

#[tokio::test]
async fn a03_persons_whom_the_unit_does_not_have_are_never_handed_in() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (unit, other) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let path = unit.draws_up("D101C", 0..1).await;
    let theirs = other.post("/people", &worker(3)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let of_another = Picked { worker: WorkerId::parse(&theirs).unwrap(), ..stranger(Draft::default()) };
    for picked in [stranger(Draft::default()), of_another] {
        assert!(matches!(kept(&town, &path, vec![picked]).await, Ended::Done(_)));
        let refused = unit.post(&format!("{path}/submission"), &json!({})).await.expect(409);
        assert!(refused.text().contains("请重新选择"), "{}", refused.text());
        assert_eq!(unit.get(&path).await.json()["state"], "draft");
    }
    assert_eq!(other.get(&format!("/people/{theirs}")).await.json()["used"], false);
}

#[tokio::test]
async fn e08_e03_conflicts_are_waited_out_and_a_lost_reply_has_one_effect() {
    let town = Town::frail().await;
    let (unit, [wu, zheng], path) = desk(&town).await;
    let (faults, acceptance) = (town.hall.faults(), format!("{path}/acceptance"));
    faults.next(Place::Table, "TransactWriteItems", Fault::CONFLICT, 100);
    let excused = wu.post(&acceptance, &json!({})).await;
    assert_eq!((excused.status, excused.header("retry-after").is_empty()), (503, false), "{}", excused.text());
    faults.clear();
    faults.next(Place::Table, "TransactWriteItems", Fault::CONFLICT, 3);
    wu.post(&acceptance, &json!({})).await.expect(200);
    let grant = json!({ "request_id": "lost", "decision": "grant" });
    let decisions = format!("{path}/decisions");
    faults.next(Place::Table, "TransactWriteItems", Fault::LoseReply, 100);
    zheng.post(&decisions, &grant).await.expect(503);
    faults.clear();
    let first = zheng.post(&decisions, &grant).await.expect(200);
    assert_eq!(first.body, zheng.post(&decisions, &grant).await.expect(200).body);
    assert_eq!(did(&wu.get(&path).await.json()), ["准予许可", "受理", "提交", "新建"]);
    assert_eq!(unit.get("/qualifications").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_application_of_300_persons_is_handed_in_by_a_few_claims() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = unit.draws_up("D101C", 0..300).await;
    let writes = || town.hall.faults().seen(Place::Table, "TransactWriteItems");
    let before = writes();
    let done = unit.post(&format!("{path}/submission"), &json!({})).await.expect(200).json();
    assert_eq!((&done["people"], writes() - before), (&json!(300), 7), "six claims and the change itself");
    let mut after = String::new();
    loop {
        let page = unit.get(&format!("/people?after={after}")).await.json();
        for it in page["items"].as_array().unwrap().iter().step_by(5) {
            let path = format!("/people/{}", it["id"].as_str().unwrap());
            assert_eq!(unit.get(&path).await.json()["used"], true, "{path}");
        }
        let Some(next) = page["next"].as_str() else { break };
        after = next.replace('#', "%23");
    }
}

#[tokio::test]
async fn e02_one_key_for_two_things_at_the_desk_is_no_repetition() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = format!("/cases/{}", unit.applies("D110C", 0..1).await);
    let officer = town.officer("lin").await;
    let key = json!({ "request_id": "one-key" });
    let taken = officer.post(&format!("{path}/taking"), &key).await.expect(200).json();
    assert_eq!(officer.post(&format!("{path}/taking"), &key).await.expect(200).json(), taken);
    officer.post(&format!("{path}/acceptance"), &key).await.expect(422);
    assert_eq!(officer.get(&path).await.json()["state"], "submitted", "it was not accepted");
}
