//! The sheets of a workbook, row by row: what is blank or beyond all measure is never set memory aside for.

use crate::Refusal;
use crate::book::{Table, sheet_name};
use crate::cell::{self, Said};
use crate::header::Cells;
use crate::template::DICTIONARIES;
use calamine::{Reader, SheetType, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Sheets of one file, at most.
const MOST_SHEETS: usize = 50;
/// Columns of one sheet, at most.
const MOST_COLUMNS: u32 = 256;
/// Bytes of all cells of one sheet together, at most: many cells may share one long text.
const MOST_TEXT: usize = 24 * 1024 * 1024;
/// What may stand above the rows: a title, the headings, the help.
const ABOVE: usize = 10;

/// Rows that hold anything, by the number that Excel shows.
pub(super) type Lines = Vec<(u32, Cells)>;

/// An opened file.
pub(super) struct Workbook<'a> {
    file: Xlsx<Cursor<&'a [u8]>>,
    names: Vec<String>,
}

impl<'a> Workbook<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Workbook<'a>, Refusal> {
        let file = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        let sheets = file.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
        if names.len() > MOST_SHEETS { Err(Refusal::TooManySheets) } else { Ok(Workbook { file, names }) }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// The sheet of the records: by its name, else the first that is none of the others.
    pub(super) fn main(&self, main: &Table, lists: &[Table]) -> Result<String, Refusal> {
        if self.has(&main.name) {
            return Ok(main.name.clone());
        }
        let other = |name: &&String| sheet_name(name) != DICTIONARIES && lists.iter().all(|list| list.name != **name);
        self.names.iter().find(other).cloned().ok_or(Refusal::NoRows)
    }

    /// What nobody reads: neither the records, nor rows of theirs, nor the dictionaries of the template.
    pub(super) fn others<'b>(&'b self, main: &'b str, lists: &'b [Table]) -> impl Iterator<Item = &'b str> {
        let read = move |name: &str| name == main || name == DICTIONARIES || lists.iter().any(|list| list.name == name);
        self.names.iter().map(String::as_str).filter(move |name| !read(name))
    }

    /// The rows of a sheet. How large it says it is, and what is blank in it, costs nothing.
    pub(super) fn lines(&mut self, name: &str, most: usize) -> Result<Lines, Refusal> {
        let mut cells = self.file.worksheet_cells_reader(name).map_err(|_| Refusal::Damaged)?;
        let (mut rows, mut text): (BTreeMap<u32, Cells>, usize) = (BTreeMap::new(), 0);
        while let Some(found) = cells.next_cell().map_err(|_| Refusal::Damaged)? {
            let Some(said) = cell::said(found.get_value()) else { continue };
            let (row, column) = found.get_position();
            if column >= MOST_COLUMNS {
                return Err(Refusal::TooManyColumns);
            }
            text += if let Said::Text(text) = &said { text.len() } else { 0 };
            if text > MOST_TEXT {
                return Err(Refusal::Bomb);
            }
            rows.entry(row).or_default().insert(column, said);
            if rows.len() > most + ABOVE {
                return Err(Refusal::TooManyRows);
            }
        }
        Ok(rows.into_iter().map(|(row, cells)| (row.saturating_add(1), cells)).collect())
    }
}
