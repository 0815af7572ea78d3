//! Reviewers and persons at the same file: two at once, out of turn, on what is no longer so.

use crate::people::person;
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

/// The number of the n-th person's file as the unit sees it, handed in.
async fn waiting(town: &Town, unit: &str, n: u32) -> String {
    let id = town.person(n, unit).await;
    town.sign_in(&format!("person{n}")).await.hand_in().await;
    id
}

fn decisions(file: &Json) -> usize {
    let did = |it: &&Json| matches!(it["did"].as_str(), Some("通过" | "不通过" | "退回修改"));
    file["history"].as_array().unwrap().iter().filter(did).count()
}

#[tokio::test]
async fn a08_two_reviewers_at_once_make_one_decision_and_the_second_is_told_what_happened() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let (first, second) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    for (n, rival) in ["refuse", "approve", "refuse", "refuse"].into_iter().enumerate() {
        let id = waiting(&town, &unit, u32::try_from(n).unwrap()).await;
        let version = first.get(&format!("/reviews/{id}")).await.expect(200).json()["version"].clone();
        let path = format!("/reviews/{id}/decisions");
        let approve = json!({ "decision": "approve", "version": version });
        let other = json!({ "decision": rival, "reason": "证书不清楚", "version": version });
        let (one, two) = tokio::join!(first.post(&path, &approve), second.post(&path, &other));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{} {}", one.text(), two.text());
        let (won, lost) = if one.status == 200 { (one.json(), two.json()) } else { (two.json(), one.json()) };
        let words = lost["title"].as_str().unwrap();
        let did = if won["state"] == "approved" { "通过" } else { "不通过" };
        assert!(words.contains("沈阳示例第1建设有限公司 已于") && words.contains(did), "{words}");
        assert_eq!(lost["version"], won["version"]);
        let file = town.sign_in(&format!("person{n}")).await.get("/person").await.expect(200).json();
        assert_eq!((decisions(&file), &file["state"]), (1, &won["state"]), "{file}");
    }
}

#[tokio::test]
async fn a08_the_second_reviewer_s_page_says_who_decided_and_what() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let id = waiting(&town, &unit, 0).await;
    let (first, second) = (town.sign_in("unit1").await, town.sign_in("unit1").await);
    let (page, action) = (format!("/reviews/{id}"), format!("/reviews/{id}/decisions"));
    let shown = second.page(&page).await.expect(200).text();
    first.fill(&page, &action, &[("decision", "approve")]).await.expect(303);
    let reason = ("reason", "身份证照片不清楚");
    let late = second.send_form(&shown, &page, &action, &[("decision", "refuse"), reason]).await.expect(409).text();
    assert!(late.contains("沈阳示例第1建设有限公司 已于") && late.contains("现在是“已审核”"), "{late}");
    assert!(late.contains("身份证照片不清楚"), "what was typed stays readable");
}

/// The four states, each with a person in it.
async fn in_every_state(town: &Town, unit: &str) -> [(&'static str, String, u32); 4] {
    let reviewer = town.sign_in("unit1").await;
    let draft = town.person(0, unit).await;
    let waits = waiting(town, unit, 1).await;
    let (approved, returned) = (waiting(town, unit, 2).await, waiting(town, unit, 3).await);
    let decide =
        async |id: &str, body: Json| reviewer.post(&format!("/reviews/{id}/decisions"), &body).await.expect(200);
    decide(&approved, json!({ "decision": "approve" })).await;
    decide(&returned, json!({ "decision": "refuse", "reason": "请补充" })).await;
    [("draft", draft, 0), ("waiting", waits, 1), ("approved", approved, 2), ("returned", returned, 3)]
}

const REFUSED: &[(&str, &[&str])] = &[
    ("waiting", &["save", "submit", "send_back"]),
    ("approved", &["save", "submit", "approve", "refuse"]),
    ("returned", &["approve", "refuse", "send_back"]),
];

async fn command(who: (&Visitor<'_>, &Visitor<'_>), id: &str, command: &str, more: Json) -> crate::town::Seen {
    let (person, unit) = who;
    let mut body = more;
    match command {
        "save" => {
            body["school"] = json!("示例大学");
            person.post("/person", &body).await
        }
        "submit" => person.post("/person/submission", &body).await,
        decision => {
            body["decision"] = json!(decision);
            body["reason"] = json!("原因");
            unit.post(&format!("/reviews/{id}/decisions"), &body).await
        }
    }
}

#[tokio::test]
async fn a10_every_command_out_of_turn_is_a_conflict_and_nothing_changes() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let states = in_every_state(&town, &unit).await;
    let reviewer = town.sign_in("unit1").await;
    for (state, id, n) in &states {
        let person = town.sign_in(&format!("person{n}")).await;
        let before = person.get("/person").await.expect(200);
        assert_eq!(before.json()["state"], *state);
        let lists = [reviewer.get("/reviews").await.body, reviewer.get("/reviews?state=approved").await.body];
        let refused = REFUSED.iter().find(|(known, _)| known == state).map_or(&[][..], |(_, refused)| refused);
        for asked in refused {
            let version = before.json()["version"].clone();
            for more in [json!({}), json!({ "version": version })] {
                let seen = command((&person, &reviewer), id, asked, more).await.expect(409);
                assert!(!seen.json()["title"].as_str().unwrap().is_empty(), "{asked} on {state}");
            }
        }
        if *state == "draft" {
            for asked in ["approve", "refuse", "send_back"] {
                command((&person, &reviewer), id, asked, json!({})).await.expect(404);
            }
        }
        assert_eq!(person.get("/person").await.body, before.body, "{state}");
        let after = [reviewer.get("/reviews").await.body, reviewer.get("/reviews?state=approved").await.body];
        assert_eq!(after, lists, "{state}");
    }
}

#[tokio::test]
async fn a10_what_the_law_allows_is_done_in_every_state() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let states = in_every_state(&town, &unit).await;
    let reviewer = town.sign_in("unit1").await;
    let allowed = [
        (0, "save", "draft"),
        (1, "approve", "approved"),
        (2, "send_back", "returned"),
        (3, "save", "returned"),
        (3, "submit", "waiting"),
    ];
    for (n, asked, then) in allowed {
        let person = town.sign_in(&format!("person{n}")).await;
        let seen = command((&person, &reviewer), &states[n].1, asked, json!({})).await.expect(200);
        assert_eq!(seen.json()["state"], then, "{asked}");
    }
}

#[tokio::test]
async fn a16_the_same_number_at_two_units_at_once_registers_once() {
    let town = Town::open().await;
    let (a, b) = (town.enterprise(1).await, town.enterprise(2).await);
    for n in 0..5 {
        let (one, mut two) = (person(n, &a), person(n, &b));
        two["login_name"] = json!(format!("rival{n}"));
        let (visitor, rival) = (town.visitor(), town.visitor());
        let (one, two) =
            tokio::join!(visitor.post("/registrations/people", &one), rival.post("/registrations/people", &two));
        let (won, lost) = if one.status == 201 { (one, two) } else { (two, one) };
        assert_eq!((won.status, lost.pointers()), (201, vec!["/identity_number".to_owned()]));
        let (kept, free) = if won.json()["unit"] == a.as_str() {
            (format!("person{n}"), format!("rival{n}"))
        } else {
            (format!("rival{n}"), format!("person{n}"))
        };
        town.sign_in(&kept).await;
        let body = json!({ "login_name": free, "password": crate::people::PASSWORD });
        town.visitor().post("/session", &body).await.expect(401);
    }
}

#[tokio::test]
async fn a16_the_same_login_name_or_credit_code_at_once_registers_once() {
    let town = Town::open().await;
    let units = [(1, 1), (1, 2), (3, 3), (4, 3)].map(|(login, code)| {
        let mut unit = crate::people::enterprise(code);
        unit["login_name"] = json!(format!("login{login}"));
        unit
    });
    for (pair, field) in [(&units[..2], "/login_name"), (&units[2..], "/credit_code")] {
        let (one, two) = (town.visitor(), town.visitor());
        let path = "/registrations/enterprises";
        let (one, two) = tokio::join!(one.post(path, &pair[0]), two.post(path, &pair[1]));
        let (won, lost) = if one.status == 201 { (one, two) } else { (two, one) };
        assert_eq!((won.status, lost.pointers()), (201, vec![field.to_owned()]));
    }
}
