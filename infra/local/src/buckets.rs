//! The declared buckets in the embedded S3, with the CORS rules and the events that the templates declare.
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use serde_json::Value as Json;
use tokio::task::AbortHandle;

use crate::Failure;
use crate::declared::{Bucket, Declared};
use crate::faults::{self, Fault, Faults, Place};
use crate::posted;
use crate::serving::{self, Body};
use crate::shelf::{Shelf, Told};

/// The access key of whoever looks behind the pages; functions have their own names for keys.
pub const ACCESS_KEY: &str = "local";
/// The secret half of every key; whoever does not sign with it is refused.
pub const SECRET_KEY: &str = "only-on-this-machine";

/// The embedded S3 at work.
#[derive(Debug)]
pub struct Buckets {
    /// Where functions and browsers find it.
    pub endpoint: String,
    /// What ends with it.
    pub task: AbortHandle,
}

#[derive(Clone)]
struct Front {
    service: S3Service,
    buckets: Arc<[Bucket]>,
    faults: Faults,
}

/// A socket for the buckets; their address is part of the environment and must be known first.
pub async fn listen() -> Result<(tokio::net::TcpListener, String), Failure> {
    let (listener, address) = serving::listen(None).await?;
    Ok((listener, format!("http://{address}")))
}

/// Opens the buckets under `folder` and serves them; `told` hears of every successful write.
pub fn open(
    (listener, endpoint): (tokio::net::TcpListener, String),
    declared: &Declared,
    folder: &Path,
    faults: Faults,
    told: Told,
) -> Result<Buckets, Failure> {
    let buckets = &declared.buckets;
    for bucket in buckets {
        std::fs::create_dir_all(folder.join(&bucket.name))?;
    }
    let files = s3s_fs::FileSystem::new(folder).map_err(|cause| format!("{cause:?}"))?;
    let telling = buckets.iter().filter(|bucket| bucket.tells).map(|bucket| bucket.name.clone()).collect();
    let mut builder = S3ServiceBuilder::new(Shelf::new(files, declared.roles.clone(), telling, told));
    let mut keys = SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY);
    for function in declared.roles.functions() {
        keys.register(function.to_owned(), SECRET_KEY.into());
    }
    builder.set_auth(keys);
    let front = Front { service: builder.build(), buckets: buckets.clone().into(), faults };
    let task = serving::serve(listener, move |request, _| answer(front.clone(), request));
    Ok(Buckets { endpoint, task })
}

async fn answer(front: Front, request: Request<Incoming>) -> Result<Response<Body>, Failure> {
    let fault = front.faults.meet(Place::Bucket, operation(&request));
    if let Some(struck) = faults::before(fault.as_ref()).await {
        return struck;
    }
    let name = request.uri().path().split('/').nth(1).unwrap_or_default().to_owned();
    let rules = front.buckets.iter().find(|bucket| bucket.name == name).map_or(&[][..], |bucket| &bucket.cors);
    let asked = request.headers().get(header::ACCESS_CONTROL_REQUEST_METHOD).cloned();
    if let Some(method) = asked.filter(|_| request.method() == Method::OPTIONS) {
        let mut response = Response::new(serving::whole(Bytes::new()));
        match permission(rules, request.headers(), method.to_str().unwrap_or_default()) {
            Some(permitted) => response.headers_mut().extend(permitted),
            None => *response.status_mut() = StatusCode::FORBIDDEN,
        }
        return Ok(response);
    }
    let permitted = permission(rules, request.headers(), request.method().as_str());
    let posted = operation(&request) == "PostObject";
    let request = if posted { posted::named(request).await? } else { request.map(s3s::Body::from) };
    let response = front.service.call(request).await.map_err(|cause| format!("{cause:?}"))?;
    if matches!(fault, Some(Fault::LoseReply)) {
        return Err("the reply was lost by a fault".into());
    }
    let mut response = response.map(|body| body.boxed_unsync());
    response.headers_mut().extend(permitted.unwrap_or_default());
    Ok(response)
}

/// The headers by which a bucket lets another origin in, when a rule names origin and method.
fn permission(rules: &[Json], headers: &HeaderMap, method: &str) -> Option<HeaderMap> {
    let origin = headers.get(header::ORIGIN)?;
    let names = |list: &Json, wanted: &str| list.as_array().is_some_and(|list| list.iter().any(|one| one == wanted));
    let rule = rules.iter().find(|rule| {
        names(&rule["AllowedOrigins"], origin.to_str().unwrap_or_default()) && names(&rule["AllowedMethods"], method)
    })?;
    let mut permitted = HeaderMap::new();
    permitted.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    permitted.insert(header::VARY, HeaderValue::from_static("origin"));
    let joined = |list: &Json| {
        let words: Vec<_> = list.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        HeaderValue::try_from(words.join(", ")).ok()
    };
    permitted.insert(header::ACCESS_CONTROL_ALLOW_METHODS, joined(&rule["AllowedMethods"])?);
    permitted.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, joined(&rule["AllowedHeaders"])?);
    permitted.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, joined(&rule["ExposedHeaders"])?);
    if let Some(seconds) = rule["MaxAge"].as_u64() {
        permitted.insert(header::ACCESS_CONTROL_MAX_AGE, seconds.into());
    }
    Some(permitted)
}

fn operation(request: &Request<Incoming>) -> &'static str {
    let object = request.uri().path().trim_matches('/').contains('/');
    match (request.method().as_str(), object) {
        ("POST", false) => "PostObject",
        ("PUT", true) => "PutObject",
        ("GET", true) => "GetObject",
        ("GET", false) => "ListObjectsV2",
        ("HEAD", true) => "HeadObject",
        ("DELETE", true) => "DeleteObject",
        _ => "Other",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_bucket_lets_in_the_declared_origin_and_nobody_else() {
        let rules = [json!({
            "AllowedOrigins": ["https://hall.example"],
            "AllowedMethods": ["POST"],
            "AllowedHeaders": ["content-type"],
            "MaxAge": 3600,
        })];
        let asked = |origin: &'static str, method: &str| {
            permission(&rules, &HeaderMap::from_iter([(header::ORIGIN, HeaderValue::from_static(origin))]), method)
        };
        let permitted = asked("https://hall.example", "POST").expect("the hall may post");
        assert_eq!(permitted["access-control-allow-origin"], "https://hall.example");
        assert_eq!(permitted["access-control-max-age"], "3600");
        assert!(asked("https://hall.example", "PUT").is_none());
        assert!(asked("https://evil.example", "POST").is_none());
        assert!(permission(&[], &HeaderMap::new(), "POST").is_none());
    }
}
