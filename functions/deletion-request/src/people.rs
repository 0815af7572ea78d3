//! Whom one can choose: the unit's people of every list but the legal representative, found by `q`.

use domain::Trouble;
use domain::ids::UnitId;
use domain::post::Post;
use runtime::Hall;
use runtime::people::found;
use store::Page;
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
    let of = |roll| list(hall, unit, roll, q);
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

/// How often a list is searched on where nobody was found yet: ten thousand persons.
const ON: usize = 10;

/// The first page of a list; a search that has found nobody yet goes on, since this page leads to no further one.
async fn list(hall: &Hall, unit: UnitId, roll: Roll, q: &str) -> Result<Page<Line>, Trouble> {
    let mut page = hall.store.workers(unit, roll, None, (q, found)).await?;
    for _ in 1..ON {
        let Some(after) = page.next.as_deref().filter(|_| page.items.is_empty()) else { break };
        page = hall.store.workers(unit, roll, Some(after), (q, found)).await?;
    }
    Ok(page)
}
