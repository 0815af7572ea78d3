//! What cannot be true together is refused beside its field: days in their order, numbers within reason, a number that is
//! of another paper, a choice that is half made.

use crate::holders::holder;
use crate::people::{agency, basics, equipment, performance, worker};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};
use testkit::numbers::identity;

/// What is wrong with a form that is good but for these fields, by pointer.
async fn wrong(who: &Visitor<'_>, path: &str, mut good: Json, changed: &Json) -> Vec<String> {
    for (name, value) in changed.as_object().unwrap() {
        good[name] = value.clone();
    }
    who.post(path, &good).await.pointers()
}

#[tokio::test]
async fn r_3_1_2_days_of_the_licence_stand_in_their_order() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    for (changed, at) in [
        (json!({ "licence_issued": "2020-01-01", "licence_until": "2010-01-01" }), "/licence_until"),
        (json!({ "licence_issued": "2000-01-01" }), "/licence_issued"),
    ] {
        assert_eq!(wrong(&unit, "/unit", basics(), &changed).await, [at], "{changed}");
    }
    let half = wrong(&unit, "/unit", basics(), &json!({ "division": ["210000", "210100"] })).await;
    assert_eq!(half, ["/division"]);
    let said = unit.post("/unit", &json!({ "division": ["210000"] })).await.expect(422).text();
    assert!(said.contains("请从列表中选择到最后一级") && !said.contains("不允许手工输入"), "nothing was typed: {said}");
}

#[tokio::test]
async fn r_3_5_2_works_are_finished_after_they_began_and_not_in_the_future() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    for (changed, at) in [
        (json!({ "finished": "2099-01-01" }), "/finished"),
        (json!({ "finished": "2018-01-01" }), "/finished"),
        (json!({ "contract_date": "2021-01-01" }), "/finished"),
        (json!({ "acceptance": "unfinished" }), "/acceptance"),
        (json!({ "acceptance": "passed", "finished": "" }), "/finished"),
    ] {
        assert_eq!(wrong(&unit, "/records/performance", performance(1), &changed).await, [at], "{changed}");
    }
    let open = json!({ "acceptance": "unfinished", "finished": "" });
    let mut good = performance(1);
    for (name, value) in open.as_object().unwrap() {
        good[name] = value.clone();
    }
    unit.post("/records/performance", &good).await.expect(201);
}

#[tokio::test]
async fn r_3_7_5_equipment_is_there_and_calibrated_after_it_was_bought() {
    let town = Town::open().await;
    town.visitor().post("/registrations/enterprises", &agency(2)).await.expect(201);
    let lab = town.sign_in("lab2").await;
    for (changed, at) in [
        (json!({ "quantity": 0 }), "/quantity"),
        (json!({ "bought": "2026-02-01" }), "/calibrated"),
        (json!({ "calibrated_until": "2025-01-01" }), "/calibrated_until"),
    ] {
        assert_eq!(wrong(&lab, "/records/equipment", equipment(1), &changed).await, [at], "{changed}");
    }
}

#[tokio::test]
async fn r_4_1_2_a_person_was_not_appointed_before_birth_and_the_paper_is_that_of_the_number() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    for (changed, at) in [
        (json!({ "appointed": "1899-01-01" }), "/appointed"),
        (json!({ "graduated": "1899-12" }), "/graduated"),
        (json!({ "management_years": 4_000_000 }), "/management_years"),
        (json!({ "identity_kind": "LOCAL-TW" }), "/identity_kind"),
        (json!({ "identity_kind": "553" }), "/identity_kind"),
    ] {
        assert_eq!(wrong(&unit, "/people?post=legal", holder("legal", 1), &changed).await, [at], "{changed}");
    }
    let taiwan = json!({ "identity_kind": "111", "identity_number": "830000190001010003", "sex": "female" });
    assert_eq!(wrong(&unit, "/people", worker(1), &taiwan).await, ["/identity_kind"]);
    let mut fits = worker(1);
    for (name, value) in taiwan.as_object().unwrap() {
        fits[name] = value.clone();
    }
    fits["identity_kind"] = json!("LOCAL-TW");
    unit.post("/people", &fits).await.expect(201);
    assert!(identity(1).starts_with("21"), "the others are numbers of the mainland");
}
