//! The acceptance tests: everything goes through public addresses of a whole embedded hall, as users and clients do.
//! Modules are listed in reading order; `town` is the only one that knows how a hall is started and asked.
#![expect(clippy::unwrap_used, reason = "a test that meets nothing where something must be has failed")]

mod behind;
mod books;
mod people;
mod town;
mod ways;

mod abuse;
mod browser;
mod holders;
mod journeys;
mod ledger;
mod sizes;
