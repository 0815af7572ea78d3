//! What is too long a way over HTTP: a row with as many uses as it knows.

use super::{Asking, MOST_USES, Wanted};
use crate::Ended;
use crate::change::Change;
use crate::item::Item;
use crate::keys;
use crate::paper::{Fate, Paper, Place};
use crate::receipt::Asked;
use crate::rig::Rig;
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::ids::{AccountId, RequestId};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};

fn sent(owner: AccountId, n: u64) -> Paper {
    let sha256 = "5".repeat(64);
    Paper {
        id: format!("{n:048x}"),
        owner,
        place: Place::Unit(owner.unit()),
        kind: "other".to_owned(),
        name: "证明.jpg".to_owned(),
        at: Timestamp::UNIX_EPOCH + i64::try_from(n).unwrap_or_default().seconds(),
        fate: Fate::Admitted { sha256, object: None, form: "jpeg".to_owned(), bytes: 9, pages: 1 },
        listed: None,
    }
}

#[tokio::test]
async fn a_row_that_is_full_is_followed_by_another_and_the_day_is_set_in_every_slot() {
    let rig = Rig::new();
    let owner = AccountId::random();
    for n in 0..MOST_USES + 2 {
        assert!(rig.store.arrive(&sent(owner, n)).await.expect("the table answers"));
    }
    let rows = async || rig.store.materials(owner, &["other"], Wanted::default(), None).await.expect("a list").items;
    let found = rows().await;
    let used: Vec<usize> = found.iter().map(|row| row.uses.len()).collect();
    assert_eq!(used, [2, usize::try_from(MOST_USES).unwrap_or_default()], "the newest comes first");

    let account = Item::new("account", keys::account(owner)).number("epoch", 1);
    rig.store.commit(Change::default().put(&rig.store, account)).await.expect("the table answers");
    let actor =
        Actor { account: owner, role: Role::Enterprise, epoch: 1, name: "示例".to_owned(), kind: String::new() };
    let asked = Asked::new(&RequestId::random(), &Draft::default());
    let by = Asking { actor: &actor, asked: &asked, at: Timestamp::UNIX_EPOCH };
    let until = Some(date(2031, 1, 1));
    let ended = rig.store.set_until(found[1].clone(), until, None, by).await.expect("the table answers");
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
    assert_eq!(rows().await.iter().map(|row| row.until).collect::<Vec<_>>(), [None, until], "the full row alone");
    let papers = rig.store.papers_in(Place::Unit(owner.unit())).await.expect("a list");
    let dated = papers.iter().filter(|paper| paper.listed.as_ref().is_some_and(|it| it.until == until)).count();
    assert_eq!(dated, usize::try_from(MOST_USES).unwrap_or_default());
}
