//! The calendar of 国务院办公厅's yearly notices, 2020 to 2026. A year without data knows weekends only.

use domain::working_days::Calendar;
use jiff::civil::{Date, date};

/// Statutory holidays and shifted working days.
pub static WORKING_DAYS: Calendar =
    Calendar { years: &[2020, 2021, 2022, 2023, 2024, 2025, 2026], holidays: HOLIDAYS, workdays: WORKDAYS };

/// What is said beside a day on which a period ends, where the holidays until then are not known yet.
pub const UNPUBLISHED: &str = "节假日安排未公布，期限可能调整";

/// Whether a period that ends on this day may move: the notice for the year is not published. The years with data follow
/// one another, so that the last day says enough.
pub fn may_move(due: Date) -> bool {
    !WORKING_DAYS.knows(due, due)
}

#[rustfmt::skip]
const HOLIDAYS: &[Date] = &[
    date(2020, 1, 1), date(2020, 1, 24), date(2020, 1, 25), date(2020, 1, 26), date(2020, 1, 27),
    date(2020, 1, 28), date(2020, 1, 29), date(2020, 1, 30), date(2020, 1, 31), date(2020, 2, 1),
    date(2020, 2, 2), date(2020, 4, 4), date(2020, 4, 5), date(2020, 4, 6), date(2020, 5, 1),
    date(2020, 5, 2), date(2020, 5, 3), date(2020, 5, 4), date(2020, 5, 5), date(2020, 6, 25),
    date(2020, 6, 26), date(2020, 6, 27), date(2020, 10, 1), date(2020, 10, 2), date(2020, 10, 3),
    date(2020, 10, 4), date(2020, 10, 5), date(2020, 10, 6), date(2020, 10, 7), date(2020, 10, 8),
    date(2021, 1, 1), date(2021, 1, 2), date(2021, 1, 3), date(2021, 2, 11), date(2021, 2, 12),
    date(2021, 2, 13), date(2021, 2, 14), date(2021, 2, 15), date(2021, 2, 16), date(2021, 2, 17),
    date(2021, 4, 3), date(2021, 4, 4), date(2021, 4, 5), date(2021, 5, 1), date(2021, 5, 2),
    date(2021, 5, 3), date(2021, 5, 4), date(2021, 5, 5), date(2021, 6, 12), date(2021, 6, 13),
    date(2021, 6, 14), date(2021, 9, 19), date(2021, 9, 20), date(2021, 9, 21), date(2021, 10, 1),
    date(2021, 10, 2), date(2021, 10, 3), date(2021, 10, 4), date(2021, 10, 5), date(2021, 10, 6),
    date(2021, 10, 7), date(2022, 1, 1), date(2022, 1, 2), date(2022, 1, 3), date(2022, 1, 31),
    date(2022, 2, 1), date(2022, 2, 2), date(2022, 2, 3), date(2022, 2, 4), date(2022, 2, 5),
    date(2022, 2, 6), date(2022, 4, 3), date(2022, 4, 4), date(2022, 4, 5), date(2022, 4, 30),
    date(2022, 5, 1), date(2022, 5, 2), date(2022, 5, 3), date(2022, 5, 4), date(2022, 6, 3),
    date(2022, 6, 4), date(2022, 6, 5), date(2022, 9, 10), date(2022, 9, 11), date(2022, 9, 12),
    date(2022, 10, 1), date(2022, 10, 2), date(2022, 10, 3), date(2022, 10, 4), date(2022, 10, 5),
    date(2022, 10, 6), date(2022, 10, 7), date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2),
    date(2023, 1, 21), date(2023, 1, 22), date(2023, 1, 23), date(2023, 1, 24), date(2023, 1, 25),
    date(2023, 1, 26), date(2023, 1, 27), date(2023, 4, 5), date(2023, 4, 29), date(2023, 4, 30),
    date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 3), date(2023, 6, 22), date(2023, 6, 23),
    date(2023, 6, 24), date(2023, 9, 29), date(2023, 9, 30), date(2023, 10, 1), date(2023, 10, 2),
    date(2023, 10, 3), date(2023, 10, 4), date(2023, 10, 5), date(2023, 10, 6), date(2024, 1, 1),
    date(2024, 2, 10), date(2024, 2, 11), date(2024, 2, 12), date(2024, 2, 13), date(2024, 2, 14),
    date(2024, 2, 15), date(2024, 2, 16), date(2024, 2, 17), date(2024, 4, 4), date(2024, 4, 5),
    date(2024, 4, 6), date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 3), date(2024, 5, 4),
    date(2024, 5, 5), date(2024, 6, 10), date(2024, 9, 15), date(2024, 9, 16), date(2024, 9, 17),
    date(2024, 10, 1), date(2024, 10, 2), date(2024, 10, 3), date(2024, 10, 4), date(2024, 10, 5),
    date(2024, 10, 6), date(2024, 10, 7), date(2025, 1, 1), date(2025, 1, 28), date(2025, 1, 29),
    date(2025, 1, 30), date(2025, 1, 31), date(2025, 2, 1), date(2025, 2, 2), date(2025, 2, 3),
    date(2025, 2, 4), date(2025, 4, 4), date(2025, 4, 5), date(2025, 4, 6), date(2025, 5, 1),
    date(2025, 5, 2), date(2025, 5, 3), date(2025, 5, 4), date(2025, 5, 5), date(2025, 5, 31),
    date(2025, 6, 1), date(2025, 6, 2), date(2025, 10, 1), date(2025, 10, 2), date(2025, 10, 3),
    date(2025, 10, 4), date(2025, 10, 5), date(2025, 10, 6), date(2025, 10, 7), date(2025, 10, 8),
    date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3), date(2026, 2, 15), date(2026, 2, 16),
    date(2026, 2, 17), date(2026, 2, 18), date(2026, 2, 19), date(2026, 2, 20), date(2026, 2, 21),
    date(2026, 2, 22), date(2026, 2, 23), date(2026, 4, 4), date(2026, 4, 5), date(2026, 4, 6),
    date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 4), date(2026, 5, 5),
    date(2026, 6, 19), date(2026, 6, 20), date(2026, 6, 21), date(2026, 9, 25), date(2026, 9, 26),
    date(2026, 9, 27), date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3), date(2026, 10, 4),
    date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 7),
];

#[rustfmt::skip]
const WORKDAYS: &[Date] = &[
    date(2020, 1, 19), date(2020, 4, 26), date(2020, 5, 9), date(2020, 6, 28), date(2020, 9, 27),
    date(2020, 10, 10), date(2021, 2, 7), date(2021, 2, 20), date(2021, 4, 25), date(2021, 5, 8),
    date(2021, 9, 18), date(2021, 9, 26), date(2021, 10, 9), date(2022, 1, 29), date(2022, 1, 30),
    date(2022, 4, 2), date(2022, 4, 24), date(2022, 5, 7), date(2022, 10, 8), date(2022, 10, 9),
    date(2023, 1, 28), date(2023, 1, 29), date(2023, 4, 23), date(2023, 5, 6), date(2023, 6, 25),
    date(2023, 10, 7), date(2023, 10, 8), date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 7),
    date(2024, 4, 28), date(2024, 5, 11), date(2024, 9, 14), date(2024, 9, 29), date(2024, 10, 12),
    date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11),
    date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20),
    date(2026, 10, 10),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_end_as_the_reference_says() {
        for (start, days, due) in [
            (date(2026, 2, 13), 5, date(2026, 2, 27)),
            (date(2026, 2, 13), 20, date(2026, 3, 19)),
            (date(2026, 9, 18), 5, date(2026, 9, 24)),
            (date(2026, 9, 30), 5, date(2026, 10, 13)),
            (date(2026, 4, 30), 10, date(2026, 5, 18)),
            (date(2026, 1, 2), 1, date(2026, 1, 4)),
            (date(2026, 6, 18), 5, date(2026, 6, 26)),
            (date(2026, 3, 2), 20, date(2026, 3, 30)),
            (date(2025, 9, 28), 20, date(2025, 10, 31)),
            (date(2025, 1, 26), 5, date(2025, 2, 8)),
            (date(2026, 12, 21), 5, date(2026, 12, 28)),
        ] {
            assert_eq!(WORKING_DAYS.due(start, days), Some(due), "{start} + {days}");
            assert!(WORKING_DAYS.knows(start, due));
        }
    }

    #[test]
    fn a_year_without_data_is_said_to_be_one() {
        assert!(!WORKING_DAYS.knows(date(2026, 12, 20), date(2027, 1, 20)));
    }

    #[test]
    fn a_period_that_ends_in_a_year_without_data_may_move() {
        let due = |start| WORKING_DAYS.due(start, 20).expect("a day");
        for start in [date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 31), date(2027, 1, 4)] {
            let end = due(start);
            assert_eq!(may_move(end), !WORKING_DAYS.knows(start, end), "{start} to {end}");
            assert_eq!(may_move(end), end.year() > 2026, "{start} to {end}");
        }
        assert!(WORKING_DAYS.years.windows(2).all(|years| years[1] == years[0] + 1), "no year is left out");
    }
}
