//! What every kind of field takes and refuses, in one place, and examples of whole forms made of it: they feed the
//! gallery, the documents and the tests. One-line kinds bring their values along (`lines`); the other kinds have theirs
//! here. Whatever form is declared later is tried with all of them by itself.

mod kinds;

pub use kinds::{Bad, Good, bad, good, in_rows};

use domain::Setting;
use domain::form::{Draft, Entry, Field, Filled, Form, Kind};
use std::collections::BTreeSet;

/// The id of nobody, for fields that are searched.
pub const NOBODY: &str = "0123456789abcdef0123456789abcdef";

/// A well-filled draft of any fields: of a form, or of one row.
pub fn filled<'a>(fields: impl Iterator<Item = &'a Field>) -> Draft {
    let all = fields.map(|field| (field.name.to_owned(), example(field)));
    Draft(all.filter(|(_, entry)| !entry.is_blank()).collect())
}

/// One good value of a field.
fn example(field: &Field) -> Entry {
    match field.kind {
        Kind::Line(scalar) => one(scalar.example),
        Kind::Prose(_) => one("示例"),
        Kind::Choice(from) | Kind::Several(from) => one(from.entries[0].0),
        Kind::Cascade(from) => {
            let path = std::iter::successors(from.roots.first(), |node| node.below.first());
            Entry::Texts(path.map(|node| node.code.to_owned()).collect())
        }
        Kind::Lookup => one(NOBODY),
        // A scan is uploaded first, and nobody can make up its id.
        Kind::Papers(_) => Entry::Texts(Vec::new()),
        Kind::Rows(columns, _) => Entry::Rows(vec![filled(columns.iter())]),
    }
}

/// One text.
pub(crate) fn one(text: &str) -> Entry {
    Entry::Texts(vec![text.to_owned()])
}

/// A form with a bad value in every field that refuses any, and what is said beside each.
pub fn refused(form: &'static Form, setting: &Setting) -> Filled {
    let well = filled(form.fields());
    let draft = rounds(form.fields(), &well, bad).into_iter().next().map_or(well, |round| round.draft);
    form.check(draft, setting).err().unwrap_or_else(|| Filled::blank(form))
}

/// One draft with many bad values, and where each is told, in the order of the page.
pub struct Round {
    /// What is typed.
    pub draft: Draft,
    /// The places, such as `name` or `cv.0.from`.
    pub at: Vec<String>,
}

/// Drafts that are well but for the values that `bad` names: the n-th of every field in the n-th draft, so that a form
/// is tried with everything in as few requests as its kinds have bad values. A field that is asked only while another
/// has a value is tried while the other has it.
pub fn rounds<'a>(
    fields: impl Iterator<Item = &'a Field> + Clone,
    well: &Draft,
    bad: impl Fn(&Field) -> Vec<Bad>,
) -> Vec<Round> {
    let conditions: BTreeSet<Option<(&str, &str)>> = fields.clone().map(|field| field.when).collect();
    let mut rounds = Vec::new();
    for when in conditions {
        let mut well = well.clone();
        when.into_iter().for_each(|(other, value)| well.set(other, value));
        let tried: Vec<_> = fields.clone().filter(|it| it.when == when).map(|it| (it.name, bad(it))).collect();
        for n in 0..tried.iter().map(|(_, all)| all.len()).max().unwrap_or_default() {
            let mut round = Round { draft: well.clone(), at: Vec::new() };
            for (name, bad) in tried.iter().filter_map(|(name, all)| Some((name, all.get(n)?))) {
                round.draft.0.insert((*name).to_owned(), bad.typed.clone());
                round.at.extend(bad.at.iter().map(|rest| format!("{name}{rest}")));
            }
            rounds.push(round);
        }
    }
    rounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FORMS;
    use jiff::civil::date;

    const SETTING: Setting = Setting { today: date(2026, 11, 24) };

    #[test]
    fn every_kind_of_field_refuses_what_it_says_and_nothing_else() {
        for form in FORMS {
            for round in rounds(form.fields(), &filled(form.fields()), bad) {
                let told = form.check(round.draft, &SETTING).err().map(|filled| filled.complaints).unwrap_or_default();
                let told: Vec<&str> = told.iter().map(|complaint| complaint.at.as_str()).collect();
                assert_eq!(told, round.at, "{}", form.name);
            }
        }
    }

    #[test]
    fn every_kind_of_field_takes_what_it_says_and_keeps_it_in_one_spelling() {
        for field in FORMS.iter().flat_map(|form| form.fields()) {
            for it in good(field) {
                // Rules look at several fields; what a kind takes is asked of a form of this field alone.
                let alone: &'static [Field] = Box::leak(Box::new([*field]));
                let section: &'static _ = Box::leak(Box::new([domain::form::section("").asks(alone)]));
                let form: &'static Form = Box::leak(Box::new(Form::new("alone", "").sections(section)));
                let mut draft = Draft::default();
                draft.0.insert(field.name.to_owned(), it.typed.clone());
                let record = form.keep(draft, &SETTING).map_err(|filled| filled.complaints);
                let kept = record.map(|record| record.draft().0.get(field.name).cloned());
                assert_eq!(kept, Ok(Some(it.kept)), "{}: {:?}", field.name, it.typed);
            }
        }
    }

    #[test]
    fn the_refused_example_of_a_form_has_a_complaint_beside_every_field_that_refuses_anything() {
        for form in FORMS {
            let filled = refused(form, &SETTING);
            assert!(!filled.complaints.is_empty(), "{}", form.name);
            for field in form.fields().filter(|field| field.when.is_none() && !bad(field).is_empty()) {
                let beside = |at: &str| at.split('.').next() == Some(field.name);
                assert!(filled.complaints.iter().any(|it| beside(&it.at)), "{}: {}", form.name, field.name);
            }
        }
    }
}
