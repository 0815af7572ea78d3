//! What can be taken, and how each kind becomes a record: by the same call of the store as by hand.

use catalog::book::{Book, SHOWN};
use catalog::imports::{EQUIPMENT, Import, PEOPLE, PERFORMANCE};
use catalog::personnel::{IDENTITY, NAME, facts, in_a_line};
use domain::account::Actor;
use domain::form::{Draft, Record};
use domain::ids::{RecordId, RequestId, UnitId};
use domain::post::Post;
use domain::{IdentityNumber, Trouble, Value};
use runtime::Hall;
use std::collections::BTreeMap;
use store::import::Row;
use store::record::Keeping;
use store::worker::{Kept, NewWorker};
use store::{Asked, Ended};

/// What stands between the texts of a key; no text of a form has it.
const BETWEEN: &str = "\u{1f}";

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
#[derive(Clone, Copy)]
pub enum Kind {
    /// 非注册人员.
    People,
    /// 建筑业企业业绩, 装备及检测项目: a record of one of the unit's books.
    Record(&'static Import),
}

impl Kind {
    /// The kind of a code.
    pub fn of(code: &str) -> Option<Kind> {
        let records = [&PERFORMANCE, &EQUIPMENT].into_iter().find(|import| import.code == code);
        if code == PEOPLE.code { Some(Kind::People) } else { records.map(Kind::Record) }
    }
    /// What is published of it.
    pub fn import(self) -> &'static Import {
        match self {
            Kind::People => &PEOPLE,
            Kind::Record(import) => import,
        }
    }
    /// What the fields are called in which no two records are the same.
    pub fn key_label(self) -> String {
        let (form, apart) = (self.import().form, self.import().apart);
        apart.iter().filter_map(|name| form.field(name)).map(|field| field.label).collect::<Vec<_>>().join("、")
    }
    /// What no two records have the same.
    pub fn key(self, file: &Draft) -> String {
        let texts = self.import().apart.iter().flat_map(|name| file.texts(name));
        texts.map(String::as_str).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Which of these keys the unit has already. Each key once.
    pub async fn known(self, hall: &Hall, unit: UnitId, keys: &[&str]) -> Result<Vec<bool>, Trouble> {
        match self {
            Kind::People => {
                let number = |key: &&str| IdentityNumber::parse(key).map_err(|_| Trouble::broken("a key is no number"));
                let numbers = keys.iter().map(number).collect::<Result<Vec<_>, _>>()?;
                hall.store.working_in(unit, &numbers).await
            }
            Kind::Record(import) => recorded(hall, unit, self, book(import)?, keys).await,
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
        let key = request(import, row)?;
        let asked = Asked::new(&key, &row.draft);
        match self {
            Kind::People => add_person(hall, actor, &asked, &record).await,
            Kind::Record(import) => {
                let id = hall.store.record_of(actor.account.unit(), import.code, &key);
                add_record(hall, actor, (book(import)?, id), &asked, record.draft()).await
            }
        }
    }

    /// Whether this very row is a record already. Who agreed may not ask for it a second time after the account changed,
    /// so it is looked at without asking.
    pub async fn is_taken(self, hall: &Hall, unit: UnitId, import: &str, row: &Row) -> Result<bool, Trouble> {
        let request = request(import, row)?;
        match self {
            Kind::People => Ok(hall.store.cards(unit, &[hall.store.worker_of(unit, &request)]).await?.is_some()),
            Kind::Record(import) => {
                let id = hall.store.record_of(unit, import.code, &request);
                Ok(hall.store.record(unit, import.code, id).await?.is_some())
            }
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

fn book(import: &Import) -> Result<&'static Book, Trouble> {
    import.book().ok_or_else(|| Trouble::broken("an import of records has no book"))
}

/// Which of these keys the unit's book has. Lists keep only the beginning of a long text: whose beginning is the same is
/// asked for the whole.
async fn recorded(hall: &Hall, unit: UnitId, kind: Kind, book: &Book, keys: &[&str]) -> Result<Vec<bool>, Trouble> {
    let mut listed: BTreeMap<String, Vec<RecordId>> = BTreeMap::new();
    for line in hall.store.all_records(unit, book.code()).await? {
        listed.entry(kind.key(&line.facts)).or_default().push(line.id);
    }
    let mut known = Vec::new();
    for key in keys {
        let begins: Vec<String> = key.split(BETWEEN).map(|text| text.chars().take(SHOWN).collect()).collect();
        let begins = begins.join(BETWEEN);
        let alike = listed.get(&begins).map(Vec::as_slice).unwrap_or_default();
        let mut is = begins == *key && !alike.is_empty();
        for id in alike.iter().filter(|_| begins != *key) {
            let record = hall.store.record(unit, book.code(), *id).await?;
            is |= record.is_some_and(|record| kind.key(&record.file) == *key);
        }
        known.push(is);
    }
    Ok(known)
}

async fn add_record(
    hall: &Hall,
    actor: &Actor,
    (book, id): (&Book, RecordId),
    asked: &Asked,
    file: &Draft,
) -> Result<Fate, Trouble> {
    let (code, many, facts) = (book.code(), book.is_many(), book.facts(file));
    let new = Keeping { book: code, many, facts, file: file.clone(), told: None, begun: None };
    Ok(match hall.store.add_record(id, new, actor, asked, hall.now()).await? {
        Ended::Done(_) => Fate::Taken,
        Ended::Revoked => Fate::Revoked,
        _ => Fate::Named("没有录入，请重新上传".to_owned()),
    })
}
