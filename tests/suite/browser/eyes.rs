//! What eyes see: screenshots of every page, wide and on a phone; what axe-core finds; what the console says; whom the
//! pages asked.

use super::driver::Browser;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../infra/assets/node_modules/axe-core/axe.min.js");

/// Runs axe-core over the page: the rules that are broken, each with the places where.
const FIND_FAULTS: &str = "
    const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, nodes }) =>
            `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join(' | ')}`)),
        (broken) => done([String(broken)]))";

impl Browser<'_> {
    /// Looks at the page: nothing that keeps anybody out, nothing wider than the screen, a picture of each width.
    pub async fn look(&self, name: &str) {
        for (width, phone) in [("wide", false), ("phone", true)] {
            match phone {
                true => self.be_a_phone().await,
                false => self.be_wide().await,
            }
            self.settle().await;
            self.keep_picture(&format!("{name}-{width}")).await;
            let faults = self.faults().await;
            assert!(faults.is_empty(), "{name} ({width}) keeps somebody out: {faults:#?}");
            let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(self.run(over, vec![]).await, 0, "{name} ({width}) is wider than its screen");
        }
        self.be_wide().await;
        self.is_quiet(name).await;
    }

    /// Waits until every picture is drawn, also those further down.
    async fn settle(&self) {
        let script = "const done = arguments[0];
            const draw = (it) => { it.loading = 'eager'; return it.decode(); };
            Promise.all([...document.images].map(draw)).then(() => requestAnimationFrame(() => done(true)), (broken) => done(String(broken)))";
        assert_eq!(self.client.execute_async(script, vec![]).await.unwrap(), true, "every picture is there");
    }

    async fn faults(&self) -> Vec<String> {
        self.run(&std::fs::read_to_string(AXE).expect("the page assets were fetched"), vec![]).await;
        let found = self.client.execute_async(FIND_FAULTS, vec![]).await.unwrap();
        found.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap().to_owned()).collect()
    }

    async fn keep_picture(&self, name: &str) {
        self.run("scrollTo(0, 0); return true", vec![]).await;
        let shot = json!({ "format": "png", "captureBeyondViewport": true });
        let shot = self.tell("Page.captureScreenshot", shot).await;
        std::fs::write(screens().join(format!("{name}.png")), STANDARD.decode(shot["data"].as_str().unwrap()).unwrap())
            .unwrap();
    }

    /// Keeps the page as it is printed, as a sheet and as a picture.
    pub async fn print(&self, name: &str) {
        self.tell("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        self.keep_picture(&format!("{name}-print")).await;
        self.tell("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        let sheet = self.tell("Page.printToPDF", json!({ "paperWidth": 8.27, "paperHeight": 11.69 })).await;
        let sheet = STANDARD.decode(sheet["data"].as_str().unwrap()).unwrap();
        assert!(sheet.starts_with(b"%PDF-"));
        std::fs::write(screens().join(format!("{name}-print.pdf")), sheet).unwrap();
    }

    /// No script failed, no policy was broken, and nobody but the hall and its bucket was asked.
    pub async fn is_quiet(&self, name: &str) {
        let said = self.ask("se/log", &json!({ "type": "browser" })).await;
        // A refused form and a page that is not there are answers, though the console lists them; a picture or an
        // asset that is not there is a fault.
        let meant = |entry: &Json| {
            let message = entry["message"].as_str().unwrap_or_default();
            let answer = ["401", "403", "404", "409", "422", "429", "503"]
                .iter()
                .any(|status| message.contains(&format!("status of {status}")));
            entry["source"] == "network" && answer && !message.contains("/assets/") && !message.contains("/pages/")
        };
        let said: Vec<&Json> = said.as_array().unwrap().iter().filter(|entry| !meant(entry)).collect();
        assert!(said.is_empty(), "{name}: the console says {said:#?}");
        for asked in self.events("Network.requestWillBeSent").await {
            self.is_ours(name, asked["request"]["url"].as_str().unwrap());
        }
    }

    /// Whether a page asked before it was left, since this was asked last.
    pub async fn was_asked_before_leaving(&self) -> bool {
        self.events("Page.javascriptDialogOpening").await.iter().any(|dialog| dialog["type"] == "beforeunload")
    }

    /// What the browser noted under this name since it was asked last.
    async fn events(&self, name: &str) -> Vec<Json> {
        let noted = self.ask("se/log", &json!({ "type": "performance" })).await;
        let events = noted.as_array().unwrap().iter().map(|entry| {
            let mut event: Json = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            event["message"].take()
        });
        events.filter(|event| event["method"] == name).map(|mut event| event["params"].take()).collect()
    }

    fn is_ours(&self, name: &str, url: &str) {
        let ours = [self.town.hall.origin(), self.town.hall.buckets()];
        let inside = ["data:", "blob:", "about:", "chrome:"];
        let known = ours.iter().chain(&inside).any(|begin| url.starts_with(begin));
        assert!(known, "{name} asks somebody else: {url}");
    }
}

/// The folder of the pictures, beside what was built.
fn screens() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
