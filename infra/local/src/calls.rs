//! Functions at work: one call at a time, with the limits of the cloud and the fate of a call kept to itself.
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use http::StatusCode;
use runtime::{Hall, Settings};
use serde_json::Value as Json;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use crate::Failure;
use crate::declared::Function;
use crate::functions::{self, Code, Heard};

/// The API gives up a little before its 30 seconds.
const API_PATIENCE: Duration = Duration::from_secs(29);

/// Requests that one processor works on at one time. The cloud gives every call a processor of its own; here more at
/// once would only make each other late, until their calls to the table are given up.
const AT_ONCE: usize = 4;

/// Every function, ready to be called.
#[derive(Clone)]
pub struct Functions {
    ready: Arc<BTreeMap<String, Ready>>,
    processors: Arc<Semaphore>,
}

struct Ready {
    hall: Hall,
    environment: BTreeMap<String, String>,
    work: Work,
    places: Option<Arc<Semaphore>>,
    retries: u32,
    timeout: Duration,
}

enum Work {
    Pages(Router),
    Events(fn(Hall, Json) -> Heard),
}

impl Functions {
    /// Gets every declared function ready; `endpoints` is what only the embedded hall sets.
    pub fn ready(
        declared: &BTreeMap<String, Function>,
        endpoints: &BTreeMap<String, String>,
        secret: &str,
    ) -> Result<Self, Failure> {
        let mut ready = BTreeMap::new();
        for (name, function) in declared {
            let code = functions::code(name).ok_or_else(|| format!("there is no code for the function {name}"))?;
            let environment = environment(name, function, endpoints, secret);
            let settings = Settings::read(|name| environment.get(name).cloned())
                .map_err(|missing| format!("function {name}: {missing}"))?;
            let hall = Hall::open(&settings);
            let work = match code {
                Code::Pages(router) => Work::Pages(router(hall.clone())),
                Code::Events(handle) => Work::Events(handle),
            };
            let places = function.concurrency.map(|most| Arc::new(Semaphore::new(most)));
            let (retries, timeout) = (function.retries, function.timeout);
            ready.insert(name.clone(), Ready { hall, environment, work, places, retries, timeout });
        }
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self { ready: Arc::new(ready), processors: Arc::new(Semaphore::new(AT_ONCE * processors.max(2))) })
    }

    /// The environment of a function, for tests that look behind the pages.
    pub fn environment(&self, name: &str) -> Option<&BTreeMap<String, String>> {
        self.ready.get(name).map(|ready| &ready.environment)
    }

    /// The hall that a function was given.
    pub fn hall(&self, name: &str) -> Option<&Hall> {
        self.ready.get(name).map(|ready| &ready.hall)
    }

    /// How often an event is tried again.
    pub fn retries(&self, name: &str) -> u32 {
        self.ready.get(name).map_or(0, |ready| ready.retries)
    }

    /// Hands a request to a function; a failure is what the API says in its place.
    pub async fn request(&self, name: &str, payload: Json) -> Result<Json, StatusCode> {
        let ready = self.ready.get(name).ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        let Work::Pages(router) = &ready.work else { return Err(StatusCode::INTERNAL_SERVER_ERROR) };
        let router = router.clone();
        let processor = Arc::clone(&self.processors).acquire_owned();
        let processor =
            tokio::time::timeout(API_PATIENCE, processor).await.map_err(|_late| StatusCode::GATEWAY_TIMEOUT)?;
        let place = match &ready.places {
            Some(places) => {
                Some(Arc::clone(places).try_acquire_owned().map_err(|_full| StatusCode::SERVICE_UNAVAILABLE)?)
            }
            None => None,
        };
        let route = payload["routeKey"].as_str().unwrap_or_default();
        let span = tracing::debug_span!(target: "ledger", "invocation", function = name, route);
        let call = alone(move || async move {
            let _held_for_the_call = (processor, place);
            runtime::answer(&router, payload).instrument(span).await
        });
        match tokio::time::timeout(ready.timeout.min(API_PATIENCE), call).await {
            Ok(Ok(Ok(reply))) => Ok(reply),
            Ok(Ok(Err(cause))) => {
                tracing::error!(function = name, cause = %cause, "a function failed");
                Err(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Ok(Err(crash)) => {
                tracing::error!(function = name, %crash, "a function crashed");
                Err(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Err(_late) => Err(StatusCode::GATEWAY_TIMEOUT),
        }
    }

    /// Hands an event to a function.
    pub async fn event(&self, name: &str, event: Json) -> Result<(), Failure> {
        let ready = self.ready.get(name).ok_or_else(|| format!("no function {name}"))?;
        let Work::Events(handle) = ready.work else { return Err(format!("{name} hears no events").into()) };
        let hall = ready.hall.clone();
        let kind = event["detail-type"].as_str().unwrap_or_default();
        let span = tracing::debug_span!(target: "ledger", "invocation", function = name, route = kind);
        let call = alone(move || handle(hall, event).instrument(span));
        match tokio::time::timeout(ready.timeout, call).await {
            Ok(Ok(done)) => done.map_err(Failure::from),
            Ok(Err(crash)) => Err(format!("{name} crashed: {crash}").into()),
            Err(_late) => Err(format!("{name} took too long").into()),
        }
    }
}

/// Runs a call in a thread of its own, as Lambda gives every call an environment of its own: a panic ends this call
/// only, hard work holds up nobody else, and a call that the API gave up still comes to its end.
fn alone<F>(call: impl FnOnce() -> F + Send + 'static) -> JoinHandle<F::Output>
where
    F: Future<Output: Send + 'static>,
{
    let here = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || here.block_on(call()))
}

/// The environment of a function as it runs here: the reference to the secret resolved, the endpoints added, and the
/// function's own name for an access key, by which it is held to its role.
pub fn environment(
    name: &str,
    function: &Function,
    endpoints: &BTreeMap<String, String>,
    secret: &str,
) -> BTreeMap<String, String> {
    let mut environment = function.environment.clone();
    for value in environment.values_mut() {
        if value.starts_with("{{resolve:secretsmanager:") {
            secret.clone_into(value);
        }
    }
    environment.extend(endpoints.iter().map(|(name, value)| (name.clone(), value.clone())));
    environment.insert("AWS_ACCESS_KEY_ID".to_owned(), name.to_owned());
    environment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_panic_fails_only_its_own_call() {
        let crash = alone(|| async { panic!("a bug") });
        let other = alone(|| async { 1 });
        assert!(crash.await.is_err());
        assert_eq!(other.await.ok(), Some(1));
    }
}
