//! Cards of yesterday, and two who would be the legal representative at once.

use super::*;
use crate::keys::Matter;
use crate::person::Registered;
use crate::rig::{Dice, Order, Rig, interleaved};
use crate::unit::NewUnit;
use crate::{Asked, Ended};
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::ids::RequestId;
use domain::post::Post;
use domain::{CreditCode, IdentityNumber, LoginName, Value};
use jiff::Timestamp;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn asked(key: &str) -> Asked {
    Asked::new(&RequestId::parse(key).expect("a key"), &Draft::default())
}

fn new(n: u32, post: Post) -> NewWorker {
    let identity = IdentityNumber::parse(&testkit::numbers::identity(n)).expect("a number");
    let (name, category, file) = (format!("赵示例{n}"), String::new(), Draft::default());
    NewWorker { identity, name, category, facts: file.clone(), file, post, told: None, begun: None }
}

/// A unit, which asks.
async fn unit(rig: &Rig) -> Actor {
    let unit = NewUnit {
        code: CreditCode::parse(&testkit::numbers::credit_code(1)).expect("a code"),
        name: "沈阳示例建设有限公司".to_owned(),
        kind: "construction".to_owned(),
        contact: String::new(),
        phone: String::new(),
        login: LoginName::parse("unit1").expect("a name"),
        hash: String::new(),
    };
    let made = rig.store.register_unit(unit, &asked("unit"), NOW).await.expect("the table is there");
    let Registered::Done(unit) = made else { panic!("{made:?}") };
    Actor { account: unit.into(), role: Role::Enterprise, epoch: 1, name: "李某".to_owned(), kind: String::new() }
}

async fn added(rig: &Rig, actor: &Actor, n: u32, post: Post) -> Card {
    let kept = rig.store.add_worker(new(n, post), actor, &asked(&format!("add{n}")), NOW).await.expect("it is kept");
    let Kept::Ended(Ended::Done(card)) = kept else { panic!("{kept:?}") };
    card
}

#[tokio::test]
async fn e21_a_card_from_before_there_were_posts_is_that_of_staff() {
    let rig = Rig::new();
    let actor = unit(&rig).await;
    let card = added(&rig, &actor, 0, Post::Staff).await;
    let mut item = card.written();
    assert_eq!(Card::read(&item.0).expect("it was just written"), card);
    item.0.remove("posts");
    let read = Card::read(&item.0).expect("yesterday's cards are read");
    assert_eq!(read.posts, [Held { post: Post::Staff, since: NOW }]);
    assert_eq!(read.entry(&read.posts[0]).0["sk"], card.entry(&card.posts[0]).0["sk"], "its list shows it as before");
    item = item.texts("posts", ["boss 0".to_owned()]);
    assert!(Card::read(&item.0).is_err(), "what nobody has written is no post");
}

/// Gives the post of the legal representative to somebody, as a handler does.
async fn succeeds(rig: &Rig, actor: &Actor, n: u32, who: &Card) -> bool {
    let store = &rig.store;
    let card = store.card(who.unit, who.line.id).await.expect("the table is there").expect("it is there");
    let legal = store.legal(who.unit).await.expect("the table is there");
    let relieves = match legal.filter(|line| line.id != card.line.id) {
        Some(line) => store.card(who.unit, line.id).await.expect("the table is there"),
        None => None,
    };
    let before = Before { card: &card, receipts: &[], seen: None, relieves: relieves.as_ref() };
    let kept = store.give_post(before, Post::Legal, actor, &asked(&format!("gives{n}")), NOW).await;
    matches!(kept.expect("it ends"), Kept::Ended(Ended::Done(_)))
}

#[tokio::test]
async fn r_4_1_6_however_requests_cross_there_is_one_legal_representative_and_never_none() {
    let rig = Rig::new();
    let actor = unit(&rig).await;
    added(&rig, &actor, 0, Post::Legal).await;
    let people = [added(&rig, &actor, 1, Post::Manager).await, added(&rig, &actor, 2, Post::Finance).await];
    let props = rig.all();
    let mut ways = [0, 0];
    for seed in 0..300 {
        rig.restore(&props);
        let mut dice = Dice::of(seed);
        rig.shut(dice.clone());
        let order = [Order::First, Order::Mixed, Order::Mixed][dice.below(3)];
        let both: Vec<std::pin::Pin<Box<dyn Future<Output = bool> + '_>>> =
            vec![Box::pin(succeeds(&rig, &actor, 1, &people[0])), Box::pin(succeeds(&rig, &actor, 2, &people[1]))];
        let ends = interleaved(both, order, &mut dice).await;
        rig.open();
        let at = format!("seed {seed}, {order:?}: {ends:?}");
        assert!(ends.contains(&true), "somebody succeeded; {at}");
        let all = rig.all();
        let is_legal = |card: &serde_json::Value| {
            card["posts"]["L"].as_array().is_some_and(|posts| {
                posts.iter().any(|post| post["S"].as_str().is_some_and(|text| text.starts_with("legal ")))
            })
        };
        let holders: Vec<&str> = all
            .iter()
            .filter(|((pk, sk), card)| pk.starts_with("worker#") && sk == "head" && is_legal(card))
            .filter_map(|(_, card)| card["worker"]["S"].as_str())
            .collect();
        let entry = rig.item(&Matter::unit(actor.account.unit()).legal());
        assert_eq!(holders, [entry["worker"]["S"].as_str().unwrap_or_default()], "{at}");
        ways[usize::from(ends == [true, true])] += 1;
    }
    assert!(ways.iter().all(|met| *met > 10), "both ways are met: {ways:?}");
}
