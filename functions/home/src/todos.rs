//! 个人助理 · 待办事宜: the same list as on the home page, all of it.

use crate::desk::{Desk, Item, When};
use crate::pages::Todos;
use axum::extract::State;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use sheets::Head;
use web::download::{HandledList, Listed, is_asked};
use web::{Problem, Query, cell};

/// Rows of a page.
const ROWS: usize = 10;
/// Rows that are read at once for a sheet, and how often at most.
const STRETCH: usize = 1000;
const STRETCHES: usize = 10;
const TITLE: &str = "待办事宜";
const COLUMNS: [Head; 5] = [
    Head::new("事项", 60),
    Head::new("所属", 18),
    Head::new("时间或期限", 18),
    Head::new("状态", 20),
    Head::new("原因", 40),
];

/// A page of the list; all of it as a spreadsheet where that is asked.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> HandledList<Todos> {
    if is_asked(&query) {
        return Listed::sheet(TITLE, sheets::list(TITLE, &COLUMNS, all(&hall, &guest).await?.iter().map(cells)));
    }
    let after = query.get("after");
    let read = async |id: AccountId| Desk::read(&hall, &guest, id, (after, ROWS)).await;
    let (actor, desk) = hall.enter(&guest, &Role::ALL, read).await?;
    Listed::show(Todos::new(desk.of(&hall, &actor, ROWS).await?))
}

/// Everything that waits, stretch by stretch; of an officer's desk what is due soonest.
async fn all(hall: &Hall, guest: &Guest) -> Result<Vec<Item>, Problem> {
    let (mut items, mut after) = (Vec::new(), None::<String>);
    for _ in 0..STRETCHES {
        let read = async |id: AccountId| Desk::read(hall, guest, id, (after.as_deref(), STRETCH)).await;
        let (actor, desk) = hall.enter(guest, &Role::ALL, read).await?;
        let waiting = desk.of(hall, &actor, STRETCH).await?;
        items.extend(waiting.items);
        after = waiting.next;
        if after.is_none() {
            break;
        }
    }
    Ok(items)
}

fn cells(item: &Item) -> Vec<String> {
    let when = match item.when {
        When::Since(since) => cell::local(since),
        When::Due { day, .. } => day.to_string(),
    };
    let reason = item.reason.clone().unwrap_or_default();
    vec![item.title.clone(), item.matter.to_owned(), when, item.state.to_string(), reason]
}
