//! 从我的材料选择: what was uploaded before is offered for one kind of a place, that kind first.

use super::item::{self, Item};
use crate::links;
use crate::spot::Spot;
use askama::Template;
use catalog::material::MATERIAL;
use catalog::paper::{FOR, KIND, OF};
use domain::form::{Complaint, Filled};
use jiff::civil::Date;
use serde::Serialize;
use store::list::SEARCHED;
use store::material::Material;
use store::paper::{Fate, Paper};
use web::paper::Summary;
use web::{Cell, ListPart, Page, Post};

/// What is offered: that of the kind, and then all others.
pub struct Offered {
    /// Of the kind.
    pub of_kind: store::Page<Material>,
    /// All others.
    pub others: store::Page<Material>,
}

/// The page.
#[derive(Serialize, Template)]
#[template(path = "picker.html")]
pub struct Picker {
    items: Vec<Choice>,
    next: Option<String>,
    others: Vec<Choice>,
    others_next: Option<String>,
    /// Whether the search ended before the lists did.
    partial: bool,
    #[serde(skip)]
    kind_name: &'static str,
    #[serde(skip)]
    lists: [ListPart; 2],
    /// Which kind of which place, as the search asks for it again.
    #[serde(skip)]
    to: Vec<(&'static str, String)>,
    #[serde(skip)]
    q: String,
    #[serde(skip)]
    back: web::Link,
    #[serde(skip)]
    complaints: Vec<Complaint>,
}

/// A scan that can be chosen.
#[derive(Serialize)]
struct Choice {
    #[serde(flatten)]
    item: Item,
    /// Whether it lies there already.
    here: bool,
}

impl Picker {
    /// What is offered for a kind of a place; `q` is empty where nothing was searched for.
    pub fn new(spot: &Spot, (kind, q): (&str, &str), offered: Offered, today: Date, wrong: Option<Filled>) -> Picker {
        let Offered { of_kind, others } = offered;
        let kind_name = spot.rules.kind_name(kind);
        let here = |row: &Material| lies(spot.papers(), kind, row.sha256());
        let choices = |rows: &[Material]| -> Vec<Choice> {
            rows.iter().map(|row| Choice { item: Item::new(row, today), here: here(row) }).collect()
        };
        let part = |caption: &'static str, rows: &store::Page<Material>, turn: &'static str, none: String| {
            let next = rows.next.as_deref().map(|next| links::copies(spot.place, kind, &[("q", q), (turn, next)]));
            ListPart::new(caption, &["材料", "材料名称", "文件名", "上传时间", "有效期至", "操作"])
                .rows(rows.items.iter().map(|row| cells(spot, kind, row, here(row), today)))
                .next(next)
                .searched(rows.partial.then_some(SEARCHED))
                .empty(if q.is_empty() { none } else { format!("没有找到含“{q}”的材料。") })
        };
        let to = [(FOR.name, Some(spot.place.code().to_owned())), (OF.name, spot.place.of())];
        let to = to.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let none = format!("还没有上传过{kind_name}。");
        Picker {
            items: choices(&of_kind.items),
            others: choices(&others.items),
            partial: of_kind.partial || others.partial,
            lists: [
                part(kind_name, &of_kind, "after", none),
                part("其他材料", &others, "others", "没有其他材料。".to_owned()),
            ],
            to: to.chain([(KIND.field.name, kind.to_owned())]).collect(),
            q: q.to_owned(),
            next: of_kind.next,
            others_next: others.next,
            kind_name,
            back: links::slot(spot.place, kind),
            complaints: wrong.map(|filled| filled.complaints).unwrap_or_default(),
        }
    }
    fn here(&self) -> &'static str {
        links::COPIES
    }
    fn whole(&self) -> web::Link {
        let to: Vec<(&str, &str)> = self.to.iter().map(|(name, value)| (*name, value.as_str())).collect();
        web::query::link(links::COPIES, &to)
    }
    fn summary(&self) -> Summary<'_> {
        Summary { complaints: &self.complaints }
    }
}

/// Whether these bytes lie among the papers of a place already, as this kind.
pub fn lies(papers: &[Paper], kind: &str, bytes: &str) -> bool {
    let same = |paper: &Paper| matches!(&paper.fate, Fate::Admitted { sha256, .. } if sha256 == bytes);
    papers.iter().any(|paper| paper.kind == kind && same(paper))
}

fn cells(spot: &Spot, kind: &str, row: &Material, here: bool, today: Date) -> Vec<Cell> {
    let mut fields = vec![(FOR.name, spot.place.code().to_owned())];
    fields.extend(spot.place.of().map(|of| (OF.name, of)));
    fields.extend([(KIND.field.name, kind.to_owned()), (MATERIAL.field.name, row.id.to_string())]);
    let choose = Post {
        to: links::COPIES.to_owned(),
        label: "选择",
        about: row.name.clone(),
        fields,
        main: row.id.kind() == kind,
    };
    vec![
        Cell::thumb(item::thumb(row)),
        Cell::text(item::kind_name(row)),
        Cell::text(&row.name),
        Cell::time(row.at),
        item::validity(row.until, today),
        if here { Cell::text("已在此处") } else { Cell::post(choose) },
    ]
}

impl Page for Picker {
    fn title(&self) -> String {
        format!("从我的材料选择：{}", self.kind_name)
    }
    fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }
}
