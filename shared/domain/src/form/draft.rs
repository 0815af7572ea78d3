//! What somebody typed: strings, not yet believed.

use crate::form::Field;
use crate::value::Value;
use std::collections::BTreeMap;

/// What was typed into a form, by field name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft(pub BTreeMap<String, Entry>);

/// What was typed into one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// One text, or several where the field takes several.
    Texts(Vec<String>),
    /// The rows of a repeating table.
    Rows(Vec<Draft>),
}

/// A draft whose absent fields mean “as before”.
pub struct Patch(pub Draft);

impl Entry {
    /// Whether nothing but blanks was typed.
    pub fn is_blank(&self) -> bool {
        match self {
            Entry::Texts(texts) => texts.iter().all(|text| text.trim().is_empty()),
            Entry::Rows(rows) => rows.iter().all(Draft::is_blank),
        }
    }
}

impl Draft {
    /// The texts of a field; none where rows or nothing were typed.
    pub fn texts(&self, name: &str) -> &[String] {
        if let Some(Entry::Texts(texts)) = self.0.get(name) { texts } else { &[] }
    }
    /// The first text of a field, or an empty one.
    pub fn text(&self, name: &str) -> &str {
        self.texts(name).first().map_or("", String::as_str)
    }
    /// The rows of a repeating table.
    pub fn rows(&self, name: &str) -> &[Draft] {
        if let Some(Entry::Rows(rows)) = self.0.get(name) { rows } else { &[] }
    }
    /// The value of a field, where there is one of this type.
    pub fn value<T: Value>(&self, field: &Field) -> Option<T> {
        T::parse(self.texts(field.name).first()?).ok()
    }
    /// Puts one text into a field.
    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        self.0.insert(name.to_owned(), Entry::Texts(vec![text.into()]));
    }
    /// The same with one text more; for building drafts in one expression.
    pub fn with(mut self, name: &str, text: impl Into<String>) -> Draft {
        self.set(name, text);
        self
    }
    /// Whether nothing was typed at all.
    pub fn is_blank(&self) -> bool {
        self.0.values().all(Entry::is_blank)
    }
    /// Takes out and returns a control that is no field, such as the version that the person saw.
    pub fn take(&mut self, name: &str) -> Option<String> {
        match self.0.remove(name)? {
            Entry::Texts(texts) => texts.into_iter().next(),
            Entry::Rows(_) => None,
        }
    }
    pub(crate) fn asks(&self, field: &Field) -> bool {
        field.when.is_none_or(|(other, value)| self.texts(other).iter().any(|text| text == value))
    }
}

impl Patch {
    /// What the form holds once the patch is laid over what it held before.
    pub fn over(self, before: &Draft) -> Draft {
        let mut whole = before.clone();
        whole.0.extend(self.0.0);
        whole
    }
}
