//! A journey per workflow, as JSON and as HTML forms without JavaScript.

mod attachments;
mod registration;
