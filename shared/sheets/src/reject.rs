//! What comes back: the rows that were not taken, as they came, with the reasons in a last column.

use crate::book::Book;
use crate::write::{Head, Last};
use crate::{REASON, Unwritable};
use domain::form::Draft;

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Reject {
    /// The row's number as Excel showed it.
    pub number: u32,
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
        let drafts: Vec<Draft> = rejects.iter().map(|reject| reject.draft.clone()).collect();
        let told = |reject: &Reject| format!("原第 {} 行：{}", reject.number, reject.reasons.join("；"));
        let cells: Vec<String> = rejects.iter().map(told).collect();
        let mut book = crate::write::workbook()?;
        self.fill(&mut book, &drafts, Some(Last { head: Head::new(REASON, 60), cells: &cells }))?;
        book.save_to_buffer()
    }
}
