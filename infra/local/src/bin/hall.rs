//! The embedded hall as a program: `hall run` and `hall officer`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program talks to whoever started it")]

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use local::{Failure, Hall, Options, demo, officer};
use tracing_subscriber::EnvFilter;

const USAGE: &str = "\
hall run [--port 8000] [--data DIR] [--fresh] [--no-demo]
hall officer add NAME [--identity NUMBER] [--data DIR]
hall officer disable NAME [--data DIR]";

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_unset| EnvFilter::new("warn,dynoxide=off,s3s=off,s3s_fs=off"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let words: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Runtime::new().expect("an operating system that gives threads");
    match runtime.block_on(play(&words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("{cause}");
            ExitCode::FAILURE
        }
    }
}

async fn play(words: &[String]) -> Result<(), Failure> {
    let asked = Asked::parse(words)?;
    match asked.command.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run"] => run(asked).await,
        ["officer", action @ ("add" | "disable"), name] => {
            let answer = officer::command(&asked.data, action, name, asked.identity.as_deref()).await?;
            for (field, value) in answer.as_object().into_iter().flatten() {
                println!("{field} {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            }
            Ok(())
        }
        _ => Err(USAGE.into()),
    }
}

async fn run(asked: Asked) -> Result<(), Failure> {
    let ours = asked.data.join("secret").exists();
    if (asked.fresh && ours) || demo::is_half_filled(&asked.data) {
        fs::remove_dir_all(&asked.data)?;
    }
    let options = Options { port: Some(asked.port), data: Some(asked.data), ..Options::default() };
    let hall = Hall::start(options).await?;
    let accounts = if asked.demo { demo::accounts(&hall).await? } else { Vec::new() };
    println!("service-hall ready at {}", hall.origin());
    for account in accounts {
        println!("account {} {} {} {}", account.role, account.login, account.password, account.state);
    }
    tokio::signal::ctrl_c().await?;
    hall.stop();
    Ok(())
}

/// What was asked for on the command line.
struct Asked {
    command: Vec<String>,
    port: u16,
    data: PathBuf,
    fresh: bool,
    demo: bool,
    identity: Option<String>,
}

impl Asked {
    fn parse(words: &[String]) -> Result<Self, Failure> {
        let data = PathBuf::from(".local");
        let mut asked = Self { command: Vec::new(), port: 8000, data, fresh: false, demo: true, identity: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--port" => asked.port = words.next().ok_or(USAGE)?.parse().map_err(|_bad| "--port takes a number")?,
                "--data" => asked.data = words.next().ok_or(USAGE)?.into(),
                "--identity" => asked.identity = Some(words.next().ok_or(USAGE)?.clone()),
                "--fresh" => asked.fresh = true,
                "--no-demo" => asked.demo = false,
                option if option.starts_with('-') => return Err(format!("unknown option {option}\n{USAGE}").into()),
                _ => asked.command.push(word.clone()),
            }
        }
        Ok(asked)
    }
}
