//! 保存并关闭 at the top of the page, 放弃 of a draft, 知道了 of what was answered.

use crate::links;
use crate::pages::{Filling, Stands};
use crate::request::{detail, own};
use axum::extract::{Path, State};
use catalog::calendar::WORKING_DAYS;
use catalog::deletion::DAYS;
use catalog::paper::{DELETION as PAPERS, FEEDBACK};
use domain::deletion::State as At;
use domain::form::Complaint;
use domain::ids::AccountId;
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::Asked;
use store::deletion::Moved;
use store::paper::Paper;
use web::chrome::Note;
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
    let (actor, case, awaiting) = own(&hall, &guest, &id, &body, awaits).await?;
    let body = body?;
    if Paper::is_one_unseen(&case.papers, &awaiting) && case.head.state == At::Draft {
        return Err(Problem::Pending("还有附件正在核验，请稍候再提交"));
    }
    let kept = case.papers.iter().filter(|paper| paper.is_admitted()).count();
    if kept > PAPERS.most_files && case.head.state == At::Draft {
        let too_many = lacks(format!("slot-{}", FEEDBACK.0), FEEDBACK.1, "的文件太多，请先移除不需要的文件");
        return Err(Problem::again(detail(&hall, &actor, &case, Filling::default()).await?.lacking(vec![too_many])));
    }
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} submission"));
    let due = WORKING_DAYS.due(hall.setting().today, DAYS).ok_or_else(|| Problem::broken("no such day"))?;
    let ended = match hall.store.submit_deletion(&case, due, &actor, &asked, hall.now()).await? {
        Moved::Ended(ended) => *ended,
        Moved::Bound(words) => return Err(Problem::conflict(words)),
        Moved::Lacks(words) => {
            let at = if case.contents.feedback.is_empty() { "feedback" } else { "replacements" };
            let page = detail(&hall, &actor, &case, Filling::default()).await?;
            return Err(Problem::again(page.lacking(vec![lacks(at.to_owned(), "", words)])));
        }
    };
    let head = hall.settle(&guest, ended, |head| (Some(head.state.word()), head.version))?;
    Ok(Answer::Went { to: Note::Asked.at(links::REQUESTS), page: Stands::from(&head) })
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
