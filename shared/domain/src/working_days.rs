//! Working days (行政许可法 82): weekends and statutory holidays do not count, shifted working days do.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// What a calendar knows of the years that it has data for.
pub struct Calendar {
    /// Years with data, in order.
    pub years: &'static [i16],
    /// Holidays that are no weekend days or are, in order.
    pub holidays: &'static [Date],
    /// Weekend days on which is worked, in order.
    pub workdays: &'static [Date],
}

impl Calendar {
    /// Whether this day counts.
    pub fn is_working(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.workdays.binary_search(&day).is_ok() || (!weekend && self.holidays.binary_search(&day).is_err())
    }

    /// The day on which a period of so many working days ends. The first day is not counted.
    /// `None` beyond what a calendar can say.
    pub fn due(&self, start: Date, days: u32) -> Option<Date> {
        let (mut day, mut left) = (start, days);
        while left > 0 {
            day = day.checked_add(1.day()).ok()?;
            if self.is_working(day) {
                left -= 1;
            }
        }
        Some(day)
    }

    /// Whether the calendar has data for every day between the two; where it has not, holidays are missing.
    pub fn knows(&self, from: Date, to: Date) -> bool {
        (from.year()..=to.year()).all(|year| self.years.binary_search(&year).is_ok())
    }
}
