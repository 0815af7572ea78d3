//! What stands above a form: its buttons, and what is wrong with it.

use super::Action;
use askama::Template;
use domain::form::Complaint;

/// The buttons of a form.
#[derive(Template)]
#[template(path = "bar.html")]
pub(super) struct Bar<'a> {
    pub(super) actions: &'a [Action],
}

/// What is wrong with a form, each line leading to its field.
#[derive(Template)]
#[template(path = "summary.html")]
pub struct Summary<'a> {
    /// What is wrong.
    pub complaints: &'a [Complaint],
}
