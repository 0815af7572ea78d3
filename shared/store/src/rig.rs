//! The store at work on the embedded DynamoDB inside this process, for tests that decide themselves which of several
//! callers goes on next.

use crate::Store;
use crate::keys::Key;
use crate::seal::Seal;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use dynoxide::Database;
use dynoxide::errors::DynoxideError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use std::collections::{HashMap, HashSet};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

const TABLE: &str = "hall";

/// Numbers that look random and are the same for the same seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Dice {
        // Neighbouring seeds begin far from each other, and none at zero.
        Dice(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }
    /// One of so many, from nought.
    pub(crate) fn below(&mut self, many: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % many.max(1)
    }
}

/// A store, the tables behind it, and the gate before every call.
pub(crate) struct Rig {
    pub store: Store,
    database: Database,
    gate: Arc<Mutex<Option<Dice>>>,
    written: Arc<Mutex<HashSet<Place>>>,
}

/// A partition and a sort key.
pub(crate) type Place = (String, String);

fn place(key: &Json) -> Option<Place> {
    Some((key["pk"]["S"].as_str()?.to_owned(), key["sk"]["S"].as_str()?.to_owned()))
}

/// Where a transaction writes.
fn places(body: &[u8]) -> HashSet<Place> {
    let body: Json = serde_json::from_slice(body).unwrap_or_default();
    let items = body["TransactItems"].as_array().into_iter().flatten().filter_map(Json::as_object).flatten();
    items.filter_map(|(kind, it)| place(&it[if kind == "Put" { "Item" } else { "Key" }])).collect()
}

/// Where calls wait until it is their caller's turn, one to three times each, so that calls made side by side fall apart.
struct Line {
    database: Database,
    gate: Arc<Mutex<Option<Dice>>>,
    written: Arc<Mutex<HashSet<Place>>>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Line")
    }
}

impl HttpConnector for Line {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (database, written) = (self.database.clone(), Arc::clone(&self.written));
        let mut gate = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
        let turns = gate.as_mut().map_or(0, |dice| 1 + dice.below(3));
        HttpConnectorFuture::new(async move {
            for _ in 0..turns {
                turn().await;
            }
            let operation = request.headers().get("x-amz-target").unwrap_or_default().rsplit('.').next().unwrap_or("");
            if operation == "TransactWriteItems" {
                let places = places(request.body().bytes().unwrap_or_default());
                written.lock().unwrap_or_else(PoisonError::into_inner).extend(places);
            }
            let (status, body) = answer(&database, operation, request.body().bytes().unwrap_or_default());
            let status = StatusCode::try_from(status).expect("a status of HTTP");
            Ok(HttpResponse::new(status, SdkBody::from(body)))
        })
    }
}

/// There is one place to call, and nothing to be looked up for it.
#[derive(Debug)]
struct Here;

impl ResolveEndpoint for Here {
    fn resolve_endpoint<'a>(&'a self, _: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(Endpoint::builder().url("http://localhost").build()))
    }
}

/// Lets whoever decides go on with somebody else.
async fn turn() {
    let mut waited = false;
    poll_fn(|context| {
        if std::mem::replace(&mut waited, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// What the embedded DynamoDB answers, as it would over the wire.
fn answer(database: &Database, operation: &str, body: &[u8]) -> (u16, String) {
    fn made<Q: DeserializeOwned, A: Serialize>(
        body: &[u8],
        call: impl FnOnce(Q) -> Result<A, DynoxideError>,
    ) -> (u16, String) {
        let request = serde_json::from_slice(body).expect("a request of the SDK");
        match call(request) {
            Ok(answer) => (200, serde_json::to_string(&answer).expect("an answer")),
            Err(error) => (error.status_code(), error.to_json()),
        }
    }
    match operation {
        "GetItem" => made(body, |it| database.get_item(it)),
        "BatchGetItem" => made(body, |it| database.batch_get_item(it)),
        "Query" => made(body, |it| database.query(it)),
        "TransactWriteItems" => made(body, |it| database.transact_write_items(it)),
        other => panic!("the store does not call {other} here"),
    }
}

fn read<T: DeserializeOwned>(json: Json) -> T {
    serde_json::from_value(json).expect("a request")
}

impl Rig {
    pub(crate) fn new() -> Rig {
        let database = Database::memory().expect("a database");
        let keys = [("pk", "HASH"), ("sk", "RANGE")];
        let create = json!({
            "TableName": TABLE, "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": keys.map(|(name, _)| json!({ "AttributeName": name, "AttributeType": "S" })),
            "KeySchema": keys.map(|(name, kind)| json!({ "AttributeName": name, "KeyType": kind })),
        });
        database.create_table(read(create)).expect("a table");
        let gate = Arc::<Mutex<Option<Dice>>>::default();
        let written = Arc::<Mutex<HashSet<Place>>>::default();
        let line = Line { database: database.clone(), gate: Arc::clone(&gate), written: Arc::clone(&written) };
        let line = SharedHttpConnector::new(line);
        let config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::from_static("local-1"))
            .allow_no_auth()
            .endpoint_resolver(Here)
            .http_client(http_client_fn(move |_, _| line.clone()))
            .retry_config(RetryConfig::disabled())
            .timeout_config(TimeoutConfig::disabled())
            .build();
        let store = Store::new(Client::from_conf(config), TABLE, "sessions", Seal::new(b"a secret for tests only"));
        Rig { store, database, gate, written }
    }

    /// From now on every call waits for its turn.
    pub(crate) fn shut(&self, dice: Dice) {
        *self.gate.lock().unwrap_or_else(PoisonError::into_inner) = Some(dice);
    }

    /// Calls go through at once.
    pub(crate) fn open(&self) {
        *self.gate.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Everything that is kept.
    pub(crate) fn all(&self) -> HashMap<Place, Json> {
        let scanned = self.database.scan(read(json!({ "TableName": TABLE }))).expect("a scan");
        let scanned = serde_json::to_value(scanned).expect("an answer");
        let items = scanned["Items"].as_array().cloned().unwrap_or_default();
        items.into_iter().filter_map(|item| Some((place(&item)?, item))).collect()
    }

    /// An item, or null.
    pub(crate) fn item(&self, key: &Key) -> Json {
        let key = json!({ "pk": { "S": key.pk }, "sk": { "S": key.sk } });
        let found = self.database.get_item(read(json!({ "TableName": TABLE, "Key": key }))).expect("a look");
        serde_json::to_value(found).expect("an answer")["Item"].take()
    }

    /// Where transactions have written or looked since the last restoration.
    pub(crate) fn written(&self) -> HashSet<Place> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What was written since the gate was shut is as it was before.
    pub(crate) fn restore(&self, before: &HashMap<Place, Json>) {
        let written = std::mem::take(&mut *self.written.lock().unwrap_or_else(PoisonError::into_inner));
        for place in written {
            match before.get(&place) {
                Some(item) => self.database.put_item(read(json!({ "TableName": TABLE, "Item": item }))).map(drop),
                None => {
                    let key = json!({ "pk": { "S": place.0 }, "sk": { "S": place.1 } });
                    self.database.delete_item(read(json!({ "TableName": TABLE, "Key": key }))).map(drop)
                }
            }
            .expect("a write");
        }
    }
}

/// Who goes on next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// One after the other.
    First,
    /// The same, the last one first.
    Last,
    /// By the dice, at every call.
    Mixed,
}

/// Does everything, one call at a time, in the order that the dice say; what each came to.
pub(crate) async fn interleaved<T>(
    mut all: Vec<Pin<Box<dyn Future<Output = T> + '_>>>,
    order: Order,
    dice: &mut Dice,
) -> Vec<T> {
    let mut ended: Vec<Option<T>> = all.iter().map(|_| None).collect();
    poll_fn(|context| {
        let waiting: Vec<usize> = (0..all.len()).filter(|n| ended[*n].is_none()).collect();
        let next = match order {
            Order::First => waiting.first(),
            Order::Last => waiting.last(),
            Order::Mixed => waiting.get(dice.below(waiting.len())),
        };
        let Some(next) = next else { return Poll::Ready(()) };
        if let Poll::Ready(value) = all[*next].as_mut().poll(context) {
            ended[*next] = Some(value);
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
    ended.into_iter().flatten().collect()
}
