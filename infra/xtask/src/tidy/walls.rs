//! Walls between rooms: who may know whom, and who may use which SDK.
use cargo_metadata::{DependencyKind, MetadataCommand};

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

const SHARED: [&str; 6] = ["catalog", "domain", "runtime", "scans", "store", "web"];

/// Reads the workspace from Cargo.
pub fn packages(place: &Place) -> Result<Vec<Package>, Stop> {
    let metadata = MetadataCommand::new().manifest_path(place.root().join("Cargo.toml")).no_deps().exec()?;
    let read = |package: &cargo_metadata::Package| {
        let folder = package.manifest_path.parent().map_or("", |folder| folder.as_str());
        let edge = |dependency: &cargo_metadata::Dependency| Edge {
            to: dependency.name.clone(),
            dev: dependency.kind == DependencyKind::Development,
            ours: dependency.path.is_some(),
        };
        let binaries = package.targets.iter().filter(|target| target.is_bin());
        Package {
            name: package.name.to_string(),
            folder: folder
                .strip_prefix(metadata.workspace_root.as_str())
                .unwrap_or(folder)
                .trim_matches('/')
                .to_owned(),
            binaries: binaries.map(|target| target.name.clone()).collect(),
            edges: package.dependencies.iter().map(edge).collect(),
        }
    };
    Ok(metadata.packages.iter().map(read).collect())
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
