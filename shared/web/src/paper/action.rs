//! The buttons of a form.

use crate::answer::Link;
use askama::Template;

/// A button of a form's bar, or a link beside the buttons. The first of a form is what Enter presses.
#[derive(Clone, Debug)]
pub struct Action {
    label: &'static str,
    pub(super) control: Option<(&'static str, &'static str)>,
    to: Option<Link>,
    kind: ActionKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ActionKind {
    Main,
    Other,
    Warning,
    Link,
}

impl Action {
    /// The button that saves.
    pub const fn main(label: &'static str) -> Action {
        Action { label, control: None, to: None, kind: ActionKind::Main }
    }
    /// Another button.
    pub const fn other(label: &'static str) -> Action {
        Action { label, control: None, to: None, kind: ActionKind::Other }
    }
    /// A button for what cannot be taken back.
    pub const fn warning(label: &'static str) -> Action {
        Action { label, control: None, to: None, kind: ActionKind::Warning }
    }
    /// A link such as 取消 or 关闭, which sends nothing.
    pub fn link(label: &'static str, to: impl Into<Link>) -> Action {
        Action { to: Some(to.into()), kind: ActionKind::Link, ..Action::main(label) }
    }
    /// The button sends this name and value with the form.
    pub fn sends(mut self, name: &'static str, value: &'static str) -> Action {
        self.control = Some((name, value));
        self
    }
    /// The button sends the form somewhere else.
    pub fn posts_to(mut self, to: impl Into<Link>) -> Action {
        self.to = Some(to.into());
        self
    }
    fn class(&self) -> &'static str {
        match self.kind {
            ActionKind::Main => "govuk-button",
            ActionKind::Other => "govuk-button govuk-button--secondary",
            ActionKind::Warning => "govuk-button govuk-button--warning",
            ActionKind::Link => "govuk-link",
        }
    }
    fn is_link(&self) -> bool {
        self.kind == ActionKind::Link
    }
}

/// The buttons of a form.
#[derive(Template)]
#[template(path = "bar.html")]
pub(super) struct Bar<'a> {
    pub(super) actions: &'a [Action],
    /// What stands beside them.
    pub(super) told: Option<&'a str>,
}
