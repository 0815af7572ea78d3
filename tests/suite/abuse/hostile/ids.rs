//! Ids in addresses: what is none is answered like an unknown one, at every address, whoever asks.

use super::{Trial, every_way, has};
use crate::ways::{Stage, Who, json_of};
use catalog::operations::{OPERATIONS, Operation, Takes};
use serde_json::json;

/// What stands in the place of an id.
const HOSTILE: &[&str] = &[
    "%23",
    "head%23x",
    "..%2f..%2fadmin",
    "..%23",
    "x%00y",
    "%27%20OR%201=1",
    NO_TEXT,
    "0123456789ABCDEF0123456789ABCDEF",
    "0123456789abcdef0123456789abcdef0",
];

/// The beginning of a character.
const NO_TEXT: &str = "%F0%9F";

/// What nobody has: an id, and a row or a page.
fn unknown(variable: &str) -> &'static str {
    if ["{row}", "{page}"].contains(&variable) { "999" } else { "00000000000000000000000000000000" }
}

/// An address of an operation as it is on the stage.
pub(super) fn known(it: &Operation, stage: &Stage<'_>) -> String {
    on_stage(it, it.path, stage)
}

fn on_stage(it: &Operation, path: &str, stage: &Stage<'_>) -> String {
    let path = path.replace("{id}", stage.id_in(it.path)).replace("{list}", "cv").replace("{row}", "0");
    path.replace("{worker}", stage.id("worker")).replace("{page}", "1")
}

/// The addresses of an operation with one of its variables replaced, the others as they are on the stage.
fn addresses(it: &Operation, stage: &Stage<'_>, put: impl Fn(&str) -> &'static str) -> Vec<String> {
    let variables = it.path.split('/').filter(|word| word.starts_with('{'));
    variables.map(|variable| on_stage(it, &it.path.replace(variable, put(variable)), stage)).collect()
}

#[tokio::test]
async fn c11_at_every_address_what_is_no_id_is_answered_like_an_unknown_one() {
    let town = Stage::town().await;
    let stage = Stage::set(&town).await;
    let nowhere = town.visitor().get("/nowhere").await.expect(404);
    let mut tried = 0;
    for it in OPERATIONS.iter().filter(|it| it.path.contains('{')) {
        for who in [Who::Visitor, Who::Person, Who::Unit, Who::Officer].map(|who| stage.who(who)) {
            let ask = async |path: &str| match it.method {
                "GET" => who.get(path).await,
                _ => who.post(path, &json!({})).await,
            };
            let mut expected = Vec::new();
            for path in addresses(it, &stage, unknown) {
                let seen = ask(&path).await;
                assert!(matches!(seen.status, 200 | 401 | 403 | 404), "{} {path}: {}", it.method, seen.text());
                expected.push(seen);
            }
            for put in HOSTILE {
                for (path, unknown) in addresses(it, &stage, |_| put).iter().zip(&expected) {
                    let seen = ask(path).await;
                    // What is no text is no address at all, whoever asks.
                    // Taking somebody out who is not in it is done already; what nobody can be is not there.
                    let like = if *put == NO_TEXT || unknown.status == 200 { &nowhere } else { unknown };
                    assert_eq!((seen.status, &seen.body), (like.status, &like.body), "{} {path}", it.method);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[tokio::test]
async fn c11_what_is_no_id_beside_a_form_is_told_beside_it_and_the_list_is_offered_again() {
    let tried = std::cell::Cell::new(0);
    every_way(false, async |trial: Trial<'_>| {
        let operation = OPERATIONS.iter().find(|it| it.method == "POST" && it.path == trial.way.to);
        let Some(Takes::Beside(_, name)) = operation.map(|it| it.body) else { return };
        for id in ["示例", "#", "..", "head#0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF"] {
            let mut draft = trial.way.body(trial.stage, 0);
            draft.set(name, id);
            let seen = trial.who().post(&trial.to, &json_of(&draft)).await;
            assert_eq!(seen.pointers(), [format!("/{name}")], "{}: {id}", trial.to);
            let Some(page) = trial.page.as_ref().filter(|(_, shown)| has(shown, name)) else { continue };
            let again = trial.send(page, &draft).await.expect(422).text();
            assert!(again.contains(&format!("href=\"#{name}\"")), "{}: {id}", trial.to);
            assert!(again.contains(&format!("id=\"{name}-error\"")) && has(&again, name), "{}: {id}", trial.to);
            tried.set(tried.get() + 1);
        }
    })
    .await;
    assert!(tried.get() > 0, "no page has ids beside its form");
}
