//! One field on the page.

use super::is_short;
use super::values::words_of;
use askama::Template;
use domain::form::{Cascade, Complaint, Draft, Field, Filled, Keys, Kind, Node, Scalar};
use std::collections::BTreeMap;

/// Up to so many choices are shown as radio buttons, more as a list.
const FEW: usize = 3;

/// One field on the page.
#[derive(Template)]
#[template(path = "field.html")]
pub(super) struct Asked<'a> {
    field: &'static Field,
    id: String,
    texts: &'a [String],
    fault: Option<String>,
    /// Repeating rows, drawn in place.
    rows: Vec<Vec<Asked<'a>>>,
    /// Repeating rows, drawn as a table.
    table: Option<Table<'a>>,
    /// What may be chosen now in a field that is searched, and what was searched for.
    found: &'a [(String, String)],
    query: &'a str,
    searched: bool,
    /// To be read only.
    locked: bool,
}

/// A repeating table whose rows are pages of their own.
struct Table<'a> {
    base: &'a str,
    /// The form is kept while it is not saved, and its rows are pages of that keeping.
    drafts: bool,
    /// What is in the rows, which are sent with the form while it is not saved.
    sent: Vec<(String, &'a str)>,
    add: &'static str,
    columns: Vec<&'static Field>,
    rows: Vec<TableRow<'a>>,
}

struct TableRow<'a> {
    texts: Vec<String>,
    /// What is wrong in this row.
    faults: Vec<(&'a str, String)>,
}

impl<'a> Asked<'a> {
    /// `path` is empty, or `rows.0.` inside a row.
    pub(super) fn new(field: &'static Field, path: String, draft: &'a Draft, complaints: &'a [Complaint]) -> Asked<'a> {
        static BLANK: Draft = Draft(BTreeMap::new());
        let id = format!("{path}{}", field.name);
        let (mut rows, mut table) = (Vec::new(), None);
        if let Kind::Rows(columns, most) = field.kind {
            let typed = draft.rows(field.name);
            let more = if typed.len() < most { Some(&BLANK) } else { None };
            for (n, row) in typed.iter().chain(more).enumerate() {
                let path = format!("{id}.{n}.");
                rows.push(columns.iter().map(|column| Asked::new(column, path.clone(), row, complaints)).collect());
            }
            table = Some(Table::new(columns, &id, typed, complaints));
        }
        let fault = complaints.iter().find(|complaint| complaint.at == id).map(Complaint::words);
        let texts = draft.texts(field.name);
        Asked { field, id, texts, fault, rows, table, found: &[], query: "", searched: false, locked: false }
    }
    /// What was found, for a field that is searched.
    pub(super) fn found(mut self, filled: &'a Filled) -> Asked<'a> {
        if matches!(self.field.kind, Kind::Lookup) {
            let found = filled.found.get(self.field.name);
            self.found = found.map_or(&[], Vec::as_slice);
            self.query = filled.draft.text(&format!("_{}_query", self.field.name));
            self.searched = found.is_some() && !self.query.is_empty();
        }
        self
    }
    /// Rows as a table with pages of their own, or rows in place.
    pub(super) fn rows_at(mut self, base: Option<&'a str>, drafts: Option<&'a str>, add: &'static str) -> Asked<'a> {
        self.table = match (self.table.take(), drafts.or(base)) {
            (Some(table), Some(base)) => Some(Table { base, add, drafts: drafts.is_some(), ..table }),
            _ => None,
        };
        self
    }

    /// To be read only.
    pub(super) fn locked(self, locked: bool) -> Asked<'a> {
        Asked { locked, ..self }
    }

    fn text(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }
    fn has(&self, code: &str) -> bool {
        self.texts.iter().any(|text| text == code)
    }
    fn is_few(&self, entries: &[(&str, &str)]) -> bool {
        entries.len() <= FEW
    }
    /// Several controls under one name need a fieldset; one control needs a label.
    fn is_group(&self) -> bool {
        match self.field.kind {
            Kind::Line(_) | Kind::Prose(_) => false,
            Kind::Choice(from) => self.is_few(from.entries),
            Kind::Several(_) | Kind::Cascade(_) | Kind::Lookup | Kind::Papers(_) | Kind::Rows(..) => true,
        }
    }
    fn is_wide(&self) -> bool {
        matches!(
            self.field.kind,
            Kind::Prose(_) | Kind::Lookup | Kind::Papers(_) | Kind::Rows(..) | Kind::Cascade(_) | Kind::Several(_)
        )
    }
    /// How many lines of a text are in sight.
    fn lines(&self, most: &usize) -> u8 {
        match most {
            ..=500 => 3,
            501..5000 => 5,
            _ => 12,
        }
    }
    /// The declared help, or the spelling where browsers may show a plain input.
    fn hint(&self) -> &'static str {
        match self.field.kind {
            _ if !self.field.hint.is_empty() => self.field.hint,
            Kind::Line(Scalar { keys: Keys::Month, .. }) => "格式：2016-03",
            _ => "",
        }
    }
    fn describedby(&self) -> String {
        let hint = (!self.hint().is_empty()).then(|| format!("{}-hint", self.id));
        let fault = self.fault.as_ref().map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(fault).collect();
        ids.join(" ")
    }
    /// The id of the nth control: the first bears the field's own, so that the summary leads to it.
    fn nth(&self, n: &usize) -> String {
        if *n == 0 { self.id.clone() } else { format!("{}-{n}", self.id) }
    }
    /// What stays of a chosen id whose name was not looked up again.
    fn chosen_unknown(&self) -> bool {
        !self.text().is_empty() && !self.found.iter().any(|(id, _)| id == self.text())
    }
    /// The kind of input. What was typed wrongly as a day is shown as it was typed, which a day's input could not.
    fn input(&self, keys: &Keys) -> &'static str {
        match keys {
            Keys::Day | Keys::Month if self.fault.is_some() && !self.text().is_empty() => r#"type="text""#,
            Keys::Words => r#"type="text""#,
            Keys::Code => r#"type="text" spellcheck="false" autocapitalize="none""#,
            Keys::Day => r#"type="date""#,
            Keys::Month => r#"type="month""#,
            Keys::Phone => r#"type="tel""#,
            Keys::Decimal => r#"type="text" inputmode="decimal""#,
            Keys::Digits => r#"type="text" inputmode="numeric""#,
            Keys::Secret => r#"type="password" spellcheck="false""#,
        }
    }
    fn is_secret(&self, keys: &Keys) -> bool {
        *keys == Keys::Secret
    }
    fn is_number(&self, keys: &Keys) -> bool {
        matches!(keys, Keys::Code | Keys::Phone | Keys::Decimal | Keys::Digits | Keys::Day | Keys::Month)
    }
    /// Each level with its choices, as far down as the person has chosen, and one more.
    fn steps(&self, from: &'static Cascade) -> Vec<(&'static str, &'a str, &'static [Node])> {
        let path = from.path(self.texts);
        let choices = std::iter::once(from.roots).chain(path.iter().map(|node| node.below));
        let chosen = |n: usize| self.texts.get(n).map_or("", String::as_str);
        from.levels.iter().zip(choices).enumerate().map(|(n, (level, nodes))| (*level, chosen(n), nodes)).collect()
    }
    fn is_whole(&self, from: &'static Cascade) -> bool {
        from.path(self.texts).len() == from.levels.len()
    }
}

impl<'a> Table<'a> {
    fn new(columns: &'static [Field], id: &str, rows: &'a [Draft], complaints: &'a [Complaint]) -> Table<'a> {
        // Prose is too long for a table, and what nobody filled in would only push the buttons out of sight.
        let told = |column: &&Field| column.must || rows.iter().any(|row| !row.text(column.name).is_empty());
        let short = columns.iter().filter(|column| !matches!(column.kind, Kind::Prose(_)));
        let shown: Vec<&Field> = short.filter(told).collect();
        let row = |(n, row): (usize, &'a Draft)| {
            let path = format!("{id}.{n}.");
            let faults = complaints.iter().filter(|complaint| complaint.at.starts_with(&path));
            TableRow {
                texts: shown.iter().map(|column| words_of(column, row.texts(column.name))).collect(),
                faults: faults.map(|complaint| (complaint.at.as_str(), complaint.words())).collect(),
            }
        };
        let (all, rows) = (rows, rows.iter().enumerate().map(row).collect());
        let sent = columns.iter().flat_map(|column| {
            let texts = |(n, row): (usize, &'a Draft)| {
                let name = format!("{id}.{n}.{}", column.name);
                row.texts(column.name).iter().map(move |text| (name.clone(), text.as_str()))
            };
            all.iter().enumerate().flat_map(texts)
        });
        let sent = sent.collect();
        Table { base: "", drafts: false, sent, add: "新增记录", columns: shown, rows }
    }
}
