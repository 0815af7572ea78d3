//! A scan that was uploaded before is laid into another place: the same bytes, a paper of its own, one change.

use super::{Material, Row};
use crate::Store;
use crate::change::{Change, Commit, Guard, refused};
use crate::item::{Item, Raw, View};
use crate::keys::Matter;
use crate::paper::{Paper, Spot};
use crate::receipt::Asked;
use domain::Trouble;
use domain::account::Actor;
use domain::ids::AccountId;
use jiff::Timestamp;

/// Who asks what, and when.
pub struct Asking<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// What.
    pub asked: &'a Asked,
    /// When.
    pub at: Timestamp,
}

/// What a request did before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// This very request did this: the id of the paper that it laid, or the name of the row that it changed.
    Same(String),
    /// The same key came with other content.
    Other,
}

/// How laying a scan ended.
#[derive(Debug)]
pub enum Copied {
    /// It lies there.
    Done(Box<Paper>),
    /// The same request did something before.
    Before(Before),
    /// The account was revoked meanwhile.
    Revoked,
    /// The place takes and gives no papers any more.
    Closed,
}

/// The place takes papers while it is laid there.
const PLACE: Guard = Guard::There("place");

impl Asking<'_> {
    /// That this request did something: written in its change, so that its repetition is known again.
    pub(super) fn receipt(&self, store: &Store, what: &str) -> Item {
        let (request, content) = self.asked.digests(store);
        Item::new("asked", Matter::account(self.actor.account).asked(&request))
            .text("content", content)
            .text("what", what)
            .at("at", self.at)
    }
    pub(super) fn before(&self, store: &Store, old: Option<&Raw>) -> Result<Before, Trouble> {
        old.map_or(Ok(Before::Other), |old| before(store, self.asked, old))
    }
}

fn before(store: &Store, asked: &Asked, old: &Raw) -> Result<Before, Trouble> {
    let (_, content) = asked.digests(store);
    let same = View(old).text("content")? == content;
    Ok(if same { Before::Same(View(old).owned("what")?) } else { Before::Other })
}

impl Store {
    /// What this request of an account has done before, where it has.
    pub async fn done_before(&self, owner: AccountId, asked: &Asked) -> Result<Option<Before>, Trouble> {
        let (request, _) = asked.digests(self);
        let old = self.get(&Matter::account(owner).asked(&request)).await?;
        old.as_ref().map(|old| before(self, asked, old)).transpose()
    }

    /// Lays a scan as `paper`, whose bytes are the material's, into a place that was found open. It takes the row's
    /// 有效期至 along.
    pub async fn copy(
        &self,
        (from, paper): (&Material, &Paper),
        spot: &Spot,
        by: Asking<'_>,
    ) -> Result<Copied, Trouble> {
        let row = if from.id.kind == paper.kind {
            Row::Known { first: from.id.first.clone(), until: from.until }
        } else {
            Row::New { until: from.until }
        };
        let lies = |paper: &Paper| {
            let change = Change::default()
                .create(Guard::Event, self, by.receipt(self, &paper.id))
                .create(Guard::Head, self, paper.head())
                .put(self, paper.entry())
                .by(self, by.actor);
            match &spot.while_open {
                Some(open) => change.require(PLACE, self, &paper.place.matter().head(), Some(open.clone())),
                None => change,
            }
        };
        let (commit, paper) = self.lay(paper, row, lies).await?;
        let Commit::Stopped(stopped) = commit else { return Ok(Copied::Done(Box::new(paper))) };
        if refused(&stopped, Guard::Account).is_some() {
            return Ok(Copied::Revoked);
        }
        match refused(&stopped, Guard::Event) {
            Some(old) => by.before(self, old).map(Copied::Before),
            None if refused(&stopped, PLACE).is_some() => Ok(Copied::Closed),
            None => Err(Trouble::broken("a new paper was there already")),
        }
    }
}
