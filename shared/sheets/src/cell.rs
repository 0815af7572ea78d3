//! What a cell says: a text as a person would type it into the form.

use calamine::{DataRef, ExcelDateTime};
use domain::form::{Field, Keys, Kind};
use domain::value::Fault;

/// The most bytes of one cell; longer than any field takes.
const LONGEST: usize = 8_000;
/// From here on Excel keeps no whole number exactly.
const EXACT: f64 = 1e15;

/// What was found in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    Text(String),
    Number(f64),
    Day(u16, u8, u8),
    /// What Excel shows where a formula failed.
    Error,
}

/// What a cell holds; nothing where it is blank.
pub(crate) fn said(cell: &DataRef<'_>) -> Option<Said> {
    let text = |text: &str| {
        // What is far too long stays too long, and no longer than that.
        let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= LONGEST).unwrap_or(text.len());
        let text = text[..end].replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        (!text.is_empty()).then(|| Said::Text(text.to_owned()))
    };
    match cell {
        DataRef::Empty => None,
        DataRef::String(shown) | DataRef::DurationIso(shown) => text(shown),
        DataRef::SharedString(shown) => text(shown),
        DataRef::DateTimeIso(shown) => text(shown.split('T').next().unwrap_or(shown)),
        DataRef::Int(number) => Some(Said::Number(*number as f64)),
        DataRef::Float(number) => Some(Said::Number(*number)),
        DataRef::Bool(is) => text(if *is { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => Some(day(moment)),
        DataRef::Error(_) => Some(Said::Error),
    }
}

fn day(moment: &ExcelDateTime) -> Said {
    let value = moment.as_f64();
    // Days of Excel's own calendar, which reaches from 1900 to 9999; anything else is a number that looks like one.
    if moment.is_datetime() && (1.0..2_958_466.0).contains(&value) {
        let (year, month, day, ..) = moment.to_ymd_hms_milli();
        Said::Day(year, month, day)
    } else {
        Said::Number(value)
    }
}

impl Said {
    /// As it would be typed into this field; or what is wrong with the cell itself.
    pub(crate) fn typed(&self, field: &Field) -> Result<String, Fault> {
        let keys = if let Kind::Line(scalar) = field.kind { Some(scalar.keys) } else { None };
        match (self, keys) {
            (Said::Error, _) => Err(Fault::Malformed("的单元格是公式错误")),
            (Said::Day(year, month, _), Some(Keys::Month)) => Ok(format!("{year:04}-{month:02}")),
            (Said::Day(year, month, day), _) => Ok(format!("{year:04}-{month:02}-{day:02}")),
            (Said::Text(text), Some(Keys::Day)) => Ok(spelled(text, 3).unwrap_or_else(|| text.clone())),
            (Said::Text(text), Some(Keys::Month)) => Ok(spelled(text, 2).unwrap_or_else(|| text.clone())),
            (Said::Text(text), _) => Ok(text.clone()),
            (Said::Number(number), Some(Keys::Code | Keys::Words | Keys::Phone)) if number.abs() >= EXACT => {
                Err(Fault::Malformed("是数字格式，Excel 已丢失末尾几位；请把单元格设为“文本”后重新填写"))
            }
            // 2026.1 is what Excel makes of a typed 2026.10: only whole numbers are dates.
            (Said::Number(number), Some(Keys::Day)) => {
                Ok(spelled(&plain(*number), 3).unwrap_or_else(|| plain(*number)))
            }
            (Said::Number(number), Some(Keys::Month)) if number.fract() == 0.0 => {
                Ok(spelled(&plain(*number), 2).unwrap_or_else(|| plain(*number)))
            }
            (Said::Number(number), _) => Ok(plain(*number)),
        }
    }

    /// The same for a cell of which nothing is known.
    pub(crate) fn words(&self) -> String {
        match self {
            Said::Text(text) => text.clone(),
            Said::Number(number) => plain(*number),
            Said::Day(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
            Said::Error => String::new(),
        }
    }
}

/// A number as Excel shows it: fifteen digits, no `.0`.
fn plain(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // A zero below zero has no sign.
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded}")
}

/// A day (three parts) or a month (two) as people write them, in the one spelling: 2026-03-01, 2026/3/1, 2026.3.1,
/// 2026年3月1日, 20260301. A day in a column of months is its month.
fn spelled(text: &str, parts: usize) -> Option<String> {
    let text = domain::text::half_width(text);
    let packed = matches!(text.len(), 6 | 8) && text.bytes().all(|b| b.is_ascii_digit());
    let found: Vec<&str> = match packed {
        true if text.len() == 8 => vec![&text[..4], &text[4..6], &text[6..]],
        true => vec![&text[..4], &text[4..]],
        false => {
            let cut = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '－' | '／' | '．');
            text.trim_end_matches(cut).split(cut).map(str::trim).collect()
        }
    };
    let number =
        |at: usize, most: usize| found.get(at).filter(|it| (1..=most).contains(&it.len()))?.parse::<u16>().ok();
    let year = number(0, 4).filter(|year| *year >= 1000)?;
    match (found.len(), parts) {
        (3, 3) => Some(format!("{year:04}-{:02}-{:02}", number(1, 2)?, number(2, 2)?)),
        (2 | 3, 2) => {
            found.get(2).map_or(Some(0), |_| number(2, 2))?;
            Some(format!("{year:04}-{:02}", number(1, 2)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_read_as_people_write_them() {
        for typed in
            ["2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "２０２６-３-１", "20260301", "2026－03－01"]
        {
            assert_eq!(spelled(typed, 3).as_deref(), Some("2026-03-01"), "{typed}");
        }
        for typed in ["2026-03", "2026/3", "2026.3", "2026年3月", "202603", "2026-03-01", "2026年03月15日"] {
            assert_eq!(spelled(typed, 2).as_deref(), Some("2026-03"), "{typed}");
        }
        for typed in ["昨天", "3/1/2026", "2026", "26-3-1", "2026-003-01", "2026-03-01 12:00", ""] {
            assert_eq!(spelled(typed, 3), None, "{typed}");
        }
    }

    #[test]
    fn numbers_are_as_typed() {
        for (number, shown) in [
            (3.0, "3"),
            (12.5, "12.5"),
            (0.1 + 0.2, "0.3"),
            (-0.0, "0"),
            (13_800_005_678.0, "13800005678"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(plain(number), shown);
        }
    }
}
