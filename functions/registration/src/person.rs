//! The person's own file: shown, kept, handed in.

use crate::links::{PERSON, row};
use crate::pages::{FilePage, Stands};
use axum::extract::State;
use catalog::paper::PERSON as PAPERS;
use catalog::person::{FILE, certificate_in_short, name_in};
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::form::{Complaint, Draft, Filled, Patch, Record};
use domain::ids::{AccountId, PersonId};
use domain::registration::{Command, Party};
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::paper::{Paper, Pin, Place};
use store::person::{Along, Case, Head, PersonLine};
use store::{Asked, Ended};
use web::Note;
use web::{Answer, Body, Handled, Link, Problem};

/// The page, as it is kept.
pub async fn page(State(hall): State<Hall>, guest: Guest) -> Handled<FilePage> {
    let (_, dossier) =
        hall.enter(&guest, &[Role::Person], async |id: AccountId| hall.store.dossier(id.person()).await).await?;
    let dossier = dossier.ok_or(Trouble::Missing)?;
    let unit = hall.store.unit(dossier.head.unit).await?.ok_or(Trouble::Missing)?;
    let sex = dossier.head.identity(&hall.store)?.sex();
    Ok(Answer::Show(FilePage::new(&dossier, &unit, sex)))
}

/// 保存: what is there must be well, what is missing may come later. Fields that did not come stay as they are.
pub async fn save(State(hall): State<Hall>, guest: Guest, mut body: Body) -> Handled<Stands> {
    let then = body.take("_then");
    let asked = Asked::new(&body.request, &body.draft);
    let (actor, (case, file, _)) = open(&hall, &guest, body.version).await?;
    let record = match FILE.keep(Patch(body.draft).over(&file), &hall.setting()) {
        Ok(record) => record,
        Err(filled) => return Err(again(&hall, &case, filled).await?),
    };
    let along = along(&case.head, &record, Vec::new());
    let head = step(&hall, &guest, &case, Command::Save, &actor, &asked, along).await?;
    Ok(Answer::Went { to: onward(then.as_deref()), page: Stands::from(&head) })
}

/// 提交: the whole file, with what was typed into the page last, and every admitted paper.
pub async fn submit(State(hall): State<Hall>, guest: Guest, body: Body) -> Handled<Stands> {
    let asked = Asked::new(&body.request, &body.draft).about("submission");
    let (actor, (case, file, papers), awaiting) = open_all(&hall, &guest, body.version).await?;
    if Paper::is_one_unseen(&papers, &awaiting) && case.head.state.is_open() {
        return Err(Problem::Pending("还有附件正在核验，请稍候再提交"));
    }
    let whole = Patch(body.draft).over(&file);
    let checked = FILE.check(whole.clone(), &hall.setting());
    let lacking = lacking(&papers);
    let record = match checked {
        Ok(record) if lacking.is_empty() || !case.head.state.is_open() => record,
        Ok(_) => {
            let filled = Filled { complaints: lacking, ..Filled::of(&FILE, whole) };
            return Err(again(&hall, &case, filled).await?);
        }
        Err(mut filled) => {
            filled.complaints.extend(lacking);
            return Err(again(&hall, &case, filled).await?);
        }
    };
    let admitted = papers.iter().filter_map(Pin::of).collect();
    let mut along = along(&case.head, &record, admitted);
    if *record.draft() == file {
        along.contents = None;
    }
    let head = step(&hall, &guest, &case, Command::Submit, &actor, &asked, along).await?;
    Ok(Answer::Went { to: Note::Submitted.at(PERSON), page: Stands::from(&head) })
}

/// What a change of the own file begins with.
type Own = (Case, Draft, Vec<Paper>);

/// The head, the contents and the papers, beside the session.
pub async fn open(hall: &Hall, guest: &Guest, seen: Option<u64>) -> Result<(Actor, Own), Problem> {
    let (actor, own) = hall.enter(guest, &[Role::Person], async |id| own(hall, id, seen).await).await?;
    Ok((actor, own))
}

/// The same, and which files lie in the inbox. The bucket is asked beside the table: a paper
/// that is admitted between the two is not among those handed in, which the page shows at once.
async fn open_all(hall: &Hall, guest: &Guest, seen: Option<u64>) -> Result<(Actor, Own, Vec<String>), Problem> {
    let read = async |id| tokio::try_join!(own(hall, id, seen), hall.scans.awaiting(id));
    let (actor, (own, awaiting)) = hall.enter(guest, &[Role::Person], read).await?;
    Ok((actor, own, awaiting))
}

async fn own(hall: &Hall, id: AccountId, seen: Option<u64>) -> Result<Own, Trouble> {
    let person: PersonId = id.person();
    let (case, file, papers) = tokio::try_join!(
        hall.store.person_case(person, seen),
        hall.store.person_file(person),
        hall.store.papers_in(Place::Person(person))
    )?;
    Ok((case.ok_or(Trouble::Missing)?, file, papers))
}

/// Moves the own file, and tells the problem where it does not move.
pub async fn step(
    hall: &Hall,
    guest: &Guest,
    case: &Case,
    command: Command,
    actor: &Actor,
    asked: &Asked,
    along: Along,
) -> Result<Head, Problem> {
    let party = Party::Person(case.head.id);
    let ended: Ended<Head> = hall.store.move_person(case, command, party, actor, asked, along, hall.now()).await?;
    hall.settle(guest, ended, |head| (Some(head.state.word()), head.version))
}

/// The contents that go along, and what lists show of them.
pub fn along(head: &Head, record: &Record, papers: Vec<Pin>) -> Along {
    let file = record.draft();
    let name = name_in(file).unwrap_or_else(|| head.line.name.clone());
    let line = Some(PersonLine { name, category: certificate_in_short(file) });
    Along { contents: Some(file.clone()), papers, line, ..Along::default() }
}

/// The page again, as it was typed.
pub async fn again(hall: &Hall, case: &Case, filled: Filled) -> Result<Problem, Problem> {
    let (dossier, unit) = tokio::try_join!(hall.store.dossier(case.head.id), hall.store.unit(case.head.unit))?;
    let (dossier, unit) = (dossier.ok_or(Trouble::Missing)?, unit.ok_or(Trouble::Missing)?);
    let sex = dossier.head.identity(&hall.store)?.sex();
    Ok(Problem::again(FilePage::again(&dossier, &unit, sex, filled)))
}

/// The required papers of which none was admitted, and the kinds of which too many were: several forms that were handed
/// out side by side may have brought more than one after the other would have.
fn lacking(papers: &[Paper]) -> Vec<Complaint> {
    let admitted = |kind: &str| papers.iter().filter(|paper| paper.kind == kind && paper.is_admitted()).count();
    let all = papers.iter().filter(|paper| paper.is_admitted()).count();
    let fault = |kind: &str| match admitted(kind) {
        0 if PAPERS.must.contains(&kind) => Some(Fault::NotUploaded),
        count if count > PAPERS.most_a_kind || (count > 0 && all > PAPERS.most_files) => {
            Some(Fault::Against("的文件太多，请先移除不需要的文件"))
        }
        _ => None,
    };
    let complain = |(kind, name): &(&str, &'static str)| {
        fault(kind).map(|fault| Complaint { at: format!("slot-{kind}"), label: name, fault })
    };
    PAPERS.kinds.entries.iter().filter_map(complain).collect()
}

/// Where to go once it is kept: to a new row, to a paper that is uploaded or chosen, or back to the page.
fn onward(then: Option<&str>) -> Link {
    match then {
        Some(list @ ("certificates" | "cv")) => row(list, "new"),
        then => then.and_then(|then| web::slots::onward(&PAPERS, "", then)).unwrap_or_else(|| Note::Saved.at(PERSON)),
    }
}
