//! Canaries in every field of every form: none of them turns up in a log, an address, an error of a client or a key.

use super::texts::{is_file_name, next};
use super::{STRANGE, Trial};
use crate::abuse::logs::Logs;
use crate::behind::Tables;
use crate::people::PASSWORD;
use crate::town::{Seen, Town};
use crate::ways::{Stage, WAYS, Way, Who, json_of};
use catalog::examples::{Bad, filled, in_rows, rounds};
use catalog::operations::OPERATIONS;
use domain::form::{Draft, Entry, Field, Keys, Kind};
use local::faults::{Fault, Place};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What a field is filled in with, so that whoever repeats it is found; `None` where it is no text that tells anything
/// of anybody, or where another would not be taken.
fn canary(field: &Field, n: u32) -> Option<String> {
    match field.kind {
        Kind::Line(scalar) => match (scalar.keys, scalar.schema.1) {
            _ if is_file_name(field) => Some(format!("金丝雀{n}.jpg")),
            (Keys::Words, _) => Some(format!("金丝雀{n}")),
            (Keys::Phone, _) => Some(format!("1397777{n:04}")),
            (Keys::Code, "email") => Some(format!("canary{n}@example.com")),
            (Keys::Code, "website") => Some(format!("canary{n}.example.com")),
            _ => None,
        },
        Kind::Prose(_) => Some(format!("金丝雀{n}的长文")),
        _ => None,
    }
}

/// The same as it would be refused.
fn refused(field: &Field) -> Vec<Bad> {
    match field.kind {
        Kind::Rows(columns, _) => in_rows(columns, refused),
        _ if is_file_name(field) => Vec::new(),
        _ => canary(field, 0).map(|it| Bad::beside(Entry::Texts(vec![format!("{it}\0")]))).into_iter().collect(),
    }
}

/// Puts a canary into every field that takes one; a list has at least one row.
fn fill(fields: impl Iterator<Item = &'static Field>, n: u32, draft: &mut Draft) {
    for field in fields {
        if let Kind::Rows(columns, _) = field.kind {
            let rows = draft.0.entry(field.name.to_owned()).or_insert_with(|| Entry::Rows(Vec::new()));
            let Entry::Rows(rows) = rows else { continue };
            if rows.is_empty() {
                rows.push(filled(columns.iter()));
            }
            rows.iter_mut().for_each(|row| fill(columns.iter(), n, row));
        } else if let Some(canary) = canary(field, n) {
            draft.set(field.name, canary);
        }
    }
}

/// What nothing may say, and what was said.
struct Ears {
    canaries: Vec<String>,
    heard: BTreeSet<(String, String)>,
}

impl Ears {
    /// The names, numbers, passwords and tokens of the stage and those that are typed.
    fn new(stage: &Stage<'_>) -> Ears {
        let people = [Who::Visitor, Who::Person, Who::Unit, Who::Lab, Who::Officer].map(|who| stage.who(who));
        let tokens = people.iter().filter_map(|who| Some(who.cookie.as_ref()?.split('.').nth(1)?.to_owned()));
        let fixed = ["金丝雀", "1397777", "canary", "13800005678", "13900001234", "王示例", "赵示例", PASSWORD];
        let identities = (0..1000).map(testkit::numbers::identity);
        let codes = (0..1000).map(testkit::numbers::credit_code);
        let fixed = fixed.map(str::to_owned).into_iter();
        Ears { canaries: fixed.chain(tokens).chain(identities).chain(codes).collect(), heard: BTreeSet::new() }
    }
    /// Where an answer leads, and what a client is told of an error.
    fn client(&mut self, to: &str, seen: &Seen) {
        for header in ["location", "content-location", "link", "x-amzn-trace-id", "server-timing"] {
            self.heard.insert((format!("{to}: {header}"), seen.header(header).to_owned()));
        }
        if seen.status >= 400 {
            self.heard.insert((format!("{to}: body of a {}", seen.status), seen.text()));
        }
    }
    /// Where a page's answer and everything on it leads. What was typed is in the page, since it is shown again.
    fn page(&mut self, to: &str, seen: &Seen) {
        self.heard.insert((format!("{to}: location"), seen.header("location").to_owned()));
        let shown = seen.text();
        for attribute in ["href=\"", "action=\"", "src=\"", "data-draft=\""] {
            let links = shown.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap());
            self.heard.extend(links.map(|link| (format!("{to}: {attribute}"), link.to_owned())));
        }
    }
    fn check(&self, place: &str, text: &str) {
        for canary in &self.canaries {
            let encoded: String = form_urlencoded::byte_serialize(canary.as_bytes()).collect();
            assert!(!text.contains(canary.as_str()) && !text.contains(&encoded), "{place}: {canary} in {text}");
        }
    }
}

/// One form refused for everything, stopped by a table, saved, and looked at.
async fn tell(trial: &Trial<'_>, ears: &RefCell<Ears>) {
    let mut draft = trial.way.body(trial.stage, next());
    for round in rounds(trial.way.fields(), &draft, refused) {
        let seen = trial.post(&round.draft).await;
        assert!(seen.status >= 400, "{}", seen.text());
        ears.borrow_mut().client(&trial.to, &seen);
    }
    fill(trial.way.fields(), next(), &mut draft);
    let stopped = draft.clone().with(STRANGE, "approved");
    let seen = trial.post(&stopped).await.expect(422);
    ears.borrow_mut().client(&trial.to, &seen);
    let faults = trial.who().town.hall.faults();
    faults.all(Place::Table, Fault::Answer(400, "ValidationException"));
    let seen = trial.who().post(&trial.to, &json_of(&draft)).await;
    faults.clear();
    assert!(seen.status >= 500, "{}: {}", trial.to, seen.text());
    ears.borrow_mut().client(&trial.to, &seen);
    if let Some(page) = &trial.page {
        let seen = trial.send(page, &stopped).await.expect(422);
        ears.borrow_mut().page(&trial.to, &seen);
    }
    if trial.way.once {
        return;
    }
    let seen = trial.post(&draft).await;
    assert!(matches!(seen.status, 200 | 201), "{}: {}", trial.to, seen.text());
    ears.borrow_mut().client(&trial.to, &seen);
    let fresh = Trial::of(trial.stage, trial.way).await;
    if let Some(page) = &fresh.page {
        let mut draft = trial.way.body(trial.stage, next());
        fill(trial.way.fields(), next(), &mut draft);
        let seen = fresh.send(page, &draft).await;
        assert!(matches!(seen.status, 303 | 422), "{} {}: {}", seen.status, trial.to, seen.text());
        ears.borrow_mut().page(&trial.to, &seen);
    }
    for page in [trial.way.kept, trial.way.page].into_iter().flatten() {
        let page = trial.stage.at(trial.way, page);
        let seen = trial.who().page(&page).await.expect(200);
        ears.borrow_mut().page(&page, &seen);
    }
}

/// The ways that end with a success, to their end: whatever comes of it, nobody tells of it what was typed.
async fn end(stage: &Stage<'_>, ears: &mut Ears) {
    let mut ended = 0;
    // Those that end a session come last.
    let ends = |way: &&Way| way.to.starts_with("/account");
    let (last, first): (Vec<&Way>, Vec<&Way>) = WAYS.iter().filter(|way| way.once).partition(ends);
    for way in first.into_iter().chain(last) {
        let mut draft = way.body(stage, next());
        // What an account is called stays as it is: these names are no canaries.
        fill(way.fields(), next(), &mut draft);
        let to = stage.to(way);
        let seen = stage.who(way.who).post(&to, &json_of(&draft)).await;
        assert!(seen.status < 500, "{to}: {}", seen.text());
        ears.client(&to, &seen);
        ended += usize::from(seen.status < 300);
    }
    assert!(ended > 10, "{ended}");
}

/// What is searched for is in the address that asked, and nowhere else.
async fn search(stage: &Stage<'_>, ears: &mut Ears) {
    for it in OPERATIONS.iter().filter(|it| it.method == "GET" && it.query.contains(&"q")) {
        for who in [Who::Visitor, Who::Person, Who::Unit, Who::Officer].map(|who| stage.who(who)) {
            let seen = who.get(&format!("{}?q=%E9%87%91%E4%B8%9D%E9%9B%80", super::ids::known(it, stage))).await;
            ears.client(it.path, &seen);
        }
    }
}

/// Every key of every item, also those of any index.
async fn keys(town: &Town, ears: &Ears) {
    let tables = Tables::of(town);
    for table in ["HALL_TABLE", "SESSIONS_TABLE"] {
        let told = tables.call("DescribeTable", &serde_json::json!({ "TableName": tables.name(table) })).await;
        let told = &told["Table"];
        let indexes = ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"].iter().filter_map(|of| told[*of].as_array());
        let schemas = indexes.flatten().map(|index| &index["KeySchema"]).chain([&told["KeySchema"]]);
        let names: Vec<&str> = schemas
            .flat_map(|schema| schema.as_array().unwrap().iter().map(|key| key["AttributeName"].as_str().unwrap()))
            .collect();
        assert!(names.contains(&"pk") && names.contains(&"sk"), "{names:?}");
        for item in tables.all(table, "").await {
            names.iter().for_each(|name| ears.check(table, &item[*name].to_string()));
        }
    }
}

#[tokio::test]
async fn c03_nothing_typed_into_any_form_is_in_a_log_an_address_or_a_key() {
    let logs = Logs::listen();
    let town = Stage::town().await;
    let stage = Stage::set(&town).await;
    let ears = RefCell::new(Ears::new(&stage));
    for way in WAYS {
        tell(&Trial::of(&stage, way).await, &ears).await;
    }
    let mut ears = ears.into_inner();
    search(&stage, &mut ears).await;
    end(&stage, &mut ears).await;
    for (place, text) in &ears.heard {
        ears.check(place, text);
    }
    keys(&town, &ears).await;
    ears.check("a dead letter", &format!("{:?}", town.hall.dead_letters()));
    let lines = logs.lines();
    assert!(lines.len() > 1000 && lines.iter().any(|line| line.contains("\"broken\"")), "{}", lines.len());
    // Numbers and names are many and lines too; each is looked for in all of them at once.
    ears.check("a log", &lines.join("\n"));
}
