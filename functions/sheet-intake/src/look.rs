//! Looking through a spreadsheet: every row is checked with the form, compared with the rest of the file and with what
//! the unit has, and shown with what is wrong with it. Nothing is taken yet.

use crate::alike::{First, Met, Named};
use crate::kinds::{Key, Kind, SAME, There};
use domain::form::{Draft, Entry};
use domain::ids::AccountId;
use domain::{Setting, Trouble};
use runtime::Hall;
use scans::{Arrival, AttachmentId, Tray};
use sheets::{Book, Refusal, Stray, Taken};
use store::import::{Import, Row};
use store::seal::sha256;

/// How many headings and sheets that no template has are named.
const NAMED: usize = 20;

/// What was found in a file.
struct Found {
    good: Vec<Good>,
    bad: Vec<Row>,
    remarks: Vec<String>,
}

/// A row that the form takes, with what tells it apart from others.
struct Good {
    row: Row,
    key: Key,
}

/// Looks through one arrival and writes down what was found. The first arrival wins; what came later changes nothing.
pub async fn through(hall: &Hall, owner: AccountId, id: &AttachmentId) -> Result<(), Trouble> {
    let key = Tray::Sheets.key(owner, id);
    let (arrival, known) =
        tokio::join!(hall.scans.arrival(Tray::Sheets, owner, id), async { hall.store.import(&id.to_string()).await });
    let arrival = match arrival {
        Ok(arrival) => arrival,
        // Another delivery of the same event was faster.
        Err(Trouble::Missing) => return Ok(()),
        Err(trouble) => return Err(trouble),
    };
    if known?.is_none() {
        look(hall, arrival).await?;
    }
    hall.scans.discard(&key).await
}

async fn look(hall: &Hall, arrival: Arrival) -> Result<(), Trouble> {
    let Arrival { id, owner, for_, name, bytes, .. } = arrival;
    let kind = Kind::of(&for_).ok_or_else(|| Trouble::broken("a ticket names nothing that can be taken"))?;
    let batch: String = bytes.as_ref().map(|bytes| sha256(bytes)).unwrap_or_default().chars().take(16).collect();
    let import = Import::new((id.to_string(), batch), owner.unit(), (for_, name), hall.now());
    let found = match bytes {
        Ok(bytes) => read(bytes, kind, hall.setting()).await,
        Err(_) => Err(Refusal::TooLarge),
    };
    let mut found = match found {
        Ok(found) => found,
        Err(refusal) => {
            return hall.store.prepare_import(import.refused(refusal.words()), &[], &[]).await.map(drop);
        }
    };
    let keys: Vec<&Key> = found.good.iter().map(|good| &good.key).collect();
    let there = kind.there(hall, owner.unit(), &keys).await?;
    let label = kind.key_label();
    let mut good = Vec::new();
    for (Good { mut row, .. }, there) in found.good.into_iter().zip(there) {
        match there {
            There::Nothing => {}
            There::Alike => row.remarks.push(format!("本单位已有{label}相同、内容不同的记录，请核对是否重复")),
            There::Same if kind.may_be_alike() => row.reasons.push(SAME.to_owned()),
            There::Same => row.reasons.push(format!("{label}已在本单位登记")),
        }
        if row.reasons.is_empty() { good.push(row) } else { found.bad.push(row) }
    }
    found.bad.sort_by(|a, b| (&a.sheet, a.number).cmp(&(&b.sheet, b.number)));
    hall.store.prepare_import(import.noting(found.remarks), &good, &found.bad).await.map(drop)
}

/// Reads the file on a thread of its own, since it may take long. Whatever brings the reader down is the file's doing.
async fn read(bytes: Vec<u8>, kind: Kind, setting: Setting) -> Result<Found, Refusal> {
    let reading = tokio::task::spawn_blocking(move || {
        let import = kind.import();
        Book::of(import.form, import.key).read(&bytes).map(|taken| sorted(taken, kind, &setting))
    });
    reading.await.unwrap_or(Err(Refusal::Damaged))
}

/// Good rows and bad ones. Of two rows that say the same the first is good; of two that are only alike both are, with a
/// remark, unless nobody can tell to which of them the rows of other sheets belong.
fn sorted(taken: Taken, kind: Kind, setting: &Setting) -> Found {
    let import = kind.import();
    let mut found = Found { good: Vec::new(), bad: strays(taken.strays), remarks: unread(taken.unknown, taken.unread) };
    let mut first = First::default();
    let named = Named::of(&taken.rows, import.key);
    for row in taken.rows {
        let checked = import.form.check(row.draft.clone(), setting);
        // A cell that could not be read is empty for the form: what is said of the cell says it better.
        let unread = |at: &str| row.complaints.iter().any(|it| it.at == at);
        let of_form = checked.as_ref().err().map(|filled| filled.complaints.as_slice()).unwrap_or_default();
        let of_form = of_form.iter().filter(|it| !unread(&it.at));
        let mut reasons: Vec<String> = row.complaints.iter().chain(of_form).map(|it| row.reason(it)).collect();
        reasons.extend(named.doubt(&row.draft, kind));
        let (key, mut remarks) = (checked.as_ref().map(|record| kind.key(record.draft())).ok(), Vec::new());
        // Only what can be taken stands in the way of another.
        if let Some(key) = key.as_ref().filter(|_| reasons.is_empty()) {
            match first.meet(&key.apart, key.own.clone(), row.number) {
                Met::Nobody => {}
                Met::Alike(n) => remarks.push(format!("{}与第 {n} 行相同、内容不同，请核对是否重复", kind.key_label())),
                Met::Same(n) => reasons.push(format!("{}与第 {n} 行重复", kind.key_label())),
            }
        }
        let row = cut(Row { reasons, remarks, ..Row::new(row.number, row.draft) });
        match key {
            Some(key) if row.reasons.is_empty() => found.good.push(Good { row, key }),
            _ => found.bad.push(row),
        }
    }
    found
}

/// What was not read of the file.
fn unread(mut headings: Vec<String>, sheets: Vec<String>) -> Vec<String> {
    let (all, more) = (headings.len(), headings.len() > NAMED);
    headings.truncate(NAMED);
    let more = if more { format!(" 等 {all} 列") } else { String::new() };
    let headings = (all > 0).then(|| format!("没有读取模板以外的列：{}{more}", headings.join("、")));
    headings.into_iter().chain(sheets).collect()
}

/// Rows of other sheets that belong to no record: each is named, and comes back.
fn strays(strays: Vec<Stray>) -> Vec<Row> {
    let row = |it: Stray| Row { sheet: Some(it.sheet), reasons: it.reasons, ..Row::new(it.number, it.draft) };
    strays.into_iter().map(row).map(cut).collect()
}

/// A row that is larger than anything that can be kept comes back without its rows of other sheets.
fn cut(row: Row) -> Row {
    if !row.is_vast() {
        return row;
    }
    let texts = |entry: &Entry| matches!(entry, Entry::Texts(_));
    let draft = Draft(row.draft.0.into_iter().filter(|(_, entry)| texts(entry)).collect());
    let reasons = vec!["内容过多，请减少其他工作表中属于它的行".to_owned()];
    Row { draft, reasons, ..row }
}
