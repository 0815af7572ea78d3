//! 注册人员审核 (manual, 5.1 and 5.2) on both faces: lists, details, the three answers, and whom to look at next.

use crate::people::person;
use crate::town::{Seen, Town, Visitor};
use serde_json::{Value as Json, json};

/// A unit with some persons who have handed in their files; their ids.
async fn waiting(town: &Town, count: u32) -> Vec<String> {
    let unit = town.enterprise(1).await;
    let mut ids = Vec::new();
    for n in 0..count {
        ids.push(town.person(n, &unit).await);
        town.sign_in(&format!("person{n}")).await.hand_in().await;
    }
    ids
}

async fn decide(unit: &Visitor<'_>, id: &str, body: Json) -> Seen {
    unit.post(&format!("/reviews/{id}/decisions"), &body).await
}

/// The names in a list, over all its pages, and how many pages there were.
async fn names(unit: &Visitor<'_>, query: &str) -> (Vec<String>, usize) {
    let (mut names, mut pages, mut after) = (Vec::new(), 0, String::new());
    loop {
        let page = unit.get(&format!("/reviews?{query}&after={after}")).await.expect(200).json();
        names.extend(page["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()));
        pages += 1;
        let Some(next) = page["next"].as_str() else { return (names, pages) };
        after = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    }
}

#[tokio::test]
async fn r_5_1_1_a_person_who_hands_in_is_listed_without_any_action_of_the_unit() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    let empty = a.page("/reviews").await.expect(200).text();
    assert!(empty.contains("目前没有待审核的人员"), "an empty list says what will be in it");
    assert_eq!(a.get("/reviews").await.json(), json!({ "items": [], "next": null, "partial": false }));
    let id = town.person(0, &unit).await;
    assert_eq!(a.get("/reviews").await.json()["items"], json!([]), "not before it is handed in");
    a.get(&format!("/reviews/{id}")).await.expect(404);
    town.sign_in("person0").await.hand_in().await;
    let item = a.get("/reviews").await.expect(200).json()["items"][0].clone();
    assert_eq!((&item["id"], &item["name"], &item["state"]), (&json!(id), &json!("王示例0"), &json!("waiting")));
    assert!(item["identity_number"].as_str().unwrap().contains("********"));
    let shown = a.page("/reviews").await.text();
    for column in ["姓名", "身份证号", "注册类别", "提交时间", "查看", "通过", "不通过"] {
        assert!(shown.contains(&format!(">{column}</th>")), "{column}");
    }
    assert!(shown.contains("二级注册建造师"));
}

#[tokio::test]
async fn r_5_1_2_a_view_shows_everything_and_nothing_can_be_typed_into_it() {
    let town = Town::open().await;
    let id = waiting(&town, 1).await.remove(0);
    let a = town.sign_in("unit1").await;
    let detail = a.get(&format!("/reviews/{id}")).await.expect(200).json();
    assert_eq!((&detail["education"], &detail["major"]), (&json!("21"), &json!("土木工程")));
    assert_eq!(detail["certificates"][0]["number"], "辽221181234567");
    assert_eq!(detail["cv"][0]["employer"], "示例公司");
    assert_eq!(
        (&detail["attachments"][0]["name"], &detail["attachments"][0]["state"]),
        (&json!("身份证.jpg"), &json!("admitted"))
    );
    assert_eq!(detail["phone"], "139****1234");
    let shown = a.page(&format!("/reviews/{id}")).await.expect(200).text();
    for words in [
        "大学本科毕业",
        "土木工程",
        "二级注册建造师",
        "示例公司",
        "身份证.jpg",
        "139****1234",
        ">通过<",
        ">不通过<",
        "男",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    assert!(
        !shown.contains("<input class=\"govuk-input") && !shown.contains("<select"),
        "read-only but for the reason"
    );
    let paper = detail["attachments"][0]["id"].as_str().unwrap();
    let thumb = format!("/attachments/{paper}/pages/thumb");
    assert!(shown.contains(&format!("src=\"{thumb}\"")), "the scans are in the page");
    let link = a.page(&thumb).await.expect(302);
    let picture = town.send(http::Method::GET, link.header("location"), &[], "").await.expect(200);
    assert!(image::load_from_memory(&picture.body).is_ok());
    let number = a.post(&format!("/reviews/{id}/disclosure"), &json!({})).await.expect(200).json();
    assert_eq!(number, json!({ "identity_number": testkit::numbers::identity(0) }));
}

#[tokio::test]
async fn r_5_1_3_passed_moves_to_approved_and_refused_goes_back_to_the_person() {
    let town = Town::open().await;
    let ids = waiting(&town, 2).await;
    let a = town.sign_in("unit1").await;
    let version = a.get(&format!("/reviews/{}", ids[0])).await.json()["version"].clone();
    let done =
        decide(&a, &ids[0], json!({ "decision": "approve", "reason": "", "version": version })).await.expect(200);
    assert_eq!((&done.json()["state"], &done.json()["id"]), (&json!("approved"), &json!(ids[0])));
    assert_eq!(names(&a, "").await.0, ["王示例1"]);
    assert_eq!(names(&a, "state=approved").await.0, ["王示例0"]);
    decide(&a, &ids[1], json!({ "decision": "refuse", "reason": "证书过期" })).await.expect(200);
    assert_eq!(names(&a, "").await.0, Vec::<String>::new());
    assert_eq!(names(&a, "state=approved").await.0, ["王示例0"]);
    let wang = town.sign_in("person1").await;
    wang.post("/person", &json!({ "school": "示例大学" })).await.expect(200);
    wang.post("/person/submission", &json!({})).await.expect(200);
    assert_eq!(names(&a, "").await.0, ["王示例1"], "and is listed again");
}

#[tokio::test]
async fn r_5_1_3_the_buttons_of_the_list_and_of_the_page_do_it_without_a_script() {
    let town = Town::open().await;
    let ids = waiting(&town, 3).await;
    let a = town.sign_in("unit1").await;
    let action = |n: usize| format!("/reviews/{}/decisions", ids[n]);
    let led = a.fill("/reviews", &action(0), &[]).await.expect(303);
    let shown = a.page(led.header("location")).await.expect(200).text();
    assert!(
        shown.contains("已通过 1 人") && shown.contains("王示例1") && !shown.contains("王示例0"),
        "the list comes next"
    );
    let page = format!("/reviews/{}", ids[1]);
    assert!(shown.contains(&format!("\"{page}#reason\"")), "不通过 leads to the reason");
    let silent = a.fill(&page, &action(1), &[("decision", "refuse")]).await.expect(422).text();
    assert!(silent.contains("请填写原因") && silent.contains("王示例1"));
    let led = a.fill(&page, &action(1), &[("decision", "refuse"), ("reason", "证书过期")]).await.expect(303);
    assert_eq!(led.header("location"), format!("/reviews/{}?note=returned", ids[2]), "the next one comes next");
    let page = format!("/reviews/{}", ids[2]);
    let led = a.fill(&page, &action(2), &[("decision", "approve")]).await.expect(303);
    assert_eq!(led.header("location"), "/reviews?note=approved", "nobody waits any more");
    assert!(a.page("/reviews").await.text().contains("目前没有待审核的人员"));
}

#[tokio::test]
async fn r_5_1_4_a_refusal_says_why_and_the_person_sees_it_at_the_next_login() {
    let town = Town::open().await;
    let id = waiting(&town, 1).await.remove(0);
    let a = town.sign_in("unit1").await;
    for silent in [
        json!({ "decision": "refuse" }),
        json!({ "decision": "refuse", "reason": " \n " }),
        json!({ "decision": "refuse", "reason": null }),
    ] {
        let seen = decide(&a, &id, silent).await;
        assert_eq!(
            (seen.pointers(), &seen.json()["errors"][0]["code"]),
            (vec!["/reason".to_owned()], &json!("missing"))
        );
    }
    for (body, pointer) in [
        (json!({}), "/decision"),
        (json!({ "decision": "delete" }), "/decision"),
        (json!({ "decision": "refuse", "reason": "长".repeat(501) }), "/reason"),
        (json!({ "decision": "refuse", "reason": "好\u{202e}坏" }), "/reason"),
        (json!({ "decision": "approve", "version": "x" }), "/version"),
        (json!({ "decision": "approve", "version": -1 }), "/version"),
    ] {
        assert_eq!(decide(&a, &id, body.clone()).await.pointers(), [pointer], "{body}");
    }
    decide(&a, &id, json!({ "decision": "refuse", "reason": "身份证照片不清楚，\n请重新上传" })).await.expect(200);
    let wang = town.sign_in("person0").await;
    let file = wang.get("/person").await.expect(200).json();
    assert_eq!((&file["state"], &file["reason"]), (&json!("returned"), &json!("身份证照片不清楚，\n请重新上传")));
    for page in ["/", "/todos", "/person"] {
        assert!(wang.page(page).await.expect(200).text().contains("身份证照片不清楚"), "{page}");
    }
}

#[tokio::test]
async fn r_5_1_5_only_the_chosen_unit_sees_and_reviews_the_person() {
    let town = Town::open().await;
    let id = waiting(&town, 1).await.remove(0);
    town.enterprise(2).await;
    let b = town.sign_in("unit2").await;
    for query in ["", "state=approved", "q=%E7%8E%8B"] {
        assert_eq!(names(&b, query).await.0, Vec::<String>::new());
    }
    b.get(&format!("/reviews/{id}")).await.expect(404);
    b.page(&format!("/reviews/{id}")).await.expect(404);
    decide(&b, &id, json!({ "decision": "approve" })).await.expect(404);
    b.post(&format!("/reviews/{id}/disclosure"), &json!({})).await.expect(404);
    assert_eq!(town.sign_in("person0").await.get("/person").await.json()["state"], "waiting");
}

#[tokio::test]
async fn r_5_2_1_r_5_2_2_an_approved_person_is_sent_back_edits_and_waits_again() {
    let town = Town::open().await;
    let id = waiting(&town, 1).await.remove(0);
    let a = town.sign_in("unit1").await;
    decide(&a, &id, json!({ "decision": "approve" })).await.expect(200);
    let list = a.page("/reviews?state=approved").await.expect(200).text();
    for words in ["已审核人员", "王示例0", "通过时间", "退回修改", &format!("href=\"/reviews/{id}\">查看")]
    {
        assert!(list.contains(words), "{words}");
    }
    let page = format!("/reviews/{id}");
    let shown = a.page(&page).await.expect(200).text();
    assert!(shown.contains("土木工程") && shown.contains(">退回修改<") && !shown.contains(">不通过<"));
    let action = format!("{page}/decisions");
    let led = a.fill(&page, &action, &[("decision", "send_back"), ("reason", "请更新证书")]).await.expect(303);
    assert!(a.page(led.header("location")).await.text().contains("已退回，注册人员可以登录修改后再次提交"));
    assert_eq!(names(&a, "state=approved").await.0, Vec::<String>::new());
    let hidden = a.page(&page).await.expect(200).text();
    assert!(hidden.contains("已退回给注册人员修改") && !hidden.contains("土木工程"), "not while it is being changed");
    let wang = town.sign_in("person0").await;
    wang.post("/person", &json!({ "major": "建筑学" })).await.expect(200);
    wang.post("/person/submission", &json!({})).await.expect(200);
    assert_eq!(names(&a, "").await.0, ["王示例0"]);
    assert_eq!(a.get(&page).await.json()["major"], "建筑学");
    decide(&a, &id, json!({ "decision": "approve" })).await.expect(200);
    decide(&a, &id, json!({ "decision": "send_back" })).await.expect(200);
    assert_eq!(wang.get("/person").await.json()["state"], "returned", "a reason may be left out here");
}

#[tokio::test]
async fn r_5_1_1_the_list_has_pages_and_is_searched_by_name() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    for n in 0..25 {
        let mut body = person(n, &unit);
        body["name"] = json!(if n % 5 == 0 { format!("欧阳示例{n:02}") } else { format!("王示例{n:02}") });
        town.visitor().post("/registrations/people", &body).await.expect(201);
        town.sign_in(&format!("person{n}")).await.hand_in().await;
    }
    let a = town.sign_in("unit1").await;
    let (all, pages) = names(&a, "").await;
    assert_eq!((all.len(), pages), (25, 3));
    assert!(all[0] == "欧阳示例00" && all[24] == "王示例24", "the longest waiting first: {all:?}");
    let found = names(&a, "q=%E6%AC%A7%E9%98%B3").await.0;
    assert_eq!(found, ["欧阳示例00", "欧阳示例05", "欧阳示例10", "欧阳示例15", "欧阳示例20"]);
    assert_eq!(names(&a, "q=%E7%A4%BA%E4%BE%8B").await.0, all, "a search has pages too");
    assert_eq!(names(&a, "q=%E8%B5%B5").await.0, Vec::<String>::new());
    let first = a.page("/reviews").await.expect(200).text();
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let second = a.page(&next).await.expect(200).text();
    assert!(first.contains("欧阳示例00") && !first.contains("王示例24"));
    assert!(second.contains("王示例11") && !second.contains("欧阳示例00") && second.contains("rel=\"next\""));
    let found = a.page("/reviews?q=%E6%AC%A7%E9%98%B3").await.expect(200).text();
    assert!(found.contains("欧阳示例20") && !found.contains("王示例01") && found.contains("value=\"欧阳\""));
    let none = a.page("/reviews?q=%3Cb%3E").await.expect(200).text();
    assert!(none.contains("没有找到姓名含") && !none.contains("<b>"));
    for odd in ["x", "%23", "9999999999999%2300000000000000000000000000000000", "%00", "..%2f"] {
        a.get(&format!("/reviews?after={odd}")).await.expect(200);
    }
}

#[tokio::test]
async fn a_page_that_is_just_full_is_the_last_one() {
    let town = Town::open().await;
    waiting(&town, 10).await;
    let a = town.sign_in("unit1").await;
    let page = a.get("/reviews").await.expect(200).json();
    assert_eq!((page["items"].as_array().unwrap().len(), &page["next"]), (10, &json!(null)));
}
