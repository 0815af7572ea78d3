//! A whole form without a mouse: every control is reached in the order of the form, is seen to have the focus, and takes
//! what it is for from the keys.

use super::driver::Browser;
use crate::people::{PASSWORD, basics};
use crate::town::Town;
use crate::ways::draft_of;
use catalog::unit::BASICS;
use domain::form::{Field, Keys, Kind};
use fantoccini::key::Key;
use serde_json::{Value as Json, json};

/// The id of what has the focus, and whether anybody can see that: a line around it or around its label's button, within
/// the window.
const FOCUS: &str = "
    const it = document.activeElement;
    const drawn = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    const label = it.labels && it.labels[0];
    const seen = drawn(getComputedStyle(it)) || (label && drawn(getComputedStyle(label, '::before')));
    const at = it.getBoundingClientRect();
    const inside = at.bottom > 0 && at.top < innerHeight && at.width > 0;
    return [it.id, !!seen && inside]";

impl Browser<'_> {
    async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }
    async fn key(&self, key: Key) {
        self.keys(&(key + "")).await;
    }
    async fn focus(&self) -> String {
        let focus = self.run(FOCUS, vec![]).await;
        let id = focus[0].as_str().unwrap().to_owned();
        assert_eq!(focus[1], true, "nobody sees that {id} has the focus");
        id
    }
    /// Goes on with Tab to a control, through nothing but what may stand between: a day has three parts, a cascade its button.
    async fn tabs_to(&self, id: &str) {
        for _ in 0..8 {
            if self.focus().await == id {
                return;
            }
            self.key(Key::Tab).await;
        }
        panic!("Tab does not lead to {id}, but to {}", self.focus().await);
    }
    async fn value_of(&self, id: &str) -> Json {
        self.run("return document.getElementById(arguments[0]).value", vec![json!(id)]).await
    }
    /// Goes down a list until the code is chosen.
    async fn down_to(&self, id: &str, code: &str) {
        for _ in 0..100 {
            if self.value_of(id).await == code {
                return;
            }
            self.key(Key::Down).await;
        }
        panic!("{id} does not come to {code}");
    }
    /// The parts of a day come in an order that depends on the machine.
    async fn types_day(&self, id: &str, day: &str) {
        let parts: Vec<&str> = day.split('-').collect();
        for order in [[0, 1, 2], [1, 2, 0], [2, 1, 0]] {
            for (n, part) in order.into_iter().enumerate() {
                self.keys(parts[part]).await;
                if n < 2 && part == 0 {
                    self.key(Key::Right).await;
                }
            }
            if self.value_of(id).await == day {
                return;
            }
            for _ in 0..3 {
                self.key(Key::Left).await;
            }
        }
        panic!("{id} does not take {day}: {}", self.value_of(id).await);
    }
    /// Each level comes while the one above keeps the focus, so that keys go on in it.
    async fn steps(&self, id: &str, codes: &[String]) {
        for (n, code) in codes.iter().enumerate() {
            let level = if n == 0 { id.to_owned() } else { format!("{id}-{n}") };
            self.find(&format!("[id='{level}'] option[value='{code}']")).await;
            self.tabs_to(&level).await;
            self.down_to(&level, code).await;
        }
    }
    async fn takes(&self, field: &Field, texts: &[String]) {
        self.tabs_to(field.name).await;
        match field.kind {
            _ if texts.is_empty() => {}
            Kind::Line(scalar) if scalar.keys == Keys::Day => self.types_day(field.name, &texts[0]).await,
            Kind::Line(_) | Kind::Prose(_) => self.keys(&texts[0]).await,
            Kind::Choice(_) if self.value_of(field.name).await != "" => self.key(Key::Space).await,
            Kind::Choice(_) => self.down_to(field.name, &texts[0]).await,
            Kind::Cascade(_) => self.steps(field.name, texts).await,
            Kind::Several(_) | Kind::Lookup | Kind::Papers(_) | Kind::Rows(..) => {
                panic!("say here how keys fill in {}", field.name)
            }
        }
    }
}

#[tokio::test]
async fn the_keyboard_alone_fills_in_a_whole_form_in_its_order_and_keeps_it() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let browser = Browser::open(&town).await;
    browser.sign_in("unit1", PASSWORD).await;
    browser.go("/unit?edit=1").await;
    let body = draft_of(&basics());
    browser.run("document.getElementById('main').focus()", vec![]).await;
    browser.key(Key::Tab).await;
    // The buttons of the bar come before the first field.
    for field in BASICS.fields() {
        browser.takes(field, body.texts(field.name)).await;
    }
    let last = BASICS.fields().filter(|field| matches!(field.kind, Kind::Line(_))).last().unwrap();
    browser.tabs_to(last.name).await;
    browser.key(Key::Enter).await;
    browser.says("保存成功").await;
    let kept = town.sign_in("unit1").await.get("/unit").await.json();
    for (name, value) in basics().as_object().unwrap() {
        assert_eq!(&kept[name], value, "{name}");
    }
}
