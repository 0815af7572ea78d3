//! Heads come back as they were written, also those from before.

use super::*;
use crate::item::size;
use jiff::civil::date;

fn unit(standing: State) -> Unit {
    Unit {
        id: UnitId::random(),
        name: "沈阳示例第一建设工程有限责任公司".to_owned(),
        code: "91210102FAKE00013A".to_owned(),
        kind: "construction".to_owned(),
        contact: "阿卜杜热合曼·示例".to_owned(),
        phone: "13800005678".to_owned(),
        version: 12,
        basics: 11,
        standing,
        number: "HS20261124ABCDEF".to_owned(),
        handed: Some(Timestamp::UNIX_EPOCH),
        trail: Trail::default(),
    }
}

#[test]
fn a_head_comes_back_as_it_was_written_and_stays_small() {
    let due = date(2026, 12, 1);
    for standing in [State::Unverified, State::Waiting { due }, State::Verified, State::Returned] {
        let unit = unit(standing);
        let item = unit.written();
        assert_eq!(Unit::read(&item.0).expect("it was just written"), unit);
        // The digests of the last request and of the last receipt come on top.
        assert!(size(&item.0) + 3 * 64 <= 1024, "{} bytes", size(&item.0));
    }
}

#[test]
fn a_head_from_before_there_was_a_verification_is_not_verified() {
    let mut item = unit(State::Verified).written();
    for name in ["standing", "number", "handed"] {
        item.0.remove(name);
    }
    let read = Unit::read(&item.0).expect("yesterday's heads are read");
    assert_eq!((read.standing, read.number.as_str(), read.handed), (State::Unverified, "", None));
    item = item.text("standing", "approved");
    assert!(Unit::read(&item.0).is_err(), "what nobody has written is no standing");
}
