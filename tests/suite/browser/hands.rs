//! What hands do: go, press, type, choose; and waiting until a page says something.

use super::driver::Browser;
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value as Json, json};
use std::time::{Duration, Instant};

/// How long a page may take until it says what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

impl Browser<'_> {
    /// Opens a page of the hall.
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.town.hall.origin())).await.unwrap();
    }

    /// The path and query of the page that is shown.
    pub async fn place(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// The first element that is seen, once it is there.
    pub async fn find(&self, css: &str) -> Element {
        self.seen(Locator::Css(css), css).await
    }

    /// Presses the button with these words; what only ears hear does not count.
    pub async fn press(&self, words: &str) {
        let path = format!("//button[text()[normalize-space()='{words}']]");
        self.seen(Locator::XPath(&path), words).await.click().await.unwrap();
    }

    /// Follows the link with these words.
    pub async fn follow(&self, words: &str) {
        let path = format!("//a[text()[normalize-space()='{words}']]");
        self.seen(Locator::XPath(&path), words).await.click().await.unwrap();
    }

    /// Ticks the box, or picks the answer, that bears these words.
    pub async fn tick(&self, words: &str) {
        let path = format!("//label[contains(normalize-space(), '{words}')]");
        self.seen(Locator::XPath(&path), words).await.click().await.unwrap();
    }

    /// Presses whatever a selector finds.
    pub async fn press_at(&self, css: &str) {
        self.find(css).await.click().await.unwrap();
    }

    async fn seen(&self, what: Locator<'_>, told: &str) -> Element {
        let until = Instant::now() + PATIENCE;
        loop {
            for element in self.client.find_all(what).await.unwrap_or_default() {
                if element.is_displayed().await.unwrap_or(false) {
                    return element;
                }
            }
            assert!(Instant::now() < until, "no {told} on {}: {}", self.place().await, self.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Types into the field of this id, in place of what is there.
    pub async fn type_into(&self, id: &str, text: &str) {
        let field = self.find(&format!("[id='{id}']")).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Sets a day or a month, whose inputs take keys in an order that depends on the machine.
    pub async fn pick_day(&self, id: &str, value: &str) {
        let script = "const it = document.getElementById(arguments[0]); it.value = arguments[1];
            it.dispatchEvent(new Event('input', { bubbles: true })); return it.value";
        assert_eq!(self.run(script, vec![json!(id), json!(value)]).await, value);
    }

    /// Chooses an entry of a list.
    pub async fn choose(&self, id: &str, value: &str) {
        self.find(&format!("[id='{id}']")).await.select_by_value(value).await.unwrap();
    }

    /// Chooses the entry of a list that bears these words.
    pub async fn choose_words(&self, id: &str, words: &str) {
        let path = format!("//select[@id='{id}']/option[contains(., '{words}')]");
        self.seen(Locator::XPath(&path), words).await.click().await.unwrap();
    }

    /// Fills in fields by their ids.
    pub async fn type_all(&self, fields: &[(&str, &str)]) {
        for (id, text) in fields {
            self.type_into(id, text).await;
        }
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, args: Vec<Json>) -> Json {
        self.client.execute(script, args).await.unwrap()
    }

    /// What the page says.
    pub async fn text(&self) -> String {
        let text = self.client.execute("return document.body ? document.body.innerText : ''", vec![]).await;
        text.unwrap_or_default().as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page says this.
    pub async fn says(&self, words: &str) {
        self.until(
            &format!("“{words}”"),
            "return document.body && document.body.innerText.includes(arguments[0])",
            words,
        )
        .await;
    }

    /// Waits until the page no longer says this.
    pub async fn hides(&self, words: &str) {
        self.until(
            &format!("no “{words}”"),
            "return document.body && !document.body.innerText.includes(arguments[0])",
            words,
        )
        .await;
    }

    /// Waits until a selector finds so many elements.
    pub async fn counts(&self, css: &str, many: usize) {
        let script = format!("return document.querySelectorAll(arguments[0]).length === {many}");
        self.until(&format!("{many} of {css}"), &script, css).await;
    }

    /// Waits until a script says yes.
    pub async fn until(&self, told: &str, script: &str, arg: &str) {
        let until = Instant::now() + PATIENCE;
        // While one page follows another there is none to ask.
        while self.client.execute(script, vec![json!(arg)]).await.unwrap_or_default() != true {
            assert!(Instant::now() < until, "{told} is waited for on {}: {}", self.place().await, self.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Hands files to 选择文件 of a slot, several at once where there are several.
    pub async fn hand_over(&self, kind: &str, files: &[&std::path::Path]) {
        self.press_at(&format!("#slot-{kind} [data-pick]")).await;
        let paths: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
        let input = self.client.find(Locator::Css(&format!("#slot-{kind} input[data-picked]"))).await.unwrap();
        input.send_keys(&paths.join("\n")).await.unwrap();
    }

    /// Signs in by the page.
    pub async fn sign_in(&self, login: &str, password: &str) {
        self.go("/session").await;
        self.type_all(&[("login_name", login), ("password", password)]).await;
        self.press("登录").await;
        self.find(".portal-masthead__actor").await;
    }

    /// Signs out.
    pub async fn sign_out(&self) {
        self.press("退出").await;
        self.says("您已安全退出").await;
    }
}
