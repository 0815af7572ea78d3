//! What was filled in: one draft a row, ready for the form, with the row's number as Excel shows it.

mod sheet;

use crate::book::{Book, Column, Table};
use crate::cell::Said;
use crate::header::Header;
use crate::{MOST_ROWS, Refusal, choices, gate};
use domain::form::{Complaint, Draft, Entry, Kind};
use domain::text::half_width;
use domain::value::Fault;
use sheet::{Lines, Workbook};
use std::collections::BTreeMap;

/// What a file holds.
#[derive(Debug, Default)]
pub struct Taken {
    /// One a record, in the order of the sheet.
    pub rows: Vec<Row>,
    /// Headings that name no column; what stands below them was not read.
    pub unknown: Vec<String>,
    /// Sheets that were not read as a whole, each in a sentence.
    pub unread: Vec<String>,
    /// Rows of other sheets that belong to no record.
    pub strays: Vec<Stray>,
}

/// One record.
#[derive(Debug, Default)]
pub struct Row {
    /// The row's number as Excel shows it.
    pub number: u32,
    /// What was typed: codes for names, days in their one spelling, everything else as it stands in the cell.
    pub draft: Draft,
    /// Cells that could not be read.
    pub complaints: Vec<Complaint>,
    /// Where the rows of the other sheets stand, by their table.
    lines: BTreeMap<&'static str, Vec<(String, u32)>>,
}

impl Row {
    /// What is wrong with it in one sentence, with the sheet and the row where it is not the record's own.
    pub fn reason(&self, complaint: &Complaint) -> String {
        let mut path = complaint.at.split('.');
        let lines = path.next().and_then(|list| self.lines.get(list));
        let line = lines.zip(path.next().and_then(|n| n.parse::<usize>().ok())).and_then(|(lines, n)| lines.get(n));
        match line {
            Some((sheet, number)) => format!("“{sheet}”页第 {number} 行：{}", complaint.words()),
            None => complaint.words(),
        }
    }
}

/// A row of another sheet that belongs to no record: named, and given back where it stood.
#[derive(Debug, PartialEq)]
pub struct Stray {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number as Excel shows it.
    pub number: u32,
    /// The record that it names, and under its table this one row.
    pub draft: Draft,
    /// What is wrong with it, each in a sentence.
    pub reasons: Vec<String>,
}

/// The rows of other sheets that one file may hold.
const MOST_LINES: usize = 4 * MOST_ROWS;

impl Book {
    /// Reads an uploaded file.
    ///
    /// # Errors
    /// Where the file as a whole is not taken.
    pub fn read(&self, bytes: &[u8]) -> Result<Taken, Refusal> {
        gate::pass(bytes)?;
        let mut workbook = Workbook::open(bytes)?;
        let main = workbook.main(&self.main, &self.lists)?;
        let lines = workbook.lines(&main, MOST_ROWS)?;
        let (header, rows) = headed(&self.main, lines)?;
        if rows.len() > MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
        let mut taken = Taken { unknown: header.unknown.clone(), ..Taken::default() };
        for (number, cells) in rows {
            let (draft, complaints) = record(&self.main, &header, &cells);
            taken.rows.push(Row { number, draft, complaints, lines: BTreeMap::new() });
        }
        if taken.rows.is_empty() {
            return Err(Refusal::NoRows);
        }
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (n, row) in taken.rows.iter().enumerate() {
            known.entry(self.named(row.draft.text(self.key.name))).or_insert(n);
        }
        known.remove("");
        for table in &self.lists {
            if workbook.has(&table.name) {
                self.list(table, workbook.lines(&table.name, MOST_LINES)?, &known, &mut taken);
            }
        }
        taken
            .unread
            .extend(workbook.others(&main, &self.lists).map(|name| format!("没有读取模板以外的工作表“{name}”")));
        Ok(taken)
    }

    /// How a record is named: in the one spelling of its field, so that two names are the same here exactly where they
    /// are the same of two records. What has no such spelling makes its record a bad one, and only finds its rows.
    fn named(&self, typed: &str) -> String {
        let spelled = match self.key.kind {
            Kind::Line(scalar) => (scalar.canon)(typed.trim(), None).ok(),
            _ => None,
        };
        spelled.unwrap_or_else(|| half_width(typed).to_uppercase())
    }

    /// Gives the rows of a repeating table to their records.
    fn list(&self, table: &Table, lines: Lines, known: &BTreeMap<String, usize>, taken: &mut Taken) {
        let Some(of) = table.of else { return };
        // A sheet that nobody filled in needs no headings either.
        let Ok((header, rows)) = headed(table, lines) else {
            taken.unread.push(format!("“{}”页的标题行与模板不同，没有读取", table.name));
            return;
        };
        taken.unknown.extend(header.unknown.iter().map(|name| format!("{}·{name}", table.name)));
        // A row may have a field of its own that is called as the record's key is.
        let first = header.places.iter().find(|(_, place)| **place == 0).map(|(at, _)| *at);
        for (number, mut cells) in rows {
            let named = first.and_then(|at| cells.remove(&at)).and_then(|said| said.typed(self.key).ok());
            let (draft, complaints) = record(table, &header, &cells);
            let named = named.unwrap_or_default();
            let Some(row) = known.get(&self.named(&named)).and_then(|n| taken.rows.get_mut(*n)) else {
                let (label, main) = (self.key.label, &self.main.name);
                let lost = format!("{label}不在“{main}”页中，请在那里补上这一行，或改正{label}");
                let reasons = std::iter::once(lost).chain(complaints.iter().map(Complaint::words)).collect();
                let mut whole = Draft::default().with(self.key.name, named);
                whole.0.insert(of.name.to_owned(), Entry::Rows(vec![draft]));
                taken.strays.push(Stray { sheet: table.name.clone(), number, draft: whole, reasons });
                continue;
            };
            let Entry::Rows(rows) = row.draft.0.entry(of.name.to_owned()).or_insert(Entry::Rows(Vec::new())) else {
                continue;
            };
            let at = |it: Complaint| Complaint { at: format!("{}.{}.{}", of.name, rows.len(), it.at), ..it };
            row.complaints.extend(complaints.into_iter().map(at));
            row.lines.entry(of.name).or_default().push((table.name.clone(), number));
            rows.push(draft);
        }
    }
}

/// The headings, and the rows below them that hold anything.
fn headed(table: &Table, lines: Lines) -> Result<(Header, Lines), Refusal> {
    let begins = lines.iter().take(10).enumerate().map(|(n, (_, cells))| (Header::score(table, cells), n));
    // The first of the best: what stands above the headings names fewer of them.
    let best = begins.fold((0, 0), |best, it| if it.0 > best.0 { it } else { best });
    let mut rest = lines.into_iter().skip(best.1);
    let header = Header::read(table, &rest.next().map(|(_, cells)| cells).unwrap_or_default())?;
    let mut rows: Lines = rest.collect();
    if rows.first().is_some_and(|(_, cells)| header.is_help(table, cells)) {
        rows.remove(0);
    }
    for (_, cells) in &mut rows {
        // What stands in no column of the form is not part of the record.
        cells.retain(|at, _| header.places.contains_key(at));
    }
    rows.retain(|(_, cells)| !cells.is_empty());
    Ok((header, rows))
}

/// The draft of one row.
fn record(table: &Table, header: &Header, cells: &BTreeMap<u32, Said>) -> (Draft, Vec<Complaint>) {
    let (mut draft, mut complaints) = (Draft::default(), Vec::new());
    let mut paths: BTreeMap<&str, (&Column, Vec<String>)> = BTreeMap::new();
    for (at, said) in cells {
        let Some(column) = header.places.get(at).map(|place| &table.columns[*place]) else { continue };
        let field = column.field;
        let typed = match said.typed(field) {
            Ok(typed) => typed,
            Err(fault) => {
                complaints.push(field.wrong(fault));
                continue;
            }
        };
        let texts = match (field.kind, column.level) {
            (Kind::Choice(from), _) => vec![choices::code(from, &typed)],
            (Kind::Several(from), _) => choices::codes(from, &typed),
            (Kind::Cascade(from), Some(level)) => {
                let path = paths.entry(field.name).or_insert_with(|| (column, vec![String::new(); from.levels.len()]));
                path.1[level] = typed;
                continue;
            }
            _ => vec![typed],
        };
        draft.0.insert(field.name.to_owned(), Entry::Texts(texts));
    }
    for (name, (column, typed)) in paths {
        if let Kind::Cascade(from) = column.field.kind {
            draft.0.insert(name.to_owned(), Entry::Texts(choices::path(from, &typed)));
        }
    }
    // A cell that cannot be read is no empty one: what is said of it stands for what would be said of nothing.
    complaints.retain(|it| !matches!(it.fault, Fault::Missing));
    (draft, complaints)
}
