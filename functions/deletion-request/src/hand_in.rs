//! 保存并关闭 at the top of the page, 放弃 of a draft, 知道了 of what was answered.

use crate::pages::{Detail, Filling, Stands};
use crate::request::{detail, own};
use crate::{fill, links};
use axum::extract::{Path, State};
use catalog::calendar::WORKING_DAYS;
use catalog::deletion::{DAYS, FEEDBACK as ROW};
use catalog::paper::{DELETION as PAPERS, FEEDBACK};
use domain::account::Actor;
use domain::deletion::State as At;
use domain::form::{Complaint, Draft, Filled};
use domain::ids::AccountId;
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::Asked;
use store::deletion::{Case, Moved};
use store::paper::Paper;
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// The request is handed in with what lies beside it; from now on the department has it. Several tickets that were handed
/// out side by side may have brought more files than one after the other would have.
pub async fn submit(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let awaits = async |account: AccountId| hall.scans.awaiting(account).await;
    let (actor, mut case, awaiting) = own(&hall, &guest, &id, &body, awaits).await?;
    let body = body?;
    if Paper::is_one_unseen(&case.papers, &awaiting) && case.head.state == At::Draft {
        return Err(Problem::Pending("还有附件正在核验，请稍候再提交"));
    }
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} submission"));
    let typed = typed(&hall, &actor, &mut case, &asked, body.draft).await?;
    let kept = case.papers.iter().filter(|paper| paper.is_admitted()).count();
    if kept > PAPERS.most_files && case.head.state == At::Draft {
        let too_many = lacks(format!("slot-{}", FEEDBACK.0), FEEDBACK.1, "的文件太多，请先移除不需要的文件");
        return Err(Problem::again(again(&hall, &actor, case, typed).await?.lacking(vec![too_many])));
    }
    let due = WORKING_DAYS.due(hall.setting().today, DAYS).ok_or_else(|| Problem::broken("no such day"))?;
    let ended = match hall.store.submit_deletion(&case, due, &actor, &asked, hall.now()).await? {
        Moved::Ended(ended) => *ended,
        Moved::Bound(words) => return Err(Problem::conflict(words)),
        Moved::Lacks(words) => {
            let at = if case.contents.feedback.is_empty() { "feedback" } else { "replacements" };
            let page = again(&hall, &actor, case, typed).await?;
            return Err(Problem::again(page.lacking(vec![lacks(at.to_owned(), "", words)])));
        }
    };
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    Ok(Answer::Went { to: Note::Asked.at(links::REQUESTS), page: Stands::from(&head) })
}

/// Takes what was typed into the open form of 02 for its next row, so that handing in loses nothing of it.
async fn typed(
    hall: &Hall,
    actor: &Actor,
    case: &mut Case,
    asked: &Asked,
    draft: Draft,
) -> Result<Option<Draft>, Problem> {
    if case.head.state != At::Draft || !fill::is_typed(&draft) {
        return Ok(None);
    }
    match fill::said(hall, case, asked, draft) {
        Ok(row) => {
            case.contents.feedback.push(row.clone());
            Ok(Some(row))
        }
        Err((filled, papers)) => {
            let page = detail(hall, actor, case, Filling { q: "", adds: true }).await?;
            Err(Problem::again(page.saying(filled).ticking(&papers)))
        }
    }
}

/// The page of what was not handed in, with what was typed in its form again.
async fn again(hall: &Hall, actor: &Actor, mut case: Case, typed: Option<Draft>) -> Result<Detail, Problem> {
    let Some(mut row) = typed else { return Ok(detail(hall, actor, &case, Filling::default()).await?) };
    case.contents.feedback.pop();
    let papers = fill::named(&mut row);
    let page = detail(hall, actor, &case, Filling { q: "", adds: true }).await?;
    Ok(page.saying(Filled::of(&ROW, row)).ticking(&papers))
}

fn lacks(at: String, label: &'static str, words: &'static str) -> Complaint {
    Complaint { at, label, fault: Fault::Against(words) }
}

/// 放弃 of a draft; of what was answered, 知道了: the to-do goes, and the request stays as it is.
pub async fn remove(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, case, ()) = own(&hall, &guest, &id, &body, async |_| Ok(())).await?;
    let body = body?;
    if matches!(case.head.state, At::Deleted | At::Kept { .. }) {
        if !hall.store.acknowledge_deletion(&case.head, &actor).await? {
            return Err(hall.revoked(&guest));
        }
        return Ok(Answer::Went { to: links::request(case.head.id), page: Stands::from(&case.head) });
    }
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} removal"));
    let ended = hall.store.drop_deletion(&case, &actor, &asked, hall.now()).await?;
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    Ok(Answer::Went { to: Note::Dropped.at(links::REQUESTS), page: Stands::from(&head) })
}
