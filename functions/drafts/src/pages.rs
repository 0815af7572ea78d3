//! What leaves: that something is kept, and the page of a row.

use crate::rows::kind_beside;
use askama::Template;
use catalog::unfinished::NEW;
use catalog::unfinished::Unfinished;
use domain::form::{Complaint, Draft, Field, Filled};
use domain::ids::RequestId;
use domain::value::Fault;
use runtime::papers::slots;
use serde::Serialize;
use serde_json::Value as Json;
use store::draft::Pending;
use store::paper::Paper;
use web::{Action, FormPart, Lead, Link, Page, RowPart, Slots};

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

/// The form as it was typed, with what happened to it meanwhile.
#[derive(Serialize, Template)]
#[template(source = "{{ form|safe }}", ext = "html")]
pub struct Meanwhile {
    #[serde(flatten)]
    form: FormPart,
    #[serde(skip)]
    said: &'static str,
}

impl Meanwhile {
    /// The form of this thing, with what was typed and what is to be known first.
    pub fn new((it, of): (Unfinished, &str), typed: &Pending, lead: Lead) -> Meanwhile {
        let kept_at = it.kept_at(of);
        let actions = [
            Action::main("保存并关闭"),
            Action::other("暂存").posts_to(kept_at.clone()),
            Action::link("放弃这里填写的内容", it.filled_in_at(of)),
        ];
        let form = FormPart::new(Filled::of(it.form, typed.fields.clone()))
            .id("record")
            .to(it.saved_at(of))
            .version(typed.version.filter(|_| of != NEW || !it.is_one_of_several()))
            .drafted(kept_at, (of == NEW).then(|| typed.request.clone()))
            .heading(it.form.title)
            .lead(lead)
            .actions(&actions);
        Meanwhile { form, said: GONE }
    }
    /// The stamp of what another window kept: keeping from this page replaces that, since it shows where the two differ.
    /// Saving from it leaves that where it is.
    pub fn over(self, stamp: &str) -> Meanwhile {
        Meanwhile { form: self.form.hidden(OVER, stamp), said: ELSEWHERE }
    }
}

/// The control by which a form is kept in the place of what another window kept.
pub const OVER: &str = "_over";

/// What the script says of a form that it keeps no more.
const ELSEWHERE: &str = "这份内容在另一个窗口也填写过，这里填写的没有暂存";
/// The same where there is nothing any more of which it is the form.
const GONE: &str = "您填写的内容所属的记录已被删除，没有暂存";

impl Page for Meanwhile {
    fn title(&self) -> String {
        self.said.to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
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

/// What a row's page knows beside what was typed.
pub struct Of<'a> {
    /// Which form, of which thing.
    pub which: (Unfinished, &'a str),
    /// The list, and the place of the row in it.
    pub at: (&'static Field, usize),
    /// The mark of the row that was seen there; none of a new one.
    pub saw: Option<String>,
    /// The papers that the row can name, and the id with which they lie.
    pub papers: Option<(String, Vec<Paper>)>,
}

impl RowPage {
    /// A row of a list as it is kept or typed, what is wrong with it, and the papers that it can name.
    pub fn new(of: Of<'_>, row: Draft, wrong: &[Complaint]) -> RowPage {
        let Of { which: (it, of), at: (list, n), saw, papers } = of;
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
        let form = RowPart::new(list, row, list.label).complaints_of(n, wrong).id(ROW).saw(saw);
        RowPage { form: form.cancel(it.filled_in_at(of)), title: list.label, heading, slots }
    }
    /// The row as it was typed, to be saved as a new one, with what happened meanwhile.
    pub fn anew(self, to: Link, lead: Lead) -> RowPage {
        RowPage { form: self.form.to(to).request(RequestId::random()).lead(lead), ..self }
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
