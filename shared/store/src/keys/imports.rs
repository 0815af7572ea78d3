//! Where imports lie: the entry of the unit's list, the pages of rows, and the mark of the one that is being taken.

use super::{IMPORT, Key, Matter, key, moment};
use jiff::Timestamp;

impl Matter {
    /// An entry of the unit's imports.
    pub(crate) fn import_entry(&self, since: Timestamp, id: &str) -> Key {
        key(self.0.clone(), format!("{IMPORT}{}#{id}", moment(since)))
    }
    /// A page of an import's rows. `batch` tells the rows of one delivery's file from those of another's.
    pub(crate) fn import_page(&self, shelf: &str, batch: &str, n: u64) -> Key {
        key(self.0.clone(), format!("{shelf}#{batch}#{n:04}"))
    }
    /// Which of the unit's imports of a kind is being taken: one at a time, so that each sees what the others took.
    pub(crate) fn taking(&self, of: &str) -> Key {
        key(self.0.clone(), format!("taking#{of}"))
    }
}
