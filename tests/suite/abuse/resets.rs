//! A05: a password is not the way round 回避: an officer opens no account of a unit in which he works.

use crate::journeys::deletion::{asks, decides, hires, says};
use crate::people::PASSWORD;
use crate::town::{Seen, Town, Visitor};
use domain::form::Draft;
use domain::ids::{AccountId, RequestId, UnitId};
use domain::{IdentityNumber, Refused, Value};
use serde_json::json;
use store::account::Correction;
use store::{Asked, Ended};
use testkit::numbers::identity;

/// The officer's number, which is also that of a person.
const OWN: u32 = 60;

async fn resets(officer: &Visitor<'_>, login: &str) -> Seen {
    officer.post("/accounts/resets", &json!({ "login_name": login })).await
}

/// Refused as everything else is which is a unit of his own's, and the password is still the holder's.
async fn is_kept_from(town: &Town, officer: &Visitor<'_>, login: &str) {
    let refused = resets(officer, login).await.expect(403).text();
    assert!(refused.contains("本案涉及您本人所在单位，依法应当回避"), "{login}: {refused}");
    let form = officer.fill("/accounts", "/accounts/resets", &[("login_name", login)]).await.expect(403).text();
    assert!(form.contains("依法应当回避") && !form.contains("第1建设"), "{login}: {form}");
    town.sign_in_with(login, PASSWORD).await;
}

#[tokio::test]
async fn a05_an_officer_opens_no_account_of_a_unit_in_which_he_works() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    town.enterprise(2).await;
    town.person(0, &id).await;
    let unit = town.sign_in("unit1").await;
    let (own, other) = (town.officer_known("officer1", OWN).await, town.officer("officer2").await);
    let person = hires(&unit, OWN).await;
    for login in ["unit1", "person0"] {
        is_kept_from(&town, &own, login).await;
    }
    unit.get("/unit").await.expect(200);
    resets(&own, "unit2").await.expect(200);
    resets(&own, "nobody").await.expect(422);
    resets(&other, "person0").await.expect(200);

    // Once somebody else has agreed to his leaving, the unit is no longer his own.
    let leaving = asks(&unit, &person).await;
    says(&unit, &leaving).await;
    unit.post(&format!("{leaving}/submission"), &json!({})).await.expect(200);
    decides(&other, &leaving, "agree").await.expect(200);
    resets(&own, "unit1").await.expect(200);
}

#[tokio::test]
async fn a05_an_officer_does_not_open_his_own_account_as_a_registered_person() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    let own = town.officer_known("officer1", OWN).await;
    town.person(OWN, &id).await;
    // The unit has not passed him, so it is none of his own yet; but he himself he is already.
    is_kept_from(&town, &own, &format!("person{OWN}")).await;
    resets(&own, "unit1").await.expect(200);
    resets(&town.officer("officer2").await, &format!("person{OWN}")).await.expect(200);
}

#[tokio::test]
async fn a05_an_officer_who_becomes_the_unit_s_while_he_resets_its_password_loses() {
    let town = Town::open().await;
    let id = town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    town.officer_known("officer1", OWN).await;
    let store = &town.hall.hall_of("session").unwrap().store;
    let officer = store.officer_of(&IdentityNumber::parse(&identity(OWN)).unwrap());
    let by = store.account(officer).await.unwrap().unwrap().actor();
    let account = AccountId::from(UnitId::parse(&id).unwrap());
    let before = store.account(account).await.unwrap().unwrap();
    let own = store.own_units(officer).await.unwrap();
    let behind = store.unit_behind(&before, (officer, &own)).await.unwrap().unwrap();
    // He has looked; now he begins to work there.
    hires(&unit, OWN).await;
    let at = jiff::Timestamp::now();
    let next = before.clone().with_one_time(before.hash.clone(), at);
    let asked = Asked::new(&RequestId::random(), &Draft::default());
    let correction = Correction { did: "重置密码", by, behind, seen: None, next, at };
    let ended = store.correct(&before, correction, &asked).await.unwrap();
    assert!(matches!(ended, Some(Ended::Refused(Refused::Own))), "{ended:?}");
    unit.get("/unit").await.expect(200);
    town.sign_in("unit1").await;
}
