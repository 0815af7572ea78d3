//! Where a request comes from is what the gateway saw; and of what an address asks twice, the first counts.

use super::ids::known;
use super::{Trial, every_way_of};
use crate::behind::Tables;
use crate::town::{Town, Visitor};
use crate::ways::{Stage, Who, json_of};
use catalog::operations::OPERATIONS;
use domain::form::{Draft, Entry, Keys, Kind};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Everything by which proxies tell where somebody comes from, each with addresses of its own.
fn spoofed(n: u32) -> Vec<(&'static str, String)> {
    let at = format!("203.0.113.{n}");
    let names =
        ["x-forwarded-for", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-forwarded-host"];
    let plain = names.iter().map(|name| (*name, at.clone()));
    plain.chain([("forwarded", format!("for={at};host={at};proto=http")), ("via", format!("1.1 {at}"))]).collect()
}

/// The counts of tries: one partition for each address, or for an address and an account.
async fn counts(town: &Town) -> BTreeSet<String> {
    let all = Tables::of(town).all("SESSIONS_TABLE", "").await;
    let partitions = all.iter().map(|item| item["pk"]["S"].as_str().unwrap().to_owned());
    partitions.filter(|it| ["tries#", "known#", "counter#"].iter().any(|begins| it.starts_with(begins))).collect()
}

/// A draft that makes the hall count: with the wrong password wherever one is compared; `None` where it asks for none
/// and a success would end the way.
fn counted(trial: &Trial<'_>) -> Option<Draft> {
    let mut draft = trial.way.body(trial.stage, 0);
    let mut compares = false;
    for field in trial.way.fields() {
        let Kind::Line(scalar) = field.kind else { continue };
        if scalar.keys == Keys::Secret && scalar.bad.is_empty() {
            compares = true;
            draft.0.insert(field.name.to_owned(), Entry::Texts(vec!["不对的密码不对的密码不对".to_owned()]));
        }
    }
    (compares || !trial.way.once).then_some(draft)
}

#[tokio::test]
async fn c10_every_form_believes_no_forwarded_address() {
    let town = Stage::town().await;
    let begun = counts(&town).await.len();
    every_way_of(&town, true, async |trial| {
        let Some(draft) = counted(&trial) else { return };
        let (who, body): (&Visitor<'_>, Json) = (trial.who(), json_of(&draft));
        who.post(&trial.to, &body).await;
        let (plain, before) = (who.post(&trial.to, &body).await, counts(&town).await);
        for n in 1..4 {
            let headers = spoofed(n);
            let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let seen = who.post_with(&trial.to, &headers, &body).await;
            assert_eq!(seen.status, plain.status, "{}: {}", trial.to, seen.text());
            assert!(before == counts(&town).await, "{}: counted elsewhere", trial.to);
            assert!(!seen.text().contains("203.0.113.") && !seen.header("location").contains("203.0.113."));
        }
    })
    .await;
    let all = counts(&town).await;
    for of in ["tries#", "known#", "counter#"] {
        assert!(all.len() > begun && all.iter().any(|it| it.starts_with(of)), "nothing was counted as {of}");
    }
    for table in ["HALL_TABLE", "SESSIONS_TABLE"] {
        let items = Tables::of(&town).all(table, "").await;
        assert!(items.iter().all(|item| !item.to_string().contains("203.0.113.")), "{table} remembers it");
    }
}

#[tokio::test]
async fn c10_of_what_any_address_asks_twice_the_first_counts() {
    let town = Stage::town().await;
    let stage = Stage::set(&town).await;
    let mut tried = 0;
    for it in OPERATIONS.iter().filter(|it| it.method == "GET" && !it.query.is_empty()) {
        for who in [Who::Visitor, Who::Person, Who::Unit, Who::Officer].map(|who| stage.who(who)) {
            for name in it.query {
                let path = known(it, &stage);
                let first = format!("{path}?{name}=%E7%A4%BA%E4%BE%8B");
                let (one, two) = (who.get(&first).await, who.get(&format!("{first}&{name}=none")).await);
                assert!(one.status < 500, "{path}: {name}: {:?}", one.body);
                assert_eq!((two.status, &two.body), (one.status, &one.body), "{path}: {name}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
}
