//! The way to every form: who fills it in, on which page, where it is sent, and what is well. Generated tests go along
//! every way with everything that a field may meet, so that a new form is tried by adding its row to `WAYS`.
//!
//! A row says: the form, who, the address it is sent to, and a well-filled body. `.page` is where people fill it in,
//! `.kept` where a client reads what is kept, `.once` that a success would end it, so that no test succeeds along it, and
//! `.saves` the button that keeps it, which sends a Chromium along the way. An id in an address is found by `stage::OF`.

mod spelling;
mod stage;
mod table;

pub use spelling::{draft_of, json_of, pairs_of, words};
pub use stage::Stage;
pub use table::WAYS;

use domain::form::{Draft, Field, Form, Kind};
use serde_json::Value as Json;

/// Who goes a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Visitor,
    Person,
    Unit,
    Lab,
    Officer,
}

/// The way to a form.
pub struct Way {
    /// The form.
    pub form: &'static Form,
    /// Who.
    pub who: Who,
    /// Where it is sent, as `catalog::operations` names it, perhaps with a query.
    pub to: &'static str,
    body: fn(&Stage<'_>, u32) -> Json,
    /// The page that holds it.
    pub page: Option<&'static str>,
    /// Where a client reads what is kept.
    pub kept: Option<&'static str>,
    /// The list of which it is one row.
    pub row_of: Option<&'static str>,
    /// The list of which it takes a row out, so that nothing is said of that row.
    removes_of: Option<&'static str>,
    /// Whether success ends it.
    pub once: bool,
    /// Whether plain texts are taken for rows.
    pub texts_for_rows: bool,
    /// Whether nothing is filled in but what the body names: the rest would change who may come in.
    pub no_more: bool,
    /// The button that keeps it.
    pub saves: Option<&'static str>,
}

const fn way(form: &'static Form, who: Who, to: &'static str, body: fn(&Stage<'_>, u32) -> Json) -> Way {
    let (page, kept, row_of, removes_of, saves) = (None, None, None, None, None);
    Way {
        form,
        who,
        to,
        body,
        page,
        kept,
        row_of,
        removes_of,
        once: false,
        texts_for_rows: false,
        no_more: false,
        saves,
    }
}

impl Way {
    const fn page(self, page: &'static str) -> Way {
        Way { page: Some(page), ..self }
    }
    const fn kept(self, kept: &'static str) -> Way {
        Way { kept: Some(kept), ..self }
    }
    const fn row_of(self, list: &'static str) -> Way {
        Way { row_of: Some(list), ..self }
    }
    const fn removes_of(self, list: &'static str) -> Way {
        Way { removes_of: Some(list), ..self }
    }
    const fn once(self) -> Way {
        Way { once: true, ..self }
    }
    const fn texts_for_rows(self) -> Way {
        Way { texts_for_rows: true, ..self }
    }
    const fn no_more(self) -> Way {
        Way { no_more: true, ..self }
    }
    const fn saves(self, button: &'static str) -> Way {
        Way { saves: Some(button), ..self }
    }

    /// The fields that are filled in: those of the form, or the columns of one of its lists.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + Clone + use<> {
        let columns = self.row_of.and_then(|list| match self.form.field(list)?.kind {
            Kind::Rows(columns, _) => Some(columns),
            _ => None,
        });
        let sections = if columns.is_some() { &[][..] } else { self.form.sections };
        let fields = sections.iter().flat_map(|section| section.fields).chain(columns.into_iter().flatten());
        let gone = self.removes_of;
        fields.filter(move |field| gone != Some(field.name))
    }

    /// The n-th well-filled body: no two take anything from each other.
    pub fn body(&self, stage: &Stage<'_>, n: u32) -> Draft {
        draft_of(&(self.body)(stage, n))
    }
}

#[test]
fn every_form_has_its_way_and_every_operation_with_a_form_too() {
    use catalog::operations::{OPERATIONS, Takes};
    for form in catalog::FORMS {
        assert!(WAYS.iter().any(|way| std::ptr::eq(way.form, *form)), "add a row to WAYS for the form {}", form.name);
    }
    // A ticket is asked for by scripts alone: the page of whoever has none sends the file to the bucket itself.
    let without: Vec<&str> = WAYS.iter().filter(|way| way.page.is_none()).map(|way| way.to).collect();
    assert_eq!(without, ["/attachments", "/imports"], "name the page that holds the form");
    // What is kept of an unfinished form is not looked at, so nothing of it is refused.
    let is_checked = |takes: &Takes| !matches!(takes, Takes::Nothing | Takes::OneOf("draft", _));
    let leads = |to: &str, path: &str| {
        let same = |(known, given): (&str, &str)| known == given || known.starts_with('{');
        path.split('/').count() == to.split('/').count() && path.split('/').zip(to.split('/')).all(same)
    };
    for it in OPERATIONS.iter().filter(|it| is_checked(&it.body)) {
        let there = WAYS.iter().any(|way| leads(way.to.split('?').next().unwrap_or_default(), it.path));
        assert!(there, "add a row to WAYS for POST {}", it.path);
    }
}
