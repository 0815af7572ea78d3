//! 首页 and 诚信信息.

use super::notice::Line;
use super::todos::{Told, table};
use crate::desk::{Item, Waiting};
use crate::links;
use askama::Template;
use catalog::matters;
use catalog::standard::ROLES;
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::registration::State;
use jiff::civil::Date;
use serde::Serialize;
use store::notice::Notice;
use store::person::Head;
use store::unit::FilledIn;
use store::uses::Use;
use web::{ListPart, Page};

/// Rows of a panel.
const PANEL: usize = 5;

/// 首页 of a role, or of a visitor.
#[derive(Serialize, Template)]
#[template(path = "home.html")]
pub struct Home {
    role: Option<&'static str>,
    todos: Vec<Told>,
    notices: Vec<Line>,
    /// The applications that name a registered person, who is told of each.
    applications: Vec<Named>,
    credit: Credit,
    /// Where a registered person's file stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip)]
    who: Option<Role>,
    #[serde(skip)]
    lead: bool,
    /// The word for a unit that can hand in nothing yet.
    #[serde(skip)]
    unverified: Option<String>,
    #[serde(skip)]
    status: Option<String>,
    /// What a unit is asked to keep, and whether it is there (R-3-1).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    completeness: Vec<Part>,
    #[serde(skip)]
    list: ListPart,
}

/// Something that a unit is asked to keep.
#[derive(Serialize)]
struct Part {
    name: &'static str,
    done: bool,
    to: &'static str,
}

impl Home {
    /// For somebody who is signed in.
    pub fn new(actor: &Actor, mut waiting: Waiting, notices: store::Page<Notice>) -> Home {
        waiting.items.truncate(PANEL);
        Home {
            role: Some(actor.role.code()),
            todos: waiting.items.iter().map(Told::from).collect(),
            state: waiting.head.as_ref().map(Head::code),
            who: Some(actor.role),
            lead: actor.role == Role::Enterprise && waiting.items.iter().any(asks_for_basics),
            unverified: waiting.items.iter().find(|item| asks_for_a_licence(item)).map(|item| item.state.to_string()),
            status: waiting.head.as_ref().and_then(status),
            list: table(&waiting),
            applications: waiting.uses.iter().rev().map(Named::from).collect(),
            ..Home::visited(notices)
        }
    }

    /// For a visitor.
    pub fn visited(notices: store::Page<Notice>) -> Home {
        Home {
            role: None,
            todos: Vec::new(),
            notices: notices.items.iter().map(Line::from).collect(),
            applications: Vec::new(),
            credit: Credit::default(),
            state: None,
            who: None,
            lead: false,
            unverified: None,
            status: None,
            completeness: Vec::new(),
            list: table(&Waiting::default()),
        }
    }

    /// With how much of what a unit is asked to keep is there.
    pub fn filled_in(mut self, actor: &Actor, it: &FilledIn, today: Date) -> Home {
        if actor.role == Role::Enterprise {
            let book = |n: usize| it.books.get(n).and_then(Option::as_ref);
            // What holds until a day is asked for again after it.
            let holds = |facts: &Draft| facts.text("until").parse().is_ok_and(|until: Date| until >= today);
            let parts = [
                ("基本信息", it.basics, links::UNIT),
                ("企业简介", book(0).is_some(), "/records/profile"),
                ("社保声明", book(1).is_some_and(holds), "/records/insurance"),
                ("法定代表人", it.legal, "/people?post=legal"),
            ];
            self.completeness = parts.into_iter().map(|(name, done, to)| Part { name, done, to }).collect();
        }
        self
    }
    fn done(&self) -> usize {
        self.completeness.iter().filter(|part| part.done).count()
    }

    /// Whether there is a panel of to-dos: for whoever is signed in.
    fn has_todos(&self) -> bool {
        self.who.is_some()
    }
    fn has_credit(&self) -> bool {
        matches!(self.who, Some(Role::Enterprise | Role::Person))
    }
    fn is_unit(&self) -> bool {
        self.who == Some(Role::Enterprise)
    }
    fn is_officer(&self) -> bool {
        self.who == Some(Role::Officer)
    }
}

/// An application that names the person.
#[derive(Serialize)]
struct Named {
    number: String,
    title: String,
    role: String,
    at: String,
    #[serde(skip)]
    day: String,
}

impl From<&Use> for Named {
    fn from(used: &Use) -> Named {
        Named {
            number: used.number.clone(),
            title: matters::find(&used.matter).map_or_else(|| used.matter.clone(), matters::Matter::title),
            role: ROLES.name_of(&used.role).unwrap_or_default().to_owned(),
            at: used.at.to_string(),
            day: web::cell::local_day(used.at),
        }
    }
}

/// A new enterprise completes its 基本信息 before anything else (R-3-1).
fn asks_for_basics(item: &Item) -> bool {
    item.to == links::UNIT
}

/// A unit that is not verified hands in no application, and need not find that out at the end.
fn asks_for_a_licence(item: &Item) -> bool {
    item.to == links::VERIFICATION && item.state != domain::verification::State::Verified.word()
}

/// How the own file stands while it is not the person's turn.
fn status(head: &Head) -> Option<String> {
    let day = |at| web::cell::local(at);
    match head.state {
        State::Waiting { since } => Some(format!("您的信息已于 {} 提交，正在等待注册单位审核。", day(since))),
        State::Approved { since } => Some(format!("您的信息已于 {} 审核通过。", day(since))),
        State::Draft | State::Returned { .. } | State::Left => None,
    }
}

impl Page for Home {
    fn title(&self) -> String {
        "首页".to_owned()
    }
    fn heading(&self) -> Option<String> {
        Some(if self.who.is_some() { self.title() } else { "建设工程网上办事大厅".to_owned() })
    }
}

/// 诚信信息: the module is there, and not open yet.
#[derive(Default, Serialize, Template)]
#[template(source = r#"<div class="govuk-inset-text">{{ self.words() }}</div>"#, ext = "html")]
pub struct Credit {
    open: bool,
}

impl Credit {
    fn words(&self) -> &'static str {
        "诚信信息暂未开放，企业和人员不需要办理任何事项。"
    }
}

impl Page for Credit {
    fn title(&self) -> String {
        "诚信信息".to_owned()
    }
}
