//! What the templates declare, as the embedded hall plays it: tables, buckets, functions, routes, events.
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value as Json, json};

use crate::roles::{self, Role, Roles};
use crate::stack::{Stack, plain};
use crate::{Failure, routes::Route};

/// Everything that is played.
#[derive(Debug, Default)]
pub struct Declared {
    /// Tables with their keys.
    pub tables: Vec<Table>,
    /// Buckets with their rules for other origins.
    pub buckets: Vec<Bucket>,
    /// Functions by the name of their binary.
    pub functions: BTreeMap<String, Function>,
    /// What functions may do.
    pub roles: Roles,
    /// Which function answers which request.
    pub routes: Vec<Route>,
    /// Which function hears of which event.
    pub rules: Vec<Rule>,
    /// Which function is woken how often.
    pub schedules: Vec<Schedule>,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The request that creates it.
    pub create: Json,
    /// The request that lets items expire, where they do.
    pub expiry: Option<Json>,
}

/// A bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Its CORS rules as declared.
    pub cors: Vec<Json>,
    /// Whether it tells EventBridge what is written.
    pub tells: bool,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its environment, every reference resolved except the one to the secret.
    pub environment: BTreeMap<String, String>,
    /// Calls that may run at one time.
    pub concurrency: Option<usize>,
    /// How often an event is tried again after a failure.
    pub retries: u32,
    /// How long a call may take.
    pub timeout: Duration,
}

/// A rule of EventBridge.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What an event must look like.
    pub pattern: Json,
    /// Who hears of it.
    pub function: String,
}

/// A schedule.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The time between two events.
    pub every: Duration,
    /// Who is woken.
    pub function: String,
}

impl Declared {
    /// Reads the root template at `path` and every stack inside it.
    pub fn read(path: &Path, stack: &str, parameters: BTreeMap<String, Json>) -> Result<Self, Failure> {
        let (mut declared, mut found) = (Self::default(), Found::default());
        declared.add(&Stack::open(path, stack, parameters)?, &mut found)?;
        for (function, arn) in found.taken {
            let role = found.roles.get(&arn).ok_or_else(|| format!("function {function} has no role of its own"))?;
            declared.roles.give(&function, role.clone());
        }
        Ok(declared)
    }

    fn add(&mut self, stack: &Stack, found: &mut Found) -> Result<(), Failure> {
        for (logical, resource) in stack.resources("AWS::IAM::Role")? {
            let arn = stack.value(&json!({ "Fn::GetAtt": [logical, "Arn"] }))?;
            found.roles.insert(plain(&arn), roles::read(&stack.value(&resource["Properties"]["Policies"])?));
        }
        for (logical, resource) in stack.resources("AWS::DynamoDB::Table")? {
            self.tables.push(table(stack.physical(&logical), &stack.value(&resource["Properties"])?));
        }
        for (logical, resource) in stack.resources("AWS::S3::Bucket")? {
            self.buckets.push(bucket(stack.physical(&logical), &stack.value(&resource["Properties"])?));
        }
        let globals = stack.function_globals()?;
        for (logical, resource) in stack.resources("AWS::Serverless::Function")? {
            let name = resource["Metadata"]["BuildProperties"]["Binary"].as_str();
            let name = name.ok_or_else(|| format!("function {logical} names no binary"))?;
            let properties = stack.value(&resource["Properties"])?;
            found.taken.insert(name.to_owned(), plain(&properties["Role"]));
            self.functions.insert(name.to_owned(), function(&globals, &properties));
            for (event, declaration) in properties["Events"].as_object().into_iter().flatten() {
                self.event(name, declaration).map_err(|cause| format!("{logical}.{event}: {cause}"))?;
            }
        }
        for child in stack.children()? {
            self.add(&child, found)?;
        }
        Ok(())
    }

    fn event(&mut self, function: &str, declaration: &Json) -> Result<(), Failure> {
        let properties = &declaration["Properties"];
        let function = function.to_owned();
        match declaration["Type"].as_str().unwrap_or_default() {
            "HttpApi" => self.routes.push(Route::new(
                properties["Method"].as_str().unwrap_or("ANY"),
                properties["Path"].as_str(),
                function,
            )?),
            "EventBridgeRule" => self.rules.push(Rule { pattern: properties["Pattern"].clone(), function }),
            "Schedule" => {
                let every = rate(properties["Schedule"].as_str().unwrap_or_default())?;
                self.schedules.push(Schedule { every, function });
            }
            unknown => return Err(format!("events of type {unknown} are not played here").into()),
        }
        Ok(())
    }
}

/// Roles by their ARN, and which function takes which: they lie in different stacks.
#[derive(Default)]
struct Found {
    roles: BTreeMap<String, Role>,
    taken: BTreeMap<String, String>,
}

fn table(name: String, properties: &Json) -> Table {
    let create = json!({
        "TableName": name,
        "AttributeDefinitions": properties["AttributeDefinitions"],
        "KeySchema": properties["KeySchema"],
        "BillingMode": properties["BillingMode"],
    });
    let expiry = match &properties["TimeToLiveSpecification"] {
        Json::Null => None,
        expiry => Some(json!({ "TableName": name, "TimeToLiveSpecification": expiry })),
    };
    Table { name, create, expiry }
}

fn bucket(name: String, properties: &Json) -> Bucket {
    let cors = properties["CorsConfiguration"]["CorsRules"].as_array().cloned().unwrap_or_default();
    let bridge = &properties["NotificationConfiguration"]["EventBridgeConfiguration"];
    let tells = bridge.is_object() && bridge["EventBridgeEnabled"] != Json::Bool(false);
    Bucket { name, cors, tells }
}

fn function(globals: &Json, properties: &Json) -> Function {
    let environment = [globals, properties]
        .into_iter()
        .filter_map(|source| source["Environment"]["Variables"].as_object())
        .flatten()
        .map(|(name, value)| (name.clone(), plain(value)))
        .collect();
    let number = |name: &str| [properties, globals].into_iter().find_map(|source| whole(&source[name]));
    Function {
        environment,
        concurrency: number("ReservedConcurrentExecutions").and_then(|most| usize::try_from(most).ok()),
        retries: whole(&properties["EventInvokeConfig"]["MaximumRetryAttempts"])
            .and_then(|times| u32::try_from(times).ok())
            .unwrap_or(2),
        timeout: Duration::from_secs(number("Timeout").unwrap_or(3)),
    }
}

/// Numbers arrive as numbers from the template and as text from the overrides of a parameter.
fn whole(json: &Json) -> Option<u64> {
    json.as_u64().or_else(|| json.as_str()?.parse().ok())
}

fn rate(text: &str) -> Result<Duration, Failure> {
    let mut words = text.strip_prefix("rate(").and_then(|rest| rest.strip_suffix(')')).unwrap_or_default().split(' ');
    let count = words.next().and_then(|count| count.parse::<u64>().ok());
    let unit = words.next().unwrap_or_default().trim_end_matches('s');
    match (count, unit) {
        (Some(count), "minute") => Ok(Duration::from_secs(count * 60)),
        (Some(count), "hour") => Ok(Duration::from_secs(count * 3600)),
        (Some(count), "day") => Ok(Duration::from_secs(count * 86400)),
        _ => Err(format!("schedule {text:?} is not played here; rate(5 minutes) is").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates;

    fn declared() -> Declared {
        let given = BTreeMap::from([("HallOrigin".to_owned(), Json::from("https://hall.example"))]);
        Declared::read(&templates(), "hall", given).expect("our own templates are read")
    }

    #[test]
    fn our_own_templates_declare_two_tables_and_two_buckets() {
        let declared = declared();
        let tables: Vec<_> = declared.tables.iter().map(|table| table.name.as_str()).collect();
        let buckets: Vec<_> = declared.buckets.iter().map(|bucket| (bucket.name.as_str(), bucket.tells)).collect();
        assert_eq!(tables, ["hall-Data-HallTable", "hall-Data-SessionsTable"]);
        assert_eq!(buckets, [("hall-data-inboxbucket", true), ("hall-data-scansbucket", false)]);
        assert_eq!(declared.buckets[0].cors[0]["AllowedOrigins"], json!(["https://hall.example"]));
    }

    #[test]
    fn a_function_has_the_environment_of_the_template() {
        let declared = declared();
        let environment = &declared.functions["session"].environment;
        assert_eq!(environment["HALL_TABLE"], "hall-Data-HallTable");
        assert_eq!(environment["INBOX_BUCKET"], "hall-data-inboxbucket");
        assert_eq!(environment["HALL_ORIGIN"], "https://hall.example");
        assert_eq!(environment["BUCKET_ORIGIN"], "https://s3.local-1.invalid");
        assert_eq!(environment["SIGN_IN_TRIES"], "5");
        assert!(environment["SEALING_SECRET"].starts_with("{{resolve:secretsmanager:arn:"));
    }

    #[test]
    fn arrivals_and_the_sweep_reach_scan_intake() {
        let declared = declared();
        let functions: Vec<&str> = declared.rules.iter().map(|rule| rule.function.as_str()).collect();
        assert_eq!(functions, ["scan-intake", "sheet-intake"]);
        assert_eq!(declared.rules[0].pattern["detail"]["bucket"]["name"], json!(["hall-data-inboxbucket"]));
        assert_eq!(declared.schedules[0].every, Duration::from_secs(300));
    }

    #[test]
    fn an_unknown_kind_of_event_is_refused_and_not_forgotten() {
        let mut declared = Declared::default();
        assert!(declared.event("home", &json!({ "Type": "Kinesis" })).is_err());
        assert!(rate("cron(0 1 * * ? *)").is_err());
    }
}
