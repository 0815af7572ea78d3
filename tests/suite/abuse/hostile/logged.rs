//! What is typed never begins a line of the log, never ends one, and never looks like one.

use super::texts::{Hostile, tries};
use super::{STRANGE, Trial, every_way_of};
use crate::abuse::logs::Logs;
use crate::ways::{Stage, json_of};
use domain::form::{Draft, Entry, Field, Kind};
use local::faults::{Fault, Place};
use serde_json::{Value as Json, json};

/// What would be a line, the end of one, or a change of those that were written, in a log that is not careful.
const FORGED: &[Hostile] = &[
    Hostile { typed: LINE, line: None, prose: Some(LINE) },
    Hostile { typed: "王\r\nforged", line: None, prose: Some("王\nforged") },
    Hostile { typed: "\u{1b}[1A\u{1b}[2Kforged", line: None, prose: None },
    Hostile { typed: "forged\u{2028}forged", line: None, prose: None },
    Hostile { typed: BROKEN, line: Some(BROKEN), prose: Some(BROKEN) },
];
const LINE: &str = "王\n{\"timestamp\":\"2026-01-01\",\"level\":\"ERROR\",\"target\":\"forged\"}";
const BROKEN: &str = "\\\"\"},{\"target\":\"forged\"}";

/// The same text in every field, whatever its kind, and in a row of every list.
fn flooded(fields: impl Iterator<Item = &'static Field>, text: &str) -> Draft {
    let entry = |field: &Field| match field.kind {
        Kind::Rows(columns, _) => Entry::Rows(vec![flooded(columns.iter(), text)]),
        _ => Entry::Texts(vec![text.to_owned()]),
    };
    Draft(fields.map(|field| (field.name.to_owned(), entry(field))).collect())
}

/// Everything that travels with a form is hostile too: the address, and what the browser says of itself.
async fn everywhere(trial: &Trial<'_>, text: &str) {
    let body = json_of(&flooded(trial.way.fields(), text).with(STRANGE, text));
    let spelled: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let joint = if trial.to.contains('?') { '&' } else { '?' };
    let to = format!("{}{joint}q={spelled}&{spelled}=1", trial.to);
    // What is no header is spelled as a browser spells it; the rest is what a header can hold.
    let headers =
        [("user-agent", spelled.as_str()), ("referer", &*spelled), ("idempotency-key", "\"},{\"target\":\"forged")];
    let seen = trial.who().post_with(&to, &headers, &body).await;
    assert!((400..500).contains(&seen.status), "{to}: {}", seen.text());
    let faults = trial.who().town.hall.faults();
    faults.all(Place::Table, Fault::Answer(400, "ValidationException"));
    let seen = trial.who().post_with(&to, &headers, &body).await;
    faults.clear();
    assert!(seen.status >= 400, "{to}: {}", seen.text());
}

#[tokio::test]
async fn c02_a_line_break_or_an_escape_in_any_form_ends_no_line_of_the_log() {
    let logs = Logs::listen();
    let town = Stage::town().await;
    every_way_of(&town, true, async |trial| {
        for forged in FORGED {
            tries(&trial, forged).await;
            everywhere(&trial, forged.typed).await;
        }
    })
    .await;
    let lines = logs.lines();
    let of = |target: &str| {
        let events = lines.iter().map(|line| serde_json::from_str::<Json>(line).unwrap());
        events.filter(|event| event["target"] == target).count()
    };
    assert!(of("request") > 1000 && of("broken") > 100 && of("ledger") > 1000, "{}", lines.len());
    assert_eq!(of("forged"), 0);
    // Were it logged after all, it would be one line as well.
    for forged in FORGED {
        let before = logs.lines().len();
        tracing::error!(target: "broken", cause = forged.typed, "{}", forged.typed);
        let lines = logs.lines();
        assert_eq!(lines.len(), before + 1, "{:?}", forged.typed);
        let event: Json = serde_json::from_str(lines.last().unwrap()).unwrap();
        assert_eq!((&event["target"], &event["cause"]), (&json!("broken"), &json!(forged.typed)));
    }
}
