//! The rows of 02 反馈内容, each with the papers that it names.

use crate::links;
use catalog::deletion::PAPER;
use domain::form::Draft;
use serde::Serialize;
use store::paper::Paper;
use web::Link;

/// A row of 02.
#[derive(Serialize)]
pub struct Said {
    /// 发起人.
    pub initiator: String,
    /// 反馈内容.
    pub content: String,
    /// 反馈材料.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Shown>,
}

/// A paper that a row names.
#[derive(Serialize)]
pub struct Shown {
    id: String,
    /// The name under which it was sent.
    pub name: String,
    /// Where it is looked at.
    #[serde(skip)]
    pub view: Link,
}

impl Said {
    /// A row with those of its papers that still lie with the request.
    pub fn of(row: &Draft, papers: &[Paper]) -> Said {
        let named = papers.iter().filter(|paper| row.texts(PAPER.name).contains(&paper.id));
        let shown =
            |paper: &Paper| Shown { id: paper.id.clone(), name: paper.name.clone(), view: links::view(&paper.id) };
        Said {
            initiator: row.text("initiator").to_owned(),
            content: row.text("content").to_owned(),
            papers: named.map(shown).collect(),
        }
    }
    /// The ids of these papers.
    pub fn named(&self) -> Vec<String> {
        self.papers.iter().map(|it| it.id.clone()).collect()
    }
}
