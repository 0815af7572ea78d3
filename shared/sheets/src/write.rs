//! Writing: every cell is a text, so that none is taken for a formula; headings are bold and stay in sight.

use crate::book::{Book, Table, rows_of, sheet_name};
use domain::form::{Draft, Field, Kind};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// The longest text that Excel takes in a cell.
const LONGEST: usize = 32_767;

/// A workbook that does not tell when it was made: the same lists are the same bytes.
pub(crate) fn workbook() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    Ok(book)
}

/// A heading and the width of its column.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The heading.
    pub name: &'static str,
    /// Characters.
    pub width: u8,
}

impl Head {
    /// A heading that is no field's.
    pub const fn new(name: &'static str, width: u8) -> Head {
        Head { name, width }
    }
    /// The heading of a field.
    pub const fn of(field: &Field) -> Head {
        let width = match field.kind {
            Kind::Line(scalar) => scalar.width,
            Kind::Prose(_) => 40,
            _ => 18,
        };
        Head { name: field.label, width }
    }
}

/// A list as a workbook of one sheet. Whoever calls it has masked what is to be masked.
///
/// # Errors
/// Where the title is none that a sheet can bear, or there are more rows than a sheet has.
pub fn list(title: &str, heads: &[Head], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook()?;
    let sheet = book.add_worksheet();
    let heads: Vec<(String, u8)> = heads.iter().map(|head| (head.name.to_owned(), head.width)).collect();
    begin(sheet, title, &heads)?;
    for (row, cells) in (1..).zip(rows) {
        line(sheet, row, cells.iter().map(String::as_str))?;
    }
    book.save_to_buffer()
}

impl Book {
    /// Records as a workbook that can be read again: each on one row, its repeating rows on sheets of their own.
    ///
    /// # Errors
    /// Where there are more rows than a sheet has.
    pub fn written(&self, records: &[Draft]) -> Result<Vec<u8>, XlsxError> {
        let mut book = workbook()?;
        self.fill(&mut book, records, None)?;
        book.save_to_buffer()
    }

    /// The sheets of these records; with a last column of its own on the first.
    pub(crate) fn fill(&self, book: &mut Workbook, records: &[Draft], last: Option<Last<'_>>) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        let mut heads = self.main.heads();
        heads.extend(last.iter().map(|last| (last.head.name.to_owned(), last.head.width)));
        begin(sheet, &self.main.name, &heads)?;
        for (row, (n, record)) in (1..).zip(records.iter().enumerate()) {
            let mut cells = self.main.shown(record);
            cells.extend(last.iter().filter_map(|last| last.cells.get(n).cloned()));
            line(sheet, row, cells.iter().map(String::as_str))?;
        }
        for table in &self.lists {
            let sheet = book.add_worksheet();
            begin(sheet, &table.name, &table.heads())?;
            let of = |record: &Draft| -> Vec<Vec<String>> {
                let key = record.text(self.key.name).to_owned();
                let rows = table.of.map_or(&[][..], |of| rows_of(record, of));
                rows.iter().map(|row| std::iter::once(key.clone()).chain(table.shown(row)).collect()).collect()
            };
            for (row, cells) in (1..).zip(records.iter().flat_map(of)) {
                line(sheet, row, cells.iter().map(String::as_str))?;
            }
        }
        Ok(())
    }
}

/// A column behind those of the form.
pub(crate) struct Last<'a> {
    pub(crate) head: Head,
    pub(crate) cells: &'a [String],
}

impl Table {
    pub(crate) fn heads(&self) -> Vec<(String, u8)> {
        self.columns.iter().map(|column| (column.header.clone(), column.width)).collect()
    }
}

/// A cell that stays a text also where a person types a number into it.
pub(crate) fn as_text() -> Format {
    Format::new().set_num_format("@")
}

/// A sheet of its own with its name and its columns, on which nothing is written yet.
pub(crate) fn sheet_of<'a>(
    book: &'a mut Workbook,
    title: &str,
    heads: &[Head],
) -> Result<&'a mut Worksheet, XlsxError> {
    let (sheet, text) = (book.add_worksheet(), as_text());
    sheet.set_name(sheet_name(title))?;
    for (column, head) in (0..).zip(heads) {
        sheet.set_column_width(column, f64::from(head.width))?;
        sheet.set_column_format(column, &text)?;
    }
    Ok(sheet)
}

/// Name, widths and headings of a sheet.
pub(crate) fn begin(sheet: &mut Worksheet, title: &str, heads: &[(String, u8)]) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(title))?;
    let bold = Format::new().set_bold().set_align(FormatAlign::VerticalCenter);
    let text = as_text();
    for (column, (name, width)) in (0..).zip(heads) {
        sheet.set_column_width(column, f64::from(*width))?;
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// One row of texts. What is empty stays a blank cell.
pub(crate) fn line<'a>(sheet: &mut Worksheet, row: u32, cells: impl Iterator<Item = &'a str>) -> Result<(), XlsxError> {
    for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
        let seen = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let text: String = text.chars().filter(seen).take(LONGEST).collect();
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}
