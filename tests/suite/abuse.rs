//! The abuse cases of the promises, tried against a whole hall.

mod files;
mod swaps;
