//! Names on the sheet, codes in the draft. What is neither stays as it was typed, and the form refuses it by its label.

use domain::form::{Cascade, Dictionary};

/// What separates several choices in one cell.
const BETWEEN: [char; 7] = ['、', '，', ',', '；', ';', '\n', '|'];

/// Names of codes, in one cell.
pub(crate) fn names(from: &Dictionary, codes: &[String]) -> String {
    let name = |code: &String| from.name_of(code).map_or_else(|| code.clone(), str::to_owned);
    codes.iter().map(name).collect::<Vec<_>>().join("、")
}

/// The name at one level of a cascade.
pub(crate) fn level(from: &Cascade, codes: &[String], level: usize) -> String {
    let node = from.path(codes).get(level).map(|node| node.name.to_owned());
    node.or_else(|| codes.get(level).cloned()).unwrap_or_default()
}

/// The code of a name.
pub(crate) fn code(from: &Dictionary, typed: &str) -> String {
    let squeezed = squeeze(typed);
    let named = from.entries.iter().find(|(_, name)| squeeze(name) == squeezed);
    named.map_or_else(|| typed.to_owned(), |(code, _)| (*code).to_owned())
}

/// The codes of several names in one cell. A name may itself hold what separates names: the longest that fits is taken.
pub(crate) fn codes(from: &Dictionary, typed: &str) -> Vec<String> {
    let (mut codes, mut rest) = (Vec::new(), typed.trim());
    while !rest.is_empty() {
        let ends =
            |name: &str| rest.strip_prefix(name).is_some_and(|after| after.is_empty() || after.starts_with(BETWEEN));
        let name = from.entries.iter().map(|(_, name)| *name).filter(|name| ends(name)).max_by_key(|name| name.len());
        let (one, after) = match name {
            Some(name) => rest.split_at(name.len()),
            None => rest.split_at(rest.find(BETWEEN).unwrap_or(rest.len())),
        };
        let one = code(from, one.trim());
        if !one.is_empty() && !codes.contains(&one) {
            codes.push(one);
        }
        rest = after.trim_start_matches(|c: char| BETWEEN.contains(&c) || c.is_whitespace());
    }
    codes
}

/// The codes of a path of names, from the top. A level that leaves no choice need not be filled in.
pub(crate) fn path(from: &Cascade, typed: &[String]) -> Vec<String> {
    if typed.iter().all(String::is_empty) {
        return Vec::new();
    }
    let mut here = from.roots;
    let mut codes = Vec::new();
    for name in typed {
        let node = match here {
            [only] if name.is_empty() => Some(only),
            _ => here.iter().find(|node| squeeze(node.name) == squeeze(name) || node.code == name),
        };
        here = node.map_or(&[], |node| node.below);
        codes.push(node.map_or_else(|| name.clone(), |node| node.code.to_owned()));
    }
    codes
}

/// Blanks and the width of brackets do not tell names apart.
fn squeeze(name: &str) -> String {
    let one = |c: char| match c {
        '（' => '(',
        '）' => ')',
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(one).collect()
}
