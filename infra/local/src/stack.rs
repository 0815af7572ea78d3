//! A template with its parameters filled in: every reference in it has a value.
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::{Map, Value as Json};

use crate::{Failure, reading};

/// The region that the embedded hall pretends to be in.
pub const REGION: &str = "local-1";
const ACCOUNT: &str = "000000000000";

/// One stack; nested stacks are opened when something asks for them.
pub struct Stack {
    name: String,
    folder: PathBuf,
    template: Json,
    parameters: BTreeMap<String, Json>,
    nested: RefCell<BTreeMap<String, Rc<Stack>>>,
}

impl Stack {
    /// Opens the template at `path` as the stack `name`, with the parameters that were `given`.
    pub fn open(path: &Path, name: &str, given: BTreeMap<String, Json>) -> Result<Self, Failure> {
        let template = reading::read(path)?;
        let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
        Self::of(template, folder, name, given)
    }

    /// Takes a template that was read before; nested ones lie in `folder`.
    pub fn of(template: Json, folder: PathBuf, name: &str, given: BTreeMap<String, Json>) -> Result<Self, Failure> {
        let mut parameters = BTreeMap::new();
        let declared = template["Parameters"].as_object().cloned().unwrap_or_default();
        if let Some(unknown) = given.keys().find(|key| !declared.contains_key(*key)) {
            return Err(format!("stack {name} declares no parameter {unknown}").into());
        }
        for (key, declaration) in declared {
            let value = given.get(&key).or(declaration.get("Default"));
            let value = value.ok_or_else(|| format!("stack {name} needs a value for its parameter {key}"))?;
            parameters.insert(key, value.clone());
        }
        Ok(Self { name: name.to_owned(), folder, template, parameters, nested: RefCell::default() })
    }

    /// Resources of the type `kind` whose condition holds: logical name and declaration, not yet evaluated.
    pub fn resources(&self, kind: &str) -> Result<Vec<(String, &Json)>, Failure> {
        let mut found = Vec::new();
        for (logical, resource) in self.template["Resources"].as_object().into_iter().flatten() {
            if resource["Type"] == kind && self.wanted(resource)? {
                found.push((logical.clone(), resource));
            }
        }
        Ok(found)
    }

    /// What `Globals` says about every function.
    pub fn function_globals(&self) -> Result<Json, Failure> {
        self.value(&self.template["Globals"]["Function"])
    }

    /// The stacks inside this one, by logical name.
    pub fn children(&self) -> Result<Vec<Rc<Stack>>, Failure> {
        let nested = self.resources("AWS::CloudFormation::Stack")?;
        nested.iter().map(|(logical, _)| self.child(logical)).collect()
    }

    /// The name under which a resource is known outside of the template.
    pub fn physical(&self, logical: &str) -> String {
        let name = format!("{}-{logical}", self.name);
        match self.kind(logical) {
            "AWS::S3::Bucket" => name.to_lowercase(),
            "AWS::Logs::LogGroup" => match &self.template["Resources"][logical]["Properties"]["LogGroupName"] {
                Json::Null => name,
                given => self.text(given).unwrap_or(name),
            },
            _ => name,
        }
    }

    /// Evaluates every function inside `json`.
    pub fn value(&self, json: &Json) -> Result<Json, Failure> {
        match json {
            Json::Array(items) => Ok(Json::Array(items.iter().map(|item| self.value(item)).collect::<Result<_, _>>()?)),
            Json::Object(map) => match single(map) {
                Some((function, argument)) => self.call(function, argument),
                None => {
                    let mut done = Map::new();
                    for (key, value) in map {
                        done.insert(key.clone(), self.value(value)?);
                    }
                    Ok(Json::Object(done))
                }
            },
            scalar => Ok(scalar.clone()),
        }
    }

    fn call(&self, function: &str, argument: &Json) -> Result<Json, Failure> {
        match function {
            "Ref" => self.reference(argument.as_str().unwrap_or_default()),
            "Fn::GetAtt" => {
                let (resource, attribute) = (argument[0].as_str(), argument[1].as_str());
                self.attribute(resource.unwrap_or_default(), attribute.unwrap_or_default())
            }
            "Fn::Sub" => self.substitute(argument),
            "Fn::Join" => {
                let parts = self.value(&argument[1])?;
                let parts = parts.as_array().into_iter().flatten().map(plain).collect::<Vec<_>>();
                Ok(parts.join(argument[0].as_str().unwrap_or_default()).into())
            }
            "Fn::If" => {
                let holds = self.condition(argument[0].as_str().unwrap_or_default())?;
                self.value(&argument[if holds { 1 } else { 2 }])
            }
            "Fn::Equals" => Ok((plain(&self.value(&argument[0])?) == plain(&self.value(&argument[1])?)).into()),
            "Fn::Not" => Ok((self.value(&argument[0])? != Json::Bool(true)).into()),
            "Condition" => Ok(self.condition(argument.as_str().unwrap_or_default())?.into()),
            unknown => Err(format!("stack {}: {unknown} is not played here", self.name).into()),
        }
    }

    fn condition(&self, name: &str) -> Result<bool, Failure> {
        match &self.template["Conditions"][name] {
            Json::Null => Err(format!("stack {} declares no condition {name}", self.name).into()),
            declared => Ok(self.value(declared)? == Json::Bool(true)),
        }
    }

    fn wanted(&self, resource: &Json) -> Result<bool, Failure> {
        resource["Condition"].as_str().map_or(Ok(true), |name| self.condition(name))
    }

    fn reference(&self, name: &str) -> Result<Json, Failure> {
        if let Some(value) = self.parameters.get(name) {
            return Ok(value.clone());
        }
        if let Some(value) = pseudo(&self.name, name) {
            return Ok(value.into());
        }
        match self.kind(name) {
            "" => Err(format!("stack {} declares no {name}", self.name).into()),
            "AWS::SecretsManager::Secret" | "AWS::SNS::Topic" => self.attribute(name, "Arn"),
            _ => Ok(self.physical(name).into()),
        }
    }

    fn attribute(&self, logical: &str, attribute: &str) -> Result<Json, Failure> {
        let physical = self.physical(logical);
        let service = match self.kind(logical) {
            "" => return Err(format!("stack {} declares no {logical}", self.name).into()),
            "AWS::CloudFormation::Stack" => {
                let output = attribute.strip_prefix("Outputs.").unwrap_or(attribute);
                return self.child(logical)?.output(output);
            }
            kind => kind.split("::").nth(1).unwrap_or_default().to_lowercase(),
        };
        match attribute {
            "Arn" => Ok(format!("arn:local:{service}:{REGION}:{ACCOUNT}:{physical}").into()),
            "QueueName" => Ok(physical.into()),
            "ApiEndpoint" => Ok(format!("https://{physical}.invalid").into()),
            unknown => Err(format!("{unknown} of {logical} in stack {} is not known here", self.name).into()),
        }
    }

    fn output(&self, name: &str) -> Result<Json, Failure> {
        match &self.template["Outputs"][name]["Value"] {
            Json::Null => Err(format!("stack {} has no output {name}", self.name).into()),
            value => self.value(value),
        }
    }

    fn child(&self, logical: &str) -> Result<Rc<Stack>, Failure> {
        if let Some(open) = self.nested.borrow().get(logical) {
            return Ok(Rc::clone(open));
        }
        let properties = &self.template["Resources"][logical]["Properties"];
        let place = self.folder.join(properties["TemplateURL"].as_str().ok_or("a nested stack without its file")?);
        let given = match self.value(&properties["Parameters"])? {
            Json::Object(map) => map.into_iter().collect(),
            _ => BTreeMap::new(),
        };
        let open = Rc::new(Self::open(&place, &format!("{}-{logical}", self.name), given)?);
        self.nested.borrow_mut().insert(logical.to_owned(), Rc::clone(&open));
        Ok(open)
    }

    fn kind(&self, logical: &str) -> &str {
        self.template["Resources"][logical]["Type"].as_str().unwrap_or_default()
    }

    fn text(&self, json: &Json) -> Result<String, Failure> {
        Ok(plain(&self.value(json)?))
    }

    fn substitute(&self, argument: &Json) -> Result<Json, Failure> {
        let text = argument.as_str().ok_or("Fn::Sub with a map is not played here")?;
        let (mut done, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once("${") {
            let (name, tail) = after.split_once('}').ok_or("Fn::Sub without its closing brace")?;
            done.push_str(before);
            let value = match name.split_once('.') {
                Some((resource, attribute)) => self.attribute(resource, attribute)?,
                None => self.reference(name)?,
            };
            done.push_str(&plain(&value));
            rest = tail;
        }
        done.push_str(rest);
        Ok(done.into())
    }
}

/// A scalar as CloudFormation hands it on: always as text.
pub fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

fn single(map: &Map<String, Json>) -> Option<(&str, &Json)> {
    let (key, value) = map.iter().next().filter(|_| map.len() == 1)?;
    let function = key == "Ref" || key.starts_with("Fn::") || (key == "Condition" && value.is_string());
    function.then_some((key, value))
}

fn pseudo(stack: &str, name: &str) -> Option<String> {
    Some(match name {
        "AWS::AccountId" => ACCOUNT.to_owned(),
        "AWS::Partition" => "local".to_owned(),
        "AWS::Region" => REGION.to_owned(),
        "AWS::StackName" => stack.to_owned(),
        "AWS::URLSuffix" => "invalid".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn stack(template: &str, given: &[(&str, &str)]) -> Result<Stack, Failure> {
        let given = given.iter().map(|(key, value)| ((*key).to_owned(), Json::from(*value))).collect();
        Stack::of(reading::parse(template).expect("valid YAML"), PathBuf::new(), "hall", given)
    }

    const SMALL: &str = r#"
        Parameters: { Origin: { Type: String }, Tries: { Type: Number, Default: 5 }, Other: { Default: "" } }
        Conditions: { Given: !Not [!Equals [!Ref Other, ""]] }
        Resources:
          Inbox: { Type: AWS::S3::Bucket }
          Secret: { Type: AWS::SecretsManager::Secret }
    "#;

    #[test]
    fn references_substitutions_and_conditions_have_values() {
        let hall = stack(SMALL, &[("Origin", "https://hall.example")]).expect("it opens");
        let read = |text: &str| hall.value(&reading::parse(text).expect("valid YAML")).expect("it has a value");
        assert_eq!(read("!Ref Tries"), json!(5));
        assert_eq!(read("!Sub \"${AWS::StackName} at ${Origin}\""), json!("hall at https://hall.example"));
        assert_eq!(read("!If [Given, yes it is, no]"), json!("no"));
        assert_eq!(read("!Join [\"-\", [a, !Ref Inbox]]"), json!("a-hall-inbox"));
        assert_eq!(read("!Ref Secret"), json!("arn:local:secretsmanager:local-1:000000000000:hall-Secret"));
    }

    #[test]
    fn what_is_not_declared_has_no_value() {
        assert!(stack(SMALL, &[]).is_err(), "a parameter without a value");
        assert!(stack(SMALL, &[("Origin", "o"), ("Extra", "e")]).is_err(), "a parameter that nobody declared");
        let hall = stack(SMALL, &[("Origin", "o")]).expect("it opens");
        assert!(hall.value(&json!({ "Ref": "Nobody" })).is_err());
        assert!(hall.value(&json!({ "Fn::GetAtt": ["Inbox", "Colour"] })).is_err());
        assert!(hall.value(&json!({ "Fn::Rain": "x" })).is_err());
    }
}
