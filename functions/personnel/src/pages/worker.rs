//! A person's page, as the holder of one of the person's posts.

use super::form::hindrance;
use crate::links;
use askama::Template;
use catalog::paper::{Place, WORKER as ALL_PAPERS};
use catalog::personnel::{IDENTITY, form, papers, papers_title};
use domain::IdentityNumber;
use domain::ids::WorkerId;
use domain::post::Post;
use runtime::papers::{Attached, slots};
use runtime::past::Past;
use serde::Serialize;
use serde_json::Value as Json;
use store::paper::Paper;
use store::worker::{Card, Roll, Source, Worker};
use web::{Cell, Lead, Link, ListPart, Page, Pairs, Post as Button, Slots, Timeline};

/// What is said of a number that another unit has as well; the unit is not named.
const ELSEWHERE: &str = "该证件号码已在其他企业登记，请核实人员是否已离职";
/// What the receipt of a look is called.
const LOOKED: &str = "查看完整号码";

/// A person to be read.
#[derive(Serialize, Template)]
#[template(path = "worker.html")]
pub struct WorkerPage {
    id: String,
    source: &'static str,
    #[serde(flatten)]
    values: Json,
    identity_number: String,
    version: u64,
    /// Whether the person was used in a submitted application.
    used: bool,
    /// What the person is in the unit.
    holds: Vec<&'static str>,
    /// The request that holds the person, where one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    deletion_request: Option<Link>,
    /// What is to be looked into, though it was saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachments: Option<Vec<Attached>>,
    /// The papers that the post asks for and that are not there yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_papers: Option<Vec<&'static str>>,
    history: Timeline,
    /// What became of the papers.
    #[serde(skip_serializing_if = "Option::is_none")]
    attachment_history: Option<Timeline>,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    post: Post,
    #[serde(skip)]
    edit: Option<Link>,
    #[serde(skip)]
    lead: Option<Lead>,
    #[serde(skip)]
    pairs: Option<Pairs>,
    #[serde(skip)]
    slots: Option<Slots>,
    #[serde(skip)]
    posts: Option<ListPart>,
    #[serde(skip)]
    more: Vec<Cell>,
}

impl WorkerPage {
    /// As it is kept: nothing but what a request that keeps it has made, so that its repetition is told the same.
    pub fn new(worker: &Worker, post: Post) -> WorkerPage {
        let (card, form) = (&worker.card, form(post));
        let (line, own) = (&card.line, card.line.source == Source::Member);
        let number = IDENTITY.field;
        let shown = || Pairs::of(form, &worker.file).show(number.label, masked(card));
        WorkerPage {
            id: line.id.to_string(),
            source: line.source.code(),
            values: web::paper::values(form.fields().filter(|field| field.name != number.name), &worker.file),
            identity_number: line.masked.clone(),
            version: line.version,
            used: card.used,
            holds: card.posts.iter().map(|held| held.post.code()).collect(),
            deletion_request: None,
            warning: None,
            attachments: None,
            missing_papers: None,
            history: history(worker),
            attachment_history: None,
            name: line.name.clone(),
            post,
            edit: own.then(|| links::edit(line.id, post)),
            lead: hindrance(card).or_else(|| (!own).then(|| registered(line.id))),
            pairs: own.then(shown),
            slots: None,
            posts: None,
            more: Vec::new(),
        }
    }
    /// With what happened to the papers, and what happened before where that was asked for.
    pub fn past(self, worker: &Worker, papers: &[Paper], (past, who): (&Past, &str)) -> WorkerPage {
        let at = links::worker(worker.card.line.id, self.post);
        WorkerPage {
            history: past.told(&worker.receipts, &at, self.history),
            attachment_history: Some(past.papers(papers, who)),
            ..self
        }
    }
    /// With the warning that somebody with this number is in another unit as well.
    pub fn warned(self, elsewhere: bool) -> WorkerPage {
        WorkerPage { warning: elsewhere.then_some(ELSEWHERE), ..self }
    }
    /// With the posts, with the request that holds the person, who cannot be changed meanwhile, and with the papers that
    /// lie with the person: those of the post that was asked for, or whatever lies there. A registered person keeps them
    /// in a file of his own.
    pub fn with(self, worker: &Worker, papers_there: &[Paper], asked: Option<Post>) -> WorkerPage {
        let card = &worker.card;
        let deletion_request = card.held.map(links::request);
        let edit = self.edit.clone().filter(|_| deletion_request.is_none());
        let posts = Some(posts(card));
        let more = if card.held.is_some() { Vec::new() } else { further(card) };
        let page = WorkerPage { deletion_request, edit, posts, more, ..self };
        if card.line.source == Source::Registered {
            return page;
        }
        let place = papers(page.post);
        let is_there = |kind: &&&str| papers_there.iter().any(|paper| paper.kind == ***kind && paper.is_admitted());
        let missing = place.must.iter().filter(|kind| !is_there(kind)).map(|kind| place.kind_name(kind)).collect();
        let shown = slots(slotted(card, place, papers_there, asked), Some(page.id.clone()), papers_there, true, &[]);
        WorkerPage {
            attachments: Some(papers_there.iter().map(Attached::from).collect()),
            missing_papers: Some(missing),
            slots: Some(shown),
            ..page
        }
    }
    fn list(&self) -> Link {
        links::shelf(Roll::Post(self.post), None)
    }
    /// The one whom the menu's page shows needs no way back to a list.
    fn is_legal(&self) -> bool {
        self.post == Post::Legal
    }
    fn successors(&self) -> Link {
        links::shelf(Roll::MEMBERS, Some(Post::Legal))
    }
    fn missing(&self) -> Option<String> {
        self.missing_papers.as_ref().filter(|names| !names.is_empty()).map(|names| names.join("、"))
    }
    fn last(&self) -> String {
        format!("{:02}", form(self.post).sections.len() + 1)
    }
    fn papers_title(&self) -> &'static str {
        papers_title(self.post)
    }
}

/// The slots of the post that was asked for. Where none was asked for and the person has several, or something else lies
/// there, all of them, so that whatever leads to a slot finds it.
fn slotted(card: &Card, place: &'static Place, there: &[Paper], asked: Option<Post>) -> &'static Place {
    let fits = card.posts.len() == 1 && there.iter().all(|paper| place.takes(&paper.kind));
    if asked.is_some() || fits { place } else { &ALL_PAPERS }
}

fn registered(id: WorkerId) -> Lead {
    Lead::new("注册人员：信息和附件由本人登录后维护，经本单位审核。").leads_to(links::file(id), "查看本人信息")
}

/// The masked number, with the button that shows the whole one.
fn masked(card: &Card) -> Cell {
    let whole = Button {
        to: links::disclosure(card.line.id),
        label: "显示完整号码",
        about: card.line.name.clone(),
        fields: Vec::new(),
        main: false,
    };
    Cell::several(vec![Cell::number(&card.line.masked), Cell::post(whole)])
}

/// 修改记录: what was changed, and who looked at the whole number, the newest first.
fn history(worker: &Worker) -> Timeline {
    let receipts = worker.receipts.iter().map(|it| (it.at, it.did.as_str(), it.by.as_str(), it.reason.as_deref()));
    let looks = worker.looks.iter().map(|it| (it.at, LOOKED, it.by.as_str(), it.within.as_deref()));
    // Both come newest first; the order of those of one moment is that in which they were written.
    let mut all: Vec<_> = receipts.chain(looks).collect();
    all.reverse();
    all.sort_by_key(|(at, ..)| *at);
    let timeline = Timeline::default().titled("修改记录");
    all.into_iter().fold(timeline, |told, (at, did, by, reason)| told.then(did, by, at, reason))
}

/// What the person is, and the way to each form or away from it.
fn posts(card: &Card) -> ListPart {
    let free = card.held.is_none();
    let last = card.posts.len() == 1 && card.line.source == Source::Member;
    let row = |held: &store::worker::Held| {
        let look = Cell::link(links::worker(card.line.id, held.post), "查看");
        let removal = Button {
            to: links::removal(card.line.id, held.post),
            label: "取消",
            about: held.post.word().to_owned(),
            fields: vec![("version", card.line.version.to_string())],
            main: false,
        };
        let away = match held.post {
            Post::Legal => Cell::link(links::shelf(Roll::MEMBERS, Some(Post::Legal)), "变更"),
            _ if free && !last => Cell::post(removal),
            _ => Cell::text(""),
        };
        vec![Cell::text(held.post.word()), Cell::time(held.since), Cell::several(vec![look, away])]
    };
    ListPart::new("所任职务一览", &["职务", "登记时间", "操作"])
        .rows(card.posts.iter().map(row))
        .empty("没有担任职务。")
}

/// The posts that the person may be given.
fn further(card: &Card) -> Vec<Cell> {
    let own = card.line.source == Source::Member;
    let open = |post: &Post| !card.holds(*post) && (own || *post != Post::Staff);
    let way = |post: Post| match card.line.source {
        Source::Member => Cell::link(links::edit(card.line.id, post), post.word()),
        Source::Registered => Cell::post(giving(card.line.id, post, post.word(), &card.line.name)),
    };
    Post::ALL.into_iter().filter(open).map(way).collect()
}

/// The button that gives a registered person a post.
pub fn giving(id: WorkerId, post: Post, label: &'static str, name: &str) -> Button {
    let fields = vec![("post", post.code().to_owned())];
    Button { to: links::posts(id), label, about: name.to_owned(), fields, main: false }
}

impl Page for WorkerPage {
    fn title(&self) -> String {
        self.name.clone()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn entry(&self) -> Option<&'static str> {
        Some(links::entry(Roll::Post(self.post)))
    }
}

/// The page with the whole number, shown once; a client gets the number alone.
#[derive(Serialize, Template)]
#[template(source = "{{ page|safe }}", ext = "html")]
pub struct Disclosed {
    identity_number: String,
    birth_date: String,
    #[serde(skip)]
    page: WorkerPage,
}

impl Disclosed {
    /// The whole number in the place of the masked one, with the day of birth that it names.
    pub fn new(mut page: WorkerPage, number: &IdentityNumber) -> Disclosed {
        let birth_date = number.born().to_string();
        let whole =
            || Cell::several(vec![Cell::number(number.as_str()), Cell::text(format!("（出生日期：{birth_date}）"))]);
        page.pairs = page.pairs.map(|pairs| pairs.show(IDENTITY.field.label, whole()));
        Disclosed { identity_number: number.as_str().to_owned(), birth_date, page }
    }
}

impl Page for Disclosed {
    fn title(&self) -> String {
        self.page.title()
    }
    fn entry(&self) -> Option<&'static str> {
        self.page.entry()
    }
    fn heading(&self) -> Option<String> {
        None
    }
}
