//! Tests of the whole crate: real and hostile files, and a bucket that behaves like one.

mod bucket;
mod buckets;
mod hostile;
mod papers;
