//! Every application concerned, with who replaces there and how the two compare.

use catalog::deletion::{Point, compare};
use catalog::matters;
use catalog::standard::ROLES;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use store::deletion::{Contents, Pinned};
use store::uses::Use;
use web::{Cell, ListPart};

/// One application concerned.
#[derive(Serialize)]
pub struct Concerned {
    application: String,
    pub(super) number: String,
    matter: String,
    /// The qualification's name.
    pub(super) title: String,
    role: String,
    /// What the person is there, in the words of the page.
    pub(super) role_name: String,
    at: String,
    replacement: Option<Who>,
    points: Vec<Compared>,
    /// Whether no point is 不符; nothing while nobody replaces.
    met: Option<bool>,
    #[serde(skip)]
    pub(super) leaving: String,
}

/// Somebody.
#[derive(Serialize)]
pub struct Who {
    person: String,
    name: String,
    identity_number: String,
    source: &'static str,
}

#[derive(Serialize)]
struct Compared {
    name: &'static str,
    needed: String,
    now: String,
    has: String,
    then: &'static str,
    today: &'static str,
}

impl From<&Pinned> for Who {
    fn from(who: &Pinned) -> Who {
        let (person, name, identity_number) = (who.id.to_string(), who.name.clone(), who.masked.clone());
        Who { person, name, identity_number, source: who.source.code() }
    }
}

impl From<Point> for Compared {
    fn from(it: Point) -> Compared {
        let (then, today) = (it.then.word(), it.today.word());
        Compared { name: it.name, needed: it.needed, now: it.now, has: it.has, then, today }
    }
}

/// Every application concerned.
pub fn concerned(contents: &Contents, today: Date) -> Vec<Concerned> {
    let one = |used: &Use| {
        let who = contents.replacement(used.application);
        let points = who.map(|who| points(contents, used, who, today));
        Concerned {
            application: used.application.to_string(),
            number: used.number.clone(),
            matter: used.matter.clone(),
            title: matters::find(&used.matter).map_or_else(|| used.matter.clone(), matters::Matter::title),
            role: used.role.clone(),
            role_name: ROLES.name_of(&used.role).unwrap_or(&used.role).to_owned(),
            at: used.at.to_string(),
            replacement: who.map(Who::from),
            met: points.as_deref().map(catalog::deletion::is_met),
            points: points.into_iter().flatten().map(Compared::from).collect(),
            leaving: contents.leaving.name.clone(),
        }
    };
    contents.uses.iter().map(one).collect()
}

/// Whether in every application somebody replaces who meets what the leaving person was needed for, then and today.
pub fn is_met(contents: &Contents, today: Date) -> bool {
    contents.uses.iter().all(|used| {
        let who = contents.replacement(used.application);
        who.is_some_and(|who| catalog::deletion::is_met(&points(contents, used, who, today)))
    })
}

fn points(contents: &Contents, used: &Use, who: &Pinned, today: Date) -> Vec<Point> {
    compare(&used.facts, &contents.leaving.facts, &who.facts, (day(used.at), today))
}

/// The day on the hall's clock.
fn day(at: Timestamp) -> Date {
    at.to_zoned(runtime::zone()).date()
}

impl Concerned {
    pub(super) fn application(&self) -> &str {
        &self.application
    }
    pub(super) fn replacement(&self) -> Option<&str> {
        self.replacement.as_ref().map(|who| who.name.as_str())
    }
    pub(super) fn verdict(&self) -> Option<&'static str> {
        self.met.map(|met| if met { "符合" } else { "不符" })
    }
    pub(super) fn is_chosen(&self, id: &str) -> bool {
        self.replacement.as_ref().is_some_and(|who| who.person == id)
    }
    /// The table: both persons beside each other.
    pub(super) fn table(&self) -> ListPart {
        let row = |it: &Compared| {
            vec![
                Cell::text(it.name),
                Cell::text(&it.needed),
                Cell::text(&it.now),
                Cell::text(&it.has),
                Cell::tag(it.then),
                Cell::tag(it.today),
            ]
        };
        let columns = &["申报要求", "原人员（申报时）", "原人员（现在）", "替代人员", "申报时", "现在"];
        ListPart::new(format!("{}与替代人员的比对", self.leaving), columns)
            .dense()
            .rows(self.points.iter().map(row))
            .empty("原人员没有需要比对的资料。")
    }
}
