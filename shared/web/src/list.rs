//! A list: what it is, how it is searched, its rows, what is said when it is empty, and the way to the next page.

use crate::answer::Link;
use crate::cell::Cell;
use askama::Template;

/// A list, to be put into any template: `{{ list|safe }}`. In JSON a page says `{items, next}` itself.
#[derive(Clone, Debug, Template)]
#[template(path = "list.html")]
pub struct ListPart {
    caption: String,
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    empty: String,
    next: Option<Link>,
    more: Option<String>,
    searched: Option<i32>,
    sheet: Option<Link>,
    search: Option<Search>,
    dense: bool,
}

#[derive(Clone, Debug)]
struct Search {
    path: &'static str,
    label: &'static str,
    q: String,
    keep: Vec<(&'static str, String)>,
}

impl ListPart {
    /// A list with a caption (for those who hear it) and the headings of its columns.
    pub fn new(caption: impl Into<String>, columns: &[&'static str]) -> ListPart {
        ListPart {
            caption: caption.into(),
            columns: columns.to_vec(),
            rows: Vec::new(),
            empty: "没有记录".to_owned(),
            next: None,
            more: None,
            searched: None,
            sheet: None,
            search: None,
            dense: false,
        }
    }
    /// The rows, a cell a column.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> ListPart {
        self.rows = rows.into_iter().collect();
        self
    }
    /// For many columns: smaller letters, and headings that may break.
    pub fn dense(mut self) -> ListPart {
        self.dense = true;
        self
    }
    /// What is said when there is no row.
    pub fn empty(mut self, words: impl Into<String>) -> ListPart {
        self.empty = words.into();
        self
    }
    /// The address of the next page, such as `web::query::link("/reviews", &[("q", q), ("after", next)])`.
    pub fn next(mut self, to: Option<Link>) -> ListPart {
        self.next = to;
        self
    }
    /// A sentence below the list, such as that there are more than were looked through.
    pub fn more(mut self, words: Option<String>) -> ListPart {
        self.more = words;
        self
    }
    /// So many entries were searched, and there are more: it is said, nothing is called not found before all of it was
    /// looked at, and the way to the next page goes on searching.
    pub fn searched(mut self, entries: Option<i32>) -> ListPart {
        self.searched = entries;
        self
    }
    /// 下载清单 above the list: the address of all that it is narrowed to, as a workbook.
    pub fn download(mut self, sheet: Link) -> ListPart {
        self.sheet = Some(sheet);
        self
    }
    /// A search box for `q` at the top; `keep` are the other parts of the address.
    pub fn search(
        mut self,
        path: &'static str,
        label: &'static str,
        q: Option<&str>,
        keep: &[(&'static str, &str)],
    ) -> ListPart {
        let keep = keep.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
        self.search = Some(Search { path, label, q: q.unwrap_or_default().to_owned(), keep });
        self
    }
    /// What is said of no rows.
    fn nothing(&self) -> String {
        match self.searched {
            Some(entries) => format!("已查找 {entries} 条记录，其中没有符合条件的；后面还有没有查找的记录。"),
            None => self.empty.clone(),
        }
    }
    /// What stands below the rows.
    fn below(&self) -> Option<String> {
        let told = |entries| format!("本次查找了 {entries} 条记录，后面还有：请继续查找，或输入更完整的内容。");
        self.searched.map(told).or_else(|| self.more.clone())
    }
    /// What the way to the next page is called.
    fn onwards(&self) -> &'static str {
        if self.searched.is_some() { "继续查找" } else { "下一页" }
    }
    /// The heading of a column, which stands before each value where a row is drawn as a card.
    fn column(&self, n: &usize) -> &'static str {
        self.columns.get(*n).copied().unwrap_or_default()
    }
    /// The address of the whole list, while only what was searched for is shown.
    fn whole(&self) -> Option<Link> {
        let search = self.search.as_ref().filter(|search| !search.q.is_empty())?;
        let keep: Vec<(&str, &str)> = search.keep.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Some(crate::query::link(search.path, &keep))
    }
}
