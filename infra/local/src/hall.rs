//! Starts a hall from the templates: tables, buckets, functions, routes, events.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use tokio::task::AbortHandle;

use crate::bus::{Bus, DeadLetter};
use crate::calls::{self, Functions};
use crate::declared::Declared;
use crate::faults::Faults;
use crate::keep::{Keep, Whereabouts};
use crate::stack::REGION;
use crate::{Failure, buckets, gallery, gateway, serving, tables, templates};

/// Parameters of the template as the embedded hall sets them: so generous that nobody waits while trying things out.
const GENEROUS: [(&str, &str); 5] = [
    ("SignInTries", "50"),
    ("AddressTries", "1000"),
    ("AccountTries", "1000"),
    ("TakenTries", "1000"),
    ("SessionConcurrency", "64"),
];

/// How a hall is to be started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port for browsers; `None` leaves the choice to the system.
    pub port: Option<u16>,
    /// Where data is kept; `None` keeps nothing.
    pub data: Option<PathBuf>,
    /// The root template; `None` is the one of this workspace.
    pub template: Option<PathBuf>,
    /// Parameters of the template.
    pub overrides: BTreeMap<String, String>,
    /// Whether the switches of [`Running::faults`] reach the tables.
    pub faults: bool,
}

/// The embedded hall.
#[derive(Debug)]
pub struct Hall;

/// A hall at work; it ends when this is dropped.
pub struct Running {
    at: Whereabouts,
    fresh: bool,
    keep: Keep,
    functions: Functions,
    bus: Bus,
    faults: Faults,
    tasks: Vec<AbortHandle>,
}

impl Hall {
    /// Starts a hall and returns when it answers.
    pub async fn start(options: Options) -> Result<Running, Failure> {
        let keep = options.data.as_deref().map_or_else(Keep::vanishing, Keep::open)?;
        let fresh = keep.is_fresh();
        let secret = keep.secret()?;
        let (front, address) = serving::listen(options.port).await?;
        let shelf = buckets::listen().await?;
        let (origin, bucket_origin) = (format!("http://{address}"), shelf.1.clone());
        let template = options.template.unwrap_or_else(templates);
        let mut declared = read(&template, &origin, &bucket_origin, &options.overrides)?;
        gallery::beside(&mut declared)?;

        let faults = Faults::default();
        let file = options.data.is_some().then(|| keep.tables());
        let tables = tables::open(&declared, file.as_deref(), options.faults.then(|| faults.clone())).await?;
        let endpoints = endpoints(&tables.endpoint, &bucket_origin);
        let functions = Functions::ready(&declared.functions, &endpoints, &secret)?;
        let bus = Bus::new(functions.clone(), &declared.rules, &declared.schedules, faults.clone());
        let told = bus.clone();
        let told = std::sync::Arc::new(move |written| told.written(&written));
        let buckets = buckets::open(shelf, &declared, &keep.buckets()?, faults.clone(), told)?;

        let mut tasks = tables.tasks;
        tasks.push(buckets.task);
        tasks.extend(bus.start());
        tasks.push(gateway::serve(front, declared.routes, functions.clone()));
        let at = Whereabouts { origin, tables: tables.endpoint, buckets: buckets.endpoint };
        if options.data.is_some() {
            keep.announce(&at)?;
        }
        Ok(Running { at, fresh, keep, functions, bus, faults, tasks })
    }
}

impl Running {
    /// The address for browsers and clients.
    pub fn origin(&self) -> &str {
        &self.at.origin
    }

    /// Where the tables answer: behind the faults, where those were asked for.
    pub fn tables(&self) -> &str {
        &self.at.tables
    }

    /// Where the buckets answer.
    pub fn buckets(&self) -> &str {
        &self.at.buckets
    }

    /// Whether the data folder was new.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// What was noted in the data folder under `name`.
    pub fn noted(&self, name: &str) -> Option<Json> {
        self.keep.noted(name)
    }

    /// Notes `json` in the data folder under `name`.
    pub fn note(&self, name: &str, json: &Json) -> Result<(), Failure> {
        self.keep.note(name, json)
    }

    /// Removes the note `name`.
    pub fn forget(&self, name: &str) -> Result<(), Failure> {
        self.keep.forget(name)
    }

    /// The environment of a function.
    pub fn env_of(&self, function: &str) -> Option<&BTreeMap<String, String>> {
        self.functions.environment(function)
    }

    /// The hall that a function was given: its store and its scans.
    pub fn hall_of(&self, function: &str) -> Option<&runtime::Hall> {
        self.functions.hall(function)
    }

    /// The switches for tests. Those of tables need [`Options::faults`].
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Plays every schedule now.
    pub async fn tick(&self) {
        self.bus.tick().await;
    }

    /// Events that failed for good.
    pub fn dead_letters(&self) -> Vec<DeadLetter> {
        self.bus.dead_letters()
    }

    /// Ends the hall.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// The environment of `function` in the hall that runs `at`, for a command from another process.
pub fn environment_at(folder: &Path, at: &Whereabouts, function: &str) -> Result<BTreeMap<String, String>, Failure> {
    let declared = read(&templates(), &at.origin, &at.buckets, &BTreeMap::new())?;
    let declared = declared.functions.get(function).ok_or_else(|| format!("no function {function}"))?;
    let secret = std::fs::read_to_string(folder.join("secret"))?;
    Ok(calls::environment(function, declared, &endpoints(&at.tables, &at.buckets), &secret))
}

fn read(
    template: &Path,
    origin: &str,
    bucket_origin: &str,
    overrides: &BTreeMap<String, String>,
) -> Result<Declared, Failure> {
    let own = [("HallOrigin", origin), ("BucketOrigin", bucket_origin)];
    let mut parameters: BTreeMap<String, Json> =
        own.into_iter().chain(GENEROUS).map(|(name, value)| (name.to_owned(), value.into())).collect();
    parameters.extend(overrides.iter().map(|(name, value)| (name.clone(), value.as_str().into())));
    Declared::read(template, "hall", parameters)
}

/// What Lambda sets in the cloud, and where the embedded services are.
fn endpoints(tables: &str, buckets: &str) -> BTreeMap<String, String> {
    let pairs = [
        ("AWS_REGION", REGION),
        ("AWS_SECRET_ACCESS_KEY", buckets::SECRET_KEY),
        ("AWS_ENDPOINT_URL_DYNAMODB", tables),
        ("AWS_ENDPOINT_URL_S3", buckets),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
