//! What DynamoDB would read as an expression, a placeholder or an attribute: typed, it is text and nothing else.

use super::ids::known;
use super::texts::{Hostile, next, taken, tries};
use super::{Trial, every_way, every_way_of, kept};
use crate::town::Town;
use crate::ways::{Stage, Who, json_of};
use catalog::operations::OPERATIONS;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// Placeholders that the store uses itself, conditions that always hold, and changes of what nobody may change.
const EXPRESSIONS: &[&str] = &[
    ":v",
    "#name",
    "attribute_exists(pk)",
    "a = :b OR size(x) > :c",
    "SET x = y, version = :one REMOVE standing ADD stamp :one",
];

#[tokio::test]
async fn c06_an_expression_in_any_form_is_text() {
    every_way(true, async |trial| {
        for expression in EXPRESSIONS {
            tries(&trial, &taken(expression)).await;
        }
    })
    .await;
}

/// What is done to the tables between two looks: which items come, change and go, without whose they are.
fn done(before: &[Json], after: &[Json]) -> BTreeSet<String> {
    let spelled = |key: &str| {
        let is_word = |part: &&str| part.len() <= 20 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        key.split('#').map(|part| if is_word(&part) { part } else { "*" }).collect::<Vec<_>>().join("#")
    };
    let keyed = |items: &[Json]| -> BTreeMap<(String, String), Json> {
        let key = |item: &Json, part: &str| item[part]["S"].as_str().unwrap().to_owned();
        items.iter().map(|item| ((key(item, "pk"), key(item, "sk")), item.clone())).collect()
    };
    let (before, after) = (keyed(before), keyed(after));
    let all = before.keys().chain(after.keys()).filter(|key| before.get(key) != after.get(key));
    let names = |item: Option<&Json>| -> Vec<String> {
        item.into_iter().flat_map(|item| item.as_object().unwrap().keys().cloned()).collect()
    };
    all.map(|key| {
        let (was, is) = (names(before.get(key)), names(after.get(key)));
        format!("{} {}: {was:?} → {is:?}", spelled(&key.0), spelled(&key.1))
    })
    .collect()
}

/// A form is saved with this text in every field that takes it; what that did.
async fn saves(town: &Town, trial: &Trial<'_>, text: &Hostile) -> BTreeSet<String> {
    let mut draft = trial.way.body(trial.stage, next());
    text.everywhere(trial.way.fields(), &mut draft);
    let before = kept(town).await;
    let seen = trial.who().post(&trial.to, &json_of(&draft)).await;
    assert!(matches!(seen.status, 200 | 201), "{}: {}", trial.to, seen.text());
    done(&before, &kept(town).await)
}

#[tokio::test]
async fn c06_saving_an_expression_does_what_saving_any_text_does() {
    let town = Stage::town().await;
    every_way_of(&town, true, async |trial| {
        if trial.way.once {
            return;
        }
        // The first may differ from every further one: what was begun ends with it.
        saves(&town, &trial, &taken("平常的话")).await;
        let usual = saves(&town, &trial, &taken("别的话")).await;
        assert!(!usual.is_empty() || trial.way.kept.is_none(), "{}: nothing is written", trial.to);
        for expression in EXPRESSIONS {
            assert_eq!(saves(&town, &trial, &taken(expression)).await, usual, "{}: {expression}", trial.to);
        }
    })
    .await;
}

#[tokio::test]
async fn c06_no_form_has_a_field_of_an_expression_s_name() {
    every_way(false, async |trial| {
        for expression in EXPRESSIONS {
            let mut body = json_of(&trial.way.body(trial.stage, 0));
            body[*expression] = json!("1");
            let told = trial.who().post(&trial.to, &body).await.pointers();
            assert!(told.contains(&format!("/{expression}")), "{}: {told:?}", trial.to);
            let Some((page, shown)) = &trial.page else { continue };
            let to = trial.to.split('?').next().unwrap();
            trial.who().send_form(shown, page, to, &[(expression, "1")]).await.expect(422);
        }
    })
    .await;
}

#[tokio::test]
async fn c06_an_expression_in_what_any_address_asks_finds_nothing_and_changes_nothing() {
    let town = Stage::town().await;
    let stage = Stage::set(&town).await;
    let before = kept(&town).await;
    let mut tried = 0;
    for it in OPERATIONS.iter().filter(|it| it.method == "GET" && !it.query.is_empty()) {
        for who in [Who::Person, Who::Unit, Who::Officer].map(|who| stage.who(who)) {
            for (name, expression) in it.query.iter().flat_map(|name| EXPRESSIONS.iter().map(move |it| (name, it))) {
                let spelled: String = form_urlencoded::byte_serialize(expression.as_bytes()).collect();
                let seen = who.get(&format!("{}?{name}={spelled}", known(it, &stage))).await;
                assert!(seen.status < 500, "{} {name}={expression}: {}", it.path, seen.text());
                let found = *name == "q" && seen.status == 200 && seen.header("content-type") == "application/json";
                assert!(
                    !found || seen.json()["items"].as_array().is_none_or(Vec::is_empty),
                    "{} {expression}: {}",
                    it.path,
                    seen.text()
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
    assert!(before == kept(&town).await, "something was written");
}
