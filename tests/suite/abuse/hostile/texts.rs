//! Texts that want to be more than text. A field that takes text shows them as text; every other refuses them.

use super::{STRANGE, Trial, every_way, has, is_inert, typed};
use crate::ways::{json_of, words};
use catalog::examples::{Bad, filled, in_rows, rounds};
use domain::form::{Draft, Entry, Field, Keys, Kind};
use serde_json::Value as Json;

/// A text, and where it is taken.
pub(super) struct Hostile {
    pub typed: &'static str,
    /// Whether a line takes it, and how it is kept there.
    pub line: Option<&'static str>,
    /// The same of prose.
    pub prose: Option<&'static str>,
}

const fn refused(typed: &'static str) -> Hostile {
    Hostile { typed, line: None, prose: None }
}
pub(super) const fn taken(typed: &'static str) -> Hostile {
    Hostile { typed, line: Some(typed), prose: Some(typed) }
}

impl Hostile {
    /// How a field keeps it; `None` where it refuses it.
    fn kept(&self, field: &Field) -> Option<&'static str> {
        match field.kind {
            Kind::Line(scalar) if scalar.keys == Keys::Words && scalar.bad.is_empty() => Some(self.typed),
            Kind::Line(scalar) if scalar.keys == Keys::Words => self.line,
            Kind::Prose(_) => self.prose,
            _ => None,
        }
    }
    /// Where a field is tried with it to be refused: not where it is taken, and not in passwords, which may be anything.
    fn bad(&self, field: &Field) -> Vec<Bad> {
        match field.kind {
            Kind::Rows(columns, _) => in_rows(columns, |column| self.bad(column)),
            Kind::Line(scalar) if scalar.keys == Keys::Secret => Vec::new(),
            _ if self.kept(field).is_some() => Vec::new(),
            _ => vec![Bad::beside(Entry::Texts(vec![self.typed.to_owned()]))],
        }
    }
    /// Puts it into every field that takes it; a list has at least one row.
    pub fn everywhere(&self, fields: impl Iterator<Item = &'static Field>, draft: &mut Draft) {
        for field in fields {
            if let Kind::Rows(columns, _) = field.kind {
                let rows = draft.0.entry(field.name.to_owned()).or_insert_with(|| Entry::Rows(Vec::new()));
                let Entry::Rows(rows) = rows else { continue };
                if rows.is_empty() {
                    rows.push(filled(columns.iter()));
                }
                rows.iter_mut().for_each(|row| self.everywhere(columns.iter(), row));
            } else if self.kept(field).is_some() {
                draft.set(field.name, self.typed);
            }
        }
    }
    /// Whether a client is shown it in its one spelling, wherever it is shown one of the fields.
    fn is_in(&self, told: &str, fields: impl Iterator<Item = &'static Field>, shown: &Json) {
        for field in fields.filter(|field| !shown[field.name].is_null()) {
            match field.kind {
                Kind::Rows(columns, _) => {
                    shown[field.name].as_array().unwrap().iter().for_each(|row| self.is_in(told, columns.iter(), row));
                }
                _ => {
                    let kept = self.kept(field).filter(|_| !is_file_name(field));
                    kept.into_iter().for_each(|kept| assert_eq!(shown[field.name], kept, "{told}: {}", field.name));
                }
            }
        }
    }
}

/// A file's name is cleaned for show.
pub(super) fn is_file_name(field: &Field) -> bool {
    matches!(field.kind, Kind::Line(scalar) if scalar.keys == Keys::Words && scalar.bad.is_empty())
}

/// Refused where it is not taken; where it is, kept and shown as text on both faces.
pub(super) async fn tries(trial: &Trial<'_>, hostile: &Hostile) {
    let fields = trial.way.fields();
    for round in rounds(fields.clone(), &trial.way.body(trial.stage, 0), |field| hostile.bad(field)) {
        trial.refuses(&round).await;
    }
    let mut draft = trial.way.body(trial.stage, next());
    hostile.everywhere(fields.clone(), &mut draft);
    if typed(fields.clone(), &draft, "").iter().all(|(_, text)| *text != hostile.typed) {
        return;
    }
    // One field that no form has keeps the request from being done: what was typed comes back.
    let stopped = draft.clone().with(STRANGE, "approved");
    assert!(trial.post(&stopped).await.pointers().contains(&format!("/{STRANGE}")), "{}", trial.to);
    if let Some(page) = &trial.page {
        let seen = trial.send(page, &stopped).await.expect(422);
        is_no_header(&seen.headers);
        trial.keeps(&page.1, &seen.text(), &draft);
    }
    if trial.way.once {
        return;
    }
    let seen = trial.who().post(&trial.to, &json_of(&draft)).await;
    assert!(matches!(seen.status, 200 | 201), "{}: {}", trial.to, seen.text());
    is_no_header(&seen.headers);
    hostile.is_in(&trial.to, fields.clone(), &seen.json());
    if let Some(kept) = trial.way.kept.map(|kept| trial.stage.at(trial.way, kept)) {
        hostile.is_in(&kept, fields, &trial.who().get(&kept).await.expect(200).json());
        let page = trial.page.as_ref().map_or(&kept, |(page, _)| page);
        for page in [&kept, page] {
            let seen = trial.who().page(page).await.expect(200);
            is_inert(page, &seen.text());
            let policy = seen.header("content-security-policy");
            assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
            let kept = hostile.line.or(hostile.prose).unwrap();
            let there = typed(trial.way.fields(), &draft, "")
                .iter()
                .any(|(name, text)| *text == hostile.typed && has(&seen.text(), name));
            assert!(!there || seen.text().contains(&words(kept)), "{page} shows it as text");
        }
    }
}

/// Whether nothing that was typed became a header.
fn is_no_header(headers: &http::HeaderMap) {
    let ours = |cookie: &http::HeaderValue| cookie.to_str().unwrap().starts_with("__Host-");
    assert!(headers.get_all("set-cookie").iter().all(ours), "{headers:?}");
}

/// No two bodies take anything from each other.
pub(super) fn next() -> u32 {
    static LAST: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    LAST.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1
}

async fn all(texts: &[Hostile]) {
    every_way(true, async |trial| {
        for hostile in texts {
            tries(&trial, hostile).await;
        }
    })
    .await;
}

#[tokio::test]
async fn c01_a_line_break_begins_no_header_and_no_line_takes_one() {
    let typed = "值\r\nset-cookie: x=1";
    all(&[Hostile { typed, line: None, prose: Some("值\nset-cookie: x=1") }]).await;
}

#[tokio::test]
async fn c04_what_is_typed_into_any_form_is_never_script() {
    all(&[
        taken("<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"),
        taken("\"},{\"status\":\"approved\""),
    ])
    .await;
}

#[tokio::test]
async fn c05_a_formula_is_text_in_every_form() {
    all(&[taken("=1+1"), taken("@SUM(A1:A9)")]).await;
}

#[tokio::test]
async fn c08_every_form_refuses_what_cannot_be_seen_and_takes_rare_characters_in_normal_form() {
    all(&[
        refused("含\0零"),
        refused("含\u{202e}翻转"),
        refused("含\u{2066}隔离"),
        refused("含\u{e000}私用"),
        refused("\u{1b}[31m红"),
        refused("零\u{200b}宽"),
        taken("阿卜杜热合曼·𠮷𬀩𰻝㼆"),
        Hostile { typed: "e\u{301}", line: Some("é"), prose: Some("é") },
    ])
    .await;
}
