//! What a 人员删除申请 asks of the two persons whom it holds: what was there at the time, and that nothing changes meanwhile.

use crate::journeys::deletion::{asks, hires, replaces, says};
use crate::people::{used, worker};
use crate::town::Town;
use serde_json::{Value as Json, json};
use testkit::numbers::identity;

#[tokio::test]
async fn r_4_6_11_a_certificate_of_after_the_application_was_not_there_then() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let leaving = hires(&unit, 0).await;
    let mut late = worker(1);
    (late["posts"][0]["issued"], late["title_date"]) = (json!("2026-03-03"), json!("2026-03-02"));
    late["insured_from"] = json!("2026-04");
    let other = unit.post("/people", &late).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let application = used(&town, &leaving, 1).await;
    let path = asks(&unit, &leaving).await;
    replaces(&unit, &path, &application, &other).await;
    let it = unit.get(&path).await.expect(200).json();
    let points = it["uses"][0]["points"].as_array().unwrap();
    let then = |name: &str| points.iter().find(|it| it["name"] == name).unwrap()["then"].clone();
    let told = ["岗位证书", "职称级别", "社保"].map(then);
    assert_eq!(told, ["不符", "符合", "请核对"].map(Json::from), "{it}");
}

#[tokio::test]
async fn r_4_6_2_a_held_person_says_so_before_anybody_types_and_keeps_what_was_typed() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = hires(&unit, 0).await;
    let url = format!("/people/{person}");
    let free = unit.page(&url).await.expect(200).text();
    assert!(free.contains("修改信息") && !free.contains("/deletion-requests/"), "{free}");
    let path = asks(&unit, &person).await;
    says(&unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    assert_eq!(unit.get(&url).await.expect(200).json()["deletion_request"], json!(path));
    let edit = format!("{url}/edit");
    let (page, form) = (unit.page(&url).await.expect(200).text(), unit.page(&edit).await.expect(200).text());
    for shown in [&page, &form] {
        let link = format!("<a class=\"govuk-link\" href=\"{path}\">查看人员删除申请</a>");
        assert!(shown.contains("审核结束前不能修改") && shown.contains(&link), "{shown}");
    }
    assert!(!page.contains("修改信息"), "{page}");
    let typed = [("school", "示例大学"), ("phone", "13800001111")];
    let again = unit.fill(&edit, &url, &typed).await.expect(409).text();
    for word in ["示例大学", "13800001111", "审核结束前不能修改", "保存并关闭", &path] {
        assert!(again.contains(word), "{word}: {again}");
    }
    assert!(!again.contains(&identity(0)), "the number that is kept stays masked");
    let refused = unit.post(&url, &worker(0)).await.expect(409);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/name", "{}", refused.text());
    assert_eq!(unit.get(&url).await.json()["version"], 1, "nothing was done");
}

#[tokio::test]
async fn r_4_6_2_a_locked_name_leads_to_the_request_that_replaces_a_person() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = hires(&unit, 0).await;
    used(&town, &person, 1).await;
    for page in [format!("/people/{person}"), format!("/people/{person}/edit")] {
        let shown = unit.page(&page).await.expect(200).text();
        let link = "<a class=\"govuk-link\" href=\"/deletion-requests/new\">办理人员删除申请</a>";
        assert!(shown.contains("姓名和证件号码已锁定") && shown.contains(link), "{shown}");
    }
    unit.page("/deletion-requests/new").await.expect(200);
}
