//! Finding a unit by its whole credit code or by consecutive characters of its name.
//! Each pair of consecutive characters is an entry; a search reads the entries of its rarest-looking pairs, a bounded number.

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
    /// At most ten, by name.
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

/// The pairs of consecutive characters of a name, without blanks, folded in width and case.
pub(crate) fn grams(name: &str) -> BTreeSet<String> {
    let chars: Vec<char> = fold(name).chars().collect();
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
        let pairs: Vec<String> = grams(&sought).into_iter().map(|gram| self.seal.digest("gram", &gram)).collect();
        // Names begin alike (沈阳市…) and end alike (…有限公司): the middle tells them apart best.
        let skip = pairs.len().saturating_sub(PAIRS) / 2;
        let partitions: Vec<String> = pairs.iter().skip(skip).take(PAIRS).map(|pair| format!("gram#{pair}")).collect();
        let read = |pk: &String| {
            let pk = pk.clone();
            async move {
                let (pk, prefix) = (pk.as_str(), "");
                let stretch = Stretch { pk, prefix, backwards: false, limit: READ, after: None, consistent: true };
                self.query(stretch).await
            }
        };
        let read = side_by_side(partitions.iter().map(read)).await;
        let mut hits = BTreeMap::new();
        let mut all_read = false;
        for read in read {
            let (items, last) = read?;
            all_read |= last.is_none();
            for unit in items.iter().map(found) {
                let unit = unit?;
                if fold(&unit.name).contains(&sought) {
                    hits.insert((unit.name.clone(), unit.id), unit);
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
        assert!(["沈阳", "阳示", "示例", "例b", "bu", "ld"].iter().all(|pair| grams.contains(*pair)), "{grams:?}");
    }
}
