//! 基本信息: shown, and kept once everything required is there.

use crate::links::UNIT;
use crate::pages::UnitPage;
use axum::extract::State;
use catalog::unit::BASICS;
use domain::Trouble;
use domain::account::Role;
use domain::form::{Draft, Filled};
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use store::Asked;
use store::unit::Unit;
use web::chrome::Note;
use web::{Answer, Body, Handled, Problem, Query};

/// The page; with `?edit=1` (修改信息) the form.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<UnitPage> {
    let basics = async |id: AccountId| hall.store.unit_basics(id.unit()).await;
    let (_, found) = hall.enter(&guest, &[Role::Enterprise], basics).await?;
    let (unit, kept) = found.ok_or(Trouble::Missing)?;
    let basics = begun(&unit, kept);
    Ok(Answer::Show(match query.get("edit") {
        Some(_) => UnitPage::form(&unit, Filled::of(&BASICS, basics), None),
        None => UnitPage::new(&unit, basics),
    }))
}

/// 保存并关闭.
pub async fn save(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<UnitPage> {
    let basics = async |id: AccountId| hall.store.unit(id.unit()).await;
    let (actor, unit) = hall.enter(&guest, &[Role::Enterprise], basics).await?;
    let unit = unit.ok_or(Trouble::Missing)?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft);
    let again = |filled| Problem::again(UnitPage::form(&unit, filled, body.version));
    let record = BASICS.check(body.draft, &hall.setting()).map_err(again)?;
    let basics = record.draft();
    let ended = hall.store.keep_basics(&unit, body.version, basics, &actor, &asked, hall.now()).await?;
    let unit = hall.settle(&guest, ended, |unit| (None, unit.version))?;
    Ok(Answer::Went { to: Note::Saved.at(UNIT), page: UnitPage::new(&unit, basics.clone()) })
}

/// Before they were kept the first time, the 基本信息 begin with what the registration knows already.
fn begun(unit: &Unit, kept: Draft) -> Draft {
    if unit.basics > 0 { kept } else { kept.with("contact", &unit.contact).with("phone", &unit.phone) }
}
