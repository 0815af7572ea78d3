//! Rows of one file that are alike: which of them was first, and whether the rows of other sheets can be told apart.

use crate::kinds::Kind;
use domain::form::{Draft, Entry};
use std::collections::BTreeMap;

/// The first rows that can be taken, by what tells them apart and by all that their own sheet says: whose the rows of
/// other sheets are, two rows that say the same there leave open.
#[derive(Default)]
pub struct First {
    apart: BTreeMap<String, u32>,
    same: BTreeMap<(String, String), u32>,
}

/// Whom a row meets among those before it, by its number.
#[derive(Debug, PartialEq)]
pub enum Met {
    /// None that is alike.
    Nobody,
    /// One of the same name that says something else.
    Alike(u32),
    /// One that says the same.
    Same(u32),
}

impl First {
    /// Whom a row meets; from now on it is met itself.
    pub fn meet(&mut self, apart: &str, own: String, number: u32) -> Met {
        let key = (apart.to_owned(), own);
        if let Some(first) = self.same.get(&key) {
            return Met::Same(*first);
        }
        self.same.insert(key, number);
        match self.apart.get(apart) {
            Some(first) => Met::Alike(*first),
            None => {
                self.apart.insert(apart.to_owned(), number);
                Met::Nobody
            }
        }
    }
}

/// What a row says on its own sheet.
pub fn own(draft: &Draft) -> Draft {
    let texts = draft.0.iter().filter(|(_, entry)| matches!(entry, Entry::Texts(_)));
    Draft(texts.map(|(name, entry)| (name.clone(), entry.clone())).collect())
}

/// How often each record is named in a file, and whether rows of other sheets name it.
pub struct Named<'a> {
    key: &'a str,
    count: BTreeMap<String, (usize, bool)>,
}

impl<'a> Named<'a> {
    /// Of all rows of a file, by the field that names a record.
    pub fn of(rows: &[sheets::Row], key: &'a str) -> Named<'a> {
        let mut count: BTreeMap<String, (usize, bool)> = BTreeMap::new();
        let mut seen: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
        for row in rows {
            let name = row.draft.text(key).trim().to_owned();
            let own = own(&row.draft);
            let (times, has_rows) = count.entry(name.clone()).or_default();
            *has_rows |= row.draft.0.values().any(|entry| matches!(entry, Entry::Rows(rows) if !rows.is_empty()));
            // A row that only repeats another leaves no doubt.
            let known = seen.entry(name).or_default();
            if !known.contains(&own) {
                known.push(own);
                *times += 1;
            }
        }
        Named { key, count }
    }

    /// Why nobody can tell whose the rows of other sheets are: several different records of the file bear the name.
    pub fn doubt(&self, draft: &Draft, kind: Kind) -> Option<String> {
        let (times, has_rows) = self.count.get(draft.text(self.key).trim())?;
        let label = kind.key_label();
        (kind.may_be_alike() && *times > 1 && *has_rows).then(|| {
            format!("文件中有 {times} 行的{label}相同，不能确定其他工作表中的行属于哪一行，请改为不同的{label}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_meets_who_says_the_same_before_who_is_only_alike() {
        let mut first = First::default();
        let mut meets = |apart: &str, own: &str, number| first.meet(apart, own.to_owned(), number);
        assert_eq!(meets("甲", "1", 2), Met::Nobody);
        assert_eq!(meets("甲", "2", 3), Met::Alike(2));
        assert_eq!(meets("甲", "2", 4), Met::Same(3));
        assert_eq!(meets("乙", "1", 5), Met::Nobody);
    }
}
