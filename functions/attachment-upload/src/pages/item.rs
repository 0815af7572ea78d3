//! One of 我的材料 in a list: for clients, and as the cells of a row.

use crate::links;
use catalog::material::Validity;
use catalog::{menu, paper};
use domain::account::Role;
use jiff::civil::Date;
use serde::Serialize;
use store::material::Material;
use store::paper::Place;
use web::{Cell, Link, Thumb};

/// Places of one row that a list shows; the row's own page shows all.
const SHOWN: usize = 3;

/// A row, for clients.
#[derive(Serialize)]
pub struct Item {
    id: String,
    kind: String,
    kind_name: &'static str,
    name: String,
    at: String,
    pages: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
    validity: &'static str,
    used: usize,
}

impl Item {
    /// Of a row, as it stands today.
    pub fn new(row: &Material, today: Date) -> Item {
        Item {
            id: row.id.to_string(),
            kind: row.id.kind().to_owned(),
            kind_name: kind_name(row),
            name: row.name.clone(),
            at: row.at.to_string(),
            pages: row.pages(),
            valid_until: row.until.map(|day| day.to_string()),
            validity: Validity::of(row.until, today).code(),
            used: row.uses.len(),
        }
    }
}

/// 材料名称.
pub fn kind_name(row: &Material) -> &'static str {
    paper::KINDS.name_of(row.id.kind()).unwrap_or("其他")
}

/// Its small picture, which leads to its pages.
pub fn thumb(row: &Material) -> Thumb {
    let at = links::material(&row.id);
    let (view, picture) = (format!("{at}/view"), format!("{at}/pages/thumb"));
    Thumb { view, picture, name: row.name.clone(), pages: row.pages() }
}

/// 有效期至 with what it means today.
pub fn validity(until: Option<Date>, today: Date) -> Cell {
    let means = Validity::of(until, today);
    let mut cells: Vec<Cell> = until.map(|day| Cell::number(day.to_string())).into_iter().collect();
    if means != Validity::Undated {
        cells.push(Cell::tag(means.word()));
    }
    if cells.is_empty() { Cell::text(means.word()) } else { Cell::several(cells) }
}

/// A place in which a scan lies.
#[derive(Serialize)]
pub struct Lies {
    #[serde(rename = "for")]
    for_: String,
    name: String,
    /// Where it is shown; none where the place is no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Link>,
}

impl Lies {
    /// The places of a row, each once, as they are called now.
    pub fn all(row: &Material, called: &[(Place, String)], role: Role) -> Vec<Lies> {
        let lies = |place: Place| {
            let rules = paper::place(place.code());
            let plain = rules.map_or("", |rules| menu::name_of(role, rules.page).unwrap_or(rules.name));
            let to = links::slot(place, row.id.kind());
            // Somebody's person has many posts, each with a list of its own.
            let plain = if let Place::Worker(_) = place { "人员" } else { plain };
            let (name, to) = match (place.of(), called.iter().find(|(known, _)| *known == place)) {
                (None, _) => (plain.to_owned(), Some(to)),
                // The only record of a book has no name but the book's.
                (Some(_), Some((_, name))) if name.is_empty() => (plain.to_owned(), Some(to)),
                (Some(_), Some((_, name))) => (format!("{plain}：{name}"), Some(to)),
                (Some(_), None) => (format!("{plain}（已删除）"), None),
            };
            Lies { for_: place.code().to_owned(), name, to }
        };
        places(row).into_iter().map(lies).collect()
    }
    /// Those of them that a list shows.
    pub fn shown(row: &Material, called: &[(Place, String)], role: Role) -> Vec<Lies> {
        Lies::all(row, called, role).into_iter().take(SHOWN).collect()
    }
    /// Whether there is no such place any more.
    pub const fn is_gone(&self) -> bool {
        self.to.is_none()
    }
    /// In a cell, with the way there.
    pub fn cell(&self) -> Cell {
        match &self.to {
            Some(to) => Cell::link(to.clone(), &self.name),
            None => Cell::text(&self.name),
        }
    }
}

/// The places of a row, each once.
fn places(row: &Material) -> Vec<Place> {
    let mut places = Vec::new();
    for (_, place) in &row.uses {
        if !places.contains(place) {
            places.push(*place);
        }
    }
    places
}

/// The places that a list of these rows shows.
pub fn shown_places(rows: &[Material]) -> Vec<Place> {
    rows.iter().flat_map(|row| places(row).into_iter().take(SHOWN)).collect()
}

/// Where a row is used, in a list's cell.
pub fn used(row: &Material, called: &[(Place, String)], role: Role) -> Cell {
    let all = Lies::all(row, called, role);
    if all.is_empty() {
        return Cell::text("未使用");
    }
    let mut cells: Vec<Cell> = all.iter().take(SHOWN).map(Lies::cell).collect();
    if all.len() > SHOWN {
        cells.push(Cell::link(links::material(&row.id), format!("共 {} 处", all.len())));
    }
    Cell::several(cells)
}
