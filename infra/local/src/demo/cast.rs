//! Who is there on the first day: a construction firm, a testing agency, registered persons in every state, officers.
//! Their numbers are made up, and none is a reference number that somebody may try.

use catalog::book::insurance;
use catalog::calendar::WORKING_DAYS;
use catalog::personnel::facts;
use catalog::verification::DAYS;
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::ids::{AccountId, Code, PersonId, RequestId, UnitId};
use domain::registration::{Command, Party};
use domain::verification::Command as Verification;
use domain::{CreditCode, IdentityNumber, LoginName, Value};
use jiff::ToSpan;
use runtime::Hall;
use store::account::Account;
use store::notice::Edit;
use store::paper::{Fate, LICENCE, Paper, Pin, Place};
use store::person::{Along, NewPerson, PersonLine, Registered};
use store::record::Keeping;
use store::unit::{NewUnit, STATEMENT_SCAN};
use store::{Asked, Ended, secret};

use super::filled::{file, statement};
use super::{DemoAccount, paper};
use crate::Failure;
use crate::hall::Running;

/// Everybody's password.
const PASSWORD: &str = "lantern-over-hun-river-26";

/// A login name and a name.
type Named = (&'static str, &'static str);

/// The units.
const FIRM: Named = ("demo-firm", "沈阳示例建设集团有限公司");
const LAB: Named = ("demo-lab", "沈阳示例工程质量检测有限公司");

/// Whose they are, login name, name, identity number, and what has been done with the file.
const PEOPLE: &[(Named, &str, &str, &str, &str)] = &[
    (FIRM, "wang-draft", "王示例", "210105190301050033", "草稿"),
    (FIRM, "li-waiting", "李示例", "210105190302180024", "待审核"),
    (FIRM, "zhao-waiting", "赵示例", "210105190307090052", "待审核"),
    (FIRM, "sun-returned", "孙示例", "210105190311220040", "已退回"),
    (FIRM, "zhou-approved", "周示例", "210105190403150078", "已审核"),
    (LAB, "wu-waiting", "吴示例", "210105190409300065", "待审核"),
];
/// Who works at the department's desks; one of them cannot decide what he accepted.
const OFFICERS: &[Named] = &[("demo-officer", "值班员甲"), ("demo-officer-2", "值班员乙")];

const NOTICES: &[(&str, &str)] = &[
    (
        "关于启用网上办事大厅的通知",
        "即日起，注册人员通过本平台自行注册，由所在企业审核。\n\n请各企业先完善单位基本信息。",
    ),
    ("关于系统维护的公告", "本周六 22:00 至 24:00 进行系统维护，期间可能无法登录。"),
];

/// Each deed is done with the role of the function whose deed it is: the demo, too, may do no more than that.
struct Stage<'a> {
    registration: &'a Hall,
    review: &'a Hall,
    intake: &'a Hall,
    session: &'a Hall,
    home: &'a Hall,
    unit: &'a Hall,
    hash: String,
}

/// Puts everybody on the stage.
pub async fn enter(hall: &Running) -> Result<Vec<DemoAccount>, Failure> {
    let of =
        |function: &str| hall.hall_of(function).ok_or_else(|| format!("the template declares no function {function}"));
    let stage = Stage {
        registration: of("registration")?,
        review: of("review")?,
        intake: of("scan-intake")?,
        session: of("session")?,
        home: of("home")?,
        unit: of("unit")?,
        hash: secret::hash(PASSWORD.to_owned()).await?,
    };
    let firm = stage.unit(FIRM, "91210105DEM0HA014E", "construction").await?;
    let lab = stage.unit(LAB, "91210105DEM0HA0229", "testing").await?;
    let mut accounts =
        [(FIRM, "已核实"), (LAB, "待核实")].map(|((login, _), state)| account(Role::Enterprise, login, state)).to_vec();
    for (seed, (unit, login, name, identity, state)) in (0..).zip(PEOPLE) {
        let home = if *unit == FIRM { firm } else { lab };
        stage.person((home, unit.1), (login, name), identity, state, seed).await?;
        accounts.push(account(Role::Person, login, state));
    }
    for (login, name) in OFFICERS {
        let officer = stage.officer(login, name).await?;
        if accounts.iter().all(|it| it.role != Role::Officer.code()) {
            stage.notices(&officer).await?;
            stage.asks_to_be_verified(lab, LAB.1).await?;
            stage.asks_to_be_verified(firm, FIRM.1).await?;
            stage.step_of_unit(firm, Verification::Pass { reason: None }, &officer.actor()).await?;
            stage.states(firm, FIRM.1).await?;
        }
        accounts.push(account(Role::Officer, login, "启用"));
    }
    Ok(accounts)
}

fn account(role: Role, login: &str, state: &str) -> DemoAccount {
    let (role, login) = (role.code().to_owned(), login.to_owned());
    DemoAccount { role, login, password: PASSWORD.to_owned(), state: state.to_owned() }
}

fn asked() -> Asked {
    Asked::new(&RequestId::random(), &Draft::default())
}

fn login(name: &str) -> Result<LoginName, Failure> {
    LoginName::parse(name).map_err(|fault| format!("{name} is no login name: {fault:?}").into())
}

impl Stage<'_> {
    async fn unit(&self, (name, title): (&str, &str), code: &str, kind: &str) -> Result<UnitId, Failure> {
        let new = NewUnit {
            code: CreditCode::parse(code).map_err(|fault| format!("{fault:?}"))?,
            name: title.to_owned(),
            kind: kind.to_owned(),
            contact: "李示例".to_owned(),
            phone: "13800005678".to_owned(),
            login: login(name)?,
            hash: self.hash.clone(),
        };
        match self.registration.store.register_unit(new, &asked(), self.registration.now()).await? {
            Registered::Done(id) => Ok(id),
            other => Err(format!("{name} was not registered: {other:?}").into()),
        }
    }

    async fn person(
        &self,
        (unit, unit_name): (UnitId, &str),
        (name, title): (&str, &str),
        identity: &str,
        state: &str,
        seed: u32,
    ) -> Result<(), Failure> {
        let new = NewPerson {
            unit,
            identity: IdentityNumber::parse(identity).map_err(|fault| format!("{fault:?}"))?,
            name: title.to_owned(),
            file: Draft::default().with("name", title).with("phone", "13900001234"),
            login: login(name)?,
            hash: self.hash.clone(),
        };
        let id = match self.registration.store.register_person(new, &asked(), self.registration.now()).await? {
            Registered::Done(id) => id,
            other => return Err(format!("{name} was not registered: {other:?}").into()),
        };
        if state == "草稿" {
            return Ok(());
        }
        let scan = self.scan((id.into(), Place::Person(id)), ("identity", "身份证正反面.png"), seed).await?;
        let line = Some(PersonLine { name: title.to_owned(), category: "二级注册建造师".to_owned() });
        let along = Along { contents: Some(file(title)), papers: vec![scan], line, ..Along::default() };
        let own =
            Actor { account: id.into(), role: Role::Person, epoch: 1, name: title.to_owned(), kind: String::new() };
        self.step(self.registration, id, Command::Submit, Party::Person(id), &own, along).await?;
        let answer = match state {
            "已审核" => Command::Approve,
            "已退回" => Command::Refuse { reason: "毕业证书缺盖章页，请补传。".to_owned() },
            _ => return Ok(()),
        };
        let firm = enterprise(unit, unit_name);
        let along = Along { facts: facts(&file(title)), ..Along::default() };
        self.step(self.review, id, answer, Party::Unit(unit), &firm, along).await
    }

    async fn step(
        &self,
        hall: &Hall,
        id: PersonId,
        command: Command,
        party: Party,
        actor: &Actor,
        along: Along,
    ) -> Result<(), Failure> {
        let store = &hall.store;
        let case = store.person_case(id, None).await?.ok_or("a person who was just registered is not there")?;
        match store.move_person(&case, command, party, actor, &asked(), along, hall.now()).await? {
            Ended::Done(_) => Ok(()),
            other => Err(format!("a step of the demo was not taken: {other:?}").into()),
        }
    }

    /// The unit hangs up its licence and hands it in.
    async fn asks_to_be_verified(&self, id: UnitId, name: &str) -> Result<(), Failure> {
        self.scan((id.into(), Place::Unit(id)), (LICENCE, "营业执照.png"), 100).await?;
        let own = enterprise(id, name);
        let due = WORKING_DAYS.due(self.unit.setting().today, DAYS).ok_or("a due date beyond every calendar")?;
        self.step_of_unit(id, Verification::Submit { due, licensed: true }, &own).await
    }

    /// The unit commits itself on the social insurance of its people, and hangs up what was signed.
    async fn states(&self, id: UnitId, name: &str) -> Result<(), Failure> {
        let store = &self.unit.store;
        let (book, today) = (&insurance::BOOK, self.unit.setting().today);
        let file = statement(name, today, today.checked_add(1.year())?);
        let (code, record) = (book.code(), store.only_record_of(id, book.code()));
        let facts = book.facts(&file);
        let same = store::record::mark(&book.without_scans(&file));
        let kept = Keeping { same, book: code, many: book.is_many(), facts, file, told: None, begun: None };
        match store.add_record(record, kept, &enterprise(id, name), &asked(), self.unit.now()).await? {
            Ended::Done(_) => {}
            other => return Err(format!("the demo stated nothing: {other:?}").into()),
        }
        let code = Code::parse(code).ok_or("a book without a code")?;
        let place = Place::Record(code, record);
        self.scan((id.into(), place), (STATEMENT_SCAN, "社保声明.png"), 101).await.map(drop)
    }

    async fn step_of_unit(&self, id: UnitId, command: Verification, actor: &Actor) -> Result<(), Failure> {
        let store = &self.unit.store;
        let case = store.unit_case(id).await?.ok_or("a unit that was just registered is not there")?;
        match store.verify_unit(&case, (command, None), actor, &asked(), self.unit.now()).await? {
            Ended::Done(_) => Ok(()),
            other => Err(format!("a unit of the demo was not verified: {other:?}").into()),
        }
    }

    /// A drawn sheet goes the way of every scan: looked into, put on the shelf, written down.
    async fn scan(
        &self,
        (owner, place): (AccountId, Place),
        (kind, name): (&str, &str),
        seed: u32,
    ) -> Result<Pin, Failure> {
        let (kind, name) = (kind.to_owned(), name.to_owned());
        let looked = scans::look(&paper::sheet(seed)?, &name)?;
        let kept = self.intake.scans.admit(owner, &looked).await?;
        let fate = Fate::Admitted {
            sha256: kept.digest.to_string(),
            object: kept.version.clone(),
            form: kept.kind.extension().to_owned(),
            bytes: kept.bytes,
            pages: u64::try_from(kept.pages)?,
        };
        let now = self.intake.now();
        let id = self.intake.tickets.mint(owner, now).to_string();
        let paper = Paper { id, owner, place, kind, name, at: now, fate, listed: None };
        self.intake.store.arrive(&paper).await?;
        Ok(Pin::of(&paper).ok_or("a drawn sheet was not admitted")?)
    }

    async fn officer(&self, name: &str, title: &str) -> Result<Account, Failure> {
        let officer =
            Account::new(AccountId::random(), Role::Officer, title.to_owned(), login(name)?, self.hash.clone());
        self.session.store.open_officer(&officer, &asked(), self.session.now()).await?;
        Ok(officer)
    }

    async fn notices(&self, officer: &Account) -> Result<(), Failure> {
        for (title, body) in NOTICES {
            let edit = Edit::Publish { title: (*title).to_owned(), body: (*body).to_owned() };
            self.home.store.edit_notice(None, edit, &officer.actor(), &asked(), self.home.now()).await?;
        }
        Ok(())
    }
}

fn enterprise(id: UnitId, name: &str) -> Actor {
    Actor { account: id.into(), role: Role::Enterprise, epoch: 1, name: name.to_owned(), kind: String::new() }
}
