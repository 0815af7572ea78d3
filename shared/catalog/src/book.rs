//! The books that a unit keeps (manual, 3.4 – 3.7): 企业简介, 建筑业企业业绩, 社保声明, 装备及检测项目. A book is a form, the papers
//! that lie with each record, and what its list shows. Its pages, its addresses, its drafts and its tests follow from this.

pub mod equipment;
pub mod insurance;
pub mod performance;
pub mod profile;

use crate::paper::Place;
use domain::form::{Draft, Entry, Field, Form, Kind};

/// A book.
pub struct Book {
    /// The form; its name is the book's code in addresses.
    pub form: &'static Form,
    /// The kinds of unit that have it (企业类型); every unit where none is named.
    pub kinds: &'static [&'static str],
    /// One record or many.
    pub holds: Holds,
    /// What the button says that leads to the form of what is there.
    pub edit: &'static str,
    /// The papers of a record.
    pub place: &'static Place,
    /// The heading of the papers, the last section.
    pub papers: &'static str,
    /// The kinds of papers that lie with a row and are shown where the row is filled in, not in the last section.
    pub beside_rows: &'static [&'static str],
    /// What stands above the form and the record: what is to be known beforehand.
    pub lead: &'static str,
    /// The day until which a record holds, where it does not hold for ever.
    pub until: Option<&'static str>,
    /// A spreadsheet to be filled in and handed in as a scan (模板下载).
    pub template: bool,
}

/// How many records a book holds.
pub enum Holds {
    /// One, which is changed.
    One,
    /// Many, in a list.
    Many {
        /// What the button says that adds one.
        add: &'static str,
        /// What the page is called that the button opens.
        opens: &'static str,
        /// The fields that the list shows.
        columns: &'static [&'static str],
        /// What is searched for in them, in words.
        searched: &'static str,
        /// The cascade by whose levels the list is searched (检索).
        by: Option<&'static str>,
        /// What is said of an empty list.
        empty: &'static str,
    },
}

/// Every book, in the order of the menu.
pub static BOOKS: &[&Book] = &[&profile::BOOK, &performance::BOOK, &insurance::BOOK, &equipment::BOOK];

/// The book of a code.
pub fn book(code: &str) -> Option<&'static Book> {
    BOOKS.iter().copied().find(|book| book.form.name == code)
}

/// Days before its end from which on a record is said to end soon: a calibration is ordered in time (ui.md 2.9).
pub const SOON: i64 = 90;

/// The most characters of a field that a list keeps: of a line all of it, so that a search finds it and a sheet has it.
const SHOWN: usize = domain::text::LINE;

impl Book {
    /// The code in addresses.
    pub const fn code(&self) -> &'static str {
        self.form.name
    }
    /// Whether a unit of this kind has it.
    pub fn is_for(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
    /// Whether it holds many.
    pub const fn is_many(&self) -> bool {
        matches!(self.holds, Holds::Many { .. })
    }
    /// The fields that the list shows.
    pub fn columns(&self) -> impl Iterator<Item = &'static Field> + use<> {
        let (names, form) = match &self.holds {
            Holds::One => (&[][..], self.form),
            Holds::Many { columns, .. } => (*columns, self.form),
        };
        names.iter().filter_map(|name| form.field(name))
    }
    /// The cascade by whose levels the list is searched.
    pub fn facet(&self) -> Option<&'static Field> {
        match self.holds {
            Holds::Many { by, .. } => by.and_then(|name| self.form.field(name)),
            Holds::One => None,
        }
    }
    /// What the list keeps of a record: short, so that an entry stays small.
    pub fn facts(&self, file: &Draft) -> Draft {
        let fields = self.columns().chain(self.until.and_then(|name| self.form.field(name)));
        let kept = fields.filter_map(|field| {
            let texts = file.texts(field.name);
            let texts = match field.kind {
                Kind::Line(_) | Kind::Prose(_) => texts.iter().map(|text| short(text)).collect(),
                _ => texts.to_vec(),
            };
            (!texts.is_empty()).then(|| (field.name.to_owned(), Entry::Texts(texts)))
        });
        Draft(kept.collect())
    }
    /// What is compared to tell whether two records say the same: all of it but the scans, which no spreadsheet brings.
    pub fn without_scans(&self, file: &Draft) -> Draft {
        let without = |columns: &'static [Field], row: &Draft| {
            let scans = |name: &str| columns.iter().any(|it| it.name == name && matches!(it.kind, Kind::Papers(_)));
            Draft(row.0.iter().filter(|(name, _)| !scans(name)).map(|(name, it)| (name.clone(), it.clone())).collect())
        };
        let kept = file.0.iter().map(|(name, entry)| {
            let entry = match (self.form.field(name).map(|field| field.kind), entry) {
                (Some(Kind::Rows(columns, _)), Entry::Rows(rows)) => {
                    Entry::Rows(rows.iter().map(|row| without(columns, row)).collect())
                }
                _ => entry.clone(),
            };
            (name.clone(), entry)
        });
        Draft(kept.collect())
    }
    /// The number of the papers' section, which comes last.
    pub fn papers_no(&self) -> usize {
        self.form.sections.len() + 1
    }
}

/// A text that a list keeps; where it is cut, it says so.
fn short(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::PLACES;

    #[test]
    fn a_book_names_fields_of_its_form_and_papers_of_its_place() {
        for book in BOOKS {
            assert!(crate::FORMS.iter().any(|form| std::ptr::eq(*form, book.form)), "{}", book.code());
            assert!(PLACES.iter().any(|place| std::ptr::eq(*place, book.place)), "{}", book.code());
            assert_eq!(book.place.code, book.code(), "papers are found again by the book's code");
            if let Holds::Many { columns, by, .. } = &book.holds {
                assert_eq!(book.columns().count(), columns.len(), "{}", book.code());
                assert_eq!(by.is_some(), book.facet().is_some(), "{}", book.code());
            }
            assert!(book.until.is_none_or(|name| book.form.field(name).is_some()), "{}", book.code());
            assert!(book.beside_rows.iter().all(|kind| book.place.takes(kind)), "{}", book.code());
            assert!(book.code().len() <= 16 && book.code().bytes().all(|b| b.is_ascii_lowercase()), "{}", book.code());
        }
    }

    #[test]
    fn a_list_keeps_its_lines_whole_and_little_of_a_long_record() {
        let whole = "沈".repeat(domain::text::LINE);
        let file = Draft::default().with("name", &whole).with("scale", "长".repeat(500)).with("finished", "2020-01-01");
        let facts = performance::BOOK.facts(&file);
        assert_eq!(facts.text("name"), whole);
        assert!(facts.text("scale").is_empty());
        assert_eq!(short(&"长".repeat(SHOWN + 1)), "长".repeat(SHOWN - 1) + "…", "a cut is marked");
    }
}
