//! One folder, one crate, one binary, one resource, one role, one log group, and the same routes on both sides.
use std::collections::BTreeSet;

use serde_yaml_ng::Value as Yaml;

use crate::tidy::File;
use crate::tidy::walls::Package;

/// Findings in the whole workspace.
pub fn check(files: &[File], packages: &[Package]) -> Vec<String> {
    let text = |path: &str| files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
    let template: Yaml = match serde_yaml_ng::from_str(text("infra/template.yaml")) {
        Ok(template) => template,
        Err(cause) => return vec![format!("infra/template.yaml: {cause}")],
    };
    let declared = declared(&template);
    let mut findings = Vec::new();
    let folders: BTreeSet<&str> =
        packages.iter().filter_map(|package| package.folder.strip_prefix("functions/")).collect();
    for folder in &folders {
        if !declared.iter().any(|function| function.folder == *folder) {
            findings.push(format!("functions/{folder}: infra/template.yaml declares no such function"));
        }
    }
    for function in &declared {
        let (name, logical) = (&function.folder, &function.logical);
        let mut find = |words: String| findings.push(format!("infra/template.yaml: {logical} {words}"));
        match packages.iter().find(|package| package.folder == format!("functions/{name}")) {
            None => find(format!("is built from functions/{name}, which is no crate")),
            Some(package) if package.name != *name || package.binaries != [name.clone()] => {
                find(format!("is built from functions/{name}, whose crate and only binary must bear that name"));
            }
            Some(_) => {}
        }
        if function.binary != *name {
            find(format!("is built from functions/{name} and runs the binary {}", function.binary));
        }
        for (path, wanted) in [
            ("infra/access.yaml", format!("{logical}Role:")),
            ("infra/data.yaml", format!("{logical}Log:")),
            ("infra/watch.yaml", format!("!Ref {logical} ")),
        ] {
            if !text(path).contains(&wanted) {
                find(format!("is not found in {path}, which should say {wanted}"));
            }
        }
        for route in function.routes.iter().filter(|route| !knows(files, name, route)) {
            find(format!("declares {route}, which functions/{name} does not know"));
        }
    }
    findings
}

struct Declared {
    logical: String,
    folder: String,
    binary: String,
    routes: BTreeSet<String>,
}

fn declared(template: &Yaml) -> Vec<Declared> {
    let resources = template["Resources"].as_mapping().into_iter().flatten();
    let functions = resources.filter(|(_, resource)| resource["Type"] == "AWS::Serverless::Function");
    let word = |yaml: &Yaml| yaml.as_str().unwrap_or_default().to_owned();
    let function = |(logical, resource): (&Yaml, &Yaml)| {
        let events = resource["Properties"]["Events"].as_mapping().into_iter().flatten();
        Declared {
            logical: word(logical),
            folder: word(&resource["Properties"]["CodeUri"]).trim_start_matches("../functions/").to_owned(),
            binary: word(&resource["Metadata"]["BuildProperties"]["Binary"]),
            routes: events.filter_map(|(_, event)| event["Properties"]["Path"].as_str().map(str::to_owned)).collect(),
        }
    };
    functions.map(function).collect()
}

/// A function knows a route when its sources spell it, as a whole or by its words.
fn knows(files: &[File], function: &str, route: &str) -> bool {
    let own = format!("functions/{function}/src/");
    let spelled = format!("\"{route}\"");
    files.iter().any(|file| file.path.starts_with(&own) && file.text.contains(&spelled))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    const TEMPLATE: &str = "
Resources:
  Home:
    Type: AWS::Serverless::Function
    Metadata: { BuildProperties: { Binary: home } }
    Properties:
      CodeUri: ../functions/home
      Events: { GetCredit: { Type: HttpApi, Properties: { Path: /credit } } }
";

    fn check_with(template: &str, source: &str, crates: &[&str], role: &str) -> Vec<String> {
        let files = [
            file("infra/template.yaml", template),
            file("infra/access.yaml", role),
            file("infra/data.yaml", "HomeLog:"),
            file("infra/watch.yaml", "Value: !Ref Home }"),
            file("functions/home/src/links.rs", source),
        ];
        let package = |name: &&str| Package {
            name: (*name).to_owned(),
            folder: format!("functions/{name}"),
            binaries: vec![(*name).to_owned()],
            edges: Vec::new(),
        };
        check(&files, &crates.iter().map(package).collect::<Vec<_>>())
    }

    #[test]
    fn folder_crate_binary_resource_role_and_route_agree() {
        let (source, role) = ("const CREDIT: &str = \"/credit\";", "HomeRole:");
        assert_eq!(check_with(TEMPLATE, source, &["home"], role), Vec::<String>::new());
        assert_eq!(check_with(TEMPLATE, source, &["home", "extra"], role).len(), 1, "a folder without a resource");
        assert_eq!(check_with(TEMPLATE, source, &[], role).len(), 1, "a resource without a folder");
        assert_eq!(check_with(TEMPLATE, source, &["home"], "OtherRole:").len(), 1, "no role of its own");
        assert_eq!(check_with(TEMPLATE, "", &["home"], role).len(), 1, "a route that the code does not know");
        let other = TEMPLATE.replace("Binary: home", "Binary: house");
        assert_eq!(check_with(&other, source, &["home"], role).len(), 1, "another binary");
    }
}
