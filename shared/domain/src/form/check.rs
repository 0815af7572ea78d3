//! From what was typed to what is believed.

use super::{Complaint, Dictionary, Draft, Entry, Field, Form, Kind, Typed};
use crate::text;
use crate::value::{Fault, Read, Setting};
use std::collections::BTreeMap;

/// Scans beside one row, at most.
const MOST_PAPERS: usize = 10;

/// Whether a text can be the id of a scan; whether it is one, and of whom, the place knows in which it lies.
fn is_name_of_a_paper(text: &str) -> bool {
    text.len() <= 80 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// The name of the buttons that change a form without sending it (新增记录, 下一级, 查找).
pub const AGAIN: &str = "_again";

/// A draft that passed its form: known fields only, canonical spelling. Made by `Form` alone.
#[derive(Clone)]
pub struct Record {
    form: &'static Form,
    draft: Draft,
}

/// A form, what is in it and what is wrong with it: all that is needed to show it (again).
#[derive(Clone)]
pub struct Filled {
    /// Which form.
    pub form: &'static Form,
    /// What is in it.
    pub draft: Draft,
    /// What is wrong with it, in the order of the page.
    pub complaints: Vec<Complaint>,
    /// What may be chosen now in a field that is searched: ids and names.
    pub found: BTreeMap<&'static str, Vec<(String, String)>>,
}

/// How much is asked of a draft.
#[derive(Clone, Copy)]
struct Measure<'a> {
    setting: Option<&'a Setting>,
    whole: bool,
}

impl Form {
    /// The strict way to a `Record`: every required field, every rule.
    /// Else the form comes back with every fault in the order of the page,
    /// or with none when the person only asked for another row or the next level.
    ///
    /// # Errors
    /// The form to be shown again.
    pub fn check(&'static self, draft: Draft, setting: &Setting) -> Result<Record, Filled> {
        self.weigh(draft, Measure { setting: Some(setting), whole: true })
    }

    /// The way to a `Record` that may still lack something: a file that is being filled in over days.
    /// What is there must be well; what is missing may come later. The rules are asked of what is there.
    ///
    /// # Errors
    /// The form to be shown again.
    pub fn keep(&'static self, draft: Draft, setting: &Setting) -> Result<Record, Filled> {
        self.weigh(draft, Measure { setting: Some(setting), whole: false })
    }

    /// Reads what was stored, also before a field became required or a day came.
    /// Fields that the form no longer has are left out.
    pub fn recall(&'static self, draft: &Draft) -> Record {
        let measure = Measure { setting: None, whole: false };
        Record { form: self, draft: sift(self.fields(), draft, "", measure, &mut Vec::new()) }
    }

    fn weigh(&'static self, mut draft: Draft, measure: Measure) -> Result<Record, Filled> {
        let mut complaints = Vec::new();
        let only_again = draft.0.remove(AGAIN).is_some();
        draft.0.retain(|name, _| !name.starts_with('_'));
        let record = Record { form: self, draft: sift(self.fields(), &draft, "", measure, &mut complaints) };
        if let Some(setting) = measure.setting {
            let asked = self.rules.iter().filter(|rule| record.is_well(rule.reads, &complaints));
            let broken: Vec<_> = asked.flat_map(|rule| (rule.asks)(&record, setting)).collect();
            complaints.extend(broken);
        }
        if only_again {
            complaints.clear();
        }
        if complaints.is_empty() && !only_again {
            Ok(record)
        } else {
            Err(complaints.into_iter().fold(Filled::of(self, draft), Filled::complain))
        }
    }
}

impl Record {
    /// A field that code reads.
    pub fn get<T: Read>(&self, of: Typed<T>) -> T {
        T::read(self.draft.texts(of.field.name)).expect("a checked record is read by the fields of its own form")
    }
    /// Whether a choice is this one.
    pub fn is(&self, field: Field, code: &str) -> bool {
        self.draft.texts(field.name).iter().any(|text| text == code)
    }
    /// Whether these fields can be read: nothing is wrong with them, and those that are required are there.
    fn is_well(&self, fields: &[Field], complaints: &[Complaint]) -> bool {
        let there = |field: &Field| !field.must || self.draft.0.contains_key(field.name);
        fields
            .iter()
            .all(|field| there(field) && complaints.iter().all(|it| it.at.split('.').next() != Some(field.name)))
    }
    /// The form it passed.
    pub fn form(&self) -> &'static Form {
        self.form
    }
    /// The same strings, to be stored or shown.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }
}

impl Filled {
    /// An empty form.
    pub fn blank(form: &'static Form) -> Filled {
        Filled { form, draft: Draft::default(), complaints: Vec::new(), found: BTreeMap::new() }
    }
    /// A form with something in it and nothing wrong.
    pub fn of(form: &'static Form, draft: Draft) -> Filled {
        Filled { draft, ..Filled::blank(form) }
    }
    /// The same with one more thing wrong, at its place in the order of the page.
    pub fn complain(mut self, complaint: Complaint) -> Filled {
        self.complaints.push(complaint);
        self.complaints.sort_by_key(|it| place(self.form, it));
        self
    }
}

/// Where on the page something is wrong: the place of the field, and of the row. What no field is called comes last.
fn place(form: &Form, complaint: &Complaint) -> (usize, usize) {
    let mut path = complaint.at.split('.');
    let name = path.next();
    let field = form.fields().position(|field| Some(field.name) == name).unwrap_or(usize::MAX);
    (field, path.next().and_then(|row| row.parse().ok()).unwrap_or_default())
}

fn sift(
    fields: impl Iterator<Item = &'static Field> + Clone,
    draft: &Draft,
    path: &str,
    measure: Measure,
    bad: &mut Vec<Complaint>,
) -> Draft {
    let mut clean = Draft::default();
    for field in fields.clone().filter(|field| draft.asks(field)) {
        let at = format!("{path}{}", field.name);
        let typed = draft.0.get(field.name);
        let entry = match (field.kind, typed) {
            (Kind::Rows(columns, most), Some(Entry::Rows(rows))) => sift_rows(columns, most, rows, &at, measure, bad),
            (Kind::Rows(..), Some(other)) if !other.is_blank() => Err(Fault::Malformed("应为若干行")),
            (Kind::Rows(..), _) => Ok(Entry::Rows(Vec::new())),
            (_, Some(Entry::Rows(_))) => Err(Fault::Malformed("不是若干行")),
            (kind, _) => kind.check(draft.texts(field.name), measure.setting).map(Entry::Texts),
        };
        let missing = field.must && measure.whole && typed.is_none_or(Entry::is_blank);
        match if missing { Err(Fault::Missing) } else { entry } {
            Ok(entry) if entry.is_blank() => {}
            Ok(entry) => drop(clean.0.insert(field.name.to_owned(), entry)),
            Err(fault) => bad.push(Complaint { at, ..field.wrong(fault) }),
        }
    }
    for name in draft.0.keys().filter(|name| !fields.clone().any(|field| field.name == *name)) {
        bad.push(Complaint { at: format!("{path}{name}"), label: "", fault: Fault::Unknown });
    }
    clean
}

fn sift_rows(
    columns: &'static [Field],
    most: usize,
    rows: &[Draft],
    at: &str,
    measure: Measure,
    bad: &mut Vec<Complaint>,
) -> Result<Entry, Fault> {
    if rows.len() > most {
        return Err(Fault::TooLong(most));
    }
    let typed = rows.iter().enumerate().filter(|(_, row)| !row.is_blank());
    // A row is a whole: whoever begins one gives what it needs, also in a file that is not finished.
    let measure = Measure { whole: measure.setting.is_some(), ..measure };
    Ok(Entry::Rows(typed.map(|(n, row)| sift(columns.iter(), row, &format!("{at}.{n}."), measure, bad)).collect()))
}

impl Kind {
    fn check(self, typed: &[String], setting: Option<&Setting>) -> Result<Vec<String>, Fault> {
        // Blanks around a password count, so secrets pass as they are typed.
        if let (Kind::Line(scalar), [secret]) = (self, typed)
            && scalar.keys == super::Keys::Secret
            && !secret.is_empty()
        {
            return (scalar.canon)(secret, setting).map(|canon| vec![canon]);
        }
        let texts: Vec<&str> = typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let listed = |from: &Dictionary, code: &&str| from.entries.iter().any(|(known, _)| known == code);
        match self {
            _ if texts.is_empty() => return Ok(vec![]),
            Kind::Line(scalar) if texts.len() == 1 => {
                return (scalar.canon)(texts[0], setting).map(|canon| vec![canon]);
            }
            Kind::Prose(most) if texts.len() == 1 => {
                let text = text::clean(texts[0], true)?;
                return if text.chars().count() > most { Err(Fault::TooLong(most)) } else { Ok(vec![text]) };
            }
            Kind::Line(_) | Kind::Prose(_) => return Err(Fault::Malformed("只能填写一个值")),
            Kind::Choice(from) if texts.len() > 1 || !listed(from, &texts[0]) => return Err(Fault::NotListed),
            Kind::Several(from) if !texts.iter().all(|code| listed(from, code)) => return Err(Fault::NotListed),
            // What was chosen so far is fine, and there is more to choose.
            Kind::Cascade(from) if texts.len() < from.levels.len() && from.path(&texts).len() == texts.len() => {
                return Err(Fault::Against("还没有选择完，请从列表中选择到最后一级"));
            }
            Kind::Cascade(from) if [texts.len(), from.path(&texts).len()] != [from.levels.len(); 2] => {
                return Err(Fault::NotListed);
            }
            Kind::Papers(_) if texts.len() > MOST_PAPERS => return Err(Fault::TooLong(MOST_PAPERS)),
            Kind::Papers(_) if !texts.iter().all(|id| is_name_of_a_paper(id)) => return Err(Fault::NotListed),
            Kind::Lookup if texts.len() > 1 || crate::ids::AccountId::parse(texts[0]).is_none() => {
                return Err(Fault::NotListed);
            }
            _ => {}
        }
        let mut texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        if matches!(self, Kind::Several(_) | Kind::Papers(_)) {
            texts.dedup();
        }
        Ok(texts)
    }
}
