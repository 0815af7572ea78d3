//! 基本信息: shown, and kept once everything required is there.

use crate::links::UNIT;
use crate::pages::UnitPage;
use axum::extract::State;
use catalog::paper::UNIT as PAPERS;
use catalog::unit::BASICS;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::form::{Draft, Filled};
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use store::Asked;
use store::unit::{Case, Unit};
use web::Note;
use web::{Answer, Body, Handled, Link, Problem, Query};

/// The page; with `?edit=1` (修改信息) the form.
pub async fn page(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<UnitPage> {
    let (_, case) = own(&hall, &guest).await?;
    let basics = begun(&case.unit, case.basics.clone());
    Ok(Answer::Show(match query.get("edit") {
        Some(_) => UnitPage::form(&case, Filled::of(&BASICS, basics), None),
        None => UnitPage::new(&case, &basics),
    }))
}

/// 保存并关闭; 选择文件 without a script keeps the form as well, and leads on to the upload.
pub async fn save(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<UnitPage> {
    let (actor, mut case) = own(&hall, &guest).await?;
    let mut body = body?;
    let then = body.take("_then");
    let asked = Asked::new(&body.request, &body.draft);
    let again = |filled| Problem::again(UnitPage::form(&case, filled, body.version));
    let record = BASICS.check(body.draft, &hall.setting()).map_err(again)?;
    let basics = record.draft();
    let ended =
        hall.store.keep_basics((&case.unit, &case.receipts), body.version, basics, &actor, &asked, hall.now()).await?;
    case.unit = hall.settle(&guest, ended, |unit| (None, unit.version))?;
    Ok(Answer::Went { to: onward(then.as_deref()), page: UnitPage::saved(&case, basics) })
}

/// Where to go once it is kept: to a paper that is uploaded or chosen, or back to the page.
fn onward(then: Option<&str>) -> Link {
    then.and_then(|then| web::slots::onward(&PAPERS, "", then)).unwrap_or_else(|| Note::Saved.at(UNIT))
}

/// The unit who asks, with everything that its page shows.
pub async fn own(hall: &Hall, guest: &Guest) -> Result<(Actor, Case), Problem> {
    let (actor, case, ()) = own_with(hall, guest, async |_| Ok(())).await?;
    Ok((actor, case))
}

/// The same with something that is read beside it, in one round trip.
pub async fn own_with<T>(
    hall: &Hall,
    guest: &Guest,
    beside: impl AsyncFnOnce(AccountId) -> Result<T, Trouble>,
) -> Result<(Actor, Case, T), Problem> {
    let read = async |id: AccountId| tokio::try_join!(hall.store.unit_case(id.unit()), beside(id));
    let (actor, (case, beside)) = hall.enter(guest, &[Role::Enterprise], read).await?;
    Ok((actor, case.ok_or(Trouble::Missing)?, beside))
}

/// Before they were kept the first time, the 基本信息 begin with what the registration knows already.
pub fn begun(unit: &Unit, kept: Draft) -> Draft {
    if unit.basics > 0 { kept } else { kept.with("contact", &unit.contact).with("phone", &unit.phone) }
}
