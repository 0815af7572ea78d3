//! The form of a record: its sections, rows as pages of their own, and the papers in the last section.

use crate::links;
use crate::records::Found;
use crate::save::At;
use askama::Template;
use catalog::book::{Book, Holds};
use catalog::unfinished::{NEW, Unfinished, unfinished};
use domain::form::{Complaint, Filled};
use domain::ids::{RecordId, RequestId};
use runtime::papers::slots;
use serde::Serialize;
use store::paper::Paper;
use web::{Action, FormPart, Lead, Link, Page, Slots, cell};

/// The form.
#[derive(Serialize, Template)]
#[template(path = "record_form.html")]
pub struct RecordForm {
    #[serde(flatten)]
    form: FormPart,
    /// What somebody else changed since the form was opened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    #[serde(skip)]
    book: &'static Book,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    slots: Slots,
}

/// The name by which the buttons of the slots send the form.
const FORM: &str = "record";

impl RecordForm {
    /// Of a record that is there, or of the only one; what was begun goes on, with what others saved since.
    pub fn begun(book: &'static Book, id: RecordId, found: &Found, moved_on: Option<Lead>) -> RecordForm {
        let (record, _, begun) = found;
        let present = record.as_ref().map_or(0, |record| record.head.line.version);
        let kept = record.as_ref().map(|record| record.file.clone()).unwrap_or_default();
        let seen = begun.as_ref().and_then(|it| it.version).filter(|_| moved_on.is_none()).unwrap_or(present);
        let fields = begun.as_ref().map_or(kept, |it| it.fields.clone());
        let of = id.to_string();
        let at = At { book, id, of: if book.is_many() { &of } else { NEW } };
        let form = RecordForm::with(at, Filled::of(book.form, fields), None, Some(seen), found);
        match moved_on {
            Some(lead) => form.rivalled(lead, Vec::new()),
            None => form,
        }
    }

    /// Of a new record that will be made by this request.
    pub fn of_new(book: &'static Book, id: RecordId, request: RequestId, found: &Found) -> RecordForm {
        let fields = found.2.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        RecordForm::with(At { book, id, of: NEW }, Filled::of(book.form, fields), Some(request), None, found)
    }

    /// Again, with what was typed and on the version that was seen.
    pub fn again(at: At<'_>, filled: Filled, request: RequestId, seen: Option<u64>, found: &Found) -> RecordForm {
        let (record, papers, _) = found;
        let only = (!at.book.is_many()).then_some(0);
        let version = seen.or(record.as_ref().map(|record| record.head.line.version)).or(only);
        RecordForm::with(at, filled, Some(request), version, &(record.clone(), papers.clone(), None))
    }

    /// Under another title than that of a form to be filled in.
    pub fn titled(self, title: &str) -> RecordForm {
        RecordForm { title: title.to_owned(), ..self }
    }
    /// With what somebody else changed meanwhile.
    pub fn rivalled(self, lead: Lead, changed: Vec<&'static str>) -> RecordForm {
        RecordForm { form: self.form.lead(lead), changed, ..self }
    }

    fn with(
        at: At<'_>,
        filled: Filled,
        request: Option<RequestId>,
        version: Option<u64>,
        (record, papers, begun): &Found,
    ) -> RecordForm {
        let At { book, id, of } = at;
        let title = match (record, &book.holds) {
            (None, Holds::Many { opens, .. }) => (*opens).to_owned(),
            (Some(_), Holds::Many { .. }) => format!("{}：{}", book.edit, book.form.title),
            (_, Holds::One) => book.edit.to_owned(),
        };
        let kept_at = unfinished(book.code()).map(|it: Unfinished| it.kept_at(of)).unwrap_or_default();
        let to = if of == NEW { links::records(book) } else { links::record(book, id) };
        let back = if record.is_some() && book.is_many() { links::record(book, id) } else { links::records(book) };
        let actions = actions(at, begun.is_some(), &kept_at, back);
        let form = FormPart::new(filled)
            .id(FORM)
            .to(to)
            .version(version)
            .drafted(kept_at.clone(), request)
            .saw(begun.as_ref().map(|it| it.stamp.as_str()).unwrap_or_default())
            .heading(title.clone())
            .actions(&actions);
        let form = match begun {
            Some(it) => {
                let at = cell::local(it.at);
                form.lead(Lead::new(format!(
                    "这是 {at} 填写的内容，已暂存，还没有保存。填写完整后请点击“保存并关闭”。"
                )))
            }
            None if !book.lead.is_empty() => form.lead(Lead::new(book.lead)),
            None => form,
        };
        RecordForm { form, changed: Vec::new(), version, book, title, slots: shown(book, id, papers, kept_at) }
    }

    fn template(&self) -> Option<Link> {
        self.book.template.then(|| links::template(self.book))
    }
    fn papers_no(&self) -> String {
        format!("{:02}", self.book.papers_no())
    }
}

/// The buttons of the bar.
fn actions(At { book, of, .. }: At<'_>, is_begun: bool, kept_at: &str, back: String) -> Vec<Action> {
    let mut actions = vec![Action::main("保存并关闭")];
    if book.is_many() && of == NEW {
        actions.push(Action::other("保存并新建").sends("_then", "new"));
    }
    actions.push(Action::other("暂存").posts_to(kept_at));
    if is_begun {
        actions.push(Action::other("放弃暂存").posts_to(format!("{kept_at}/removal")));
    }
    actions.push(Action::link("关闭", back));
    actions
}

/// The papers, but for those that lie with a row. Without a script the form is kept before the upload opens.
fn shown(book: &'static Book, id: RecordId, papers: &[Paper], kept_at: String) -> Slots {
    let mut slots = slots(book.place, Some(id.to_string()), papers, true, &[]);
    slots.slots.retain(|slot| !book.beside_rows.contains(&slot.kind));
    Slots { saves: Some(FORM), saves_at: Some(kept_at), ..slots }
}

impl Page for RecordForm {
    fn title(&self) -> String {
        self.title.clone()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
}
