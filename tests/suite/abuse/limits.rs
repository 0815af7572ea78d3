//! Names that are another's, persons who change meanwhile, and more than the hall takes: A04, A11, A19, A20.

use crate::journeys::deletion::{asks, hires, says};
use crate::journeys::leaving::passed;
use crate::people::{used, worker};
use crate::town::Town;
use local::faults::Place;
use serde_json::{Value as Json, json};

#[tokio::test]
async fn a04_another_s_scan_is_nobody_s_wherever_it_is_named() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let (theirs, _) = wang.upload("identity", "身份证.jpg", &testkit::files::jpeg(40, 30)).await;
    let before = wang.get("/person").await.expect(200).body;
    town.enterprise(2).await;
    let unit = wang.get("/person").await.json()["unit"]["id"].as_str().unwrap().to_owned();
    town.person(1, &unit).await;
    let (li, other) = (town.sign_in("person1").await, town.sign_in("unit2").await);
    for who in [&li, &other] {
        who.get(&format!("/attachments/{theirs}")).await.expect(404);
        who.get(&format!("/attachments/{theirs}/original")).await.expect(404);
    }
    li.post(&format!("/attachments/{theirs}/removal"), &json!({})).await.expect(404);
    for field in ["attachments", "papers", "attachment_id", "identity"] {
        let body = json!({ field: [theirs] });
        assert!(li.post("/person/submission", &body).await.pointers().iter().any(|at| at.contains(field)), "{field}");
        let seen = li.post("/person", &body).await;
        assert!(seen.pointers().iter().any(|at| at.contains(field)), "{field}: {}", seen.text());
    }
    assert_eq!(wang.get("/person").await.expect(200).body, before, "nothing was done");
    assert_eq!(li.get("/person").await.json()["attachments"], json!([]));
}

#[tokio::test]
async fn a11_who_was_used_is_not_made_into_somebody_else() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (id, fresh) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let path = format!("/people/{id}");
    used(&town, &id, 1).await;
    let before = unit.get(&path).await.expect(200).body;
    let mut named = worker(0);
    named["name"] = json!("李示例");
    for body in [named, worker(5)] {
        let locked = unit.post(&path, &body).await.expect(409);
        assert!(locked.text().contains("人员删除申请"), "it says where to go: {}", locked.text());
    }
    assert_eq!(unit.get(&path).await.expect(200).body, before, "nothing was done");
    unit.post(&format!("/people/{fresh}"), &worker(6)).await.expect(200);
}

#[tokio::test]
async fn a19_who_is_sent_back_stays_as_handed_in_and_the_officer_sees_it() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    wang.hand_in().await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let id = passed(&unit, &wang).await;
    let path = unit.draws_up("D101C", 5..6).await;
    let picks = json!({ "role": "titled", "person": id });
    unit.post(&format!("{path}/people"), &picks).await.expect(200);
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    let case = path.replace("/applications", "/cases");
    let person = |case: &Json| {
        let people = case["people"].as_array().unwrap();
        people.iter().find(|it| it["id"] == json!(id)).unwrap().clone()
    };
    let before = person(&officer.get(&case).await.expect(200).json());
    assert_eq!(before["reopened"], false);
    let back = json!({ "decision": "send_back", "reason": "请更新证书" });
    unit.post(&format!("/reviews/{id}/decisions"), &back).await.expect(200);
    wang.post("/person", &json!({ "major": "给排水" })).await.expect(200);
    let mut after = person(&officer.get(&case).await.expect(200).json());
    assert_eq!(after["reopened"], true, "the officer sees it");
    assert!(officer.page(&case).await.expect(200).text().contains("提交后已退回修改"));
    after["reopened"] = json!(false);
    assert_eq!(after, before, "the application keeps what was handed in");
    // Meanwhile nobody picks the person for another application (R-5.2-2).
    let next = unit.draws_up("D110C", 6..7).await;
    assert_eq!(unit.post(&format!("{next}/people"), &picks).await.pointers(), ["/person"]);
    wang.post("/person/submission", &json!({})).await.expect(200);
    passed(&unit, &wang).await;
    let passed_again = person(&officer.get(&case).await.expect(200).json());
    assert_eq!(passed_again, before, "also when another version was passed");
}

#[tokio::test]
async fn a20_more_rows_or_files_than_a_form_takes_are_refused_before_any_write() {
    let town = Town::frail().await;
    let wang = town.newcomer().await;
    let unit = town.sign_in("unit1").await;
    let path = asks(&unit, &hires(&unit, 0).await).await;
    let said = json!({ "initiator": "李某", "content": "离职" });
    for _ in 0..20 {
        unit.post(&format!("{path}/feedback"), &said).await.expect(200);
    }
    let writes = || town.hall.faults().seen(Place::Table, "TransactWriteItems");
    let before = writes();
    let full = unit.post(&format!("{path}/feedback"), &said).await;
    assert!(full.pointers() == ["/content"] && full.text().contains("最多 20 条"), "{}", full.text());
    let rows = |many: usize| vec![json!({ "from": "2010-09", "employer": "示例公司" }); many];
    assert!(wang.post("/person", &json!({ "cv": rows(101) })).await.pointers().iter().any(|at| at == "/cv"));
    let mut many = worker(9);
    many["posts"] = json!(vec![json!({ "post": "SGY", "number": "G1" }); 101]);
    assert!(unit.post("/people", &many).await.pointers().iter().any(|at| at == "/posts"));
    assert_eq!(writes(), before, "nothing was written");
}

#[tokio::test]
async fn r_5_2_2_who_was_sent_back_after_being_picked_is_not_handed_in_before_being_passed_again() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    wang.hand_in().await;
    let unit = town.sign_in("unit1").await;
    let id = passed(&unit, &wang).await;
    let path = unit.draws_up("D101C", 5..6).await;
    let picks = json!({ "role": "titled", "person": id });
    unit.post(&format!("{path}/people"), &picks).await.expect(200);
    let back = json!({ "decision": "send_back", "reason": "请更新证书" });
    unit.post(&format!("/reviews/{id}/decisions"), &back).await.expect(200);
    let refused = unit.post(&format!("{path}/submission"), &json!({})).await.expect(409).json();
    let words = refused["title"].as_str().unwrap();
    assert!(words.contains("王示例0") && words.contains("已退回修改"), "{refused}");
    assert_eq!(unit.get(&path).await.expect(200).json()["state"], "draft");
    unit.post(&format!("{path}/people/{id}/removal"), &json!({})).await.expect(200);
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
}

#[tokio::test]
async fn a20_the_eleventh_paper_of_a_place_is_refused_and_what_came_beside_it_is_not_handed_in() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = asks(&unit, &hires(&unit, 0).await).await;
    says(&unit, &path).await;
    let (request, person) = (path.rsplit('/').next().unwrap().to_owned(), hires(&unit, 1).await);
    let jpeg = testkit::files::jpeg(40, 30);
    for (place, of, kind) in
        [("unit", "", "licence"), ("worker", person.as_str(), "title"), ("deletion", &request, "feedback")]
    {
        let mut ticket = json!({ "for": place, "kind": kind, "name": "a.jpg", "size": jpeg.len() });
        if !of.is_empty() {
            ticket["of"] = json!(of);
        }
        // Tickets that were handed out beside each other know nothing of each other.
        let beside = unit.post("/attachments", &ticket).await.expect(201).json();
        for _ in 0..10 {
            assert_eq!(unit.lays(ticket.clone(), "a.jpg", &jpeg).await.1["state"], "admitted");
        }
        let full = unit.post("/attachments", &ticket).await;
        assert!(full.pointers() == ["/kind"] && full.text().contains("的文件太多"), "{place}: {}", full.text());
        let page = format!("/attachments/new?for={place}&of={of}&kind={kind}");
        assert!(unit.page(&page).await.expect(409).text().contains("的文件太多，请先移除不需要的文件"));
        unit.send_file(&beside, "a.jpg", &jpeg).await.expect(204);
        assert_eq!(unit.became(beside["id"].as_str().unwrap()).await["state"], "admitted");
    }
    let submission = format!("{path}/submission");
    let full = unit.post(&submission, &json!({})).await;
    assert!(full.pointers() == ["/slot-feedback"] && full.text().contains("的文件太多"), "{}", full.text());
    let one = unit.get(&path).await.json()["attachments"][0]["id"].as_str().unwrap().to_owned();
    unit.post(&format!("/attachments/{one}/removal"), &json!({})).await.expect(200);
    unit.post(&submission, &json!({})).await.expect(200);
    assert_eq!(unit.get(&path).await.json()["attachments"].as_array().unwrap().len(), 10);
}
