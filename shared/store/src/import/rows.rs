//! Rows of a file on pages: sealed, since they hold identity numbers, and each page small enough for one item.

use super::Import;
use crate::Store;
use crate::item::{Item, View};
use crate::keys::Matter;
use crate::table::Stretch;
use domain::Trouble;
use domain::form::{Draft, Entry};
use serde_json::{Map, Value as Json, json};

/// Rows of one page, at most.
const MOST: usize = 50;
/// Bytes of one page, unless one row alone has more.
const BYTES: usize = 200_000;

/// One row of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number as Excel shows it.
    pub number: u32,
    /// The sheet on which it stands, where it is a row of another that belongs to no record.
    pub sheet: Option<String>,
    /// What was typed.
    pub draft: Draft,
    /// Why it is not taken, each in a sentence; none of a good row.
    pub reasons: Vec<String>,
    /// What is to be looked at before it is taken, each in a sentence.
    pub remarks: Vec<String>,
}

/// Where rows lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What can be taken.
    Good,
    /// What cannot.
    Bad,
}

impl Shelf {
    /// The code in keys and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Shelf::Good => "good",
            Shelf::Bad => "bad",
        }
    }
    /// The shelf of a code.
    pub fn parse(code: &str) -> Option<Shelf> {
        [Shelf::Good, Shelf::Bad].into_iter().find(|shelf| shelf.code() == code)
    }
}

impl Row {
    /// A row of the records' own sheet of which nothing is said yet.
    pub fn new(number: u32, draft: Draft) -> Row {
        Row { number, sheet: None, draft, reasons: Vec::new(), remarks: Vec::new() }
    }
    /// How many bytes it takes on a page.
    pub fn bytes(&self) -> usize {
        spelled(self).to_string().len()
    }
    /// Whether it is too large for a page of its own.
    pub fn is_vast(&self) -> bool {
        self.bytes() > BYTES
    }
}

/// Rows in their order, page by page.
pub(super) fn pages(rows: &[Row]) -> Vec<Vec<Row>> {
    let mut pages: Vec<Vec<Row>> = Vec::new();
    let mut bytes = 0;
    for row in rows {
        let more = row.bytes();
        match pages.last_mut() {
            Some(page) if page.len() < MOST && bytes + more <= BYTES => page.push(row.clone()),
            _ => {
                pages.push(vec![row.clone()]);
                bytes = 0;
            }
        }
        bytes += more;
    }
    pages
}

impl Store {
    /// A page of an import's rows, counted from 1; empty where there is none.
    pub async fn import_page(&self, import: &Import, shelf: Shelf, n: u64) -> Result<Vec<Row>, Trouble> {
        let matter = Matter::import(&import.id);
        let item = self.get(&matter.import_page(shelf.code(), &import.batch, n)).await?;
        item.as_ref().map_or(Ok(Vec::new()), |item| self.opened(matter.pk(), View(item)))
    }

    /// Every row that is not taken, in the order of the pages.
    pub async fn import_rejects(&self, import: &Import) -> Result<Vec<Row>, Trouble> {
        let matter = Matter::import(&import.id);
        let prefix = format!("{}#{}#", Shelf::Bad.code(), import.batch);
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let stretch =
                Stretch { pk: matter.pk(), prefix: &prefix, backwards: false, limit: 100, after, consistent: true };
            let (items, last) = self.query(stretch).await?;
            for item in &items {
                rows.extend(self.opened(matter.pk(), View(item))?);
            }
            after = last;
            if after.is_none() {
                return Ok(rows);
            }
        }
    }

    pub(super) fn page_item(&self, import: &Import, shelf: Shelf, n: u64, rows: &[Row]) -> Result<Item, Trouble> {
        let matter = Matter::import(&import.id);
        let plain = Json::from(rows.iter().map(spelled).collect::<Vec<_>>()).to_string();
        let sealed = self.seal.seal(matter.pk(), plain.as_bytes())?;
        Ok(Item::new("rows", matter.import_page(shelf.code(), &import.batch, n)).bytes("rows", sealed))
    }

    fn opened(&self, pk: &str, item: View<'_>) -> Result<Vec<Row>, Trouble> {
        let plain = self.seal.open(pk, item.bytes("rows")?)?;
        let rows: Option<Vec<Row>> =
            serde_json::from_slice::<Json>(&plain).ok().and_then(|rows| rows.as_array()?.iter().map(read).collect());
        rows.ok_or_else(|| Trouble::broken("a page of rows cannot be read"))
    }
}

fn spelled(row: &Row) -> Json {
    let (number, draft) = (row.number, draft(&row.draft));
    json!({ "number": number, "sheet": row.sheet, "draft": draft, "reasons": row.reasons, "remarks": row.remarks })
}

fn draft(of: &Draft) -> Json {
    let entry = |entry: &Entry| match entry {
        Entry::Texts(texts) => json!(texts),
        Entry::Rows(rows) => rows.iter().map(draft).collect(),
    };
    of.0.iter().map(|(name, it)| (name.clone(), entry(it))).collect::<Map<_, _>>().into()
}

fn read(row: &Json) -> Option<Row> {
    let said = |all: &Json| all.as_array()?.iter().map(|it| it.as_str().map(str::to_owned)).collect::<Option<_>>();
    let (number, draft) = (row["number"].as_u64()?.try_into().ok()?, read_draft(&row["draft"])?);
    let sheet = row["sheet"].as_str().map(str::to_owned);
    // Pages of yesterday hold no remarks.
    let remarks = said(&row["remarks"]).unwrap_or_default();
    Some(Row { number, sheet, draft, reasons: said(&row["reasons"])?, remarks })
}

fn read_draft(of: &Json) -> Option<Draft> {
    let entry = |list: &Json| {
        let list = list.as_array()?;
        if list.first().is_some_and(Json::is_object) {
            return list.iter().map(read_draft).collect::<Option<_>>().map(Entry::Rows);
        }
        list.iter().map(|text| text.as_str().map(str::to_owned)).collect::<Option<_>>().map(Entry::Texts)
    };
    of.as_object()?.iter().map(|(name, it)| Some((name.clone(), entry(it)?))).collect::<Option<_>>().map(Draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, letters: usize) -> Row {
        let mut draft = Draft::default().with("name", "长".repeat(letters)).with("sex", "male");
        draft.0.insert("cv".into(), Entry::Rows(vec![Draft::default().with("from", "2010-09")]));
        let (reasons, remarks) = (vec!["证件号码应为 18 位".into()], vec!["本单位已有同名的记录".into()]);
        Row { sheet: Some("简历".into()), reasons, remarks, ..Row::new(number, draft) }
    }

    #[test]
    fn a_row_comes_back_as_it_was_spelled() {
        let one = row(7, 3);
        assert_eq!(read(&spelled(&one)), Some(one));
    }

    #[test]
    fn a_page_fits_an_item_and_no_row_is_lost() {
        let rows: Vec<Row> = (0..120).map(|n| row(n, if n % 7 == 0 { 30_000 } else { 3 })).collect();
        let paged = pages(&rows);
        assert!(paged.iter().all(|page| page.len() <= MOST && page.iter().map(Row::bytes).sum::<usize>() <= BYTES));
        assert_eq!(paged.concat(), rows);
        assert!(pages(&[]).is_empty() && row(1, 100_000).is_vast());
    }
}
