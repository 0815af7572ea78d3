//! A statement about a table: who states it above, what is stated and who signs below. It is printed, signed and sealed.

use crate::write::{Head, as_text, line, sheet_of};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, XlsxError};

/// Height of a line to be signed, in points.
const SIGNED: f64 = 32.0;
/// Height of what is stated, in points: three lines of it.
const STATED: f64 = 54.0;

/// A statement.
pub struct Statement<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Who states it: each a label and a text.
    pub above: &'a [(&'a str, &'a str)],
    /// The headings of the table.
    pub heads: &'a [Head],
    /// What is stated, in a sentence.
    pub words: &'a str,
    /// What is filled in by hand, each a line: signature, seal, day.
    pub signed: &'a [&'a str],
}

impl Statement<'_> {
    /// A workbook of one sheet, ready to be printed. Whoever calls it has masked what is to be masked.
    ///
    /// # Errors
    /// Where the title is none that a sheet can bear, or there are more rows than a sheet has.
    pub fn of(&self, rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, XlsxError> {
        let mut book = crate::write::workbook()?;
        let sheet = sheet_of(&mut book, self.title, self.heads)?;
        let last = u16::try_from(self.heads.len()).unwrap_or(1).saturating_sub(1).max(1);
        let title = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
        sheet.merge_range(0, 0, 0, last, self.title, &title)?;
        let mut row = 1;
        for (label, text) in self.above {
            line(sheet, row, [*label, "", *text].into_iter())?;
            row += 1;
        }
        let (heads, drawn) = (row, as_text().set_border(FormatBorder::Thin));
        let bold = drawn.clone().set_bold();
        for (column, head) in (0..).zip(self.heads) {
            sheet.write_string_with_format(heads, column, head.name, &bold)?;
        }
        for cells in rows {
            row += 1;
            line(sheet, row, cells.iter().map(String::as_str))?;
            for column in 0..=last {
                sheet.set_cell_format(row, column, &drawn)?;
            }
        }
        row += 2;
        let wrapped = as_text().set_text_wrap().set_align(FormatAlign::Top);
        sheet.merge_range(row, 0, row, last, self.words, &wrapped)?.set_row_height(row, STATED)?;
        for label in self.signed {
            row += 1;
            line(sheet, row, std::iter::once(*label))?;
            sheet.set_row_height(row, SIGNED)?;
        }
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(heads, heads)?;
        book.save_to_buffer()
    }
}
