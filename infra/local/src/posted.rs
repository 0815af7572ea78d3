//! The name of a posted file, read from the beginning of the form while the rest of it still flows: S3 writes it wherever
//! a form says `${filename}`, and the embedded S3 does not hand it on.
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http::Request;
use http_body_util::BodyExt as _;
use hyper::body::{Body, Frame, Incoming};

use crate::Failure;
use crate::shelf::FileName;

/// How far into a form its file begins at the latest; S3 gives the other fields 20 KB.
const FIELDS: usize = 32 * 1024;

/// The request with its file's name among the extensions.
pub async fn named(request: Request<Incoming>) -> Result<Request<s3s::Body>, Failure> {
    let (mut parts, mut rest) = request.into_parts();
    let mut begun = BytesMut::new();
    while file_name(&begun).is_none() && begun.len() < FIELDS {
        let Some(frame) = rest.frame().await else { break };
        begun.extend(frame?.into_data().unwrap_or_default());
    }
    if let Some(name) = file_name(&begun) {
        parts.extensions.insert(FileName(name));
    }
    let body = Resumed { begun: Some(begun.freeze()), rest };
    Ok(Request::from_parts(parts, s3s::Body::http_body(body)))
}

/// The name in the head of the part `file`, once that head is whole.
fn file_name(begun: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(begun);
    let (_, head) = text.split_once("name=\"file\"; filename=\"")?;
    let (name, _) = head.split_once("\"\r\n")?;
    // Browsers write a quotation mark and a line's end like this.
    Some(name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
}

/// What was read already, then the rest.
struct Resumed {
    begun: Option<Bytes>,
    rest: Incoming,
}

impl Body for Resumed {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        match self.begun.take() {
            Some(begun) => Poll::Ready(Some(Ok(Frame::data(begun)))),
            None => Pin::new(&mut self.rest).poll_frame(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_posted_file_is_read_once_its_part_begins() {
        let whole = "--e\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\ninbox/1\r\n\
                     --e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"身份%22证.jpg\"\r\n";
        assert_eq!(file_name(whole.as_bytes()).as_deref(), Some("身份\"证.jpg"));
        for cut in 0..whole.len() - 1 {
            assert_eq!(file_name(&whole.as_bytes()[..cut]), None, "{cut}");
        }
    }
}
