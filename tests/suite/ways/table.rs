//! The ways, a row each.

use super::Who::{Lab, Officer, Person, Unit, Visitor};
use super::{Way, way};
use crate::holders::holder;
use crate::people::{PASSWORD, basics, enterprise, equipment, file, performance, person, statement, worker};
use catalog::{
    account, application, book, casework, deletion, imports, material, notice, paper, personnel, registration, review,
    unit, verification,
};
use serde_json::{Value as Json, json};

/// Every way.
pub static WAYS: &[Way] = &[
    way(&account::SIGN_IN, Visitor, "/session", |_, _| json!({ "login_name": "unit1", "password": PASSWORD }))
        .page("/session")
        .once(),
    way(&registration::ENTERPRISE, Visitor, "/registrations/enterprises", |_, n| enterprise(100 + n))
        .page("/registrations/enterprises")
        .saves("注册"),
    way(&registration::PERSON, Visitor, "/registrations/people", |it, n| person(100 + n, it.id("unit")))
        .page("/registrations/people")
        .saves("注册"),
    way(&account::ACCOUNT, Person, "/account", |_, _| json!({ "user_name": "别名", "current_password": PASSWORD }))
        .page("/account")
        .kept("/account")
        .no_more()
        .saves("修改"),
    way(&account::INITIALISATION, Person, "/account/initialisation", |_, _| json!({ "present_password": PASSWORD }))
        .page("/account")
        .once(),
    way(&account::RESET, Officer, "/accounts/resets", |_, _| json!({ "login_name": "unit1" })).page("/accounts").once(),
    way(&catalog::person::FILE, Person, "/person", |_, _| file()).page("/person").kept("/person").saves("保存"),
    way(&catalog::person::FILE, Person, "/person/submission", |_, _| file()).page("/person").once(),
    way(&registration::CHOICE, Person, "/person/unit", |it, _| json!({ "unit": it.id("unit") })).page("/person/unit"),
    way(&catalog::person::FILE, Person, "/person/{list}/{row}", |_, _| file()["cv"][0].clone())
        .row_of("cv")
        .page("/person/{list}/{row}")
        .kept("/person/{list}/{row}")
        .saves("保存并关闭"),
    way(&catalog::person::FILE, Person, "/person/{list}/{row}/removal", |_, _| json!({}))
        .removes_of("cv")
        .page("/person")
        .once(),
    way(
        &review::DECISION,
        Unit,
        "/reviews/{id}/decisions",
        |_, _| json!({ "decision": "refuse", "reason": "缺少社保" }),
    )
    .page("/reviews/{id}")
    .once(),
    way(
        &paper::TICKET,
        Unit,
        "/attachments",
        |it, _| json!({ "for": "worker", "of": it.id("worker"), "kind": "identity", "name": "a.jpg", "size": 9 }),
    )
    .once(),
    way(
        &material::COPY,
        Unit,
        "/attachments/copies",
        |it, _| json!({ "for": "worker", "of": it.id("worker"), "kind": "title", "material": it.id("material") }),
    )
    .page("/attachments/copies?for=worker&of={id}&kind=title")
    .once(),
    way(&material::VALIDITY, Unit, "/materials/{id}/validity", |_, _| json!({ "valid_until": "2099-12-31" }))
        .page("/materials/{id}")
        .kept("/materials/{id}"),
    way(&imports::UPLOAD, Unit, "/imports", |_, _| json!({ "of": "people", "name": "人员.xlsx", "size": 9000 })).once(),
    way(&notice::NOTICE, Officer, "/notices", |_, n| json!({ "title": format!("公告{n}"), "body": "正文" }))
        .page("/notices/new")
        .saves("发布"),
    way(&notice::NOTICE, Officer, "/notices/{id}", |_, n| json!({ "title": format!("公告{n}"), "body": "正文" }))
        .page("/notices/{id}/edit")
        .kept("/notices/{id}")
        .saves("保存并发布"),
    way(&unit::BASICS, Unit, "/unit", |_, _| basics()).page("/unit?edit=1").kept("/unit").saves("保存并关闭"),
    way(&book::profile::FORM, Unit, "/records/profile", |_, _| json!({ "introduction": "本公司成立于 2001 年。" }))
        .page("/records/profile?edit=1")
        .kept("/records/profile")
        .saves("保存并关闭"),
    way(&book::insurance::FORM, Unit, "/records/insurance", |_, _| statement())
        .page("/records/insurance?edit=1")
        .kept("/records/insurance")
        .saves("保存并关闭"),
    way(&book::performance::FORM, Unit, "/records/performance", |_, n| performance(n))
        .page("/records/performance/new")
        .saves("保存并关闭"),
    way(&book::performance::FORM, Unit, "/records/performance/{id}", |_, _| performance(1))
        .page("/records/performance/{id}/edit")
        .kept("/records/performance/{id}")
        .saves("保存并关闭"),
    way(&book::performance::FORM, Unit, "/drafts/performance/new/rows/witnesses/new", |_, _| {
        performance(1)["witnesses"][0].clone()
    })
    .row_of("witnesses")
    .page("/drafts/performance/new/rows/witnesses/new"),
    way(&book::equipment::FORM, Lab, "/records/equipment", |_, n| equipment(n))
        .page("/records/equipment/new")
        .saves("保存并关闭"),
    way(&personnel::LEGAL, Unit, "/people?post=legal", |_, n| holder("legal", 300 + n))
        .page("/people/new?post=legal")
        .once()
        .saves("保存并关闭"),
    way(&personnel::MANAGER, Unit, "/people?post=manager", |_, n| holder("manager", 300 + n))
        .page("/people/new?post=manager")
        .saves("保存并关闭"),
    way(&personnel::FINANCE, Unit, "/people?post=finance", |_, n| holder("finance", 300 + n))
        .page("/people/new?post=finance")
        .saves("保存并关闭"),
    way(&personnel::TECHNICAL, Unit, "/people?post=technical", |_, n| holder("technical", 300 + n))
        .page("/people/new?post=technical")
        .saves("保存并关闭"),
    way(&personnel::GIVING, Unit, "/people/{id}/posts", |_, _| json!({ "post": "manager" }))
        .page("/people?source=registered&for=manager")
        .once(),
    way(&personnel::WORKER, Unit, "/people", |_, n| worker(200 + n)).page("/people/new").saves("保存并关闭"),
    way(&personnel::WORKER, Unit, "/people/{id}", |_, _| masked(worker(2)))
        .page("/people/{id}/edit")
        .kept("/people/{id}")
        .saves("保存并关闭"),
    way(&application::BEGINNING, Unit, "/applications", |_, _| json!({ "matter": "D101C" }))
        .page("/matters/D101C")
        .once(),
    way(
        &application::PICK,
        Unit,
        "/applications/{id}/people",
        |it, _| json!({ "role": "titled", "person": it.id("worker") }),
    )
    .page("/applications/{id}?role=titled")
    .once(),
    way(
        &casework::CORRECTIONS,
        Officer,
        "/cases/{id}/corrections",
        |_, _| json!({ "defects": [{ "defect": "缺少营业执照" }] }),
    )
    .texts_for_rows()
    .page("/cases/{id}")
    .once(),
    way(&casework::CASE_DECISION, Officer, "/cases/{id}/decisions", |_, _| json!({ "decision": "grant" }))
        .page("/cases/{id}")
        .once(),
    way(&casework::REASSIGNMENT, Officer, "/cases/{id}/reassignment", |_, _| json!({ "reason": "原办理人出差" }))
        .page("/cases/{id}")
        .once(),
    way(&deletion::PERSON, Unit, "/deletion-requests", |it, _| json!({ "person": it.id("worker") }))
        .page("/deletion-requests/new")
        .once(),
    way(&deletion::PERSON, Unit, "/deletion-requests/{id}", |it, _| json!({ "person": it.id("worker") }))
        .page("/deletion-requests/new?for={id}")
        .once(),
    way(
        &deletion::FEEDBACK,
        Unit,
        "/deletion-requests/{id}/feedback",
        |_, _| json!({ "initiator": "李某", "content": "离职" }),
    )
    .page("/deletion-requests/{id}")
    .once(),
    way(
        &deletion::REPLACEMENT,
        Unit,
        "/deletion-requests/{id}/replacements",
        |it, _| json!({ "application": it.id("concerned"), "person": it.id("worker") }),
    )
    .page("/deletion-requests/{id}")
    .once(),
    way(
        &deletion::DECISION,
        Officer,
        "/deletion-requests/{id}/decisions",
        |_, _| json!({ "decision": "agree", "reason": "" }),
    )
    .page("/deletion-requests/{id}")
    .once(),
    way(&verification::VERDICT, Officer, "/units/{id}/verification", |_, _| json!({ "decision": "pass" }))
        .page("/units/{id}")
        .once(),
    way(
        &verification::HANDOVER,
        Officer,
        "/units/{id}/handover",
        |_, _| json!({ "login_name": "quanliren", "reason": "信用代码被他人注册" }),
    )
    .page("/units/{id}/handover")
    .once(),
];

/// A person whose number is left as the page shows it.
fn masked(mut person: Json) -> Json {
    let number = person["identity_number"].as_str().unwrap();
    person["identity_number"] = json!(format!("{}********{}", &number[..6], &number[14..]));
    person
}
