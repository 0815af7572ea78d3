//! Whom one can choose: the unit's people of every list but the legal representative, found by `q`.

use domain::Trouble;
use domain::ids::UnitId;
use domain::post::Post;
use runtime::Hall;
use runtime::people::found;
use store::worker::{Line, Roll};

/// The beginning of the lists.
#[derive(Default)]
pub struct People {
    /// Who was found.
    pub lines: Vec<Line>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// The first of each list, each person once; with `q` those whom it finds.
pub async fn find(hall: &Hall, unit: UnitId, q: &str) -> Result<People, Trouble> {
    let of = |roll| hall.store.workers(unit, roll, None, (q, found));
    let (staff, registered, managers, finance, technical) = tokio::try_join!(
        of(Roll::MEMBERS),
        of(Roll::Registered),
        of(Roll::Post(Post::Manager)),
        of(Roll::Post(Post::Finance)),
        of(Roll::Post(Post::Technical)),
    )?;
    let mut people = People::default();
    for page in [staff, registered, managers, finance, technical] {
        people.more |= page.next.is_some();
        for line in page.items {
            if !people.lines.iter().any(|known| known.id == line.id) {
                people.lines.push(line);
            }
        }
    }
    Ok(people)
}
