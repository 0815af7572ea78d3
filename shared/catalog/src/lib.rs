#![doc = include_str!("../README.md")]

pub mod account;
pub mod application;
pub mod book;
pub mod calendar;
pub mod casework;
pub mod deletion;
pub mod dictionaries;
pub mod divisions;
pub mod inspection;
pub mod lines;
pub mod matters;
pub mod menu;
pub mod notice;
pub mod operations;
pub mod paper;
pub mod password;
pub mod person;
pub mod personnel;
pub mod registration;
pub mod review;
pub mod standard;
pub mod unfinished;
pub mod unit;
pub mod verification;

use domain::form::Form;

/// Every form, for the schema, the gallery and the tests.
pub static FORMS: &[&Form] = &[
    &registration::ENTERPRISE,
    &registration::PERSON,
    &account::SIGN_IN,
    &account::ACCOUNT,
    &account::INITIALISATION,
    &account::RESET,
    &person::FILE,
    &review::DECISION,
    &paper::TICKET,
    &notice::NOTICE,
    &unit::BASICS,
    &book::profile::FORM,
    &book::performance::FORM,
    &book::insurance::FORM,
    &book::equipment::FORM,
    &personnel::LEGAL,
    &personnel::MANAGER,
    &personnel::FINANCE,
    &personnel::TECHNICAL,
    &personnel::WORKER,
    &personnel::GIVING,
    &application::BEGINNING,
    &application::PICK,
    &casework::CORRECTIONS,
    &casework::CASE_DECISION,
    &deletion::PERSON,
    &deletion::FEEDBACK,
    &deletion::REPLACEMENT,
    &deletion::DECISION,
    &verification::VERDICT,
    &verification::HANDOVER,
];
