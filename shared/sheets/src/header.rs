//! Which column is which: by its heading, wherever it stands.

use crate::book::Table;
use crate::cell::Said;
use crate::{REASON, Refusal};
use std::collections::BTreeMap;

/// The cells of one row, by column.
pub(crate) type Cells = BTreeMap<u32, Said>;

/// What the headings say.
pub(crate) struct Header {
    /// Which column of the form stands in which column of the sheet.
    pub(crate) places: BTreeMap<u32, usize>,
    /// Headings that name no column of the form.
    pub(crate) unknown: Vec<String>,
}

impl Header {
    /// How many columns of the form this row names: the row of headings names most.
    pub(crate) fn score(table: &Table, cells: &Cells) -> usize {
        cells.values().filter(|said| place(table, said).is_some()).count()
    }

    /// Reads the row of headings.
    ///
    /// # Errors
    /// Where a required column is missing, or one is there twice.
    pub(crate) fn read(table: &Table, cells: &Cells) -> Result<Header, Refusal> {
        let mut header = Header { places: BTreeMap::new(), unknown: Vec::new() };
        let mut twice = Vec::new();
        for (at, said) in cells {
            match place(table, said) {
                Some(column) if header.places.values().any(|known| *known == column) => {
                    twice.push(label(&table.columns[column].header).to_owned());
                }
                Some(column) => drop(header.places.insert(*at, column)),
                None if said.words() == REASON => {}
                None => header.unknown.push(said.words().chars().take(40).collect()),
            }
        }
        let starred = table.columns.iter().enumerate().filter(|(_, column)| column.header.ends_with('*'));
        let absent = starred.filter(|(column, _)| !header.places.values().any(|known| known == column));
        let absent: Vec<String> = absent.map(|(_, column)| label(&column.header).to_owned()).collect();
        match () {
            () if !absent.is_empty() => Err(Refusal::Lacks(absent)),
            () if !twice.is_empty() => Err(Refusal::Twice(twice)),
            () => Ok(header),
        }
    }

    /// Whether a row only repeats the help that the template gives.
    pub(crate) fn is_help(&self, table: &Table, cells: &Cells) -> bool {
        let helps = |(at, said): (&u32, &Said)| {
            let help = self.places.get(at).map(|column| table.columns[*column].help());
            help.is_some_and(|help| !help.is_empty() && said.words() == help)
        };
        !cells.is_empty() && cells.iter().all(helps)
    }
}

/// A heading without its star.
pub(crate) fn label(header: &str) -> &str {
    header.trim_end_matches('*')
}

fn place(table: &Table, said: &Said) -> Option<usize> {
    let Said::Text(text) = said else { return None };
    let typed = plain(text);
    table.columns.iter().position(|column| plain(&column.header) == typed)
}

/// Stars, blanks and the width of brackets do not tell headings apart.
fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '（' => '(',
        '）' => ')',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊')).map(one).collect()
}
