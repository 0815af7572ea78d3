//! The abuse cases of the promises, tried against a whole hall.

mod faults;
mod files;
mod swaps;
