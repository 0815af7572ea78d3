//! What the hall can be asked over HTTP: the source of `/openapi.json`, compared with the template's routes by a test.

mod all;
mod told;

pub use all::OPERATIONS;

use domain::form::Form;

/// One thing that can be asked.
pub struct Operation {
    /// GET or POST.
    pub method: &'static str,
    /// The path with `{parameters}`.
    pub path: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// What may stand behind `?`.
    pub query: &'static [&'static str],
    /// What the body holds beside `request_id` and `version`.
    pub body: Takes,
    /// The status of success.
    pub status: u16,
    /// What success answers to a client.
    pub gives: Gives,
}

/// What can be done at an address, as the header `Allow` tells it; nothing where there is no such address.
pub fn allowed(path: &str) -> Option<String> {
    let known = |method| OPERATIONS.iter().any(|it| it.method == method && it.is_at(path));
    let methods: Vec<_> = [("GET", "GET, HEAD"), ("POST", "POST")].into_iter().filter(|it| known(it.0)).collect();
    (!methods.is_empty()).then(|| methods.iter().map(|it| it.1).collect::<Vec<_>>().join(", "))
}

/// What a body holds.
#[derive(Clone, Copy)]
pub enum Takes {
    /// Nothing but its controls.
    Nothing,
    /// A form with everything that it requires.
    Whole(&'static Form),
    /// A form of which everything that is left out stays as it was.
    Part(&'static Form),
    /// One of several forms, under a name of their own; everything that is left out stays as it was.
    OneOf(&'static str, &'static [&'static Form]),
    /// A row of one of the form's lists.
    Row(&'static Form),
    /// A form, and under this name one id or several.
    Beside(&'static Form, &'static str),
}

/// What success answers.
#[derive(Clone, Copy)]
pub enum Gives {
    /// An object that holds at least these.
    Object(&'static [Told]),
    /// `items` of these, `next`, and what else is said of the list.
    List(&'static [Told], &'static [Told]),
    /// The way to the bytes, in `Location`.
    Way,
    /// A style sheet, a script or a picture.
    Asset,
}

/// One member of an answer.
#[derive(Clone, Copy)]
pub struct Told {
    /// Its name.
    pub name: &'static str,
    /// Its JSON type.
    pub kind: &'static str,
    /// Whether it is always there.
    pub always: bool,
}

const fn get(path: &'static str, summary: &'static str) -> Operation {
    let (query, body, gives): (&[&str], _, _) = (&[], Takes::Nothing, Gives::Object(&[]));
    Operation { method: "GET", path, summary, query, body, status: 200, gives }
}
const fn post(path: &'static str, summary: &'static str, status: u16) -> Operation {
    Operation { method: "POST", status, ..get(path, summary) }
}
impl Operation {
    /// Whether a path is one of this operation's: the same words, and anything for each of its parameters.
    fn is_at(&self, path: &str) -> bool {
        let same = |(known, given): (&str, &str)| known == given || (known.starts_with('{') && !given.is_empty());
        self.path.split('/').count() == path.split('/').count() && self.path.split('/').zip(path.split('/')).all(same)
    }
    const fn asks(self, query: &'static [&'static str]) -> Operation {
        Operation { query, ..self }
    }
    const fn takes(self, form: &'static Form) -> Operation {
        Operation { body: Takes::Whole(form), ..self }
    }
    const fn changes(self, form: &'static Form) -> Operation {
        Operation { body: Takes::Part(form), ..self }
    }
    const fn takes_one_of(self, name: &'static str, forms: &'static [&'static Form]) -> Operation {
        Operation { body: Takes::OneOf(name, forms), ..self }
    }
    const fn takes_a_row(self, form: &'static Form) -> Operation {
        Operation { body: Takes::Row(form), ..self }
    }
    const fn takes_beside(self, form: &'static Form, ids: &'static str) -> Operation {
        Operation { body: Takes::Beside(form, ids), ..self }
    }
    const fn gives(self, told: &'static [Told]) -> Operation {
        Operation { gives: Gives::Object(told), ..self }
    }
    const fn lists(self, told: &'static [Told], more: &'static [Told]) -> Operation {
        Operation { gives: Gives::List(told, more), ..self }
    }
    const fn leads(self) -> Operation {
        Operation { gives: Gives::Way, status: 302, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(allowed(path).as_deref(), expected, "{path}");
    }

    #[test]
    fn an_address_tells_what_can_be_done_there() {
        check("/", Some("GET, HEAD"));
        check("/people", Some("GET, HEAD, POST"));
        check("/people/0123", Some("GET, HEAD, POST"));
        check("/session/end", Some("POST"));
        check("/cases/0123/decisions", Some("POST"));
        check("/people/", None);
        check("/people/0123/", None);
        check("/nowhere", None);
    }
}
