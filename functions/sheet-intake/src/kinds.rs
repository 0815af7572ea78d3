//! What can be taken, and how each kind becomes a record: by the same call of the store as by hand.

use crate::alike::own;
use catalog::book::Book;
use catalog::imports::{EQUIPMENT, Import, PEOPLE, PERFORMANCE};
use catalog::personnel::{IDENTITY, NAME, facts, in_a_line};
use domain::account::Actor;
use domain::form::{Draft, Record};
use domain::ids::{RecordId, RequestId, UnitId};
use domain::post::Post;
use domain::{IdentityNumber, Trouble, Value};
use runtime::Hall;
use std::collections::{BTreeMap, BTreeSet};
use store::import::Row;
use store::record::{Keeping, mark};
use store::worker::{Kept, NewWorker};
use store::{Asked, Ended};

/// Why a row is not taken that says what a record says already.
pub const SAME: &str = "本单位已有内容完全相同的记录";
/// What stands between the texts of a key; no text of a form has it.
const BETWEEN: &str = "\u{1f}";

/// What the unit has of a row already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// Nothing.
    Nothing,
    /// A record with the same name or number that says something else: two works may bear one name.
    Alike,
    /// The same record.
    Same,
}

/// What tells a row from others.
pub struct Key {
    /// The texts by which people tell records apart.
    pub apart: String,
    /// All that its own sheet says; empty where nothing but those counts.
    pub own: String,
    /// All of it, likewise.
    pub same: String,
}

/// The unit's records that say something, by what they say.
pub type Known = BTreeMap<String, Vec<RecordId>>;

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
    /// What tells a checked row from others. A person is told by the number alone.
    pub fn key(self, file: &Draft) -> Key {
        let (own, same) = match self {
            Kind::People => (String::new(), String::new()),
            Kind::Record(import) => {
                (mark(&own(file)), import.book().map(|book| mark(&book.without_scans(file))).unwrap_or_default())
            }
        };
        Key { apart: self.apart(file), own, same }
    }
    fn apart(self, file: &Draft) -> String {
        let texts = self.import().apart.iter().flat_map(|name| file.texts(name));
        texts.map(String::as_str).collect::<Vec<_>>().join(BETWEEN)
    }
    /// Whether two records may be alike in what tells them apart, as long as they do not say the same.
    pub const fn may_be_alike(self) -> bool {
        matches!(self, Kind::Record(_))
    }

    /// What the unit has of each of these keys.
    pub async fn there(self, hall: &Hall, unit: UnitId, keys: &[&Key]) -> Result<Vec<There>, Trouble> {
        match self {
            Kind::People => {
                let number = |key: &&Key| IdentityNumber::parse(&key.apart);
                let numbers = keys.iter().map(number).collect::<Result<Vec<_>, _>>();
                let numbers = numbers.map_err(|_| Trouble::broken("a key is no number"))?;
                let working = hall.store.working_in(unit, &numbers).await?;
                Ok(working.into_iter().map(|it| if it { There::Same } else { There::Nothing }).collect())
            }
            Kind::Record(import) => {
                let lines = hall.store.all_records(unit, import.code).await?;
                let alike: BTreeSet<String> = lines.iter().map(|line| self.apart(&line.facts)).collect();
                let same: BTreeSet<&str> = lines.iter().map(|line| line.same.as_str()).collect();
                let there = |key: &&Key| match alike.contains(&key.apart) {
                    _ if same.contains(key.same.as_str()) => There::Same,
                    true => There::Alike,
                    false => There::Nothing,
                };
                Ok(keys.iter().map(there).collect())
            }
        }
    }

    /// What the unit's book has got since a file was looked through, by hand or from another file: none of it is taken
    /// a second time. Nobody is taken twice anyway: a number has a guard of its own.
    pub async fn since(self, hall: &Hall, import: &store::import::Import) -> Result<Known, Trouble> {
        let Kind::Record(kind) = self else { return Ok(Known::new()) };
        let lines = hall.store.all_records(import.unit, kind.code).await?;
        let mut known = Known::new();
        for line in lines.into_iter().filter(|line| line.changed >= import.at) {
            known.entry(line.same).or_default().push(line.id);
        }
        Ok(known)
    }

    /// Takes one row. Its request is named by the import and the row, so that its repetition meets its own receipt.
    pub async fn take(
        self,
        hall: &Hall,
        actor: &Actor,
        (import, row): (&str, &Row),
        known: &Known,
    ) -> Result<Fate, Trouble> {
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
                let same = self.key(record.draft()).same;
                if known.get(&same).is_some_and(|there| there.iter().any(|it| *it != id)) {
                    return Ok(Fate::Named(SAME.to_owned()));
                }
                add_record(hall, actor, (book(import)?, id, same), &asked, record.draft()).await
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

async fn add_record(
    hall: &Hall,
    actor: &Actor,
    (book, id, same): (&Book, RecordId, String),
    asked: &Asked,
    file: &Draft,
) -> Result<Fate, Trouble> {
    let (code, many, facts) = (book.code(), book.is_many(), book.facts(file));
    let new = Keeping { book: code, many, facts, file: file.clone(), same, told: None, begun: None };
    Ok(match hall.store.add_record(id, new, actor, asked, hall.now()).await? {
        Ended::Done(_) => Fate::Taken,
        Ended::Revoked => Fate::Revoked,
        _ => Fate::Named("没有录入，请重新上传".to_owned()),
    })
}
