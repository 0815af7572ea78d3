//! 02 反馈内容 and 03 替代人员 of a draft.

use crate::ask::{Found, find, is_open};
use crate::links;
use crate::pages::{Filling, Stands};
use crate::request::{detail, own};
use axum::extract::{Path, State};
use catalog::deletion::{
    APPLICATION, CONTENT, FEEDBACK, FULL, INITIATOR, MOST_ROWS, PAPER, REPLACEMENT, REPLACING, TOO_LONG,
};
use domain::account::Actor;
use domain::form::{Complaint, Draft, Entry, Filled};
use domain::ids::{AccountId, ApplicationId, WorkerId};
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::Asked;
use store::deletion::{Case, Contents};
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// 新增反馈 · 保存并关闭: a row more, with what was uploaded for it.
pub async fn say(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, case, ()) = own(&hall, &guest, &id, &body, async |_| Ok(())).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} feedback"));
    if !case.is_repeated(&hall.store, &asked) {
        is_open(&case, "新增反馈")?;
    }
    let row = match said(&hall, &case, &asked, body.draft) {
        Ok(row) => row,
        Err((filled, papers)) => {
            let page = detail(&hall, &actor, &case, Filling { q: "", adds: true }).await?;
            return Err(Problem::again(page.saying(filled).ticking(&papers)));
        }
    };
    let mut contents = case.contents.clone();
    contents.feedback.push(row.clone());
    if contents.is_too_long() {
        let (mut row, page) = (row, detail(&hall, &actor, &case, Filling { q: "", adds: true }).await?);
        let papers = named(&mut row);
        let filled = Filled::of(&FEEDBACK, row).complain(CONTENT.wrong(TOO_LONG));
        return Err(Problem::again(page.saying(filled).ticking(&papers)));
    }
    save(&hall, &guest, (&case, contents), &actor, &asked, Note::Saved, "#feedback").await
}

/// A row as it was typed, with the papers that it names; or the form again, with these papers.
pub fn said(hall: &Hall, case: &Case, asked: &Asked, mut draft: Draft) -> Result<Draft, (Filled, Vec<String>)> {
    let papers = named(&mut draft);
    let (checked, wrong) = match FEEDBACK.check(draft, &hall.setting()) {
        Ok(record) => (record.draft().clone(), None),
        Err(filled) => (Draft::default(), Some(filled)),
    };
    let again = || Filled::of(&FEEDBACK, checked.clone());
    let wrong = if papers.iter().all(|id| is_enclosed(case, id)) {
        wrong
    } else {
        Some(wrong.unwrap_or_else(again).complain(PAPER.wrong(Fault::NotListed)))
    };
    let is_full = case.contents.feedback.len() >= MOST_ROWS && !case.is_repeated(&hall.store, asked);
    let wrong = if is_full { Some(wrong.unwrap_or_else(again).complain(CONTENT.wrong(FULL))) } else { wrong };
    if let Some(filled) = wrong {
        return Err((filled, papers));
    }
    let mut row = checked;
    if !papers.is_empty() {
        row.0.insert(PAPER.name.to_owned(), Entry::Texts(papers));
    }
    Ok(row)
}

/// Whether anything was typed into the form of another row. Files are ticked before anybody does anything.
pub fn is_typed(draft: &Draft) -> bool {
    let typed = |name: &str| draft.0.get(name).is_some_and(|entry| !entry.is_blank());
    typed(INITIATOR.name) || typed(CONTENT.name)
}

/// The ids that came beside the fields, each once; what is no list of texts names nothing that is known.
pub fn named(draft: &mut Draft) -> Vec<String> {
    let mut papers = match draft.0.remove(PAPER.name) {
        None => Vec::new(),
        Some(Entry::Texts(texts)) => texts.into_iter().filter(|text| !text.is_empty()).collect(),
        Some(Entry::Rows(_)) => vec![String::new()],
    };
    papers.sort_unstable();
    papers.dedup();
    papers
}

/// Whether a file lies with this request and was looked into. Another's, and another request's, is none.
fn is_enclosed(case: &Case, id: &str) -> bool {
    case.papers.iter().any(|paper| paper.id == id && paper.is_admitted())
}

/// A row goes.
pub async fn unsay(
    State(hall): State<Hall>,
    guest: Guest,
    Path((id, row)): Path<(String, String)>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let (actor, case, ()) = own(&hall, &guest, &id, &body, async |_| Ok(())).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} feedback {row}"));
    let mut contents = case.contents.clone();
    if !case.is_repeated(&hall.store, &asked) {
        is_open(&case, "删除反馈")?;
        let row = row.parse().ok().filter(|row| *row < contents.feedback.len()).ok_or(Problem::NotFound)?;
        contents.feedback.remove(row);
    }
    save(&hall, &guest, (&case, contents), &actor, &asked, Note::Removed, "#feedback").await
}

/// Who replaces in one application.
pub async fn replace(
    State(hall): State<Hall>,
    guest: Guest,
    Path(id): Path<String>,
    body: Result<Body, Problem>,
) -> Handled<Stands> {
    let text = |name| body.as_ref().ok().map(|body| body.draft.text(name).to_owned()).unwrap_or_default();
    let typed = (text(APPLICATION.name), text(REPLACING.name));
    let (application, who) = (ApplicationId::parse(&typed.0), WorkerId::parse(&typed.1));
    let beside = async |account: AccountId| find(&hall, account, who).await;
    let (actor, case, found) = own(&hall, &guest, &id, &body, beside).await?;
    let body = body?;
    let asked = Asked::new(&body.request, &body.draft).about(format!("{id} replacement"));
    if !case.is_repeated(&hall.store, &asked) {
        is_open(&case, "选择替代人员")?;
    }
    let wrong = REPLACEMENT.check(body.draft, &hall.setting()).err().map(|filled| filled.complaints);
    let known = |case: &Case| case.contents.uses.iter().any(|used| Some(used.application) == application);
    let case = if known(&case) { case } else { hall.store.refreshed(&case).await? };
    let wrong = wrong.unwrap_or_else(|| unfit(&case, known(&case), application, &found));
    let (Some(application), Some((card, _)), []) = (application, found, wrong.as_slice()) else {
        let page = detail(&hall, &actor, &case, Filling::default()).await?;
        return Err(Problem::again(page.replacing(typed).lacking(wrong)));
    };
    let contents = case.contents.clone().replaced(application, &card);
    save(&hall, &guest, (&case, contents), &actor, &asked, Note::Saved, "#replacements").await
}

/// Why somebody cannot replace in an application; nothing where one can be chosen. Whether the replacement is good
/// enough is compared on the page, and decided by an officer.
fn unfit(case: &Case, known: bool, application: Option<ApplicationId>, found: &Found) -> Vec<Complaint> {
    let fault = |(card, uses): &(store::worker::Card, store::uses::Uses)| {
        if card.line.id == case.head.person {
            return Some(Fault::Against("不能是申请删除的人员"));
        }
        let there = uses.live.iter().any(|used| Some(used.application) == application);
        there.then_some(Fault::Against("已在该申报中任职，请另选人员"))
    };
    let of_whom = found.as_ref().map_or(Some(Fault::NotListed), fault).map(|fault| REPLACING.wrong(fault));
    let of_what = (!known).then(|| APPLICATION.wrong(Fault::NotListed));
    of_what.into_iter().chain(of_whom).collect()
}

async fn save(
    hall: &Hall,
    guest: &Guest,
    (case, contents): (&Case, Contents),
    actor: &Actor,
    asked: &Asked,
    note: Note,
    part: &str,
) -> Handled<Stands> {
    let ended = hall.store.save_deletion(case, contents, actor, asked, hall.now()).await?;
    let head = hall.settle(guest, ended, |head| (Some(head.state.word()), head.version))?;
    let to = note.at(&format!("{}{part}", links::request(head.id)));
    Ok(Answer::Went { to, page: Stands::from(&head) })
}

/// The form of another row.
pub fn blank() -> Filled {
    Filled::blank(&FEEDBACK)
}
