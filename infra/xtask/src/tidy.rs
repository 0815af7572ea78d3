//! `cargo xtask tidy`: the rules of the house that a compiler does not know. Each rule is a function from text to
//! findings, and has a test that shows it fail.
mod expressions;
mod functions;
mod sizes;
mod sources;
mod walls;
mod yaml;

use std::fs;
use std::path::{Path, PathBuf};

use crate::place::Place;
use crate::{Stop, stop};

/// A file of the workspace, by its path from the root.
#[derive(Debug)]
pub struct File {
    /// The path, with forward slashes.
    pub path: String,
    /// The text.
    pub text: String,
}

/// All rules.
pub fn check(place: &Place) -> Result<(), Stop> {
    let mut files = Vec::new();
    for room in ["functions", "shared", "infra", "tests"] {
        collect(place.root(), &place.root().join(room), &mut files)?;
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let packages = walls::packages(place)?;
    let mut findings = walls::check(&packages);
    for file in &files {
        findings.extend(sources::check(file));
        findings.extend(expressions::check(file));
        findings.extend(sizes::check(file));
        findings.extend(yaml::check(file));
    }
    findings.extend(functions::check(&files, &packages));
    if findings.is_empty() { Ok(()) } else { stop(findings.join("\n")) }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<(), Stop> {
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        entries.push(entry?.path());
    }
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "target"].contains(&name.as_str()) && !name.starts_with('.') {
                collect(root, &path, files)?;
            }
            continue;
        }
        let wanted =
            path.extension().is_some_and(|kind| kind == "rs" || kind == "yaml" || kind == "toml" || kind == "md");
        if wanted {
            let path_from_root = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.push(File { path: path_from_root, text: fs::read_to_string(&path)? });
        }
    }
    Ok(())
}

#[cfg(test)]
fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned() }
}
