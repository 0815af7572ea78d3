//! 我的材料 as a list.

use super::item::{self, Item, Lies};
use crate::links;
use askama::Template;
use catalog::material::{VALIDITIES, Validity};
use catalog::paper::{KINDS, PLACES};
use domain::account::Role;
use jiff::civil::Date;
use serde::Serialize;
use store::list::SEARCHED;
use store::material::{Lasts, Material, Wanted};
use store::paper::Place;
use web::{Cell, ListPart, Page, Query};

/// What of the list is asked for; what is no choice is not asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Only this kind.
    pub kind: Option<&'a str>,
    /// Only what this means today.
    pub validity: Option<Validity>,
    /// Only names that contain this.
    pub q: &'a str,
}

impl<'a> Asked<'a> {
    /// As an address says it.
    pub fn of(query: &'a Query) -> Asked<'a> {
        let kind = query.get("kind").filter(|kind| KINDS.name_of(kind).is_some());
        let validity = query.get("validity").and_then(Validity::parse);
        Asked { kind, validity, q: query.get("q").unwrap_or_default() }
    }
    /// The kinds that are looked through.
    pub fn kinds(&self) -> Vec<&'a str> {
        match self.kind {
            Some(kind) => vec![kind],
            None => KINDS.entries.iter().map(|(kind, _)| *kind).collect(),
        }
    }
    /// What is wanted of them.
    pub fn wanted(&self, today: Date) -> Wanted<'a> {
        let lasts = self.validity.map(|validity| validity.days(today).map_or(Lasts::Undated, Lasts::Until));
        Wanted { q: self.q, lasts }
    }
    fn is_all(&self) -> bool {
        self.kind.is_none() && self.validity.is_none() && self.q.is_empty()
    }
    fn at(&self, after: &str) -> web::Link {
        links::materials(&self.narrowed(after))
    }
    fn narrowed<'b>(&'b self, after: &'b str) -> [(&'static str, &'b str); 4] {
        let (kind, validity) = (self.kind.unwrap_or_default(), self.validity.map_or("", Validity::code));
        [("kind", kind), ("validity", validity), ("q", self.q), ("after", after)]
    }
}

/// A page of the list.
#[derive(Serialize, Template)]
#[template(path = "materials.html")]
pub struct Materials {
    items: Vec<Line>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    q: String,
    #[serde(skip)]
    kinds: Vec<Choice>,
    #[serde(skip)]
    validities: Vec<Choice>,
    #[serde(skip)]
    narrowed: bool,
    #[serde(skip)]
    list: ListPart,
}

/// A row, for clients: with the places that the list shows, which are not all where `used` says more.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    item: Item,
    uses: Vec<Lies>,
}

/// A choice of a list to be narrowed by.
struct Choice {
    code: &'static str,
    name: &'static str,
    chosen: bool,
}

impl Materials {
    /// What was found, with what the places are called in which it lies.
    pub fn new(
        asked: Asked<'_>,
        found: store::Page<Material>,
        called: &[(Place, String)],
        role: Role,
        today: Date,
    ) -> Materials {
        let columns = ["材料", "材料名称", "文件名", "上传时间", "有效期至", "用于", "操作"];
        let row = |row: &Material| {
            vec![
                Cell::thumb(item::thumb(row)),
                Cell::text(item::kind_name(row)),
                Cell::text(&row.name),
                Cell::time(row.at),
                item::validity(row.until, today),
                item::used(row, called, role),
                Cell::link(links::material(&row.id), "查看"),
            ]
        };
        let line = |row: &Material| Line { item: Item::new(row, today), uses: Lies::shown(row, called, role) };
        let list = ListPart::new("我的材料", &columns)
            .rows(found.items.iter().map(row))
            .empty(empty(asked))
            .next(found.next.as_deref().map(|after| asked.at(after)))
            .download(web::download::sheet_of(links::MATERIALS, &asked.narrowed("")))
            .searched(found.partial.then_some(SEARCHED));
        Materials {
            items: found.items.iter().map(line).collect(),
            next: found.next,
            partial: found.partial,
            q: asked.q.to_owned(),
            kinds: kinds_of(role, asked.kind),
            validities: choices(VALIDITIES.entries.iter().copied(), asked.validity.map(Validity::code)),
            narrowed: !asked.is_all(),
            list,
        }
    }
    fn here(&self) -> &'static str {
        links::MATERIALS
    }
}

/// The kinds that a role's places take.
fn kinds_of(role: Role, chosen: Option<&str>) -> Vec<Choice> {
    let takes = |kind: &str| PLACES.iter().any(|place| place.owner == role && place.takes(kind));
    choices(KINDS.entries.iter().copied().filter(|(kind, _)| takes(kind)), chosen)
}

fn choices(entries: impl Iterator<Item = (&'static str, &'static str)>, chosen: Option<&str>) -> Vec<Choice> {
    entries.map(|(code, name)| Choice { code, name, chosen: chosen == Some(code) }).collect()
}

fn empty(asked: Asked<'_>) -> &'static str {
    if asked.is_all() {
        "还没有材料。在各页面上传的附件通过核验后，会出现在这里，以后可以直接选用，不用再次上传。"
    } else {
        "没有找到这样的材料。"
    }
}

impl Page for Materials {
    fn title(&self) -> String {
        "我的材料".to_owned()
    }
}
