//! What can be taken, and how each kind becomes a record: by the same call of the store as by hand.

use catalog::imports::{Import, PEOPLE};
use catalog::personnel::{IDENTITY, NAME, facts, in_a_line};
use domain::account::Actor;
use domain::form::Record;
use domain::ids::{RequestId, UnitId};
use domain::post::Post;
use domain::{IdentityNumber, Trouble, Value};
use runtime::Hall;
use store::import::Row;
use store::worker::{Kept, NewWorker};
use store::{Asked, Ended};

/// What of a row became.
pub enum Fate {
    /// It is a record now, or was one already by this very row.
    Taken,
    /// It cannot be one, and why.
    Named(String),
    /// Who agreed may do nothing any more.
    Revoked,
}

/// A kind of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 非注册人员.
    People,
}

impl Kind {
    /// The kind of a code.
    pub fn of(code: &str) -> Option<Kind> {
        (code == PEOPLE.code).then_some(Kind::People)
    }
    /// What is published of it.
    pub fn import(self) -> &'static Import {
        match self {
            Kind::People => &PEOPLE,
        }
    }
    /// What the field is called by which records are told apart.
    pub fn key_label(self) -> &'static str {
        self.import().form.field(self.import().key).map_or("", |field| field.label)
    }

    /// Which of these keys the unit has already. Each key once.
    pub async fn known(self, hall: &Hall, unit: UnitId, keys: &[&str]) -> Result<Vec<bool>, Trouble> {
        match self {
            Kind::People => {
                let number = |key: &&str| IdentityNumber::parse(key).map_err(|_| Trouble::broken("a key is no number"));
                let numbers = keys.iter().map(number).collect::<Result<Vec<_>, _>>()?;
                hall.store.working_in(unit, &numbers).await
            }
        }
    }

    /// Takes one row. Its request is named by the import and the row, so that its repetition meets its own receipt.
    pub async fn take(self, hall: &Hall, actor: &Actor, import: &str, row: &Row) -> Result<Fate, Trouble> {
        let form = self.import().form;
        let record = match form.check(row.draft.clone(), &hall.setting()) {
            Ok(record) => record,
            Err(filled) => {
                let reasons: Vec<String> = filled.complaints.iter().map(|it| it.words()).collect();
                return Ok(Fate::Named(reasons.join("；")));
            }
        };
        let asked = Asked::new(&request(import, row)?, &row.draft);
        match self {
            Kind::People => add_person(hall, actor, &asked, &record).await,
        }
    }

    /// Whether this very row is a record already. Who agreed may not ask for it a second time after the account changed,
    /// so it is looked at without asking.
    pub async fn is_taken(self, hall: &Hall, unit: UnitId, import: &str, row: &Row) -> Result<bool, Trouble> {
        let request = request(import, row)?;
        match self {
            Kind::People => Ok(hall.store.cards(unit, &[hall.store.worker_of(unit, &request)]).await?.is_some()),
        }
    }
}

/// The key of the request that takes a row.
fn request(import: &str, row: &Row) -> Result<RequestId, Trouble> {
    let request = RequestId::parse(&format!("import-{import}-{}", row.number));
    request.ok_or_else(|| Trouble::broken("an import's rows have no request key"))
}

async fn add_person(hall: &Hall, actor: &Actor, asked: &Asked, record: &Record) -> Result<Fate, Trouble> {
    let mut file = record.draft().clone();
    file.take(IDENTITY.field.name);
    let new = NewWorker {
        identity: record.get(IDENTITY),
        name: record.get(NAME).canon(),
        category: in_a_line(&file),
        facts: facts(&file),
        file,
        post: Post::Staff,
        told: None,
        begun: None,
    };
    Ok(match hall.store.add_worker(new, actor, asked, hall.now()).await? {
        Kept::Ended(Ended::Done(_)) => Fate::Taken,
        Kept::Ended(Ended::Revoked) => Fate::Revoked,
        Kept::Taken(_) => Fate::Named(format!("{}已在本单位登记", IDENTITY.field.label)),
        _ => Fate::Named("没有录入，请重新上传".to_owned()),
    })
}
