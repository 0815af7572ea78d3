//! One of 我的材料: where it is used, and until when it is valid.

use super::item::{self, Item, Lies};
use crate::links;
use askama::Template;
use catalog::material::{UNTIL, VALIDITY, Validity};
use domain::account::Role;
use domain::form::{Complaint, Draft, Filled};
use jiff::civil::Date;
use serde::Serialize;
use store::material::Material;
use store::paper::Place;
use web::{Action, Cell, FormPart, Hidden, Link, Page};

/// The page.
#[derive(Serialize, Template)]
#[template(path = "material.html")]
pub struct MaterialPage {
    #[serde(flatten)]
    item: Item,
    version: u64,
    uses: Vec<Lies>,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    at: Link,
    #[serde(skip)]
    thumb: Cell,
    #[serde(skip)]
    pairs: Vec<(&'static str, Cell)>,
    #[serde(skip)]
    form: FormPart,
}

impl MaterialPage {
    /// As it is kept, with what the places are called in which it lies.
    pub fn new(row: &Material, called: &[(Place, String)], role: Role, today: Date) -> MaterialPage {
        let day = row.until.map(|day| day.to_string());
        let draft = day.iter().fold(Draft::default(), |draft, day| draft.with(UNTIL.field.name, day.as_str()));
        MaterialPage::again(row, called, (role, today), Filled::of(&VALIDITY, draft), None)
    }
    /// With 有效期至 as it was typed, on the version that was seen.
    pub fn again(
        row: &Material,
        called: &[(Place, String)],
        (role, today): (Role, Date),
        filled: Filled,
        seen: Option<u64>,
    ) -> MaterialPage {
        let at = links::material(&row.id);
        MaterialPage {
            item: Item::new(row, today),
            version: row.version,
            uses: Lies::all(row, called, role),
            name: row.name.clone(),
            thumb: Cell::thumb(item::thumb(row)),
            pairs: vec![
                ("材料名称", Cell::text(item::kind_name(row))),
                ("文件名", Cell::text(&row.name)),
                ("上传时间", Cell::time(row.at)),
                ("有效期至", item::validity(row.until, today)),
            ],
            form: FormPart::new(filled)
                .to(format!("{at}/validity"))
                .version(seen.unwrap_or(row.version))
                .plain()
                .buttons_below()
                .actions(&[Action::main("保存")]),
            at,
        }
    }
    fn cells(&self) -> Vec<Cell> {
        self.uses.iter().map(Lies::cell).collect()
    }
    /// Whether nothing is left of where it was used.
    fn removable(&self) -> bool {
        self.uses.iter().all(Lies::is_gone)
    }
    fn hidden(&self) -> Hidden {
        Hidden::new().mark("removal")
    }
    fn list(&self) -> &'static str {
        links::MATERIALS
    }
}

impl Page for MaterialPage {
    fn title(&self) -> String {
        self.name.clone()
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
}

/// What a client is told once 有效期至 was set.
#[derive(Serialize, Template)]
#[template(source = r#"<p class="govuk-body">{{ valid_until.as_deref().unwrap_or("未填") }}</p>"#, ext = "html")]
pub struct Dated {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
    validity: &'static str,
    version: u64,
}

impl Dated {
    /// Of a row.
    pub fn new(row: &Material, today: Date) -> Dated {
        Dated {
            id: row.id.to_string(),
            valid_until: row.until.map(|day| day.to_string()),
            validity: Validity::of(row.until, today).code(),
            version: row.version,
        }
    }
}

impl Page for Dated {
    fn title(&self) -> String {
        UNTIL.field.label.to_owned()
    }
}
