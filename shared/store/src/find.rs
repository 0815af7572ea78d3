//! Finding a unit by its whole credit code or by consecutive characters of its name.
//! Each pair of consecutive characters is an entry; a search reads the entries of its rarest-looking pairs, a bounded number.
//! The whole name is an entry too, so that a unit is found by it however common its pairs are.

use crate::Store;
use crate::item::{Item, Raw, View};
use crate::keys;
use crate::table::{Stretch, side_by_side};
use crate::unit::Unit;
use domain::ids::UnitId;
use domain::text::half_width;
use domain::{CreditCode, Trouble, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A unit that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub id: UnitId,
    /// Its name.
    pub name: String,
}

/// What was found, and whether there may be more.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// At most ten, by name, after those whose whole name it is.
    pub items: Vec<Found>,
    /// Whether more units match than are shown.
    pub more: bool,
}

/// Hits shown at most.
pub const HITS: usize = 10;
/// Entries of one pair that are read at most.
const READ: i32 = 250;
/// Pairs of one search that are read at most.
const PAIRS: usize = 6;
/// Pairs of one name that are kept at most: a transaction has room for a hundred items.
const KEPT: usize = 90;

/// What a name is found by: its pairs of consecutive characters, and all of it; without blanks, folded in width and case.
pub(crate) fn grams(name: &str) -> BTreeSet<String> {
    let whole = fold(name);
    pairs(&whole).into_iter().chain([whole]).collect()
}

fn pairs(folded: &str) -> BTreeSet<String> {
    let chars: Vec<char> = folded.chars().collect();
    chars.windows(2).map(|pair| pair.iter().collect()).take(KEPT).collect()
}

fn fold(text: &str) -> String {
    half_width(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect()
}

impl Store {
    pub(crate) fn gram_entry(&self, gram: &str, unit: &Unit) -> Item {
        let key = keys::gram(&self.seal.digest("gram", gram), unit.id);
        Item::new("gram", key).text("unit", unit.id.to_string()).text("name", &unit.name)
    }

    /// Units by a whole credit code, or by two or more consecutive characters of the name. One round trip.
    pub async fn find_units(&self, typed: &str) -> Result<Hits, Trouble> {
        if let Ok(code) = CreditCode::parse(typed) {
            let guard = self.get(&keys::guard(&self.seal.digest("code", code.as_str()))).await?;
            let items = guard.as_ref().map(found).transpose()?.into_iter().collect();
            return Ok(Hits { items, more: false });
        }
        let sought = fold(typed);
        let pairs: Vec<String> = pairs(&sought).into_iter().collect();
        // Names begin alike (沈阳市…) and end alike (…有限公司): the middle tells them apart best.
        let skip = pairs.len().saturating_sub(PAIRS) / 2;
        // What was typed may also be a whole name, which tells nothing of how much of the pairs was read.
        let whole = Some(&sought).filter(|sought| !pairs.contains(sought));
        let wanted =
            pairs.iter().skip(skip).take(PAIRS).map(|pair| (pair, true)).chain(whole.map(|name| (name, false)));
        let partitions: Vec<(String, bool)> =
            wanted.map(|(gram, is_pair)| (format!("gram#{}", self.seal.digest("gram", gram)), is_pair)).collect();
        let read = |(pk, is_pair): &(String, bool)| {
            let (pk, is_pair) = (pk.clone(), *is_pair);
            async move {
                let (pk, prefix) = (pk.as_str(), "");
                let stretch = Stretch { pk, prefix, backwards: false, limit: READ, after: None, consistent: true };
                self.query(stretch).await.map(|(items, last)| (items, is_pair && last.is_none()))
            }
        };
        let read = side_by_side(partitions.iter().map(read)).await;
        let mut hits = BTreeMap::new();
        let mut all_read = false;
        for read in read {
            let (items, is_all) = read?;
            all_read |= is_all;
            for unit in items.iter().map(found) {
                let unit = unit?;
                let name = fold(&unit.name);
                if name.contains(&sought) {
                    hits.insert((name != sought, unit.name.clone(), unit.id), unit);
                }
            }
        }
        let more = hits.len() > HITS || (!all_read && !sought.is_empty());
        Ok(Hits { items: hits.into_values().take(HITS).collect(), more })
    }
}

fn found(raw: &Raw) -> Result<Found, Trouble> {
    let item = View(raw);
    Ok(Found { id: item.read("unit", UnitId::parse)?, name: item.owned("name")? })
}

#[cfg(test)]
mod tests {
    use super::grams;

    #[test]
    fn a_name_is_found_by_any_two_consecutive_characters() {
        let grams = grams("沈阳示例 Ｂuild");
        assert!(
            ["沈阳", "阳示", "示例", "例b", "bu", "ld", "沈阳示例build"].iter().all(|pair| grams.contains(*pair)),
            "{grams:?}"
        );
    }

    #[test]
    fn the_longest_name_leaves_room_in_its_transaction() {
        let name: String = (0..200).filter_map(|n| char::from_u32(0x4e00 + n)).collect();
        assert_eq!(grams(&name).len(), super::KEPT + 1);
    }
}
