//! 模板: the same columns with stars, help, lists to choose from, and a last sheet of the dictionaries.

use crate::book::{Book, Column, Table};
use crate::write::{as_text, begin, line};
use crate::{MOST_ROWS, Unwritable};
use domain::form::{Cascade, Kind, Node};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatBorder, Formula, Worksheet, XlsxError,
};

/// The last sheet.
pub(crate) const DICTIONARIES: &str = "字典";
/// Rows that are drawn, to be filled in.
const DRAWN: u32 = 20;

/// A column of the last sheet.
struct Listed {
    names: Vec<String>,
    head: String,
    /// The dictionary, and the level of a cascade: the same one lies there once.
    of: (*const (), usize),
}

impl Book {
    /// A workbook to be filled in.
    ///
    /// # Errors
    /// Where a column's help is longer than Excel shows.
    pub fn template(&self) -> Result<Vec<u8>, Unwritable> {
        let mut book = crate::write::workbook()?;
        let mut lists: Vec<Listed> = Vec::new();
        for table in self.tables() {
            table.blank(book.add_worksheet(), &mut lists)?;
        }
        let sheet = book.add_worksheet();
        let heads: Vec<(String, u8)> = lists.iter().map(|list| (list.head.clone(), 24)).collect();
        begin(sheet, DICTIONARIES, &heads)?;
        for (column, list) in (0..).zip(&lists) {
            for (row, name) in (1..).zip(&list.names) {
                sheet.write_string(row, column, name)?;
            }
        }
        book.save_to_buffer()
    }
}

impl Table {
    /// The sheet with its headings, its help and some empty rows.
    fn blank(&self, sheet: &mut Worksheet, lists: &mut Vec<Listed>) -> Result<(), XlsxError> {
        begin(sheet, &self.name, &self.heads())?;
        let helps: Vec<String> = self.columns.iter().map(Column::help).collect();
        let first = if helps.iter().all(String::is_empty) { 1 } else { 2 };
        let grey = as_text().set_italic().set_font_color(Color::Gray).set_text_wrap();
        line(sheet, 1, helps.iter().map(String::as_str))?;
        for (column, help) in (0..).zip(&helps).filter(|(_, help)| !help.is_empty()) {
            sheet.write_string_with_format(1, column, help, &grey)?;
        }
        let drawn: Format = as_text().set_border(FormatBorder::Hair);
        let last = u32::try_from(MOST_ROWS).unwrap_or(u32::MAX) + first - 1;
        for (at, column) in (0..).zip(&self.columns) {
            for row in first..first + DRAWN {
                sheet.write_blank(row, at, &drawn)?;
            }
            if let Some(rule) = column.validation(lists)? {
                sheet.add_data_validation(first, at, last, at, &rule)?;
            }
        }
        Ok(())
    }
}

impl Column {
    /// The list to choose from, where one cell holds one choice; several are only listed on the last sheet.
    fn validation(&self, lists: &mut Vec<Listed>) -> Result<Option<DataValidation>, XlsxError> {
        let (list, strict) = match (self.field.kind, self.level) {
            (Kind::Choice(from), _) | (Kind::Several(from), _) => {
                let names = from.entries.iter().map(|(_, name)| (*name).to_owned()).collect();
                let of = (std::ptr::from_ref(from).cast(), 0);
                (Listed { names, head: self.field.label.to_owned(), of }, matches!(self.field.kind, Kind::Choice(_)))
            }
            (Kind::Cascade(from), Some(level)) => {
                let of = (std::ptr::from_ref(from).cast(), level);
                let list = Listed { names: column_of(from, level), head: from.levels[level].to_owned(), of };
                (list, level == 0)
            }
            _ => return Ok(None),
        };
        // The first level of a cascade is repeated beside each of its leaves, so it is chosen from a list of its own.
        let at = if let (Kind::Cascade(from), true) = (self.field.kind, strict) {
            place(lists, list);
            let names = from.roots.iter().map(|node| node.name.to_owned()).collect();
            place(
                lists,
                Listed {
                    names,
                    head: format!("{}（选项）", from.levels[0]),
                    of: (std::ptr::from_ref(from).cast(), usize::MAX),
                },
            )
        } else {
            place(lists, list)
        };
        if !strict {
            return Ok(None);
        }
        let rows = lists[at].names.len() + 1;
        let letters = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(at).unwrap_or(u16::MAX));
        let range = Formula::new(format!("='{DICTIONARIES}'!${letters}$2:${letters}${rows}"));
        let rule = DataValidation::new().allow_list_formula(range).set_error_style(DataValidationErrorStyle::Stop);
        rule.set_error_title("请从列表中选择")?.set_error_message("不在列表中的内容不能录入。").map(Some)
    }
}

/// Where a list lies on the last sheet.
fn place(lists: &mut Vec<Listed>, list: Listed) -> usize {
    lists.iter().position(|known| known.of == list.of).unwrap_or_else(|| {
        lists.push(list);
        lists.len() - 1
    })
}

/// One level of a cascade beside each of its leaves, so that a row of the sheet is a path.
fn column_of(from: &Cascade, level: usize) -> Vec<String> {
    fn walk(nodes: &'static [Node], path: &mut Vec<&'static str>, level: usize, names: &mut Vec<String>) {
        for node in nodes {
            path.push(node.name);
            if node.below.is_empty() {
                names.push(path.get(level).copied().unwrap_or_default().to_owned());
            } else {
                walk(node.below, path, level, names);
            }
            path.pop();
        }
    }
    let mut names = Vec::new();
    walk(from.roots, &mut Vec::new(), level, &mut names);
    names
}
