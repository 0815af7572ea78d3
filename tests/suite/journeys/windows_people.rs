//! Two windows on a person's form, and what was begun of whom.

use super::posts::{added, fields, masked};
use super::windows::two;
use crate::holders::holder;
use crate::people::worker;
use crate::town::Town;
use serde_json::json;
use testkit::numbers::identity;

#[tokio::test]
async fn the_conflict_page_of_people_shows_old_and_new_values_with_the_number_masked() {
    let town = Town::open().await;
    let (a, b) = two(&town).await;
    let id = added(&a, "manager", 0).await;
    let (path, to) = (format!("/people/{id}"), format!("/people/{id}?post=manager"));
    let edit = format!("{path}/edit?post=manager");
    let form = b.page(&edit).await.text();
    let mut other = holder("manager", 0);
    (other["school"], other["cv"][0]["employer"]) = (json!("丙大学"), json!("丁公司"));
    a.post(&to, &other).await.expect(200);
    let shown = b.send_form(&form, &edit, &path, &[("position", "副总经理")]).await.expect(409).text();
    for words in ["原为：示例大学", "现为：丙大学", "单位 示例公司", "单位 丁公司", "value=\"副总经理\""]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains(&masked(&identity(0))) && !shown.contains(&identity(0)), "{shown}");
    // What was left unfinished is offered with the same words.
    let drafts = format!("/drafts/manager/{id}");
    let form = b.page(&edit).await.text();
    b.send_form(&form, &edit, &drafts, &[("position", "副总经理")]).await.expect(303);
    other["school"] = json!("戊大学");
    a.post(&to, &other).await.expect(200);
    let again = b.page(&edit).await.expect(200).text();
    for words in ["原为：丙大学", "现为：戊大学", "value=\"副总经理\"", "放弃暂存"] {
        assert!(again.contains(words), "{words}: {again}");
    }
}

#[tokio::test]
async fn nothing_is_kept_for_an_id_that_is_nobody_s() {
    let town = Town::open().await;
    let (a, _) = two(&town).await;
    let nobody = "0123456789abcdef0123456789abcdef";
    for form in ["performance", "worker", "legal"] {
        a.post(&format!("/drafts/{form}/{nobody}"), &json!({})).await.expect(404);
        let list = if form == "performance" { "witnesses" } else { "cv" };
        a.page(&format!("/drafts/{form}/{nobody}/rows/{list}/new")).await.expect(404);
        a.get(&format!("/drafts/{form}/{nobody}/rows/{list}/new")).await.expect(404);
    }
}

#[tokio::test]
async fn what_was_begun_of_a_new_person_goes_on_with_the_person_whose_record_is_used() {
    let town = Town::open().await;
    let (a, _) = two(&town).await;
    let id = a.post("/people", &worker(0)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let (new, drafts) = ("/people/new?post=manager", "/drafts/manager/new");
    let mut typed = holder("manager", 0);
    typed["school"] = json!("乙大学");
    let mut typed = fields(&typed);
    a.fill(new, drafts, &typed).await.expect(303);
    let shown = a.fill(new, "/people", &typed).await.expect(422).text();
    typed.push(("_again", "merge"));
    let to = format!("/people/{id}?post=manager");
    let merged = a.send_form(&shown, "/people?post=manager", &to, &typed).await.expect(200).text();
    assert!(!a.page(new).await.text().contains("乙大学"), "the new person's form is empty again");
    let edit = format!("/people/{id}/edit?post=manager");
    let there = a.page(&edit).await.text();
    assert!(there.contains("value=\"乙大学\"") && there.contains("放弃暂存"), "what was typed is kept there: {there}");
    a.send_form(&merged, "/people", &format!("/people/{id}"), &[]).await.expect(303);
    assert!(!a.page(&edit).await.text().contains("放弃暂存"), "it is finished with the saving");
}
