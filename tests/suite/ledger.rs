//! What each action costs, counted: sequential trips to the tables, units read and written, bytes. The snapshot holds the
//! table, the limits of the design hold for every line, and the documentation shows the same.

mod applying;
mod books;
mod counting;
mod deciding;
mod deleting;
mod importing;
mod materials;
mod others;
mod papers;
mod posts;
mod verifying;

use crate::behind::Tables;
use crate::people::{PASSWORD, enterprise, file, person};
use crate::town::{Seen, Town};
use counting::Cost;
use serde_json::{Value as Json, json};
use std::fmt::Write as _;
use std::future::Future;
use std::time::Duration;
use testkit::files;

/// One line.
#[derive(Debug, PartialEq)]
struct Line {
    action: &'static str,
    cost: Cost,
    /// Trips and written units, at most.
    most: Option<(usize, f64)>,
}

#[derive(Default)]
struct Account(Vec<Line>);

impl Account {
    /// Does something and writes down what the only call of this route cost.
    async fn line(
        &mut self,
        action: &'static str,
        route: &str,
        most: Option<(usize, f64)>,
        doing: impl Future<Output = Seen>,
    ) -> Seen {
        counting::forget();
        let seen = doing.await;
        assert!(seen.status < 400, "{action}: {}", seen.text());
        let cost = over(route).await;
        self.0.push(Line { action, cost, most });
        seen
    }

    /// The same for a page, which costs as much as the JSON of it.
    async fn page(
        &mut self,
        action: &'static str,
        route: &str,
        most: Option<(usize, f64)>,
        who: &crate::town::Visitor<'_>,
        path: &str,
    ) {
        self.line(action, route, most, who.get(path)).await;
        counting::forget();
        who.page(path).await.expect(200);
        assert_eq!(over(route).await, self.0.last().unwrap().cost, "{action}");
    }

    /// As a table in Markdown.
    fn table(&self) -> String {
        let mut table = String::from(
            "| action | trips | read units | written units | bytes | bucket calls | bucket bytes | at most |\n\
             |---|---|---|---|---|---|---|---|\n",
        );
        for Line { action, cost, most } in &self.0 {
            let Cost { trips, read, written, bytes, bucket_calls, bucket_bytes } = cost;
            let most = most.map_or(String::new(), |(trips, written)| format!("{trips} trips, {written} units"));
            let bucket = format!("{bucket_calls} | {bucket_bytes}");
            writeln!(table, "| {action} | {trips} | {read} | {written} | {bytes} | {bucket} | {most} |").unwrap();
        }
        table
    }
}

/// What the only call of a route cost, once it is over: an intake goes on for a moment after its file is told of.
async fn over(route: &str) -> Cost {
    for _ in 0..400 {
        if let Some(costs) = counting::costs(route).filter(|costs| !costs.is_empty()) {
            assert_eq!(costs.len(), 1, "{route}");
            return costs[0].clone();
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{route} is not over");
}

/// The story of one person in a unit with so many persons who wait for its review.
async fn story(persons: usize) -> Account {
    let town = Town::open().await;
    let mut account = Account::default();
    let anybody = town.visitor();
    let body = enterprise(1);
    let made = anybody.post("/registrations/enterprises", &body);
    let unit = account.line("企业注册", "POST /registrations/enterprises", None, made).await.json();
    let found = anybody.get("/registrations/units?q=沈阳示例第1建设");
    account.line("查找注册单位", "GET /registrations/units", Some((1, 0.0)), found).await;
    let mut body = person(0, unit["id"].as_str().unwrap());
    // As long as the names of the seeded persons, so that a page of either weighs the same.
    body["name"] = json!("王示例000000");
    let made = anybody.post("/registrations/people", &body);
    account.line("人员注册", "POST /registrations/people", Some((1, 14.0)), made).await;
    let body = json!({ "login_name": "person0", "password": PASSWORD });
    account.line("登录", "POST /session", None, anybody.post("/session", &body)).await;

    verifying::verifying(&town, &mut account, unit["id"].as_str().unwrap()).await;
    filling(&town, &mut account).await;
    let id = handing_in(&town, &mut account, persons).await;
    reviewing(&town, &mut account, &id).await;
    applying::applying(&town, &mut account).await;
    posts::posts(&town, &mut account, persons).await;
    others::others(&town, &mut account).await;
    books::books(&town, &mut account).await;
    deleting::deleting(&town, &mut account).await;
    deciding::deciding(&town, &mut account, 0).await;
    papers::papers(&town, &mut account).await;
    materials::materials(&town, &mut account, persons).await;
    importing::importing(&town, &mut account).await;
    verifying::handing_over(&town, &mut account, unit["id"].as_str().unwrap()).await;
    account
}

/// The person fills in and uploads.
async fn filling(town: &Town, account: &mut Account) {
    let wang = town.sign_in("person0").await;
    let saved = |body: &Json| Some((2, 8.0 + 2.0 * (body.to_string().len() as f64 / 1024.0).ceil()));
    let small = file();
    account.line("保存本人信息", "POST /person", saved(&small), wang.post("/person", &small)).await;
    let mut large = file();
    let row =
        json!({ "from": "2010-09", "to": "2012-08", "employer": "沈阳示例建设有限公司第三分公司", "duty": "施工员" });
    large["cv"] = json!(vec![row; 40]);
    account.line("保存本人信息（40 段简历）", "POST /person", saved(&large), wang.post("/person", &large)).await;
    wang.post("/person", &small).await.expect(200);

    let ticket = wang.ticket("identity", "a.pdf", 600);
    account.line("上传凭证", "POST /attachments", Some((1, 0.0)), ticket).await;
    let arrives = async |name: &str, bytes: &[u8]| {
        let (id, _) = wang.upload("identity", name, bytes).await;
        wang.get(&format!("/attachments/{id}")).await
    };
    let seen =
        account.line("附件到达，已核验", "Object Created", Some((1, 8.0)), arrives("a.pdf", &files::pdf())).await;
    assert_eq!(seen.json()["state"], "admitted");
    let seen = account.line("附件到达，未通过核验", "Object Created", Some((1, 6.0)), arrives("b.pdf", b"hello")).await;
    assert_eq!(seen.json()["state"], "refused");
    wang.post(&format!("/attachments/{}/removal", seen.json()["id"].as_str().unwrap()), &json!({})).await.expect(200);
}

/// The person hands in, once alone; then as many wait as shall.
async fn handing_in(town: &Town, account: &mut Account, persons: usize) -> String {
    let wang = town.sign_in("person0").await;
    let most = |scans: f64| Some((2, 14.0 + 2.0 * scans));
    let submit = "POST /person/submission";
    let seen = account.line("提交，1 个附件", submit, most(1.0), wang.post("/person/submission", &json!({}))).await;
    let id = seen.json()["id"].as_str().unwrap().to_owned();
    crowd(town, persons).await;

    let unit = town.sign_in("unit1").await;
    let decisions = format!("/reviews/{id}/decisions");
    let body = json!({ "decision": "refuse", "reason": "请补充学历证书", "version": seen.json()["version"] });
    let decided = unit.post(&decisions, &body);
    account.line("不通过", "POST /reviews/{id}/decisions", Some((2, 14.0)), decided).await;

    let wang = town.sign_in("person0").await;
    for kind in ["education", "title"] {
        wang.upload(kind, "a.pdf", &files::pdf()).await;
    }
    let body = json!({ "major": "桥梁工程" });
    let again = wang.post("/person/submission", &body);
    account.line("修改后提交，3 个附件", submit, most(3.0), again).await;
    id
}

/// The unit lists, looks, decides.
async fn reviewing(town: &Town, account: &mut Account, id: &str) {
    let unit = town.sign_in("unit1").await;
    let list = Some((1, 0.0));
    account.page("待审核人员", "GET /reviews", list, &unit, "/reviews").await;
    account.page("首页（单位）", "GET /", list, &unit, "/").await;
    account.page("待办事宜（单位）", "GET /todos", list, &unit, "/todos").await;
    account.page("查看人员", "GET /reviews/{id}", Some((1, 0.0)), &unit, &format!("/reviews/{id}")).await;

    let route = "POST /reviews/{id}/decisions";
    let path = format!("/reviews/{id}/decisions");
    let version = unit.get(&format!("/reviews/{id}")).await.json()["version"].as_u64().unwrap();
    let body = json!({ "decision": "approve", "version": version });
    account.line("通过", route, Some((2, 14.0)), unit.post(&path, &body)).await;
    account.page("已审核人员", "GET /reviews", list, &unit, "/reviews?state=approved").await;
    let body = json!({ "decision": "send_back", "reason": "请更新证书", "version": version + 1 });
    account.line("退回修改", route, Some((2, 14.0)), unit.post(&path, &body)).await;

    let wang = town.sign_in("person0").await;
    account.page("首页（人员）", "GET /", list, &wang, "/").await;
    account.page("待办事宜（人员）", "GET /todos", list, &wang, "/todos").await;
    let tables = Tables::of(town);
    for mut session in tables.all("SESSIONS_TABLE", "session#").await {
        let seen: u64 = session["seen"]["N"].as_str().unwrap().parse().unwrap();
        session["seen"]["N"] = json!((seen - 61_000).to_string());
        tables.put("SESSIONS_TABLE", &session).await;
    }
    let noted = Some((2, 1.0));
    account.line("待办事宜（人员），上次使用已过一分钟", "GET /todos", noted, wang.get("/todos")).await;
}

/// Lets so many persons wait for the unit, beside the one of the story; each entry is as large as the real one.
async fn crowd(town: &Town, persons: usize) {
    let tables = Tables::of(town);
    let all = tables.all("HALL_TABLE", "unit#").await;
    let real = all.iter().find(|item| item["sk"]["S"].as_str().unwrap().starts_with("todo#review#")).unwrap();
    let since: u64 = real["since"]["N"].as_str().unwrap().parse().unwrap();
    let entry = |n: u64| {
        let mut entry = real.clone();
        // They have waited for a day already.
        let (since, person) = (since - 86_400_000 + n, format!("{n:032x}"));
        entry["sk"]["S"] = json!(format!("todo#review#{since:013}#{person}"));
        entry["person"]["S"] = json!(person);
        entry["since"]["N"] = json!(since.to_string());
        let name = format!("李示例{:06}", n + 1);
        entry["name"]["S"] = json!(name);
        entry
    };
    let entries: Vec<_> = (0..persons as u64).map(entry).collect();
    tables.put_all("HALL_TABLE", &entries).await;
}

#[tokio::test]
async fn every_action_keeps_within_its_limits_with_ten_persons_and_with_ten_thousand() {
    counting::start();
    let few = story(10).await;
    for Line { action, cost, most } in &few.0 {
        if let Some((trips, written)) = most {
            assert!(cost.trips <= *trips && cost.written <= *written, "{action}: {cost:?}");
        }
        let trips = most.map_or(2, |(trips, _)| trips.max(2));
        assert!(cost.trips <= trips, "{action}: {cost:?}");
    }
    let many = story(10_000).await;
    assert_eq!(few.table(), many.table(), "the table does not grow with the unit");
    insta::assert_snapshot!("ledger", few.table());
}

#[test]
fn the_documentation_shows_the_ledger_as_it_was_counted() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let counted = std::fs::read_to_string(here.join("suite/snapshots/suite__ledger__ledger.snap")).unwrap();
    let (_, table) = counted.rsplit_once("---\n").unwrap();
    let shown = format!("{}\n{table}", include_str!("ledger/preface.md"));
    let at = here.join("../docs/ledger.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&at, &shown).unwrap();
    }
    let kept = std::fs::read_to_string(at).unwrap_or_default();
    assert_eq!(kept, shown, "docs/ledger.md is stale: UPDATE_DOCS=1 cargo nextest run -p acceptance ledger");
}

#[tokio::test]
async fn r_5_1_1_a_search_by_name_looks_at_a_thousand_persons_and_says_when_there_are_more() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    wang.hand_in().await;
    crowd(&town, 2100).await;
    let unit = town.sign_in("unit1").await;
    let hits = async |name: &str, after: &str| {
        let query =
            form_urlencoded::Serializer::new(String::new()).append_pair("q", name).append_pair("after", after).finish();
        let seen = unit.get(&format!("/reviews?{query}")).await.expect(200).json();
        let names: Vec<String> =
            seen["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect();
        (names, seen["partial"].as_bool().unwrap(), seen["next"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(hits("001000", "").await.0, ["李示例001000"], "the thousandth is looked at");
    let (names, partial, next) = hits("001001", "").await;
    assert_eq!((names.len(), partial), (0, true), "the one behind it is not");
    let page = unit.page("/reviews?q=001001").await.expect(200).text();
    assert!(page.contains("已查找 1000 条记录") && page.contains("继续查找") && !page.contains("没有找到"), "{page}");
    assert_eq!(hits("001001", &next).await.0, ["李示例001001"], "but on the next page");
    let (names, partial, next) = hits("001001", &hits("001001", &next).await.2).await;
    assert_eq!((names.len(), partial, next.as_str()), (0, false, ""), "and then the list is at its end");
}
