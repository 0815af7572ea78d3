//! Every call to S3 is counted, and every failure of it put into the one error that crosses rooms.

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use domain::Trouble;
use std::error::Error;
use std::future::Future;
use tracing::field::Empty;
use tracing::{Instrument, Span};

/// What S3 says about a failed call.
pub(super) type Failed<E> = SdkError<E, HttpResponse>;

/// Opens the entry of one call. Its span is a child of whatever asked.
pub(super) fn entry(op: &'static str) -> Span {
    tracing::debug_span!(target: "ledger", "call", op, read = Empty, written = Empty, bytes = Empty)
}

/// Makes one call inside its entry.
pub(super) async fn call<T, E>(op: &'static str, sent: u64, made: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    let span = entry(op);
    let answer = made.instrument(span.clone()).await;
    span.record("bytes", sent);
    answer
}

/// What a failed call means to the rest of the house.
pub(super) fn trouble<E>(failed: Failed<E>) -> Trouble
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    let status = failed.raw_response().map(|response| response.status().as_u16());
    match (&failed, failed.code(), status) {
        (SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_), ..) => Trouble::Busy,
        (_, Some("NoSuchKey" | "NotFound" | "NoSuchVersion"), _) => Trouble::Missing,
        (_, Some("SlowDown" | "RequestTimeout" | "OperationAborted" | "ConditionalRequestConflict"), _) => {
            Trouble::Busy
        }
        (_, _, Some(429 | 500 | 502..=504)) => Trouble::Busy,
        _ => Trouble::Broken(Box::new(failed)),
    }
}
