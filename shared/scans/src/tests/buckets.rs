//! Two buckets on one machine: what a test needs of S3, over HTTP as a browser meets it.

use crate::{AttachmentId, Place, PresignedForm, Scans, TicketKey};
use aws_credential_types::Credentials;
use aws_sdk_s3::config::{BehaviorVersion, Region, retry::RetryConfig};
use domain::ids::AccountId;
use hyper_util::rt::{TokioExecutor, TokioIo};
use jiff::Timestamp;
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Buckets that are gone when the test is.
pub(super) struct Buckets {
    pub(super) scans: Scans,
    pub(super) host: String,
    _data: tempfile::TempDir,
}

/// An answer over HTTP.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

pub(super) fn ticket_key() -> TicketKey {
    TicketKey::new(b"a sealing secret of more than 32 characters")
}

pub(super) fn new_id(owner: AccountId) -> AttachmentId {
    ticket_key().mint(owner, Timestamp::now())
}

/// A keeper whose buckets are at `host`.
pub(super) fn scans_at(host: &str, session: Option<&str>) -> Scans {
    let credentials = Credentials::new("KEY", "SECRET", session.map(str::to_owned), None, "test");
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .credentials_provider(credentials.clone())
        .region(Region::new("eu-west-1"))
        .endpoint_url(format!("http://{host}"))
        .force_path_style(true)
        .retry_config(RetryConfig::disabled())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    let place = Place {
        region: "eu-west-1".into(),
        origin: format!("http://{host}/"),
        inbox: "hall-inbox".into(),
        scans: "hall-scans".into(),
    };
    Scans::new(aws_sdk_s3::Client::from_conf(config), credentials, place)
}

impl Buckets {
    /// Empty buckets.
    pub(super) async fn open() -> Buckets {
        let data = tempfile::tempdir().expect("a folder for the test");
        for bucket in ["hall-inbox", "hall-scans"] {
            std::fs::create_dir(data.path().join(bucket)).expect("a folder for the bucket");
        }
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(data.path()).expect("the folder is there"));
        service.set_auth(SimpleAuth::from_single("KEY", "SECRET"));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let host = listener.local_addr().expect("the port has a number").to_string();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
                let service = service.clone();
                tokio::spawn(async move {
                    drop(server.serve_connection(TokioIo::new(socket), service).await);
                });
            }
        });
        Buckets { scans: scans_at(&host, None), host, _data: data }
    }

    /// Posts a form with this file, as a browser does.
    pub(super) async fn post(&self, form: &PresignedForm, file: &[u8]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in &form.fields {
            let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let part =
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Type: text/x\r\n\r\n";
        body.extend([part.as_bytes(), file, b"\r\n--edge--\r\n"].concat());
        let path = form.url.strip_prefix(&format!("http://{}", self.host)).expect("the form goes to the buckets");
        let head = format!("POST {path} HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=edge\r\n");
        self.send(&head, &body).await
    }

    /// Follows a link.
    pub(super) async fn get(&self, link: &str) -> Answer {
        let path = link.strip_prefix(&format!("http://{}", self.host)).expect("the link goes to the buckets");
        self.send(&format!("GET {path} HTTP/1.1\r\n"), b"").await
    }

    async fn send(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.host).await.expect("the buckets answer");
        let rest = format!("Host: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", self.host, body.len());
        // The bucket may refuse and close before it has read everything.
        drop(stream.write_all(&[head.as_bytes(), rest.as_bytes(), body].concat()).await);
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer).await);
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("the answer has a head");
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("the answer has a status");
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }
}
