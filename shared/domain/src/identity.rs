//! Numbers that states give: the resident identity number (GB 11643) and the unified social credit code (GB 32100).

use crate::text::half_width;
use crate::value::{Fault, Setting, Value};
use jiff::civil::Date;

/// 公民身份号码, GB 11643-1999, with the residence permits and the permanent residence card that share its structure.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityNumber(String);

/// 性别 as the form spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

/// The provinces of GB/T 2260. Lower levels are not checked: abolished codes stay on old numbers.
const PROVINCES: [&str; 31] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
];

impl Value for IdentityNumber {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = half_width(text).to_ascii_uppercase();
        if text.chars().count() != 18 {
            return Err(Fault::Malformed("应为 18 位"));
        }
        let digits = text.as_bytes();
        if !digits[..17].iter().all(u8::is_ascii_digit)
            || !matches!(digits.get(17), Some(b'0'..=b'9' | b'X'))
            || digits.len() != 18
        {
            return Err(Fault::Malformed("只能由数字组成，末位可以是 X"));
        }
        if !is_region(&text) {
            return Err(Fault::Malformed("的地址码不正确"));
        }
        let number = IdentityNumber(text);
        number.birth().ok_or(Fault::Malformed("中的出生日期不存在"))?;
        if number.check() == number.0.as_bytes()[17] { Ok(number) } else { Err(Fault::Malformed("校验位不正确")) }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
    fn fits(&self, setting: &Setting) -> Result<(), Fault> {
        let born = self.birth().is_some_and(|birth| birth <= setting.today);
        if born { Ok(()) } else { Err(Fault::Malformed("中的出生日期在今天之后")) }
    }
}

/// A province; 810000, 820000 and 830000 of the residence permits; 9 and a province of the permanent residence card.
fn is_region(text: &str) -> bool {
    match text.as_bytes()[0] {
        b'8' => matches!(&text[..6], "810000" | "820000" | "830000"),
        b'9' => PROVINCES.contains(&&text[1..3]),
        _ => PROVINCES.contains(&&text[..2]),
    }
}

impl IdentityNumber {
    /// ISO 7064 MOD 11-2 over the first seventeen digits.
    fn check(&self) -> u8 {
        const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: usize = self.0.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
        b"10X98765432"[sum % 11]
    }
    fn birth(&self) -> Option<Date> {
        let part = |from: usize, to: usize| self.0[from..to].parse::<i16>().ok();
        Date::new(part(6, 10)?, part(10, 12)?.try_into().ok()?, part(12, 14)?.try_into().ok()?).ok()
    }
    /// The day of birth that the number names.
    pub fn born(&self) -> Date {
        self.birth().expect("a number whose day does not exist is not parsed")
    }
    /// The sex that the seventeenth digit names: odd is male.
    pub fn sex(&self) -> Sex {
        if self.0.as_bytes()[16] % 2 == 1 { Sex::Male } else { Sex::Female }
    }
    /// What lists show: the first six and the last four.
    pub fn masked(&self) -> String {
        format!("{}********{}", &self.0[..6], &self.0[14..])
    }
    /// The number in its one spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityNumber(…)")
    }
}

impl Sex {
    /// Both, in the order of the form.
    pub const ALL: [Sex; 2] = [Sex::Male, Sex::Female];
}

impl Value for Sex {
    fn parse(text: &str) -> Result<Self, Fault> {
        Sex::ALL.into_iter().find(|sex| sex.canon() == text).ok_or(Fault::NotListed)
    }
    fn canon(&self) -> String {
        match self {
            Sex::Male => "male".to_owned(),
            Sex::Female => "female".to_owned(),
        }
    }
}

/// 统一社会信用代码, GB 32100-2015.
#[derive(Clone, PartialEq, Eq)]
pub struct CreditCode(String);

/// The 31 characters of GB 32100; I, O, S, V and Z are left out.
const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

impl Value for CreditCode {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = half_width(text).to_ascii_uppercase();
        if text.chars().count() != 18 {
            return Err(Fault::Malformed("应为 18 位"));
        }
        let values: Option<Vec<usize>> = text.bytes().map(|c| ALPHABET.iter().position(|known| *known == c)).collect();
        let values = values.ok_or(Fault::Malformed("含有不使用的字符（不使用 I、O、S、V、Z）"))?;
        if !matches!(
            &text[..2],
            "11" | "12" | "13" | "19" | "51" | "52" | "53" | "59" | "91" | "92" | "93" | "99" | "Y1"
        ) {
            return Err(Fault::Malformed("的前两位不正确"));
        }
        if !text.as_bytes()[2..8].iter().all(u8::is_ascii_digit) {
            return Err(Fault::Malformed("的第 3 至 8 位应为数字"));
        }
        const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        if values[17] == (31 - sum % 31) % 31 {
            Ok(CreditCode(text))
        } else {
            Err(Fault::Malformed("校验位不正确"))
        }
    }
    fn canon(&self) -> String {
        self.0.clone()
    }
}

impl CreditCode {
    /// The code in its one spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for CreditCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CreditCode(…)")
    }
}

#[cfg(test)]
mod tests {
    //! Every vector of the reference `id_rules.json`; all numbers are synthetic.
    use super::*;

    const TODAY: Setting = Setting { today: jiff::civil::date(2026, 11, 23) };

    fn check<T: Value>(text: &str) -> Result<T, Fault> {
        let value = T::parse(text)?;
        value.fits(&TODAY).map(|()| value)
    }

    #[test]
    fn r_5_5_every_good_identity_number_of_the_reference_is_taken_with_its_birth_and_sex() {
        for (number, birth, sex) in [
            ("210102190001010006", "1900-01-01", Sex::Female),
            ("210102190001010014", "1900-01-01", Sex::Male),
            ("210102190001019991", "1900-01-01", Sex::Male),
            ("210102190402290002", "1904-02-29", Sex::Female),
            ("21010220000229000X", "2000-02-29", Sex::Female),
            ("210103190112310008", "1901-12-31", Sex::Female),
            ("210100190206300004", "1902-06-30", Sex::Female),
            ("210122190307310007", "1903-07-31", Sex::Female),
            ("21010219000102001X", "1900-01-02", Sex::Male),
            ("81000019000101000X", "1900-01-01", Sex::Female),
            ("82000019000101001X", "1900-01-01", Sex::Male),
            ("830000190001010003", "1900-01-01", Sex::Female),
            ("921840190001010000", "1900-01-01", Sex::Female),
        ] {
            let parsed: IdentityNumber = check(number).expect(number);
            assert_eq!((parsed.born().to_string().as_str(), parsed.sex(), parsed.as_str()), (birth, sex, number));
        }
    }

    #[test]
    fn r_5_5_every_bad_identity_number_of_the_reference_is_refused_for_its_reason() {
        const LENGTH: &str = "应为 18 位";
        const CHARSET: &str = "只能由数字组成，末位可以是 X";
        const REGION: &str = "的地址码不正确";
        const BIRTHDATE: &str = "中的出生日期";
        const CHECK_DIGIT: &str = "校验位不正确";
        for (number, reason) in [
            ("210102190001010007", CHECK_DIGIT),
            ("210102190001010016", CHECK_DIGIT),
            ("201102190001010006", REGION),
            ("210102190001100006", CHECK_DIGIT),
            ("21010219000101000", LENGTH),
            ("2101021900010100060", LENGTH),
            ("2101021900X1010006", CHARSET),
            ("21010219000101000A", CHARSET),
            ("210102190002290003", BIRTHDATE),
            ("210102190013010003", BIRTHDATE),
            ("210102190001320004", BIRTHDATE),
            ("210102190004310004", BIRTHDATE),
            ("210102209912310007", BIRTHDATE),
            ("000102190001010007", REGION),
            ("810101190001010001", REGION),
            ("210102000101000", LENGTH),
            ("000000000000000000", REGION),
        ] {
            let Err(Fault::Malformed(words)) = check::<IdentityNumber>(number) else { panic!("{number} was taken") };
            assert!(words.starts_with(reason), "{number}: {words}");
        }
    }

    #[test]
    fn c09_full_width_digits_blanks_and_a_small_x_are_converted_first() {
        for typed in ["　２１０１０２１９０００１０２００１ｘ ", "21010219000102001x", "21010219000102001Ｘ"]
        {
            assert_eq!(check::<IdentityNumber>(typed).expect(typed).as_str(), "21010219000102001X");
        }
    }

    #[test]
    fn an_identity_number_says_nothing_of_itself() {
        let number: IdentityNumber = check("210102190001010014").expect("a good number");
        assert_eq!(format!("{number:?}"), "IdentityNumber(…)");
        assert_eq!(number.masked(), "210102********0014");
    }

    #[test]
    fn every_good_credit_code_of_the_reference_is_taken() {
        for code in [
            "912101020000000007",
            "912101020000000194",
            "91210102FAKE00013A",
            "91210102DEM0000147",
            "91210102TE5T000161",
            "91210102MA00000070",
            "92210102FAKE000212",
            "93210102FAKE0003XN",
            "12210102FAKE000482",
            "11210102FAKE000560",
            "52210102FAKE00064K",
            "91210000YYYY000126",
            "9121010200000006X7",
        ] {
            assert_eq!(check::<CreditCode>(&code.to_lowercase()).expect(code).as_str(), code);
        }
    }

    #[test]
    fn every_bad_credit_code_of_the_reference_is_refused_for_its_reason() {
        const LENGTH: &str = "应为 18 位";
        const CHARSET: &str = "含有不使用的字符";
        const REGION: &str = "的第 3 至 8 位应为数字";
        const DEPARTMENT: &str = "的前两位不正确";
        const CATEGORY: &str = "的前两位不正确";
        const CHECK_DIGIT: &str = "校验位不正确";
        for (code, reason) in [
            ("91210102FAKE00013B", CHECK_DIGIT),
            ("91210102FAEK00013A", CHECK_DIGIT),
            ("91210102FAKE00013", LENGTH),
            ("91210102FAKE00013A0", LENGTH),
            ("91210102IAKE00013A", CHARSET),
            ("91210102OAKE00013A", CHARSET),
            ("91210102SAKE00013A", CHARSET),
            ("91210102VAKE00013A", CHARSET),
            ("91210102ZAKE00013A", CHARSET),
            ("9121O1O2FAKE00013A", CHARSET),
            ("91A10102FAKE000130", REGION),
            ("X1210102FAKE00013M", DEPARTMENT),
            ("94210102FAKE000131", CATEGORY),
        ] {
            let Err(Fault::Malformed(words)) = check::<CreditCode>(code) else { panic!("{code} was taken") };
            assert!(words.starts_with(reason), "{code}: {words}");
        }
    }
}
