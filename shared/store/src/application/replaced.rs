//! Who took over whose place in an application: written in the change that agrees to a deletion. What was handed in
//! stays as it was; the replacement stands beside it.

use crate::item::{Item, Raw, View};
use crate::keys::Matter;
use crate::qualification;
use crate::table::Stretch;
use crate::{Store, keys};
use domain::Trouble;
use domain::form::Draft;
use domain::ids::{ApplicationId, WorkerId};
use jiff::Timestamp;
use jiff::civil::Date;

/// One place that changed hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// Who has left.
    pub leaver: WorkerId,
    /// 姓名 of who has left.
    pub leaver_name: String,
    /// Who has taken over.
    pub by: WorkerId,
    /// 姓名 of who has taken over.
    pub name: String,
    /// When it was agreed to.
    pub at: Timestamp,
    /// What rules look at of who has taken over, as it was compared.
    pub facts: Draft,
}

impl Replaced {
    pub(crate) fn written(&self, application: ApplicationId) -> Item {
        Item::new("replaced", Matter::application(application).replaced(self.leaver))
            .text("leaver", self.leaver.to_string())
            .text("leaver_name", &self.leaver_name)
            .text("worker", self.by.to_string())
            .text("name", &self.name)
            .at("at", self.at)
            .draft("facts", &self.facts)
    }

    fn read(raw: &Raw) -> Result<Replaced, Trouble> {
        let item = View(raw);
        Ok(Replaced {
            leaver: item.read("leaver", WorkerId::parse)?,
            leaver_name: item.owned("leaver_name")?,
            by: item.read("worker", WorkerId::parse)?,
            name: item.owned("name")?,
            at: item.at("at")?,
            facts: item.draft("facts")?,
        })
    }

    /// The day by the hall's clock.
    pub fn day(&self) -> Date {
        qualification::day(self.at)
    }
}

/// What an item says where somebody was taken out.
const DROPPED: &str = "dropped";

/// That the unit has taken somebody out while it corrected. It lies where a replacement would be written, so that a
/// decision which was asked for before, and which nobody but this can stop, finds its place gone.
pub(crate) fn dropped(application: ApplicationId, worker: WorkerId) -> Item {
    Item::new(DROPPED, Matter::application(application).replaced(worker))
}

/// Whoever took a person's place, one after the other: who has replaced may have been replaced in turn.
pub fn successors(all: &[Replaced], who: WorkerId) -> Vec<&Replaced> {
    let of = |who: WorkerId| all.iter().find(|it| it.leaver == who);
    std::iter::successors(of(who), |it| of(it.by)).take(all.len()).collect()
}

impl Store {
    /// The places of an application that changed hands.
    pub async fn replaced_in(&self, application: ApplicationId) -> Result<Vec<Replaced>, Trouble> {
        let matter = Matter::application(application);
        let prefix = keys::REPLACED;
        let stretch = Stretch { pk: matter.pk(), prefix, backwards: false, limit: 1000, after: None, consistent: true };
        let all = self.query(stretch).await?.0;
        let is_replaced = |raw: &&Raw| View(raw).maybe("kind") != Some(DROPPED);
        all.iter().filter(is_replaced).map(Replaced::read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(leaver: u8, by: u8) -> Replaced {
        Replaced {
            leaver: WorkerId::derived([leaver; 16]),
            leaver_name: "赵示例".to_owned(),
            by: WorkerId::derived([by; 16]),
            name: "钱示例".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            facts: Draft::default().with("title_level", "3"),
        }
    }

    #[test]
    fn a_place_comes_back_as_it_was_written_and_is_small() {
        let item = place(1, 2).written(ApplicationId::derived([9; 16])).0;
        assert!(crate::item::size(&item) < 500, "two units of a change");
        assert_eq!(Replaced::read(&item).expect("what was written is read"), place(1, 2));
    }

    #[test]
    fn who_has_replaced_may_be_replaced_in_turn() {
        let all = [place(2, 3), place(1, 2)];
        let names = |who| successors(&all, WorkerId::derived([who; 16])).iter().map(|it| it.by).collect::<Vec<_>>();
        assert_eq!(names(1), [place(1, 2).by, place(2, 3).by]);
        assert_eq!((names(2).len(), names(3).len()), (1, 0));
        let ring = [place(1, 2), place(2, 1)];
        assert_eq!(successors(&ring, ring[0].leaver).len(), 2, "a ring ends");
    }
}
