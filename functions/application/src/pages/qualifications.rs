//! 企业资质 as a list, and one of them.

use askama::Template;
use jiff::civil::Date;
use runtime::successor::{Successor, named};
use serde::Serialize;
use store::application::Replaced;
use store::qualification::Qualification;
use web::{Cell, Lead, Link, ListPart, Page};

/// 企业资质.
const QUALIFICATIONS: &str = "/qualifications";

fn one(code: &str) -> Link {
    format!("{QUALIFICATIONS}/{code}")
}

/// A qualification, for clients.
#[derive(Serialize)]
struct Item {
    id: String,
    title: String,
    certificate_number: String,
    unit_name: String,
    granted: String,
    valid_until: String,
    authority: String,
    source: String,
    application: String,
    number: String,
    version: u64,
}

impl From<&Qualification> for Item {
    fn from(it: &Qualification) -> Item {
        Item {
            id: it.code.clone(),
            title: it.title.clone(),
            certificate_number: it.certificate.clone(),
            unit_name: it.unit_name.clone(),
            granted: it.granted.to_string(),
            valid_until: it.until.to_string(),
            authority: it.authority.clone(),
            source: it.source.clone(),
            application: it.application.to_string(),
            number: it.number.clone(),
            version: it.version,
        }
    }
}

/// A page of the list.
#[derive(Serialize, Template)]
#[template(source = "{{ list|safe }}", ext = "html")]
pub struct Qualifications {
    items: Vec<Item>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    list: ListPart,
}

impl Qualifications {
    /// What was found; `q` is empty where nothing was searched for.
    pub fn new(q: &str, found: store::Page<Qualification>) -> Qualifications {
        let row = |it: &Qualification| {
            vec![
                Cell::text(&it.title),
                Cell::number(&it.certificate),
                Cell::number(it.granted.to_string()),
                Cell::number(it.until.to_string()),
                Cell::link(one(&it.code), "查看"),
            ]
        };
        let empty = match q {
            "" => "还没有资质。申报准予许可后，会自动出现在这里。".to_owned(),
            q => format!("没有找到含“{q}”的资质。"),
        };
        let next = found.next.as_deref();
        let next = next.map(|after| web::query::link(QUALIFICATIONS, &[("q", q), ("after", after)]));
        let list = ListPart::new("企业资质", &["资质类别及等级", "证书编号", "发证日期", "有效期至", "操作"])
            .rows(found.items.iter().map(row))
            .empty(empty)
            .next(next)
            .search(QUALIFICATIONS, "资质或证书编号", Some(q), &[]);
        let items = found.items.iter().map(Item::from).collect();
        Qualifications { items, next: found.next, partial: found.partial, list }
    }
}

impl Page for Qualifications {
    fn title(&self) -> String {
        "企业资质".to_owned()
    }
}

/// Who has left, for clients.
#[derive(Serialize)]
struct Left {
    id: String,
    name: String,
    replaced_by: Option<Successor>,
}

/// One qualification.
#[derive(Serialize, Template)]
#[template(path = "qualification.html")]
pub struct QualificationPage {
    #[serde(flatten)]
    item: Item,
    /// The persons of the application who have left since, and who has taken over.
    replaced: Vec<Left>,
    #[serde(skip)]
    word: &'static str,
    #[serde(skip)]
    lead: Lead,
}

impl QualificationPage {
    /// A qualification as it stands on a day.
    pub fn new(it: &Qualification, replaced: &[Replaced], today: Date) -> QualificationPage {
        let mut pairs = vec![
            ("企业名称", Cell::text(&it.unit_name)),
            ("资质类别及等级", Cell::text(&it.title)),
            ("资质代码", Cell::number(&it.code)),
            ("证书编号", Cell::number(&it.certificate)),
            ("发证机关", Cell::text(&it.authority)),
            ("发证日期", Cell::number(it.granted.to_string())),
            ("有效期至", Cell::number(it.until.to_string())),
            ("来源", Cell::text(&it.source)),
            ("办件编号", Cell::link(crate::links::application(it.application), &it.number)),
        ];
        // Who has replaced and was replaced in turn stands in the line of the one who was handed in.
        let first: Vec<&Replaced> =
            replaced.iter().filter(|it| replaced.iter().all(|other| other.by != it.leaver)).collect();
        let told = |it: &&Replaced| named(&it.leaver_name, replaced, it.leaver);
        if !first.is_empty() {
            pairs.push(("人员替代", Cell::text(first.iter().map(told).collect::<Vec<_>>().join("；"))));
        }
        let lead = Lead::new("资质由准予许可的申报自动列入，这里只供查看。").pairs(pairs);
        let left = |it: &&Replaced| Left {
            id: it.leaver.to_string(),
            name: it.leaver_name.clone(),
            replaced_by: Successor::of(replaced, it.leaver),
        };
        let replaced = first.iter().map(left).collect();
        let word = if it.until < today { "已过期" } else { "有效" };
        QualificationPage { item: Item::from(it), replaced, word, lead }
    }
    fn list(&self) -> &'static str {
        QUALIFICATIONS
    }
}

impl Page for QualificationPage {
    fn title(&self) -> String {
        self.item.title.clone()
    }
    fn heading(&self) -> Option<String> {
        None
    }
}
