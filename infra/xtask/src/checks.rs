//! `cargo xtask test`: everything that must pass, step by step, stopping at the first failure.
use crate::place::Place;
use crate::setup::{self, must};
use crate::{Stop, say, templates, tidy};

/// Every check.
pub fn all(place: &Place) -> Result<(), Stop> {
    setup::prerequisites()?;
    setup::assets(place)?;
    let cargo = |step: &str, words: &[&str]| {
        say(step);
        must(&mut place.cargo(words))
    };
    cargo("format", &["fmt", "--all", "--check"])?;
    say("tidy");
    tidy::check(place)?;
    say("templates");
    templates::check(place)?;
    cargo("clippy", &["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"])?;
    setup::runner(place)?;
    setup::browser()?;
    cargo("tests", &["nextest", "run", "--workspace", "--locked", "--no-fail-fast"])?;
    cargo("examples in the docs", &["test", "--workspace", "--locked", "--quiet", "--doc"])?;
    say("everything passes");
    Ok(())
}
