//! Accounts and what leads to them. The password's hash stands with the login name, so that signing in reads once,
//! and with the account, so that changing it reads once; both are always written together.

mod handed;
mod operator;

pub use handed::HandedOver;
pub use operator::officer_less;

use crate::change::{Change, Commit, Guard, refused};
use crate::item::{Item, Raw, View};
use crate::keys::{self, Matter};
use crate::receipt::{self, Asked, Outcome, Relation, Trail};
use crate::table::Stretch;
use crate::{Ended, Store, secret};
use domain::account::{Actor, Role};
use domain::history::{By, Event};
use domain::ids::{AccountId, UnitId};
use domain::{LoginName, Trouble, Value};
use jiff::{SignedDuration, Timestamp};

/// How long a one-time password can be used.
pub const ONE_TIME: SignedDuration = SignedDuration::from_hours(24);

/// An account.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What it is for.
    pub role: Role,
    /// Raised by everything that must end its sessions.
    pub epoch: u64,
    /// Raised by every change.
    pub version: u64,
    /// 用户名称.
    pub name: String,
    /// 企业类型 of an enterprise's account, a code; empty for everybody else.
    pub kind: String,
    /// 登陆名.
    pub login: LoginName,
    /// The password's hash.
    pub hash: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// Until when a one-time password can be used.
    pub until: Option<Timestamp>,
    /// Whether somebody signed in with the one-time password.
    pub used: bool,
    /// Whether it was stopped.
    pub stopped: bool,
    /// What whoever signs in with this name is told, since the unit was handed over and the name leads nowhere.
    pub handed: Option<HandedOver>,
    pub(crate) trail: Trail,
}

/// What changes of an account.
pub struct Correction {
    /// What was done, in the manual's word.
    pub did: &'static str,
    /// Who does it.
    pub by: Actor,
    /// The unit behind the account, where an officer changes it: one who works there by now commits nothing.
    pub behind: Option<UnitId>,
    /// The version that the asker saw, where a page told one.
    pub seen: Option<u64>,
    /// The account afterwards; its version is raised here.
    pub next: Account,
    /// When.
    pub at: Timestamp,
}

impl Account {
    /// A new account.
    pub fn new(id: AccountId, role: Role, name: String, login: LoginName, hash: String) -> Account {
        let (must_change, until, used, stopped) = (false, None, false, false);
        let (kind, handed, trail, epoch, version) = (String::new(), None, Trail::default(), 1, 1);
        Account { id, role, epoch, version, name, kind, login, hash, must_change, until, used, stopped, handed, trail }
    }

    /// Of an enterprise of this kind.
    pub fn of_kind(self, kind: &str) -> Account {
        Account { kind: kind.to_owned(), ..self }
    }

    /// With another password; every session ends.
    pub fn with_password(self, hash: String) -> Account {
        Account { hash, must_change: false, until: None, used: false, epoch: self.epoch + 1, ..self }
    }

    /// With a one-time password that lapses after a day and must be changed at once; every session ends.
    pub fn with_one_time(self, hash: String, now: Timestamp) -> Account {
        let (until, epoch) = (Some(now + ONE_TIME), self.epoch + 1);
        Account { hash, must_change: true, until, used: false, stopped: false, epoch, ..self }
    }

    /// Somebody signed in with its one-time password.
    pub(crate) fn used_up(self) -> Account {
        Account { used: true, ..self }
    }

    /// Stopped; every session ends.
    pub fn halted(self) -> Account {
        Account { stopped: true, epoch: self.epoch + 1, ..self }
    }

    /// The actor that its owner is.
    pub fn actor(&self) -> Actor {
        let (name, kind) = (self.name.clone(), self.kind.clone());
        Actor { account: self.id, role: self.role, epoch: self.epoch, name, kind }
    }

    /// Whether a one-time password has become too old.
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    pub(crate) fn read(raw: &Raw) -> Result<Account, Trouble> {
        let item = View(raw);
        let until = raw.contains_key("until").then(|| item.at("until")).transpose()?;
        Ok(Account {
            id: item.read("id", AccountId::parse)?,
            role: item.read("role", Role::parse)?,
            epoch: item.number("epoch")?,
            version: item.number("version")?,
            name: item.owned("name")?,
            kind: item.maybe("type").unwrap_or_default().to_owned(),
            login: item.read("login", |text| LoginName::parse(text).ok())?,
            hash: item.owned("hash")?,
            must_change: item.flag("must_change"),
            until,
            used: item.flag("used"),
            stopped: item.flag("stopped"),
            handed: raw.contains_key("handed").then(|| HandedOver::read(item)).transpose()?,
            trail: Trail::read(item)?,
        })
    }

    fn fill(&self, item: Item) -> Item {
        let item = item
            .text("id", self.id.to_string())
            .text("role", self.role.code())
            .number("epoch", self.epoch)
            .number("version", self.version)
            .text("name", &self.name)
            .maybe("type", Some(self.kind.as_str()).filter(|kind| !kind.is_empty()))
            .text("login", self.login.as_str())
            .text("hash", &self.hash)
            .flag("must_change", self.must_change)
            .flag("stopped", self.stopped);
        let item = self.trail.fill(item);
        let item = if self.used { item.flag("used", true) } else { item };
        let item = match &self.handed {
            Some(handed) => item.at("handed", handed.at).text("reason", &handed.reason),
            None => item,
        };
        match self.until {
            Some(until) => item.at("until", until),
            None => item,
        }
    }

    pub(crate) fn head(&self) -> Item {
        self.fill(Item::new("account", keys::account(self.id)))
    }

    pub(crate) fn credential(&self, store: &Store) -> Item {
        self.fill(Item::new("credential", keys::credential(&store.login_digest(&self.login))))
    }
}

impl Change {
    /// A new account with its login name.
    pub(crate) fn open(self, store: &Store, account: &Account) -> Change {
        self.create(Guard::Unique("login_name"), store, account.credential(store)).create(
            Guard::Nothing,
            store,
            account.head(),
        )
    }
}

impl Store {
    pub(crate) fn login_digest(&self, login: &LoginName) -> String {
        self.seal.digest("login", &login.folded())
    }

    /// The account that a login name leads to, with the hash to compare; none where its unit was handed over.
    pub async fn credential(&self, login: &LoginName) -> Result<Option<Account>, Trouble> {
        let found = self.get(&keys::credential(&self.login_digest(login))).await?;
        let account = found.as_ref().map(Account::read).transpose()?;
        Ok(account.filter(|account| account.handed.is_none()))
    }

    /// An account by its id.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, Trouble> {
        self.get(&keys::account(id)).await?.as_ref().map(Account::read).transpose()
    }

    /// A new officer's account; `false` where the login name is taken.
    pub async fn open_officer(&self, officer: &Account, asked: &Asked, at: Timestamp) -> Result<bool, Trouble> {
        let by = By { account: officer.id, role: Role::Officer, name: "运维".to_owned() };
        let event = Event { did: "新增", from: "", to: "启用", by, at, reason: None };
        let trail = Trail::default();
        let (event, trail) = receipt::written(self, &Matter::account(officer.id), 1, &event, asked, &trail);
        let officer = Account { trail, ..officer.clone() };
        let change = Change::default().open(self, &officer).create(Guard::Event, self, event);
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }

    /// The one-time password that a request gives an account at this version. Without the hall's key it is as good as
    /// random; the request's repetition meets the same one, so that a lost reply locks nobody out.
    pub fn one_time(&self, asked: &Asked, account: AccountId, version: u64) -> String {
        let (request, content) = asked.digests(self);
        secret::spelled(&self.seal.drawn_once(&format!("{account}\n{version}\n{request}\n{content}")))
    }

    /// The one-time password that this request gave an account, while it holds and nobody has signed in with it.
    pub fn told(&self, account: &Account, asked: &Asked, now: Timestamp) -> Option<String> {
        let holds = account.must_change && !account.used && !account.stopped && !account.has_lapsed(now);
        (holds && self.has_done(account, asked)).then(|| self.one_time(asked, account.id, account.version))
    }

    /// Whether the last change of an account was made by this very request.
    pub fn has_done(&self, account: &Account, asked: &Asked) -> bool {
        matches!(account.trail.relation(self, asked), Relation::Same)
    }

    /// What came of this request, if it changed the account once and others changed it since: it is not done again. `None`
    /// where it is new, or the very last one, which the change itself knows. Looks at so many of the last receipts.
    pub async fn done_earlier(&self, account: &Account, asked: &Asked) -> Result<Option<Ended<Account>>, Trouble> {
        const RECEIPTS: i32 = 30;
        if !matches!(account.trail.relation(self, asked), Relation::Rival) {
            return Ok(None);
        }
        let matter = Matter::account(account.id);
        let (pk, prefix) = (matter.pk(), keys::EVENT);
        let last = Stretch { pk, prefix, backwards: true, limit: RECEIPTS, after: None, consistent: true };
        for (later, event) in self.query(last).await?.0.iter().enumerate() {
            match receipt::relation(self, View(event), asked) {
                // It was done while this delivery was on its way: the change itself meets its receipt.
                Relation::Same if later == 0 => return Ok(None),
                Relation::Same => {
                    return Ok(Some(Ended::Overtaken(account.clone(), Some(receipt::read(View(event))?))));
                }
                Relation::OtherContent => return Ok(Some(Ended::Other)),
                Relation::Rival => {}
            }
        }
        Ok(None)
    }

    /// Changes an account. Its own owner's account check is the head's guard; an officer's is one more.
    /// `Ended::Refused` comes only to an officer who works in the unit behind the account; a taken login name is `Ok(None)`.
    /// The same request again is answered with the account as its first delivery left it.
    pub async fn correct(
        &self,
        before: &Account,
        correction: Correction,
        asked: &Asked,
    ) -> Result<Option<Ended<Account>>, Trouble> {
        let Correction { did, by, behind, seen, mut next, at } = correction;
        if let Some(ended) = self.precedent((&before.trail, before.version), &[], seen, asked, before) {
            return Ok(Some(ended));
        }
        next.version = before.version + 1;
        let matter = Matter::account(before.id);
        let said_by = By { account: by.account, role: by.role, name: by.name.clone() };
        let to = if next.stopped { "停用" } else { "启用" };
        let event = Event { did, from: "启用", to, by: said_by, at, reason: None };
        let (event, trail) = receipt::written(self, &matter, next.version, &event, asked, &before.trail);
        next.trail = trail;
        let mut change = Change::default().replace(self, next.head(), before.version).create(Guard::Event, self, event);
        if by.account != before.id && by.account != officer_less() {
            change = match behind {
                Some(unit) => change.by_another(self, &by, unit),
                None => change.by(self, &by),
            };
        }
        change = if self.login_digest(&before.login) == self.login_digest(&next.login) {
            change.put(self, next.credential(self))
        } else {
            let old = keys::credential(&self.login_digest(&before.login));
            change.create(Guard::Unique("login_name"), self, next.credential(self)).delete(self, &old)
        };
        Ok(match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) if refused(&stopped, Guard::Unique("login_name")).is_some() => None,
            outcome => Some(outcome.ended(next, || before.clone())),
        })
    }
}
