//! A window in which somebody fills in a form: what is kept of a form that is not saved yet tells one from another by it.

use crate::ids::RequestId;

/// A window, as its page sends it along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Which; the same from its first keeping until the form is opened anew.
    pub hand: String,
    /// The stamp of what was kept when the form was opened; none where nothing was.
    pub saw: Option<String>,
}

impl Window {
    /// A window that no page has yet and that saw this.
    pub fn that_saw(saw: Option<String>) -> Window {
        Window { hand: RequestId::random().as_str().to_owned(), saw }
    }
    /// Reads `hand`, or `hand.stamp`; of several stamps the last was seen last.
    pub fn parse(text: &str) -> Option<Window> {
        let shaped = text.len() <= 300 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
        let mut parts = text.split('.').filter(|part| !part.is_empty());
        let hand = parts.next().filter(|_| shaped)?.to_owned();
        Some(Window { hand, saw: parts.next_back().map(str::to_owned) })
    }
    /// As a page sends it.
    pub fn spelled(&self) -> String {
        match &self.saw {
            Some(saw) => format!("{}.{saw}", self.hand),
            None => self.hand.clone(),
        }
    }
    /// Whether what is kept is this window's own, or what it began with: nothing that another one typed is lost with it.
    pub fn knows(&self, hand: &str, stamp: &str) -> bool {
        self.hand == hand || self.saw.as_deref() == Some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_read_as_it_was_spelled_and_the_last_stamp_counts() {
        let window = Window { hand: "a1".to_owned(), saw: Some("b2".to_owned()) };
        assert_eq!(Window::parse(&window.spelled()), Some(window.clone()));
        assert_eq!(Window::parse("a1.c3.b2"), Some(window));
        assert_eq!(Window::parse("a1").map(|it| it.saw), Some(None));
        for none in ["", ".", "a b", "甲"] {
            assert_eq!(Window::parse(none), None, "{none}");
        }
    }

    #[test]
    fn a_window_knows_what_it_kept_and_what_it_saw_and_nothing_else() {
        let window = Window { hand: "a".to_owned(), saw: Some("s".to_owned()) };
        assert!(window.knows("a", "x") && window.knows("b", "s") && !window.knows("b", "x"));
        assert!(!Window::that_saw(None).knows("", ""));
    }
}
