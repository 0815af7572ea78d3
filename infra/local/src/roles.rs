//! What each function may do: the roles of `access.yaml`, held to in every call to a table or bucket.
use std::collections::BTreeMap;

use serde_json::Value as Json;

/// Statements of one role.
pub type Role = Vec<Statement>;

/// Named actions on named resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    actions: Vec<String>,
    resources: Vec<String>,
}

/// The roles of all functions, by function. A function signs its calls with its own name as access key.
#[derive(Clone, Debug, Default)]
pub struct Roles(BTreeMap<String, Role>);

impl Roles {
    /// Gives `function` a role.
    pub fn give(&mut self, function: &str, role: Role) {
        self.0.insert(function.to_owned(), role);
    }

    /// The functions that have a role.
    pub fn functions(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether the holder of `key` may do `action` to `resource`, named by service and name. Who is no function, as a
    /// test that looks behind the pages, may do everything.
    pub fn allow(&self, key: &str, action: &str, resource: &str) -> bool {
        let Some(role) = self.0.get(key) else { return true };
        let names = |pattern: &String| match pattern.strip_suffix('*') {
            Some(start) => resource.starts_with(&named(start)),
            None => named(pattern) == resource,
        };
        let allowed = role.iter().any(|statement| {
            statement.actions.iter().any(|named| named == action) && statement.resources.iter().any(names)
        });
        if !allowed {
            tracing::error!(function = key, action, resource, "the role of access.yaml does not allow this");
        }
        allowed
    }
}

/// Reads the statements from the resolved `Policies` of a role.
pub fn read(policies: &Json) -> Role {
    let list = |json: &Json| match json {
        Json::Array(items) => items.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
        one => one.as_str().map(str::to_owned).into_iter().collect(),
    };
    let policies = policies.as_array().into_iter().flatten();
    let statements = policies.filter_map(|policy| policy["PolicyDocument"]["Statement"].as_array()).flatten();
    let allowing = statements.filter(|statement| statement["Effect"] == "Allow");
    allowing
        .map(|statement| Statement { actions: list(&statement["Action"]), resources: list(&statement["Resource"]) })
        .collect()
}

/// The last part of an ARN, which is all that tells resources apart on one machine.
fn named(arn: &str) -> String {
    arn.splitn(6, ':').last().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_function_does_what_its_role_names_and_nothing_else() {
        let policies = json!([{ "PolicyDocument": { "Statement": [
            { "Effect": "Allow", "Action": ["dynamodb:GetItem"], "Resource": "arn:local:dynamodb:r:0:Hall" },
            { "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:local:s3:r:0:inbox/inbox/*" },
        ] } }]);
        let mut roles = Roles::default();
        roles.give("home", read(&policies));
        assert!(roles.allow("home", "dynamodb:GetItem", "Hall"));
        assert!(!roles.allow("home", "dynamodb:PutItem", "Hall"));
        assert!(!roles.allow("home", "dynamodb:GetItem", "HallOther"));
        assert!(roles.allow("home", "s3:PutObject", "inbox/inbox/1"));
        assert!(!roles.allow("home", "s3:PutObject", "inbox/elsewhere"));
        assert!(roles.allow("a test", "dynamodb:Scan", "Hall"));
    }
}
