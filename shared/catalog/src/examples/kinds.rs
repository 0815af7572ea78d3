//! Good and bad values of each kind of field.

use super::{filled, one, rounds};
use domain::form::{Cascade, Dictionary, Draft, Entry, Field, Keys, Kind, Node, Scalar};

/// What people may put into a field, and how it is kept.
pub struct Good {
    /// What is typed.
    pub typed: Entry,
    /// Its one spelling.
    pub kept: Entry,
}

/// What a field refuses.
pub struct Bad {
    /// What is typed.
    pub typed: Entry,
    /// Where it is told: nothing for the field itself, `.0.from` for a column of its first row.
    pub at: Vec<String>,
}

impl Bad {
    /// A value that is refused beside the field itself.
    pub fn beside(typed: Entry) -> Bad {
        Bad { typed, at: vec![String::new()] }
    }
}

/// A code that no list has.
const UNLISTED: &str = "没有这一项";

/// Everything that a field is to take. Of a field that is searched nothing can be said, since it depends on who is there.
pub fn good(field: &Field) -> Vec<Good> {
    let same = |typed: Entry| Good { kept: typed.clone(), typed };
    match field.kind {
        Kind::Line(scalar) => {
            let example = [(scalar.example, scalar.example)];
            let all = example.iter().chain(scalar.good);
            all.map(|(typed, kept)| Good { typed: one(typed), kept: one(kept) }).collect()
        }
        Kind::Prose(most) => vec![
            Good { typed: one("　第一行\r\n第二行\n"), kept: one("第一行\n第二行") },
            same(one("=1+1；<b>粗</b>；阿卜杜拉·𠮷")),
            Good { typed: one("e\u{301}"), kept: one("é") },
            same(one(&"长".repeat(most))),
        ],
        Kind::Choice(from) => from.entries.iter().map(|(code, _)| same(one(code))).collect(),
        Kind::Several(from) => {
            let first = from.entries[0].0;
            let all = from.entries.iter().map(|(code, _)| (*code).to_owned()).collect();
            vec![same(Entry::Texts(all)), Good { typed: texts(&[first, first]), kept: one(first) }]
        }
        Kind::Cascade(from) => [first as Way, last].map(|way| same(path(from, way))).into(),
        Kind::Lookup | Kind::Papers(_) => Vec::new(),
        Kind::Rows(columns, _) => {
            let (row, blank) = (filled(columns.iter()), Draft::default());
            let three = Entry::Rows(vec![row.clone(), blank, row.clone()]);
            vec![Good { typed: three, kept: Entry::Rows(vec![row.clone(), row]) }]
        }
    }
}

/// Everything that a field is to refuse, whatever else the form holds.
pub fn bad(field: &Field) -> Vec<Bad> {
    let beside = |all: Vec<Entry>| all.into_iter().map(Bad::beside).collect();
    match field.kind {
        Kind::Line(scalar) => beside(lines(scalar)),
        Kind::Prose(most) => beside(vec![
            one(&"长".repeat(most + 1)),
            one("含\u{0}零"),
            one("含\u{202e}翻转"),
            one("含\u{e000}私用"),
            texts(&["一", "二"]),
        ]),
        Kind::Choice(from) => beside(choices(from)),
        Kind::Several(from) => beside(vec![one(UNLISTED), texts(&[from.entries[0].0, UNLISTED])]),
        Kind::Cascade(from) => beside(paths(from)),
        Kind::Lookup => {
            let all = ["示例建设有限公司", "#", "..", "0123456789ABCDEF0123456789ABCDEF", "head#0123456789abcdef"];
            let two = texts(&[super::NOBODY, super::NOBODY]);
            beside(all.iter().map(|text| one(text)).chain([two]).collect())
        }
        Kind::Papers(_) => {
            let eleven: Vec<String> = (0..11).map(|n| format!("scan{n}")).collect();
            beside(vec![one("../head"), one("scan#1"), Entry::Texts(eleven)])
        }
        Kind::Rows(columns, most) => rows(columns, most),
    }
}

/// A file's name refuses nothing, whatever it is; every other line refuses being two, or as long as a book.
fn lines(scalar: &Scalar) -> Vec<Entry> {
    let all = scalar.bad.iter().map(|text| one(text));
    let cleaned = scalar.keys == Keys::Words && scalar.bad.is_empty();
    let long = (!cleaned).then(|| one(&"9".repeat(1001)));
    all.chain(long).chain([texts(&[scalar.example, scalar.example])]).collect()
}

/// A name is no code, unless it is one too.
fn choices(from: &Dictionary) -> Vec<Entry> {
    let (code, name) = from.entries[0];
    let named = (from.name_of(name).is_none()).then(|| one(name));
    [one(UNLISTED), texts(&[code, code])].into_iter().chain(named).collect()
}

type Way = fn(&'static [Node]) -> Option<&'static Node>;

fn first(nodes: &'static [Node]) -> Option<&'static Node> {
    nodes.first()
}

fn last(nodes: &'static [Node]) -> Option<&'static Node> {
    nodes.last()
}

fn path(from: &'static Cascade, way: Way) -> Entry {
    let nodes = std::iter::successors(way(from.roots), |node| way(node.below));
    Entry::Texts(nodes.map(|node| node.code.to_owned()).collect())
}

/// Half a path, one whose end belongs to another beginning, one that goes on too far, and names in the place of codes.
fn paths(from: &'static Cascade) -> Vec<Entry> {
    let (Entry::Texts(one_way), Entry::Texts(other)) = (path(from, first), path(from, last)) else { return Vec::new() };
    let half = one_way[..one_way.len() - 1].to_vec();
    let mixed: Vec<String> = half.iter().chain(other.last()).cloned().collect();
    let longer = one_way.iter().chain(other.last()).cloned().collect();
    let named = from.path(&one_way).iter().map(|node| node.name.to_owned()).collect();
    // Where all ways lead through one choice, the end of another may be an end of this one.
    let mixed = Some(mixed).filter(|codes| from.path(codes).len() < from.levels.len());
    mixed.into_iter().chain([half, longer, named]).map(Entry::Texts).collect()
}

/// Values of the columns of a list's first row, where `bad` refuses them.
pub fn in_rows(columns: &'static [Field], bad: impl Fn(&Field) -> Vec<Bad>) -> Vec<Bad> {
    let told = |round: super::Round| Bad {
        at: round.at.iter().map(|at| format!(".0.{at}")).collect(),
        typed: Entry::Rows(vec![round.draft]),
    };
    rounds(columns.iter(), &filled(columns.iter()), bad).into_iter().map(told).collect()
}

/// A text where rows belong, too many rows, a row that is only begun, and rows with every bad value of every column.
fn rows(columns: &'static [Field], most: usize) -> Vec<Bad> {
    let mut all = in_rows(columns, bad);
    let with = |column: &Field| filled(std::iter::once(column));
    all.push(Bad::beside(one(UNLISTED)));
    all.push(Bad::beside(Entry::Rows(vec![with(&columns[0]); most + 1])));
    let at: Vec<String> =
        columns.iter().filter(|it| it.must && it.when.is_none()).map(|it| format!(".0.{}", it.name)).collect();
    let begun = columns.iter().find(|column| !column.must && column.when.is_none()).filter(|_| !at.is_empty());
    all.extend(begun.map(|begun| Bad { at, typed: Entry::Rows(vec![with(begun)]) }));
    all
}

fn texts(texts: &[&str]) -> Entry {
    Entry::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
}
