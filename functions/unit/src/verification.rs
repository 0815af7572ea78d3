//! 提交核实: a unit asks the department to compare its 营业执照 with its code; 知道了, once it was told the answer.

use crate::basics::{own, own_with};
use crate::links::UNIT;
use crate::pages::{Stands, UnitPage};
use axum::extract::State;
use catalog::calendar::WORKING_DAYS;
use catalog::verification::DAYS;
use domain::Refused;
use domain::ids::AccountId;
use domain::verification::Command;
use runtime::{Guest, Hall};
use store::Asked;
use store::paper::Paper;
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// 提交核实. What is handed in is the licence as it lies there now, by its digest. The bucket is asked beside the table
/// whether a file is still being looked into: it would be left out without a word.
pub async fn submit(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<Stands> {
    let awaits = async |account: AccountId| hall.scans.awaiting(account).await;
    let (actor, case, awaiting) = own_with(&hall, &guest, awaits).await?;
    let body = body?;
    if Paper::is_one_unseen(&case.papers, &awaiting) && case.unit.standing.is_open() {
        return Err(Problem::Pending("还有附件正在核验，请稍候再提交"));
    }
    let asked = Asked::new(&body.request, &body.draft).about("verification");
    let licensed = case.licences().next().is_some();
    if !licensed && case.unit.standing.is_open() {
        let basics = case.unit.begins(case.basics.clone());
        return Err(Problem::again(UnitPage::new(&case, &basics).unlicensed(&case)));
    }
    let due = WORKING_DAYS.due(hall.setting().today, DAYS);
    let due = due.ok_or_else(|| Problem::broken("a due date beyond every calendar"))?;
    let command = (Command::Submit { due, licensed }, body.version);
    let ended = hall.store.verify_unit(&case, command, &actor, &asked, hall.now()).await?;
    let unit = hall.settle(&guest, ended, |unit| (Some(unit.standing.word()), unit.version))?;
    Ok(Answer::Went { to: Note::Applied.at(UNIT), page: Stands::from(&unit) })
}

/// 知道了: that the unit is verified was read, and is no to-do any more.
pub async fn acknowledge(State(hall): State<Hall>, guest: Guest, body: Result<Body, Problem>) -> Handled<Stands> {
    let (actor, case) = own(&hall, &guest).await?;
    body?;
    if !case.unit.standing.is_verified() {
        return Err(Refused::NotNow { state: case.unit.standing.word(), asked: "知道了" }.into());
    }
    if !hall.store.has_read(case.unit.id, &actor).await? {
        return Err(hall.revoked(&guest));
    }
    Ok(Answer::Went { to: UNIT.to_owned(), page: Stands::from(&case.unit) })
}
