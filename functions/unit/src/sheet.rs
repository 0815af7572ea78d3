//! What a book is as a spreadsheet: 下载清单 of a list, 模板下载 of what is filled in, signed and handed in as a scan.

use crate::pages::Sought;
use crate::records::{UNIT, had};
use axum::extract::{Path, State};
use axum::response::Response;
use catalog::book::{Book, book};
use catalog::dictionaries::COMMITMENT;
use catalog::personnel::insurances;
use domain::Trouble;
use domain::ids::{AccountId, UnitId, WorkerId};
use runtime::{Guest, Hall};
use sheets::{Head, Statement};
use std::collections::{BTreeMap, BTreeSet};
use store::record;
use store::unit::Unit;
use store::worker::{Line, Roll};
use web::download::workbook;
use web::paper::words_of;
use web::{Problem, Query, cell};

const PEOPLE: [Head; 8] = [
    Head::new("序号", 8),
    Head::new("姓名", 12),
    Head::new("证件号码", 22),
    Head::new("岗位/类别", 28),
    Head::new("参保单位", 28),
    Head::new("险种", 20),
    Head::new("社保起始月", 14),
    Head::new("最近缴费月", 14),
];
/// In what the whole numbers are given out, as everybody's record tells it.
const WITHIN: &str = "下载社保声明模板";
/// Cards that one call asks for.
const CARDS: usize = 100;
/// What is filled in by hand, once it is printed.
const SIGNED: [&str; 3] = ["法定代表人签字：", "单位公章：", "日期：　　　　年　　月　　日"];

/// 下载清单: all that the page lists, with the fields that it shows.
pub async fn list(
    State(hall): State<Hall>,
    guest: Guest,
    Path(code): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    let book = book(&code).filter(|book| book.is_many()).ok_or(Problem::NotFound)?;
    let read = async |id: AccountId| hall.store.all_records(id.unit(), book.code()).await;
    let (actor, lines) = hall.enter(&guest, UNIT, read).await?;
    had(book, &actor)?;
    let heads: Vec<Head> = book.columns().map(Head::of).chain([Head::new("登记时间", 18)]).collect();
    let sought = Sought::new(book, &query, hall.setting().today);
    let lines = lines.iter().filter(|line| sought.meets(line));
    let list = sheets::list(book.form.title, &heads, lines.map(|line| cells(book, line)));
    Ok(workbook(book.form.title, list.map_err(Problem::broken)?))
}

fn cells(book: &Book, line: &record::Line) -> Vec<String> {
    let said = book.columns().map(|field| words_of(field, line.facts.texts(field.name)));
    said.chain([cell::local(line.since)]).collect()
}

/// 模板下载: the statement about the unit's own people, to be completed, signed, sealed and uploaded. What is signed and
/// handed in names everybody by the whole number, so that the download is recorded as a look at all of them.
pub async fn template(State(hall): State<Hall>, guest: Guest, Path(code): Path<String>) -> Result<Response, Problem> {
    let book = book(&code).filter(|book| book.template).ok_or(Problem::NotFound)?;
    let read = async |id: AccountId| tokio::try_join!(stater(&hall, id.unit()), people(&hall, id.unit()));
    let (actor, (unit, people)) = hall.enter(&guest, UNIT, read).await?;
    had(book, &actor)?;
    let numbers = numbers(&hall, actor.account.unit(), &people).await?;
    if !hall.store.disclose_workers(WITHIN, &actor, hall.now()).await? {
        return Err(hall.revoked(&guest));
    }
    let words: Vec<&str> = COMMITMENT.entries.iter().map(|(_, words)| *words).collect();
    let statement = Statement {
        title: book.form.title,
        above: &[("承诺主体", &unit.name), ("统一社会信用代码", &unit.code)],
        heads: &PEOPLE,
        words: &words.join("\n"),
        signed: &SIGNED,
    };
    let rows = (1..).zip(people.iter().zip(numbers)).map(|(n, (line, number))| insured(n, line, number));
    Ok(workbook(&format!("{}模板", book.form.title), statement.of(rows).map_err(Problem::broken)?))
}

/// Who states it.
async fn stater(hall: &Hall, unit: UnitId) -> Result<Unit, Trouble> {
    hall.store.unit(unit).await?.ok_or(Trouble::Missing)
}

/// Everybody of the unit, in the order of the lists; who is on several stands there once.
async fn people(hall: &Hall, unit: UnitId) -> Result<Vec<Line>, Trouble> {
    let [a, b, c, d, e, f] = Roll::ALL.map(|roll| hall.store.all_workers(unit, roll, ("", |_, _| true)));
    let (a, b, c, d, e, f) = tokio::try_join!(a, b, c, d, e, f)?;
    let mut seen = BTreeSet::new();
    Ok([a, b, c, d, e, f].into_iter().flatten().filter(|line| seen.insert(line.id)).collect())
}

/// The whole numbers of these people, a hundred a trip. Whoever was deleted meanwhile has the template asked for again.
async fn numbers(hall: &Hall, unit: UnitId, people: &[Line]) -> Result<Vec<String>, Trouble> {
    let mut numbers = BTreeMap::new();
    for some in people.chunks(CARDS) {
        let ids: Vec<WorkerId> = some.iter().map(|line| line.id).collect();
        for card in hall.store.cards(unit, &ids).await?.ok_or(Trouble::Busy)? {
            numbers.insert(card.line.id, card.identity(&hall.store)?.as_str().to_owned());
        }
    }
    Ok(people.iter().map(|line| numbers.get(&line.id).cloned().unwrap_or_default()).collect())
}

/// A person's row.
fn insured(n: usize, line: &Line, number: String) -> Vec<String> {
    let fact = |name| line.facts.text(name).to_owned();
    let (insurer, kinds) = (fact("insurer"), insurances(&line.facts));
    let (from, to) = (fact("insured_from"), fact("insured_to"));
    vec![n.to_string(), line.name.clone(), number, line.category.clone(), insurer, kinds, from, to]
}
