//! Cases C01 to C11 in every field of every form, along every way of `ways::WAYS` and in both faces. Nothing here names a
//! form: what a field takes and refuses is told by its kind, so a new form is tried as soon as it has its way.

mod doubled;
mod expressions;
mod ids;
mod logged;
mod secrets;
mod spoofed;
mod texts;

use crate::behind::Tables;
use crate::town::{FORM, Seen, Town, Visitor};
use crate::ways::{Stage, WAYS, Way, json_of, pairs_of, words};
use catalog::examples::{Bad, Round, bad, rounds};
use domain::form::{Draft, Entry, Field, Keys, Kind};
use http::Method;
use serde_json::Value as Json;

/// A field that no form has: it keeps a request from being done whatever else is in it.
const STRANGE: &str = "status";

/// The way as it is gone in one test, with the page that holds its form.
struct Trial<'a> {
    stage: &'a Stage<'a>,
    way: &'a Way,
    to: String,
    page: Option<(String, String)>,
}

impl<'a> Trial<'a> {
    async fn of(stage: &'a Stage<'a>, way: &'a Way) -> Trial<'a> {
        let page = match way.page {
            Some(page) => {
                let page = stage.at(way, page);
                let shown = stage.who(way.who).page(&page).await.expect(200).text();
                Some((page, shown))
            }
            None => None,
        };
        Trial { stage, way, to: stage.to(way), page }
    }

    fn who(&self) -> &'a Visitor<'a> {
        self.stage.who(self.way.who)
    }

    /// What a client sends.
    async fn post(&self, draft: &Draft) -> Seen {
        let seen = self.who().post(&self.to, &json_of(draft)).await;
        assert!(seen.status < 500, "{}: {} {draft:?}", self.to, seen.text());
        seen
    }

    /// What a page sends: of a draft as much as it has controls for.
    async fn send(&self, (page, shown): &(String, String), draft: &Draft) -> Seen {
        let pairs = pairs_of(draft)
            .into_iter()
            .chain(emptied(self.way.fields(), draft))
            .filter(|(name, _)| can_send(shown, name) || name == STRANGE);
        let pairs: Vec<(String, String)> = pairs.collect();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let seen = self.who().send_form(shown, page, self.to.split('?').next().unwrap(), &pairs).await;
        assert!(seen.status < 500, "{}: {} {draft:?}", self.to, seen.text());
        seen
    }

    /// Whether a draft is refused at these places and nowhere else, on both faces, with what was typed still there.
    async fn refuses(&self, round: &Round) {
        let seen = self.post(&round.draft).await;
        assert_eq!(seen.status, 422, "{}: {} {:?}", self.to, seen.text(), round.draft);
        let told: Vec<String> = seen.pointers().into_iter().filter(|at| !at.starts_with("/slot-")).collect();
        let at: Vec<String> = round.at.iter().map(|at| format!("/{}", at.replace('.', "/"))).collect();
        assert_eq!(told, at, "{}: {:?}", self.to, round.draft);
        let Some(page) = &self.page else { return };
        // A field of a row that the page only carries along is refused on the row's own page.
        let is_sent = |at: &&String| has(&page.1, at) || (can_send(&page.1, at) && !at.contains('.'));
        let at: Vec<&String> = round.at.iter().filter(is_sent).collect();
        if at.is_empty() {
            return;
        }
        let seen = self.send(page, &round.draft).await;
        assert_eq!(seen.status, 422, "{}: {:?}", self.to, round.draft);
        let again = seen.text();
        for at in at {
            assert!(again.contains(&format!("href=\"#{at}\"")), "{}: {at} is not in the summary", self.to);
            let beside = again.contains(&format!("id=\"{at}-error\""));
            assert!(beside || !has(&page.1, at), "{}: nothing beside {at}", self.to);
        }
        self.keeps(&page.1, &again, &round.draft);
    }

    /// Whether everything that was typed into a text is still in the form, as text.
    fn keeps(&self, before: &str, again: &str, draft: &Draft) {
        is_inert(&self.to, again);
        for (name, text) in typed(self.way.fields(), draft, "").into_iter().filter(|(name, _)| has(before, name)) {
            assert!(again.contains(&words(text.trim())), "{}: {name} has lost {text:?}", self.to);
        }
    }
}

/// Whether a page has a control of this name that people see, which its complaint stands beside.
fn has(shown: &str, name: &str) -> bool {
    let named = format!("name=\"{name}\"");
    let tags = shown.split('<').map(|rest| rest.split('>').next().unwrap());
    let is_seen = |tag: &str| tag.contains(&named) && !tag.contains("type=\"hidden\"") && !tag.starts_with("button");
    can_send(shown, name) && (shown.contains(&format!("id=\"{name}\"")) || tags.into_iter().any(is_seen))
}

/// Whether a page can send this name: also by a button, or by what is found and chosen.
fn can_send(shown: &str, name: &str) -> bool {
    shown.contains(&format!("name=\"{name}\"")) || shown.contains(&format!("name=\"_{name}_query\""))
}

/// The columns that a draft's rows leave out: a page sends them empty, whatever they held.
fn emptied(fields: impl Iterator<Item = &'static Field>, draft: &Draft) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for field in fields {
        let Kind::Rows(columns, _) = field.kind else { continue };
        for (n, row) in draft.rows(field.name).iter().enumerate() {
            let left = columns.iter().filter(|column| !row.0.contains_key(column.name));
            all.extend(left.map(|column| (format!("{}.{n}.{}", field.name, column.name), String::new())));
        }
    }
    all
}

/// Whether nothing that was typed became a part of the page.
fn is_inert(told: &str, page: &str) {
    for alive in ["<script>alert", "<img src=x", "\"'><"] {
        assert!(!page.contains(alive), "{told}: {alive} is alive");
    }
}

/// The texts that were typed into lines and proses, the first of two, by the names of their controls; passwords are never shown again.
fn typed<'d>(fields: impl Iterator<Item = &'static Field>, draft: &'d Draft, path: &str) -> Vec<(String, &'d str)> {
    let mut all = Vec::new();
    for field in fields {
        let name = format!("{path}{}", field.name);
        match (field.kind, draft.0.get(field.name)) {
            (Kind::Line(scalar), Some(Entry::Texts(texts))) if scalar.keys != Keys::Secret && !texts.is_empty() => {
                all.push((name, &*texts[0]));
            }
            (Kind::Prose(_), Some(Entry::Texts(texts))) if !texts.is_empty() => all.push((name, &*texts[0])),
            (Kind::Rows(columns, _), Some(Entry::Rows(rows))) => {
                for (n, row) in rows.iter().enumerate() {
                    all.extend(typed(columns.iter(), row, &format!("{name}.{n}.")));
                }
            }
            _ => {}
        }
    }
    all
}

/// Goes every way on one stage, and compares the tables before and after where nothing is to be kept.
async fn every_way(keeps: bool, tries: impl AsyncFn(Trial<'_>)) {
    every_way_of(&Stage::town().await, keeps, tries).await;
}

/// The same in a town of one's own making.
async fn every_way_of(town: &Town, keeps: bool, tries: impl AsyncFn(Trial<'_>)) {
    let stage = Stage::set(town).await;
    for way in WAYS {
        let before = kept(town).await;
        tries(Trial::of(&stage, way).await).await;
        if !keeps {
            assert!(before == kept(town).await, "{}: something was written", way.to);
        }
    }
}

/// Everything that is remembered.
async fn kept(town: &Town) -> Vec<Json> {
    Tables::of(town).all("HALL_TABLE", "").await
}

#[tokio::test]
async fn c09_every_form_refuses_every_bad_value_of_its_kinds_beside_the_field_and_keeps_what_was_typed() {
    every_way(false, async |trial| {
        let well = trial.way.body(trial.stage, 0);
        let lax = |field: &Field, it: &Bad| {
            trial.way.texts_for_rows && matches!((field.kind, &it.typed), (Kind::Rows(..), Entry::Texts(_)))
        };
        let refused = |field: &Field| bad(field).into_iter().filter(|it| !lax(field, it)).collect();
        for round in rounds(trial.way.fields(), &well, refused) {
            trial.refuses(&round).await;
        }
    })
    .await;
}

#[tokio::test]
async fn c07_every_form_refuses_a_body_that_is_none_at_once() {
    let million = format!("\"{}\"", "x".repeat(1_000_000));
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    every_way(false, async |trial| {
        let (who, name) = (trial.who(), trial.way.fields().next().unwrap().name);
        let cookie = who.cookie.clone().unwrap_or_default();
        for (value, status) in [
            (&*deep, 400),
            (&format!("[{}1]", "1,".repeat(20_000)), 400),
            ("\"a\",\"NAME\":\"b\"", 400),
            ("1e999", 400),
            ("123456789012345678901234567890", 400),
            ("{\"$gt\":\"\"}", 400),
            ("[[\"a\"]]", 400),
            ("[{\"a\":[{\"b\":\"c\"}]}]", 400),
            ("\"\\ud800\"", 400),
            (&million, 413),
            (&format!("\"{}\"", "长".repeat(20_000)), 422),
        ] {
            let body = format!("{{\"{name}\":{}}}", value.replace("NAME", name));
            let headers = [("accept", "application/json"), ("content-type", "application/json"), ("cookie", &*cookie)];
            let seen = who.town.send(Method::POST, &trial.to, &headers, body).await;
            let told = value.chars().take(40).collect::<String>();
            assert_eq!(seen.status, status, "{}: {told}: {}", trial.to, seen.text());
            assert_eq!(seen.header("content-type"), "application/problem+json", "{}: {told}", trial.to);
        }
        let Some((page, shown)) = &trial.page else { return };
        let (long, to) = ("x".repeat(200_000), trial.to.split('?').next().unwrap());
        for (field, text, status) in [("a.b.c.d", "1", 400), ("a.999.b", "1", 400), (name, &*long, 413)] {
            let seen = who.send_form(shown, page, to, &[(field, text)]).await;
            assert_eq!(seen.status, status, "{}: {field}", trial.to);
        }
        let body = "a=1&".repeat(5000);
        let headers = [("accept", "text/html"), ("content-type", FORM), ("cookie", &*cookie)];
        let seen = who.town.send(Method::POST, &trial.to, &headers, body).await;
        assert_eq!(seen.status, 403, "{}: without its token", trial.to);
    })
    .await;
}
