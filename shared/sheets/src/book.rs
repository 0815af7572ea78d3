//! The columns of a form: one sheet of its own, and one for each of its repeating tables.

use crate::choices;
use domain::form::{Draft, Entry, Field, Form, Keys, Kind};

/// A form as a workbook.
pub struct Book {
    /// One row a record.
    pub main: Table,
    /// One row a row of a repeating table; the first column names the record.
    pub lists: Vec<Table>,
    pub(crate) key: &'static Field,
}

/// One sheet.
pub struct Table {
    /// Its name, at most 31 characters.
    pub name: String,
    /// The repeating table whose rows these are.
    pub of: Option<&'static Field>,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Clone)]
pub struct Column {
    /// The heading; `*` marks what is required.
    pub header: String,
    /// Characters.
    pub width: u8,
    pub(crate) field: &'static Field,
    /// Which level of a cascade.
    pub(crate) level: Option<usize>,
}

impl Book {
    /// The workbook of a form, whose records are told apart by the field `key`.
    ///
    /// # Panics
    /// Where the form has no such field.
    pub fn of(form: &'static Form, key: &str) -> Book {
        let key = form.field(key).expect("a form is keyed by one of its own fields");
        let lists = form.fields().filter_map(|field| match field.kind {
            Kind::Rows(columns, _) => Some(Table::new(field.label, Some(field), Some(key), columns.iter())),
            _ => None,
        });
        Book { lists: lists.collect(), main: Table::new(form.title, None, None, form.fields()), key }
    }

    /// Every sheet, the record's own first.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        std::iter::once(&self.main).chain(&self.lists)
    }
}

impl Table {
    fn new(
        title: &str,
        of: Option<&'static Field>,
        key: Option<&'static Field>,
        fields: impl Iterator<Item = &'static Field>,
    ) -> Table {
        let mut columns: Vec<Column> =
            key.map(|key| Column { header: format!("{}*", key.label), ..Column::of(key) }).into_iter().collect();
        for column in fields.flat_map(Column::all) {
            let named = |other: &Column| other.header.trim_end_matches('*') == column.header.trim_end_matches('*');
            let times = columns.iter().filter(|other| named(other)).count();
            let header = if times == 0 { column.header } else { format!("{}（{}）", column.header, times + 1) };
            columns.push(Column { header, ..column });
        }
        Table { name: sheet_name(title), of, columns }
    }

    /// The columns that hold fields of their own: without the one that names the record.
    pub(crate) fn own(&self) -> &[Column] {
        if self.of.is_some() { &self.columns[1..] } else { &self.columns }
    }

    /// What the sheet shows of a record, or of a row of it.
    pub(crate) fn shown(&self, draft: &Draft) -> Vec<String> {
        self.own().iter().map(|column| column.shown(draft)).collect()
    }
}

impl Column {
    /// The columns of a field: a cascade has one a level; what is searched for, secret or repeated has none here.
    fn all(field: &'static Field) -> Vec<Column> {
        match field.kind {
            Kind::Lookup | Kind::Papers(_) | Kind::Rows(..) => vec![],
            Kind::Line(scalar) if scalar.keys == Keys::Secret => vec![],
            Kind::Cascade(from) => (0..from.levels.len())
                .map(|level| Column {
                    header: format!("{}{}", from.levels[level], star(field)),
                    level: Some(level),
                    ..Column::of(field)
                })
                .collect(),
            _ => vec![Column::of(field)],
        }
    }

    fn of(field: &'static Field) -> Column {
        let width = match field.kind {
            Kind::Line(scalar) => scalar.width,
            Kind::Prose(_) => 40,
            _ => 18,
        };
        let header = format!("{}{}", field.label, star(field));
        // A heading of Chinese characters, each two wide, is never wider than its column.
        let width = width.max(u8::try_from(2 * header.chars().count() + 2).unwrap_or(width));
        Column { header, width, field, level: None }
    }

    /// What the cell shows: names for codes, and what is no code as it was typed.
    pub(crate) fn shown(&self, draft: &Draft) -> String {
        let texts = draft.texts(self.field.name);
        match (self.field.kind, self.level) {
            (Kind::Choice(from) | Kind::Several(from), _) => choices::names(from, texts),
            (Kind::Cascade(from), Some(level)) => choices::level(from, texts, level),
            _ => texts.join("、"),
        }
    }

    /// What a person is told above the rows to fill in.
    pub(crate) fn help(&self) -> String {
        let own = match self.field.kind {
            Kind::Several(_) => "可填多项，用“、”隔开",
            Kind::Cascade(_) => "见“字典”页",
            Kind::Line(scalar) if matches!(scalar.keys, Keys::Day) => "例如 2026-03-01",
            Kind::Line(scalar) if matches!(scalar.keys, Keys::Month) => "例如 2026-03",
            _ => "",
        };
        [self.field.hint, own].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("；")
    }
}

/// The rows of a repeating table.
pub(crate) fn rows_of<'a>(draft: &'a Draft, of: &Field) -> &'a [Draft] {
    match draft.0.get(of.name) {
        Some(Entry::Rows(rows)) => rows,
        _ => &[],
    }
}

fn star(field: &Field) -> &'static str {
    if field.must && field.when.is_none() { "*" } else { "" }
}

/// Excel takes neither more than 31 characters nor these.
pub(crate) fn sheet_name(title: &str) -> String {
    title.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).take(31).collect()
}
