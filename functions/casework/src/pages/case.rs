//! One case, and what became of an answer.

use crate::links;
use crate::pages::persons::{self, Person, Required, Since};
use askama::Template;
use catalog::book::insurance::{self, FORM as STATEMENT};
use catalog::casework::{CASE_DECISION, CORRECTIONS, REASSIGNMENT};
use catalog::dictionaries::KIND;
use catalog::standard;
use catalog::unit::BASICS;
use domain::application::State;
use domain::form::{Complaint, Draft, Filled, Form};
use domain::ids::{AccountId, WorkerId};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value as Json, json};
use store::application::{Application, Head};
use store::unit::Unit;
use web::{Action, Cell, Due, FormPart, Lead, ListPart, Page, Pairs, Post, Timeline};

/// Everything that the page is made of.
pub struct Shown<'a> {
    /// The application.
    pub case: &'a Application,
    /// Whose.
    pub unit: &'a Unit,
    /// What it said of itself.
    pub said: Said<'a>,
    /// Registered persons in it whose file is not passed now: sent back, or gone (A19).
    pub reopened: &'a [WorkerId],
    /// Who looks at it.
    pub officer: AccountId,
    /// The day by the hall's clock.
    pub today: Date,
}

/// What the unit said of itself, as it was handed in.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// 基本信息.
    pub basics: &'a Draft,
    /// 社保声明; empty where none was needed.
    pub statement: &'a Draft,
}

/// The page.
#[derive(Serialize, Template)]
#[template(path = "case.html")]
pub struct CasePage {
    #[serde(flatten)]
    stands: Answered,
    matter: String,
    title: String,
    overdue: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_by: Option<String>,
    unit: Json,
    /// 社保声明, where the application was handed in with one.
    #[serde(skip_serializing_if = "Option::is_none")]
    insurance: Option<Json>,
    requirements: Vec<Required>,
    people: Vec<Person>,
    defects: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    history: Timeline,
    #[serde(skip)]
    posts: Vec<Cell>,
    #[serde(skip)]
    lead: Lead,
    #[serde(skip)]
    form: Option<FormPart>,
    #[serde(skip)]
    pairs: Pairs,
    #[serde(skip)]
    stated: Option<Pairs>,
    #[serde(skip)]
    source: String,
    #[serde(skip)]
    persons: Option<(ListPart, ListPart)>,
}

impl CasePage {
    /// A case as it stands; with a form that is wrong, on the version that was seen.
    pub fn new(shown: &Shown<'_>, wrong: Option<(Filled, Option<u64>)>) -> CasePage {
        let Shown { case, unit, said: Said { basics, statement }, today, reopened, .. } = *shown;
        let head = &case.head;
        let mut values = web::paper::values(BASICS.fields(), basics);
        values["id"] = json!(unit.id.to_string());
        values["name"] = json!(head.unit_name);
        values["credit_code"] = json!(unit.code);
        // While the unit is changing what was handed in, what lies there now is not for the department yet.
        let counted = case.counted();
        let (picked, counted): (&[_], &[_]) =
            if head.is_as_handed_in() { (&case.picked, &counted) } else { (&[], &[]) };
        let since = Since { reopened, replaced: &case.replaced };
        CasePage {
            stands: Answered::from(head),
            matter: head.matter.clone(),
            title: head.title.clone(),
            overdue: is_overdue(head, today),
            taken_by: Some(head.taken_by.clone()).filter(|name| !name.is_empty()),
            unit: values,
            requirements: persons::required(&head.matter, counted, today),
            people: picked.iter().map(|it| Person::of(it, since)).collect(),
            defects: case.defects(),
            reason: case.refusal().map(str::to_owned),
            history: runtime::history(case.receipts.iter().filter(|receipt| receipt.did != "暂存")),
            posts: buttons(head, shown.officer),
            lead: lead(head, shown),
            form: form(head, shown.officer, wrong),
            pairs: pairs(head, unit, basics),
            insurance: (head.statement > 0).then(|| web::paper::values(STATEMENT.fields(), statement)),
            stated: (head.statement > 0).then(|| stated(statement)),
            source: standard::source(standard::of(&head.matter, today)),
            persons: head.is_as_handed_in().then(|| persons::tables(&head.matter, (picked, counted), since, today)),
        }
    }
    fn queue(&self) -> &'static str {
        links::CASES
    }
}

impl Page for CasePage {
    fn title(&self) -> String {
        format!("{} {}", self.title, self.stands.number)
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.as_ref().map_or(&[], FormPart::complaints)
    }
}

fn is_overdue(head: &Head, today: Date) -> bool {
    head.state.due().is_some_and(|due| due < today)
}

/// Whether this officer may answer now: nobody else has taken it, and it is not the officer's own acceptance.
fn is_free(head: &Head, officer: AccountId) -> bool {
    let accepted = matches!(&head.state, State::Accepted { by, .. } if *by == officer);
    head.state.due().is_some() && !accepted && head.state.taken().is_none_or(|taken| taken == officer)
}

/// What is done with one click.
fn buttons(head: &Head, officer: AccountId) -> Vec<Cell> {
    if !is_free(head, officer) {
        return Vec::new();
    }
    let post = |to, label, main| {
        let fields = vec![("version", head.version.to_string())];
        Cell::post(Post { to, label, about: head.number.clone(), fields, main })
    };
    let mut posts = Vec::new();
    if matches!(head.state, State::Submitted { .. }) {
        posts.push(post(links::acceptance(head.id), "受理", true));
    }
    posts.push(match head.state.taken() {
        None => post(links::taking(head.id), "领取", false),
        Some(_) => post(links::returning(head.id), "退回待领取", false),
    });
    posts
}

/// The one list of defects, the decision, or why a case is taken over.
fn form(head: &Head, officer: AccountId, wrong: Option<(Filled, Option<u64>)>) -> Option<FormPart> {
    let (of, to, action): (&'static Form, _, _) = match head.state {
        _ if head.state.may_be_taken_over(officer) => (&REASSIGNMENT, links::reassignment(head.id), "改派给我"),
        _ if !is_free(head, officer) => return None,
        State::Submitted { corrected: false, .. } => (&CORRECTIONS, links::corrections(head.id), "告知补正"),
        State::Accepted { .. } => (&CASE_DECISION, links::decisions(head.id), "作出决定"),
        _ => return None,
    };
    let (filled, seen) = wrong.unwrap_or_else(|| (Filled::blank(of), None));
    let form = FormPart::new(filled).to(to).version(seen.unwrap_or(head.version));
    Some(form.actions(&[Action::main(action)]).plain().buttons_below())
}

/// Where it stands, until when, and what this officer cannot do and why.
fn lead(head: &Head, shown: &Shown<'_>) -> Lead {
    let words = match &head.state {
        State::Accepted { by, .. } if *by == shown.officer => "您已受理此件，由其他人员作出决定。".to_owned(),
        State::Submitted { .. } | State::Accepted { .. } if !is_free(head, shown.officer) => {
            format!("已由 {} 领取，由其办理；其不能继续办理的，可以改派给您。", head.taken_by)
        }
        State::Submitted { corrected: true, .. } => "已告知补正一次，申请单位已补正，不能再次退回补正。".to_owned(),
        State::Submitted { .. } => "请在办理期限内受理，或者一次告知需要补正的全部内容。".to_owned(),
        State::Accepted { .. } => "请在办理期限内作出准予或者不予许可的决定。".to_owned(),
        State::Correcting => format!("申请单位正在补正，期间不计算期限：{}", shown.case.defects().join("；")),
        State::Refused => format!("不予许可：{}", shown.case.refusal().unwrap_or_default()),
        State::Granted => "已准予许可，资质已列入申请单位的企业资质。".to_owned(),
        State::Draft | State::Withdrawn | State::Dropped => "申请单位已撤回。".to_owned(),
    };
    let due = Due::of(head.state.due());
    let mut pairs = vec![("办件编号", Cell::number(&head.number)), ("申请单位", Cell::text(&head.unit_name))];
    pairs.extend(head.submitted.map(|at| ("提交时间", Cell::time(at))));
    pairs.extend(due.runs().then(|| ("办理期限", due.cell(shown.today))));
    if !head.taken_by.is_empty() {
        pairs.push(("办理人", Cell::text(&head.taken_by)));
    }
    Lead::new(words).pairs(pairs)
}

fn pairs(head: &Head, unit: &Unit, basics: &Draft) -> Pairs {
    let registered = vec![
        ("企业名称", Cell::text(&head.unit_name)),
        ("统一社会信用代码", Cell::number(&unit.code)),
        ("企业类型", Cell::text(KIND.name_of(&unit.kind).unwrap_or_default())),
    ];
    Pairs::of(&BASICS, basics).lead(0, registered)
}

/// 社保声明, after the sections of 基本信息.
fn stated(statement: &Draft) -> Pairs {
    Pairs::of(&STATEMENT, statement).titled(0, insurance::BOOK.form.title).first_section(BASICS.sections.len() + 1)
}

/// Where a case stands after an answer.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">{{ number }}：{{ state_name }}</p>"#, ext = "html")]
pub struct Answered {
    id: String,
    number: String,
    state: &'static str,
    state_name: &'static str,
    version: u64,
    #[serde(flatten)]
    due: Due,
}

impl From<&Head> for Answered {
    fn from(head: &Head) -> Answered {
        Answered {
            id: head.id.to_string(),
            number: head.number.clone(),
            state: head.code(),
            state_name: head.state.word(),
            version: head.version,
            due: Due::of(head.state.due()),
        }
    }
}

impl Page for Answered {
    fn title(&self) -> String {
        self.number.clone()
    }
}
