//! Problems: what they say, what they keep, what they log.

use super::*;
use std::io::Write;
use std::sync::MutexGuard;

#[tokio::test]
async fn a_refused_command_says_the_present_state() {
    let router = hall();
    let client = get_json(&router, "/problems/state").await;
    let words = "现在是“已审核”，不能“通过”";
    assert_eq!(client.json(), json!({ "type": "about:blank", "title": words, "status": 409, "state": "已审核" }));
    let page = get_page(&router, "/problems/state").await;
    assert!(page.status == 409 && page.body.contains(words) && page.body.contains("href=\"/\""));
}

#[tokio::test]
async fn a_stale_form_shows_what_was_typed_and_a_way_back() {
    let router = hall();
    post_json(&router, "/people", &li()).await;
    let page = post_page(&router, "/people/0", &format!("{LI}&version=7")).await;
    assert!(
        page.status == 409
            && page.body.contains("内容已被他人修改")
            && page.body.contains("<a class=\"govuk-link\" href=\"/people\">返回上一页</a>")
    );
    assert!(page.body.contains("您刚才填写的内容") && page.body.contains("李某") && page.body.contains(">男<"));
    assert!(!page.body.contains("纸船"), "but no password");
}

#[tokio::test]
async fn while_the_hall_is_busy_what_was_typed_stays_on_the_page() {
    let router = hall();
    let page =
        post_page(&router, "/problems/busy?x=1", "request_id=mine&name=<李>&cv.0.from=2010-09&password=geheim").await;
    assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "3"));
    assert!(
        page.body.contains(r#"<form method="post" action="/problems/busy?x=1""#)
            && page.body.contains(">重试</button>")
    );
    assert_eq!(hidden(&page.body, "request_id"), "mine", "the same request, so that it has one effect");
    assert_eq!(
        (hidden(&page.body, "name").as_str(), hidden(&page.body, "cv.0.from").as_str()),
        ("&#60;李&#62;", "2010-09")
    );
    assert!(!page.body.contains("geheim") && page.body.contains(r#"type="password" id="password" name="password""#));
    let client = post_json(&router, "/problems/busy", &json!({})).await;
    assert_eq!((client.status.as_u16(), client.header("retry-after")), (503, "3"));
    let page = get_page(&router, "/problems/busy").await;
    assert!(page.status == 503 && !page.body.contains(">重试</button>") && page.body.contains("刷新页面"));
}

#[tokio::test]
async fn a_visitor_is_led_to_sign_in_and_back_and_a_client_gets_401() {
    let router = hall();
    let page = get_page(&router, "/problems/sign-in?after=%E5%BC%A0&x=1").await;
    let to = "/session?to=%2Fproblems%2Fsign-in%3Fafter%3D%25E5%25BC%25A0%26x%3D1";
    assert_eq!((page.status.as_u16(), page.header("location")), (303, to));
    let client = get_json(&router, "/problems/sign-in").await;
    assert_eq!((client.status.as_u16(), client.header("www-authenticate")), (401, "Session"));
    let headers =
        [("content-type", "application/json"), ("accept", "text/html"), ("referer", "https://hall.example/people?x=1")];
    let posted = ask(&router, Method::POST, "/problems/sign-in", &headers, "{}").await;
    assert_eq!(posted.header("location"), "/session?to=%2Fpeople%3Fx%3D1", "back to the page, not to the change");
    let change = get_page(&router, "/problems/change").await;
    assert_eq!((change.status.as_u16(), change.header("location")), (303, "/account"));
    assert_eq!(get_json(&router, "/problems/change").await.json()["to"], "/account");
}

#[tokio::test]
async fn c01_an_address_never_becomes_another_site_or_another_header() {
    let router = hall();
    let page = get_page(&router, "//evil.example/problems").await;
    assert!(page.status == 404 && !page.body.contains("evil"));
    let headers = [
        ("referer", "https://hall.example//evil.example/x"),
        ("content-type", "application/json"),
        ("accept", "text/html"),
    ];
    let posted = ask(&router, Method::POST, "/problems/state", &headers, "{}").await;
    assert!(posted.status == 409 && !posted.body.contains("evil"));
    let location = crate::excuse::led("/people/张\r\nset-cookie: a=b").unwrap().headers()["location"].clone();
    assert_eq!(location, "/people/%E5%BC%A0%0D%0Aset-cookie:%20a=b");
    for bad in ["//evil.example", "https://evil.example", "/\\evil.example", "/x\r\ny", "", "x"] {
        assert_eq!(crate::own_link(bad), None, "{bad:?}");
    }
    assert_eq!(crate::own_link("/reviews?state=approved").as_deref(), Some("/reviews?state=approved"));
}

#[tokio::test]
async fn other_problems_have_their_status_in_both_faces() {
    let router = hall();
    for (which, status, words) in [
        ("forbidden", 403, "不能这样办理"),
        ("own", 403, "依法应当回避"),
        ("gone", 410, "链接已失效"),
        ("slow", 429, "请在 40 秒后再试"),
        ("broken", 500, "系统出现错误"),
        ("again", 200, "标题"),
    ] {
        let path = format!("/problems/{which}");
        let (page, client) = (get_page(&router, &path).await, get_json(&router, &path).await);
        assert_eq!((page.status.as_u16(), client.status.as_u16()), (status, status), "{which}");
        assert!(page.body.contains(words) && (which == "again" || client.body.contains(words)), "{which}");
        assert!(!page.body.contains("drawer") && !client.body.contains("drawer"), "a cause is for the log only");
        assert_eq!(page.header("retry-after"), if which == "slow" { "40" } else { "" });
    }
}

/// Where a test's log goes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut all: MutexGuard<'_, Vec<u8>> = self.0.lock().unwrap();
        all.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn c02_c03_a_request_is_one_line_of_the_log_and_a_cause_is_logged_once_on_one() {
    let log = Log::default();
    let to = log.clone();
    let subscriber = tracing_subscriber::fmt().json().with_writer(move || to.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let router = hall();
    post_json(&router, "/people?q=210102190001010014", &li()).await;
    get_json(&router, "/problems/broken?name=李某").await;
    get_json(&router, "/李某/210102190001010014").await;
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<Json> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |target: &str| lines.iter().filter(|line| line["target"] == target).cloned().collect::<Vec<_>>();
    let (requests, causes) = (of("request"), of("broken"));
    assert_eq!((requests.len(), causes.len()), (3, 1), "{log}");
    assert!(log.lines().filter(|line| line.contains("\"request\"")).all(|line| line.len() <= 400));
    let routes: Vec<&str> = requests.iter().map(|line| line["fields"]["route"].as_str().unwrap()).collect();
    assert_eq!(routes, ["/people", "/problems/{which}", "-"], "the pattern, never the path");
    assert!(!causes[0]["fields"]["cause"].as_str().unwrap().contains(['\n', '\u{1b}']));
    assert!(requests.iter().all(|line| !line.to_string().contains("李") && !line.to_string().contains("2101")));
}
