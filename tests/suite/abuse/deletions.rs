//! 人员删除申请 when it is misused: strangers' people, one replacement twice, rings, certificates that end, two officers.

use crate::behind::Tables;
use crate::journeys::deletion::{asks, decides, hires, replaces, says};
use crate::people::{used, worker};
use crate::town::{Seen, Town, Visitor};
use serde_json::{Value as Json, json};

/// A draft in which somebody who was used leaves and somebody replaces, ready to be handed in.
async fn ready(unit: &Visitor<'_>, leaving: &str, other: &str, n: u32) -> String {
    let application = used(unit.town, leaving, n).await;
    let path = asks(unit, leaving).await;
    says(unit, &path).await;
    replaces(unit, &path, &application, other).await;
    path
}

async fn submits(unit: &Visitor<'_>, path: &str) -> Seen {
    unit.post(&format!("{path}/submission"), &json!({})).await
}

async fn card(town: &Town, person: &str) -> Json {
    Tables::of(town).head("HALL_TABLE", &format!("worker#{person}")).await
}

#[tokio::test]
async fn a02_a03_a_stranger_s_person_or_request_is_nobody_s() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let (leaving, foreign) = (hires(&a, 0).await, hires(&b, 1).await);
    for nobody in [foreign.as_str(), "0123456789abcdef0123456789abcdef", "x", ""] {
        let seen = a.post("/deletion-requests", &json!({ "person": nobody })).await;
        assert_eq!(seen.pointers(), ["/person"], "{nobody}");
    }
    let application = used(&town, &leaving, 1).await;
    let path = asks(&a, &leaving).await;
    let replacements = format!("{path}/replacements");
    for nobody in [&foreign, &leaving] {
        let seen = a.post(&replacements, &json!({ "application": application, "person": nobody })).await;
        assert_eq!(seen.pointers(), ["/person"], "neither a stranger's nor the leaving person");
    }
    let other = hires(&a, 2).await;
    let seen = a.post(&replacements, &json!({ "application": foreign, "person": other })).await;
    assert_eq!(seen.pointers(), ["/application"]);
    let before = a.get(&path).await.expect(200).body;
    let said = json!({ "initiator": "乙", "content": "丙" });
    for (tail, body) in [("/feedback", &said), ("/submission", &json!({})), ("/removal", &json!({}))] {
        b.post(&format!("{path}{tail}"), body).await.expect(404);
    }
    b.get(&path).await.expect(404);
    assert_eq!(a.get(&path).await.expect(200).body, before, "nothing was done");
}

#[tokio::test]
async fn a12_a_request_and_an_application_that_use_the_same_person_exclude_each_other() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = hires(&unit, 0).await;
    let path = asks(&unit, &person).await;
    says(&unit, &path).await;
    used(&town, &person, 1).await;
    assert_eq!(submits(&unit, &path).await.pointers(), ["/replacements"], "the application was first");
    let other = hires(&unit, 1).await;
    let path = asks(&unit, &other).await;
    says(&unit, &path).await;
    submits(&unit, &path).await.expect(200);
    let held = card(&town, &other).await["held"]["S"].clone();
    assert!(path.ends_with(held.as_str().unwrap()), "no application binds who is held");
}

#[tokio::test]
async fn a12_of_a_request_and_an_application_at_once_exactly_one_has_the_person() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let matters = unit.get("/matters").await.expect(200).json();
    let matters: Vec<&str> = matters["items"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    for (n, matter) in (0..).zip(&matters) {
        let person = hires(&unit, n).await;
        let request = asks(&unit, &person).await;
        says(&unit, &request).await;
        let application = unit.draws_up(matter, 0..0).await;
        let picks = json!({ "role": "titled", "person": [person] });
        unit.post(&format!("{application}/people"), &picks).await.expect(200);
        let (handing_in, nothing) = (format!("{application}/submission"), json!({}));
        let (asked, applied) = if n % 2 == 0 {
            tokio::join!(submits(&unit, &request), unit.post(&handing_in, &nothing))
        } else {
            let (applied, asked) = tokio::join!(unit.post(&handing_in, &nothing), submits(&unit, &request));
            (asked, applied)
        };
        let after = card(&town, &person).await;
        let (used, held) = (after["used"]["BOOL"] == true, !after["held"].is_null());
        assert_eq!((asked.status == 200, applied.status == 200), (!used, used), "{} {}", asked.text(), applied.text());
        assert_eq!(held, !used, "{n}");
        if used {
            assert_eq!(asked.pointers(), ["/replacements"], "the loser is told");
        } else {
            assert!(applied.text().contains("正在申请删除"), "the loser is told: {}", applied.text());
            assert_eq!(unit.get(&application).await.json()["state"], "draft");
        }
    }
    assert!(matters.len() >= 10, "so many races");
}

#[tokio::test]
async fn r_4_6_3_a_registered_person_replaces_only_while_passed() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let head = wang.hand_in().await;
    let unit = town.sign_in("unit1").await;
    let id = head["id"].as_str().unwrap();
    let reviews = format!("/reviews/{id}/decisions");
    unit.post(&reviews, &json!({ "decision": "approve", "version": head["version"] })).await.expect(200);
    let picker = unit.page("/deletion-requests/new").await.expect(200).text();
    assert!(picker.contains("王示例0") && picker.contains("注册人员"), "{picker}");
    let path = ready(&unit, &hires(&unit, 1).await, id, 1).await;
    unit.post(&reviews, &json!({ "decision": "send_back", "reason": "" })).await.expect(200);
    let seen = submits(&unit, &path).await.expect(409);
    assert!(seen.text().contains("已被退回修改"), "{}", seen.text());
    let application = unit.get(&path).await.json()["uses"][0]["application"].clone();
    let body = json!({ "application": application, "person": id });
    assert_eq!(unit.post(&format!("{path}/replacements"), &body).await.pointers(), ["/person"]);
}

#[tokio::test]
async fn r_4_6_10_a_registered_replacement_who_was_sent_back_meanwhile_takes_nothing_over() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let head = wang.hand_in().await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let id = head["id"].as_str().unwrap();
    let reviews = format!("/reviews/{id}/decisions");
    unit.post(&reviews, &json!({ "decision": "approve", "version": head["version"] })).await.expect(200);
    let mut facts = worker(1);
    (facts["title_level"], facts["posts"]) = (json!(""), json!([]));
    for name in ["title_major", "title_number", "insurer", "insured_from", "insured_to"] {
        facts[name] = json!("");
    }
    let made = unit.post("/people", &facts).await.expect(201).json();
    let path = ready(&unit, made["id"].as_str().unwrap(), id, 1).await;
    submits(&unit, &path).await.expect(200);
    assert_eq!(officer.get(&path).await.json()["met"], true, "all that is asked is a major");
    unit.post(&reviews, &json!({ "decision": "send_back", "reason": "" })).await.expect(200);
    let refused = decides(&officer, &path, "agree").await.expect(409);
    assert!(refused.text().contains("王示例0在提交后已被退回修改，不能替代"), "{}", refused.text());
    assert_eq!(officer.get(&path).await.json()["state"], "waiting", "nothing was done");
    decides(&officer, &path, "decline").await.expect(200);
    assert!(card(&town, id).await["held"].is_null(), "who was sent back is free too");
}

#[tokio::test]
async fn a13_who_leaves_replaces_nobody_and_who_replaces_does_not_leave() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (one, two) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let (first, second) = (ready(&unit, &one, &two, 1).await, ready(&unit, &two, &one, 2).await);
    let (a, b) = tokio::join!(submits(&unit, &first), submits(&unit, &second));
    let mut both = [a.status, b.status];
    both.sort_unstable();
    assert_eq!(both, [200, 409], "{} {}", a.text(), b.text());
    let loser = if a.status == 409 { (a, &first) } else { (b, &second) };
    assert!(loser.0.text().contains("替代"), "{}", loser.0.text());
    assert_eq!(unit.get(loser.1).await.json()["state"], "draft", "the loser can go on");
    let page = unit.fill(loser.1, &format!("{}/submission", loser.1), &[]).await.expect(409).text();
    assert!(page.contains("待审核的人员删除申请") || page.contains("另一件人员删除申请"), "{page}");
}

#[tokio::test]
async fn a14_one_replacement_does_not_cover_two_deletions() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (one, two, other) = (hires(&unit, 0).await, hires(&unit, 1).await, hires(&unit, 2).await);
    let (first, second) = (ready(&unit, &one, &other, 1).await, ready(&unit, &two, &other, 2).await);
    submits(&unit, &first).await.expect(200);
    let refused = submits(&unit, &second).await.expect(409);
    assert!(refused.text().contains("赵示例2已用于另一件人员删除申请"), "{}", refused.text());
    decides(&officer, &first, "decline").await.expect(200);
    submits(&unit, &second).await.expect(200);
    assert!(card(&town, &one).await["held"].is_null(), "who stays is free again");
}

#[tokio::test]
async fn a15_a_certificate_that_ends_between_request_and_decision_counts_no_more() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (leaving, other) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let path = ready(&unit, &leaving, &other, 1).await;
    submits(&unit, &path).await.expect(200);
    assert_eq!(officer.get(&path).await.expect(200).json()["met"], true);
    // Time passes: what the request has pinned of the replacement says that the certificate ended this spring.
    let tables = Tables::of(&town);
    let id = path.rsplit('/').next().unwrap();
    let all = tables.all("HALL_TABLE", &format!("deletion#{id}")).await;
    let newest = all.iter().filter(|it| it["sk"]["S"].as_str().unwrap().starts_with("contents#"));
    let mut contents = newest.max_by_key(|it| it["sk"]["S"].as_str().unwrap().to_owned()).unwrap().clone();
    let facts = &mut contents["fields"]["M"]["replacements"]["L"][0]["M"]["facts"]["L"][0]["M"];
    facts["posts"]["L"][0]["M"]["until"]["L"][0]["S"] = json!("2026-04-30");
    tables.put("HALL_TABLE", &contents).await;
    let it = officer.get(&path).await.expect(200).json();
    let points = it["uses"][0]["points"].as_array().unwrap();
    let post = points.iter().find(|point| point["name"] == "岗位证书").unwrap();
    assert_eq!((&post["then"], &post["today"], &it["met"]), (&json!("符合"), &json!("不符"), &json!(false)));
    decides(&officer, &path, "agree").await.expect(409);
    assert_eq!(unit.get("/people").await.json()["items"].as_array().unwrap().len(), 2, "nobody has left");
}

#[tokio::test]
async fn i2_a_replacement_whose_record_is_another_by_now_takes_nothing_over() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (leaving, other) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let path = ready(&unit, &leaving, &other, 1).await;
    // A record that is changed after it was chosen is looked at again when the request is handed in.
    let mut lower = worker(1);
    lower["title_level"] = json!("2");
    unit.post(&format!("/people/{other}"), &lower).await.expect(200);
    submits(&unit, &path).await.expect(200);
    assert_eq!(officer.get(&path).await.expect(200).json()["met"], false, "as it was handed in");
    decides(&officer, &path, "agree").await.expect(409);
    let mut changed = card(&town, &other).await;
    changed["version"] = json!({ "N": "9" });
    Tables::of(&town).put("HALL_TABLE", &changed).await;
    let refused = decides(&officer, &path, "decline").await.expect(200);
    assert_eq!(refused.json()["state"], "kept", "who stays needs no comparison");
    let path = ready(&unit, &leaving, &hires(&unit, 2).await, 1).await;
    submits(&unit, &path).await.expect(200);
    let mut changed = card(&town, &leaving).await;
    changed["version"] = json!({ "N": "9" });
    Tables::of(&town).put("HALL_TABLE", &changed).await;
    let refused = decides(&officer, &path, "agree").await.expect(409);
    assert!(refused.text().contains("在提交后有变动"), "{}", refused.text());
    assert_eq!(unit.get(&path).await.json()["state"], "waiting");
}

#[tokio::test]
async fn a08_a_second_officer_is_told_who_was_first_and_one_decision_stands() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (first, second) = (town.officer("officer1").await, town.officer("officer2").await);
    for n in 0..3 {
        let path = asks(&unit, &hires(&unit, n).await).await;
        says(&unit, &path).await;
        submits(&unit, &path).await.expect(200);
        let version = first.get(&path).await.json()["version"].clone();
        let agree = json!({ "decision": "agree", "version": version });
        let decline = json!({ "decision": "decline", "reason": "不同意", "version": version });
        let decisions = format!("{path}/decisions");
        let (one, two) = tokio::join!(first.post(&decisions, &agree), second.post(&decisions, &decline));
        let mut both = [one.status, two.status];
        both.sort_unstable();
        assert_eq!(both, [200, 409], "{} {}", one.text(), two.text());
        let (loser, winner) = if one.status == 409 { (one, "officer2") } else { (two, "officer1") };
        assert!(loser.text().contains(winner), "{}", loser.text());
        let history = unit.get(&path).await.json()["history"].clone();
        let decided = |it: &&Json| matches!(it["did"].as_str(), Some("同意删除" | "不予删除"));
        assert_eq!(history.as_array().unwrap().iter().filter(decided).count(), 1);
        let late = second.post(&decisions, &decline).await;
        assert!(matches!(late.status, 200 | 409), "{}", late.text());
    }
}

#[tokio::test]
async fn e01_a_second_click_on_a_decision_is_the_same_answer() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (leaving, other) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let path = ready(&unit, &leaving, &other, 1).await;
    submits(&unit, &path).await.expect(200);
    let version = officer.get(&path).await.json()["version"].clone();
    let body = json!({ "decision": "agree", "version": version, "request_id": "once" });
    let decisions = format!("{path}/decisions");
    let answers = super::at_once((0..10).map(|_| officer.post(&decisions, &body)).collect()).await;
    for answer in &answers {
        assert_eq!((answer.status, answer.text()), (200, answers[0].text()));
    }
    assert_eq!(unit.get(&path).await.json()["history"].as_array().unwrap().len(), 5);
}
