//! The layout: masthead, menu, main, footer.

use crate::assets;
use crate::chrome::{Chrome, Signed};
use crate::note::Note;
use askama::Template;
use catalog::menu::{self, Group};

/// What a page brings to its layout.
pub(crate) struct Frame {
    pub(crate) title: String,
    pub(crate) heading: Option<String>,
    pub(crate) narrow: bool,
    pub(crate) refresh: Option<u32>,
    /// Whether the menu marks where we are; not on problems, which look the same everywhere.
    pub(crate) marked: bool,
    /// The menu's entry to which the page belongs, where its address does not tell.
    pub(crate) entry: Option<&'static str>,
    pub(crate) inner: String,
}

/// Puts a page into the layout.
pub(crate) fn around(chrome: &Chrome, frame: Frame) -> askama::Result<String> {
    let signed = chrome.who();
    let groups = signed.as_ref().map_or(&[][..], |signed| menu::of(signed.actor.role));
    let here = if frame.marked { frame.entry.or_else(|| current(groups, &chrome.path, &chrome.query)) } else { None };
    let note = if frame.marked { Note::words_in(&chrome.query) } else { None };
    let badge = signed.as_ref().and_then(|signed| signed.badge).filter(|count| *count > 0);
    // A problem may come before the session was read, or because it could not be: nobody is told to sign in who may be.
    let claims = !frame.marked && chrome.claims();
    let kind = signed.as_ref().map(|signed| signed.actor.kind.clone()).unwrap_or_default();
    let menu = Menu { groups, kind, here, exact: here.is_some_and(|link| link == chrome.here()), badge };
    Around { menu, note, signed, claims, frame }.render_with_values(&chrome.values(false))
}

#[derive(Template)]
#[template(path = "around.html")]
struct Around {
    frame: Frame,
    menu: Menu,
    note: Option<&'static str>,
    signed: Option<Signed>,
    claims: bool,
}

/// The menu's entries, drawn twice: beside the page, and folded above it on phones.
#[derive(Template)]
#[template(path = "menu.html")]
struct Menu {
    groups: &'static [Group],
    /// 企业类型: what is not for it is left out.
    kind: String,
    here: Option<&'static str>,
    exact: bool,
    badge: Option<u32>,
}

impl Menu {
    fn entries(&self, group: &&'static Group) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        group.entries.iter().filter(|(link, _)| menu::is_for(link, &self.kind))
    }
    fn is_here(&self, link: &str) -> bool {
        self.here == Some(link)
    }
    fn badge_of(&self, link: &str) -> Option<u32> {
        self.badge.filter(|_| link == "/todos")
    }
}

/// The entry that leads here: the longest whose path begins ours and whose query is part of ours.
fn current(groups: &'static [Group], path: &str, query: &str) -> Option<&'static str> {
    let asked: Vec<&str> = query.split('&').collect();
    let leads = |link: &str| {
        let (to, wanted) = link.split_once('?').unwrap_or((link, ""));
        let begins = path == to || (to != "/" && path.strip_prefix(to).is_some_and(|rest| rest.starts_with('/')));
        begins && (wanted.is_empty() || wanted.split('&').all(|pair| asked.contains(&pair)))
    };
    let links = groups.iter().flat_map(|group| group.entries).map(|(link, _)| *link);
    links.filter(|link| leads(link)).max_by_key(|link| link.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::account::Role;

    #[test]
    fn the_menu_marks_the_entry_that_leads_here() {
        let at = |path, query| current(menu::of(Role::Enterprise), path, query);
        assert_eq!(at("/", ""), Some("/"));
        assert_eq!(at("/reviews", ""), Some("/reviews"));
        assert_eq!(at("/reviews", "after=x&state=approved"), Some("/reviews?state=approved"));
        assert_eq!(at("/reviews/0123", ""), Some("/reviews"));
        assert_eq!(at("/reviewsx", ""), None);
        assert_eq!(at("/attachments/1", ""), None);
    }
}
