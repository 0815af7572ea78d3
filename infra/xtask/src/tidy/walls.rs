//! Walls between rooms: who may know whom, and who may use which SDK.
use serde_json::Value as Json;

use crate::Stop;
use crate::place::Place;

/// A crate of the workspace.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder from the root.
    pub folder: String,
    /// Its binaries.
    pub binaries: Vec<String>,
    /// What it depends on.
    pub edges: Vec<Edge>,
}

/// A dependency.
#[derive(Debug)]
pub struct Edge {
    /// On what.
    pub to: String,
    /// Only in tests.
    pub dev: bool,
    /// On a crate of this workspace.
    pub ours: bool,
}

const SHARED: [&str; 7] = ["catalog", "domain", "runtime", "scans", "sheets", "store", "web"];

/// Reads the workspace from Cargo.
pub fn packages(place: &Place) -> Result<Vec<Package>, Stop> {
    let said = place.cargo(&["metadata", "--no-deps", "--format-version", "1"]).output()?;
    let metadata: Json = serde_json::from_slice(&said.stdout)?;
    let root = word(&metadata["workspace_root"]);
    Ok(list(&metadata["packages"]).map(|package| read(package, &root)).collect())
}

fn read(package: &Json, root: &str) -> Package {
    let manifest = word(&package["manifest_path"]);
    let folder = manifest.strip_prefix(root).unwrap_or(&manifest).trim_end_matches("Cargo.toml");
    let binaries = list(&package["targets"]).filter(|target| list(&target["kind"]).any(|kind| kind == "bin"));
    let edge = |dependency: &Json| Edge {
        to: word(&dependency["name"]),
        dev: dependency["kind"] == "dev",
        ours: dependency["path"].is_string(),
    };
    Package {
        name: word(&package["name"]),
        folder: folder.trim_matches('/').to_owned(),
        binaries: binaries.map(|target| word(&target["name"])).collect(),
        edges: list(&package["dependencies"]).map(edge).collect(),
    }
}

fn list(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

fn word(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

/// Edges that go through a wall.
pub fn check(packages: &[Package]) -> Vec<String> {
    let mut findings = Vec::new();
    for package in packages {
        for edge in &package.edges {
            let open = if edge.ours { may_know(package, edge) } else { may_use(package, edge) };
            if !open {
                let when = if edge.dev { " (in tests)" } else { "" };
                findings.push(format!(
                    "{}/Cargo.toml: {} may not depend on {}{when}",
                    package.folder, package.name, edge.to
                ));
            }
        }
    }
    findings
}

/// Edges inside the workspace.
fn may_know(package: &Package, edge: &Edge) -> bool {
    let to = edge.to.as_str();
    if edge.dev && to == "testkit" {
        return package.name != "testkit";
    }
    match package.name.as_str() {
        "domain" | "xtask" => false,
        "catalog" | "scans" | "store" => to == "domain",
        // Its tests try the hall's own forms.
        "sheets" => to == "domain" || (edge.dev && to == "catalog"),
        "web" => ["catalog", "domain"].contains(&to),
        "runtime" => SHARED.contains(&to) && to != "runtime",
        "testkit" => SHARED.contains(&to),
        "acceptance" => edge.dev,
        "local" => !["acceptance", "testkit", "xtask"].contains(&to),
        _ if package.folder.starts_with("functions/") => SHARED.contains(&to),
        _ => false,
    }
}

/// Edges out of the workspace. Tests stand outside of the walls.
fn may_use(package: &Package, edge: &Edge) -> bool {
    let (name, to) = (package.name.as_str(), edge.to.as_str());
    if edge.dev {
        return true;
    }
    match to {
        "aws-sdk-dynamodb" => ["runtime", "store"].contains(&name),
        "aws-sdk-s3" => ["runtime", "scans"].contains(&name),
        "aws-config" | "aws-smithy-http-client" | "lambda_http" | "lambda_runtime" => name == "runtime",
        "dynoxide-rs" | "s3s" | "s3s-fs" => name == "local",
        _ if name == "domain" => !["serde", "serde_json", "tokio", "axum", "http", "lambda_http"].contains(&to),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_edge(name: &str, folder: &str, to: &str, ours: bool, dev: bool, open: bool) {
        let edges = vec![Edge { to: to.to_owned(), dev, ours }];
        let package = Package { name: name.to_owned(), folder: folder.to_owned(), binaries: Vec::new(), edges };
        assert_eq!(check(&[package]).is_empty(), open, "{name} -> {to}");
    }

    #[test]
    fn rooms_know_only_whom_they_may() {
        check_edge("review", "functions/review", "store", true, false, true);
        check_edge("review", "functions/review", "session", true, false, false);
        check_edge("review", "functions/review", "testkit", true, false, false);
        check_edge("review", "functions/review", "testkit", true, true, true);
        check_edge("web", "shared/web", "store", true, false, false);
        check_edge("store", "shared/store", "scans", true, false, false);
        check_edge("catalog", "shared/catalog", "domain", true, false, true);
        check_edge("sheets", "shared/sheets", "catalog", true, false, false);
        check_edge("sheets", "shared/sheets", "catalog", true, true, true);
        check_edge("domain", "shared/domain", "catalog", true, false, false);
        check_edge("xtask", "infra/xtask", "local", true, false, false);
        check_edge("newcomer", "shared/newcomer", "domain", true, false, false);
    }

    #[test]
    fn each_sdk_has_one_room() {
        check_edge("store", "shared/store", "aws-sdk-dynamodb", false, false, true);
        check_edge("review", "functions/review", "aws-sdk-dynamodb", false, false, false);
        check_edge("store", "shared/store", "aws-sdk-s3", false, false, false);
        check_edge("web", "shared/web", "lambda_http", false, false, false);
        check_edge("domain", "shared/domain", "serde", false, false, false);
        check_edge("acceptance", "tests", "aws-sdk-s3", false, true, true);
    }
}
