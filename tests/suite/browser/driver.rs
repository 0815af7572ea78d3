//! A Chromium of its own for each test, driven by a chromedriver on a free port; both end with the test.

use crate::town::Town;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value as Json, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const CHROMIUM: &str = "/usr/bin/chromium";
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// How every Chromium is started. Nothing of it asks the network for anything but the pages.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--hide-scrollbars",
    "--lang=zh-CN",
];
/// A camera that shows a moving picture.
const CAMERA: &str = "--use-fake-device-for-media-stream";

/// One browser window on a hall.
pub struct Browser<'a> {
    /// The hall.
    pub town: &'a Town,
    /// The window.
    pub client: Client,
    /// The session's address at the driver, for what the driver knows beyond the standard.
    session: String,
    /// Held so that both end with the test.
    _driver: Driver,
}

/// The driver's process, and the folder of the browser's profile.
struct Driver {
    process: Child,
    port: u16,
    /// Held open, as the driver writes to it.
    _said: BufReader<ChildStdout>,
    profile: TempDir,
}

impl<'a> Browser<'a> {
    /// A window with a camera.
    pub async fn open(town: &'a Town) -> Browser<'a> {
        Browser::with(town, &[CAMERA]).await
    }

    /// A window of a machine that has no camera.
    pub async fn without_camera(town: &'a Town) -> Browser<'a> {
        Browser::with(town, &[]).await
    }

    async fn with(town: &'a Town, more: &[&str]) -> Browser<'a> {
        let driver = Driver::start();
        let own = format!("--user-data-dir={}", driver.profile.path().display());
        let flags: Vec<&str> = FLAGS.iter().chain(more).copied().chain([own.as_str()]).collect();
        let wanted = json!({
            "goog:chromeOptions": { "binary": CHROMIUM, "args": flags },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let wanted = wanted.as_object().unwrap().clone();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let at = format!("http://127.0.0.1:{}", driver.port);
        let client = builder.capabilities(wanted).connect(&at).await.unwrap();
        let session = format!("{at}/session/{}", client.session_id().await.unwrap().unwrap());
        let browser = Browser { town, client, session, _driver: driver };
        browser.be_wide().await;
        browser
    }

    /// Asks the driver for something beyond the standard.
    pub async fn ask(&self, path: &str, body: &Json) -> Json {
        let kind = [("content-type", "application/json")];
        let seen = self.town.send(Method::POST, &format!("{}/{path}", self.session), &kind, body.to_string()).await;
        seen.expect(200).json()["value"].take()
    }

    /// A command of the browser's own protocol.
    pub async fn tell(&self, cmd: &str, params: Json) -> Json {
        self.ask("goog/cdp/execute", &json!({ "cmd": cmd, "params": params })).await
    }

    /// Takes the network away, or gives it back.
    pub async fn be_online(&self, online: bool) {
        let speed = json!({ "offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.tell("Network.emulateNetworkConditions", speed).await;
    }

    /// A desk's screen.
    pub async fn be_wide(&self) {
        self.be(1280, 900, false).await;
    }
    /// A phone's screen.
    pub async fn be_a_phone(&self) {
        self.be(390, 844, true).await;
    }
    async fn be(&self, width: u32, height: u32, mobile: bool) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.tell("Emulation.setDeviceMetricsOverride", size).await;
    }
}

impl Driver {
    fn start() -> Driver {
        let mut process =
            Command::new(CHROMEDRIVER).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let port = loop {
            let mut line = String::new();
            assert!(said.read_line(&mut line).unwrap() > 0, "the driver ended before it was ready");
            if let Some((_, port)) = line.trim_end().trim_end_matches('.').rsplit_once("successfully on port ") {
                break port.parse().unwrap();
            }
        };
        Driver { process, port, _said: said, profile: tempfile::tempdir().unwrap() }
    }

    /// Lets the driver close its browser.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut to = TcpStream::connect(("127.0.0.1", self.port))?;
        to.set_read_timeout(Some(Duration::from_secs(5)))?;
        to.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        to.read_to_end(&mut Vec::new())?;
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Whatever became of the polite way, the process ends.
        self.shut_down().ok();
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
