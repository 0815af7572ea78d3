//! One row of a repeating table as a form of its own.

use super::action::Bar;
use super::asked::Asked;
use super::{Action, Summary, values};
use crate::answer::Link;
use crate::chrome::Hidden;
use crate::lead::Lead;
use askama::Template;
use domain::form::{Complaint, Draft, Field};
use domain::ids::RequestId;
use serde::{Serialize, Serializer};

/// One row's fields, named plainly, with 保存并关闭 and 保存并新建 (which sends `_then` = `new`).
#[derive(Clone, Template)]
#[template(path = "row.html")]
pub struct RowPart {
    list: &'static Field,
    row: Draft,
    complaints: Vec<Complaint>,
    hidden: Hidden,
    heading: String,
    actions: Vec<Action>,
    id: &'static str,
    saw: Option<String>,
    to: Link,
    lead: Option<Lead>,
}

impl RowPart {
    /// A row of a list, which is a field of rows; `heading` is the page's.
    pub fn new(list: &'static Field, row: Draft, heading: impl Into<String>) -> RowPart {
        let actions = vec![Action::main("保存并关闭"), Action::other("保存并新建").sends("_then", "new")];
        RowPart {
            list,
            row,
            complaints: Vec::new(),
            hidden: Hidden::new(),
            heading: heading.into(),
            actions,
            id: "",
            saw: None,
            to: Link::new(),
            lead: None,
        }
    }
    /// What is wrong with the row. Complaints of the whole form are sorted: those of row n are addressed plainly,
    /// those of other places are left out.
    pub fn complaints_of(mut self, n: usize, all: &[Complaint]) -> RowPart {
        let prefix = format!("{}.{n}.", self.list.name);
        let ours = |it: &Complaint| {
            let at = it.at.strip_prefix(&prefix)?.to_owned();
            Some(Complaint { at, label: it.label, fault: it.fault.clone() })
        };
        self.complaints = all.iter().filter_map(ours).collect();
        self
    }
    /// The version of the whole form that the person sees.
    pub fn version(mut self, version: impl Into<Option<u64>>) -> RowPart {
        self.hidden = self.hidden.version(version);
        self
    }
    /// The mark of the row that the person sees; comes back as `_row`.
    pub fn saw(mut self, mark: Option<String>) -> RowPart {
        self.saw = mark;
        self
    }
    /// Where the row is sent; without it, to the page's own address.
    pub fn to(mut self, to: impl Into<Link>) -> RowPart {
        self.to = to.into();
        self
    }
    /// The request's key, where it is not that of the request before.
    pub fn request(mut self, request: RequestId) -> RowPart {
        self.hidden = self.hidden.request(request);
        self
    }
    /// What stands between heading and fields.
    pub fn lead(mut self, lead: Lead) -> RowPart {
        self.lead = Some(lead);
        self
    }
    /// A name by which boxes elsewhere on the page belong to this form.
    pub fn id(mut self, id: &'static str) -> RowPart {
        self.id = id;
        self
    }
    /// A link 取消 beside the buttons.
    pub fn cancel(mut self, to: impl Into<Link>) -> RowPart {
        self.actions.push(Action::link("取消", to));
        self
    }
    /// What is wrong; for the page's own `complaints()`.
    pub fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }
    fn fields(&self) -> impl Iterator<Item = Asked<'_>> + '_ {
        self.list.columns().iter().map(|field| Asked::new(field, String::new(), &self.row, &self.complaints))
    }
    fn summary(&self) -> Summary<'_> {
        Summary { complaints: &self.complaints }
    }
    fn bar(&self) -> Bar<'_> {
        Bar { actions: &self.actions, told: None }
    }
}

impl Serialize for RowPart {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        values(self.list.columns().iter(), &self.row).serialize(to)
    }
}
