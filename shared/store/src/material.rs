//! 我的材料: every scan of an account once a kind, wherever it is laid.
//!
//! A row lies in the account's partition under its kind, named by the paper that brought the scan: papers' ids begin with
//! the time, so the newest row comes last. It is written in the change of the arrival and knows its uses, each an
//! attribute of its own, so that nothing is read before one is added. The bytes' digest leads to the row, so that the
//! same bytes are one row. Papers bear the row's name, and their slot its 有效期至.

mod copy;
mod list;
mod row;
#[cfg(test)]
mod tests;
mod validity;

pub use copy::{Asking, Before, Copied};
pub use list::{Lasts, Wanted};
pub(crate) use row::Row;
pub use validity::Dropped;

use crate::Store;
use crate::change::Guard;
use crate::item::{Raw, View};
use crate::keys::{Key, Matter};
use crate::paper::{Fate, Place};
use domain::Trouble;
use domain::ids::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt;

/// The most uses that one row knows; the next begins a row of its own. Setting 有效期至 is one change with every use.
pub const MOST_USES: u64 = 90;

/// What the row of a paper is guarded by.
const ROW: Guard = Guard::There("material");

/// The name of a row: the kind, and the paper that brought the scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaterialId {
    kind: String,
    first: String,
}

impl MaterialId {
    /// The row that a paper brought under a kind; nothing for what is no kind's code or no paper's id.
    pub fn of(kind: &str, first: &str) -> Option<MaterialId> {
        let is_kind = (1..=40).contains(&kind.len()) && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        (is_kind && is_first(first)).then(|| MaterialId { kind: kind.to_owned(), first: first.to_owned() })
    }
    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<MaterialId> {
        let (kind, first) = text.rsplit_once('-')?;
        MaterialId::of(kind, first)
    }
    /// 材料名称, a code.
    pub fn kind(&self) -> &str {
        &self.kind
    }
    fn key(&self, owner: AccountId) -> Key {
        Matter::account(owner).material(&self.kind, &self.first)
    }
}

impl fmt::Display for MaterialId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind, self.first)
    }
}

/// Whether this is spelled as a paper's id is.
fn is_first(text: &str) -> bool {
    text.len() == 48 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Material {
    /// Its name.
    pub id: MaterialId,
    /// The file's name as it was, cleaned.
    pub name: String,
    /// When the scan arrived.
    pub at: Timestamp,
    /// What was kept; always admitted.
    pub fate: Fate,
    /// 有效期至.
    pub until: Option<Date>,
    /// Where it lies: the papers, and their places.
    pub uses: Vec<(String, Place)>,
    /// Raised by every change of 有效期至.
    pub version: u64,
    /// Raised by every write.
    stamp: u64,
}

impl Material {
    fn read(raw: &Raw) -> Result<Material, Trouble> {
        let item = View(raw);
        let owner = item.read("owner", AccountId::parse)?;
        let mut uses = Vec::new();
        for name in raw.keys() {
            if let Some(paper) = name.strip_prefix(row::USE) {
                uses.push((paper.to_owned(), item.read(name, |text| Place::parse(owner, text))?));
            }
        }
        uses.sort_by(|a, b| a.0.cmp(&b.0));
        let id = MaterialId::of(item.text("slot")?, item.text("paper")?);
        Ok(Material {
            id: id.ok_or_else(|| Trouble::broken("a material bears no name"))?,
            name: item.owned("name")?,
            at: item.at("at")?,
            fate: Fate::read(item)?,
            until: day(item)?,
            uses,
            version: item.number("version")?,
            stamp: item.number("stamp")?,
        })
    }
    /// SHA-256 of the kept bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        if let Fate::Admitted { sha256, .. } = &self.fate { sha256 } else { "" }
    }
    /// Pages that can be shown.
    pub fn pages(&self) -> u64 {
        if let Fate::Admitted { pages, .. } = self.fate { pages } else { 0 }
    }
}

/// 有效期至, where an item says it.
fn day(item: View<'_>) -> Result<Option<Date>, Trouble> {
    item.maybe("until").map(|_| item.read("until", |text| text.parse().ok())).transpose()
}

impl Store {
    /// A row of an account's 我的材料; a stranger's is none.
    pub async fn material(&self, owner: AccountId, id: &MaterialId) -> Result<Option<Material>, Trouble> {
        self.get(&id.key(owner)).await?.as_ref().map(Material::read).transpose()
    }
}

#[cfg(test)]
mod spelling {
    use super::*;

    #[test]
    fn c11_a_material_of_another_spelling_names_nothing() {
        let first = "ab".repeat(24);
        for kind in ["identity", "social-insurance"] {
            let good = format!("{kind}-{first}");
            assert_eq!(MaterialId::parse(&good).map(|it| (it.kind.clone(), it.to_string())), Some((kind.into(), good)));
        }
        let strange = ["", "-", "identity", &first, "identity-", &format!("-{first}"), &format!("identity#-{first}")];
        let cut = [format!("identity-{}", &first[1..]), format!("identity-{}", first.to_uppercase())];
        for bad in strange.into_iter().chain(cut.iter().map(String::as_str)) {
            assert_eq!(MaterialId::parse(bad), None, "{bad}");
        }
    }
}
