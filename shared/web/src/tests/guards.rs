//! What is refused before a handler sees it.

use super::*;

async fn post(headers: &[(&str, &str)], body: &str) -> StatusCode {
    ask(&hall(), Method::POST, "/people", headers, body).await.status
}

#[tokio::test]
async fn b05_a_form_without_the_token_is_refused_and_nothing_is_done() {
    let router = hall();
    for body in [LI.to_owned(), format!("_csrf=&{LI}"), format!("_csrf=494000.AAAA&{LI}")] {
        let seen = ask(&router, Method::POST, "/people", &[("content-type", FORM)], body).await;
        assert!(seen.status == 403 && seen.body.contains("页面已过期"));
    }
    assert_eq!(get_json(&router, "/people/0").await.status, 404);
}

#[tokio::test]
async fn b05_a_visitor_s_token_does_not_serve_somebody_who_is_signed_in() {
    let router = hall();
    let visitor = hidden(&get_page(&router, "/people").await.body, "_csrf");
    let cookie = cookie();
    let mine = hidden(&ask(&router, Method::GET, "/people", &[("cookie", &cookie)], "").await.body, "_csrf");
    for (token, status) in [(visitor, 403), (mine, 303)] {
        let headers = [("content-type", FORM), ("cookie", cookie.as_str())];
        assert_eq!(ask(&router, Method::POST, "/people", &headers, format!("_csrf={token}&{LI}")).await.status, status);
    }
}

#[tokio::test]
async fn b05_what_another_site_sends_is_refused_whatever_it_bears() {
    let json = li().to_string();
    for (name, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("sec-fetch-site", "same-origin", 201),
        ("sec-fetch-site", "none", 201),
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
        ("origin", "https://hall.example.evil.example", 403),
        ("origin", "https://hall.example", 201),
        ("origin", "http://hall.example", 201),
    ] {
        let seen =
            post(&[("content-type", "application/json"), ("accept", "application/json"), (name, value)], &json).await;
        assert_eq!(seen, status, "{name}: {value}");
    }
}

#[tokio::test]
async fn b05_a_body_that_a_foreign_form_can_send_is_no_json() {
    let json = li().to_string();
    for kind in [
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/jsonp",
        "text/plain; application/json",
    ] {
        assert_eq!(post(&[("content-type", kind)], &json).await, 415, "{kind}");
    }
    assert_eq!(post(&[], &json).await, 415, "no kind at all");
    assert_eq!(
        ask(&hall(), Method::POST, "/nothing", &[], "").await.status,
        200,
        "nothing was sent and nothing is read"
    );
    let get = ask(&hall(), Method::GET, "/session", &[], "").await.status;
    assert_eq!(get, 405, "no change by GET");
}

#[tokio::test]
async fn b05_a_change_without_a_body_extractor_is_guarded_too() {
    let router = hall();
    let bare = ask(&router, Method::POST, "/nothing", &[("content-type", FORM)], "a=b").await;
    let foreign = ask(&router, Method::POST, "/nothing", &[("origin", "https://evil.example")], "").await;
    assert_eq!((bare.status.as_u16(), foreign.status.as_u16()), (403, 403));
    assert_eq!(post_page(&router, "/nothing", "a=b").await.status, 200);
}

#[tokio::test]
async fn b10_a_megabyte_of_password_is_refused_before_anybody_looks_at_it() {
    let router = hall();
    let mut body = li();
    body["password"] = "x".repeat(1024 * 1024).into();
    let client = post_json(&router, "/people", &body).await;
    assert_eq!((client.status.as_u16(), client.header("content-type")), (413, "application/problem+json"));
    assert_eq!(post_page(&router, "/people", &format!("password={}", "x".repeat(1024 * 1024))).await.status, 413);
    let mut fits = li();
    fits["name"] = "x".repeat(60 * 1024).into();
    assert_eq!(post_json(&router, "/people", &fits).await.status, 422, "64 KiB are read");
    let typed = "%E5%AD%97".repeat(20_000);
    assert_eq!(
        post_page(&router, "/people", &format!("name={typed}")).await.status,
        422,
        "the same text in percent signs"
    );
}

#[tokio::test]
async fn a_request_has_a_name_from_its_body_or_its_header_and_a_version_that_is_a_number() {
    let router = hall();
    let with = |name: &str, value: Json| {
        let mut body = li();
        body[name] = value;
        body
    };
    for (name, value, words) in [
        ("request_id", json!("a b"), "request_id"),
        ("request_id", json!("x".repeat(101)), "request_id"),
        ("request_id", json!(["a", "b"]), "request_id"),
        ("version", json!("drei"), "version"),
        ("version", json!(-1), "version"),
    ] {
        let seen = post_json(&router, "/people", &with(name, value.clone())).await;
        let error = &seen.json()["errors"][0];
        assert_eq!((seen.status.as_u16(), &error["pointer"]), (422, &json!(format!("/{name}"))), "{value}");
        assert!(error["text"].as_str().unwrap().starts_with(words));
    }
    let header = [("content-type", "application/json"), ("idempotency-key", "a b")];
    assert_eq!(ask(&router, Method::POST, "/people", &header, li().to_string()).await.status, 422);
    assert_eq!(post_json(&router, "/people", &with("request_id", json!("abc"))).await.status, 201);
    assert_eq!(post_json(&router, "/people/0", &with("version", json!(1))).await.status, 200);
    assert_eq!(post_json(&router, "/people/0", &with("version", json!("1"))).await.status, 200);
    assert_eq!(post_json(&router, "/people/0", &with("version", json!(2))).await.status, 409);
}

#[tokio::test]
async fn a_form_that_is_shown_again_keeps_its_request_and_a_new_page_has_a_new_one() {
    let router = hall();
    let again = post_page(&router, "/people", "request_id=first&name=x").await;
    assert_eq!((again.status.as_u16(), hidden(&again.body, "request_id").as_str()), (422, "first"));
    let (one, two) = (get_page(&router, "/people").await, get_page(&router, "/people").await);
    assert_ne!(hidden(&one.body, "request_id"), hidden(&two.body, "request_id"));
}

#[tokio::test]
async fn a_router_that_was_not_closed_answers_500() {
    let open: Router =
        Router::new().route("/", get(|| async { Ok::<_, Problem>(Answer::Show(crate::Done { done: "好" })) }));
    assert_eq!(ask(&open, Method::GET, "/", &[], "").await.status, 500);
}
