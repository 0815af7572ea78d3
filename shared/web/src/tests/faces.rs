//! The table of answers, in both faces.

use super::*;

#[tokio::test]
async fn one_handler_answers_a_browser_with_303_and_a_client_with_201() {
    let router = hall();
    let browser = post_page(&router, "/people", LI).await;
    assert_eq!((browser.status, browser.header("location")), (StatusCode::SEE_OTHER, "/people/0"), "{}", browser.body);
    let client = post_json(&router, "/people", &li()).await;
    assert_eq!((client.status, client.header("location")), (StatusCode::CREATED, "/people/1"));
    assert_eq!(client.header("content-type"), "application/json");
    let mut without_password = li();
    without_password.as_object_mut().unwrap().remove("password");
    assert_eq!(client.json(), without_password, "both bodies fill the same form; a secret is in no answer");
    let page = get_page(&router, "/people/0").await;
    assert!(page.status == 200 && page.body.contains(r#"value="李某""#) && page.body.contains(r#"lang="zh-CN""#));
    let data = get_json(&router, "/people/0").await;
    assert_eq!(data.json(), without_password);
    assert!(!data.body.contains("csrf") && !data.body.contains("示例公司"), "chrome cannot leak");
}

#[tokio::test]
async fn what_is_wrong_comes_back_as_422_in_both_faces_with_the_same_words_and_what_was_typed() {
    let router = hall();
    let page = post_page(&router, "/people", "name=<李&identity_number=210102190001010015&password=kurz").await;
    let client = post_json(
        &router,
        "/people",
        &json!({ "name": "<李", "identity_number": "210102190001010015", "password": "kurz" }),
    )
    .await;
    assert_eq!((page.status, client.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(client.header("content-type"), "application/problem+json");
    assert!(page.body.contains("&#60;李") && !page.body.contains("kurz"), "kept as typed, escaped, no secret");
    let problem = client.json();
    assert_eq!((&problem["status"], &problem["type"]), (&json!(422), &json!("about:blank")));
    let errors = problem["errors"].as_array().unwrap();
    for error in errors {
        let words = error["text"].as_str().unwrap();
        assert_eq!(page.body.matches(&format!("</span>{words}</p>")).count(), 1, "beside the field: {words}");
        let at = &error["pointer"].as_str().unwrap()[1..];
        assert!(page.body.contains(&format!("<a href=\"#{at}\">{words}</a>")), "in the summary: {words}");
        assert!(page.body.contains(&format!("id=\"{at}\"")), "the summary leads to {at}");
    }
    let at: Vec<&str> = errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(
        at,
        ["/identity_number", "/sex", "/unit", "/login_name", "/password", "/phone"],
        "as the page is ordered"
    );
    let first = json!({ "pointer": "/identity_number", "code": "malformed", "text": "身份证号校验位不正确" });
    assert_eq!(errors[0], first);
    assert!(page.body.contains("<title>错误：注册人员注册 - 建设工程网上办事大厅</title>"));
}

#[tokio::test]
async fn refusals_wear_the_face_that_was_asked_for() {
    let router = hall();
    let json = [("accept", "application/json"), ("content-type", "application/json")];
    for (method, path, body, status) in [
        (Method::GET, "/nowhere", "", 404),
        (Method::GET, "/people/9", "", 404),
        (Method::GET, "/people/x", "", 404),
        (Method::GET, "/people/%ff", "", 404),
        (Method::DELETE, "/people", "{}", 405),
        (Method::POST, "/people", "{", 400),
        (Method::POST, "/people", "[]", 400),
    ] {
        let seen = ask(&router, method.clone(), path, &json, body).await;
        let kind = seen.header("content-type").to_owned();
        assert_eq!((seen.status.as_u16(), kind.as_str()), (status, "application/problem+json"), "{method} {path}");
        assert_eq!(seen.json()["status"], status);
        if method == Method::GET {
            let page = get_page(&router, path).await;
            assert!(page.status == status && page.body.contains("<main") && page.body.contains("回到首页"), "{path}");
        }
    }
    assert_eq!(ask(&router, Method::DELETE, "/people", &json, "{}").await.header("allow"), "GET,HEAD,POST");
}

#[tokio::test]
async fn a01_unknown_and_foreign_are_the_same_404_byte_for_byte() {
    let router = hall();
    let cookie = cookie();
    for accept in ["text/html", "application/json"] {
        let headers = [("accept", accept), (COOKIE.as_str(), cookie.as_str())];
        let (one, two) = (
            ask(&router, Method::GET, "/people/7?x=1", &headers, "").await,
            ask(&router, Method::GET, "/problems/missing", &headers, "").await,
        );
        assert_eq!((one.status, &one.body), (two.status, &two.body));
        assert_eq!(one.headers, two.headers);
        assert!(
            accept != "text/html" || one.body.contains("示例公司 · 企业"),
            "masthead and menu are drawn on problems too"
        );
    }
}

#[tokio::test]
async fn a17_a_name_that_the_form_does_not_have_is_refused_and_nothing_is_done() {
    let router = hall();
    for name in ["status", "role", "company_id", "_csrf", "_again"] {
        let mut body = li();
        body[name] = "approved".into();
        let seen = post_json(&router, "/people", &body).await;
        let error = &seen.json()["errors"][0];
        assert_eq!(
            (seen.status.as_u16(), &error["code"], &error["pointer"]),
            (422, &json!("unknown"), &json!(format!("/{name}")))
        );
        let typed = post_page(&router, "/people", &format!("{LI}&{name}x=approved")).await;
        assert_eq!(typed.status, if name.starts_with('_') { 303 } else { 422 }, "a page's own controls are dropped");
    }
    let number_of_people = get_json(&router, "/people/2").await.status;
    assert_eq!(number_of_people, 404, "only the two pages with controls were taken");
}

#[tokio::test]
async fn every_answer_says_what_it_depends_on_and_bears_the_security_headers() {
    let router = hall();
    for path in ["/people", "/nowhere", "/problems/broken"] {
        let seen = get_page(&router, path).await;
        assert_eq!((seen.header("vary"), seen.header("cache-control")), ("Accept, Cookie", "no-store"));
        assert_eq!(seen.header("x-content-type-options"), "nosniff");
        assert_eq!(seen.header("referrer-policy"), "same-origin");
        assert!(seen.header("permissions-policy").starts_with("camera=(self)"));
        assert_eq!(
            seen.header("content-security-policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: https://bucket.example; \
             media-src 'self' blob:; connect-src 'self' https://bucket.example; form-action 'self' https://bucket.example; \
             base-uri 'none'; frame-ancestors 'none'"
        );
    }
    let head = ask(&router, Method::HEAD, "/people", &[], "").await;
    assert!(head.status == 200 && head.body.is_empty());
}

#[tokio::test]
async fn a_page_brings_nothing_that_its_policy_forbids() {
    let page = get_page(&hall(), "/people").await.body;
    assert!(!page.contains("style=\"") && !page.contains(" onclick") && !page.contains("<style"));
    assert_eq!(page.matches("<script").count(), page.matches("<script src=\"/assets/").count());
    assert!(!page.contains("http://") && !page.contains("https://"), "no other host");
}

#[tokio::test]
async fn a_cookie_travels_beside_an_answer() {
    let router = hall();
    let client = post_json(&router, "/session", &json!({})).await;
    assert_eq!(client.status, 201);
    assert!(client.header("set-cookie").starts_with(&format!("{}; Max-Age=60; Path=/; Secure; HttpOnly", cookie())));
    let browser = post_page(&router, "/session", "x=y").await;
    assert_eq!((browser.status.as_u16(), browser.header("location")), (303, "/people"));
    assert!(!browser.header("set-cookie").is_empty());
}

#[tokio::test]
async fn the_menu_marks_where_we_are_and_how_much_waits() {
    let router = hall();
    post_json(&router, "/people", &li()).await;
    let cookie = cookie();
    let page = ask(&router, Method::GET, "/people/0?note=saved", &[("cookie", &cookie)], "").await.body;
    assert!(page.contains("示例公司 · 企业") && page.contains(r#"action="/session/end""#));
    assert!(
        page.contains(r#"<span class="moj-notification-badge">3<"#) && page.contains("<strong>保存成功！</strong>")
    );
    let visitor = get_page(&router, "/people").await.body;
    assert!(visitor.contains(r#"<a href="/session">登录</a>"#) && !visitor.contains("moj-side-navigation"));
}

#[test]
fn the_title_of_a_form_s_page_is_the_form_s() {
    assert_eq!(title_of(&FormPage::blank(&NOTICE)), "通知公告");
}
