//! 通知公告 (manual, 1.4): published, changed and withdrawn by an officer, read by everybody.

use crate::town::Town;
use serde_json::json;

#[tokio::test]
async fn r_1_4_1_what_an_officer_publishes_is_on_every_home_page() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let officer = town.officer("officer").await;
    let body = json!({ "title": "关于换证的通知", "body": "第一段\n\n第二段" });
    let made = officer.post("/notices", &body).await.expect(201);
    let notice = made.json();
    let path = format!("/notices/{}", notice["id"].as_str().unwrap());
    assert!(made.header("location").starts_with(&path));
    assert_eq!(
        (&notice["title"], &notice["version"], &notice["withdrawn"]),
        (&json!("关于换证的通知"), &json!(1), &json!(false))
    );
    for who in [town.visitor(), town.sign_in("unit1").await, town.sign_in("person0").await, officer] {
        let home = who.page("/").await.expect(200).text();
        assert!(home.contains(&format!("href=\"{path}\">关于换证的通知")) && home.contains("href=\"/notices\">更多"));
        assert_eq!(who.get("/").await.json()["notices"][0]["id"], notice["id"]);
        let shown = who.page(&path).await.expect(200).text();
        assert!(shown.contains("<p class=\"govuk-body portal-text\">第一段</p>") && shown.contains("第二段"));
        assert_eq!(who.get(&path).await.expect(200).json()["body"], "第一段\n\n第二段");
    }
}

#[tokio::test]
async fn r_1_4_1_an_officer_publishes_changes_and_withdraws_on_pages() {
    let town = Town::open().await;
    let officer = town.officer("officer").await;
    assert!(officer.page("/notices").await.text().contains("还没有通知公告"));
    let empty = officer.fill("/notices/new", "/notices", &[("title", "只有标题")]).await.expect(422).text();
    assert!(empty.contains("请填写正文") && empty.contains("value=\"只有标题\""));
    let led = officer.fill("/notices/new", "/notices", &[("title", "一号公告"), ("body", "正文一")]).await.expect(303);
    let shown = officer.page(led.header("location")).await.expect(200).text();
    assert!(shown.contains("公告已发布") && shown.contains("一号公告") && shown.contains("撤回"));
    let path = led.header("location").split('?').next().unwrap().to_owned();
    let edit = format!("{path}/edit");
    let led = officer.fill(&edit, &path, &[("body", "正文二")]).await.expect(303);
    let shown = officer.page(led.header("location")).await.expect(200).text();
    assert!(
        shown.contains("修改成功")
            && shown.contains("一号公告")
            && shown.contains("正文二")
            && !shown.contains("正文一")
    );
    assert_eq!(town.visitor().get(&path).await.json()["version"], 2);
    let visitor = town.visitor();
    assert!(!visitor.page(&path).await.text().contains("撤回"), "only officers see their buttons");
    let withdrawal = format!("{path}/withdrawal");
    let led = officer.fill(&path, &withdrawal, &[]).await.expect(303);
    assert_eq!(led.header("location"), "/notices?note=withdrawn");
    let unknown = visitor.page("/notices/00000000000000000000000000000000").await.expect(404);
    assert_eq!(visitor.page(&path).await.expect(404).body, unknown.body, "as if it had never been");
    visitor.get(&path).await.expect(404);
    assert_eq!(visitor.get("/notices").await.json()["items"], json!([]));
    assert!(!visitor.page("/").await.text().contains("一号公告"));
    assert!(officer.page(&path).await.expect(200).text().contains("已撤回"), "the officer still finds it");
    let again = officer.post(&format!("{path}/withdrawal"), &json!({})).await;
    assert_eq!((again.status, &again.json()["state"]), (409, &json!("已撤回")), "withdrawn once");
    let unseen = officer.post(&path, &json!({ "title": "一号公告", "body": "正文" })).await;
    assert_eq!(unseen.status, 409, "who has not seen that it was withdrawn does not publish it again");
    officer.fill(&edit, &path, &[]).await.expect(303);
    assert!(visitor.page("/notices").await.text().contains("一号公告"), "published again by a change");
}

#[tokio::test]
async fn r_1_4_2_more_opens_the_whole_list_in_pages_and_both_lead_to_the_same_notice() {
    let town = Town::open().await;
    let officer = town.officer("officer").await;
    for n in 1..=23 {
        officer.post("/notices", &json!({ "title": format!("第{n:02}号公告"), "body": "正文" })).await.expect(201);
    }
    let visitor = town.visitor();
    let home = visitor.page("/").await.expect(200).text();
    assert!(
        home.contains("第23号公告") && home.contains("第19号公告") && !home.contains("第18号公告"),
        "five, the latest first"
    );
    let first = visitor.page("/notices").await.expect(200).text();
    let address = |page: &str| {
        page.split("href=\"/notices/")
            .find(|rest| rest.contains("第23号公告"))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(address(&home), address(&first));
    assert_eq!(first.matches("号公告").count(), 20);
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let second = visitor.page(&next).await.expect(200).text();
    assert!(second.matches("号公告").count() == 3 && second.contains("第01号公告") && !second.contains("rel=\"next\""));
    let found = visitor.get("/notices?q=07%E5%8F%B7").await.expect(200).json();
    assert_eq!((found["items"].as_array().unwrap().len(), &found["items"][0]["title"]), (1, &json!("第07号公告")));
    assert!(visitor.page("/notices?q=none").await.expect(200).text().contains("没有找到标题含“none”的公告"));
    let page = visitor.get("/notices").await.expect(200).json();
    let after: String = form_urlencoded::byte_serialize(page["next"].as_str().unwrap().as_bytes()).collect();
    let rest = visitor.get(&format!("/notices?after={after}")).await.expect(200).json();
    assert_eq!((page["items"].as_array().unwrap().len(), rest["items"].as_array().unwrap().len()), (20, 3));
    assert_eq!((&rest["items"][2]["title"], &rest["next"]), (&json!("第01号公告"), &json!(null)));
}

#[tokio::test]
async fn r_1_4_1_what_is_no_notice_is_refused_beside_its_field() {
    let town = Town::open().await;
    let officer = town.officer("officer").await;
    for (title, body, pointers) in [
        ("", "", &["/title", "/body"][..]),
        ("  ", "正文", &["/title"]),
        ("标\u{202e}题", "正文", &["/title"]),
        ("标题", "正\0文", &["/body"]),
        (&"长".repeat(101), "正文", &["/title"]),
        ("标题", &"长".repeat(20_001), &["/body"]),
    ] {
        let seen = officer.post("/notices", &json!({ "title": title, "body": body })).await;
        assert_eq!(seen.pointers(), pointers);
    }
    let rare = json!({ "title": "𠮷 · “公告”", "body": "第一行\n\t第二行" });
    let notice = officer.post("/notices", &rare).await.expect(201).json();
    assert_eq!((&notice["title"], &notice["body"]), (&rare["title"], &rare["body"]));
    assert_eq!(town.visitor().get("/notices").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn e01_an_older_request_is_known_again_by_its_key_however_often_the_notice_has_changed_since() {
    let town = Town::open().await;
    let officer = town.officer("officer").await;
    let made = officer.post("/notices", &json!({ "title": "公告", "body": "正文" })).await.expect(201).json();
    let path = format!("/notices/{}", made["id"].as_str().unwrap());
    let change = |n: u32| json!({ "title": format!("公告{n}"), "body": "正文", "request_id": format!("change{n}") });
    for n in 1..4 {
        officer.post(&path, &change(n)).await.expect(200);
    }
    let again = officer.post(&path, &change(1)).await.expect(200).json();
    assert_eq!((&again["title"], &again["version"]), (&json!("公告3"), &json!(4)), "nothing was done a second time");
    let mut other = change(2);
    other["title"] = json!("别的");
    assert_eq!(officer.post(&path, &other).await.pointers(), ["/request_id"]);
}
