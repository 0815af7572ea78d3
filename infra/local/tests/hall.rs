//! A hall from our own templates, and from templates that lack something.
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use local::faults::{Fault, Place};
use local::{Hall, Options, Running};
use tokio::io::{AsyncBufReadExt as _, BufReader};

/// Our templates in a folder of their own, the root without the lines that contain `words`.
fn without(folder: &Path, words: &str) -> PathBuf {
    let infra = local::templates();
    for name in ["access.yaml", "data.yaml", "watch.yaml"] {
        fs::copy(infra.with_file_name(name), folder.join(name)).expect("a copy");
    }
    let root = fs::read_to_string(&infra).expect("our root template");
    let left: Vec<_> = root.lines().filter(|line| words.is_empty() || !line.contains(words)).collect();
    fs::write(folder.join("template.yaml"), left.join("\n")).expect("written");
    folder.join("template.yaml")
}

async fn start(template: Option<PathBuf>) -> Running {
    Hall::start(Options { template, faults: true, ..Options::default() }).await.expect("a hall")
}

async fn ask(request: Request<Full<Bytes>>) -> Result<(StatusCode, String), hyper_util::client::legacy::Error> {
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let (parts, body) = client.request(request).await?.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes();
    Ok((parts.status, String::from_utf8_lossy(&bytes).into_owned()))
}

async fn get(hall: &Running, path: &str) -> (StatusCode, String) {
    let request = Request::get(format!("{}{path}", hall.origin())).body(Full::default()).expect("a request");
    ask(request).await.expect("an answer")
}

fn describe(hall: &Running, table: &str) -> Request<Full<Bytes>> {
    describe_as(local::ACCESS_KEY, hall, table)
}

fn describe_as(key: &str, hall: &Running, table: &str) -> Request<Full<Bytes>> {
    let scope = format!("{key}/20260101/local-1/dynamodb/aws4_request");
    let signature = format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=00");
    Request::post(hall.tables())
        .header("x-amz-target", "DynamoDB_20120810.DescribeTable")
        .header("x-amz-date", "20260101T000000Z")
        .header("authorization", signature)
        .header("content-type", "application/x-amz-json-1.0")
        .body(Full::from(format!("{{\"TableName\":\"{table}\"}}")))
        .expect("a request")
}

#[tokio::test]
async fn a_route_that_is_not_in_the_template_does_not_exist() {
    let of_the_api = (StatusCode::NOT_FOUND, "{\"message\":\"Not Found\"}".to_owned());
    let folder = tempfile::tempdir().expect("a folder");
    let whole = start(Some(without(folder.path(), ""))).await;
    assert_ne!(get(&whole, "/credit").await, of_the_api, "the function answers");
    assert_ne!(get(&whole, "/nowhere").await, of_the_api, "$default answers");

    let lacking = start(Some(without(folder.path(), "EverythingElse:"))).await;
    assert_ne!(get(&lacking, "/credit").await, of_the_api);
    assert_eq!(get(&lacking, "/nowhere").await, of_the_api);
    let lacking = start(Some(without(folder.path(), "HttpApi, Properties"))).await;
    assert_eq!(get(&lacking, "/credit").await, of_the_api);
}

#[tokio::test]
async fn a_table_that_is_not_in_the_template_does_not_exist() {
    let hall = start(None).await;
    let declared = ask(describe(&hall, "hall-Data-HallTable")).await.expect("an answer");
    assert_eq!(declared.0, StatusCode::OK, "{}", declared.1);
    let other = ask(describe(&hall, "hall-Data-OtherTable")).await.expect("an answer");
    assert!(other.1.contains("ResourceNotFoundException"), "{}", other.1);
}

#[tokio::test]
async fn what_the_role_of_a_function_does_not_name_is_denied() {
    let hall = start(None).await;
    let denied = ask(describe_as("home", &hall, "hall-Data-HallTable")).await.expect("an answer");
    assert!(denied.1.contains("AccessDeniedException"), "{}", denied.1);
}

#[tokio::test]
async fn a_bucket_refuses_whoever_does_not_sign_and_lets_in_only_the_hall() {
    let hall = start(None).await;
    let bucket = format!("{}/hall-data-inboxbucket", hall.buckets());
    let unsigned = Request::get(format!("{bucket}/inbox/1")).body(Full::default()).expect("a request");
    assert_eq!(ask(unsigned).await.expect("an answer").0, StatusCode::FORBIDDEN);
    for (origin, status) in [(hall.origin(), StatusCode::OK), ("http://evil.example", StatusCode::FORBIDDEN)] {
        let preflight = Request::builder().method(Method::OPTIONS).uri(&bucket);
        let preflight = preflight.header("origin", origin).header("access-control-request-method", "POST");
        assert_eq!(ask(preflight.body(Full::default()).expect("a request")).await.expect("an answer").0, status);
    }
}

#[tokio::test]
async fn a_request_of_more_than_10_mib_is_too_large() {
    let hall = start(None).await;
    let request = Request::post(format!("{}/session", hall.origin()));
    let request = request.body(Full::from(vec![b'x'; 10 * 1024 * 1024 + 1])).expect("a request");
    // The answer may arrive before everything is sent, and then the rest meets a closed connection.
    if let Ok((status, _)) = ask(request).await {
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    }
}

#[tokio::test]
async fn faults_strike_the_table_and_go_away() {
    let hall = start(None).await;
    let table = "hall-Data-HallTable";
    hall.faults().next(Place::Table, "DescribeTable", Fault::LoseReply, 1);
    assert!(ask(describe(&hall, table)).await.is_err(), "the reply is lost");
    hall.faults().all(Place::Table, Fault::Hang);
    let late = tokio::time::timeout(Duration::from_millis(200), ask(describe(&hall, table))).await;
    assert!(late.is_err(), "nothing answers");
    hall.faults().clear();
    hall.faults().all(Place::Table, Fault::THROTTLED);
    assert_eq!(ask(describe(&hall, table)).await.expect("an answer").0, StatusCode::BAD_REQUEST);
    hall.faults().clear();
    assert_eq!(ask(describe(&hall, table)).await.expect("an answer").0, StatusCode::OK);
    assert_eq!(hall.faults().seen(Place::Table, "DescribeTable"), 4);
}

#[tokio::test]
async fn data_outlives_the_hall() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = || Options { data: Some(folder.path().to_owned()), ..Options::default() };
    let first = Hall::start(options()).await.expect("a hall");
    assert!(first.is_fresh());
    let secret = first.env_of("session").expect("an environment")["SEALING_SECRET"].clone();
    assert!(Hall::start(options()).await.is_err(), "the folder is open already");
    first.stop();
    let second = Hall::start(options()).await.expect("a hall");
    assert!(!second.is_fresh());
    assert_eq!(second.env_of("session").expect("an environment")["SEALING_SECRET"], secret);
}

/// The program `hall`, started on a folder; it is ready once it has said so.
async fn program(data: &Path) -> (tokio::process::Child, String) {
    let mut hall = tokio::process::Command::new(env!("CARGO_BIN_EXE_hall"))
        .args(["run", "--port", "0", "--no-demo", "--data"])
        .arg(data)
        .stdout(std::process::Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the hall's program");
    let mut lines = BufReader::new(hall.stdout.take().expect("its words")).lines();
    let line = lines.next_line().await.expect("a line").expect("it says that it is ready");
    let origin = line.strip_prefix("service-hall ready at ").expect("in these words").to_owned();
    (hall, origin)
}

#[tokio::test]
async fn what_was_answered_is_kept_over_a_kill_and_ctrl_c_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let post = async |origin: &str, path: &str, body: &str| {
        let request = Request::post(format!("{origin}{path}")).header("content-type", "application/json");
        let request = request.header("accept", "application/json").body(Full::from(body.to_owned()));
        ask(request.expect("a request")).await.expect("an answer").0
    };
    let firm = r#"{"credit_code": "91210102TE5T000161", "name": "沈阳示例建设有限公司", "kind": "construction",
        "contact": "李示例", "phone": "13800005678", "login_name": "firm", "password": "river-stone-lantern-9"}"#;
    let (mut first, origin) = program(folder.path()).await;
    assert_eq!(post(&origin, "/registrations/enterprises", firm).await, StatusCode::CREATED);
    first.kill().await.expect("it is killed outright");

    let (mut second, origin) = program(folder.path()).await;
    let signing = r#"{"login_name": "firm", "password": "river-stone-lantern-9"}"#;
    assert_eq!(post(&origin, "/session", signing).await, StatusCode::CREATED);
    let id = second.id().expect("it runs").to_string();
    tokio::process::Command::new("kill").args(["-INT", &id]).status().await.expect("a signal");
    let ended = tokio::time::timeout(Duration::from_secs(20), second.wait()).await.expect("it ends");
    assert!(ended.expect("a status").success());
}
