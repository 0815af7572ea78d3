//! The declared tables in the embedded DynamoDB, on a random port of the loopback, with a guard before it.
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use dynoxide::Database;
use http::{Request, Response, Uri, uri::Authority};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde_json::Value as Json;
use tokio::task::AbortHandle;

use crate::Failure;
use crate::declared::{Declared, Table};
use crate::faults::{self, Fault, Faults, Place};
use crate::roles::Roles;
use crate::serving::{self, Body};

/// How often expired items are removed; the real table takes up to two days.
const SWEEP: Duration = Duration::from_secs(600);

/// The embedded DynamoDB at work.
#[derive(Debug)]
pub struct Tables {
    /// Where functions find it.
    pub endpoint: String,
    /// What ends with it.
    pub tasks: Vec<AbortHandle>,
}

/// Opens the tables in `file`, or in memory, and serves them to those whose role allows it.
pub async fn open(declared: &Declared, file: Option<&Path>, faults: Option<Faults>) -> Result<Tables, Failure> {
    let database = match file {
        Some(file) => Database::new(file.to_str().ok_or("the data folder's name is not UTF-8")?)?,
        None => Database::memory()?,
    };
    for table in &declared.tables {
        create(&database, table)?;
    }
    let (behind, address) = serving::listen(None).await?;
    let sweeping = tokio::spawn(sweep(database.clone())).abort_handle();
    let server = tokio::spawn(dynoxide::server::serve_on(behind, database)).abort_handle();
    let (before, front) = serving::listen(None).await?;
    let guard = Arc::new(Guard {
        behind: Authority::try_from(address.to_string())?,
        client: Client::builder(TokioExecutor::new()).build_http(),
        roles: declared.roles.clone(),
        faults: faults.unwrap_or_default(),
    });
    let guarding = serving::serve(before, move |request, _| pass(Arc::clone(&guard), request));
    Ok(Tables { endpoint: format!("http://{front}"), tasks: vec![server, sweeping, guarding] })
}

fn create(database: &Database, table: &Table) -> Result<(), Failure> {
    if database.get_table_metadata(&table.name)?.is_some() {
        return Ok(());
    }
    database.create_table(serde_json::from_value(table.create.clone())?)?;
    if let Some(expiry) = &table.expiry {
        database.update_time_to_live(serde_json::from_value(expiry.clone())?)?;
    }
    Ok(())
}

async fn sweep(database: Database) {
    loop {
        tokio::time::sleep(SWEEP).await;
        let database = database.clone();
        match tokio::task::spawn_blocking(move || database.sweep_ttl()).await {
            Ok(Ok(gone)) => tracing::debug!(gone, "expired items are gone"),
            failed => tracing::warn!(?failed, "expired items stay"),
        }
    }
}

/// Stands before the tables: plays faults, and holds functions to their roles.
struct Guard {
    behind: Authority,
    client: Client<HttpConnector, Full<Bytes>>,
    roles: Roles,
    faults: Faults,
}

async fn pass(guard: Arc<Guard>, request: Request<Incoming>) -> Result<Response<Body>, Failure> {
    let (mut parts, body) = request.into_parts();
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let operation = header("x-amz-target").rsplit('.').next().unwrap_or_default().to_owned();
    let key = signer(header("authorization")).to_owned();
    let body = body.collect().await?.to_bytes();
    let fault = guard.faults.meet(Place::Table, &operation);
    if let Some(struck) = faults::before(fault.as_ref()).await {
        return struck;
    }
    let asked = wanted(&operation, &serde_json::from_slice(&body).unwrap_or_default());
    if asked.iter().any(|(action, table)| !guard.roles.allow(&key, action, table)) {
        return faults::answer(400, "AccessDeniedException");
    }
    let place = Uri::builder().scheme("http").authority(guard.behind.clone());
    parts.uri = place.path_and_query(parts.uri.path()).build()?;
    let answer = guard.client.request(Request::from_parts(parts, Full::new(body))).await?;
    let (parts, body) = answer.into_parts();
    // The whole answer is awaited, so that a lost one is known to have been done.
    let bytes = body.collect().await?.to_bytes();
    match fault {
        Some(Fault::LoseReply) => Err("the reply was lost by a fault".into()),
        _ => Ok(Response::from_parts(parts, serving::whole(bytes))),
    }
}

/// The access key in an `Authorization` header.
fn signer(header: &str) -> &str {
    header.split_once("Credential=").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default()
}

/// Actions and tables that a request needs, as a role names them.
fn wanted(operation: &str, body: &Json) -> Vec<(String, String)> {
    let pair = |action: &str, table: &str| (format!("dynamodb:{action}"), table.to_owned());
    let named = |item: &Json| item["TableName"].as_str().unwrap_or_default().to_owned();
    match operation {
        "BatchGetItem" | "BatchWriteItem" => {
            let tables = body["RequestItems"].as_object().into_iter().flatten();
            tables.map(|(table, _)| pair(operation, table)).collect()
        }
        "TransactWriteItems" | "TransactGetItems" => {
            let items = body["TransactItems"].as_array().into_iter().flatten();
            let moves = items.filter_map(Json::as_object).flatten();
            moves.map(|(kind, item)| pair(move_of(kind), &named(item))).collect()
        }
        _ => vec![pair(operation, &named(body))],
    }
}

fn move_of(kind: &str) -> &'static str {
    match kind {
        "ConditionCheck" => "ConditionCheckItem",
        "Delete" => "DeleteItem",
        "Get" => "GetItem",
        "Put" => "PutItem",
        _ => "UpdateItem",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_transaction_needs_the_action_of_each_of_its_items() {
        let body = json!({ "TransactItems": [
            { "Put": { "TableName": "hall" } },
            { "ConditionCheck": { "TableName": "hall" } },
            { "Delete": { "TableName": "sessions" } },
        ] });
        let needed = wanted("TransactWriteItems", &body);
        let needed: Vec<_> = needed.iter().map(|(action, table)| (action.as_str(), table.as_str())).collect();
        let expected = [
            ("dynamodb:PutItem", "hall"),
            ("dynamodb:ConditionCheckItem", "hall"),
            ("dynamodb:DeleteItem", "sessions"),
        ];
        assert_eq!(needed, expected);
        let body = json!({ "RequestItems": { "hall": {}, "sessions": {} } });
        assert_eq!(wanted("BatchGetItem", &body).len(), 2);
    }

    #[test]
    fn the_signer_of_a_request_is_its_access_key() {
        assert_eq!(signer("AWS4-HMAC-SHA256 Credential=home/20260101/local-1/dynamodb/aws4_request, …"), "home");
        assert_eq!(signer("Bearer x"), "");
    }
}
