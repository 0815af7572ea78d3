//! What was typed and is not checked yet: what a form has fields for, and where two such drafts differ.

use super::{Draft, Entry, Field, Form, Kind};
use std::collections::BTreeMap;

impl Form {
    /// The fields in which two drafts differ, in the order of the page.
    pub fn changed(&self, before: &Draft, after: &Draft) -> Vec<&'static Field> {
        let blank = |draft: &Draft, name: &str| draft.0.get(name).is_none_or(Entry::is_blank);
        let same = |name: &str| before.0.get(name) == after.0.get(name) || (blank(before, name) && blank(after, name));
        self.fields().filter(|field| !same(field.name)).collect()
    }
    /// What of a draft this form has fields for, as it was typed and unchecked: to be kept until it is finished. Names
    /// that the form does not have come back beside it.
    pub fn hold(&self, draft: Draft) -> (Draft, Vec<String>) {
        let fits = |name: &str, entry: &Entry| match (self.field(name).map(|field| field.kind), entry) {
            (Some(Kind::Rows(columns, most)), Entry::Rows(rows)) => {
                let known = |name: &String| columns.iter().any(|column| column.name == name);
                rows.len() <= most && rows.iter().all(|row| row.0.keys().all(known))
            }
            (Some(Kind::Rows(..)), other) => other.is_blank(),
            (Some(_), Entry::Texts(_)) => true,
            _ => false,
        };
        let controls = |name: &str| name.starts_with('_');
        let (known, strange): (BTreeMap<_, _>, BTreeMap<_, _>) =
            draft.0.into_iter().filter(|(name, _)| !controls(name)).partition(|(name, entry)| fits(name, entry));
        (Draft(known), strange.into_keys().collect())
    }
}
