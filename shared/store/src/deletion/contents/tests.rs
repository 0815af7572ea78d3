//! Contents come back from their item, and fit into a change.

use super::*;
use crate::item::View;

fn who(n: u8, source: Source) -> Pinned {
    Pinned {
        id: WorkerId::derived([n; 16]),
        source,
        name: "赵示例".to_owned(),
        masked: "210102********0014".to_owned(),
        version: 3,
        facts: Draft::default(),
        since: Timestamp::UNIX_EPOCH,
        stamp: 5,
        posts: Held::before_posts(source, Timestamp::UNIX_EPOCH),
    }
}
fn used(n: u8) -> Use {
    Use {
        application: ApplicationId::derived([n; 16]),
        number: "SY2026".to_owned(),
        matter: "D101C".to_owned(),
        role: "titled".to_owned(),
        at: Timestamp::UNIX_EPOCH,
        version: 2,
        facts: Draft::default().with("title_level", "3"),
        replaces: None,
        round: Round { number: 1, version: 4 },
    }
}
/// In so many applications somebody else replaces each time.
fn contents(many: u8, source: Source) -> Contents {
    let place = |n| Replacement { application: used(n).application, who: who(n + 100, source) };
    Contents {
        leaving: who(1, Source::Member),
        used: true,
        uses: (0..many).map(used).collect(),
        claims: Vec::new(),
        feedback: vec![Draft::default().with("initiator", "李某").with("content", "离职")],
        replacements: (0..many).map(place).collect(),
        papers: vec![Pin { paper: "a1".to_owned(), sha256: "b2".to_owned(), object: None }],
        works: "works#digest".to_owned(),
        joined: 2,
        chain: "digest".to_owned(),
    }
}

#[test]
fn what_is_filled_in_comes_back_as_it_was_written() {
    let claim = Claim { application: used(2).application, version: 5 };
    let contents = Contents { claims: vec![claim], ..contents(1, Source::Member) };
    let item = contents.written(&Matter::worker(WorkerId::derived([0; 16])), 4);
    let draft = View(&item.0).draft("fields").expect("a draft");
    assert_eq!(Contents::read(&draft).expect("contents"), contents);
    assert!(
        contents.grounds(true).is_replaced && !Contents { replacements: vec![], ..contents }.grounds(true).is_replaced
    );
}

#[test]
fn a20_contents_of_more_than_300_kb_are_told_before_they_are_kept() {
    let contents = contents(28, Source::Member);
    assert!(!contents.is_too_long());
    let said = |many: usize| {
        let row = Draft::default().with("initiator", "李某").with("content", "离".repeat(1000));
        Contents { feedback: vec![row; many], ..contents.clone() }
    };
    assert!(!said(20).is_too_long(), "as many rows as there may be");
    assert!(said(100).is_too_long());
}

#[test]
fn a20_more_than_one_change_holds_is_refused_before_it_is_handed_in() {
    assert!(!contents(28, Source::Member).is_too_much(), "28 places, as many others");
    assert!(contents(29, Source::Member).is_too_much());
    assert!(!contents(21, Source::Registered).is_too_much());
    assert!(contents(22, Source::Registered).is_too_much(), "the 103rd item");
    let mut same = contents(40, Source::Registered);
    same.replacements.iter_mut().for_each(|it| it.who = who(9, Source::Registered));
    assert!(!same.is_too_much(), "one replaces everywhere");
}
