//! An enterprise: its registration, its head, its 基本信息, and how far it is verified.

mod handover;
mod statement;
mod verify;

pub use handover::{Handed, Next};
pub(crate) use statement::STATED;
pub use statement::{BOOK as STATEMENT_BOOK, SCAN as STATEMENT_SCAN, Statement};
pub use verify::Case;

use crate::account::Account;
use crate::change::{Change, Commit, Guard};
use crate::draft::Finished;
use crate::find::grams;
use crate::item::{Item, Raw, View};
use crate::keys::{self, CONTENTS, Matter};
use crate::person::Registered;
use crate::receipt::{self, Asked, Receipt, Trail};
use crate::record;
use crate::{Ended, Store};
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::history::{By, Event};
use domain::ids::{RequestId, UnitId};
use domain::verification::State;
use domain::{CreditCode, LoginName, Trouble};
use jiff::Timestamp;
use jiff::civil::Date;

/// What an enterprise registers with.
pub struct NewUnit {
    /// 统一社会信用代码.
    pub code: CreditCode,
    /// 企业名称.
    pub name: String,
    /// 企业类型, a code.
    pub kind: String,
    /// 联系人.
    pub contact: String,
    /// 手机.
    pub phone: String,
    /// 登录账号.
    pub login: LoginName,
    /// The password's hash.
    pub hash: String,
}

/// 基本信息 that are kept.
pub struct Basics<'a> {
    /// Everything.
    pub file: &'a Draft,
    /// What the receipt says of it: the labels of what was changed.
    pub told: Option<String>,
    /// The unfinished form that is finished with it.
    pub begun: Option<Finished>,
}

/// How much of what a unit is asked to keep is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilledIn {
    /// 基本信息.
    pub basics: bool,
    /// 法定代表人.
    pub legal: bool,
    /// What the only records of the books that were asked for show of themselves, in their order.
    pub books: Vec<Option<Draft>>,
}

/// The head of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Which.
    pub id: UnitId,
    /// 企业名称.
    pub name: String,
    /// 统一社会信用代码.
    pub code: String,
    /// 企业类型, a code.
    pub kind: String,
    /// 联系人, as registered.
    pub contact: String,
    /// 手机, as registered.
    pub phone: String,
    /// Raised by every change.
    pub version: u64,
    /// The version of the 基本信息; 0 while they were never completed.
    pub basics: u64,
    /// How far it is verified.
    pub standing: State,
    /// 办件编号 of the verification that was asked for last; empty before.
    pub number: String,
    /// When it was handed over last: papers from before prove nothing of whoever has it now.
    pub handed: Option<Timestamp>,
    trail: Trail,
}

impl Unit {
    fn written(&self) -> Item {
        let item = Item::new("unit", Matter::unit(self.id).head())
            .text("unit", self.id.to_string())
            .text("name", &self.name)
            .text("code", &self.code)
            .text("type", &self.kind)
            .text("contact", &self.contact)
            .text("phone", &self.phone)
            .number("version", self.version)
            .number("basics", self.basics)
            .text("standing", self.code())
            .maybe("due", self.standing.due().map(|due| due.to_string()).as_deref())
            .text("number", &self.number);
        let item = match self.handed {
            Some(at) => item.at("handed", at),
            None => item,
        };
        self.trail.fill(item)
    }

    /// What the 基本信息 begin with: before they were kept the first time, with what the registration knows already.
    pub fn begins(&self, kept: Draft) -> Draft {
        if self.basics > 0 { kept } else { self.registered(kept) }
    }

    /// The same with 联系人 and 手机 as they were registered.
    pub fn registered(&self, kept: Draft) -> Draft {
        kept.with("contact", &self.contact).with("phone", &self.phone)
    }

    /// The code of the standing, in items and in JSON.
    pub const fn code(&self) -> &'static str {
        match self.standing {
            State::Unverified => "unverified",
            State::Waiting { .. } => "waiting",
            State::Verified => VERIFIED,
            State::Returned => "returned",
        }
    }

    fn read(raw: &Raw) -> Result<Unit, Trouble> {
        let item = View(raw);
        Ok(Unit {
            id: item.read("unit", UnitId::parse)?,
            name: item.owned("name")?,
            code: item.owned("code")?,
            kind: item.owned("type")?,
            contact: item.owned("contact")?,
            phone: item.owned("phone")?,
            version: item.number("version")?,
            basics: item.number("basics")?,
            standing: standing(item)?,
            number: item.maybe("number").unwrap_or_default().to_owned(),
            handed: if raw.contains_key("handed") { Some(item.at("handed")?) } else { None },
            trail: Trail::read(item)?,
        })
    }
}

/// What an item says of a unit that is verified; what a change requires which only such a unit may make.
pub(crate) const VERIFIED: &str = "verified";

/// Heads from before there was a verification say nothing of it.
pub(crate) fn standing(item: View<'_>) -> Result<State, Trouble> {
    Ok(match item.maybe("standing") {
        None | Some("unverified") => State::Unverified,
        Some("waiting") => State::Waiting { due: item.read("due", |text| text.parse::<Date>().ok())? },
        Some(VERIFIED) => State::Verified,
        Some("returned") => State::Returned,
        Some(_) => return Err(Trouble::broken("a unit stands nowhere that is known")),
    })
}

impl Store {
    /// Registers an enterprise: its guards, account, head, receipt, first to-do and the entries by which its name is found.
    pub async fn register_unit(
        &self,
        new: NewUnit,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Registered<UnitId>, Trouble> {
        let id = self.unit_of(&asked.request);
        let matter = Matter::unit(id);
        let by = By { account: id.into(), role: Role::Enterprise, name: new.name.clone() };
        let event = Event { did: "注册", from: "", to: State::Unverified.word(), by, at, reason: None };
        let (event, trail) = receipt::written(self, &matter, 1, &event, asked, &Trail::default());
        let account =
            Account::new(id.into(), Role::Enterprise, new.name.clone(), new.login, new.hash).of_kind(&new.kind);
        let unit = Unit {
            id,
            name: new.name,
            code: new.code.as_str().to_owned(),
            kind: new.kind,
            contact: new.contact,
            phone: new.phone,
            version: 1,
            basics: 0,
            standing: State::Unverified,
            number: String::new(),
            handed: None,
            trail,
        };
        let change = Change::default()
            .create(Guard::Event, self, event)
            .create(Guard::Unique("credit_code"), self, self.code_guard(&new.code, &unit))
            .open(self, &account)
            .create(Guard::Nothing, self, unit.written())
            .put(self, Item::new("todo", matter.basics_todo()).at("since", at))
            .put(self, unit.told(at, None));
        let change =
            grams(&unit.name).iter().fold(change, |change, gram| change.put(self, self.gram_entry(gram, &unit)));
        match self.commit(change).await? {
            Commit::Done => Ok(Registered::Done(id)),
            Commit::Stopped(stopped) => Ok(self.registered(id, &stopped, asked)),
        }
    }

    /// The id that an enterprise gets which registers with this request.
    pub fn unit_of(&self, request: &RequestId) -> UnitId {
        UnitId::derived(self.seal.derived("unit", request))
    }

    fn code_guard(&self, code: &CreditCode, unit: &Unit) -> Item {
        let digest = self.seal.digest("code", code.as_str());
        Item::new("guard", keys::guard(&digest)).text("unit", unit.id.to_string()).text("name", &unit.name)
    }

    /// A unit's head.
    pub async fn unit(&self, id: UnitId) -> Result<Option<Unit>, Trouble> {
        self.get(&Matter::unit(id).head()).await?.as_ref().map(Unit::read).transpose()
    }

    /// How much of what a unit is asked to keep is there: its 基本信息, the only records of these books, in their order, and
    /// its legal representative. One call.
    pub async fn filled_in(&self, id: UnitId, books: &[&str]) -> Result<FilledIn, Trouble> {
        let matter = Matter::unit(id);
        let mut keys = vec![matter.head(), matter.legal()];
        keys.extend(books.iter().map(|book| Matter::record(self.only_record_of(id, book)).head()));
        let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
        let found = self.fetch(&wanted).await?;
        let basics = found.first().and_then(Option::as_ref).map(Unit::read).transpose()?;
        let facts = |raw: &Option<Raw>| Ok(raw.as_ref().map(record::Head::read).transpose()?.map(|it| it.line.facts));
        Ok(FilledIn {
            basics: basics.is_some_and(|unit| unit.basics > 0),
            legal: found.get(1).is_some_and(Option::is_some),
            books: found.iter().skip(2).map(facts).collect::<Result<_, Trouble>>()?,
        })
    }

    /// A unit's head and its newest 基本信息, side by side.
    pub async fn unit_basics(&self, id: UnitId) -> Result<Option<(Unit, Draft)>, Trouble> {
        let matter = Matter::unit(id);
        let key = matter.head();
        let (head, newest) =
            tokio::try_join!(self.get(&key), self.query(crate::person::newest(matter.pk(), CONTENTS, 1)))?;
        let Some(head) = head else { return Ok(None) };
        let basics = newest.0.first().map(|item| View(item).draft("fields")).transpose()?.unwrap_or_default();
        Ok(Some((Unit::read(&head)?, basics)))
    }

    /// A unit's 基本信息 as they were when the unit had this version; none where they had not been kept yet.
    pub async fn basics_then(&self, id: UnitId, version: u64) -> Result<Option<Draft>, Trouble> {
        self.contents_at(&Matter::unit(id), version).await
    }

    /// Keeps the 基本信息; the to-do that asked for them goes with the first time.
    pub async fn keep_basics(
        &self,
        (before, past): (&Unit, &[Receipt]),
        seen: Option<u64>,
        kept: Basics<'_>,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Unit>, Trouble> {
        if let Some(ended) = self.precedent((&before.trail, before.version), past, seen, asked, before) {
            return Ok(ended);
        }
        let matter = Matter::unit(before.id);
        let version = before.version + 1;
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let stands = before.standing.word();
        let event = Event { did: "修改信息", from: stands, to: stands, by, at, reason: kept.told };
        let (event, trail) = receipt::written(self, &matter, version, &event, asked, &before.trail);
        let unit = Unit { version, basics: version, trail, ..before.clone() };
        let contents =
            Item::new("basics", matter.contents(version)).number("version", version).draft("fields", kept.file);
        let mut change = Change::default()
            .create(Guard::Event, self, event)
            .replace(self, unit.written(), before.version)
            .by(self, actor)
            .put(self, contents)
            .finishes(self, before.id, kept.begun.as_ref());
        if before.basics == 0 {
            change = change.delete(self, &matter.basics_todo());
        }
        Ok(self.conclude(change, asked).await?.ended(unit, || before.clone()))
    }
}

#[cfg(test)]
mod tests;
