//! How heavy a page is, and whom it asks: 20 KB of HTML, 150 KB with everything that it is drawn with, both compressed;
//! no host but the hall and its own bucket.

use crate::people::file;
use crate::town::{Town, Visitor};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Method;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use testkit::files;

const MOST_HTML: usize = 20 * 1024;
const MOST_IN_ALL: usize = 150 * 1024;

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// What stands in the attributes of this name.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let sign = format!(" {name}=\"");
    html.split(&sign).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// What a page is drawn with: sheets, scripts, the icon, and what the sheets name.
async fn assets(town: &Town, html: &str) -> BTreeMap<String, usize> {
    let named = [attributes(html, "href"), attributes(html, "src")].concat();
    let mut left: Vec<String> = named.into_iter().filter(|to| to.starts_with("/assets/")).map(str::to_owned).collect();
    let mut sizes = BTreeMap::new();
    while let Some(path) = left.pop() {
        if sizes.contains_key(&path) {
            continue;
        }
        let seen = town.send(Method::GET, &path, &[], "").await.expect(200);
        assert!(seen.header("cache-control").contains("max-age=31536000"), "{path}");
        if seen.header("content-type").starts_with("text/css") {
            let css = seen.text();
            assert!(!css.contains("@import"), "{path}");
            for url in css.split("url(").skip(1).map(|rest| rest.split(')').next().unwrap().trim_matches(['"', '\''])) {
                assert!(url.starts_with("data:") || url.starts_with("/assets/"), "{path} asks {url}");
                left.extend(Some(url.to_owned()).filter(|url| url.starts_with('/')));
            }
        }
        sizes.insert(path, gzipped(&seen.body));
    }
    assert!(sizes.len() >= 4, "{sizes:?}");
    sizes
}

/// Whether an address leads to the hall or to its bucket.
fn is_ours(town: &Town, address: &str) -> bool {
    let absolute = address.starts_with("//") || address.split('/').next().unwrap().contains(':');
    !absolute
        || address.starts_with(&format!("{}/", town.hall.origin()))
        || address.starts_with(&format!("{}/", town.hall.buckets()))
        || address.starts_with("data:")
}

async fn check(visitor: &Visitor<'_>, path: &str) {
    let town = visitor.town;
    let seen = visitor.page(path).await;
    assert!(matches!(seen.status, 200 | 404), "{path}: {}", seen.status);
    let html = seen.text();
    let size = gzipped(html.as_bytes());
    assert!(size <= MOST_HTML, "{path}: {size} bytes of HTML");
    let all = size + assets(town, &html).await.values().sum::<usize>();
    assert!(all <= MOST_IN_ALL, "{path}: {all} bytes in all");
    for name in ["href", "src", "action", "formaction", "srcset", "poster", "data"] {
        for address in attributes(&html, name) {
            assert!(is_ours(town, address), "{path} asks {address}");
        }
    }
    assert!(!html.contains("<style") && !html.contains(" style="), "{path} brings no style of its own");
    let policy = seen.header("content-security-policy");
    let hosts = policy.split([' ', ';']).filter(|word| word.contains("://"));
    assert!(!policy.is_empty() && hosts.clone().all(|host| host == town.hall.buckets()), "{path}: {policy}");
}

/// A file of a person who has done much, and many papers of long names.
async fn fill_in(wang: &Visitor<'_>) {
    let mut full = file();
    let duty = "负责现场施工组织、技术交底、质量检查和资料整理";
    let row = |n: usize| json!({ "from": format!("20{n:02}-01"), "to": format!("20{n:02}-12"), "employer": format!("沈阳示例建设工程有限责任公司第{n}分公司"), "duty": duty });
    full["cv"] = (1..=20).map(row).collect();
    wang.post("/person", &full).await.expect(200);
    for kind in ["identity", "registration", "education", "title", "insurance", "contract", "photo", "other"] {
        for n in 0..2 {
            let name = format!("王示例的扫描件 {kind} 第 {n} 份（彩色，正反两面，二〇二六年）.jpg");
            wang.upload(kind, &name, &files::jpeg(60 + n, 40)).await;
        }
        wang.upload(kind, "不能打开的文件.pdf", b"hello").await;
    }
}

#[tokio::test]
async fn every_page_of_the_story_is_light_and_asks_nobody_else() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let unit_id = wang.get("/person").await.json()["unit"]["id"].as_str().unwrap().to_owned();
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer1").await);
    let notice = json!({ "title": "关于开展二〇二六年度资质核查工作的通知", "body": "各有关单位：\n请按时办理。\n".repeat(100) });
    let notice = officer.post("/notices", &notice).await.expect(201).json();
    let notice = format!("/notices/{}", notice["id"].as_str().unwrap());
    for n in 1..=11 {
        town.person(n, &unit_id).await;
        town.sign_in(&format!("person{n}")).await.hand_in().await;
    }
    fill_in(&wang).await;
    let attachment = wang.get("/person").await.json()["attachments"][0]["id"].as_str().unwrap().to_owned();
    for path in ["/", "/todos", "/person", "/person/cv/new", "/person/cv/3", "/person/certificates/0", "/account"] {
        check(&wang, path).await;
    }
    check(&wang, "/attachments/new?for=person&kind=title").await;
    for page in ["", "/view"] {
        check(&wang, &format!("/attachments/{attachment}{page}")).await;
    }
    wang.post("/person/submission", &json!({})).await.expect(200);
    check(&wang, "/person").await;

    let all = unit.get("/reviews").await.json();
    let first = all["items"][0].clone();
    let approve = json!({ "decision": "approve", "version": first["version"] });
    let first = format!("/reviews/{}", first["id"].as_str().unwrap());
    unit.post(&format!("{first}/decisions"), &approve).await.expect(200);
    let wang_s = format!("/reviews/{}", wang.get("/person").await.json()["id"].as_str().unwrap());
    for path in ["/", "/todos", "/unit", "/reviews", "/reviews?q=%E7%8E%8B", "/reviews?state=approved", &first, &wang_s]
    {
        check(&unit, path).await;
    }
    for path in ["/", "/notices", &notice, &format!("{notice}/edit"), "/notices/new", "/accounts", "/account"] {
        check(&officer, path).await;
    }
    let anybody = town.visitor();
    for path in ["/", "/session", "/registrations/enterprises", "/registrations/people", "/notices", &notice, "/credit"]
    {
        check(&anybody, path).await;
    }
    check(&anybody, "/nowhere").await;
    check(&anybody, "/registrations/units?q=%E6%B2%88%E9%98%B3").await;
}

#[tokio::test]
async fn the_form_that_comes_back_with_every_error_is_light_too() {
    let town = Town::open().await;
    for path in ["/registrations/enterprises", "/registrations/people"] {
        let seen = town.visitor().fill(path, path, &[]).await.expect(422);
        let html = gzipped(&seen.body);
        assert!(html <= MOST_HTML, "{path}: {html}");
    }
    let wang = town.newcomer().await;
    let seen = wang.fill("/person", "/person/submission", &[("education", "")]).await.expect(422);
    let html = gzipped(&seen.body);
    assert!(html <= MOST_HTML, "{html}");
}
