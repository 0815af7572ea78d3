//! What comes back: the rows that were not taken, as they came, with the reasons in a last column.

use crate::book::{Book, Table, rows_of};
use crate::write::{Head, Last, as_text, line};
use crate::{REASON, Unwritable};
use domain::form::Draft;
use rust_xlsxwriter::Worksheet;

/// Characters of the column of reasons.
const WIDTH: u8 = 60;

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Reject {
    /// The row's number as Excel showed it.
    pub number: u32,
    /// The sheet on which it stood, where it is a row of another than the records' own.
    pub sheet: Option<String>,
    /// What was typed.
    pub draft: Draft,
    /// Why, each in a sentence.
    pub reasons: Vec<String>,
}

impl Book {
    /// A workbook of these rows. It can be mended and uploaded again: the column of reasons is not read.
    ///
    /// # Errors
    /// Where there are more rows than a sheet has.
    pub fn rejects(&self, rejects: &[Reject]) -> Result<Vec<u8>, Unwritable> {
        let own: Vec<&Reject> = rejects.iter().filter(|reject| reject.sheet.is_none()).collect();
        let drafts: Vec<Draft> = own.iter().map(|reject| reject.draft.clone()).collect();
        let cells: Vec<String> = own.iter().map(|reject| reject.told()).collect();
        let mut book = crate::write::workbook()?;
        self.fill(&mut book, &drafts, Some(Last { head: Head::new(REASON, WIDTH), cells: &cells }))?;
        for table in &self.lists {
            let strays: Vec<&Reject> = rejects.iter().filter(|it| it.sheet.as_ref() == Some(&table.name)).collect();
            let above: usize = table.of.map_or(0, |of| drafts.iter().map(|draft| rows_of(draft, of).len()).sum());
            if !strays.is_empty() {
                self.lay(book.worksheet_from_name(&table.name)?, table, above, &strays)?;
            }
        }
        book.save_to_buffer()
    }

    /// Rows of another sheet that belong to no record, below those that do, with the reasons in a last column.
    fn lay(&self, sheet: &mut Worksheet, table: &Table, above: usize, strays: &[&Reject]) -> Result<(), Unwritable> {
        let last = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
        sheet.set_column_width(last, f64::from(WIDTH))?.set_column_format(last, &as_text())?;
        sheet.write_string(0, last, REASON)?;
        for (row, stray) in (u32::try_from(above + 1).unwrap_or(u32::MAX)..).zip(strays) {
            let own = table.of.and_then(|of| rows_of(&stray.draft, of).first());
            let cells = std::iter::once(stray.draft.text(self.key.name).to_owned());
            let cells: Vec<String> = cells.chain(own.map(|own| table.shown(own)).unwrap_or_default()).collect();
            line(sheet, row, cells.iter().map(String::as_str))?;
            sheet.write_string(row, last, stray.told())?;
        }
        Ok(())
    }
}

impl Reject {
    fn told(&self) -> String {
        format!("原第 {} 行：{}", self.number, self.reasons.join("；"))
    }
}
