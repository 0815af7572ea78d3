//! Every kind of value in every form that a unit keeps, with the tables of good and bad ones that the kinds bring along.

use crate::people::{basics, worker};
use crate::town::{Town, Visitor};
use catalog::personnel::WORKER;
use catalog::unit::BASICS;
use domain::form::{Form, Kind, Scalar};
use serde_json::{Value as Json, json};

fn lines(form: &'static Form) -> impl Iterator<Item = (&'static str, &'static Scalar)> {
    form.fields()
        .filter_map(|field| if let Kind::Line(scalar) = field.kind { Some((field.name, scalar)) } else { None })
}

/// Each bad value, alone in a form that is otherwise well: refused beside its field, and nothing is kept.
async fn refuses(unit: &Visitor<'_>, (form, path): (&'static Form, &str), good: &Json) {
    for (name, scalar) in lines(form) {
        for bad in scalar.bad {
            let mut body = good.clone();
            body[name] = json!(bad);
            let answer = unit.post(path, &body).await.expect(422).json();
            let at: Vec<&str> =
                answer["errors"].as_array().unwrap().iter().map(|it| it["pointer"].as_str().unwrap()).collect();
            assert_eq!(at, [format!("/{name}")], "{bad:?}: {answer}");
        }
    }
}

#[tokio::test]
async fn r_3_1_4_every_bad_value_of_the_unit_s_form_is_refused_beside_its_field_and_every_good_one_is_kept() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    refuses(&unit, (&BASICS, "/unit"), &basics()).await;
    assert_eq!(unit.get("/unit").await.json()["completed"], json!(false), "nothing was kept");
    let most = lines(&BASICS).map(|(_, scalar)| scalar.good.len()).max().unwrap_or_default();
    for n in 0..most {
        let mut body = basics();
        let tried: Vec<_> =
            lines(&BASICS).filter_map(|(name, scalar)| Some((name, scalar, scalar.good.get(n)?))).collect();
        for (name, _, (typed, _)) in &tried {
            body[*name] = json!(typed);
        }
        let kept = unit.post("/unit", &body).await.expect(200).json();
        for (name, scalar, (typed, canon)) in tried {
            let canon = if scalar.schema.0 == "integer" { json!(canon.parse::<u64>().unwrap()) } else { json!(canon) };
            assert_eq!(kept[name], canon, "{name}: {typed:?}");
        }
    }
}

#[tokio::test]
async fn r_4_5_1_every_bad_value_of_a_person_s_form_is_refused_beside_its_field() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    refuses(&unit, (&WORKER, "/people"), &worker(0)).await;
    assert_eq!(unit.get("/people").await.json()["items"], json!([]), "nothing was kept");
}

#[tokio::test]
async fn r_4_5_1_what_a_person_does_not_have_may_be_said_so_in_texts_and_choices() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let mut body = worker(0);
    for (name, none) in [
        ("school", "无"),
        ("major", "无"),
        ("diploma_number", "无"),
        ("education", "00"),
        ("title_level", "0"),
        ("title_major", "无"),
    ] {
        body[name] = json!(none);
    }
    let made = unit.post("/people", &body).await.expect(201).json();
    assert_eq!((&made["major"], &made["school"]), (&json!("无"), &json!("无")));
    let shown = unit.page(&format!("/people/{}", made["id"].as_str().unwrap())).await.expect(200).text();
    assert!(shown.matches("无").count() >= 5, "{shown}");
}

#[tokio::test]
async fn r_4_5_1_the_four_parts_stand_in_the_manual_s_order() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let made = unit.post("/people", &worker(0)).await.expect(201).json();
    let shown = unit.page(&format!("/people/{}", made["id"].as_str().unwrap())).await.expect(200).text();
    let places = ["基本信息", "简历信息", "业绩信息", "附件信息"].map(|title| shown.find(&format!(">{title}</h2>")));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    for topic in ["职称", "岗位证书", "社保"] {
        assert!(unit.page("/people/new").await.text().contains(&format!("portal-topic\">{topic}</h3>")), "{topic}");
    }
}
