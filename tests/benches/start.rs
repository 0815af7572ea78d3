//! How soon each function asks for its first event, how much memory it holds then, and how large it is.
//! Build them first: `cargo build --release --workspace --bins`; then `cargo bench -p acceptance --bench start`.
//! Times belong here and never into tests.
#![expect(clippy::print_stdout, reason = "a bench talks to whoever started it")]

use std::io::{Error, Result};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The functions of the template.
const FUNCTIONS: [&str; 13] = [
    "application",
    "attachment-upload",
    "casework",
    "deletion-request",
    "home",
    "personnel",
    "registration",
    "review",
    "scan-intake",
    "imports",
    "sheet-intake",
    "session",
    "unit",
];
/// Starts of each; the median is told.
const STARTS: usize = 11;

fn main() -> Result<()> {
    println!("{:<20} {:>10} {:>10} {:>10}", "function", "start ms", "RSS MB", "size MB");
    for function in FUNCTIONS {
        let binary = built().join(function);
        if !binary.exists() {
            println!("{function:<20} is not built: cargo build --release --workspace --bins");
            continue;
        }
        let mut starts = (0..STARTS).map(|_| started(&binary)).collect::<Result<Vec<_>>>()?;
        starts.sort_by_key(|(time, _)| *time);
        let (time, memory) = starts[STARTS / 2];
        let size = std::fs::metadata(&binary)?.len();
        let mega = |bytes: u64| format!("{}.{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000);
        println!("{function:<20} {:>10} {:>10} {:>10}", time.as_micros() / 1000, mega(memory), mega(size));
    }
    Ok(())
}

/// Where release binaries lie: beside this bench's own.
fn built() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    own.parent().and_then(Path::parent).map(Path::to_owned).unwrap_or_default()
}

/// Starts a function as Lambda does, until it asks for its first event; the time, and the bytes it holds then.
fn started(binary: &Path) -> Result<(Duration, u64)> {
    let runtime = TcpListener::bind("127.0.0.1:0")?;
    runtime.set_nonblocking(true)?;
    let address = runtime.local_addr()?.to_string();
    let begun = Instant::now();
    let mut function = Command::new(binary)
        .env_clear()
        .envs([("AWS_LAMBDA_RUNTIME_API", address.as_str()), ("AWS_REGION", "eu-west-1")])
        .envs(["HALL_TABLE", "SESSIONS_TABLE", "INBOX_BUCKET", "SCANS_BUCKET"].map(|name| (name, "bench")))
        .envs(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_LAMBDA_FUNCTION_NAME"].map(|name| (name, "bench")))
        .envs(
            ["SIGN_IN_TRIES", "SIGN_IN_WAIT", "ADDRESS_TRIES", "ACCOUNT_TRIES", "TAKEN_TRIES"].map(|name| (name, "5")),
        )
        .envs([("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"), ("AWS_LAMBDA_FUNCTION_VERSION", "1")])
        .envs([("AWS_LAMBDA_LOG_STREAM_NAME", "bench"), ("AWS_LAMBDA_LOG_GROUP_NAME", "bench")])
        .envs([("HALL_ORIGIN", "https://hall.example"), ("BUCKET_ORIGIN", "https://bucket.example")])
        .env("SEALING_SECRET", "a secret that is long enough for a bench")
        .stdout(Stdio::null())
        .spawn()?;
    while runtime.accept().is_err() {
        // One that ends instead of asking has no time to tell.
        if let Some(status) = function.try_wait()? {
            return Err(Error::other(format!("{} ended with {status}", binary.display())));
        }
        std::thread::yield_now();
    }
    let time = begun.elapsed();
    let memory = resident(function.id());
    function.kill()?;
    function.wait()?;
    Ok((time, memory?))
}

/// Bytes of memory that a process holds.
fn resident(process: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilo: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok());
    Ok(kilo.unwrap_or_default() * 1024)
}
