//! What the hall logs, heard by a test.

use serde_json::Value as Json;
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

/// Everything that was logged.
#[derive(Clone, Default)]
pub struct Logs(Arc<Mutex<Vec<u8>>>);

impl Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Logs {
    /// Listens to what the hall logs, spelled as it spells it, and to more than that; not to the stand-ins for AWS, which
    /// are no part of it.
    pub fn listen() -> Logs {
        let logs = Logs::default();
        let sink = logs.clone();
        let lines = runtime::log_lines().with_current_span(true).with_span_list(true).with_writer(move || sink.clone());
        let filter = EnvFilter::new("info,ledger=trace,request=trace,broken=trace,s3s=off,s3s_fs=off,dynoxide=off");
        lines.with_env_filter(filter).with_span_events(FmtSpan::CLOSE).try_init().unwrap();
        logs
    }
    /// All of it.
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
    /// Every line, each of which is an event of the hall's own.
    pub fn lines(&self) -> Vec<String> {
        let text = self.text();
        for line in text.split_terminator('\n') {
            let event: Json = serde_json::from_str(line).unwrap_or_else(|fault| panic!("{fault}: {line:?}"));
            let is_event = |event: &Json| event["timestamp"].is_string() && event["target"].is_string();
            assert!(is_event(&event) && !line.chars().any(char::is_control), "{line:?}");
        }
        text.lines().map(str::to_owned).collect()
    }
}
