//! What no honest page sends: unknown fields, bodies that are none, letters that cannot be seen, ids that are none.

use crate::people::{PASSWORD, enterprise, person};
use crate::town::{Seen, Town, Visitor};
use http::Method;
use serde_json::json;

async fn raw(who: &Visitor<'_>, path: &str, kind: &str, body: impl Into<bytes::Bytes>) -> Seen {
    let cookie = who.cookie.clone().unwrap_or_default();
    let headers = [("accept", "application/json"), ("content-type", kind), ("cookie", &*cookie)];
    who.town.send(Method::POST, path, &headers, body).await
}

#[tokio::test]
async fn c07_a_body_that_is_not_what_it_says_is_refused_at_once() {
    let town = Town::open().await;
    let visitor = town.visitor();
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    let wide = format!("{{\"name\":[{}1]}}", "1,".repeat(30_000));
    let million = format!("{{\"name\":[{}1]}}", "1,".repeat(1_000_000));
    for (body, status) in [
        (&*deep, 400),
        (&format!("{{\"name\":{deep}}}"), 400),
        (&wide, 400),
        (&million, 413),
        ("{\"name\":\"a\",\"name\":\"b\"}", 400),
        ("{\"name\":1e999}", 400),
        ("{\"name\":123456789012345678901234567890}", 400),
        ("{\"name\":{\"$gt\":\"\"}}", 400),
        ("{\"name\":\"a\"", 400),
        ("name=a", 400),
        ("[]", 400),
        ("null", 400),
        ("\"text\"", 400),
        ("<xml/>", 400),
        ("{\"name\":\"\\ud800\"}", 400),
    ] {
        let seen = raw(&visitor, "/registrations/enterprises", "application/json", body.to_owned()).await;
        assert_eq!(seen.status, status, "{}", body.chars().take(60).collect::<String>());
        assert_eq!(seen.header("content-type"), "application/problem+json");
    }
    for bytes in [&b"{\"name\":\"\xff\xfe\"}"[..], b"\x1f\x8b\x08", b"\0\0\0"] {
        raw(&visitor, "/registrations/enterprises", "application/json", bytes.to_vec()).await.expect(400);
    }
    for kind in ["text/plain", "application/xml", "application/octet-stream", "multipart/form-data; boundary=x"] {
        raw(&visitor, "/registrations/enterprises", kind, enterprise(1).to_string()).await.expect(415);
    }
    let kind = "application/json; charset=utf-8";
    raw(&visitor, "/registrations/enterprises", kind, enterprise(1).to_string()).await.expect(201);
}

#[tokio::test]
async fn c08_what_cannot_be_seen_is_refused_in_every_name_and_rare_characters_pass() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    for hidden in [
        "王\0示例",
        "王\u{202e}示例",
        "王\u{2066}示例",
        "王\u{200b}示例",
        "王\u{e000}示例",
        "王\n示例",
        "王\u{1b}[31m",
        "\u{feff}王",
    ] {
        let mut body = person(0, &unit);
        body["name"] = json!(hidden);
        assert_eq!(town.visitor().post("/registrations/people", &body).await.pointers(), ["/name"], "{hidden:?}");
        let mut body = enterprise(2);
        body["name"] = json!(hidden);
        body["contact"] = json!(hidden);
        assert_eq!(
            town.visitor().post("/registrations/enterprises", &body).await.pointers(),
            ["/name", "/contact"],
            "{hidden:?}"
        );
    }
    for (n, name) in (0..).zip(["阿卜杜拉·买买提", "𠮷田", "𬀩", "赵𫖯", "𰻝𰻝", "O’Neil-Smith", "é", "㼆"])
    {
        let mut body = person(n, &unit);
        body["name"] = json!(format!("　{name} "));
        town.visitor().post("/registrations/people", &body).await.expect(201);
        let wang = town.sign_in(&format!("person{n}")).await;
        assert_eq!(wang.get("/person").await.json()["name"], name);
        assert!(wang.page("/person").await.text().contains(name), "{name}");
    }
    let mut body = person(20, &unit);
    body["name"] = json!("e\u{301}");
    town.visitor().post("/registrations/people", &body).await.expect(201);
    let wang = town.sign_in("person20").await;
    assert_eq!(wang.get("/person").await.json()["name"], "é", "normal form C");
}

#[tokio::test]
async fn c09_an_identity_number_is_judged_beside_its_field_on_both_faces() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    for (number, reason) in [
        ("210102190001010007", "校验位不正确"),
        ("210102190002300004", "出生日期"),
        ("210102190002290003", "出生日期"),
        ("210102209912310007", "出生日期"),
        ("21010219000101000", "应为 18 位"),
        ("210102000101000", "应为 18 位"),
        ("21010219000101000A", "末位可以是 X"),
        ("000102190001010007", "地址码"),
        ("", "请填写身份证号"),
    ] {
        let mut body = person(0, &unit);
        body["identity_number"] = json!(number);
        let seen = town.visitor().post("/registrations/people", &body).await;
        assert_eq!(seen.pointers(), ["/identity_number"], "{number}");
        assert!(seen.json()["errors"][0]["text"].as_str().unwrap().contains(reason), "{number}: {}", seen.text());
        let fields: Vec<(String, String)> = body
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, text)| (name.clone(), text.as_str().unwrap().to_owned()))
            .collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let shown =
            town.visitor().fill("/registrations/people", "/registrations/people", &fields).await.expect(422).text();
        assert!(
            shown.contains("href=\"#identity_number\"") && shown.contains("id=\"identity_number-error\""),
            "{number}"
        );
        assert!(shown.contains(reason) && shown.contains(&format!("value=\"{number}\"")), "{number} is still there");
        assert!(!shown.contains(PASSWORD), "but no password");
    }
    for (n, typed) in [(4, "　２１０１０２１９０００１０２００１ｘ "), (5, "21010219000102001x")] {
        let mut body = person(n, &unit);
        (body["identity_number"], body["sex"]) = (json!(typed), json!("male"));
        let seen = town.visitor().post("/registrations/people", &body).await;
        assert_eq!(seen.status, if n == 4 { 201 } else { 422 }, "the second is the same number: {}", seen.text());
    }
}

#[tokio::test]
async fn c10_of_doubled_parameters_the_first_counts_and_doubled_fields_are_refused() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let found = town.visitor().get("/registrations/units?q=%E7%A4%BA%E4%BE%8B&q=none").await.expect(200).json();
    assert_eq!(found["items"][0]["id"], unit.as_str());
    let mut body = person(0, &unit);
    body["identity_number"] = json!([testkit::numbers::identity(0), testkit::numbers::identity(1)]);
    assert_eq!(town.visitor().post("/registrations/people", &body).await.pointers(), ["/identity_number"]);
    let mut body = person(0, &unit);
    body["unit"] = json!([unit, unit]);
    assert_eq!(town.visitor().post("/registrations/people", &body).await.pointers(), ["/unit"]);
}

#[tokio::test]
async fn c11_what_is_no_id_is_not_found_before_anything_is_asked() {
    use local::faults::{Fault, Place};
    let town = Town::frail().await;
    town.enterprise(1).await;
    let visitor = town.visitor();
    let known = visitor.get("/notices/00000000000000000000000000000000").await.expect(404);
    town.hall.faults().all(Place::Table, Fault::Refuse);
    for id in ["%23", "a%23b", "%2e%2e%2fadmin", "x%00y", "' OR 1=1", "%F0%9F", "{id}", &"0".repeat(500), "head%23"] {
        let id = id.replace(' ', "%20").replace('\'', "%27").replace('{', "%7B").replace('}', "%7D");
        let seen = visitor.get(&format!("/notices/{id}")).await;
        assert_eq!((seen.status, &seen.body), (404, &known.body), "{id}");
    }
}

#[tokio::test]
async fn c01_an_address_to_go_back_to_never_leaves_the_hall_or_begins_a_header() {
    let town = Town::open().await;
    town.enterprise(1).await;
    for to in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/a%0d%0aset-cookie:%20x=1",
        "javascript:alert(1)",
        "%2F%2Fevil.example",
    ] {
        let page = format!("/session?to={to}");
        let fields = [("login_name", "unit1"), ("password", PASSWORD)];
        let shown = town.visitor().page(&page).await.expect(200).text();
        assert!(!shown.contains("evil.example") && !shown.contains("javascript:alert"), "{to}");
        let seen = town.visitor().send_form(&shown, "/session", "/session", &fields).await.expect(303);
        assert_eq!(seen.header("location"), "/", "{to}");
        let body = json!({ "login_name": "unit1", "password": PASSWORD });
        let seen = town.visitor().post(&page, &body).await.expect(201);
        assert_eq!((seen.json()["to"].as_str(), seen.header("location")), (Some("/"), "/"), "{to}");
        assert_eq!(seen.headers.get_all("set-cookie").iter().count(), 1);
    }
}

#[tokio::test]
async fn c04_what_people_type_is_never_script_on_anybody_s_page() {
    let town = Town::open().await;
    let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}";
    let mut body = enterprise(1);
    (body["name"], body["contact"]) = (json!(evil), json!(evil));
    let unit = town.visitor().post("/registrations/enterprises", &body).await.expect(201).json();
    let unit = unit["id"].as_str().unwrap();
    let mut body = person(0, unit);
    body["name"] = json!(evil);
    let id = town.visitor().post("/registrations/people", &body).await.expect(201).json()["id"].clone();
    let (wang, a, officer) =
        (town.sign_in("person0").await, town.sign_in("unit1").await, town.officer("officer").await);
    wang.post("/person", &json!({ "school": evil, "cv": [{ "from": "2010-09", "employer": evil, "work": evil }] }))
        .await
        .expect(200);
    wang.hand_in().await;
    let notice = officer.post("/notices", &json!({ "title": evil, "body": evil })).await.expect(201).json();
    a.post(&format!("/reviews/{}/decisions", id.as_str().unwrap()), &json!({ "decision": "refuse", "reason": evil }))
        .await
        .expect(200);
    let review = format!("/reviews/{}", id.as_str().unwrap());
    let notice = format!("/notices/{}", notice["id"].as_str().unwrap());
    let found = format!("/reviews?q={}", form_urlencoded::byte_serialize(evil.as_bytes()).collect::<String>());
    let pages = [
        (&a, "/"),
        (&a, "/unit"),
        (&a, &*review),
        (&a, "/reviews"),
        (&a, &*found),
        (&wang, "/"),
        (&wang, "/person"),
        (&wang, "/todos"),
        (&officer, &*notice),
        (&officer, "/notices"),
    ];
    for (who, page) in pages {
        let seen = who.page(page).await.expect(200);
        let shown = seen.text();
        assert!(!shown.contains("<script>alert") && !shown.contains("<img src=x"), "{page}");
        assert!(shown.contains("script") && !shown.contains("\"'><"), "{page} shows it as text");
        let policy = seen.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("script-src 'self'") && !policy.contains("unsafe"),
            "{policy}"
        );
    }
}
