//! What a person of a unit is used for: one item an application, written in the change that submits it.
//! A card that was used is marked in the same change, so a deletion and an application cannot both have the person.

use crate::Store;
use crate::change::Change;
use crate::item::{Item, Raw, View};
use crate::keys::{Matter, RUNNING, USE};
use crate::table::Stretch;
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::form::Draft;
use domain::ids::{ApplicationId, UnitId, WorkerId};
use jiff::Timestamp;

/// The place of a person in an application.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// The application.
    pub application: ApplicationId,
    /// 办件编号.
    pub number: String,
    /// The qualification applied for, a code such as `D101C`.
    pub matter: String,
    /// The requirement that the person was picked for, a code of the standard.
    pub role: String,
    /// When it was submitted.
    pub at: Timestamp,
    /// The version of the person's record then.
    pub version: u64,
    /// What rules looked at then.
    pub facts: Draft,
    /// Whom the person has replaced there.
    pub replaces: Option<WorkerId>,
}

impl Use {
    pub(crate) fn written(&self, worker: WorkerId) -> Item {
        let item = Item::new("use", Matter::worker(worker).used_in(self.application))
            .text("application", self.application.to_string())
            .text("number", &self.number)
            .text("matter", &self.matter)
            .text("role", &self.role)
            .at("at", self.at)
            .number("version", self.version)
            .draft("facts", &self.facts);
        match self.replaces {
            Some(other) => item.text("replaces", other.to_string()),
            None => item,
        }
    }

    fn read(raw: &Raw) -> Result<Use, Trouble> {
        let item = View(raw);
        Ok(Use {
            application: item.read("application", ApplicationId::parse)?,
            number: item.owned("number")?,
            matter: item.owned("matter")?,
            role: item.owned("role")?,
            at: item.at("at")?,
            version: item.number("version")?,
            facts: item.draft("facts")?,
            replaces: item.maybe("replaces").map(|_| item.read("replaces", WorkerId::parse)).transpose()?,
        })
    }
}

impl Change {
    /// Marks a person as used, who must be the unit's, as the version says, and held by no deletion; and writes what for.
    pub(crate) fn uses(self, store: &Store, unit: UnitId, worker: WorkerId, used: &Use) -> Change {
        let card = Matter::worker(worker).head();
        self.bind(store, &card, (unit.to_string(), used.version), ("used", A::Bool(true)))
            .put(store, used.written(worker))
    }
}

impl Store {
    /// What a person is used for, at most a hundred applications.
    pub async fn uses_of(&self, worker: WorkerId) -> Result<Vec<Use>, Trouble> {
        let matter = Matter::worker(worker);
        let stretch =
            Stretch { pk: matter.pk(), prefix: USE, backwards: false, limit: 100, after: None, consistent: true };
        self.query(stretch).await?.0.iter().map(Use::read).collect()
    }

    /// What a person is still used for: the applications of the unit that run or were granted. Nobody has to be replaced
    /// in one that was withdrawn or refused, though the person was used in it.
    pub async fn live_uses(&self, unit: UnitId, worker: WorkerId) -> Result<Vec<Use>, Trouble> {
        let matter = Matter::unit(unit);
        let stretch =
            Stretch { pk: matter.pk(), prefix: RUNNING, backwards: false, limit: 1000, after: None, consistent: true };
        let (mut uses, (running, _)) = tokio::try_join!(self.uses_of(worker), self.query(stretch))?;
        let application = |raw| View(raw).read("application", ApplicationId::parse);
        let running: Vec<ApplicationId> = running.iter().map(application).collect::<Result<_, _>>()?;
        uses.retain(|used| running.contains(&used.application));
        Ok(uses)
    }
}
