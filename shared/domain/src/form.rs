//! The vocabulary of forms. A form is one list of fields; nothing else spells a field.
//! From the list come the page, the parsing, the errors, the schema, the columns and an example.

mod check;
mod draft;
mod hold;
mod lists;
mod rows;
mod words;

pub use check::{AGAIN, Filled, Record};
pub use draft::{Draft, Entry, Patch};
pub use lists::{Cascade, Dictionary, Node};
pub use words::Complaint;

use crate::value::{Fault, Read, Setting};
use std::marker::PhantomData;

/// One form: numbered sections of fields, and the rules over several fields.
pub struct Form {
    /// The name in addresses and schemas.
    pub name: &'static str,
    /// The title on the page, in the manual's words.
    pub title: &'static str,
    /// Sections 01, 02, 03 by position.
    pub sections: &'static [Section],
    /// What no single field can say.
    pub rules: &'static [Rule],
}

/// One numbered section.
#[derive(Clone, Copy)]
pub struct Section {
    /// The heading.
    pub title: &'static str,
    /// The fields in the order of the page.
    pub fields: &'static [Field],
}

/// A rule over several fields, asked as soon as those that it reads are well, so that one answer names everything.
#[derive(Clone, Copy)]
pub struct Rule {
    reads: &'static [Field],
    asks: fn(&Record, &Setting) -> Vec<Complaint>,
}

/// One field.
#[derive(Clone, Copy)]
pub struct Field {
    /// The JSON name, also the form's.
    pub name: &'static str,
    /// The label, in the manual's words.
    pub label: &'static str,
    /// A sentence of help, or nothing.
    pub hint: &'static str,
    /// What the fields from here on are about, where a section has several topics; or nothing.
    pub topic: &'static str,
    /// Whether it is required.
    pub must: bool,
    /// Asked only while another field has this value.
    pub when: Option<(&'static str, &'static str)>,
    /// The browser's name for what is asked, so that it can fill it in (WCAG 1.3.5).
    pub autocomplete: &'static str,
    /// What may be put in.
    pub kind: Kind,
}

/// What may be put into a field.
#[derive(Clone, Copy)]
pub enum Kind {
    /// One line of a declared kind.
    Line(&'static Scalar),
    /// Text of several lines, at most so many characters.
    Prose(usize),
    /// One of a dictionary.
    Choice(&'static Dictionary),
    /// Several of a dictionary.
    Several(&'static Dictionary),
    /// One path through a tree, a code a level.
    Cascade(&'static Cascade),
    /// Something that is searched for and chosen, never typed; its id.
    Lookup,
    /// Scans that lie in the same place, of this kind of paper; their ids.
    Papers(&'static str),
    /// A repeating table, at most so many rows.
    Rows(&'static [Field], usize),
}

/// A kind of one-line value, declared once: how it is asked, checked, described and tried.
pub struct Scalar {
    /// What a person needs under the fingers.
    pub keys: Keys,
    /// JSON type and format.
    pub schema: (&'static str, &'static str),
    /// Characters of a spreadsheet's column.
    pub width: u8,
    /// A good value.
    pub example: &'static str,
    /// What people may type, and how it is spelled from then on.
    pub good: &'static [(&'static str, &'static str)],
    /// What is refused beside the field.
    pub bad: &'static [&'static str],
    /// Checks what was typed and gives the one spelling; with a setting also whether it can be true today.
    pub canon: fn(&str, Option<&Setting>) -> Result<String, Fault>,
}

/// What a person needs under the fingers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// Plain text.
    Words,
    /// Letters and digits without spelling help.
    Code,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A telephone number.
    Phone,
    /// A number with decimals.
    Decimal,
    /// A whole number.
    Digits,
    /// Something that is never shown again.
    Secret,
}

/// A handle for the few fields that code reads, with the type they are read as.
pub struct Typed<T> {
    /// The field itself, to be put into the list.
    pub field: Field,
    reads: PhantomData<fn() -> T>,
}

impl<T> Clone for Typed<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Typed<T> {}

/// A field of some kind; `catalog` declares the constructors of lines.
pub const fn field(name: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { name, label, hint: "", topic: "", must: false, when: None, autocomplete: "", kind }
}
/// Text of several lines.
pub const fn prose(name: &'static str, label: &'static str, most: usize) -> Field {
    field(name, label, Kind::Prose(most))
}
/// One of a dictionary.
pub const fn choice(name: &'static str, label: &'static str, from: &'static Dictionary) -> Field {
    field(name, label, Kind::Choice(from))
}
/// Several of a dictionary.
pub const fn several(name: &'static str, label: &'static str, from: &'static Dictionary) -> Field {
    field(name, label, Kind::Several(from))
}
/// One path through a tree.
pub const fn cascade(name: &'static str, label: &'static str, from: &'static Cascade) -> Field {
    field(name, label, Kind::Cascade(from))
}
/// Something searched for and chosen.
pub const fn lookup(name: &'static str, label: &'static str) -> Field {
    field(name, label, Kind::Lookup)
}
/// Scans of this kind, laid beside.
pub const fn papers(name: &'static str, label: &'static str, kind: &'static str) -> Field {
    field(name, label, Kind::Papers(kind))
}
/// A repeating table.
pub const fn rows(name: &'static str, label: &'static str, columns: &'static [Field]) -> Field {
    field(name, label, Kind::Rows(columns, 100))
}
/// A rule that reads these fields; of any other it may look at the text, which is there only where it is well.
pub const fn rule(reads: &'static [Field], asks: fn(&Record, &Setting) -> Vec<Complaint>) -> Rule {
    Rule { reads, asks }
}
/// A section, to be given its fields with `asks`.
pub const fn section(title: &'static str) -> Section {
    Section { title, fields: &[] }
}

impl Section {
    /// The fields of this section.
    pub const fn asks(self, fields: &'static [Field]) -> Section {
        Section { fields, ..self }
    }
}

impl Field {
    /// Required.
    pub const fn must(mut self) -> Field {
        self.must = true;
        self
    }
    /// A sentence of help.
    pub const fn hint(mut self, hint: &'static str) -> Field {
        self.hint = hint;
        self
    }
    /// Begins a topic of its section.
    pub const fn begins(mut self, topic: &'static str) -> Field {
        self.topic = topic;
        self
    }
    /// The browser's name for what is asked.
    pub const fn autocomplete(mut self, token: &'static str) -> Field {
        self.autocomplete = token;
        self
    }
    /// Asked only while another field has this value.
    pub const fn when(mut self, other: Field, value: &'static str) -> Field {
        self.when = Some((other.name, value));
        self
    }
    /// What is wrong with this field.
    pub fn wrong(&self, fault: Fault) -> Complaint {
        let chosen =
            matches!(self.kind, Kind::Choice(_) | Kind::Several(_) | Kind::Cascade(_) | Kind::Lookup | Kind::Papers(_));
        let fault = if chosen && fault == Fault::Missing { Fault::NotChosen } else { fault };
        Complaint { at: self.name.to_owned(), label: self.label, fault }
    }
    /// A handle for code. `Typed<Option<T>>` of a required field, or the reverse, does not compile:
    ///
    /// ```compile_fail,E0080
    /// use domain::{Line, form::*};
    /// const SCHOOL: Typed<Line> = prose("school", "毕业院校", 9).typed(); // not must()
    /// fn main() { let _ = SCHOOL; }
    /// ```
    pub const fn typed<T: Read>(self) -> Typed<T> {
        assert!(self.must == T::MUST, "a required field reads as T, an optional one as Option<T>");
        Typed { field: self, reads: PhantomData }
    }
}

impl Form {
    /// A form to be given its sections and rules.
    pub const fn new(name: &'static str, title: &'static str) -> Form {
        Form { name, title, sections: &[], rules: &[] }
    }
    /// Rules over several fields.
    pub const fn rules(self, rules: &'static [Rule]) -> Form {
        Form { rules, ..self }
    }
    /// The sections. Two fields of one name do not compile:
    ///
    /// ```compile_fail,E0080
    /// use domain::form::*;
    /// static TWICE: Form = Form::new("twice", "").sections(&[section("").asks(&[prose("a", "甲", 9), prose("a", "乙", 9)])]);
    /// fn main() { let _ = &TWICE; }
    /// ```
    pub const fn sections(self, sections: &'static [Section]) -> Form {
        let (mut s, mut seen) = (0, 0);
        while s < sections.len() {
            let mut f = 0;
            while f < sections[s].fields.len() {
                assert!(place(sections, sections[s].fields[f].name) == seen, "two fields have the same name");
                (f, seen) = (f + 1, seen + 1);
            }
            s += 1;
        }
        Form { sections, ..self }
    }
    /// All fields in the order of the page.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + Clone + use<> {
        self.sections.iter().flat_map(|section| section.fields)
    }
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }
}

const fn place(sections: &[Section], name: &str) -> usize {
    let (mut s, mut before) = (0, 0);
    loop {
        let mut f = 0;
        while f < sections[s].fields.len() {
            if same(sections[s].fields[f].name.as_bytes(), name.as_bytes()) {
                return before;
            }
            (f, before) = (f + 1, before + 1);
        }
        s += 1;
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}
