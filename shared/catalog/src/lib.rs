#![doc = include_str!("../README.md")]

pub mod account;
pub mod application;
pub mod book;
pub mod calendar;
pub mod casework;
pub mod deletion;
pub mod dictionaries;
pub mod divisions;
pub mod examples;
pub mod imports;
pub mod inspection;
pub mod lines;
pub mod material;
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
    &registration::CHOICE,
    &account::SIGN_IN,
    &account::ACCOUNT,
    &account::INITIALISATION,
    &account::RESET,
    &person::FILE,
    &review::DECISION,
    &paper::TICKET,
    &material::COPY,
    &material::VALIDITY,
    &imports::UPLOAD,
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
    &casework::REASSIGNMENT,
    &deletion::PERSON,
    &deletion::FEEDBACK,
    &deletion::REPLACEMENT,
    &deletion::DECISION,
    &verification::VERDICT,
    &verification::HANDOVER,
];

#[cfg(test)]
mod tests {
    use super::FORMS;
    use crate::operations::{OPERATIONS, Takes};

    #[test]
    fn every_form_that_is_taken_is_listed_and_no_two_have_one_name() {
        let taken = OPERATIONS.iter().flat_map(|it| match it.body {
            Takes::Nothing => Vec::new(),
            Takes::Whole(form) | Takes::Part(form) | Takes::Row(form) | Takes::Beside(form, _) => vec![form],
            Takes::OneOf(_, forms) => forms.to_vec(),
        });
        for form in taken {
            assert!(FORMS.iter().any(|known| std::ptr::eq(*known, form)), "{} is not in FORMS", form.name);
        }
        for form in FORMS {
            assert_eq!(FORMS.iter().filter(|other| other.name == form.name).count(), 1, "{}", form.name);
        }
    }
}
