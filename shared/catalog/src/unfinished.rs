//! The forms that are kept by themselves while they are filled in: where each is filled in, and what papers lie with it.

use crate::book::{BOOKS, Book};
use crate::paper::{Place, UNIT};
use crate::personnel::{form, papers};
use crate::unit::BASICS;
use domain::form::Form;
use domain::post::Post;

/// What stands in an address in the place of an id while the thing is new, or where there is only one of it.
pub const NEW: &str = "new";

/// A form that is kept while it is not saved.
#[derive(Clone, Copy)]
pub struct Unfinished {
    /// The form.
    pub form: &'static Form,
    /// The papers that lie with what it fills in.
    pub place: &'static Place,
    /// The book to which it belongs, if it is one of a book.
    pub book: Option<&'static Book>,
    /// The form's address for something new, or for the only one.
    new: &'static str,
    /// The same for one of several, in front of its id and behind it.
    one: Option<(&'static str, &'static str)>,
}

/// The forms of the unit that are not in a book.
static OTHERS: &[Unfinished] = &[
    Unfinished { form: &BASICS, place: &UNIT, book: None, new: "/unit?edit=1", one: None },
    of_a_post(Post::Legal, "/people/new?post=legal", "/edit?post=legal"),
    of_a_post(Post::Manager, "/people/new?post=manager", "/edit?post=manager"),
    of_a_post(Post::Finance, "/people/new?post=finance", "/edit?post=finance"),
    of_a_post(Post::Technical, "/people/new?post=technical", "/edit?post=technical"),
    of_a_post(Post::Staff, "/people/new", "/edit"),
];

const fn of_a_post(post: Post, new: &'static str, edit: &'static str) -> Unfinished {
    Unfinished { form: form(post), place: papers(post), book: None, new, one: Some(("/people", edit)) }
}

/// The form of this name, where it is kept.
pub fn unfinished(form: &str) -> Option<Unfinished> {
    let other = OTHERS.iter().copied().find(|it| it.form.name == form);
    other.or_else(|| BOOKS.iter().copied().find(|book| book.code() == form).map(of_a_book))
}

fn of_a_book(book: &'static Book) -> Unfinished {
    let (new, one) = (book.place.page, book.is_many().then_some((book.place.page, "/edit")));
    Unfinished { form: book.form, place: book.place, book: Some(book), new, one }
}

impl Unfinished {
    /// Where it is kept.
    pub fn kept_at(&self, of: &str) -> String {
        format!("/drafts/{}/{of}", self.form.name)
    }
    /// Where it is filled in.
    pub fn filled_in_at(&self, of: &str) -> String {
        match (self.one, self.book) {
            (Some((before, behind)), _) if of != NEW => format!("{before}/{of}{behind}"),
            (Some((before, _)), Some(_)) => format!("{before}/{NEW}"),
            (None, Some(_)) => format!("{}?edit=1", self.new),
            (_, None) => self.new.to_owned(),
        }
    }
    /// Where it is saved.
    pub fn saved_at(&self, of: &str) -> String {
        let query = self.new.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
        match (self.one, self.book) {
            (Some((before, _)), Some(_)) if of == NEW => before.to_owned(),
            (Some((before, _)), None) if of == NEW => format!("{before}{query}"),
            (Some((before, _)), Some(_)) => format!("{before}/{of}"),
            (Some((before, _)), None) => format!("{before}/{of}{query}"),
            (None, _) => self.new.split('?').next().unwrap_or_default().to_owned(),
        }
    }
    /// Whether there are several of it, so that an address may name one.
    pub const fn is_one_of_several(&self) -> bool {
        self.one.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_filled_in_where_its_page_is() {
        let at = |form: &str, of: &str| unfinished(form).map(|it| it.filled_in_at(of)).unwrap_or_default();
        assert_eq!(at("unit", NEW), "/unit?edit=1");
        assert_eq!(at("profile", NEW), "/records/profile?edit=1");
        assert_eq!(at("performance", NEW), "/records/performance/new");
        assert_eq!(at("equipment", "0a"), "/records/equipment/0a/edit");
        assert_eq!(at("legal", NEW), "/people/new?post=legal");
        assert_eq!(at("worker", "0a"), "/people/0a/edit");
        let saved = |form: &str, of: &str| unfinished(form).map(|it| it.saved_at(of)).unwrap_or_default();
        assert_eq!((saved("unit", NEW), saved("profile", NEW)), ("/unit".into(), "/records/profile".into()));
        assert_eq!(saved("performance", NEW), "/records/performance");
        assert_eq!(saved("performance", "0a"), "/records/performance/0a");
        assert_eq!((saved("legal", NEW), saved("worker", NEW)), ("/people?post=legal".into(), "/people".into()));
        assert_eq!(
            (saved("legal", "0a"), saved("worker", "0a")),
            ("/people/0a?post=legal".into(), "/people/0a".into())
        );
        assert!(unfinished("sign-in").is_none());
    }
}
