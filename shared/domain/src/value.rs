//! What a typed text may become: a value with one canonical spelling.

use crate::text::half_width;
use jiff::civil::Date;

/// Why a typed text is not a value. The edge puts it into words with the field's label.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A required field is empty.
    Missing,
    /// Nothing was chosen in a required field.
    NotChosen,
    /// A required paper was not uploaded.
    NotUploaded,
    /// No field has this name.
    Unknown,
    /// Not one of the published choices.
    NotListed,
    /// More than so many characters, or rows, or files.
    TooLong(usize),
    /// So many are missing.
    Lacking(u32),
    /// Not of the shape that the field asks for; the words follow the label.
    Malformed(&'static str),
    /// Well shaped, but a rule forbids it; the words follow the label.
    Against(&'static str),
    /// Somebody else has it. The words are the same for every field, so that they tell nothing about whose it is.
    Taken,
    /// The same of a number that is public; how to get it back follows.
    Disputed(&'static str),
}

/// What rules need to know of the present.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Today in the hall's time zone (UTC+8).
    pub today: Date,
}

/// A value with one canonical spelling, which is also how it is stored and shown.
pub trait Value: Sized {
    /// Reads a text. Pure: what was true when it was stored stays readable.
    fn parse(text: &str) -> Result<Self, Fault>;
    /// The one spelling.
    fn canon(&self) -> String;
    /// Whether it can be true today; asked when it is typed, not when it is recalled.
    fn fits(&self, _setting: &Setting) -> Result<(), Fault> {
        Ok(())
    }
}

/// `T` for a required field, `Option<T>` for one that may be left out.
pub trait Read: Sized {
    /// Whether the field must be required.
    const MUST: bool;
    /// Reads the field's texts; `None` when they cannot be such a value.
    fn read(texts: &[String]) -> Option<Self>;
}

impl<T: Value> Read for T {
    const MUST: bool = true;
    fn read(texts: &[String]) -> Option<T> {
        T::parse(texts.first()?).ok()
    }
}

impl<T: Value> Read for Option<T> {
    const MUST: bool = false;
    fn read(texts: &[String]) -> Option<Option<T>> {
        texts.first().map_or(Some(None), |text| T::parse(text).ok().map(Some))
    }
}

/// Money in 元, asked in 万元 with at most four decimals.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Money(pub u64);

impl Value for Money {
    fn parse(text: &str) -> Result<Self, Fault> {
        ten_thousandths(text).map(Money).ok_or(Fault::Malformed("应为万元金额，最多四位小数"))
    }
    fn canon(&self) -> String {
        decimal(self.0)
    }
}

/// A measure such as an area, in the unit that its label names, with at most four decimals; kept in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Quantity(pub u64);

impl Value for Quantity {
    fn parse(text: &str) -> Result<Self, Fault> {
        ten_thousandths(text).map(Quantity).ok_or(Fault::Malformed("应为数字，最多四位小数"))
    }
    fn canon(&self) -> String {
        decimal(self.0)
    }
}

/// At most twelve digits before the point and four behind it, as people's keyboards spell them.
fn ten_thousandths(text: &str) -> Option<u64> {
    let text = half_width(text).replace('．', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let shaped = digits(whole) && digits(part) && part.len() <= 4 && whole.len() <= 12;
    if shaped { format!("{whole}{part:0<4}").parse().ok() } else { None }
}

fn decimal(ten_thousandths: u64) -> String {
    let text = format!("{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Value for u32 {
    fn parse(text: &str) -> Result<Self, Fault> {
        half_width(text).parse().map_err(|_| Fault::Malformed("应为整数"))
    }
    fn canon(&self) -> String {
        self.to_string()
    }
}

/// Years that somebody has done something, at most 80.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years(u32);

impl Value for Years {
    fn parse(text: &str) -> Result<Self, Fault> {
        let years = u32::parse(text)?;
        if years <= 80 { Ok(Years(years)) } else { Err(Fault::Against("不能超过 80 年")) }
    }
    fn canon(&self) -> String {
        self.0.to_string()
    }
}

/// How many there are of something that is there: at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(u32);

impl Value for Count {
    fn parse(text: &str) -> Result<Self, Fault> {
        match u32::parse(text)? {
            0 => Err(Fault::Against("应当大于 0")),
            count => Ok(Count(count)),
        }
    }
    fn canon(&self) -> String {
        self.0.to_string()
    }
}

impl Value for Date {
    fn parse(text: &str) -> Result<Self, Fault> {
        let date: Date = text.parse().map_err(|_| Fault::Malformed("应为日期，例如 2026-03-01"))?;
        if (1800..=2200).contains(&date.year()) { Ok(date) } else { Err(Fault::Malformed("的年份不合理")) }
    }
    fn canon(&self) -> String {
        self.to_string()
    }
}

/// A month, kept as its first day.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Month(Date);

impl Value for Month {
    fn parse(text: &str) -> Result<Self, Fault> {
        let wrong = Fault::Malformed("应为年月，例如 2026-03");
        Date::parse(&format!("{text}-01")).map(Month).map_err(|_| wrong)
    }
    fn canon(&self) -> String {
        self.0.strftime("%Y-%m").to_string()
    }
    fn fits(&self, setting: &Setting) -> Result<(), Fault> {
        if self.0 > setting.today { Err(Fault::Against("不能晚于本月")) } else { Ok(()) }
    }
}

/// A day that has come already, such as the day a certificate was issued.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct PastDay(pub Date);

impl Value for PastDay {
    fn parse(text: &str) -> Result<Self, Fault> {
        Date::parse(text).map(PastDay)
    }
    fn canon(&self) -> String {
        self.0.to_string()
    }
    fn fits(&self, setting: &Setting) -> Result<(), Fault> {
        if self.0 > setting.today { Err(Fault::Against("不能晚于今天")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_one_spelling() {
        for (typed, kept) in [("12.5", "12.5"), ("0012.5000", "12.5"), ("0", "0"), ("100", "100")] {
            assert_eq!(Money::parse(typed).map(|money| money.canon()).as_deref(), Ok(kept));
        }
        assert_eq!(Money::parse("１２．５").map(|money| money.canon()).as_deref(), Ok("12.5"), "full-width");
        for wrong in ["", "-1", "1.00001", "1e3", "1."] {
            assert!(Money::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert!(
            Date::parse("2026-02-30").is_err()
                && Date::parse("2026-13-01").is_err()
                && Date::parse("0001-01-01").is_err()
        );
        assert!(Month::parse("2026-13").is_err() && Month::parse("2026-12").is_ok());
    }
}
