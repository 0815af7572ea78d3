//! 企业资质 as a list, and one of them.

use askama::Template;
use jiff::civil::Date;
use runtime::successor::{Successor, named};
use serde::Serialize;
use store::application::Replaced;
use store::list::SEARCHED;
use store::qualification::Qualification;
use web::{Cell, Lead, Link, ListPart, Page};

/// 企业资质.
const QUALIFICATIONS: &str = "/qualifications";
/// The same as a spreadsheet.
const SHEET: &str = "/qualifications/sheet";

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
    /// 有效 or 已过期, on this day.
    state: &'static str,
    version: u64,
}

impl Item {
    fn of(it: &Qualification, today: Date) -> Item {
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
            state: state(it, today),
            version: it.version,
        }
    }
}

/// Whether it still holds.
pub fn state(it: &Qualification, today: Date) -> &'static str {
    if it.until < today { "已过期" } else { "有效" }
}

/// A page of the list.
#[derive(Serialize, Template)]
#[template(path = "qualifications.html")]
pub struct Qualifications {
    items: Vec<Item>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    sheet: Link,
    #[serde(skip)]
    list: ListPart,
}

impl Qualifications {
    /// What was found; `q` is empty where nothing was searched for.
    pub fn new(q: &str, found: store::Page<Qualification>, today: Date) -> Qualifications {
        let row = |it: &Qualification| {
            vec![
                Cell::text(&it.title),
                Cell::number(&it.certificate),
                Cell::number(it.granted.to_string()),
                Cell::number(it.until.to_string()),
                Cell::text(&it.authority),
                Cell::tag(state(it, today)),
                Cell::text(&it.source),
                Cell::link(one(&it.code), "查看"),
            ]
        };
        let empty = match q {
            "" => "还没有资质。申报准予许可后，会自动出现在这里。".to_owned(),
            q => format!("没有找到含“{q}”的资质。"),
        };
        let next = found.next.as_deref();
        let next = next.map(|after| web::query::link(QUALIFICATIONS, &[("q", q), ("after", after)]));
        const COLUMNS: [&str; 8] =
            ["资质类别及等级", "证书编号", "发证日期", "有效期至", "发证机关", "状态", "取得方式", "操作"];
        let list = ListPart::new("企业资质", &COLUMNS)
            .dense()
            .rows(found.items.iter().map(row))
            .empty(empty)
            .next(next)
            .searched(found.partial.then_some(SEARCHED))
            .search(QUALIFICATIONS, "资质或证书编号", Some(q), &[]);
        let items = found.items.iter().map(|it| Item::of(it, today)).collect();
        let sheet = web::query::link(SHEET, &[("q", q)]);
        Qualifications { items, next: found.next, partial: found.partial, sheet, list }
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

/// A version: the grant, and every person of it who was replaced since.
#[derive(Serialize)]
struct Version {
    version: usize,
    day: String,
    source: String,
    what: String,
    application: String,
    number: String,
}

impl Version {
    fn all(it: &Qualification, replaced: &[Replaced]) -> Vec<Version> {
        let version = |version, day: String, source: &str, what: String| Version {
            version,
            day,
            source: source.to_owned(),
            what,
            application: crate::links::application(it.application),
            number: it.number.clone(),
        };
        let granted = version(1, it.granted.to_string(), &it.source, format!("准予许可：{}", it.title));
        let mut changes: Vec<&Replaced> = replaced.iter().collect();
        changes.sort_by_key(|change| change.at);
        let later = changes.iter().zip(2..).map(|(change, n)| {
            let what = format!("{} 由 {} 替代", change.leaver_name, change.name);
            version(n, web::cell::local_day(change.at), "人员替代", what)
        });
        std::iter::once(granted).chain(later).collect()
    }
    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(format!("第 {} 版", self.version)),
            Cell::number(&self.day),
            Cell::text(&self.source),
            Cell::text(&self.what),
            Cell::link(&self.application, &self.number),
        ]
    }
}

/// One qualification.
#[derive(Serialize, Template)]
#[template(path = "qualification.html")]
pub struct QualificationPage {
    #[serde(flatten)]
    item: Item,
    /// The persons of the application who have left since, and who has taken over.
    replaced: Vec<Left>,
    /// What made it what it is, the first version first.
    versions: Vec<Version>,
    #[serde(skip)]
    versions_list: ListPart,
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
        let (changes, replaced) = (replaced, first.iter().map(left).collect());
        let versions = Version::all(it, changes);
        let rows = versions.iter().map(|it| it.cells());
        let versions_list = ListPart::new("资质的各个版本", &["版本", "日期", "取得方式", "内容", "来源申报"])
            .rows(rows.collect::<Vec<_>>());
        QualificationPage { item: Item::of(it, today), replaced, versions, versions_list, lead }
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
