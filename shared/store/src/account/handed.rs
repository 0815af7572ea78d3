//! A login name that leads nowhere any more, since the unit was handed over.

use crate::item::View;
use domain::Trouble;
use jiff::Timestamp;

/// Why a login name leads nowhere any more.
#[derive(Clone, Debug, PartialEq)]
pub struct HandedOver {
    /// When the unit was handed over.
    pub at: Timestamp,
    /// Why, in the officer's words.
    pub reason: String,
}

impl HandedOver {
    pub(super) fn read(item: View<'_>) -> Result<HandedOver, Trouble> {
        Ok(HandedOver { at: item.at("handed")?, reason: item.owned("reason")? })
    }
}
