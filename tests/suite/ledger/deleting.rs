//! What 人员删除申请 costs, with one replacement in one application and in several (decision 0017).

use super::Account;
use crate::journeys::deletion::{asks, hires, replaces, says};
use crate::journeys::leaving::passed;
use crate::people::used;
use crate::town::{Town, Visitor};
use serde_json::json;

/// A person who was used leaves, and another takes over.
pub async fn deleting(town: &Town, account: &mut Account) {
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let (leaving, other) = (hires(&unit, 30).await, hires(&unit, 31).await);
    let application = used(town, &leaving, 1).await;
    let one = Some((2, 22.0));
    let body = json!({ "person": leaving });
    let made =
        account.line("新增删除申请", "POST /deletion-requests", one, unit.post("/deletion-requests", &body)).await;
    let path = format!("/deletion-requests/{}", made.json()["id"].as_str().unwrap());
    let at = |tail: &str| format!("{path}/{tail}");
    let (feedback, replacements, submission, decisions) =
        (at("feedback"), at("replacements"), at("submission"), at("decisions"));
    let body = json!({ "initiator": "李某", "content": "离职" });
    let route = "POST /deletion-requests/{id}/feedback";
    account.line("新增反馈", route, one, unit.post(&feedback, &body)).await;
    let body = json!({ "application": application, "person": other });
    let route = "POST /deletion-requests/{id}/replacements";
    account.line("选择替代人员", route, one, unit.post(&replacements, &body)).await;
    let route = "POST /deletion-requests/{id}/submission";
    account.line("提交删除申请，1 名替代人员", route, one, unit.post(&submission, &json!({}))).await;
    let list = Some((2, 0.0));
    account.page("人员删除申请（单位）", "GET /deletion-requests", list, &unit, "/deletion-requests").await;
    account.page("人员删除申请（管理部门）", "GET /deletion-requests", list, &officer, "/deletion-requests").await;
    account.page("查看删除申请", "GET /deletion-requests/{id}", Some((1, 0.0)), &officer, &path).await;
    let version = officer.get(&path).await.json()["version"].clone();
    let body = json!({ "decision": "agree", "version": version });
    let route = "POST /deletion-requests/{id}/decisions";
    account.line("同意删除，1 项申报", route, Some((2, 28.0)), officer.post(&decisions, &body)).await;
    one_for_two(town, account, (&unit, &officer)).await;
    registered(town, account, (&unit, &officer)).await;
}

/// One person takes over in two applications: 20 + 2R + 6Q, of which each application's check is two.
async fn one_for_two(town: &Town, account: &mut Account, (unit, officer): (&Visitor<'_>, &Visitor<'_>)) {
    let (leaving, other) = (hires(unit, 28).await, hires(unit, 29).await);
    let applications = [used(town, &leaving, 28).await, used(town, &leaving, 29).await];
    let path = asks(unit, &leaving).await;
    says(unit, &path).await;
    for application in &applications {
        replaces(unit, &path, application, &other).await;
    }
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    let body = json!({ "decision": "agree", "version": officer.get(&path).await.json()["version"] });
    let (decisions, route) = (format!("{path}/decisions"), "POST /deletion-requests/{id}/decisions");
    let most = Some((2, 20.0 + 2.0 + 6.0 * 2.0));
    account.line("同意删除，2 项申报，同一替代人员", route, most, officer.post(&decisions, &body)).await;
}

/// The same of a registered person, whose own file moves in the same change: four units more than of anybody else, since
/// the file has a head and a receipt of its own (decision 0012).
/// Once with a replacement in an application, and once with another in each of two.
async fn registered(town: &Town, account: &mut Account, (unit, officer): (&Visitor<'_>, &Visitor<'_>)) {
    let home = unit.get("/unit").await.json()["id"].as_str().unwrap().to_owned();
    let enrols = async |n: u32| {
        town.person(n, &home).await;
        let person = town.sign_in(&format!("person{n}")).await;
        person.hand_in().await;
        passed(unit, &person).await
    };
    for (line, first, places) in [("同意删除注册人员，1 项申报", 32, 1_u32), ("同意删除注册人员，2 项申报", 34, 2)]
    {
        let leaving = enrols(first).await;
        let mut applications = Vec::new();
        for n in 0..places {
            applications.push(used(town, &leaving, first + n).await);
        }
        let path = asks(unit, &leaving).await;
        says(unit, &path).await;
        for (n, application) in (1..).zip(&applications) {
            replaces(unit, &path, application, &enrols(first + n).await).await;
        }
        unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
        let body = json!({ "decision": "agree", "version": officer.get(&path).await.json()["version"] });
        let (decisions, route) = (format!("{path}/decisions"), "POST /deletion-requests/{id}/decisions");
        // 20 + 2R + 6Q, and four for the file.
        let most = Some((2, 24.0 + 8.0 * f64::from(places)));
        account.line(line, route, most, officer.post(&decisions, &body)).await;
    }
}
