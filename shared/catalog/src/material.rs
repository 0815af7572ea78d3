//! 我的材料: how long a scan is valid, and how one that was uploaded before is laid into another place.

use crate::lines::{date, text};
use crate::paper::{A_MATTER_TAKES_ITS_KINDS, FOR, KIND, OF, ONE_OF_SEVERAL_IS_NAMED};
use domain::Line;
use domain::form::{Dictionary, Form, Typed, section};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::ops::RangeInclusive;

/// A scan that is soon no longer valid is told of so many days before.
pub const SOON_DAYS: i64 = 90;

/// 从我的材料选择: a scan that was uploaded before is laid into a place, without being uploaded again.
pub static COPY: Form = Form::new("copy", "从我的材料选择")
    .sections(&[section("材料").asks(&[FOR, OF, KIND.field, MATERIAL.field])])
    .rules(&[A_MATTER_TAKES_ITS_KINDS, ONE_OF_SEVERAL_IS_NAMED]);

/// Which of the account's scans.
pub const MATERIAL: Typed<Line> = text("material", "材料").must().hint("我的材料中的编号，如 licence-0192…").typed();

/// 有效期 of a scan.
pub static VALIDITY: Form = Form::new("validity", "有效期").sections(&[section("有效期").asks(&[UNTIL.field])]);

/// 有效期至: the last day on which it is valid.
pub const UNTIL: Typed<Option<Date>> = date("valid_until", "有效期至").hint("长期有效或没有期限的，不填").typed();

/// What a scan's 有效期至 means today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// 有效: for longer than the days of warning.
    Valid,
    /// 即将到期: still valid, though not for long.
    Soon,
    /// 已过期: the last day has passed.
    Expired,
    /// 未填.
    Undated,
}

/// What a list can be narrowed to.
pub static VALIDITIES: Dictionary = Dictionary {
    name: "validity",
    entries: &[("valid", "有效"), ("soon", "即将到期"), ("expired", "已过期"), ("undated", "未填")],
};

impl Validity {
    const ALL: [Validity; 4] = [Validity::Valid, Validity::Soon, Validity::Expired, Validity::Undated];

    /// What this last day means on a day.
    pub fn of(until: Option<Date>, today: Date) -> Validity {
        let Some(until) = until else { return Validity::Undated };
        let holds = |it: &Validity| it.days(today).is_some_and(|days| days.contains(&until));
        Validity::ALL.into_iter().find(holds).unwrap_or(Validity::Valid)
    }
    /// The last days that mean this on a day; none for 未填.
    pub fn days(self, today: Date) -> Option<RangeInclusive<Date>> {
        let after = |days: i64| today.saturating_add(Span::new().days(days));
        match self {
            Validity::Valid => Some(after(SOON_DAYS + 1)..=Date::MAX),
            Validity::Soon => Some(today..=after(SOON_DAYS)),
            Validity::Expired => Some(Date::MIN..=today.saturating_sub(1.day())),
            Validity::Undated => None,
        }
    }
    /// The code in addresses and JSON.
    pub const fn code(self) -> &'static str {
        VALIDITIES.entries[self as usize].0
    }
    /// The word on the page.
    pub const fn word(self) -> &'static str {
        VALIDITIES.entries[self as usize].1
    }
    /// The meaning of a code.
    pub fn parse(code: &str) -> Option<Validity> {
        Validity::ALL.into_iter().find(|it| it.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn a_scan_is_valid_through_its_last_day_and_warned_of_ninety_days_before() {
        let today = day(2026, 11, 27);
        for (until, expected) in [
            (None, Validity::Undated),
            (Some(day(2026, 11, 26)), Validity::Expired),
            (Some(today), Validity::Soon),
            (Some(day(2027, 2, 25)), Validity::Soon),
            (Some(day(2027, 2, 26)), Validity::Valid),
            (Some(Date::MAX), Validity::Valid),
            (Some(Date::MIN), Validity::Expired),
        ] {
            assert_eq!(Validity::of(until, today), expected, "{until:?}");
        }
        for (it, (code, word)) in Validity::ALL.into_iter().zip(VALIDITIES.entries) {
            assert_eq!((it.code(), it.word(), Validity::parse(code)), (*code, *word, Some(it)));
        }
    }
}
