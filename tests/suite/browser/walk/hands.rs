//! How each kind of field is filled in and read, whatever form it stands in.

use super::super::driver::Browser;
use super::sought;
use crate::ways::pairs_of;
use domain::form::{Cascade, Draft, Entry, Field, Keys, Kind};
use fantoccini::key::Key;
use serde_json::{Value as Json, json};

/// What the form around a control holds now: names and values, as they would be sent.
const HOLDS: &str = "
    const form = document.getElementById(arguments[0]).closest('form');
    return [...new FormData(form)].map(([name, value]) => [name, value.replaceAll('\\r\\n', '\\n')])";

impl Browser<'_> {
    /// Fills in fields; `path` is empty, or `rows.0.` inside a row.
    pub async fn fills(&self, fields: impl Iterator<Item = &'static Field>, draft: &Draft, path: &str) {
        for field in fields {
            let id = format!("{path}{}", field.name);
            match (field.kind, draft.0.get(field.name)) {
                (_, None) => {}
                (Kind::Rows(columns, _), Some(Entry::Rows(rows))) => self.fills_rows(&id, columns, rows).await,
                (kind, Some(_)) => self.fills_one(kind, &id, draft.texts(field.name)).await,
            }
        }
    }

    async fn fills_one(&self, kind: Kind, id: &str, texts: &[String]) {
        match kind {
            Kind::Line(scalar) if matches!(scalar.keys, Keys::Day | Keys::Month) => self.pick_day(id, &texts[0]).await,
            Kind::Line(_) => self.type_into(id, &texts[0]).await,
            Kind::Prose(_) => self.type_into(id, &texts[0].replace("\r\n", "\n")).await,
            Kind::Choice(_) => self.fills_choice(id, &texts[0]).await,
            Kind::Several(from) => {
                for (code, _) in from.entries {
                    self.turns(id, code, texts.iter().any(|text| text == code)).await;
                }
            }
            Kind::Cascade(from) => self.fills_cascade(from, id, texts).await,
            Kind::Lookup => self.finds(id, &texts[0]).await,
            // Scans are laid beside, and ticked where they lie.
            Kind::Papers(_) => {}
            Kind::Rows(..) => panic!("{id} takes rows"),
        }
    }

    /// Few choices are buttons, many a list.
    async fn fills_choice(&self, id: &str, code: &str) {
        let script = "return document.getElementById(arguments[0]).localName";
        match self.run(script, vec![json!(id)]).await == "select" {
            true => self.choose(id, code).await,
            false => self.turns(id, code, true).await,
        }
    }

    /// Turns a radio button or a box on or off by its label.
    async fn turns(&self, name: &str, code: &str, on: bool) {
        let script = "const it = document.querySelector(`input[name='${arguments[0]}'][value='${arguments[1]}']`);
            return [it.id, it.checked]";
        let found = self.run(script, vec![json!(name), json!(code)]).await;
        if found[1] != on {
            self.press_at(&format!("label[for='{}']", found[0].as_str().unwrap())).await;
        }
    }

    /// Step by step: each level comes when the one above was chosen.
    async fn fills_cascade(&self, from: &Cascade, id: &str, codes: &[String]) {
        for (n, code) in codes.iter().take(from.levels.len()).enumerate() {
            let level = if n == 0 { id.to_owned() } else { format!("{id}-{n}") };
            self.find(&format!("[id='{level}'] option[value='{code}']")).await;
            self.choose(&level, code).await;
        }
    }

    /// Types what is sought, goes down the list and takes the first.
    async fn finds(&self, id: &str, wanted: &str) {
        self.type_into(id, &sought()).await;
        self.find(&format!("[id='{id}-options'] li")).await;
        let field = self.find(&format!("[id='{id}']")).await;
        field.send_keys(&(Key::Down + "")).await.unwrap();
        field.send_keys(&(Key::Enter + "")).await.unwrap();
        self.counts(&format!("input[name='{id}'][value='{wanted}']:checked"), 1).await;
    }

    /// In place, or on pages of their own where the list says so.
    async fn fills_rows(&self, id: &str, columns: &'static [Field], rows: &[Draft]) {
        let adds = format!("button[name=_then][value='{id}']");
        let apart = self.is_there(&adds).await;
        for (n, row) in rows.iter().enumerate() {
            if apart {
                self.press_at(&adds).await;
                self.find(&format!("[id='{}']", columns[0].name)).await;
                Box::pin(self.fills(columns.iter(), row, "")).await;
                self.press("保存并关闭").await;
                self.find(&adds).await;
            } else {
                if !self.is_there(&format!("[id='{id}.{n}']")).await {
                    self.press_at(&format!("button[name=_again][value='{id}']")).await;
                    self.find(&format!("[id='{id}.{n}']")).await;
                }
                Box::pin(self.fills(columns.iter(), row, &format!("{id}.{n}."))).await;
            }
        }
    }

    async fn is_there(&self, css: &str) -> bool {
        self.run("return !!document.querySelector(arguments[0])", vec![json!(css)]).await == true
    }

    /// Presses the button that keeps a form, and waits until the next page is there, on which nothing is wrong.
    pub async fn keeps(&self, button: &str) {
        self.run("window.before = true", vec![]).await;
        self.press(button).await;
        self.until("the next page", "return !window.before && document.readyState === 'complete'", "").await;
        let wrong = self.run("return (document.querySelector('[data-summary]') || {}).innerText || ''", vec![]).await;
        assert_eq!(wrong, "", "{}", self.place().await);
    }

    /// Whether the form holds this in its one spelling. Rows with pages of their own are opened; those that were there
    /// before come before those that were added.
    pub async fn holds(&self, told: &str, fields: impl Iterator<Item = &'static Field> + Clone, kept: &Draft) {
        let held = self.held(fields.clone().next().unwrap().name).await;
        let mut apart = Vec::new();
        for field in fields.filter(|field| kept.0.contains_key(field.name)) {
            if let Kind::Rows(columns, _) = field.kind
                && self.is_there(&format!("button[name=_then][value='{}']", field.name)).await
            {
                apart.push((self.rows_of(field.name).await, columns, kept.rows(field.name)));
                continue;
            }
            let of_field = |name: &str| name == field.name || name.starts_with(&format!("{}.", field.name));
            let expected = pairs_of(kept).into_iter().filter(|(name, text)| of_field(name) && !text.is_empty());
            let there = held.iter().filter(|(name, text)| of_field(name) && !text.is_empty()).cloned();
            same(told, there.collect(), expected.collect());
        }
        for (pages, columns, rows) in apart {
            for (page, row) in pages.iter().rev().zip(rows.iter().rev()) {
                self.go(page).await;
                Box::pin(self.holds(page, columns.iter(), row)).await;
            }
        }
    }

    /// What the form around a control holds.
    async fn held(&self, id: &str) -> Vec<(String, String)> {
        let held = self.run(HOLDS, vec![json!(id)]).await;
        let text = |json: &Json| json.as_str().unwrap().to_owned();
        held.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
    }

    /// The pages of a list's rows.
    async fn rows_of(&self, id: &str) -> Vec<String> {
        let script = "return [...document.getElementById(arguments[0]).querySelectorAll('a[href]')].map((it) => it.getAttribute('href'))";
        let pages = self.run(script, vec![json!(id)]).await;
        pages.as_array().unwrap().iter().map(|page| page.as_str().unwrap().to_owned()).collect()
    }
}

/// Compares what is there with what was put in; a number that is shown masked, by what is seen of it.
fn same(told: &str, mut there: Vec<(String, String)>, mut expected: Vec<(String, String)>) {
    there.sort();
    expected.sort();
    let alike = |(one, other): (&(String, String), &(String, String))| {
        let seen = |(shown, kept): (char, char)| shown == '*' || shown == kept;
        one.0 == other.0
            && one.1.chars().count() == other.1.chars().count()
            && one.1.chars().zip(other.1.chars()).all(seen)
    };
    assert!(there.len() == expected.len() && there.iter().zip(&expected).all(alike), "{told}: {there:?} {expected:?}");
}
