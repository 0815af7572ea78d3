//! .

pub mod files;
pub mod numbers;
