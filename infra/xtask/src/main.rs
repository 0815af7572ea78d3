//! `cargo xtask`: everything that a developer or a machine asks of this workspace.
#![expect(clippy::print_stderr, reason = "a program talks to whoever started it")]

mod checks;
mod place;
mod setup;
mod templates;
mod tidy;

use std::fmt;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};

use place::Place;

const USAGE: &str = "\
cargo xtask run [--port 8000] [--data DIR] [--fresh] [--no-demo]   start the hall on this machine
cargo xtask officer add NAME [--identity NUMBER] [--data DIR]      make a department officer
cargo xtask officer disable NAME [--data DIR]                      stop one
cargo xtask test                                                   everything that must pass
cargo xtask tidy                                                   walls, names, sizes
cargo xtask templates                                              the templates alone
cargo xtask build                                                  every function for Lambda, with the SAM CLI
cargo xtask setup                                                  page assets only";

/// Why a task could not be done, in words for whoever asked for it.
#[derive(Debug)]
pub struct Stop(String);

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Stop {
    fn from(cause: E) -> Self {
        Self(cause.to_string())
    }
}

/// Stops with these words.
pub fn stop<T>(words: impl Into<String>) -> Result<T, Stop> {
    Err(Stop(words.into()))
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match play(&Place::here(), &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("{stop}");
            ExitCode::FAILURE
        }
    }
}

fn play(place: &Place, words: &[String]) -> Result<(), Stop> {
    match words.first().map_or("", String::as_str) {
        "run" | "officer" => hall(place, words),
        "setup" => setup::assets(place),
        "test" => checks::all(place),
        "tidy" => tidy::check(place),
        "templates" => templates::check(place),
        "build" => templates::build(place),
        _ => stop(USAGE),
    }
}

/// Becomes the embedded hall, so that Ctrl-C reaches it and nothing else.
fn hall(place: &Place, words: &[String]) -> Result<(), Stop> {
    setup::assets(place)?;
    let built = place.cargo(&["build", "--quiet", "--package", "local", "--bin", "hall"]).status()?;
    if !built.success() {
        return stop("the hall does not compile");
    }
    let mut hall = Command::new(place.target().join("debug/hall"));
    hall.args(words);
    if !words.iter().any(|word| word == "--data") {
        hall.arg("--data").arg(place.root().join(".local"));
    }
    Err(hall.exec().into())
}

/// Says which step is being done.
fn say(words: &str) {
    eprintln!("==> {words}");
}
