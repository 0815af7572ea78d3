//! Whom one can choose: the unit's people of both lists, found by `q`.

use domain::Trouble;
use domain::ids::UnitId;
use runtime::Hall;
use store::worker::{Line, Source};

/// The beginning of both lists.
#[derive(Default)]
pub struct People {
    /// Who was found.
    pub lines: Vec<Line>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// The first of both lists; with `q` those whose name, category or major contains it.
pub async fn find(hall: &Hall, unit: UnitId, q: &str) -> Result<People, Trouble> {
    let (members, registered) = tokio::try_join!(
        hall.store.workers(unit, Source::Member, None, q),
        hall.store.workers(unit, Source::Registered, None, q),
    )?;
    let more = members.next.is_some() || registered.next.is_some();
    let lines = members.items.into_iter().chain(registered.items).collect();
    Ok(People { lines, more })
}
