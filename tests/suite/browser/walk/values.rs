//! What is put into a form, and how it is kept: of each field the most telling good value of its kind.

use crate::ways::Way;
use catalog::examples::{filled, good};
use domain::Setting;
use domain::form::{Draft, Entry, Field, Form, Keys, Kind};

/// What is typed, and what is read afterwards.
#[derive(Default)]
pub struct Put {
    pub typed: Draft,
    pub kept: Draft,
}

impl Put {
    /// Everything that a way's form asks for; what the way's own body says comes first, since it must be true.
    pub fn along(way: &Way, body: &Draft, setting: &Setting) -> Put {
        let mut put = Put::default();
        for field in way.fields() {
            match body.0.get(field.name) {
                Some(entry) => put.both(field, entry.clone(), entry.clone()),
                None if way.no_more || matches!(field.kind, Kind::Lookup) => {}
                None => put.good(field),
            }
        }
        if way.row_of.is_none() { put.mended(way.form, setting) } else { put }
    }

    /// Everything that a form asks for, with a unit in fields that are searched.
    pub fn along_the_gallery(form: &'static Form, unit: &str, setting: &Setting) -> Put {
        let mut put = Put::default();
        for field in form.fields() {
            match field.kind {
                Kind::Lookup => put.both(field, one(unit), one(unit)),
                _ => put.good(field),
            }
        }
        put.mended(form, setting)
    }

    /// Rules look at several fields: where one minds, the example of that field is put in, and where one minds still, those
    /// of all fields, of which no rule minds anything.
    fn mended(mut self, form: &'static Form, setting: &Setting) -> Put {
        for all in [false, true] {
            let Err(wrong) = form.check(self.typed.clone(), setting) else { break };
            let minded = |field: &Field| wrong.complaints.iter().any(|it| it.at.split('.').next() == Some(field.name));
            let searched = |field: &Field| matches!(field.kind, Kind::Lookup);
            for field in form.fields().filter(|field| !searched(field) && (all || minded(field))) {
                let example = filled(std::iter::once(field)).0.remove(field.name).unwrap();
                self.both(field, example.clone(), example);
            }
        }
        self
    }

    fn both(&mut self, field: &Field, typed: Entry, kept: Entry) {
        self.typed.0.insert(field.name.to_owned(), typed);
        // Passwords are never shown again.
        if !matches!(field.kind, Kind::Line(scalar) if scalar.keys == Keys::Secret) {
            self.kept.0.insert(field.name.to_owned(), kept);
        }
    }

    fn good(&mut self, field: &'static Field) {
        if let Kind::Rows(columns, _) = field.kind {
            let mut rows = [Put::default(), Put::default()];
            for column in columns {
                // Scans that lie with a row are uploaded, not typed.
                let Some(example) = filled(std::iter::once(column)).0.remove(column.name) else { continue };
                rows[0].both(column, example.clone(), example);
                rows[1].good(column);
            }
            let [one, other] = rows;
            let rows = |drafts| Entry::Rows(drafts);
            return self.both(field, rows(vec![one.typed, other.typed]), rows(vec![one.kept, other.kept]));
        }
        let mut all = good(field);
        // Of a prose the one with lines, of anything else the last.
        let it = if matches!(field.kind, Kind::Prose(_)) { Some(all.swap_remove(0)) } else { all.pop() };
        if let Some(it) = it {
            self.both(field, it.typed, it.kept);
        }
    }
}

fn one(text: &str) -> Entry {
    Entry::Texts(vec![text.to_owned()])
}
