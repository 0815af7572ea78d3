//! Papers of places, and who tries to come by them or to lay them where they do not belong.

use super::at_once;
use crate::journeys::deletion::{asks, hires, says};
use crate::town::Town;
use serde_json::{Value as Json, json};
use testkit::files;

fn ticket(place: &str, of: &str, kind: &str) -> Json {
    json!({ "for": place, "of": of, "kind": kind, "name": "a.jpg", "size": 9 })
}

fn laid(place: &str, of: &str, kind: &str) -> Json {
    json!({ "for": place, "of": of, "kind": kind })
}

#[tokio::test]
async fn a01_the_papers_and_places_of_another_unit_look_unknown() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    town.enterprise(2).await;
    town.person(0, &id).await;
    let (unit, rival, wang) = (town.sign_in("unit1").await, town.sign_in("unit2").await, town.sign_in("person0").await);
    let officer = town.officer("officer").await;
    let person = hires(&unit, 1).await;
    let path = asks(&unit, &person).await;
    let request = path.rsplit('/').next().unwrap();
    for (place, of, kind) in [("worker", person.as_str(), "title"), ("deletion", request, "feedback")] {
        let unknown = rival.post("/attachments", &ticket(place, &"0".repeat(32), kind)).await.expect(404);
        let foreign = rival.post("/attachments", &ticket(place, of, kind)).await.expect(404);
        assert_eq!(foreign.body, unknown.body);
        let new = format!("/attachments/new?for={place}&of={of}&kind={kind}");
        rival.get(&new).await.expect(404);
        unit.page(&new).await.expect(200);
        for (who, status) in [(&wang, 403), (&officer, 403), (&town.visitor(), 401)] {
            who.post("/attachments", &ticket(place, of, kind)).await.expect(status);
            who.get(&new).await.expect(status);
        }
        let (paper, became) = unit.lays(laid(place, of, kind), "a.jpg", &files::jpeg(40, 30)).await;
        assert_eq!(became["state"], "admitted");
        for tail in ["", "/view", "/pages/1", "/original"] {
            let seen = format!("/attachments/{paper}{tail}");
            for who in [&rival, &wang, &officer] {
                who.get(&seen).await.expect(404);
            }
            assert!(unit.get(&seen).await.status < 400, "{seen}");
        }
        for (who, status) in [(&rival, 404), (&wang, 404), (&officer, 403)] {
            who.post(&format!("/attachments/{paper}/removal"), &json!({})).await.expect(status);
        }
    }
    rival.get(&path).await.expect(404);
}

#[tokio::test]
async fn a04_a_request_names_no_scan_but_its_own() {
    let town = Town::open().await;
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (unit, rival) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let (mine, other) = (asks(&unit, &hires(&unit, 1).await).await, asks(&unit, &hires(&unit, 2).await).await);
    let foreign = asks(&rival, &hires(&rival, 3).await).await;
    let id_of = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let jpeg = files::jpeg(40, 30);
    let (own, _) = unit.lays(laid("deletion", &id_of(&mine), "feedback"), "a.jpg", &jpeg).await;
    let (elsewhere, _) = unit.lays(laid("deletion", &id_of(&other), "feedback"), "a.jpg", &jpeg).await;
    let (rival_s, _) = rival.lays(laid("deletion", &id_of(&foreign), "feedback"), "a.jpg", &jpeg).await;
    let bad = "不存在".to_owned();
    let said = |paper: Json| json!({ "initiator": "李某", "content": "离职", "paper": paper });
    let feedback = format!("{mine}/feedback");
    for paper in [&elsewhere, &rival_s, &bad] {
        for named in [json!(paper), json!([own, paper])] {
            let refused = unit.post(&feedback, &said(named)).await.expect(422);
            assert_eq!(refused.pointers(), ["/paper"], "{}", refused.text());
        }
        let form = [("initiator", "李某"), ("content", "离职一事"), ("paper", paper.as_str())];
        let again = unit.fill(&mine, &feedback, &form).await.expect(422).text();
        assert!(again.contains("离职一事") && again.contains("反馈材料"), "nothing typed is lost: {again}");
    }
    assert_eq!(unit.get(&mine).await.json()["feedback"], json!([]));
    unit.post(&feedback, &said(json!([own, own]))).await.expect(200);
    assert_eq!(unit.get(&mine).await.json()["feedback"][0]["papers"], json!([{ "id": own, "name": "a.jpg" }]));
}

#[tokio::test]
async fn a17_a_ticket_says_beside_each_field_what_is_wrong_with_the_place() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = hires(&unit, 1).await;
    for (place, of, kind, pointer) in [
        ("worker", person.as_str(), "licence", "/kind"),
        ("worker", &person, "feedback", "/kind"),
        ("worker", "", "title", "/of"),
        ("deletion", "", "feedback", "/of"),
        ("unit", &person, "licence", "/of"),
        ("unit", "", "identity", "/kind"),
        ("passport", "", "identity", "/for"),
    ] {
        let seen = unit.post("/attachments", &ticket(place, of, kind)).await.expect(422);
        assert!(seen.pointers().contains(&pointer.to_owned()), "{place} {of} {kind}: {}", seen.text());
    }
    for strange in ["..", "#"] {
        assert_eq!(unit.post("/attachments", &ticket("worker", strange, "title")).await.pointers(), ["/of"]);
    }
    unit.post("/attachments", &ticket("deletion", &person, "feedback")).await.expect(404);
    for none in ["for=worker&kind=title", "for=unit&kind=title", "for=passport&kind=title", "of=x&kind=title"] {
        unit.get(&format!("/attachments/new?{none}")).await.expect(404);
    }
}

#[tokio::test]
async fn a05_an_officer_sees_no_papers_of_a_unit_in_which_he_works() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    hires(&unit, 60).await;
    let path = asks(&unit, &hires(&unit, 1).await).await;
    let request = path.rsplit('/').next().unwrap();
    let (paper, _) = unit.lays(laid("deletion", request, "feedback"), "a.jpg", &files::jpeg(40, 30)).await;
    says(&unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    let (own, other) = (town.officer_known("own", 60).await, town.officer("other").await);
    own.get(&format!("/attachments/{paper}")).await.expect(403);
    other.get(&format!("/attachments/{paper}")).await.expect(200);
}

#[tokio::test]
async fn d11_a_file_taken_out_beside_the_submission_is_handed_in_or_is_gone() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    for n in 0..6 {
        let path = asks(&unit, &hires(&unit, n).await).await;
        let request = path.rsplit('/').next().unwrap();
        let (paper, _) = unit.lays(laid("deletion", request, "feedback"), "a.jpg", &files::jpeg(40 + n, 30)).await;
        says(&unit, &path).await;
        let (submission, removal) = (format!("{path}/submission"), format!("/attachments/{paper}/removal"));
        let nothing = json!({});
        let both = at_once(vec![unit.post(&submission, &nothing), unit.post(&removal, &nothing)]).await;
        assert!(both.iter().all(|seen| matches!(seen.status, 200 | 409)), "{} {}", both[0].text(), both[1].text());
        let now = unit.get(&path).await.json();
        let enclosed = now["attachments"].as_array().unwrap().len();
        assert_eq!(now["state"] == "waiting", both[0].status == 200);
        assert_eq!(enclosed, usize::from(both[1].status != 200), "{now}");
    }
}
