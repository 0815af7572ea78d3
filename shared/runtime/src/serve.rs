//! In Lambda: the loop that answers. On one machine the same router is handed the same payloads.

use crate::{Hall, Settings};
use axum::Router;
use axum::body::Body;
use domain::Trouble;
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Context, Error, LambdaEvent, Response, Service};
use lambda_runtime::service_fn;
use serde_json::Value as Json;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::SubscriberBuilder;
use tracing_subscriber::fmt::format::{Format, Json as Lines, JsonFields};

/// One payload of API Gateway (format 2.0) in, its reply out, through the adapter that Lambda uses.
///
/// # Errors
/// The payload is none, or the reply cannot be spelled.
pub async fn answer(router: &Router, payload: Json) -> Result<Json, Error> {
    let payload: LambdaRequest = serde_json::from_value(payload)?;
    let reply = {
        // The adapter cannot cross threads; the reply that it promises can.
        let mut adapter: Adapter<'_, Response<Body>, Router> = router.clone().into();
        adapter.call(LambdaEvent { payload, context: Context::default() })
    };
    Ok(serde_json::to_value(reply.await?)?)
}

/// The body of a function that answers requests.
///
/// # Errors
/// A setting is missing, or Lambda ended the loop.
pub async fn serve(router: fn(Hall) -> Router) -> Result<(), Error> {
    lambda_http::run(router(begin()?)).await
}

/// The body of a function that answers requests, and commands that an operator hands it by invoking it:
/// a payload with the member `named` is a command.
///
/// # Errors
/// A setting is missing, or Lambda ended the loop.
pub async fn serve_with<F>(
    router: fn(Hall) -> Router,
    named: &'static str,
    command: fn(Hall, Json) -> F,
) -> Result<(), Error>
where
    F: Future<Output = Result<Json, Trouble>> + Send + 'static,
{
    let hall = begin()?;
    let router = router(hall.clone());
    // Boxed and erased: the compiler gives up on the layout of so many futures within each other.
    let reply = |event: LambdaEvent<Json>| -> Pin<Box<dyn Future<Output = Result<Json, Error>> + Send>> {
        let (hall, router) = (hall.clone(), router.clone());
        if event.payload.get(named).is_some() {
            return Box::pin(async move { command(hall, event.payload).await.map_err(Error::from) });
        }
        Box::pin(async move { answer(&router, event.payload).await })
    };
    lambda_runtime::run(service_fn(reply)).await
}

/// The body of a function that hears events.
///
/// # Errors
/// A setting is missing, or Lambda ended the loop.
pub async fn serve_events<F>(handle: fn(Arc<Hall>, Json) -> F) -> Result<(), Error>
where
    F: Future<Output = Result<(), Trouble>> + Send + 'static,
{
    let hall = Arc::new(begin()?);
    let heard = |event: LambdaEvent<Json>| -> Pin<Box<dyn Future<Output = Result<(), Error>> + Send>> {
        let hall = Arc::clone(&hall);
        Box::pin(async move { handle(hall, event.payload).await.map_err(Error::from) })
    };
    lambda_runtime::run(service_fn(heard)).await
}

fn begin() -> Result<Hall, Error> {
    start_logs();
    let settings = Settings::read(|name| std::env::var(name).ok())?;
    Ok(Hall::open(&settings))
}

/// One JSON line an event, on standard output.
pub fn start_logs() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,request=info"));
    // A second subscriber is refused; the first one goes on.
    drop(log_lines().with_env_filter(filter).try_init());
}

/// How an event becomes a line of the log: one JSON object, whatever is in it.
pub fn log_lines() -> SubscriberBuilder<JsonFields, Format<Lines>> {
    tracing_subscriber::fmt().json().flatten_event(true).with_current_span(false).with_span_list(false)
}
