//! A record to be read: its sections, its papers, and what happened.

use super::records::validity;
use crate::links;
use crate::records::Found;
use askama::Template;
use catalog::book::Book;
use domain::form::Draft;
use domain::ids::RecordId;
use jiff::civil::Date;
use runtime::papers::{Attached, slots};
use runtime::past::Past;
use serde::Serialize;
use serde_json::Value as Json;
use store::paper::Paper;
use store::record::Head;
use web::{Hidden, Lead, Link, Page, Pairs, Slots, Timeline};

/// The page.
#[derive(Serialize, Template)]
#[template(path = "record.html")]
pub struct RecordPage {
    id: String,
    #[serde(flatten)]
    values: Json,
    /// 0 while nothing was saved.
    version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    validity: Option<&'static str>,
    attachments: Vec<Attached>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Timeline>,
    /// What became of the papers.
    #[serde(skip_serializing_if = "Option::is_none")]
    attachment_history: Option<Timeline>,
    #[serde(skip)]
    book: &'static Book,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    edit: Link,
    #[serde(skip)]
    removal: Option<Link>,
    #[serde(skip)]
    begun: Option<Lead>,
    #[serde(skip)]
    pairs: Pairs,
    #[serde(skip)]
    slots: Slots,
}

impl RecordPage {
    /// What is kept.
    pub fn new(book: &'static Book, id: RecordId, (record, papers, begun): &Found, today: Date) -> RecordPage {
        let file = record.as_ref().map(|record| record.file.clone()).unwrap_or_default();
        let version = record.as_ref().map_or(0, |record| record.head.line.version);
        let page = RecordPage::of(book, id, version, &file, papers);
        let edit = page.edit.clone();
        let lead = |_| Lead::new("有填写了一部分、还没有保存的内容。").leads_to(edit, "继续填写");
        RecordPage {
            validity: validity(book, &file, today),
            history: record.as_ref().map(|record| runtime::history(record.receipts.iter())),
            begun: begun.as_ref().map(lead),
            ..page
        }
    }

    /// With what happened to the papers, and what happened before where that was asked for.
    pub fn past(self, (record, papers, _): &Found, (past, who): (&Past, &str)) -> RecordPage {
        let receipts = record.as_ref().map_or(&[][..], |record| &record.receipts);
        let own = record.as_ref().filter(|_| self.book.is_many()).map(|it| links::record(self.book, it.head.line.id));
        let at = own.unwrap_or_else(|| links::records(self.book));
        RecordPage {
            history: self.history.map(|now| past.told(receipts, &at, now)),
            attachment_history: Some(past.papers(papers, who)),
            ..self
        }
    }

    /// What was kept just now: nothing but what the request itself has made, so that its repetition is told the same.
    pub fn saved(book: &'static Book, head: Head, file: Draft, papers: &[Paper]) -> RecordPage {
        RecordPage::of(book, head.line.id, head.line.version, &file, papers)
    }

    fn of(book: &'static Book, id: RecordId, version: u64, file: &Draft, papers: &[Paper]) -> RecordPage {
        let named = book.is_many().then(|| book.columns().next()).flatten();
        let title = named.map(|field| web::paper::words_of(field, file.texts(field.name))).unwrap_or_default();
        RecordPage {
            id: id.to_string(),
            values: web::paper::values(book.form.fields(), file),
            version,
            validity: None,
            attachments: papers.iter().map(Attached::from).collect(),
            history: None,
            attachment_history: None,
            book,
            title: if title.is_empty() { book.form.title.to_owned() } else { title },
            edit: links::record_edit(book, id),
            removal: book.is_many().then(|| links::record_removal(book, id)),
            begun: None,
            pairs: Pairs::of(book.form, file),
            slots: beside(book, slots(book.place, Some(id.to_string()), papers, true, &[])),
        }
    }
    fn hidden(&self) -> Hidden {
        Hidden::new().version(self.version).mark("remove")
    }
    fn back(&self) -> Option<Link> {
        self.book.is_many().then(|| links::records(self.book))
    }
    fn template(&self) -> Option<Link> {
        self.book.template.then(|| links::template(self.book))
    }
    fn papers_no(&self) -> String {
        format!("{:02}", self.book.papers_no())
    }
    /// What is to be done about a record that holds no longer, or not much longer.
    fn ending(&self) -> Option<Lead> {
        let words = match self.validity? {
            "已过期" => "有效期已过，请更新后重新保存，否则不能用于资质申报。",
            "即将到期" => "有效期不足 90 天，请及时更新。",
            _ => return None,
        };
        Some(Lead::new(words))
    }
}

/// The slots of a record without those whose papers are laid beside its rows.
pub fn beside(book: &Book, mut slots: Slots) -> Slots {
    slots.slots.retain(|slot| !book.beside_rows.contains(&slot.kind));
    slots
}

impl Page for RecordPage {
    fn title(&self) -> String {
        self.title.clone()
    }
    fn heading(&self) -> Option<String> {
        None
    }
}
