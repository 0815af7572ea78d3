//! Events on their way: rules, schedules, further tries, and the dead letters of what failed for good.
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value as Json, json};
use tokio::task::AbortHandle;

use crate::calls::Functions;
use crate::declared::{Rule, Schedule};
use crate::faults::{Delivery, Faults};
use crate::pattern;
use crate::shelf::Written;
use crate::stack::REGION;

/// The wait before the first further try; it doubles. The cloud waits a minute.
const FIRST_WAIT: Duration = Duration::from_millis(200);

/// An event that failed for good.
#[derive(Clone, Debug)]
pub struct DeadLetter {
    /// Who could not take it.
    pub function: String,
    /// The event.
    pub event: Json,
    /// Why.
    pub cause: String,
}

/// Where events go.
#[derive(Clone)]
pub struct Bus {
    functions: Functions,
    rules: Arc<[Rule]>,
    schedules: Arc<[Schedule]>,
    faults: Faults,
    dead: Arc<Mutex<Vec<DeadLetter>>>,
}

impl Bus {
    /// A bus with the declared rules and schedules.
    pub fn new(functions: Functions, rules: &[Rule], schedules: &[Schedule], faults: Faults) -> Self {
        Self { functions, rules: rules.into(), schedules: schedules.into(), faults, dead: Arc::default() }
    }

    /// Tells the rules what was written to a bucket.
    pub fn written(&self, written: &Written) {
        let times = match self.faults.delivery() {
            Delivery::Once => 1,
            Delivery::Lost => 0,
            Delivery::Twice => 2,
        };
        let event = created(written);
        for function in listeners(&self.rules, &event) {
            for _ in 0..times {
                let (bus, function, event) = (self.clone(), function.to_owned(), event.clone());
                tokio::spawn(async move { bus.deliver(&function, event).await });
            }
        }
    }

    /// Plays every schedule once, now, and waits for it.
    pub async fn tick(&self) {
        for schedule in self.schedules.iter() {
            self.deliver(&schedule.function, scheduled()).await;
        }
    }

    /// Starts every schedule.
    pub fn start(&self) -> Vec<AbortHandle> {
        let start = |schedule: &Schedule| {
            let (bus, schedule) = (self.clone(), schedule.clone());
            let ticking = async move {
                loop {
                    tokio::time::sleep(schedule.every).await;
                    bus.deliver(&schedule.function, scheduled()).await;
                }
            };
            tokio::spawn(ticking).abort_handle()
        };
        self.schedules.iter().map(start).collect()
    }

    /// What failed for good so far.
    pub fn dead_letters(&self) -> Vec<DeadLetter> {
        self.dead.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn deliver(&self, function: &str, event: Json) {
        let (mut wait, mut left) = (FIRST_WAIT, self.functions.retries(function));
        loop {
            let Err(cause) = self.functions.event(function, event.clone()).await else { return };
            let cause = whole(&*cause);
            tracing::warn!(function, cause, left, "an event failed");
            if left == 0 {
                let letter = DeadLetter { function: function.to_owned(), event, cause };
                self.dead.lock().unwrap_or_else(PoisonError::into_inner).push(letter);
                return;
            }
            left -= 1;
            tokio::time::sleep(wait).await;
            wait *= 2;
        }
    }
}

/// A cause with all that lies behind it.
fn whole(cause: &(dyn std::error::Error + 'static)) -> String {
    let chain = std::iter::successors(Some(cause), |cause| cause.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Who hears of an event.
fn listeners<'a>(rules: &'a [Rule], event: &Json) -> Vec<&'a str> {
    let heard = rules.iter().filter(|rule| pattern::fits(&rule.pattern, event));
    heard.map(|rule| rule.function.as_str()).collect()
}

fn envelope(source: &str, kind: &str, detail: Json) -> Json {
    json!({
        "version": "0",
        "id": uuid::Uuid::new_v4().to_string(),
        "source": source,
        "detail-type": kind,
        "account": "000000000000",
        "time": Timestamp::now().to_string(),
        "region": REGION,
        "resources": [],
        "detail": detail,
    })
}

fn created(written: &Written) -> Json {
    let detail = json!({
        "version": "0",
        "bucket": { "name": written.bucket },
        "object": { "key": written.key, "etag": written.etag },
        "reason": written.how,
    });
    envelope("aws.s3", "Object Created", detail)
}

fn scheduled() -> Json {
    envelope("aws.events", "Scheduled Event", json!({}))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rules: &[Rule], bucket: &str, key: &str, heard: &[&str]) {
        let written =
            Written { bucket: bucket.to_owned(), key: key.to_owned(), etag: String::new(), how: "PostObject" };
        assert_eq!(listeners(rules, &created(&written)), heard, "{bucket} {key}");
    }

    #[test]
    fn an_event_that_is_not_in_the_template_reaches_nobody() {
        let given = [("HallOrigin".to_owned(), Json::from("https://hall.example"))].into();
        let declared = crate::declared::Declared::read(&crate::templates(), "hall", given).expect("our templates");
        check(&declared.rules, "hall-data-inboxbucket", "inbox/1", &["scan-intake"]);
        check(&declared.rules, "hall-data-inboxbucket", "sheets/1", &["sheet-intake"]);
        check(&declared.rules, "hall-data-inboxbucket", "orders/1", &["sheet-intake"]);
        check(&declared.rules, "hall-data-inboxbucket", "elsewhere/1", &[]);
        check(&declared.rules, "hall-data-scansbucket", "inbox/1", &[]);
        check(&[], "hall-data-inboxbucket", "inbox/1", &[]);
    }
}
