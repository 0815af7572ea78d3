//! The AWS clients: one connection pool, one TLS stack, time limits set here instead of waited for.

use crate::Settings;
use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
use aws_smithy_http_client::{Builder, tls};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use std::time::Duration;

/// A dead endpoint hangs about a second by default; people wait for us, so we do not wait for long.
fn patience(attempt: u64, operation: u64) -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(1000))
        .operation_attempt_timeout(Duration::from_millis(attempt))
        .operation_timeout(Duration::from_millis(operation))
        .build()
}

pub(crate) fn open(settings: &Settings) -> (aws_sdk_dynamodb::Client, aws_sdk_s3::Client, Credentials) {
    let (id, secret, token) = &settings.key;
    let credentials = Credentials::new(id, secret.text(), token.clone(), None, "environment");
    let plain = |at: &Option<String>| at.as_ref().is_some_and(|at| at.starts_with("http://"));
    let http = if plain(&settings.tables_at) && plain(&settings.buckets_at) {
        Builder::new().build_http()
    } else {
        Builder::new().tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring)).build_https()
    };
    let mut tables = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(settings.region.clone()))
        .credentials_provider(credentials.clone())
        .http_client(http.clone())
        .retry_config(RetryConfig::standard().with_max_attempts(3))
        .timeout_config(patience(1500, 4000));
    if let Some(at) = &settings.tables_at {
        tables = tables.endpoint_url(at);
    }
    let mut buckets = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(settings.region.clone()))
        .credentials_provider(credentials.clone())
        .http_client(http)
        .retry_config(RetryConfig::standard().with_max_attempts(3))
        .timeout_config(patience(8000, 20_000))
        .force_path_style(true);
    if let Some(at) = &settings.buckets_at {
        buckets = buckets.endpoint_url(at);
    }
    (aws_sdk_dynamodb::Client::from_conf(tables.build()), aws_sdk_s3::Client::from_conf(buckets.build()), credentials)
}
