//! A head comes back from its item.

use super::*;
use crate::item::size;
use domain::application::State as S;
use jiff::civil::date;

fn head(state: State) -> Head {
    Head {
        id: ApplicationId::random(),
        unit: UnitId::random(),
        unit_name: "沈阳示例第一建设工程有限责任公司".to_owned(),
        matter: "D101C".to_owned(),
        title: "建筑工程施工总承包三级".to_owned(),
        number: "SQ20261123ABCDEF".to_owned(),
        state,
        since: Timestamp::UNIX_EPOCH,
        submitted: Some(Timestamp::UNIX_EPOCH),
        people: 300,
        basics: 2,
        statement: 3,
        version: 7,
        taken_by: "officer1".to_owned(),
        handed_in: 6,
        contents: 6,
        bound: 7,
        bound_before: 3,
        loosened: 1,
        said: 5,
        trail: Trail::default(),
    }
}

#[test]
fn a_head_comes_back_as_it_was_written_in_every_state_and_is_small() {
    let (due, officer) = (date(2026, 12, 1), AccountId::random());
    for state in [
        S::Draft,
        S::Submitted { due, corrected: true, taken: Some(officer) },
        S::Submitted { due, corrected: false, taken: None },
        S::Correcting,
        S::Accepted { by: officer, due, taken: None },
        S::Accepted { by: officer, due, taken: Some(AccountId::random()) },
        S::Granted,
        S::Refused,
        S::Withdrawn,
        S::Dropped,
    ] {
        let head = head(state);
        let item = head.written().0;
        assert!(size(&item) < 880, "with the trail's three digests it stays within 1 KB");
        assert_eq!(Head::read(&item).expect("what was written is read"), head);
        let line = Line::read(&head.entry().0).expect("the entry is read");
        assert_eq!((line.word(), line.version), (head.state.word(), 7));
        assert_eq!(head.desk().is_some(), head.state.due().is_some(), "the desk shows what has a due day");
    }
}
