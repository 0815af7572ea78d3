//! The list: each kind is a stretch of the account's partition, and all of them are read side by side, newest first.

use super::{Material, is_first};
use crate::Store;
use crate::item::{Raw, View};
use crate::keys::{MATERIAL, Matter};
use crate::list::{ROWS, SEARCHED};
use crate::table::{Page, Stretch, side_by_side};
use domain::Trouble;
use domain::ids::AccountId;
use domain::text::says;
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Which 有效期至 is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// None was set.
    Undated,
    /// One of these days.
    Until(RangeInclusive<Date>),
}

/// Which rows are asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Only those whose file's name contains this.
    pub q: &'a str,
    /// Only those that are valid until then.
    pub lasts: Option<Lasts>,
}

impl Wanted<'_> {
    fn is_all(&self) -> bool {
        self.q.is_empty() && self.lasts.is_none()
    }
    fn takes(&self, row: &Material) -> bool {
        let lasts = match &self.lasts {
            None => true,
            Some(Lasts::Undated) => row.until.is_none(),
            Some(Lasts::Until(days)) => row.until.is_some_and(|day| days.contains(&day)),
        };
        lasts && says(&row.name, self.q)
    }
}

impl Store {
    /// A page of an account's rows of these kinds, newest first, in one round trip. A search looks at about a thousand.
    pub async fn materials(
        &self,
        owner: AccountId,
        kinds: &[&str],
        wanted: Wanted<'_>,
        after: Option<&str>,
    ) -> Result<Page<Material>, Trouble> {
        let after = after.filter(|after| is_first(after));
        let rows = i32::try_from(ROWS).unwrap_or(i32::MAX);
        let kinds_s = i32::try_from(kinds.len().max(1)).unwrap_or(i32::MAX);
        // What is looked at of a kind must be enough for a page of it.
        let limit = if wanted.is_all() { rows + 1 } else { (SEARCHED / kinds_s).max(rows + 1) };
        let (mut found, certain) = self.kinds(owner, kinds, limit, after).await?;
        found.retain(|row| wanted.takes(row));
        let partial = certain.is_some() && !wanted.is_all();
        let more = found.len() > ROWS;
        found.truncate(ROWS);
        let next = if more { found.last().map(|row| row.id.first.clone()) } else { certain };
        Ok(Page { items: found, first: after.is_none(), next, partial })
    }

    /// All of an account's rows of these kinds that are wanted, for a sheet, newest first.
    pub async fn all_materials(
        &self,
        owner: AccountId,
        kinds: &[&str],
        wanted: Wanted<'_>,
    ) -> Result<Vec<Material>, Trouble> {
        let matter = Matter::account(owner);
        let prefixes: Vec<String> = kinds.iter().map(|kind| format!("{MATERIAL}{kind}#")).collect();
        let kind = |prefix: &String| {
            let (pk, prefix) = (matter.pk().to_owned(), prefix.clone());
            async move { self.whole((&pk, &prefix, true), "", Material::read, |_, _| true).await }
        };
        let mut found = Vec::new();
        for read in side_by_side(prefixes.iter().map(kind)).await {
            found.extend(read?);
        }
        found.retain(|row| wanted.takes(row));
        found.sort_by(|a, b| b.id.first.cmp(&a.id.first));
        Ok(found)
    }

    /// The newest of every kind, and down to which paper nothing can be missing if there is more.
    async fn kinds(
        &self,
        owner: AccountId,
        kinds: &[&str],
        limit: i32,
        after: Option<&str>,
    ) -> Result<(Vec<Material>, Option<String>), Trouble> {
        let matter = Matter::account(owner);
        let kind = |kind: &&str| {
            let (pk, prefix) = (matter.pk().to_owned(), format!("{MATERIAL}{kind}#"));
            let after = after.map(|after| format!("{prefix}{after}"));
            async move {
                let stretch = Stretch { pk: &pk, prefix: &prefix, backwards: true, limit, after, consistent: true };
                self.query(stretch).await
            }
        };
        let (mut found, mut certain) = (Vec::new(), None::<String>);
        for read in side_by_side(kinds.iter().map(kind)).await {
            let (items, last): (Vec<Raw>, _) = read?;
            // What a kind holds beyond what was read of it is older than this.
            let last = last.and(items.last()).map(|item| View(item).owned("paper")).transpose()?;
            certain = certain.into_iter().chain(last).max();
            found.extend(items.iter().map(Material::read).collect::<Result<Vec<_>, _>>()?);
        }
        found.retain(|row| certain.as_ref().is_none_or(|certain| row.id.first >= *certain));
        found.sort_by(|a, b| b.id.first.cmp(&a.id.first));
        Ok((found, certain))
    }
}
