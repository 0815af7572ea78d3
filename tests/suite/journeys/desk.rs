//! What an officer finds on 首页 and under 待办事宜: what waits at the department's desk for him (manual, 1.1).

use super::deletion::{asks, decides, hires, says};
use super::home::todos;
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};

/// Where the to-dos lead, in their order.
async fn led(who: &Visitor<'_>) -> Vec<String> {
    todos(who).await.iter().map(|it| it["to"].as_str().unwrap().to_owned()).collect()
}

/// The addresses of what lies on the desk, in its order.
async fn desk(who: &Visitor<'_>) -> Vec<String> {
    let items = who.get("/cases").await.expect(200).json()["items"].as_array().unwrap().clone();
    let address = |it: &Json| {
        let kind = if it["sort"] == "deletion" { "deletion-requests" } else { "cases" };
        format!("/{kind}/{}", it["id"].as_str().unwrap())
    };
    items.iter().map(address).collect()
}

/// Three matters at the desk: an application of unit 1 and one of unit 2, a request of unit 1.
async fn three(town: &Town) -> (Visitor<'_>, [String; 3]) {
    town.enterprise(1).await;
    town.enterprise(2).await;
    let (unit, other) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let one = format!("/cases/{}", unit.applies("D101C", 0..1).await);
    let two = format!("/cases/{}", other.applies("D110C", 10..11).await);
    let request = asks(&unit, &hires(&unit, 30).await).await;
    says(&unit, &request).await;
    unit.post(&format!("{request}/submission"), &json!({})).await.expect(200);
    (unit, [one, two, request])
}

#[tokio::test]
async fn r_1_1_1_an_officer_s_home_shows_what_waits_at_the_desk_until_he_has_handled_it() {
    let town = Town::open().await;
    let (unit, [one, two, request]) = three(&town).await;
    let (wu, zheng) = (town.officer_known("officer1", 60).await, town.officer("officer2").await);
    let all = desk(&wu).await;
    assert_eq!((all.len(), &led(&wu).await, &led(&zheng).await), (3, &all, &all), "what is due soonest first");
    let told = todos(&wu).await[0].clone();
    assert!(told["since"].is_null() && told["due"].as_str().unwrap().len() == 10, "{told}");

    // What he takes comes first to him, and is nobody else's to do.
    let last = if all[2] == request { &all[1] } else { &all[2] }.clone();
    wu.fill(&last, &format!("{last}/taking"), &[]).await.expect(303);
    let first = todos(&wu).await[0].clone();
    assert_eq!((&first["to"], &first["state"]), (&json!(last), &json!("待受理，您已领取")));
    assert_eq!(led(&wu).await.len(), 3);
    assert_eq!(led(&zheng).await, all.iter().filter(|it| **it != last).cloned().collect::<Vec<_>>());
    for page in ["/", "/todos"] {
        let shown = wu.page(page).await.expect(200).text();
        for words in ["待办事宜", "办理期限", "您已领取", "受理审批", &format!("href=\"{last}\"")] {
            assert!(shown.contains(words), "{page} {words}: {shown}");
        }
    }

    // The page that it leads to handles it; what he has accepted is another officer's to decide.
    wu.fill(&last, &format!("{last}/acceptance"), &[]).await.expect(303);
    assert!(!led(&wu).await.contains(&last));
    assert!(led(&zheng).await.contains(&last));
    zheng.fill(&last, &format!("{last}/decisions"), &[("decision", "grant")]).await.expect(303);
    decides(&zheng, &request, "agree").await.expect(200);
    let left = if last == one { &two } else { &one };
    assert_eq!((led(&wu).await, led(&zheng).await), (vec![left.clone()], vec![left.clone()]));
    hires(&unit, 60).await;
    assert_eq!(led(&wu).await.len(), usize::from(*left == two), "what is his own unit's is not his to do (A05)");
    zheng.post(&format!("{left}/corrections"), &json!({ "defects": ["缺少营业执照"] })).await.expect(200);
    assert_eq!(led(&zheng).await, Vec::<String>::new());
    assert!(zheng.page("/").await.text().contains("目前没有待办事项"));
}

#[tokio::test]
async fn r_1_1_1_whose_to_dos_they_are_is_the_account_s_to_say_and_not_the_cookie_s() {
    let town = Town::open().await;
    let (unit, _) = three(&town).await;
    let officer = town.officer("officer1").await;
    let (of_unit, of_officer) = (todos(&unit).await, todos(&officer).await);
    assert_ne!(of_unit, of_officer);
    let cookie = |who: &Visitor<'_>| who.cookie.clone().unwrap();
    let plain = cookie(&officer).strip_suffix(".desk").unwrap().to_owned();
    for (cookie, theirs) in [(plain, of_officer), (format!("{}.desk", cookie(&unit)), of_unit)] {
        assert_eq!(todos(&Visitor { town: &town, cookie: Some(cookie) }).await, theirs);
    }
}
