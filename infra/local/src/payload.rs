//! Requests become payloads of API Gateway (format 2.0), and replies become responses, as in the cloud.
use std::net::IpAddr;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header, request::Parts};
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};

use crate::routes::Taken;

/// What a function is handed for a request. The source address is the peer's, whatever headers claim.
pub fn of(parts: &Parts, body: &Bytes, taken: &Taken<'_>, peer: IpAddr) -> Json {
    let (path, query) = (parts.uri.path(), parts.uri.query().unwrap_or_default());
    let host = parts.headers.get(header::HOST).map_or("", text);
    let now = Timestamp::now();
    let request_id = uuid::Uuid::new_v4().to_string();
    let (body, encoded) = body_of(&parts.headers, body);
    let mut payload = json!({
        "version": "2.0",
        "routeKey": taken.route.key(),
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers(&parts.headers, peer),
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": host,
            "domainPrefix": host.split('.').next(),
            "http": {
                "method": parts.method.as_str(),
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": peer.to_string(),
                "userAgent": parts.headers.get(header::USER_AGENT).map_or("", text),
            },
            "requestId": request_id,
            "routeKey": taken.route.key(),
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": now.as_millisecond(),
        },
        "isBase64Encoded": encoded,
    });
    let cookies = cookies(&parts.headers);
    for (name, value) in [
        ("cookies", (!cookies.is_empty()).then(|| json!(cookies))),
        ("queryStringParameters", (!query.is_empty()).then(|| parameters(query))),
        ("pathParameters", (!taken.variables.is_empty()).then(|| json!(taken.variables))),
        ("body", body.map(Json::String)),
    ] {
        if let Some(value) = value {
            payload[name] = value;
        }
    }
    payload
}

/// The response that a reply stands for; `None` when the reply is none that the API understands.
pub fn response(reply: &Json) -> Option<Response<Bytes>> {
    let status = StatusCode::from_u16(u16::try_from(reply["statusCode"].as_u64()?).ok()?).ok()?;
    let mut response = Response::new(body_from(reply)?);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in reply["headers"].as_object().into_iter().flatten() {
        headers.insert(HeaderName::try_from(name).ok()?, HeaderValue::try_from(value.as_str()?).ok()?);
    }
    for (name, values) in reply["multiValueHeaders"].as_object().into_iter().flatten() {
        let joined = values.as_array()?.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(",");
        headers.insert(HeaderName::try_from(name).ok()?, HeaderValue::try_from(joined).ok()?);
    }
    headers.remove(header::SET_COOKIE);
    for cookie in reply["cookies"].as_array().into_iter().flatten() {
        headers.append(header::SET_COOKIE, HeaderValue::try_from(cookie.as_str()?).ok()?);
    }
    Some(response)
}

/// What the API itself says when no function did.
pub fn refusal(status: StatusCode) -> Response<Bytes> {
    let words = status.canonical_reason().unwrap_or("Error");
    let mut response = Response::new(Bytes::from(json!({ "message": words }).to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn text(value: &HeaderValue) -> &str {
    value.to_str().unwrap_or_default()
}

fn headers(headers: &HeaderMap, peer: IpAddr) -> Json {
    let mut joined = Map::new();
    for name in headers.keys().filter(|name| *name != header::COOKIE) {
        let values: Vec<_> =
            headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        joined.insert(name.as_str().to_owned(), values.join(",").into());
    }
    let forwarded = match joined.get("x-forwarded-for").and_then(Json::as_str) {
        Some(claimed) => format!("{claimed}, {peer}"),
        None => peer.to_string(),
    };
    joined.insert("x-forwarded-for".to_owned(), forwarded.into());
    joined.insert("x-forwarded-proto".to_owned(), "http".into());
    Json::Object(joined)
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::COOKIE).iter().map(text);
    lines.flat_map(|line| line.split(';')).map(|cookie| cookie.trim().to_owned()).filter(|c| !c.is_empty()).collect()
}

fn parameters(query: &str) -> Json {
    let mut joined: Map<String, Json> = Map::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = match joined.get(name.as_ref()).and_then(Json::as_str) {
            Some(before) => format!("{before},{value}"),
            None => value.into_owned(),
        };
        joined.insert(name.into_owned(), value.into());
    }
    Json::Object(joined)
}

/// Text goes as it is and everything else in base64; a form counts as everything else, as in the cloud.
fn body_of(headers: &HeaderMap, body: &Bytes) -> (Option<String>, bool) {
    if body.is_empty() {
        return (None, false);
    }
    let kind = headers.get(header::CONTENT_TYPE).map_or("", text).to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let textual = kind.starts_with("text/")
        || ["application/json", "application/xml", "application/javascript"].contains(&kind)
        || kind.ends_with("+json")
        || kind.ends_with("+xml");
    match std::str::from_utf8(body) {
        Ok(text) if textual => (Some(text.to_owned()), false),
        _ => (Some(STANDARD.encode(body)), true),
    }
}

fn body_from(reply: &Json) -> Option<Bytes> {
    let body = reply["body"].as_str().unwrap_or_default();
    if reply["isBase64Encoded"] == Json::Bool(true) {
        return STANDARD.decode(body).ok().map(Bytes::from);
    }
    Some(Bytes::copy_from_slice(body.as_bytes()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::routes::Route;

    fn payload(request: http::Request<&'static str>) -> Json {
        let route = Route::new("POST", Some("/notices/{id}"), "home".to_owned()).expect("a good path");
        let taken = Taken { route: &route, variables: BTreeMap::from([("id".to_owned(), "张".to_owned())]) };
        let (parts, body) = request.into_parts();
        of(&parts, &Bytes::from(body), &taken, IpAddr::from([127, 0, 0, 1]))
    }

    fn post() -> http::request::Builder {
        http::Request::post("/notices/%E5%BC%A0?q=a%20b&q=c").header("host", "127.0.0.1:8000")
    }

    #[test]
    fn a_path_keeps_its_percent_encoding() {
        let payload = payload(post().body("").expect("a request"));
        assert_eq!(payload["rawPath"], "/notices/%E5%BC%A0");
        assert_eq!(payload["rawQueryString"], "q=a%20b&q=c");
        assert_eq!(payload["queryStringParameters"], json!({ "q": "a b,c" }));
        assert_eq!(payload["pathParameters"], json!({ "id": "张" }));
        assert_eq!(payload["requestContext"]["routeKey"], "POST /notices/{id}");
        assert_eq!(payload.get("body"), None);
    }

    #[test]
    fn c10_the_source_address_is_the_peers_and_never_a_headers() {
        let payload = payload(post().header("x-forwarded-for", "6.6.6.6").body("").expect("a request"));
        assert_eq!(payload["requestContext"]["http"]["sourceIp"], "127.0.0.1");
        assert_eq!(payload["headers"]["x-forwarded-for"], "6.6.6.6, 127.0.0.1");
    }

    #[test]
    fn cookies_are_a_list_and_other_headers_are_joined() {
        let request = post().header("cookie", "a=1; b=2").header("accept", "text/html").header("accept", "x/y");
        let payload = payload(request.body("").expect("a request"));
        assert_eq!(payload["cookies"], json!(["a=1", "b=2"]));
        assert_eq!(payload["headers"]["accept"], "text/html,x/y");
        assert_eq!(payload["headers"].get("cookie"), None);
    }

    #[test]
    fn a_form_travels_in_base64_and_json_as_it_is() {
        let form = post().header("content-type", "application/x-www-form-urlencoded").body("a=1").expect("a request");
        let (payload_of_form, json) = (
            payload(form),
            payload(post().header("content-type", "application/json; charset=utf-8").body("{}").expect("a request")),
        );
        assert_eq!((&payload_of_form["body"], &payload_of_form["isBase64Encoded"]), (&json!("YT0x"), &json!(true)));
        assert_eq!((&json["body"], &json["isBase64Encoded"]), (&json!("{}"), &json!(false)));
    }

    #[test]
    fn a_reply_becomes_a_response_with_its_cookies() {
        let reply = json!({
            "statusCode": 303,
            "headers": { "location": "/" },
            "multiValueHeaders": { "vary": ["accept", "cookie"] },
            "cookies": ["a=1; Secure", "b=2"],
            "body": "aGk=",
            "isBase64Encoded": true,
        });
        let response = response(&reply).expect("a good reply");
        assert_eq!(response.status(), 303);
        assert_eq!(response.headers()["vary"], "accept,cookie");
        assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
        assert_eq!(response.body(), "hi");
        assert!(super::response(&json!({ "body": "no status" })).is_none());
    }
}
