//! The own place into which somebody lays a paper: found, open, and with room for it.

use crate::show::CHANGE;
use catalog::paper;
use domain::account::{Actor, Role};
use domain::ids::AccountId;
use domain::{Refused, Trouble};
use runtime::{Guest, Hall};
use store::paper::{Paper, Place};
use web::Problem;

/// What is told where a place has no room for a file more of a kind.
pub const FULL: &str = "的文件太多，请先移除不需要的文件";

/// The own place that somebody named, open, with what lies there.
pub struct Spot {
    /// Who asks.
    pub actor: Actor,
    /// Which place.
    pub place: Place,
    /// What it takes.
    pub rules: &'static paper::Place,
    /// How it stands, and what lies there.
    pub stands: store::paper::Spot,
}

/// Only whose place it is adds papers, and only while it is open. A stranger's looks like none.
pub async fn open(hall: &Hall, guest: &Guest, matter: &str, of: &str) -> Result<Spot, Problem> {
    let (found, ()) = find(hall, guest, (matter, of), async |_| Ok(())).await?;
    found?.opened()
}

/// A place, closed or not, and what is read beside it for the account; the place is the one thing that may be missing.
pub async fn find<T>(
    hall: &Hall,
    guest: &Guest,
    (matter, of): (&str, &str),
    beside: impl AsyncFnOnce(AccountId) -> Result<T, Trouble>,
) -> Result<(Result<Spot, Problem>, T), Problem> {
    let rules = paper::place(matter);
    let one = rules.map(|rules| [rules.owner]);
    let roles = one.as_ref().map_or(&[Role::Person, Role::Enterprise][..], |one| &one[..]);
    let named = |account| Place::named(account, matter, of);
    let read = async |account: AccountId| {
        let spot = async {
            match named(account) {
                Some(place) => hall.store.spot(account, place).await,
                None => Ok(None),
            }
        };
        tokio::try_join!(spot, beside(account))
    };
    let (actor, (found, beside)) = hall.enter(guest, roles, read).await?;
    let found = found.zip(named(actor.account)).zip(rules);
    let spot = found.map(|((stands, place), rules)| Spot { actor, place, rules, stands });
    Ok((spot.ok_or(Problem::NotFound), beside))
}

impl Spot {
    /// The same while it takes papers.
    pub fn opened(self) -> Result<Spot, Problem> {
        match self.stands.closed {
            Some(state) => Err(Refused::NotNow { state, asked: CHANGE }.into()),
            None => Ok(self),
        }
    }
    /// What lies there.
    pub fn papers(&self) -> &[Paper] {
        &self.stands.papers
    }
    /// What was refused takes no place from what is kept, and yet nobody fills the hall with it.
    pub fn has_room(&self, kind: &str) -> bool {
        let kept = || self.papers().iter().filter(|paper| paper.is_admitted());
        let of_kind = kept().filter(|paper| paper.kind == kind).count();
        let Spot { rules, .. } = self;
        of_kind < rules.most_a_kind && kept().count() < rules.most_files && self.papers().len() < rules.most_tried
    }
}
