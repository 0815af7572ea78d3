//! Kinds of one-line values, each declared once: the value that checks it, how it is asked, its schema, its column, an example.

use domain::form::{Field, Keys, Kind, Record, Scalar, field};
use domain::value::{PastDay, Value};
use domain::{CreditCode, FileName, IdentityNumber, Line, LoginName, Money, Month, Password, Phone};

/// What was written into a field that may stay empty; `None` where it did.
pub(crate) fn said(record: &Record, field: Field) -> Option<String> {
    let words = record.draft().text(field.name);
    (!words.is_empty()).then(|| words.to_owned())
}

macro_rules! lines {
    ($($(#[$doc:meta])* $kind:ident: $value:ty, $keys:ident, $schema:literal $format:literal, $width:literal, $example:literal;)*) => {$(
        $(#[$doc])*
        pub const fn $kind(name: &'static str, label: &'static str) -> Field {
            static LINE: Scalar = Scalar {
                keys: Keys::$keys,
                schema: ($schema, $format),
                width: $width,
                example: $example,
                canon: |text, setting| {
                    let value = <$value>::parse(text)?;
                    setting.map_or(Ok(()), |setting| value.fits(setting))?;
                    Ok(value.canon())
                },
            };
            field(name, label, Kind::Line(&LINE))
        }
    )*};
}

lines! {
    /// One line of text.
    text:        Line,              Words,   "string" "",                24, "示例";
    /// A file's name; whatever it is, it is cleaned for show.
    file_name:   FileName,          Words,   "string" "",                40, "身份证.jpg";
    /// A day of any time.
    date:        jiff::civil::Date, Day,     "string" "date",            12, "2026-03-01";
    /// A day that has come.
    past_day:    PastDay,           Day,     "string" "date",            12, "2016-03-01";
    /// A month that has come.
    month:       Month,             Month,   "string" "year-month",      10, "2016-03";
    /// 公民身份号码.
    identity:    IdentityNumber,    Code,    "string" "identity-number", 20, "210102190001010014";
    /// 统一社会信用代码.
    credit_code: CreditCode,        Code,    "string" "credit-code",     20, "91210102FAKE00013A";
    /// A mobile number.
    phone:       Phone,             Phone,   "string" "phone",           13, "13800005678";
    /// 万元.
    money:       Money,             Decimal, "string" "decimal",         14, "12.5";
    /// A whole number.
    integer:     u32,               Digits,  "integer" "uint32",          8, "3";
    /// The name an account signs in with.
    login_name:  LoginName,         Code,    "string" "",                20, "shili.2026";
    /// A password that is being chosen.
    new_password: Password,         Secret,  "string" "password",        20, "纸船载着十二枚月亮慢慢过河";
    /// A password that is being compared: any text.
    password:    Typed,             Secret,  "string" "password",        20, "纸船载着十二枚月亮慢慢过河";
}

/// A text that is compared and never kept; at most 1,000 bytes.
struct Typed(String);

impl Value for Typed {
    fn parse(text: &str) -> Result<Self, domain::Fault> {
        if text.len() > 1000 { Err(domain::Fault::TooLong(1000)) } else { Ok(Typed(text.to_owned())) }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}
