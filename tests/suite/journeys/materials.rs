//! 我的材料: every scan of an account once, where it is used and until when it is valid; and a scan that was uploaded once
//! is offered again wherever such a paper is asked for.

use super::deletion::{asks, decides, hires, says};
use crate::town::{Town, Visitor};
use serde_json::{Value as Json, json};
use testkit::files;

fn unit_s(kind: &str) -> Json {
    json!({ "for": "unit", "kind": kind })
}
pub fn of(place: &str, id: &str, kind: &str) -> Json {
    json!({ "for": place, "of": id, "kind": kind })
}

/// What lays one of 我的材料 into a place.
pub fn copy(mut place: Json, material: &str) -> Json {
    place["material"] = json!(material);
    place
}

pub async fn items(who: &Visitor<'_>, asked: &str) -> Vec<Json> {
    who.get(&format!("/materials{asked}")).await.expect(200).json()["items"].as_array().unwrap().clone()
}

fn names(items: &[Json]) -> Vec<&str> {
    items.iter().map(|it| it["name"].as_str().unwrap()).collect()
}

fn papers(page: &Json, kind: &str) -> Vec<Json> {
    page["attachments"].as_array().unwrap().iter().filter(|it| it["kind"] == kind).cloned().collect()
}

/// Somebody's day from now on, by the hall's clock.
fn in_days(days: i32) -> String {
    let today = jiff::Timestamp::now().to_zoned(runtime::zone()).date();
    today.saturating_add(jiff::Span::new().days(days)).to_string()
}

#[tokio::test]
async fn every_scan_is_listed_once_with_its_kind_and_every_place_that_uses_it() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let empty = unit.page("/materials").await.expect(200).text();
    assert!(empty.contains("还没有材料"), "{empty}");
    let (one, two) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let request = asks(&unit, &two).await;
    let request = request.rsplit('/').next().unwrap();
    let same = files::jpeg(40, 30);
    let (licence, _) = unit.lays(unit_s("licence"), "营业执照.jpg", &files::jpeg(41, 30)).await;
    let (first, _) = unit.lays(of("worker", &one, "title"), "职称.jpg", &same).await;
    unit.lays(of("worker", &two, "title"), "又一次.jpg", &same).await;
    unit.lays(of("deletion", request, "feedback"), "反馈.jpg", &files::jpeg(42, 30)).await;
    unit.lays(unit_s("audit"), "坏.pdf", &files::pdf_with_javascript()).await;

    let all = items(&unit, "").await;
    assert_eq!(names(&all), ["反馈.jpg", "职称.jpg", "营业执照.jpg"], "newest first, the refused one not at all");
    let title = &all[1];
    assert_eq!((&title["id"], &title["kind_name"]), (&json!(format!("title-{first}")), &json!("职称证书")));
    let used = json!([
        { "for": "worker", "name": "人员：赵示例0", "to": format!("/people/{one}#slot-title") },
        { "for": "worker", "name": "人员：赵示例1", "to": format!("/people/{two}#slot-title") },
    ]);
    assert_eq!((&title["used"], &title["uses"]), (&json!(2), &used));
    let told = (&all[2]["uses"][0]["name"], &all[2]["uses"][0]["to"]);
    assert_eq!(told, (&json!("基本信息"), &json!("/unit#slot-licence")));
    let number = unit.get(&format!("/deletion-requests/{request}")).await.json()["number"].clone();
    let word = format!("人员删除申请：{}", number.as_str().unwrap_or_default());
    assert!(all[0]["uses"][0]["name"].as_str().unwrap().starts_with(&word), "{all:?}");

    assert_eq!(names(&items(&unit, "?kind=licence").await), ["营业执照.jpg"]);
    assert_eq!(names(&items(&unit, "?q=%E8%81%8C").await), ["职称.jpg"]);
    assert_eq!(names(&items(&unit, "?validity=undated").await).len(), 3);
    assert_eq!(names(&items(&unit, "?validity=expired").await), Vec::<&str>::new());
    let shown = unit.page("/materials").await.expect(200).text();
    for there in [
        format!("src=\"/materials/licence-{licence}/pages/thumb\""),
        format!("href=\"/people/{one}#slot-title\">人员：赵示例0"),
        "href=\"/unit#slot-licence\">基本信息".to_owned(),
        "未填".to_owned(),
    ] {
        assert!(shown.contains(&there), "{there}: {shown}");
    }
    let narrowed = unit.page("/materials?kind=licence&validity=expired").await.expect(200).text();
    assert!(narrowed.contains("没有找到这样的材料") && narrowed.contains("显示全部"), "{narrowed}");
    unit.follow(&format!("/materials/licence-{licence}/pages/thumb")).await.expect(200);
    let kept = unit.follow(&format!("/materials/title-{first}/original")).await.expect(200);
    let own = unit.follow(&format!("/attachments/{first}/original")).await.expect(200);
    assert_eq!(kept.body, own.body);
}

#[tokio::test]
async fn the_list_is_turned_page_by_page_through_all_kinds() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let mut sent = Vec::new();
    for n in 0..13 {
        let (kind, name) = (["title", "education", "photo"][n % 3], format!("{n}.jpg"));
        wang.upload(kind, &name, &files::jpeg(40 + n as u32, 30)).await;
        sent.insert(0, name);
    }
    let first = wang.get("/materials").await.expect(200).json();
    let next = first["next"].as_str().unwrap();
    let rest = wang.get(&format!("/materials?after={next}")).await.expect(200).json();
    let both = [first["items"].as_array().unwrap().clone(), rest["items"].as_array().unwrap().clone()].concat();
    assert_eq!(names(&both), sent);
    assert_eq!(rest["next"], Json::Null);
    let page = wang.page("/materials").await.text();
    assert!(page.contains(&format!("href=\"/materials?after={next}\"")), "{page}");
}

#[tokio::test]
async fn a_day_until_when_a_scan_is_valid_is_set_once_and_seen_wherever_it_lies() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (one, two) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let (id, _) = unit.lays(of("worker", &one, "post"), "岗位.jpg", &files::jpeg(40, 30)).await;
    let path = format!("/materials/post-{id}");
    let (validity, yesterday) = (format!("{path}/validity"), in_days(-1));
    let again = unit.fill(&path, &validity, &[("valid_until", "2026-02-30")]).await.expect(422).text();
    assert!(again.contains("value=\"2026-02-30\"") && again.contains("valid_until-error"), "{again}");
    let led = unit.fill(&path, &validity, &[("valid_until", &yesterday)]).await.expect(303);
    assert!(led.header("location").starts_with(&path));
    let worker = unit.get(&format!("/people/{one}")).await.json();
    assert_eq!(papers(&worker, "post")[0]["valid_until"], json!(yesterday));
    let shown = unit.page(&format!("/people/{one}")).await.text();
    assert!(shown.contains("已过期") && shown.contains(&format!("有效期至 {yesterday}")), "{shown}");
    assert_eq!(items(&unit, "?validity=expired").await.len(), 1);

    // Where it is laid from now on, and where the same file is sent once more, it bears the day too.
    unit.post("/attachments/copies", &copy(of("worker", &two, "post"), &format!("post-{id}"))).await.expect(201);
    unit.lays(of("worker", &two, "post"), "岗位2.jpg", &files::jpeg(40, 30)).await;
    unit.post("/attachments/copies", &copy(of("worker", &two, "other"), &format!("post-{id}"))).await.expect(201);
    let worker = unit.get(&format!("/people/{two}")).await.json();
    let days: Vec<_> = worker["attachments"].as_array().unwrap().iter().map(|it| it["valid_until"].clone()).collect();
    assert_eq!(days, [json!(yesterday), json!(yesterday), json!(yesterday)]);

    let version = unit.get(&path).await.json()["version"].clone();
    for (day, means) in [(in_days(0), "soon"), (in_days(90), "soon"), (in_days(91), "valid")] {
        let set = unit.post(&validity, &json!({ "valid_until": day })).await.expect(200).json();
        assert_eq!((&set["valid_until"], &set["validity"]), (&json!(day), &json!(means)));
        assert_eq!(names(&items(&unit, &format!("?validity={means}")).await), ["岗位.jpg"]);
    }
    let late = json!({ "valid_until": yesterday, "version": version });
    assert_eq!(unit.post(&validity, &late).await.status, 409, "another window was first");
    unit.post(&validity, &json!({ "valid_until": "" })).await.expect(200);
    let worker = unit.get(&format!("/people/{two}")).await.json();
    assert!(papers(&worker, "post").iter().all(|it| it["valid_until"].is_null()), "{worker}");
    assert_eq!(papers(&worker, "other")[0]["valid_until"], json!(yesterday), "as another kind it is another material");
}

#[tokio::test]
async fn a_scan_is_chosen_again_without_a_script_that_of_the_kind_first() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let (one, two) = (hires(&unit, 0).await, hires(&unit, 1).await);
    let (title, _) = unit.lays(of("worker", &one, "title"), "职称甲.jpg", &files::jpeg(40, 30)).await;
    unit.lays(of("worker", &one, "post"), "岗位甲.jpg", &files::jpeg(41, 30)).await;
    let (page, offer) = (format!("/people/{two}"), format!("/attachments/copies?for=worker&of={two}&kind=title"));
    let shown = unit.page(&page).await.expect(200).text();
    assert!(shown.contains(&format!("href=\"{}\"", offer.replace('&', "&#38;"))), "{shown}");
    let shown = unit.page(&offer).await.expect(200).text();
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words}: {shown}"));
    assert!(at("职称甲.jpg") < at("岗位甲.jpg") && shown.contains(&format!("{page}#slot-title")));
    let told = unit.get(&offer).await.expect(200).json();
    let (ours, others) = (told["items"].as_array().unwrap(), told["others"].as_array().unwrap());
    assert_eq!((names(ours), names(others)), (vec!["职称甲.jpg"], vec!["岗位甲.jpg"]));
    let found = unit.get(&format!("{offer}&q=%E5%B2%97%E4%BD%8D")).await.json();
    assert_eq!((found["items"].as_array().unwrap().len(), found["others"].as_array().unwrap().len()), (0, 1));

    let led = unit.fill(&offer, "/attachments/copies", &[]).await.expect(303);
    assert_eq!(led.header("location"), format!("{page}#slot-title"));
    let laid = papers(&unit.get(&page).await.json(), "title").remove(0);
    assert_eq!((&laid["name"], &laid["state"]), (&json!("职称甲.jpg"), &json!("admitted")));
    let laid = laid["id"].as_str().unwrap();
    assert_ne!(laid, title, "a paper of its own");
    let bytes = async |id: &str| unit.follow(&format!("/attachments/{id}/original")).await.expect(200).body;
    assert_eq!(bytes(laid).await, bytes(&title).await, "the same bytes");
    let row = &items(&unit, "?kind=title").await[0];
    assert_eq!(
        (&row["used"], &row["id"]),
        (&json!(2), &json!(format!("title-{title}"))),
        "one use more, no second row"
    );
    let here = unit.page(&offer).await.text();
    assert!(here.contains("已在此处"), "{here}");
    let twice = unit.post("/attachments/copies", &copy(of("worker", &two, "title"), &format!("title-{title}"))).await;
    assert_eq!(twice.pointers(), ["/material"]);
}

#[tokio::test]
async fn laying_a_scan_again_is_held_to_all_that_an_upload_is_held_to() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let person = hires(&unit, 0).await;
    let path = asks(&unit, &person).await;
    let request = path.rsplit('/').next().unwrap();
    let (id, _) = unit.lays(unit_s("other"), "证明.jpg", &files::jpeg(40, 30)).await;
    let material = format!("other-{id}");
    let lays = async |place: Json| unit.post("/attachments/copies", &copy(place, &material)).await;
    assert_eq!(lays(of("worker", &person, "licence")).await.pointers(), ["/kind"], "no such kind there");
    assert_eq!(lays(of("worker", "", "title")).await.pointers(), ["/of"]);
    assert_eq!(lays(json!({ "for": "passport", "kind": "title" })).await.status, 422);
    lays(of("worker", &"0".repeat(32), "title")).await.expect(404);
    for n in 0..10 {
        unit.lays(of("deletion", request, "feedback"), &format!("{n}.jpg"), &files::jpeg(41 + n, 30)).await;
    }
    let full = lays(of("deletion", request, "feedback")).await;
    assert_eq!(full.pointers(), ["/kind"]);
    assert!(full.text().contains("文件太多"), "{}", full.text());
    says(&unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    let closed = lays(of("deletion", request, "feedback")).await.expect(409);
    assert!(closed.text().contains("待审核"), "{}", closed.text());
    unit.page(&format!("/attachments/copies?for=deletion&of={request}&kind=feedback")).await.expect(409);
    for none in ["", "?for=unit&kind=title", "?for=worker&kind=title", "?for=passport&kind=title"] {
        unit.get(&format!("/attachments/copies{none}")).await.expect(404);
    }
}

#[tokio::test]
async fn what_is_taken_out_of_one_place_stays_listed_until_it_is_removed_from_the_list() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let bytes = files::jpeg(40, 30);
    let (id, _) = unit.lays(unit_s("audit"), "审计.jpg", &bytes).await;
    let path = format!("/materials/audit-{id}");
    let (removal, taken) = (format!("{path}/removal"), format!("/attachments/{id}/removal"));
    let used = unit.post(&removal, &json!({})).await.expect(409);
    assert!(used.text().contains("还在使用"), "{}", used.text());
    assert!(!unit.page(&path).await.text().contains(&removal), "it is not offered either");
    unit.fill("/unit", &taken, &[]).await.expect(303);
    unit.get(&format!("/attachments/{id}")).await.expect(404);
    let row = &items(&unit, "").await[0];
    assert_eq!((&row["used"], &row["uses"]), (&json!(0), &json!([])));
    unit.follow(&format!("{path}/original")).await.expect(200);
    assert!(unit.page("/materials").await.text().contains("未使用"));

    // It can be laid there again, and be removed from the list once it is used nowhere.
    let laid =
        unit.post("/attachments/copies", &copy(unit_s("audit"), &format!("audit-{id}"))).await.expect(201).json();
    let taken = format!("/attachments/{}/removal", laid["id"].as_str().unwrap());
    unit.post(&taken, &json!({})).await.expect(200);
    unit.post(&taken, &json!({})).await.expect(200);
    let led = unit.fill(&path, &removal, &[]).await.expect(303);
    assert!(led.header("location").starts_with("/materials"));
    assert_eq!(items(&unit, "").await, Vec::<Json>::new());
    for gone in ["", "/view", "/pages/1", "/original"] {
        unit.get(&format!("{path}{gone}")).await.expect(404);
    }
    let (fresh, _) = unit.lays(unit_s("audit"), "审计.jpg", &bytes).await;
    assert_eq!(items(&unit, "").await[0]["id"], json!(format!("audit-{fresh}")), "sent again, it is listed again");
}

#[tokio::test]
async fn a_place_that_is_no_more_is_told_without_a_way_there() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let person = hires(&unit, 0).await;
    let (id, _) = unit.lays(of("worker", &person, "title"), "职称.jpg", &files::jpeg(40, 30)).await;
    let path = asks(&unit, &person).await;
    says(&unit, &path).await;
    unit.post(&format!("{path}/submission"), &json!({})).await.expect(200);
    decides(&officer, &path, "agree").await.expect(200);
    let row = &items(&unit, "").await[0];
    assert_eq!(row["uses"], json!([{ "for": "worker", "name": "人员（已删除）" }]));
    let shown = unit.page(&format!("/materials/title-{id}")).await.expect(200).text();
    assert!(shown.contains("人员（已删除）") && !shown.contains(&format!("/people/{person}")), "{shown}");
    unit.post("/attachments/copies", &copy(of("worker", &person, "post"), &format!("title-{id}"))).await.expect(404);
}

#[tokio::test]
async fn a_person_chooses_from_the_own_scans_after_what_was_typed_is_kept() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let (id, _) = wang.upload("education", "毕业证.jpg", &files::jpeg(40, 30)).await;
    let led = wang.fill("/person", "/person", &[("major", "土木工程"), ("_then", "copies-title")]).await.expect(303);
    assert_eq!(led.header("location"), "/attachments/copies?for=person&kind=title");
    assert_eq!(wang.get("/person").await.json()["major"], "土木工程");
    wang.fill(led.header("location"), "/attachments/copies", &[]).await.expect(303);
    let file = wang.get("/person").await.json();
    assert_eq!(papers(&file, "title").len(), 1);
    let all = items(&wang, "").await;
    assert_eq!(all.len(), 2, "as another kind it is another material");
    assert!(all.iter().all(|it| it["uses"][0]["name"] == "我的信息"), "{all:?}");
    assert!(wang.page("/person").await.text().contains("href=\"/materials\""), "the menu leads there");

    // What was handed in is closed: nothing is laid there, and what lies there is not taken away by the list.
    wang.hand_in().await;
    let copies = copy(json!({ "for": "person", "kind": "other" }), &format!("education-{id}"));
    wang.post("/attachments/copies", &copies).await.expect(409);
    wang.post(&format!("/materials/education-{id}/removal"), &json!({})).await.expect(409);
}
