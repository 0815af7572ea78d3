//! What was taken out of a place: who took which paper, and when. Written in the change that takes it out, so that the
//! history of a record tells of its papers too.

use super::{Paper, Place};
use crate::Store;
use crate::item::{Item, Raw, View};
use crate::keys::{EVENT, REMOVED};
use crate::person::newest;
use crate::receipt::{self, Receipt};
use crate::table::Stretch;
use domain::Trouble;
use domain::account::Actor;
use jiff::Timestamp;

/// How many are told: as many as receipts.
const TOLD: i32 = 30;

/// One paper that was taken out.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// 材料名称, a code.
    pub kind: String,
    /// The file's name as it was.
    pub name: String,
    /// When it had arrived.
    pub arrived: Timestamp,
    /// Who took it out.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Removed {
    pub(super) fn written(paper: &Paper, actor: &Actor, at: Timestamp) -> Item {
        Item::new("removed", paper.place.matter().removed_paper(at, &paper.id))
            .text("slot", &paper.kind)
            .text("name", &paper.name)
            .at("arrived", paper.at)
            .text("by", &actor.name)
            .at("at", at)
    }

    fn read(raw: &Raw) -> Result<Removed, Trouble> {
        let item = View(raw);
        Ok(Removed {
            kind: item.owned("slot")?,
            name: item.owned("name")?,
            arrived: item.at("arrived")?,
            by: item.owned("by")?,
            at: item.at("at")?,
        })
    }
}

impl Store {
    /// What was taken out of a place last, newest first. The caller looks at whose it is.
    pub async fn removed_from(&self, place: Place) -> Result<Vec<Removed>, Trouble> {
        let matter = place.matter();
        self.query(newest(matter.pk(), REMOVED, TOLD)).await?.0.iter().map(Removed::read).collect()
    }

    /// The receipts of a place's matter before this version, newest first. The caller looks at whose it is.
    pub async fn earlier(&self, place: Place, version: u64) -> Result<Vec<Receipt>, Trouble> {
        let matter = place.matter();
        let after = Some(matter.event(version).sk);
        let stretch = Stretch { after, ..newest(matter.pk(), EVENT, TOLD) };
        self.query(stretch).await?.0.iter().map(|event| receipt::read(View(event))).collect()
    }
}
