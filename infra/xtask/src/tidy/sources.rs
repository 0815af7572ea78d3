//! What every source file looks like: it says what it is, leaves nothing for later, and has a name that says something.
use crate::tidy::File;

/// Names under which anything could be found.
const DRAWERS: [&str; 5] = ["common", "core", "helpers", "types", "utils"];

/// Findings in one file.
pub fn check(file: &File) -> Vec<String> {
    let mut findings = Vec::new();
    let words: Vec<&str> = file.path.split('/').collect();
    for word in &words {
        let stem = word.strip_suffix(".rs").unwrap_or(word);
        if DRAWERS.contains(&stem) {
            findings.push(format!("{}: nothing is called {stem}; name it for what it knows", file.path));
        }
    }
    if !file.path.ends_with(".rs") {
        return findings;
    }
    let begins = ["//!", "#![doc = include_str!(\"../README.md\")]"];
    if !begins.iter().any(|words| file.text.starts_with(words)) {
        findings.push(format!("{}:1: a module begins with //! and says what it is", file.path));
    }
    // Put together here, so that this file does not find itself.
    let later = [concat!("TO", "DO"), concat!("FIX", "ME")];
    for (number, line) in file.text.lines().enumerate() {
        let comment = line.find("//").map_or("", |start| &line[start..]);
        let mut words = comment.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        if let Some(word) = words.find(|word| later.contains(word)) {
            findings.push(format!("{}:{}: no {word}; do it, or write an issue", file.path, number + 1));
        }
        if let Some(drawer) = module(line).filter(|name| DRAWERS.contains(name)) {
            findings.push(format!("{}:{}: no module is called {drawer}", file.path, number + 1));
        }
    }
    findings
}

fn module(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line.strip_prefix("pub ").or_else(|| line.strip_prefix("pub(crate) ")).unwrap_or(line);
    let name = line.strip_prefix("mod ")?;
    name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    fn check_text(path: &str, text: &str, findings: usize) {
        assert_eq!(check(&file(path, text)).len(), findings, "{path}: {text}");
    }

    #[test]
    fn a_module_begins_by_saying_what_it_is() {
        check_text("shared/web/src/face.rs", "//! Faces.\n", 0);
        check_text("shared/web/src/lib.rs", "#![doc = include_str!(\"../README.md\")]\n", 0);
        check_text("shared/web/src/face.rs", "use std::fmt;\n", 1);
        check_text("infra/template.yaml", "Parameters:\n", 0);
    }

    #[test]
    fn nothing_is_left_for_later() {
        check_text("a.rs", concat!("//! A.\n// TO", "DO: more\n"), 1);
        check_text("a.rs", concat!("//! A.\n// FIX", "ME\n"), 1);
        check_text("a.rs", concat!("//! A.\nconst TO", "DO: &str = \"todo\"; // The to-dos of a unit.\n"), 0);
    }

    #[test]
    fn no_room_is_a_drawer() {
        check_text("shared/common/src/lib.rs", "//! A.\n", 1);
        check_text("shared/web/src/utils.rs", "//! A.\n", 1);
        check_text("shared/web/src/lib.rs", "//! A.\npub mod helpers {}\n", 1);
        check_text("shared/web/src/lib.rs", "//! A.\nmod commonplace;\n", 0);
    }
}
