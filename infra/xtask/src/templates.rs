//! The templates: cfn-lint, the SAM CLI's validation, and the SAM transform for `aws` and `aws-cn`.
use std::process::Command;

use crate::place::Place;
use crate::setup::{self, must};
use crate::{Stop, say};

const FILES: [&str; 4] = ["template.yaml", "access.yaml", "data.yaml", "watch.yaml"];
const REGIONS: [&str; 2] = ["eu-central-1", "cn-north-1"];

/// All three checks; none of them needs a network or an account.
pub fn check(place: &Place) -> Result<(), Stop> {
    let programs = setup::python(place, "checks")?;
    let infra = place.root().join("infra");
    let lint = |region: &str| {
        must(Command::new(programs.join("cfn-lint")).args(["-r", region, "--"]).args(FILES).current_dir(&infra))
    };
    REGIONS.into_iter().try_for_each(lint)?;
    must(sam(Command::new(programs.join("sam")).args(["validate", "--lint"]), place))?;
    let transform = infra.join("xtask/translate.py");
    must(Command::new(programs.join("python")).arg(transform).arg("template.yaml").args(REGIONS).current_dir(&infra))
}

/// Builds every function for Lambda: the SAM CLI calls cargo-lambda, which links with zig.
pub fn build(place: &Place) -> Result<(), Stop> {
    setup::assets(place)?;
    let programs = setup::python(place, "checks")?;
    let builders = setup::python(place, "build")?;
    let before = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([builders].into_iter().chain(std::env::split_paths(&before)))?;
    say("sam build");
    let mut build = Command::new(programs.join("sam"));
    must(sam(build.args(["build", "--beta-features"]).env("PATH", path), place))
}

fn sam<'a>(command: &'a mut Command, place: &Place) -> &'a mut Command {
    command.current_dir(place.root()).env("AWS_DEFAULT_REGION", REGIONS[0]).env("SAM_CLI_TELEMETRY", "0")
}
