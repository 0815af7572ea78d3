//! Gets what is missing: page assets for everybody; a browser, Python tools and a test runner for tests.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::place::Place;
use crate::{Stop, say, stop};

const RUST: (u32, u32) = (1, 95);
const NODE: u32 = 20;
const NEXTEST: &str = "0.9.151";

/// Installs the pinned page assets, unless they lie there already.
pub fn assets(place: &Place) -> Result<(), Stop> {
    let folder = place.root().join("infra/assets");
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.lock-of-this-install");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    prerequisites()?;
    say("page assets");
    // npm talks on the standard output, which belongs to the hall.
    let npm = Command::new("npm").arg("ci").current_dir(&folder).stdout(Stdio::null()).status()?;
    if !npm.success() {
        return stop("npm could not install the page assets; the first time it needs a package registry");
    }
    Ok(fs::write(stamp, lock)?)
}

/// What no task can install: named, with how to get it.
pub fn prerequisites() -> Result<(), Stop> {
    let rust = version("rustc").unwrap_or_default();
    if rust < RUST {
        return stop(format!(
            "Rust {}.{} or newer is needed (found: {}).\nGet it from https://rustup.rs, or with `rustup update stable`.",
            RUST.0,
            RUST.1,
            shown(rust)
        ));
    }
    let node = version("node").unwrap_or_default();
    if node.0 < NODE || version("npm").is_none() {
        return stop(format!(
            "Node {NODE} or newer with npm is needed (found: {}).\nGet it from https://nodejs.org, or on Debian with \
             `apt-get install nodejs npm`.",
            shown(node)
        ));
    }
    Ok(())
}

/// The browser, its driver and a Chinese font, from Debian.
pub fn browser() -> Result<(), Stop> {
    let mut missing = Vec::new();
    if !runs("chromium", &["--version"]) {
        missing.push("chromium");
    }
    if !runs("chromedriver", &["--version"]) {
        missing.push("chromium-driver");
    }
    if output("fc-list", &[":lang=zh"]).is_none_or(|fonts| fonts.trim().is_empty()) {
        missing.extend(["fontconfig", "fonts-noto-cjk"]);
    }
    debian(&missing)
}

/// A virtual environment with what `infra/xtask/NAME.txt` pins; returns its folder of programs.
pub fn python(place: &Place, name: &str) -> Result<PathBuf, Stop> {
    let requirements = place.root().join("infra/xtask").join(name).with_extension("txt");
    let wanted = fs::read(&requirements)?;
    let folder = place.target().join("python").join(name);
    let (programs, stamp) = (folder.join("bin"), folder.join("installed.txt"));
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    if !runs("python3", &["-c", "import ensurepip"]) {
        debian(&["python3-venv"])?;
    }
    say(&format!("Python programs for {name}"));
    must(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    must(Command::new(programs.join("python")).args(["-m", "pip", "install", "--quiet", "-r"]).arg(requirements))?;
    fs::write(stamp, wanted)?;
    Ok(programs)
}

/// The test runner.
pub fn runner(place: &Place) -> Result<(), Stop> {
    if place.cargo(&["nextest", "--version"]).output().is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    say("cargo-nextest");
    must(&mut place.cargo(&["install", "--locked", "cargo-nextest", "--version", NEXTEST]))
}

/// Runs a command that must succeed.
pub fn must(command: &mut Command) -> Result<(), Stop> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => stop(format!("failed: {}", words(command))),
        Err(cause) => stop(format!("{}: {cause}", words(command))),
    }
}

fn words(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    let arguments: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
    format!("{name} {}", arguments.join(" "))
}

fn debian(packages: &[&str]) -> Result<(), Stop> {
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(" ");
    if !runs("apt-get", &["--version"]) {
        return stop(format!("please install what Debian calls: {names}"));
    }
    say(&format!("from Debian: {names}"));
    let apt = |words: &[&str]| {
        let root = output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
        let mut command = Command::new(if root { "apt-get" } else { "sudo" });
        if !root {
            command.arg("apt-get");
        }
        must(command.args(words).args(["--yes", "--quiet"]).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])?;
    apt(&[&["install", "--no-install-recommends"], packages].concat())
}

fn runs(program: &str, words: &[&str]) -> bool {
    output(program, words).is_some()
}

fn output(program: &str, words: &[&str]) -> Option<String> {
    let output = Command::new(program).args(words).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn version(program: &str) -> Option<(u32, u32)> {
    numbers(&output(program, &["--version"])?)
}

/// The first two numbers in what a program says about its version.
fn numbers(said: &str) -> Option<(u32, u32)> {
    let start = said.find(|c: char| c.is_ascii_digit())?;
    let mut parts = said[start..].split(|c: char| !c.is_ascii_digit()).map_while(|part| part.parse().ok());
    Some((parts.next()?, parts.next().unwrap_or_default()))
}

fn shown(version: (u32, u32)) -> String {
    if version == (0, 0) { "none".to_owned() } else { format!("{}.{}", version.0, version.1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_programs_say() {
        assert_eq!(numbers("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(numbers("v20.20.2\n"), Some((20, 20)));
        assert_eq!(numbers("no idea"), None);
        assert!(numbers("rustc 1.94.1") < Some(RUST));
    }
}
