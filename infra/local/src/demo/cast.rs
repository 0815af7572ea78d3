//! Who is there on the first day: a construction firm, a testing agency, registered persons in every state, an officer.

use domain::account::{Actor, Role};
use domain::form::{Draft, Entry};
use domain::ids::{AccountId, PersonId, RequestId, UnitId};
use domain::registration::{Command, Party};
use domain::{CreditCode, IdentityNumber, LoginName, Value};
use runtime::Hall;
use store::account::Account;
use store::notice::Edit;
use store::paper::{Fate, Paper};
use store::person::{Along, NewPerson, PersonLine, Registered};
use store::unit::NewUnit;
use store::{Asked, Ended, secret};

use super::{DemoAccount, paper};
use crate::Failure;
use crate::hall::Running;

/// Everybody's password.
const PASSWORD: &str = "lantern-over-hun-river-26";

/// Login name, name, identity number, and what has been done with the file.
const PEOPLE: &[(&str, &str, &str, &str)] = &[
    ("wang-draft", "王示例", "210102190001010014", "草稿"),
    ("li-waiting", "李示例", "210102190001010006", "待审核"),
    ("zhao-waiting", "赵示例", "21010219000102001X", "待审核"),
    ("sun-returned", "孙示例", "210102190402290002", "已退回"),
    ("zhou-approved", "周示例", "210102190001019991", "已审核"),
];

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
        hash: secret::hash(PASSWORD.to_owned()).await?,
    };
    let firm = stage.unit("demo-firm", "沈阳示例建设集团有限公司", "91210102FAKE00013A", "construction").await?;
    stage.unit("demo-lab", "沈阳示例工程质量检测有限公司", "91210102DEM0000147", "testing").await?;
    let mut accounts =
        vec![account(Role::Enterprise, "demo-firm", "已注册"), account(Role::Enterprise, "demo-lab", "已注册")];
    for (seed, (login, name, identity, state)) in (0..).zip(PEOPLE) {
        stage.person(firm, login, name, identity, state, seed).await?;
        accounts.push(account(Role::Person, login, state));
    }
    stage.officer("demo-officer").await?;
    accounts.push(account(Role::Officer, "demo-officer", "启用"));
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
    async fn unit(&self, name: &str, title: &str, code: &str, kind: &str) -> Result<UnitId, Failure> {
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
        unit: UnitId,
        name: &str,
        title: &str,
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
        let scan = self.scan(id, seed).await?;
        let line = Some(PersonLine { name: title.to_owned(), category: "二级注册建造师".to_owned() });
        let along = Along { contents: Some(file(title)), papers: vec![scan], line };
        let own = Actor { account: id.into(), role: Role::Person, epoch: 1, name: title.to_owned() };
        self.step(self.registration, id, Command::Submit, Party::Person(id), &own, along).await?;
        let answer = match state {
            "已审核" => Command::Approve,
            "已退回" => Command::Refuse { reason: "毕业证书缺盖章页，请补传。".to_owned() },
            _ => return Ok(()),
        };
        let firm = Actor {
            account: unit.into(),
            role: Role::Enterprise,
            epoch: 1,
            name: "沈阳示例建设集团有限公司".to_owned(),
        };
        self.step(self.review, id, answer, Party::Unit(unit), &firm, Along::default()).await
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

    /// A drawn sheet goes the way of every scan: looked into, put on the shelf, written down.
    async fn scan(&self, owner: PersonId, seed: u32) -> Result<String, Failure> {
        let name = "身份证正反面.png".to_owned();
        let looked = scans::look(&paper::sheet(seed)?, &name)?;
        let owner: AccountId = owner.into();
        let kept = self.intake.scans.admit(owner, &looked).await?;
        let fate = Fate::Admitted {
            sha256: kept.digest.to_string(),
            form: kept.kind.extension().to_owned(),
            bytes: kept.bytes,
            pages: u64::try_from(kept.pages)?,
        };
        let now = self.intake.now();
        let id = self.intake.tickets.mint(owner, now).to_string();
        self.intake
            .store
            .arrive(&Paper { id: id.clone(), owner, kind: "identity".to_owned(), name, at: now, fate })
            .await?;
        Ok(id)
    }

    async fn officer(&self, name: &str) -> Result<(), Failure> {
        let officer =
            Account::new(AccountId::random(), Role::Officer, "值班员".to_owned(), login(name)?, self.hash.clone());
        self.session.store.open_officer(&officer, &asked(), self.session.now()).await?;
        for (title, body) in NOTICES {
            let edit = Edit::Publish { title: (*title).to_owned(), body: (*body).to_owned() };
            self.home.store.edit_notice(None, edit, &officer.actor(), &asked(), self.home.now()).await?;
        }
        Ok(())
    }
}

/// What a person has filled in by the time the file is handed in.
fn file(name: &str) -> Draft {
    let certificate = Draft::default()
        .with("category", "JZS2")
        .with("major", "建筑工程")
        .with("number", "辽221190000000")
        .with("until", "2028-06-30");
    let cv =
        Draft::default().with("from", "2012-07").with("employer", "沈阳示例建设集团有限公司").with("duty", "施工员");
    let mut file = Draft::default()
        .with("name", name)
        .with("phone", "13900001234")
        .with("education", "21")
        .with("school", "示例大学")
        .with("major", "土木工程");
    file.0.insert("certificates".to_owned(), Entry::Rows(vec![certificate]));
    file.0.insert("cv".to_owned(), Entry::Rows(vec![cv]));
    file
}
