//! .

pub mod files;
