//! A journey per workflow, as JSON and as HTML forms without JavaScript.

mod accounts;
mod application;
mod attachments;
mod casework;
mod contract;
pub mod deletion;
mod desk;
mod enrolment;
mod faces;
mod hands;
mod held;
mod home;
pub mod imports;
pub mod leaving;
mod notices;
mod papers;
mod personnel;
mod registration;
mod replacing;
mod review;
mod session;
mod unit;
mod unit_papers;
mod units;
mod values;
mod verification;
