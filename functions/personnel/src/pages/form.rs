//! 新增人员, 修改, 担任职务: the form of a post, with the papers that the post asks for.

use crate::keep::MERGE;
use crate::links;
use askama::Template;
use catalog::personnel::{IDENTITY, NAME, form, papers, papers_title};
use catalog::unfinished::{NEW, unfinished};
use domain::form::{AGAIN, Complaint, Filled};
use domain::ids::{RequestId, WorkerId};
use domain::post::Post;
use runtime::papers::slots;
use serde::Serialize;
use store::draft::Pending;
use store::paper::Paper;
use store::worker::{Card, Line, Roll, Source};
use web::{Action, FormPart, Lead, Link, Page, Problem, Slots, cell};

/// What is locked once a person was used.
const LOCKS: &[&str] = &[NAME.field.name, IDENTITY.field.name];
/// Why a name cannot be changed, and where to go.
const LOCKED: &str = "该人员已用于提交的申报，姓名和证件号码已锁定。需要更换人员时，请办理人员删除申请。";
/// Why nothing can be changed for the time being.
const HELD: &str = "该人员在一件待审核的人员删除申请中，审核结束前不能修改。";
/// The name by which the buttons of the papers send the form.
const FORM: &str = "record";

/// Whose form it is, and what has to be said beside it.
#[derive(Clone)]
pub struct Of<'a> {
    /// The post whose form it is.
    pub post: Post,
    /// Who is there already.
    pub card: Option<&'a Card>,
    seen: Option<u64>,
    papers: &'a [Paper],
    legal: Option<&'a Line>,
    known: Option<&'a Card>,
    told: Option<Lead>,
    masks: bool,
    begun: Option<&'a Pending>,
    saw: Option<&'a Pending>,
    request: Option<RequestId>,
    planned: Option<WorkerId>,
}

impl<'a> Of<'a> {
    /// A new person.
    pub fn new(post: Post) -> Of<'a> {
        Of {
            post,
            card: None,
            seen: None,
            papers: &[],
            legal: None,
            known: None,
            told: None,
            masks: false,
            begun: None,
            saw: None,
            request: None,
            planned: None,
        }
    }
    /// Somebody who is there already, on the version that was seen.
    pub fn person(self, card: &'a Card, seen: Option<u64>) -> Of<'a> {
        Of { card: Some(card), seen, ..self }
    }
    /// A new person, whom this request will make: papers lie with the id that it gives.
    pub fn planned(self, request: RequestId, id: WorkerId) -> Of<'a> {
        Of { request: Some(request), planned: Some(id), ..self }
    }
    /// The request with which the form was begun.
    pub fn asked(self, request: RequestId) -> Of<'a> {
        Of { request: Some(request), ..self }
    }
    /// What was begun and goes on.
    pub fn begun(self, begun: Option<&'a Pending>) -> Of<'a> {
        match begun {
            Some(it) => Of { begun, saw: begun, seen: it.version.or(self.seen), ..self },
            None => self,
        }
    }
    /// What is kept of it, where it is not what the page speaks of.
    pub fn saw(self, kept: Option<&'a Pending>) -> Of<'a> {
        Of { saw: kept, ..self }
    }
    /// What lies with the person.
    pub fn papers(self, papers: &'a [Paper]) -> Of<'a> {
        Of { papers, ..self }
    }
    /// The legal representative of now, whom this person would succeed.
    pub fn succeeds(self, legal: Option<&'a Line>) -> Of<'a> {
        let own = |line: &&Line| self.card.is_some_and(|card| card.line.id == line.id);
        Of { legal: legal.filter(|line| self.post == Post::Legal && !own(line)), ..self }
    }
    /// Whoever of the unit has the number that was typed.
    pub fn known(self, known: Option<&'a Card>) -> Of<'a> {
        Of { known, ..self }
    }
    /// What must not be overlooked.
    pub fn told(self, lead: Lead) -> Of<'a> {
        Of { told: Some(lead), ..self }
    }
    /// The number that was typed is the one that is kept: it does not leave unmasked.
    pub fn masks(self, masks: bool) -> Of<'a> {
        Of { masks, ..self }
    }

    fn heading(&self) -> String {
        match (self.card, self.post) {
            (None, Post::Legal) => "修改法人信息".to_owned(),
            (None, Post::Staff) => "新增人员".to_owned(),
            (None, post) => format!("新增人员：{}", post.word()),
            (Some(card), post) if !card.holds(post) => format!("担任{}：{}", post.word(), card.line.name),
            (Some(card), Post::Legal) => format!("修改法人信息：{}", card.line.name),
            (Some(card), _) => format!("修改人员：{}", card.line.name),
        }
    }
    fn to(&self) -> Link {
        self.card.map_or_else(|| links::added(self.post), |card| links::worker(card.line.id, self.post))
    }
    fn back(&self) -> Link {
        match self.card {
            Some(card) if card.holds(self.post) => links::worker(card.line.id, self.post),
            _ => links::shelf(Roll::Post(self.post), None),
        }
    }
    fn actions(&self) -> Vec<Action> {
        let mut actions = vec![Action::main("保存并关闭")];
        if self.card.is_none() && self.post != Post::Legal {
            actions.push(Action::other("保存并新建").sends("_then", "new"));
        }
        if let Some(card) = self.known.filter(|card| card.line.source == Source::Member && !card.holds(self.post)) {
            let to = links::worker(card.line.id, self.post);
            actions.push(Action::other("使用该人员的档案").sends(AGAIN, MERGE).posts_to(to));
        }
        actions.push(Action::other("暂存").posts_to(self.kept_at()));
        if self.begun.is_some() {
            actions.push(Action::other("放弃暂存").posts_to(format!("{}/removal", self.kept_at())));
        }
        actions.push(Action::link("关闭", self.back()));
        actions
    }
    /// Where the form is kept while it is not saved.
    fn kept_at(&self) -> Link {
        let of = self.card.map_or_else(|| NEW.to_owned(), |card| card.line.id.to_string());
        unfinished(form(self.post).name).map(|it| it.kept_at(&of)).unwrap_or_default()
    }
    fn lead(&self) -> Option<Lead> {
        let card = self.card;
        let held = card.and_then(|card| card.held);
        let known = self.known.map(|card| known(card, self.post));
        let held = held.map(|request| Lead::new(HELD).leads_to(links::request(request), "查看人员删除申请"));
        let used = card.filter(|card| card.used);
        let used = used.map(|_| Lead::new(LOCKED).leads_to(links::LEAVING, "办理人员删除申请"));
        let begun = self.begun.map(|it| {
            let at = cell::local(it.at);
            Lead::new(format!("这是 {at} 填写的内容，已暂存，还没有保存。填写完整后请点击“保存并关闭”。"))
        });
        self.told.clone().or(known).or(held).or_else(|| self.succession()).or(begun).or(used)
    }
    /// Whom the legal representative of now makes way for.
    fn succession(&self) -> Option<Lead> {
        let legal = &self.legal?.name;
        Some(match self.card {
            Some(card) => Lead::new(format!(
                "保存后，法定代表人由{legal}变更为{}；{legal}的其他职务不变，没有其他职务的，列入非注册人员。",
                card.line.name
            )),
            None => Lead::new(format!(
                "本单位的法定代表人是{legal}，每个企业只有一位。要变更为新的人员，请先在其他名单中新增该人员，再从已有人员中选择。"
            ))
            .leads_to(links::shelf(Roll::MEMBERS, Some(Post::Legal)), "从已有人员中选择"),
        })
    }
}

/// Who has the number already, and how it is gone on.
fn known(card: &Card, post: Post) -> Lead {
    let posts: Vec<&str> = card.posts.iter().map(|held| held.post.word()).collect();
    let posts = if posts.is_empty() { card.line.source.word().to_owned() } else { posts.join("、") };
    let who = format!("该证件号码是本单位的{}（{posts}）。一人一档。", card.line.name);
    let first = card.posts.first().map_or(Post::Staff, |held| held.post);
    let next = match card.line.source {
        _ if card.holds(post) => "请在该人员的页面上修改。".to_owned(),
        Source::Member => {
            format!("点击“使用该人员的档案”，由其担任{}：已填写的内容会带到该人员的表中，核对后保存。", post.word())
        }
        Source::Registered => format!("该人员的信息由本人维护，可以在其页面上直接设为{}。", post.word()),
    };
    Lead::new(format!("{who}{next}")).leads_to(links::worker(card.line.id, first), "查看该人员")
}

/// 新增人员, 修改, or either again.
#[derive(Serialize, Template)]
#[template(path = "form.html")]
pub struct WorkerForm {
    #[serde(flatten)]
    form: FormPart,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    post: Post,
    #[serde(skip)]
    last: String,
    #[serde(skip)]
    slots: Slots,
}

impl WorkerForm {
    /// A post's form of a new person, or of one who is there.
    pub fn new(mut filled: Filled, of: Of<'_>) -> WorkerForm {
        if let Some(card) = of.card.filter(|_| of.masks) {
            filled.draft.set(IDENTITY.field.name, &card.line.masked);
        }
        let (place, kept_at, title) = (papers(of.post), of.kept_at(), of.heading());
        let last = format!("{:02}", filled.form.sections.len() + 1);
        let form = FormPart::new(filled)
            .id(FORM)
            .to(of.to())
            .version(of.seen.or(of.card.map(|card| card.line.version)))
            .drafted(kept_at.clone(), of.request.clone())
            .saw(of.saw.map(|it| it.stamp.as_str()).unwrap_or_default())
            .adds("cv", "新增简历")
            .adds("works", "新增业绩")
            .adds("posts", "新增岗位证书")
            .heading(title.clone())
            .actions(&of.actions());
        let form = if let Some(lead) = of.lead() { form.lead(lead) } else { form };
        let form = if of.card.is_some_and(|card| card.used) { form.locks(LOCKS) } else { form };
        let id = of.card.map(|card| card.line.id).or(of.planned);
        // Without a script the upload is another page: what was typed is kept before it opens.
        let slots = slots(place, id.map(|id| id.to_string()), of.papers, true, &[]);
        let slots = Slots { saves: Some(FORM), saves_at: Some(kept_at), ..slots };
        WorkerForm { form, title, post: of.post, last, slots }
    }
    /// The form again, with what is wrong.
    pub fn again(filled: Filled, of: &Of<'_>) -> Problem {
        Problem::again(WorkerForm::new(filled, of.clone()))
    }
    fn papers_title(&self) -> &'static str {
        papers_title(self.post)
    }
}

impl Page for WorkerForm {
    fn title(&self) -> String {
        self.title.clone()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn entry(&self) -> Option<&'static str> {
        Some(links::entry(Roll::Post(self.post)))
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
}

/// Why a record cannot be changed for the time being, or only in part.
pub fn hindrance(card: &Card) -> Option<Lead> {
    Of::new(Post::Staff).person(card, None).lead()
}
