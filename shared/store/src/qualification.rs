//! 企业资质: what was granted to a unit, written in the change that grants it, and by nothing else.

use crate::Store;
use crate::application::Head;
use crate::change::{Change, Guard};
use crate::item::{Item, Raw, View};
use crate::keys::{self, Matter, QUALIFICATION};
use crate::list::{ROWS, Shelf};
use crate::table::Page;
use domain::Trouble;
use domain::ids::{ApplicationId, UnitId};
use domain::text::says;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz};

/// Who grants, as the manual calls the department.
const AUTHORITY: &str = "市建委";
/// For how many years (令第22号, 令第57号).
const YEARS: i32 = 5;

/// A qualification of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualification {
    /// The matter's code, such as `D101C`.
    pub code: String,
    /// Its name with the level.
    pub title: String,
    /// 企业名称 on the certificate.
    pub unit_name: String,
    /// 证书编号.
    pub certificate: String,
    /// 发证日期.
    pub granted: Date,
    /// 有效期至.
    pub until: Date,
    /// 发证机关.
    pub authority: String,
    /// The application by which it was granted.
    pub application: ApplicationId,
    /// Its 办件编号.
    pub number: String,
    /// By which kind of application.
    pub source: String,
    /// Raised by every change.
    pub version: u64,
}

/// The day by the hall's clock, UTC+8.
pub(crate) fn day(at: Timestamp) -> Date {
    at.to_zoned(tz::TimeZone::fixed(tz::offset(8))).date()
}

impl Qualification {
    /// What an application brings that is granted at this moment; so many numbers were somebody else's.
    fn granted(head: &Head, attempt: u32, at: Timestamp) -> Qualification {
        let granted = day(at);
        let until = granted.checked_add(YEARS.years()).unwrap_or(granted);
        Qualification {
            code: head.matter.clone(),
            title: head.title.clone(),
            unit_name: head.unit_name.clone(),
            certificate: certificate(head.id, attempt),
            granted,
            until,
            authority: AUTHORITY.to_owned(),
            application: head.id,
            number: head.number.clone(),
            source: "新申请".to_owned(),
            version: 1,
        }
    }

    fn written(&self, unit: UnitId) -> Item {
        Item::new("qualification", Matter::unit(unit).qualification(&self.code))
            .text("code", &self.code)
            .text("title", &self.title)
            .text("unit_name", &self.unit_name)
            .text("certificate", &self.certificate)
            .text("granted", self.granted.to_string())
            .text("until", self.until.to_string())
            .text("authority", &self.authority)
            .text("application", self.application.to_string())
            .text("number", &self.number)
            .text("source", &self.source)
            .number("version", self.version)
    }

    fn says(&self, q: &str) -> bool {
        says(&self.title, q) || says(&self.certificate, q)
    }
    fn read(raw: &Raw) -> Result<Qualification, Trouble> {
        let item = View(raw);
        let date = |name| item.read(name, |text| text.parse::<Date>().ok());
        Ok(Qualification {
            code: item.owned("code")?,
            title: item.owned("title")?,
            unit_name: item.owned("unit_name")?,
            certificate: item.owned("certificate")?,
            granted: date("granted")?,
            until: date("until")?,
            authority: item.owned("authority")?,
            application: item.read("application", ApplicationId::parse)?,
            number: item.owned("number")?,
            source: item.owned("source")?,
            version: item.number("version")?,
        })
    }
}

/// 证书编号 in the shape that was seen: D, a digit, the province's two digits, six digits. That the digit tells the
/// granting level is a guess (2 was seen with a provincial department), and real numbers come from a register that this
/// hall does not have: the six digits are made of the application's id. There are more ids than numbers, so each number
/// has a guard, written in the change that grants; where it is there already, the next attempt makes another number.
pub fn certificate(id: ApplicationId, attempt: u32) -> String {
    let fold = |sum: u64, b: u8| sum.wrapping_mul(31).wrapping_add(u64::from(b));
    format!("D221{:06}", id.to_string().bytes().chain(attempt.to_be_bytes()).fold(7, fold) % 1_000_000)
}

/// Numbers that are tried, at most. With a tenth of all numbers given, none of so many is free once in 10⁸ grants.
pub(crate) const ATTEMPTS: u32 = 8;
/// No two qualifications have one number.
pub(crate) const NUMBERED: Guard = Guard::Unique("certificate");

impl Change {
    /// The qualification that an application brings which is granted at this moment, and the guard of its number.
    pub(crate) fn grants(self, store: &Store, head: &Head, attempt: u32, at: Timestamp) -> Change {
        let granted = Qualification::granted(head, attempt, at);
        let guard = Item::new("guard", keys::certificate(&granted.certificate)).text("code", &granted.code);
        self.put(store, granted.written(head.unit)).create(NUMBERED, store, guard.text("unit", head.unit.to_string()))
    }
}

/// Letters and digits: what stands in a key behind the prefix.
fn is_code(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl Store {
    /// A page of a unit's qualifications; with `q` those whose name or certificate contains it.
    pub async fn qualifications(
        &self,
        unit: UnitId,
        after: Option<&str>,
        q: &str,
    ) -> Result<Page<Qualification>, Trouble> {
        let matter = Matter::unit(unit);
        let shelf = Shelf { pk: matter.pk(), prefix: QUALIFICATION, backwards: false, rows: ROWS, place: is_code };
        self.listed(shelf, (after, q), Qualification::read, Qualification::says).await
    }

    /// All of a unit's qualifications, for a sheet; with `q` those whose name or certificate contains it.
    pub async fn all_qualifications(&self, unit: UnitId, q: &str) -> Result<Vec<Qualification>, Trouble> {
        self.whole((Matter::unit(unit).pk(), QUALIFICATION, false), q, Qualification::read, Qualification::says).await
    }

    /// A unit's qualification of this code; nobody else's.
    pub async fn qualification(&self, unit: UnitId, code: &str) -> Result<Option<Qualification>, Trouble> {
        if !is_code(code) {
            return Ok(None);
        }
        self.get(&Matter::unit(unit).qualification(code)).await?.as_ref().map(Qualification::read).transpose()
    }
}
