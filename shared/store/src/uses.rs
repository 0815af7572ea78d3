//! What a person of a unit is used for: one item an application and handing in, written with the card's stamp.
//!
//! A use names the version that the head gets when the application is handed in with it, and counts once the head says
//! that it was handed in as that version: the head is the one point of truth. What is written in the change that hands in
//! counts at once, and marks the card. What was claimed before that change says nothing to anybody until it comes, and
//! nothing ever where it does not come, whether its process died, the persons were taken out, or the application was
//! given up: it is looked at like a person who was never used. Whoever relies on that, by renaming the person or by
//! holding the card for a deletion, loosens the claim: the head is then handed in only by who has claimed anew, so a
//! claim and a deletion cannot both have the person.

use crate::Store;
use crate::application::Head;
use crate::change::{Change, Guard, NOT_NEWER};
use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter, RUNNING, USE};
use crate::table::{Stretch, side_by_side};
use crate::worker::Card;
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::form::Draft;
use domain::ids::{ApplicationId, UnitId, WorkerId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A claim that is loosened must not have come true.
pub(crate) const CLAIM: Guard = Guard::There("claim");
/// A use is not older than the one that is there.
pub(crate) const OUTDATED: Guard = Guard::There("newer use");
/// Heads that one call reads, at most: a limit of DynamoDB.
const HEADS: usize = 100;

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
    /// With which handing in.
    pub(crate) round: Round,
}

/// One handing in of an application: the first, or the one after the corrections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Round {
    /// 1 or 2; 0 before.
    pub(crate) number: u64,
    /// The version that the head gets with it.
    pub(crate) version: u64,
}

/// A use that does not count yet, and never will once it was loosened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    pub(crate) application: ApplicationId,
    /// The version that the head would get.
    pub(crate) version: u64,
}

/// What a person is still used for, and what may become a use any moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uses {
    /// The uses in applications that run or were granted.
    pub live: Vec<Use>,
    pub(crate) claims: Vec<Claim>,
}

impl Use {
    pub(crate) fn written(&self, worker: WorkerId) -> Item {
        let item = Item::new("use", Matter::worker(worker).used_in(self.application, self.round.number))
            .text("application", self.application.to_string())
            .text("number", &self.number)
            .text("matter", &self.matter)
            .text("role", &self.role)
            .at("at", self.at)
            .number("version", self.version)
            .number("round", self.round.number)
            .number("bound", self.round.version)
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
            round: Round { number: item.counted("round")?, version: item.counted("bound")? },
        })
    }

    fn claim(&self) -> Claim {
        Claim { application: self.application, version: self.round.version }
    }
}

impl Change {
    /// Binds a person, who must be the unit's, as the version says, and held by no deletion, and writes what for. The
    /// card is marked where the use counts with this very change.
    pub(crate) fn uses(self, store: &Store, unit: UnitId, worker: WorkerId, used: &Use, counts: bool) -> Change {
        let card = Matter::worker(worker).head();
        self.bind(store, &card, (unit.to_string(), used.version), counts).put_newer(
            OUTDATED,
            store,
            used.written(worker),
            NOT_NEWER,
            used.round.version,
        )
    }

    /// Loosens a claim, which must not have come true: who made it has to claim anew before handing in.
    pub(crate) fn loosens(self, store: &Store, claim: &Claim) -> Change {
        let expression = "SET #loosened = if_not_exists(#loosened, :none) + :one";
        let condition = "attribute_exists(#bound) AND #bound <> :version AND #bound_before <> :version";
        let number = |number: u64| A::N(number.to_string());
        let values = vec![(":none", number(0)), (":one", number(1)), (":version", number(claim.version))];
        self.alter(CLAIM, store, &Matter::application(claim.application).head(), (expression, condition), values)
    }
}

impl Store {
    /// What a person is used for: the applications that were handed in with the person last.
    pub async fn uses_of(&self, worker: WorkerId) -> Result<Vec<Use>, Trouble> {
        let mut uses = self.written_uses(worker).await?;
        let heads = self.heads_of(&uses).await?;
        let is_in = |used: &Use| heads.get(&used.application).is_some_and(|head| head.round() == used.round);
        // What was written before handings in were counted was never claimed, and taken away where it ended.
        uses.retain(|used| used.round == Round::default() || is_in(used));
        Ok(uses)
    }

    /// What a person is still used for: the applications of the unit that run or were granted. Nobody has to be replaced
    /// in one that was withdrawn or refused, though the person was used in it. The marks of those that run tell as which
    /// version they were handed in, so that their heads need not be read.
    pub async fn live_uses(&self, unit: UnitId, worker: WorkerId) -> Result<Uses, Trouble> {
        let matter = Matter::unit(unit);
        let stretch =
            Stretch { pk: matter.pk(), prefix: RUNNING, backwards: false, limit: 1000, after: None, consistent: true };
        let (written, (running, _)) = tokio::try_join!(self.written_uses(worker), self.query(stretch))?;
        let mark = |raw| Ok((View(raw).read("application", ApplicationId::parse)?, View(raw).counted("bound")?));
        let running: BTreeMap<ApplicationId, u64> = running.iter().map(mark).collect::<Result<_, Trouble>>()?;
        let mut uses = Uses::default();
        for used in written {
            match running.get(&used.application) {
                Some(bound) if *bound == used.round.version => uses.live.push(used),
                Some(bound) if *bound < used.round.version => uses.claims.push(used.claim()),
                _ => {}
            }
        }
        Ok(uses)
    }

    /// Everything that was written of what a person is used for, whether it counts or not.
    pub(crate) async fn written_uses(&self, worker: WorkerId) -> Result<Vec<Use>, Trouble> {
        let matter = Matter::worker(worker);
        let stretch =
            Stretch { pk: matter.pk(), prefix: USE, backwards: false, limit: 1000, after: None, consistent: true };
        self.query(stretch).await?.0.iter().map(Use::read).collect()
    }

    /// A card that is not marked, as its uses say: a claim that came true has left the card as it was.
    pub(crate) async fn as_used(&self, mut card: Card, written: Vec<Use>) -> Result<Card, Trouble> {
        let written = card.concerned(written);
        if card.used || written.is_empty() {
            return Ok(card);
        }
        let heads = self.heads_of(&written).await?;
        let of = |used: &Use| heads.get(&used.application);
        let used = written.iter().any(|used| of(used).is_some_and(|head| head.was_handed_in(used.round.version)));
        let claims = written.iter().filter(|used| of(used).is_some_and(|head| head.version < used.round.version));
        (card.used, card.claims) = (used, claims.map(Use::claim).collect());
        Ok(card)
    }

    /// The heads of the applications of these uses.
    async fn heads_of(&self, uses: &[Use]) -> Result<BTreeMap<ApplicationId, Head>, Trouble> {
        let ids: BTreeSet<ApplicationId> = uses.iter().map(|used| used.application).collect();
        let keys: Vec<_> = ids.iter().map(|id| Matter::application(*id).head()).collect();
        let some = async |keys: &[Key]| {
            let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
            self.fetch(&wanted).await
        };
        let mut heads = BTreeMap::new();
        for found in side_by_side(keys.chunks(HEADS).map(some)).await {
            for raw in found?.iter().flatten() {
                let head = Head::read(raw)?;
                heads.insert(head.id, head);
            }
        }
        Ok(heads)
    }
}
