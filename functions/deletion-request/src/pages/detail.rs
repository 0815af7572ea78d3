//! One request: 01 the person and the finding, 02 what is said, 03 who replaces; and the officer's form.

use super::TITLE;
use super::compared::{Concerned, concerned, is_met};
use super::picker::{Choice, choices};
use super::replacing::InVain;
use super::said::Said;
use crate::people::People;
use crate::{fill, links};
use askama::Template;
use catalog::deletion::{DECISION, PAPER};
use catalog::paper::DELETION as PAPERS;
use domain::account::Role;
use domain::deletion::State;
use domain::form::{Complaint, Filled};
use domain::ids::DeletionId;
use jiff::civil::Date;
use runtime::papers::{Attached, slots};
use serde::Serialize;
use store::deletion::Case;
use store::worker::Source;
use web::paper::Summary;
use web::{Action, Cell, Due, FormPart, Hidden, Lead, Link, Page, Post, Slots, Timeline};

/// The form of another row, as the boxes beside the files send it.
const SAYING: &str = "saying";

/// What the unit asks the page of a draft for.
#[derive(Clone, Copy, Default)]
pub struct Filling<'a> {
    /// Whom to look for in 03.
    pub q: &'a str,
    /// Whether another row of 02 is to be filled in.
    pub adds: bool,
}

/// The page.
#[derive(Serialize, Template)]
#[template(path = "detail.html")]
pub struct Detail {
    id: String,
    number: String,
    state: &'static str,
    state_name: &'static str,
    version: u64,
    unit: String,
    unit_name: String,
    person: String,
    source: &'static str,
    #[serde(skip)]
    source_name: &'static str,
    name: String,
    identity_number: String,
    /// 是否申报过资质.
    used: bool,
    finding: &'static str,
    pub(super) uses: Vec<Concerned>,
    feedback: Vec<Said>,
    /// 反馈材料: what was uploaded for it, and then what was handed in.
    attachments: Vec<Attached>,
    /// Whether every replacement does, then and today.
    met: bool,
    #[serde(flatten)]
    due: Due,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    history: Timeline,
    #[serde(skip)]
    of: DeletionId,
    #[serde(skip)]
    role: Role,
    #[serde(skip)]
    q: String,
    #[serde(skip)]
    found: Vec<Choice>,
    #[serde(skip)]
    more: bool,
    #[serde(skip)]
    slots: Slots,
    /// 新增反馈, or the officer's answer.
    #[serde(skip)]
    form: Option<FormPart>,
    #[serde(skip)]
    pub(super) complaints: Vec<Complaint>,
    #[serde(skip)]
    pub(super) in_vain: Option<InVain>,
}

impl Detail {
    /// To be read; by an officer also to be decided on, while it waits.
    pub fn new(case: &Case, role: Role, today: Date) -> Detail {
        let (head, contents, papers) = (&case.head, &case.contents, case.enclosed());
        let open = head.state == State::Draft;
        let page = Detail {
            id: head.id.to_string(),
            number: head.number.clone(),
            state: head.code(),
            state_name: head.state.word(),
            version: head.version,
            unit: head.unit.to_string(),
            unit_name: head.unit_name.clone(),
            person: head.person.to_string(),
            source: contents.leaving.source.code(),
            source_name: contents.leaving.source.word(),
            name: head.name.clone(),
            identity_number: head.masked.clone(),
            used: contents.used,
            finding: if contents.used { "申报过" } else { "未申报过" },
            uses: concerned(contents, today),
            feedback: contents.feedback.iter().map(|row| Said::of(row, &papers)).collect(),
            attachments: papers.iter().map(Attached::from).collect(),
            met: is_met(contents, today),
            due: Due::of(head.due),
            reason: head.reason().map(str::to_owned),
            history: runtime::history(case.receipts.iter()).folds("存草稿"),
            of: head.id,
            role,
            q: String::new(),
            found: Vec::new(),
            more: false,
            slots: slots(&PAPERS, Some(head.id.to_string()), &papers, open, &[]),
            form: None,
            complaints: Vec::new(),
            in_vain: None,
        };
        let decides = role == Role::Officer && head.state == State::Waiting;
        if decides { page.deciding(Filled::blank(&DECISION), None) } else { page }
    }

    /// To be filled in, with those who can be chosen in 03.
    pub fn draft(case: &Case, found: People, filling: Filling<'_>, today: Date) -> Detail {
        let adds = filling.adds || case.contents.feedback.is_empty();
        let mut found_there = choices(&found);
        found_there.retain(|choice| choice.id() != case.head.person.to_string());
        let page = Detail {
            q: filling.q.to_owned(),
            found: found_there,
            more: found.more,
            ..Detail::new(case, Role::Enterprise, today)
        };
        if adds { page.saying(fill::blank()) } else { page }
    }

    /// With the form of another row of 02, or that form again. What no row names yet is meant for this one.
    pub fn saying(mut self, filled: Filled) -> Detail {
        let named: Vec<String> = self.feedback.iter().flat_map(Said::named).collect();
        self.slots.ticks = Some(SAYING);
        self.tick(|id| !named.contains(id));
        let form = FormPart::new(filled)
            .id(SAYING)
            .to(links::feedback(self.of))
            .version(self.version)
            .actions(&[Action::main("保存并关闭")])
            .plain()
            .buttons_below();
        Detail { form: Some(form), ..self }
    }

    /// With these papers named by the row that is filled in, and no others.
    pub fn ticking(mut self, papers: &[String]) -> Detail {
        self.tick(|id| papers.contains(id));
        self
    }
    fn tick(&mut self, is_named: impl Fn(&String) -> bool) {
        let files = self.slots.slots.iter_mut().flat_map(|slot| &mut slot.files);
        files.for_each(|file| file.ticked = is_named(&file.id));
    }

    /// With the officer's form, or that form again, on the version that was seen.
    pub fn deciding(self, filled: Filled, seen: Option<u64>) -> Detail {
        let form = FormPart::new(filled)
            .to(links::decisions(self.of))
            .version(seen.unwrap_or(self.version))
            .actions(&[
                Action::main("同意删除").sends("decision", "agree"),
                Action::other("不予删除").sends("decision", "decline"),
                Action::link("返回列表", links::REQUESTS),
            ])
            .without(&["decision"])
            .plain()
            .heading_tagged(TITLE, self.state_name);
        Detail { form: Some(form), ..self }
    }

    /// With what is wrong elsewhere on the page.
    pub fn lacking(mut self, complaints: Vec<Complaint>) -> Detail {
        for slot in &mut self.slots.slots {
            let ours = complaints.iter().find(|it| it.at.strip_prefix("slot-") == Some(slot.kind));
            slot.complaint = ours.map(Complaint::words);
        }
        Detail { complaints, ..self }
    }
}

/// What the template asks.
impl Detail {
    fn is_draft(&self) -> bool {
        self.state == "draft" && self.role == Role::Enterprise
    }
    fn is_decided_on(&self) -> bool {
        self.role == Role::Officer && self.form.is_some()
    }
    fn is_told(&self) -> bool {
        self.role == Role::Enterprise && matches!(self.state, "deleted" | "kept")
    }
    fn summary(&self) -> Summary<'_> {
        Summary { complaints: &self.complaints }
    }
    /// The form of another row of 02, whose fields 保存并关闭 at the top sends as well.
    fn saying_form(&self) -> &'static str {
        SAYING
    }
    /// An application concerned, where the one who looks reads it.
    fn application(&self, it: &Concerned) -> Link {
        links::application(self.role, it.application())
    }
    fn hidden(&self, mark: &'static str) -> Hidden {
        Hidden::new().version(self.version).mark(mark)
    }
    fn marked(&self, n: &usize) -> Hidden {
        Hidden::new().version(self.version).mark(format!("replace{n}"))
    }
    /// Where it stands, and what comes next.
    fn lead(&self) -> Option<Lead> {
        let words = match (self.state, self.role) {
            ("waiting", Role::Enterprise) => "申请已提交，等待审批人员进行审核；审核结束前不能修改。",
            ("waiting", _) if self.used && !self.met => {
                "替代人员不满足要求（见 03 部分的“不符”），不能同意删除；请不予删除并说明原因。"
            }
            ("deleted", _) if self.source == Source::Registered.code() => {
                "已同意删除：该人员已离开本单位，不再出现在注册人员列表中，可以另选注册单位；以往的申报仍显示该人员。"
            }
            ("deleted", _) => "已同意删除：该人员不再出现在人员列表中，以往的申报仍显示该人员。",
            ("kept", _) => return self.reason.as_ref().map(|reason| Lead::new(reason.clone()).titled("不予删除")),
            ("dropped", _) => "本申请已放弃。",
            _ => return None,
        };
        Some(Lead::new(words))
    }
    fn finding_tag(&self) -> Cell {
        Cell::tag(self.finding)
    }
    fn state_tag(&self) -> Cell {
        Cell::tag(self.state_name)
    }
    fn tag(&self, word: &'static str) -> Cell {
        Cell::tag(word)
    }
    /// The slot stands where files can be added, or were.
    fn has_slots(&self) -> bool {
        self.is_draft() || !self.attachments.is_empty()
    }
    /// What is wrong with the files that a row names.
    fn unlisted(&self) -> Option<String> {
        let complaints = self.form.as_ref().map_or(&[][..], FormPart::complaints);
        complaints.iter().find(|it| it.at == PAPER.name).map(Complaint::words)
    }
    fn unsay(&self, row: &usize) -> Cell {
        let fields = vec![("version", self.version.to_string())];
        let about = format!("第 {} 条反馈", row + 1);
        Cell::post(Post { to: links::unsaid(self.of, *row), label: "删除", about, fields, main: false })
    }
    fn another(&self) -> Link {
        links::another(self.of)
    }
    fn here(&self) -> Link {
        links::request(self.of)
    }
    fn more_feedback(&self) -> Link {
        links::more_feedback(self.of)
    }
    fn submission(&self) -> Link {
        links::submission(self.of)
    }
    fn removal(&self) -> Link {
        links::removal(self.of)
    }
    fn replacements(&self) -> Link {
        links::replacements(self.of)
    }
    fn requests(&self) -> &'static str {
        links::REQUESTS
    }
}

impl Page for Detail {
    fn title(&self) -> String {
        format!("{TITLE}：{}", self.name)
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        let form = self.form.as_ref().map_or(&[][..], FormPart::complaints);
        if self.complaints.is_empty() { form } else { &self.complaints }
    }
}
