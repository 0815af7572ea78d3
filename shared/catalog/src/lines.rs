//! Kinds of one-line values, each declared once: the value that checks it, how it is asked, its schema, its column, an
//! example, and what it takes and refuses, which every form is tried with.

use domain::form::{Complaint, Draft, Field, Keys, Kind, Record, Scalar, field};
use domain::value::{Count, Fault, PastDay, Value, Years};
use domain::{
    CreditCode, Email, FileName, IdentityNumber, Line, LoginName, Money, Month, Password, Phone, PostalCode, Quantity,
    Telephone, Website,
};

/// What was written into a field that may stay empty; `None` where it did.
pub(crate) fn said(record: &Record, field: Field) -> Option<String> {
    let words = record.draft().text(field.name);
    (!words.is_empty()).then(|| words.to_owned())
}

/// What is wrong where the later of two days or months comes before the earlier; nothing where one is not written. They
/// are spelled so that their order is that of their texts.
pub(crate) fn disordered(draft: &Draft, (earlier, later): (&Field, &Field), words: &'static str) -> Option<Complaint> {
    let (from, to) = (draft.text(earlier.name), draft.text(later.name));
    (!from.is_empty() && !to.is_empty() && to < from).then(|| later.wrong(Fault::Against(words)))
}

macro_rules! lines {
    ($($(#[$doc:meta])* $kind:ident: $value:ty, $keys:ident, $schema:literal $format:literal, $width:literal,
       $example:literal, good $good:expr, bad $bad:expr;)*) => {$(
        $(#[$doc])*
        pub const fn $kind(name: &'static str, label: &'static str) -> Field {
            static LINE: Scalar = Scalar {
                keys: Keys::$keys,
                schema: ($schema, $format),
                width: $width,
                example: $example,
                good: &$good,
                bad: &$bad,
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

// Each kind with what it takes, and how that is spelled from then on, and with what it refuses.
lines! {
    /// One line of text.
    text: Line, Words, "string" "", 24, "示例",
        good [("无", "无"), ("阿卜杜拉·买买提", "阿卜杜拉·买买提"), ("　前后有空格　", "前后有空格"), ("=1+1", "=1+1"), ("<b>粗</b>", "<b>粗</b>")],
        bad ["含\u{0}零", "含\u{202e}翻转", "两\n行"];
    /// A file's name; whatever it is, it is cleaned for show.
    file_name: FileName, Words, "string" "", 40, "身份证.jpg",
        good [("毕业证.pdf", "毕业证.pdf")], bad [];
    /// A day of any time.
    date: jiff::civil::Date, Day, "string" "date", 12, "2026-03-01",
        good [("2026-03-01", "2026-03-01"), ("2099-12-31", "2099-12-31")],
        bad ["2026-02-30", "2026-13-01", "0001-01-01", "昨天", "2026/03/01", "无"];
    /// A day that has come.
    past_day: PastDay, Day, "string" "date", 12, "2016-03-01",
        good [("2016-03-01", "2016-03-01"), ("1990-02-28", "1990-02-28")],
        bad ["2016-02-30", "2199-01-01", "16-3-1", "无"];
    /// A month that has come.
    month: Month, Month, "string" "year-month", 10, "2016-03",
        good [("2016-03", "2016-03")],
        bad ["2016-13", "2199-01", "2016", "2016-3", "无"];
    /// 公民身份号码.
    identity: IdentityNumber, Code, "string" "identity-number", 20, "210102190001010014",
        good [("２１０１０２１９０００１０１００１４", "210102190001010014")],
        bad ["210102190001010015", "21010219000230001X", "2101021900010100", "无"];
    /// 统一社会信用代码.
    credit_code: CreditCode, Code, "string" "credit-code", 20, "91210102FAKE00013A",
        good [("91210102fake00013a", "91210102FAKE00013A")],
        bad ["91210102FAKE00013B", "91210102FAKE0001", "无"];
    /// A mobile number.
    phone: Phone, Phone, "string" "phone", 13, "13800005678",
        good [("138 0000 5678", "13800005678"), ("１３８００００５６７８", "13800005678")],
        bad ["12800005678", "1380000567", "138000056789", "无"];
    /// A telephone with a cord, a service number or a mobile number.
    telephone: Telephone, Phone, "string" "telephone", 16, "024-12345678",
        good [("024-12345678", "024-12345678"), ("（024）12345678", "024-12345678"), ("0411-1234567-802", "0411-1234567-802"), ("400-123-4567", "4001234567"), ("13800005678", "13800005678")],
        bad ["12345678", "024-123", "024-1234567x", "无", "99999999999"];
    /// 邮政编码.
    postal_code: PostalCode, Code, "string" "postal-code", 10, "110000",
        good [("１１００００", "110000")],
        bad ["11000", "1100000", "11000a", "无"];
    /// 电子邮箱.
    email: Email, Code, "string" "email", 28, "lianxi@example.com",
        good [("a.b+c@mail.example.com", "a.b+c@mail.example.com")],
        bad ["lianxi", "@example.com", "a@b", "a b@example.com", "a@b..com", "无", "a@example.com,b@example.com"];
    /// 网址.
    website: Website, Code, "string" "website", 28, "www.example.com",
        good [("https://www.example.com/a?b=1", "https://www.example.com/a?b=1"), ("example.com:8080", "example.com:8080")],
        bad ["javascript:alert(1)", "ftp://example.com", "example", "http://exa mple.com", "无"];
    /// 万元.
    money: Money, Decimal, "string" "decimal", 14, "12.5",
        good [("0012.5000", "12.5"), ("0", "0"), ("１００", "100")],
        bad ["-1", "1.00001", "1e3", "一百", "1,000", "无"];
    /// A measure, in the unit that the label names.
    quantity: Quantity, Decimal, "string" "decimal", 14, "3200",
        good [("3200.50", "3200.5"), ("0", "0")],
        bad ["-1", "1.00001", "三千", "3200㎡", "无"];
    /// A whole number.
    integer: u32, Digits, "integer" "uint32", 8, "3",
        good [("０３", "3"), ("4294967295", "4294967295")],
        bad ["-1", "1.5", "4294967296", "三", "无"];
    /// Years that somebody has done something.
    years: Years, Digits, "integer" "uint32", 6, "12",
        good [("０５", "5"), ("80", "80")],
        bad ["-1", "1.5", "81", "4000000", "无"];
    /// How many there are of something.
    count: Count, Digits, "integer" "uint32", 8, "3",
        good [("０３", "3"), ("4294967295", "4294967295")],
        bad ["0", "-1", "1.5", "4294967296", "无"];
    /// The name an account signs in with.
    login_name: LoginName, Code, "string" "", 20, "shili.2026",
        good [("张三", "张三")], bad ["a", "a b", "<a>"];
    /// A password that is being chosen.
    new_password: Password, Secret, "string" "password", 20, "纸船载着十二枚月亮慢慢过河",
        good [("十二个汉字也可以做密码呀", "十二个汉字也可以做密码呀")], bad ["11111"];
    /// A password that is being compared: any text.
    password: Typed, Secret, "string" "password", 20, "纸船载着十二枚月亮慢慢过河",
        good [("11111", "11111")], bad [];
}

/// A text that is compared and never kept; at most 1,000 bytes.
struct Typed(String);

impl Value for Typed {
    fn parse(text: &str) -> Result<Self, Fault> {
        if text.len() > 1000 { Err(Fault::TooLong(1000)) } else { Ok(Typed(text.to_owned())) }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FORMS;
    use domain::form::Kind;
    use jiff::civil::date as day;

    #[test]
    fn every_kind_of_line_takes_what_it_says_and_refuses_what_it_says() {
        fn lines(fields: &'static [Field], found: &mut Vec<&'static Scalar>) {
            for field in fields {
                match field.kind {
                    Kind::Line(scalar) => found.push(scalar),
                    Kind::Rows(columns, _) => lines(columns, found),
                    _ => {}
                }
            }
        }
        let mut all = Vec::new();
        FORMS.iter().flat_map(|form| form.sections).for_each(|section| lines(section.fields, &mut all));
        let setting = domain::Setting { today: day(2026, 11, 24) };
        for scalar in all {
            assert!((scalar.canon)(scalar.example, Some(&setting)).is_ok(), "{}", scalar.example);
            for (typed, kept) in scalar.good {
                assert_eq!((scalar.canon)(typed.trim(), Some(&setting)).as_deref(), Ok(*kept), "{typed}");
            }
            for typed in scalar.bad {
                assert!((scalar.canon)(typed, Some(&setting)).is_err(), "{typed} as {}", scalar.example);
            }
        }
    }
}
