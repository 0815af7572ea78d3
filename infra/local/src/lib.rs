//! The embedded hall: reads `infra/*.yaml` and plays AWS on one machine.
//!
//! What is not in a template does not exist here, so local and cloud cannot drift; only the gallery of forms, which is for
//! those who work on the hall, is here and not there.
//! Tables live in an embedded DynamoDB, buckets in an embedded S3, functions in this process behind the same payloads
//! as in the cloud.
pub mod bus;
pub mod calls;
pub mod declared;
pub mod demo;
pub mod faults;
pub mod functions;
pub mod gallery;
pub mod hall;
pub mod officer;

mod buckets;
mod gateway;
mod keep;
mod pattern;
mod payload;
mod posted;
mod reading;
mod roles;
mod routes;
mod serving;
mod shelf;
mod stack;
mod tables;

use std::path::{Path, PathBuf};

pub use buckets::{ACCESS_KEY, SECRET_KEY};
pub use hall::{Hall, Options, Running};
pub use routes::Route;

/// Whatever went wrong while starting or playing.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The root template.
pub fn templates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../template.yaml")
}
