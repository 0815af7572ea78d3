//! One declaration on all its papers: the form of a page, JSON, schema, read-only pairs.

mod action;
mod asked;
mod pairs;
mod row;
mod values;

pub use action::Action;
pub use pairs::Pairs;
pub use row::RowPart;
pub use values::{schema, values, words_of};

use crate::answer::{Link, Page};
use crate::chrome::Hidden;
use crate::lead::Lead;
use crate::problem::Problem;
use action::Bar;
use askama::Template;
use asked::Asked;
use domain::form::{Complaint, Field, Filled, Form, Record, Section};
use domain::ids::RequestId;
use serde::{Serialize, Serializer};

/// Whether a table's cell keeps its text on one line, as for days and months.
pub(crate) fn is_short(text: &str) -> bool {
    text.len() <= 12
}

/// A form, to be put into any template: `{{ form|safe }}`. In JSON it is its values.
#[derive(Clone, Template)]
#[template(path = "form.html")]
pub struct FormPart {
    filled: Filled,
    actions: Vec<Action>,
    told: Option<String>,
    whose: String,
    hidden: Hidden,
    more: Vec<(&'static str, String)>,
    to: Link,
    id: &'static str,
    heading: Option<(String, Option<&'static str>)>,
    lead: Option<Lead>,
    rows_at: Option<Link>,
    drafts: Option<Link>,
    kept: String,
    adds: Vec<(&'static str, &'static str)>,
    without: &'static [&'static str],
    locked: &'static [&'static str],
    first: usize,
    below: bool,
    plain: bool,
}

impl FormPart {
    /// A form with one button, 保存.
    pub fn new(filled: Filled) -> FormPart {
        FormPart {
            filled,
            actions: vec![Action::main("保存")],
            told: None,
            whose: String::new(),
            hidden: Hidden::new(),
            more: Vec::new(),
            to: Link::new(),
            id: "",
            heading: None,
            lead: None,
            rows_at: None,
            drafts: None,
            kept: String::new(),
            adds: Vec::new(),
            without: &[],
            locked: &[],
            first: 1,
            below: false,
            plain: false,
        }
    }
    /// The buttons of the bar, the saving one first.
    pub fn actions(mut self, actions: &[Action]) -> FormPart {
        self.actions = actions.to_vec();
        self
    }
    /// What stands beside the buttons, such as how many wait.
    pub fn told(mut self, words: Option<String>) -> FormPart {
        self.told = words;
        self
    }
    /// The version that the person sees; comes back as `Body::version`.
    pub fn version(mut self, version: impl Into<Option<u64>>) -> FormPart {
        self.hidden = self.hidden.version(version);
        self
    }
    /// Whose password the form asks for, where it does not ask for the login name: told to password managers only.
    pub fn whose(mut self, login_name: impl Into<String>) -> FormPart {
        self.whose = login_name.into();
        self
    }
    /// Tells this form's request from those of other forms on the same page, by a short mark.
    pub fn mark(mut self, mark: &str) -> FormPart {
        self.hidden = self.hidden.mark(mark);
        self
    }
    /// Where the form is sent; without it, to the page's own address.
    pub fn to(mut self, to: impl Into<Link>) -> FormPart {
        self.to = to.into();
        self
    }
    /// A name by which buttons elsewhere on the page send this form.
    pub fn id(mut self, id: &'static str) -> FormPart {
        self.id = id;
        self
    }
    /// One hidden input more.
    pub fn hidden(mut self, name: &'static str, value: impl Into<String>) -> FormPart {
        self.more.push((name, value.into()));
        self
    }
    /// Draws the page's heading below the bar; the page's own `heading()` is then `None`.
    pub fn heading(mut self, heading: impl Into<String>) -> FormPart {
        self.heading = Some((heading.into(), None));
        self
    }
    /// The same with a state's word as a tag beside it.
    pub fn heading_tagged(mut self, heading: impl Into<String>, state: &'static str) -> FormPart {
        self.heading = Some((heading.into(), Some(state)));
        self
    }
    /// What stands between heading and first section.
    pub fn lead(mut self, lead: Lead) -> FormPart {
        self.lead = Some(lead);
        self
    }
    /// Shows repeating tables as tables, whose rows are pages of their own:
    /// `{base}/{list}/{n}` to change row n (from 0), `{base}/{list}/{n}/removal` to remove it,
    /// and a button that sends the form with `_then` = the list's name to add one.
    pub fn rows_at(mut self, base: impl Into<Link>) -> FormPart {
        self.rows_at = Some(base.into());
        self
    }
    /// Keeps what is typed at this address while it is not saved: 暂存, the script's own keeping, and the rows, which are
    /// pages of their own below it: `{base}/rows/{list}/{n}`, with `_then` = the list's name, or `list/n`, to get there.
    /// `begun` is the key of the request with which the form was begun, where something of it is kept.
    pub fn drafted(mut self, base: impl Into<Link>, begun: Option<RequestId>) -> FormPart {
        self.hidden = self.hidden.request(begun);
        self.drafts = Some(base.into());
        self
    }
    /// The stamp of what is kept of it and shown here: whoever keeps it from this page replaces that and nothing else.
    pub fn saw(mut self, stamp: impl Into<String>) -> FormPart {
        self.kept = stamp.into();
        self
    }
    /// What the adding button of a list says, in place of 新增记录.
    pub fn adds(mut self, list: &'static str, label: &'static str) -> FormPart {
        self.adds.push((list, label));
        self
    }
    /// Leaves out fields that a button sends or that the page asks itself.
    pub fn without(mut self, names: &'static [&'static str]) -> FormPart {
        self.without = names;
        self
    }
    /// Shows fields that can be read but not changed; they are sent all the same.
    pub fn locks(mut self, names: &'static [&'static str]) -> FormPart {
        self.locked = names;
        self
    }
    /// The number of the first section, where a page has others above.
    pub fn first_section(mut self, number: usize) -> FormPart {
        self.first = number;
        self
    }
    /// Puts the buttons below the fields, as on the narrow pages of visitors.
    pub fn buttons_below(mut self) -> FormPart {
        self.below = true;
        self
    }
    /// Leaves out the headings of the sections.
    pub fn plain(mut self) -> FormPart {
        self.plain = true;
        self
    }
    /// What is wrong; for the page's own `complaints()`.
    pub fn complaints(&self) -> &[Complaint] {
        &self.filled.complaints
    }
    /// The form's declared title.
    pub fn title(&self) -> &'static str {
        self.filled.form.title
    }

    fn sections(&self) -> impl Iterator<Item = (String, &'static Section)> + '_ {
        self.filled.form.sections.iter().enumerate().map(|(n, section)| (format!("{:02}", self.first + n), section))
    }
    fn fields(&self, section: &'static Section) -> impl Iterator<Item = Asked<'_>> + '_ {
        let asked = section.fields.iter().filter(|field| !self.without.contains(&field.name));
        asked.map(|field| self.asked(field))
    }
    fn asked(&self, field: &'static Field) -> Asked<'_> {
        let asked = Asked::new(field, String::new(), &self.filled.draft, &self.filled.complaints);
        let adds = self.adds.iter().find(|(list, _)| *list == field.name).map_or("新增记录", |(_, label)| label);
        let locked = self.locked.contains(&field.name);
        asked.found(&self.filled).rows_at(self.rows_at.as_deref(), self.drafts.as_deref(), adds).locked(locked)
    }
    fn summary(&self) -> Summary<'_> {
        Summary { complaints: &self.filled.complaints }
    }
    fn bar(&self) -> Bar<'_> {
        Bar { actions: &self.actions, told: self.told.as_deref() }
    }
}

impl Serialize for FormPart {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        values(self.filled.form.fields(), &self.filled.draft).serialize(to)
    }
}

/// What is wrong with a form, each line leading to its field.
#[derive(Template)]
#[template(path = "summary.html")]
pub struct Summary<'a> {
    /// What is wrong.
    pub complaints: &'a [Complaint],
}

/// A page that is one form.
#[derive(Clone, Template)]
#[template(source = "{{ part|safe }}", ext = "html")]
pub struct FormPage {
    part: FormPart,
}

impl FormPage {
    /// An empty form.
    pub fn blank(form: &'static Form) -> FormPage {
        FormPage::from(Filled::blank(form))
    }
}
impl From<FormPart> for FormPage {
    fn from(part: FormPart) -> FormPage {
        let title = part.title();
        FormPage { part: if part.heading.is_some() { part } else { part.heading(title) } }
    }
}
impl From<Filled> for FormPage {
    fn from(filled: Filled) -> FormPage {
        FormPage::from(FormPart::new(filled))
    }
}
impl From<&Record> for FormPage {
    fn from(record: &Record) -> FormPage {
        FormPage::from(Filled::of(record.form(), record.draft().clone()))
    }
}
/// `FORM.check(draft, &setting)?` shows the form again.
impl From<Filled> for Problem {
    fn from(filled: Filled) -> Problem {
        Problem::again(FormPage::from(filled))
    }
}

impl Page for FormPage {
    fn title(&self) -> String {
        self.part.title().to_owned()
    }
    fn complaints(&self) -> &[Complaint] {
        self.part.complaints()
    }
    fn heading(&self) -> Option<String> {
        None
    }
}

impl Serialize for FormPage {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.part.serialize(to)
    }
}
