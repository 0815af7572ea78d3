//! A small HTTP server on the loopback: one listener, one handler, and an end that ends at once.
use std::convert::Infallible;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full, combinators::UnsyncBoxBody};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::task::{AbortHandle, JoinSet};

use crate::Failure;

/// A body of any origin.
pub type Body = UnsyncBoxBody<Bytes, Failure>;

/// A whole body.
pub fn whole(bytes: Bytes) -> Body {
    Full::new(bytes).map_err(|never: Infallible| match never {}).boxed_unsync()
}

/// Takes a port of the loopback; `None` leaves the choice to the system.
pub async fn listen(port: Option<u16>) -> Result<(TcpListener, SocketAddr), Failure> {
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port.unwrap_or(0)));
    let listener = TcpListener::bind(wanted).await.map_err(|cause| format!("cannot listen on {wanted}: {cause}"))?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Serves until the returned handle is aborted; open connections end with it.
/// A handler that fails closes the connection without an answer.
pub fn serve<H, F>(listener: TcpListener, handler: H) -> AbortHandle
where
    H: Fn(Request<Incoming>, SocketAddr) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<Response<Body>, Failure>> + Send + 'static,
{
    let accepting = async move {
        let mut connections = JoinSet::new();
        loop {
            let Ok((stream, peer)) = listener.accept().await else { continue };
            let _slow_start_is_worse = stream.set_nodelay(true);
            let handler = handler.clone();
            connections.spawn(async move {
                let service = service_fn(move |request| handler(request, peer));
                let mut server = http1::Builder::new();
                let connection = server.timer(TokioTimer::new());
                if let Err(cause) = connection.serve_connection(TokioIo::new(stream), service).await {
                    tracing::debug!(%cause, "a connection ended early");
                }
            });
            while connections.try_join_next().is_some() {}
        }
    };
    tokio::spawn(accepting).abort_handle()
}
