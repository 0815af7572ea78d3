//! A record to be read: numbered sections of labels and values, rows as tables.

use super::values::words_of;
use crate::cell::Cell;
use askama::Template;
use domain::form::{Draft, Field, Form, Kind};

/// A form's contents, read-only. Masked values and links are put in as cells.
#[derive(Template)]
#[template(path = "pairs.html")]
pub struct Pairs {
    sections: Vec<Part>,
    first: usize,
}

struct Part {
    title: &'static str,
    pairs: Vec<(String, Cell)>,
    tables: Vec<Table>,
}

struct Table {
    label: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Pairs {
    /// What a draft says, in the order of its form. Empty fields are shown empty, so that it is seen what is missing.
    pub fn of(form: &'static Form, draft: &Draft) -> Pairs {
        let part = |section: &domain::form::Section| {
            let (mut pairs, mut tables) = (Vec::new(), Vec::new());
            for field in section.fields {
                match field.kind {
                    Kind::Rows(columns, _) => tables.push(Table::new(field, columns, draft.rows(field.name))),
                    Kind::Lookup => {}
                    _ => pairs.push((field.label.to_owned(), Cell::text(words_of(field, draft.texts(field.name))))),
                }
            }
            Part { title: section.title, pairs, tables }
        };
        Pairs { sections: form.sections.iter().map(part).collect(), first: 1 }
    }
    /// Puts pairs before those of a section (from 0), such as a masked number.
    pub fn lead(mut self, section: usize, pairs: Vec<(&str, Cell)>) -> Pairs {
        if let Some(part) = self.sections.get_mut(section) {
            let before = pairs.into_iter().map(|(label, cell)| (label.to_owned(), cell));
            part.pairs.splice(0..0, before);
        }
        self
    }
    /// Shows another cell in the place of a field's text, by its label.
    pub fn show(mut self, label: &str, cell: Cell) -> Pairs {
        let mut all = self.sections.iter_mut().flat_map(|part| &mut part.pairs);
        if let Some(pair) = all.find(|(known, _)| known == label) {
            pair.1 = cell;
        }
        self
    }
    /// Gives a section (from 0) a title of its own, where it stands among those of other forms.
    pub fn titled(mut self, section: usize, title: &'static str) -> Pairs {
        self.sections.get_mut(section).into_iter().for_each(|part| part.title = title);
        self
    }
    /// The number of the first section.
    pub fn first_section(mut self, number: usize) -> Pairs {
        self.first = number;
        self
    }
    fn numbered(&self) -> impl Iterator<Item = (String, &Part)> + '_ {
        self.sections.iter().enumerate().map(|(n, part)| (format!("{:02}", self.first + n), part))
    }
}

impl Table {
    fn new(field: &'static Field, columns: &'static [Field], rows: &[Draft]) -> Table {
        // A column that may be empty and is in every row says nothing, and takes the place of those that do.
        let told = |column: &&Field| column.must || rows.iter().any(|row| !row.text(column.name).is_empty());
        let columns: Vec<&Field> = columns.iter().filter(told).collect();
        let row = |row: &Draft| columns.iter().map(|column| words_of(column, row.texts(column.name))).collect();
        Table {
            label: field.label,
            columns: columns.iter().map(|column| column.label).collect(),
            rows: rows.iter().map(row).collect(),
        }
    }
}
