//! Lists and the search in them: a page at a time, and never more entries looked at than a bounded number.

use crate::Store;
use crate::item::{Raw, View};
use crate::table::{Page, Stretch};
use domain::Trouble;
use domain::ids::AccountId;

/// Rows on a page.
pub const ROWS: usize = 10;
/// Entries that a search looks at, at most.
pub const SEARCHED: i32 = 1000;

/// A list: the entries of one partition whose sort keys begin alike.
pub(crate) struct Shelf<'a> {
    pub pk: &'a str,
    pub prefix: &'a str,
    /// Newest first.
    pub backwards: bool,
    pub rows: usize,
    /// What a place in it is spelled like, behind the prefix.
    pub place: fn(&str) -> bool,
}

impl Store {
    /// A page of a list; with `q` those entries that say it, among a bounded number. `after` is a place that an earlier
    /// page named; anything else is the beginning.
    pub(crate) async fn listed<T>(
        &self,
        shelf: Shelf<'_>,
        (after, q): (Option<&str>, &str),
        read: impl Fn(&Raw) -> Result<T, Trouble>,
        says: impl Fn(&T, &str) -> bool + Sync,
    ) -> Result<Page<T>, Trouble> {
        let is_sought = |row: &T| says(row, q);
        let sought: Option<&(dyn Fn(&T) -> bool + Sync)> = if q.is_empty() { None } else { Some(&is_sought) };
        self.sifted(shelf, after, read, sought).await
    }

    /// The same with any condition on the entries; without one it is the list itself.
    pub(crate) async fn sifted<T>(
        &self,
        shelf: Shelf<'_>,
        after: Option<&str>,
        read: impl Fn(&Raw) -> Result<T, Trouble>,
        sought: Option<&(dyn Fn(&T) -> bool + Sync)>,
    ) -> Result<Page<T>, Trouble> {
        let Shelf { pk, prefix, backwards, rows: most, place: is_place } = shelf;
        let limit = if sought.is_none() { i32::try_from(most).unwrap_or(i32::MAX) } else { SEARCHED };
        let after = after.filter(|after| is_place(after)).map(|after| format!("{prefix}{after}"));
        let first = after.is_none();
        let stretch = Stretch { pk, prefix, backwards, limit, after, consistent: true };
        let (items, last) = if sought.is_none() { self.leaf(stretch).await? } else { self.query(stretch).await? };
        let place = |sk: &str| sk.strip_prefix(prefix).unwrap_or(sk).to_owned();
        let mut rows = Vec::new();
        let mut next = None;
        for raw in &items {
            let row = read(raw)?;
            if sought.is_none_or(|sought| sought(&row)) {
                if rows.len() == most {
                    next = rows.last().map(|(_, sk): &(T, String)| sk.clone());
                    break;
                }
                rows.push((row, place(View(raw).text("sk")?)));
            }
        }
        let partial = sought.is_some() && last.is_some();
        let next = next.or_else(|| last.map(|sk| place(&sk)));
        Ok(Page { items: rows.into_iter().map(|(row, _)| row).collect(), first, next, partial })
    }
}

/// Entries that are read for a sheet, at most: so many times a thousand.
pub(crate) const SHEET: usize = 10;

impl Store {
    /// The whole list, for a sheet; with `q` those entries of it that say it, at most ten thousand looked at.
    pub(crate) async fn whole<T>(
        &self,
        (pk, prefix, backwards): (&str, &str, bool),
        q: &str,
        read: impl Fn(&Raw) -> Result<T, Trouble>,
        says: impl Fn(&T, &str) -> bool,
    ) -> Result<Vec<T>, Trouble> {
        let (mut rows, mut after) = (Vec::new(), None);
        for _ in 0..SHEET {
            let (items, last) =
                self.query(Stretch { pk, prefix, backwards, limit: SEARCHED, after, consistent: true }).await?;
            rows.extend(items.iter().map(&read).collect::<Result<Vec<_>, _>>()?);
            after = last;
            if after.is_none() {
                break;
            }
        }
        rows.retain(|row| q.is_empty() || says(row, q));
        Ok(rows)
    }
}

/// Whether this is the place of something that is listed by its time: a moment and an id.
pub(crate) fn is_timed(place: &str) -> bool {
    place.split_once('#').is_some_and(|(moment, id)| {
        moment.len() == 13 && moment.bytes().all(|b| b.is_ascii_digit()) && AccountId::parse(id).is_some()
    })
}
