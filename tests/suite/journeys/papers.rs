//! Papers of a unit, of its people, of a request: laid in their place, shown where they are looked for, taken out.

use super::deletion::{asks, decides, hires, says};
use crate::people::used;
use crate::town::{Town, Visitor, prefilled_to};
use serde_json::{Value as Json, json};
use testkit::files;

/// A file of a kind for a place that is one of several.
fn of(place: &str, id: &str, kind: &str) -> Json {
    json!({ "for": place, "of": id, "kind": kind })
}

/// The id of the request at this address.
fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

fn names(page: &Json) -> Vec<&str> {
    page["attachments"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn r_2_1_a_unit_lays_its_papers_in_the_slot_of_their_kind() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    for (n, kind) in ["licence", "articles", "premises", "audit", "other"].into_iter().enumerate() {
        let ticket = json!({ "for": "unit", "kind": kind });
        let (id, became) = unit.lays(ticket, &format!("{kind}.jpg"), &files::jpeg(40 + n as u32, 30)).await;
        assert_eq!((&became["state"], &became["kind"]), (&json!("admitted"), &json!(kind)));
        let shown = unit.page(&format!("/attachments/{id}/view")).await.expect(200).text();
        assert!(shown.contains(&format!("/unit#slot-{kind}")), "{shown}");
    }
    let shown = unit.page("/unit").await.expect(200).text();
    for word in ["营业执照", "章程", "办公/检测场所证明", "审计报告", "其他"] {
        assert!(shown.contains(word), "{word}");
    }
    let listed = unit.get("/unit").await.json();
    assert_eq!(listed["attachments"].as_array().unwrap().len(), 5);
    let audit = listed["attachments"].as_array().unwrap().iter().find(|it| it["kind"] == "audit").unwrap().clone();
    let removal = format!("/attachments/{}/removal", audit["id"].as_str().unwrap());
    let led = unit.fill("/unit", &removal, &[]).await.expect(303);
    assert!(led.header("location").starts_with("/unit"), "{}", led.header("location"));
    assert!(!names(&unit.get("/unit").await.json()).contains(&"audit.jpg"));
}

#[tokio::test]
async fn r_4_5_papers_of_a_person_who_is_not_registered_lie_on_the_person_s_page() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (person, other) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let page = format!("/people/{person}");
    for kind in ["identity", "education", "title", "post", "insurance", "contract", "photo", "other"] {
        let (_, became) = unit.lays(of("worker", &person, kind), &format!("{kind}.jpg"), &files::jpeg(40, 30)).await;
        assert_eq!((&became["state"], &became["kind"]), (&json!("admitted"), &json!(kind)));
    }
    let listed = unit.get(&page).await.expect(200).json();
    assert_eq!(names(&listed).len(), 8);
    assert_eq!(names(&unit.get(&format!("/people/{other}")).await.json()), Vec::<&str>::new());
    let shown = unit.page(&page).await.expect(200).text();
    assert!(shown.contains("岗位证书") && shown.contains("post.jpg") && shown.contains("已核验"), "{shown}");

    // The department sees them once the person was used in what was handed in.
    let post = listed["attachments"].as_array().unwrap().iter().find(|it| it["kind"] == "post").unwrap();
    let paper = format!("/attachments/{}", post["id"].as_str().unwrap());
    officer.get(&paper).await.expect(404);
    used(&town, &person, 1).await;
    officer.get(&paper).await.expect(200);
    officer.page(&format!("{paper}/view")).await.expect(200);

    let led = unit.fill(&page, &format!("{paper}/removal"), &[]).await.expect(303);
    assert!(led.header("location").starts_with(&page), "{}", led.header("location"));
    assert_eq!(names(&unit.get(&page).await.json()).len(), 7);
}

#[tokio::test]
async fn r_4_5_a_refused_paper_of_a_person_is_a_to_do_of_the_unit() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = hires(&unit, 0).await;
    let (id, became) = unit.lays(of("worker", &person, "post"), "岗位.pdf", &files::pdf_with_javascript()).await;
    assert_eq!(became["state"], "refused");
    let todo = async || {
        let todos = unit.get("/todos").await.json();
        let ours = todos["items"].as_array().unwrap().iter().find(|it| it["reason"] == became["reason"]).cloned();
        ours.map(|it| it["to"].as_str().unwrap().to_owned())
    };
    assert_eq!(todo().await, Some(format!("/people/{person}#slot-post")));
    let page = unit.page(&format!("/attachments/{id}")).await.expect(200).text();
    assert!(page.contains(&format!("of={person}")) && page.contains("重新上传"), "{page}");
    unit.fill(&format!("/people/{person}"), &format!("/attachments/{id}/removal"), &[]).await.expect(303);
    assert_eq!(todo().await, None);
}

/// Uploads through the page for those without a script, to which a page links; the id.
async fn uploads_without_a_script(unit: &Visitor<'_>, from: &str, kind: &str, name: &str) -> String {
    let shown = unit.page(from).await.expect(200).text();
    let links = shown.split("href=\"").filter_map(|it| it.split('"').next());
    let link = links.filter(|it| it.starts_with("/attachments/new")).find(|it| it.ends_with(&format!("kind={kind}")));
    let link = link.unwrap().replace("&#38;", "&");
    let shown = unit.page(&link).await.expect(200).text();
    assert!(shown.contains(&format!("{from}#slot-{kind}")), "it leads back: {shown}");
    let url = shown.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.starts_with("http")));
    let url = url.unwrap().to_owned();
    let sent = unit.send_parts(&url, prefilled_to(&shown, &link, &url), name, &files::jpeg(80, 60)).await.expect(303);
    let path = sent.header("location").strip_prefix(unit.town.hall.origin()).unwrap().to_owned();
    let id = path.split('?').next().unwrap().strip_prefix("/attachments/").unwrap().to_owned();
    assert_eq!(unit.became(&id).await["state"], "admitted");
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains(&format!("{from}#slot-{kind}")), "and so does what became of it: {shown}");
    id
}

#[tokio::test]
async fn r_4_6_7_feedback_has_its_papers_also_without_a_script() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let person = hires(&unit, 0).await;
    uploads_without_a_script(&unit, &format!("/people/{person}"), "post", "岗位证书.jpg").await;
    let path = asks(&unit, &person).await;
    let (feedback, submission) = (format!("{path}/feedback"), format!("{path}/submission"));
    let id = uploads_without_a_script(&unit, &path, "feedback", "离职证明.jpg").await;
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("反馈材料") && shown.contains(&format!("value=\"{id}\"")) && shown.contains("用于本条"));
    let again = unit.fill(&path, &feedback, &[("initiator", "李某"), ("paper", &id)]).await.expect(422).text();
    assert!(again.contains("请填写反馈内容") && again.contains("checked"), "what was ticked stays so: {again}");
    let row = [("initiator", "李某"), ("content", "已离职"), ("paper", id.as_str())];
    unit.fill(&path, &feedback, &row).await.expect(303);
    let more = format!("{path}?add=feedback");
    unit.fill(&more, &feedback, &[("initiator", "李某"), ("content", "没有材料")]).await.expect(303);
    let listed = unit.get(&path).await.json();
    assert_eq!(listed["feedback"][0]["papers"], json!([{ "id": id, "name": "离职证明.jpg" }]));
    assert_eq!(listed["feedback"][1], json!({ "initiator": "李某", "content": "没有材料" }));
    officer.get(&format!("/attachments/{id}")).await.expect(404);

    unit.fill(&path, &submission, &[]).await.expect(303);
    for who in [&unit, &officer] {
        let shown = who.page(&path).await.expect(200).text();
        assert!(shown.contains(&format!("href=\"/attachments/{id}/view\"")) && !shown.contains("data-pick"), "{shown}");
        assert_eq!(who.get(&format!("/attachments/{id}")).await.expect(200).json()["state"], "admitted");
        who.follow(&format!("/attachments/{id}/pages/1")).await.expect(200);
    }
    let back = officer.page(&format!("/attachments/{id}/view")).await.expect(200).text();
    assert!(back.contains(&path), "{back}");
    assert_eq!(decides(&officer, &path, "agree").await.expect(200).json()["state_name"], "已删除");
    officer.get(&format!("/attachments/{id}")).await.expect(200);
}

#[tokio::test]
async fn r_4_6_7_what_was_handed_in_is_as_it_was_and_takes_no_more_papers() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = asks(&unit, &hires(&unit, 0).await).await;
    let ticket = of("deletion", id_of(&path), "feedback");
    let (id, _) = unit.lays(ticket.clone(), "证明.jpg", &files::jpeg(40, 30)).await;
    let (bad, became) = unit.lays(ticket.clone(), "坏.pdf", &files::pdf_with_javascript()).await;
    assert_eq!(became["state"], "refused");
    says(&unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    assert_eq!(names(&unit.get(&path).await.json()), ["证明.jpg"], "also where no row names it");
    let mut late = ticket;
    (late["name"], late["size"]) = (json!("b.jpg"), json!(9));
    let refused = unit.post("/attachments", &late).await.expect(409);
    assert!(refused.text().contains("待审核"), "{}", refused.text());
    unit.page(&format!("/attachments/new?for=deletion&of={}&kind=feedback", id_of(&path))).await.expect(409);
    unit.post(&format!("/attachments/{id}/removal"), &json!({})).await.expect(409);
    unit.post(&format!("/attachments/{bad}/removal"), &json!({})).await.expect(200);
    assert_eq!(names(&unit.get(&path).await.json()), ["证明.jpg"]);
}

#[tokio::test]
async fn d15_a_request_waits_for_a_file_that_nobody_has_looked_into() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let path = asks(&unit, &hires(&unit, 0).await).await;
    says(&unit, &path).await;
    town.hall.faults().events(local::faults::Delivery::Lost);
    let (name, bytes) = ("证明.jpg", files::jpeg(40, 30));
    let mut ticket = of("deletion", id_of(&path), "feedback");
    (ticket["name"], ticket["size"]) = (json!(name), json!(bytes.len()));
    let ticket = unit.post("/attachments", &ticket).await.expect(201).json();
    unit.send_file(&ticket, name, &bytes).await.expect(204);
    let waits = unit.post(&format!("{path}/submission"), &json!({})).await.expect(409);
    assert!(waits.text().contains("正在核验"), "{}", waits.text());
    assert_eq!(unit.get(&path).await.json()["state"], "draft");
}
