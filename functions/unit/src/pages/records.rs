//! A book of many: its list, searched by words, by the levels of a cascade, and by how long a record still holds.

use crate::links;
use askama::Template;
use catalog::book::{Book, Holds, SOON};
use domain::Trouble;
use domain::form::{Draft, Field, Kind, Node};
use domain::ids::UnitId;
use domain::text::says;
use jiff::civil::Date;
use runtime::Hall;
use serde::Serialize;
use serde_json::Value as Json;
use store::list::SEARCHED;
use store::record::Line;
use web::paper::{values, words_of};
use web::{Cell, Link, ListPart, Page, Query};

/// What is sought in a book.
pub struct Sought {
    book: &'static Book,
    today: Date,
    q: String,
    after: Option<String>,
    /// The codes chosen in the cascade, from the top, as far as they lead.
    path: Vec<&'static str>,
    validity: Option<Validity>,
}

/// How long a record still holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Validity {
    Valid,
    Soon,
    Expired,
}

impl Validity {
    const ALL: [(Validity, &str, &str); 3] = [
        (Validity::Valid, "valid", "有效"),
        (Validity::Soon, "soon", "即将到期"),
        (Validity::Expired, "expired", "已过期"),
    ];
    fn of(book: &Book, facts: &Draft, today: Date) -> Option<Validity> {
        let until: Date = facts.text(book.until?).parse().ok()?;
        let days = today.until(until).map_or(0, |span| i64::from(span.get_days()));
        Some(match days {
            ..0 => Validity::Expired,
            0..=SOON => Validity::Soon,
            _ => Validity::Valid,
        })
    }
    fn word(self) -> &'static str {
        Validity::ALL.iter().find(|(it, ..)| *it == self).map_or("", |(.., word)| word)
    }
}

/// 有效, 即将到期 or 已过期, of what holds until a day.
pub fn validity(book: &Book, facts: &Draft, today: Date) -> Option<&'static str> {
    Validity::of(book, facts, today).map(Validity::word)
}

impl Sought {
    /// What an address asks for.
    pub fn new(book: &'static Book, query: &Query, today: Date) -> Sought {
        let path = match book.facet().map(|field| (field.name, field.kind)) {
            Some((name, Kind::Cascade(from))) => from.path(&query.all(name)).iter().map(|node| node.code).collect(),
            _ => Vec::new(),
        };
        let code = query.get("validity");
        let validity = Validity::ALL.iter().find(|(_, known, _)| code == Some(*known)).map(|(it, ..)| *it);
        let (q, after) = (query.get("q").unwrap_or_default().to_owned(), query.get("after").map(str::to_owned));
        Sought { book, today, q, after, path, validity }
    }

    /// A page of what meets it.
    pub async fn find(&self, hall: &Hall, unit: UnitId) -> Result<store::Page<Line>, Trouble> {
        let meets = |line: &Line| self.meets(line);
        let sought: Option<&(dyn Fn(&Line) -> bool + Sync)> = if self.is_all() { None } else { Some(&meets) };
        hall.store.records(unit, self.book.code(), self.after.as_deref(), sought).await
    }

    fn is_all(&self) -> bool {
        self.q.is_empty() && self.path.is_empty() && self.validity.is_none()
    }

    /// Whether a record is one of those that are sought.
    pub fn meets(&self, line: &Line) -> bool {
        let under = |field: &'static Field| line.facts.texts(field.name).iter().zip(&self.path).all(|(a, b)| a == b);
        let told = |field: &'static Field| says(&words_of(field, line.facts.texts(field.name)), &self.q);
        (self.path.is_empty() || self.book.facet().is_some_and(under))
            && self.validity.is_none_or(|it| Validity::of(self.book, &line.facts, self.today) == Some(it))
            && (self.q.is_empty() || self.book.columns().any(told))
    }

    /// An address with all that narrows the list.
    fn at(&self, path: &str, after: &str) -> Link {
        let facet = self.book.facet().map_or("", |field| field.name);
        let mut pairs = vec![("q", self.q.as_str())];
        pairs.extend(self.path.iter().map(|code| (facet, *code)));
        let validity = self.validity.and_then(|it| Validity::ALL.iter().find(|(known, ..)| *known == it));
        pairs.push(("validity", validity.map_or("", |(_, code, _)| code)));
        pairs.push(("after", after));
        web::query::link(path, &pairs)
    }
}

/// The list.
#[derive(Serialize, Template)]
#[template(path = "records.html")]
pub struct Records {
    items: Vec<Item>,
    next: Option<String>,
    /// Whether the search ended before the list did.
    partial: bool,
    #[serde(skip)]
    sought: Sought,
    #[serde(skip)]
    add: &'static str,
    #[serde(skip)]
    searched: &'static str,
    #[serde(skip)]
    list: ListPart,
}

/// A record in a list.
#[derive(Serialize)]
pub struct Item {
    id: String,
    #[serde(flatten)]
    values: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    validity: Option<&'static str>,
    since: String,
    changed: String,
    version: u64,
}

impl Records {
    /// What was found.
    pub fn new(sought: Sought, found: store::Page<Line>) -> Records {
        let book = sought.book;
        let (add, searched, empty) = match &book.holds {
            Holds::Many { add, searched, empty, .. } => (*add, *searched, *empty),
            Holds::One => ("", "", ""),
        };
        let mut columns: Vec<&'static str> = book.columns().map(|field| field.label).collect();
        columns.push("操作");
        let empty = if sought.is_all() { empty } else { "没有符合条件的记录。" };
        let list = ListPart::new(book.form.title, &columns)
            .rows(found.items.iter().map(|line| cells(book, line, sought.today)))
            .empty(empty)
            .next(found.next.as_deref().map(|after| sought.at(&links::records(book), after)))
            .searched(found.partial.then_some(SEARCHED))
            .dense();
        let item = |line: &Line| Item {
            id: line.id.to_string(),
            values: values(book.columns(), &line.facts),
            validity: validity(book, &line.facts, sought.today),
            since: line.since.to_string(),
            changed: line.changed.to_string(),
            version: line.version,
        };
        let (items, partial) = (found.items.iter().map(item).collect(), found.partial);
        Records { items, next: found.next, partial, sought, add, searched, list }
    }
    fn path(&self) -> Link {
        links::records(self.sought.book)
    }
    fn sheet(&self) -> Link {
        self.sought.at(&links::sheet(self.sought.book), "")
    }
    fn import(&self) -> Option<Link> {
        links::import(self.sought.book)
    }
    fn new_record(&self) -> Link {
        links::new(self.sought.book)
    }
    /// The levels of the cascade that can be chosen now: name, label, what is chosen, and what there is to choose.
    fn levels(&self) -> Vec<(&'static str, &'static str, &'static str, &'static [Node])> {
        let Some((field, Kind::Cascade(from))) = self.sought.book.facet().map(|field| (field, field.kind)) else {
            return Vec::new();
        };
        let path = from.path(&self.sought.path);
        let choices = std::iter::once(from.roots).chain(path.iter().map(|node| node.below));
        let chosen = |n: usize| self.sought.path.get(n).copied().unwrap_or_default();
        let levels = from.levels.iter().zip(choices).enumerate();
        levels.map(|(n, (level, nodes))| (field.name, *level, chosen(n), nodes)).collect()
    }
    fn validities(&self) -> Vec<(&'static str, &'static str, bool)> {
        if self.sought.book.until.is_none() {
            return Vec::new();
        }
        Validity::ALL.iter().map(|(it, code, word)| (*code, *word, self.sought.validity == Some(*it))).collect()
    }
    fn is_all(&self) -> bool {
        self.sought.is_all()
    }
}

fn cells(book: &'static Book, line: &Line, today: Date) -> Vec<Cell> {
    let mut cells: Vec<Cell> = book
        .columns()
        .map(|field| {
            let text = words_of(field, line.facts.texts(field.name));
            let tag = validity(book, &line.facts, today).filter(|_| book.until == Some(field.name));
            match (tag, field.kind) {
                (Some(word), _) => Cell::several(vec![Cell::number(text), Cell::tag(word)]),
                (None, Kind::Line(_)) if text.len() <= 12 => Cell::number(text),
                (None, _) => Cell::text(text),
            }
        })
        .collect();
    cells.push(Cell::link(links::record(book, line.id), "查看"));
    cells
}

impl Page for Records {
    fn title(&self) -> String {
        self.sought.book.form.title.to_owned()
    }
}
