//! Reads a CloudFormation template: YAML with short tags becomes JSON with the long form of every function.
use std::fs;
use std::path::Path;

use serde_json::{Map, Value as Json, json};
use serde_yaml_ng::Value as Yaml;

use crate::Failure;

/// Reads the template at `path`.
pub fn read(path: &Path) -> Result<Json, Failure> {
    let text = fs::read_to_string(path).map_err(|cause| format!("{}: {cause}", path.display()))?;
    parse(&text).map_err(|cause| format!("{}: {cause}", path.display()).into())
}

/// Reads a template from its text.
pub fn parse(text: &str) -> Result<Json, Failure> {
    long(serde_yaml_ng::from_str(text)?)
}

fn long(yaml: Yaml) -> Result<Json, Failure> {
    Ok(match yaml {
        Yaml::Sequence(items) => Json::Array(items.into_iter().map(long).collect::<Result<_, _>>()?),
        Yaml::Mapping(entries) => {
            let mut map = Map::new();
            for (key, value) in entries {
                let key = key.as_str().ok_or("a key that is not a string")?.to_owned();
                map.insert(key, long(value)?);
            }
            Json::Object(map)
        }
        Yaml::Tagged(tagged) => {
            let name = tagged.tag.to_string();
            function(name.trim_start_matches('!'), long(tagged.value)?)
        }
        scalar => serde_json::to_value(scalar)?,
    })
}

fn function(name: &str, argument: Json) -> Json {
    match (name, &argument) {
        ("Ref" | "Condition", _) => json!({ name: argument }),
        ("GetAtt", Json::String(path)) => {
            let (resource, attribute) = path.split_once('.').unwrap_or((path, ""));
            json!({ "Fn::GetAtt": [resource, attribute] })
        }
        _ => json!({ format!("Fn::{name}"): argument }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_tags_become_long_functions() {
        let read = parse("a: !Ref B\nc: !GetAtt D.Outputs.E\nf: !If [G, !Sub \"${H}\", 1]").expect("valid YAML");
        assert_eq!(
            read,
            json!({
                "a": { "Ref": "B" },
                "c": { "Fn::GetAtt": ["D", "Outputs.E"] },
                "f": { "Fn::If": ["G", { "Fn::Sub": "${H}" }, 1] },
            })
        );
    }
}
