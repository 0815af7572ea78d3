//! The HTTP API: every request takes its declared route to a function, within the limits of the cloud.
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::Incoming;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::Failure;
use crate::calls::Functions;
use crate::payload;
use crate::routes::{self, Route};
use crate::serving::{self, Body, whole};

/// What the API takes in.
const REQUEST_LIMIT: usize = 10 * 1024 * 1024;
/// What a function takes and gives.
const PAYLOAD_LIMIT: usize = 6 * 1024 * 1024;

/// Serves the declared routes on `listener`.
pub fn serve(listener: TcpListener, declared: Vec<Route>, functions: Functions) -> AbortHandle {
    let declared: Arc<[Route]> = declared.into();
    serving::serve(listener, move |request, peer| {
        let (declared, functions) = (Arc::clone(&declared), functions.clone());
        async move {
            let answered = answer(&declared, &functions, request, peer).await;
            Ok::<Response<Body>, Failure>(answered.unwrap_or_else(payload::refusal).map(whole))
        }
    })
}

async fn answer(
    declared: &[Route],
    functions: &Functions,
    request: Request<Incoming>,
    peer: SocketAddr,
) -> Result<Response<Bytes>, StatusCode> {
    let (parts, body) = request.into_parts();
    let announced = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > REQUEST_LIMIT) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let body = Limited::new(body, REQUEST_LIMIT).collect().await.map_err(|cause| {
        if cause.is::<LengthLimitError>() { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::BAD_REQUEST }
    })?;
    let taken = routes::find(declared, parts.method.as_str(), parts.uri.path()).ok_or(StatusCode::NOT_FOUND)?;
    let payload = payload::of(&parts, &body.to_bytes(), &taken, peer.ip());
    if payload["body"].as_str().map_or(0, str::len) > PAYLOAD_LIMIT {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let reply = functions.request(&taken.route.function, payload).await?;
    if reply["body"].as_str().map_or(0, str::len) > PAYLOAD_LIMIT {
        return Err(StatusCode::INTERNAL_SERVER_ERROR);
    }
    payload::response(&reply).ok_or(StatusCode::INTERNAL_SERVER_ERROR)
}
