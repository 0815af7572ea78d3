//! What people do beside the story: rows, papers, the own account, notices.

use super::Account;
use crate::people::{PASSWORD, basics, enterprise, person};
use crate::town::Town;
use serde_json::json;
use testkit::files;

/// A unit and a person of their own, so that the story is not disturbed.
pub async fn others(town: &Town, account: &mut Account) {
    let visitor = town.visitor();
    let unit_id = visitor.post("/registrations/enterprises", &enterprise(50)).await.expect(201).json();
    let body = person(50, unit_id["id"].as_str().unwrap());
    visitor.post("/registrations/people", &body).await.expect(201);
    of_the_person(town, account).await;
    of_the_unit(town, account).await;
    of_the_officer(town, account).await;
}

async fn of_the_person(town: &Town, account: &mut Account) {
    let wang = town.sign_in("person50").await;
    account.page("本人信息", "GET /person", Some((2, 0.0)), &wang, "/person").await;
    let row = json!({ "from": "2010-09", "employer": "示例公司" });
    account.line("新增一行简历", "POST /person/{list}/{row}", None, wang.post("/person/cv/new", &row)).await;
    let nothing = json!({});
    let removal = "POST /person/{list}/{row}/removal";
    account.line("删除一行简历", removal, None, wang.post("/person/cv/0/removal", &nothing)).await;
    let (id, _) = wang.upload("identity", "a.pdf", &files::printed_pdf()).await;
    let path = format!("/attachments/{id}");
    account.line("附件状态", "GET /attachments/{id}", Some((1, 0.0)), wang.get(&path)).await;
    let (page, whole) = (format!("{path}/pages/1"), format!("{path}/original"));
    let picture = wang.page(&page);
    account.line("附件的一页", "GET /attachments/{id}/pages/{page}", Some((1, 0.0)), picture).await;
    let original = wang.page(&whole);
    account.line("下载原文件", "GET /attachments/{id}/original", Some((1, 0.0)), original).await;
    account
        .line("移除附件", "POST /attachments/{id}/removal", None, wang.post(&format!("{path}/removal"), &nothing))
        .await;
    wang.hand_in().await;
    let change = json!({ "user_name": "别名", "current_password": PASSWORD });
    // The try is counted before the password is compared, and forgotten when it was right.
    account.line("修改用户名称", "POST /account", Some((4, 8.0)), wang.post("/account", &change)).await;
    account
        .line(
            "初始化密码",
            "POST /account/initialisation",
            Some((4, 8.0)),
            wang.post("/account/initialisation", &json!({ "present_password": PASSWORD })),
        )
        .await;
}

async fn of_the_unit(town: &Town, account: &mut Account) {
    let unit = town.sign_in("unit50").await;
    account.page("单位基本信息", "GET /unit", Some((1, 0.0)), &unit, "/unit").await;
    let kept = basics();
    account.line("保存单位基本信息", "POST /unit", Some((2, 14.0)), unit.post("/unit", &kept)).await;
    let waits = unit.get("/reviews").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let (path, nothing) = (format!("/reviews/{waits}/disclosure"), json!({}));
    let disclosed = unit.post(&path, &nothing);
    account.line("查看完整号码", "POST /reviews/{id}/disclosure", None, disclosed).await;
    account.line("退出", "POST /session/end", None, unit.post("/session/end", &nothing)).await;
}

async fn of_the_officer(town: &Town, account: &mut Account) {
    let officer = town.officer("ledger.officer").await;
    let notice = json!({ "title": "公告", "body": "正文" });
    let made = account.line("发布公告", "POST /notices", None, officer.post("/notices", &notice)).await.json();
    let path = format!("/notices/{}", made["id"].as_str().unwrap());
    account.page("一则公告", "GET /notices/{id}", Some((1, 0.0)), &officer, &path).await;
    account.line("修改公告", "POST /notices/{id}", None, officer.post(&path, &notice)).await;
    account.page("通知公告", "GET /notices", Some((1, 0.0)), &officer, "/notices").await;
    let (withdrawal, nothing) = (format!("{path}/withdrawal"), json!({}));
    account.line("撤回公告", "POST /notices/{id}/withdrawal", None, officer.post(&withdrawal, &nothing)).await;
    let reset = json!({ "login_name": "unit50" });
    account.line("重置密码", "POST /accounts/resets", Some((3, 10.0)), officer.post("/accounts/resets", &reset)).await;
}
