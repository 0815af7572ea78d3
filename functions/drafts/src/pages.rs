//! What leaves: that something is kept, and the page of a row.

use crate::rows::kind_beside;
use askama::Template;
use catalog::unfinished::Unfinished;
use domain::form::{Complaint, Draft, Field};
use domain::value::Fault;
use runtime::papers::slots;
use serde::Serialize;
use serde_json::Value as Json;
use store::draft::Pending;
use store::paper::Paper;
use web::{Page, RowPart, Slots};

/// That something is kept.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">已暂存，还没有保存。</p>"#, ext = "html")]
pub struct Kept {
    form: &'static str,
    /// When it was kept.
    at: String,
    /// With which id papers of it lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    fields: Json,
}

impl Kept {
    /// What is kept now.
    pub fn new(it: Unfinished, pending: &Pending, of: Option<String>) -> Kept {
        let fields = web::paper::values(it.form.fields(), &pending.fields);
        Kept { form: it.form.name, at: pending.at.to_string(), of, fields }
    }
}

impl Page for Kept {
    fn title(&self) -> String {
        "已暂存".to_owned()
    }
}

/// Names that the form does not have.
#[derive(Serialize, Template)]
#[template(
    source = r#"<ul class="govuk-list govuk-list--bullet">{% for it in wrong %}<li>{{ it.words() }}</li>{% endfor %}</ul>"#,
    ext = "html"
)]
pub struct Strange {
    #[serde(skip)]
    wrong: Vec<Complaint>,
}

impl Strange {
    /// These names.
    pub fn new(names: Vec<String>) -> Strange {
        let wrong = names.into_iter().map(|at| Complaint { at, label: "", fault: Fault::Unknown }).collect();
        Strange { wrong }
    }
}

impl Page for Strange {
    fn title(&self) -> String {
        "提交的内容有误".to_owned()
    }
    fn complaints(&self) -> &[Complaint] {
        &self.wrong
    }
}

/// The name of the row's form, to which the boxes of its papers belong.
const ROW: &str = "row";

/// A row.
#[derive(Serialize, Template)]
#[template(
    source = r#"{{ form|safe }}{% if let Some(slots) = slots %}<section class="portal-section" aria-labelledby="section-papers"><div class="portal-section__head"><h2 class="govuk-heading-m" id="section-papers">{{ heading }}</h2></div><div class="portal-section__body">{{ slots|safe }}</div></section>{% endif %}"#,
    ext = "html"
)]
pub struct RowPage {
    #[serde(flatten)]
    form: RowPart,
    #[serde(skip)]
    title: &'static str,
    #[serde(skip)]
    heading: &'static str,
    #[serde(skip)]
    slots: Option<Slots>,
}

impl RowPage {
    /// A row of a list as it is kept or typed, what is wrong with it, and the papers that it can name.
    pub fn new(
        (it, of): (Unfinished, &str),
        (list, n): (&'static Field, usize),
        row: Draft,
        wrong: &[Complaint],
        papers: Option<(String, Vec<Paper>)>,
    ) -> RowPage {
        let beside = kind_beside(list).zip(papers);
        let slots = beside.map(|((column, kind), (id, papers))| {
            let mut slots = slots(it.place, Some(id), &papers, true, &[]);
            slots.slots.retain(|slot| slot.kind == kind);
            slots.ticks = Some(ROW);
            let named = row.texts(column.name);
            let files = slots.slots.iter_mut().flat_map(|slot| &mut slot.files);
            files.for_each(|file| file.ticked = named.contains(&file.id));
            slots
        });
        let heading = kind_beside(list).map_or("", |(column, _)| column.label);
        let form = RowPart::new(list, row, list.label).complaints_of(n, wrong).id(ROW).cancel(it.filled_in_at(of));
        RowPage { form, title: list.label, heading, slots }
    }
}

impl Page for RowPage {
    fn title(&self) -> String {
        self.title.to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
}
