//! What stands between a page's heading and its first section: where the matter stands, and what cannot be changed here.

use crate::Link;
use crate::cell::Cell;
use askama::Template;

/// To be put into a form with [`crate::FormPart::lead`], or into any template: `{{ lead|safe }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "lead.html")]
pub struct Lead {
    title: Option<&'static str>,
    words: String,
    link: Option<(Link, &'static str)>,
    pairs: Vec<(&'static str, Cell)>,
}

impl Lead {
    /// A sentence.
    pub fn new(words: impl Into<String>) -> Lead {
        Lead { title: None, words: words.into(), link: None, pairs: Vec::new() }
    }
    /// A title above the sentence, for what must not be overlooked.
    pub fn titled(self, title: &'static str) -> Lead {
        Lead { title: Some(title), ..self }
    }
    /// Where the matter is gone on with, below the sentence.
    pub fn leads_to(self, link: impl Into<Link>, label: &'static str) -> Lead {
        Lead { link: Some((link.into(), label)), ..self }
    }
    /// Labels and values below.
    pub fn pairs(self, pairs: Vec<(&'static str, Cell)>) -> Lead {
        Lead { pairs, ..self }
    }
}
