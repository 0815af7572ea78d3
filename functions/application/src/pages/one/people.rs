//! The persons of an application, and those who may be added.

use crate::links;
use catalog::standard::{self, ROLES};
use runtime::people::FOUND_BY;
use runtime::successor::{Successor, named};
use serde::Serialize;
use store::application::{Head, Picked, Replaced};
use store::list::SEARCHED;
use store::worker::{Line, Roll};
use web::{Cell, Link, Post};

/// A person in the application.
#[derive(Serialize)]
pub(super) struct Chosen {
    pub(super) id: String,
    pub(super) role: String,
    pub(super) name: String,
    pub(super) identity_number: String,
    pub(super) category: String,
    pub(super) version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) replaced_by: Option<Successor>,
    /// The name with whoever has taken over since.
    #[serde(skip)]
    pub(super) named: String,
    #[serde(skip)]
    pub(super) role_name: &'static str,
    #[serde(skip)]
    pub(super) short: String,
    #[serde(skip)]
    pub(super) removal: Cell,
}

/// Persons who were sought for a requirement.
pub struct Sought<'a> {
    /// For which role.
    pub role: &'a str,
    /// What was searched for among them; empty where nothing was.
    pub q: &'a str,
    /// In which list.
    pub roll: Roll,
    /// Every list in which somebody may count for the role.
    pub rolls: Vec<Roll>,
    /// A page of the list.
    pub found: store::Page<Line>,
}

/// Persons to choose from for a requirement.
pub(super) struct Offer {
    pub(super) role: String,
    pub(super) role_name: &'static str,
    pub(super) q: String,
    pub(super) source: &'static str,
    /// Every list to choose from: where it is, its name, and whether it is this one.
    pub(super) tabs: Vec<(Link, &'static str, bool)>,
    pub(super) lines: Vec<(Line, String, bool)>,
    pub(super) next: Option<Link>,
    /// So many were searched, and there are more.
    pub(super) searched: Option<i32>,
}

impl Chosen {
    pub(super) fn new(head: &Head, it: &Picked, replaced: &[Replaced], open: bool) -> Chosen {
        let removal = Post {
            to: links::removal(head.id, it.worker),
            label: "移除",
            about: it.name.clone(),
            fields: vec![("version", head.version.to_string())],
            main: false,
        };
        Chosen {
            id: it.worker.to_string(),
            role: it.role.clone(),
            name: it.name.clone(),
            identity_number: it.masked.clone(),
            category: it.category.clone(),
            version: it.version,
            replaced_by: Successor::of(replaced, it.worker),
            named: named(&it.name, replaced, it.worker),
            role_name: ROLES.name_of(&it.role).unwrap_or_default(),
            short: standard::in_short(&it.facts),
            removal: if open { Cell::post(removal) } else { Cell::text("") },
        }
    }
}

impl Offer {
    pub(super) fn new(head: &Head, picked: &[Picked], sought: Sought<'_>) -> Offer {
        let Sought { role, q, roll, rolls, found } = sought;
        let searched = found.partial.then_some(SEARCHED);
        let next = found.next.map(|after| links::further(head.id, (role, roll), q, &after));
        let tab = |it: Roll| (links::choosing(head.id, role, it), it.word(), it == roll);
        let line = |line: Line| {
            let short = standard::in_short(&line.facts);
            // The category sums up the same; it is said where nothing else speaks for the person.
            let short = if short.is_empty() { line.category.clone() } else { short };
            let there = picked.iter().any(|it| it.worker == line.id);
            (line, short, there)
        };
        Offer {
            role: role.to_owned(),
            role_name: ROLES.name_of(role).unwrap_or_default(),
            q: q.to_owned(),
            source: roll.code(),
            tabs: if rolls.len() > 1 { rolls.into_iter().map(tab).collect() } else { Vec::new() },
            lines: found.items.into_iter().map(line).collect(),
            next,
            searched,
        }
    }
    pub(super) fn found_by(&self) -> &'static str {
        FOUND_BY
    }
    /// What is said where there is nobody to choose: not found is nobody before all were looked at.
    pub(super) fn nobody(&self) -> String {
        match (self.searched, self.q.as_str()) {
            (Some(entries), _) => format!("已查找 {entries} 人，其中没有符合条件的；后面还有没有查找的人员。"),
            (None, "") => "没有可选的人员。请先在“人员管理”中录入，或等待注册人员审核通过。".to_owned(),
            (None, q) => format!("没有找到含“{q}”的人员。"),
        }
    }
    pub(super) fn onwards(&self) -> &'static str {
        if self.searched.is_some() { "继续查找" } else { "下一页" }
    }
}
