//! Finding a 注册单位: by the whole credit code or two or more consecutive characters of the name; chosen, never typed.

use axum::extract::State;
use catalog::registration::UNIT;
use domain::form::{Complaint, Filled};
use domain::ids::UnitId;
use domain::value::Fault;
use runtime::Hall;
use serde::Serialize;
use store::find::Hits;
use web::{Answer, Handled, Page, Problem, Query};

/// The control in which is typed what to search for.
pub const SOUGHT: &str = "_unit_query";

/// What was found.
#[derive(Serialize, askama::Template)]
#[template(path = "units.html")]
pub struct Units {
    items: Vec<Item>,
    /// A search shows ten hits and no second page: whoever finds more types more.
    next: Option<String>,
    more: bool,
}

#[derive(Serialize)]
struct Item {
    id: String,
    name: String,
}

impl From<Hits> for Units {
    fn from(hits: Hits) -> Units {
        let items = hits.items.into_iter().map(|unit| Item { id: unit.id.to_string(), name: unit.name }).collect();
        Units { items, next: None, more: hits.more }
    }
}

impl Page for Units {
    fn title(&self) -> String {
        "查找注册单位".to_owned()
    }
}

/// Too little to search for.
#[derive(Serialize, askama::Template)]
#[template(
    source = r#"<p class="govuk-body">{{ complaints[0].words() }}</p><p class="govuk-body"><a class="govuk-link" href="/registrations/people">返回人员注册</a></p>"#,
    ext = "html"
)]
struct TooShort {
    #[serde(skip)]
    complaints: [Complaint; 1],
}

impl Page for TooShort {
    fn title(&self) -> String {
        "查找注册单位".to_owned()
    }
    fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }
}

fn too_short() -> Complaint {
    UNIT.wrong(Fault::Against("：请至少输入名称中连续的两个字，或完整的统一社会信用代码"))
}

/// The search of the type-ahead, `?q=`.
pub async fn find(State(hall): State<Hall>, query: Query) -> Handled<Units> {
    let sought = query.get("q").unwrap_or_default();
    if sought.chars().count() < 2 {
        return Err(Problem::again(TooShort { complaints: [Complaint { at: "q".to_owned(), ..too_short() }] }));
    }
    Ok(Answer::Show(hall.store.find_units(sought).await?.into()))
}

/// Offers in a form what was searched for, and the unit that is chosen already.
pub async fn offer(hall: &Hall, filled: &mut Filled, sought: Option<String>) -> Result<(), Problem> {
    let mut found = Vec::new();
    let was_sent = !filled.complaints.is_empty();
    if let Some(sought) = sought.filter(|sought| !sought.trim().is_empty()) {
        if sought.trim().chars().count() < 2 {
            filled.complaints.push(too_short());
        } else {
            let hits = hall.store.find_units(sought.trim()).await?;
            if hits.items.is_empty() && filled.draft.text(UNIT.name).is_empty() {
                filled
                    .complaints
                    .push(UNIT.wrong(Fault::Against("：没有找到这样的单位，请检查名称，或先请单位完成企业注册")));
            }
            found.extend(hits.items.into_iter().map(|unit| (unit.id.to_string(), unit.name)));
        }
        filled.draft.set(SOUGHT, sought);
    }
    let chosen = filled.draft.text(UNIT.name).to_owned();
    if let Some(id) = UnitId::parse(&chosen).filter(|_| found.iter().all(|(id, _)| *id != chosen)) {
        match hall.store.unit(id).await? {
            Some(unit) => found.insert(0, (chosen, unit.name)),
            None => {
                filled.draft.0.remove(UNIT.name);
                // A form that is refused anyway says this too; one that was only searched in has no faults yet.
                if was_sent && filled.complaints.iter().all(|it| it.at != UNIT.name) {
                    *filled = filled.clone().complain(UNIT.wrong(Fault::NotListed));
                }
            }
        }
    }
    filled.found.insert(UNIT.name, found);
    Ok(())
}
