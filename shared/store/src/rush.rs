//! The last evening before a deadline: a hundred thousand submissions, counted by the partitions that they write to.

use crate::change::{Change, Commit};
use crate::item::Item;
use crate::keys::{self, Matter, SHARDS};
use crate::races::{DUE, Stage};
use crate::rig::Rig;
use domain::Trouble;
use domain::ids::{ApplicationId, UnitId, WorkerId};
use std::collections::HashMap;

const SUBMISSIONS: u32 = 100_000;
/// Each unit hands in so many.
const A_UNIT: u32 = 5;
const PERSONS: u32 = 3;

/// Every partition that handing in an application writes to or checks, as often as it does.
fn partitions(unit: UnitId, application: ApplicationId, workers: &[WorkerId]) -> Vec<String> {
    let (of, lists) = (Matter::application(application), Matter::unit(unit));
    let fixed = [
        of.head(),
        of.event(3),
        lists.head(),
        keys::account(unit.into()),
        lists.application_entry(jiff::Timestamp::UNIX_EPOCH, application),
        keys::desk(DUE, &application.to_string()),
        lists.running("D101C"),
    ];
    let people = workers.iter().flat_map(|worker| {
        let card = Matter::worker(*worker);
        [card.head(), card.used_in(application, 1)]
    });
    fixed.into_iter().chain(people).map(|key| key.pk).collect()
}

/// An id that is as evenly spread as a random or a derived one, and the same every time.
fn spread(what: u8, n: u32) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&crate::seal::keyed(&[what], &[&n.to_be_bytes()])[..16]);
    id
}

#[tokio::test]
async fn what_is_counted_is_what_a_submission_writes() {
    let stage = Stage::set().await.expect("a stage");
    stage.rig.restore(&stage.props);
    assert_eq!(stage.applies(stage.application, false).await, Ok(()));
    let mut written: Vec<String> = stage.rig.written().into_iter().map(|place| place.0).collect();
    let mut counted = partitions(stage.unit(), stage.application, &[stage.person]);
    written.sort_unstable();
    counted.sort_unstable();
    assert_eq!(written, counted);
}

#[test]
fn e10_in_a_rush_of_100_000_submissions_no_partition_takes_more_than_a_sixteenth_of_the_writes() {
    let mut writes: HashMap<String, u32> = HashMap::new();
    let mut all = 0;
    for n in 0..SUBMISSIONS {
        let (unit, application) = (UnitId::derived(spread(1, n / A_UNIT)), ApplicationId::derived(spread(2, n)));
        let workers = [0, 1, 2].map(|nth| WorkerId::derived(spread(3, n * PERSONS + nth)));
        for partition in partitions(unit, application, &workers) {
            *writes.entry(partition).or_default() += 1;
            all += 1;
        }
    }
    let (hottest, most) = writes.iter().max_by_key(|(_, count)| **count).expect("some");
    assert!(most * 16 <= all, "{hottest} takes {most} of {all}");
    // Of the desk's own lines no shard takes more than a tenth above its share, or one shard would be the desk.
    let shards: Vec<u32> =
        (0..SHARDS).map(|shard| writes.get(&keys::desk_shard(shard)).copied().unwrap_or(0)).collect();
    assert_eq!(shards.iter().sum::<u32>(), SUBMISSIONS);
    let share = SUBMISSIONS / u32::from(SHARDS);
    assert!(shards.iter().all(|lines| lines * 10 <= share * 11), "{shards:?}");
}

#[tokio::test]
async fn the_101st_item_of_a_change_is_refused_before_any_call() {
    let rig = Rig::new();
    let change = |many: u32| {
        (0..many).fold(Change::default(), |change, n| {
            let application = ApplicationId::derived(spread(4, n));
            change.put(&rig.store, Item::new("test", Matter::application(application).head()))
        })
    };
    assert!(matches!(rig.store.commit(change(101)).await, Err(Trouble::Broken(_))));
    assert!(rig.written().is_empty(), "no call was made");
    assert!(matches!(rig.store.commit(change(100)).await, Ok(Commit::Done)));
    assert_eq!(rig.all().len(), 100);
}
