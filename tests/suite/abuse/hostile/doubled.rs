//! A field that is there twice: no honest page sends it, and whoever believes the one is deceived by the other.

use super::{STRANGE, Trial, can_send, every_way};
use crate::town::FORM;
use crate::ways::{json_of, pairs_of};
use catalog::examples::{Bad, bad, filled, good, in_rows, rounds};
use domain::form::{Draft, Entry, Field, Kind};
use http::Method;
use serde_json::json;

/// The field with two values, either of which it would take alone; nothing where it takes several.
fn doubled(field: &Field) -> Vec<Bad> {
    let kept = |field: &Field| good(field).pop().map(|good| good.kept);
    match field.kind {
        Kind::Rows(columns, _) => in_rows(columns, doubled),
        Kind::Several(_) | Kind::Papers(_) => Vec::new(),
        // Nobody has these ids; one of them would be refused as well, so that two are is told by the kind's own table.
        Kind::Lookup => bad(field).pop().into_iter().collect(),
        _ => {
            let one = filled(std::iter::once(field)).texts(field.name).to_vec();
            let Some(Entry::Texts(other)) = kept(field) else { return Vec::new() };
            vec![Bad::beside(Entry::Texts([one, other].concat()))]
        }
    }
}

/// JSON with the same name twice is no JSON of ours, whichever name and wherever.
async fn twice_in_json(trial: &Trial<'_>) {
    for field in trial.way.fields() {
        let beside = |name: &str, value: &str| format!("{{\"{name}\":{value},\"{name}\":{value}}}");
        let mut bodies = vec![beside(field.name, "\"值\"")];
        if let Kind::Rows(columns, _) = field.kind {
            let row = |column: &Field| format!("{{\"{}\":[{}]}}", field.name, beside(column.name, "\"值\""));
            bodies.extend(columns.iter().map(row));
        }
        for body in bodies {
            let cookie = trial.who().cookie.clone().unwrap_or_default();
            let headers = [("accept", "application/json"), ("content-type", "application/json"), ("cookie", &*cookie)];
            let seen = trial.who().town.send(Method::POST, &trial.to, &headers, body.clone()).await;
            assert_eq!(seen.status, 400, "{}: {body}: {}", trial.to, seen.text());
        }
    }
}

/// The controls of a form: two names of one request are none, and of two tokens the first counts.
async fn twice_in_controls(trial: &Trial<'_>, well: &Draft) {
    for (name, values) in [("request_id", ["one", "two"]), ("version", ["1", "2"])] {
        let mut body = json_of(well);
        body[name] = json!(values);
        let seen = trial.who().post(&trial.to, &body).await;
        assert_eq!(seen.pointers(), [format!("/{name}")], "{}", trial.to);
    }
    let Some((page, shown)) = &trial.page else { return };
    let (who, to) = (trial.who(), trial.to.split('?').next().unwrap());
    for (name, values) in [("request_id", ["one", "two"]), ("version", ["1", "2"])] {
        let seen = who.send_form(shown, page, to, &values.map(|value| (name, value))).await.expect(422);
        assert!(seen.text().contains(name), "{}: {name}", trial.to);
    }
    let token = crate::town::prefilled_to(shown, page, to).into_iter().find(|(name, _)| name == "_csrf").unwrap().1;
    for (tokens, status) in [([&*token, "x"], 422), (["x", &*token], 403)] {
        let pairs = tokens.map(|token| ("_csrf", token)).into_iter().chain([(STRANGE, "approved")]);
        let pairs: Vec<_> = pairs.collect();
        let seen = who.send_form(shown, page, to, &pairs).await;
        assert_eq!(seen.status, status, "{}: {}", trial.to, seen.text());
    }
}

/// A page's form with every pair twice, the second of another value, as a proxy might add it.
async fn twice_in_a_form(trial: &Trial<'_>, well: &Draft) {
    let Some((page, shown)) = &trial.page else { return };
    let cookie = trial.who().cookie.clone().unwrap_or_default();
    let headers = [("accept", "text/html"), ("content-type", FORM), ("cookie", &*cookie)];
    let to = trial.to.split('?').next().unwrap();
    let own = crate::town::prefilled_to(shown, page, to);
    let pairs = pairs_of(well).into_iter().filter(|(name, _)| can_send(shown, name));
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in own.into_iter().chain(pairs) {
        body.append_pair(&name, &value);
        body.append_pair(&name, &format!("{value}2"));
    }
    let seen = trial.who().town.send(Method::POST, &trial.to, &headers, body.finish()).await;
    assert_eq!(seen.status, 422, "{}: {}", trial.to, seen.text());
}

#[tokio::test]
async fn c10_every_form_refuses_a_doubled_field() {
    every_way(false, async |trial| {
        let well = trial.way.body(trial.stage, 0);
        for round in rounds(trial.way.fields(), &well, doubled) {
            trial.refuses(&round).await;
        }
        twice_in_json(&trial).await;
        twice_in_controls(&trial, &well).await;
        twice_in_a_form(&trial, &well).await;
    })
    .await;
}
