//! D: files that come late, twice or in the place of others; links and names of files.

use crate::behind::Tables;
use crate::people::file;
use crate::town::{Town, Visitor};
use http::Method;
use jiff::{SignedDuration, Timestamp};
use local::Options;
use local::faults::{Delivery, Place};
use scans::{Digest, Shown, TicketRequest, Tray, Way};
use serde_json::{Value as Json, json};
use testkit::files;

/// Two files of one size with different pages.
fn twins() -> (Vec<u8>, Vec<u8>) {
    let page = |word: &str| {
        let content = format!("BT /F1 36 Tf 72 700 Td ({word}) Tj ET").into_bytes();
        files::classic(&files::PdfPlan { content, ..files::PdfPlan::default() })
    };
    (page("FIRST"), page("OTHER"))
}

/// Sends a file once more with a form that was used already, and waits until the intake is through with it.
async fn send_again(wang: &Visitor<'_>, ticket: &Json, bytes: &[u8], discarded: u64) {
    wang.send_file(ticket, "a.pdf", bytes).await.expect(204);
    let discards = || wang.town.hall.faults().seen(Place::Bucket, "DeleteObject");
    for _ in 0..400 {
        if discards() > discarded {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("the second arrival stays in the inbox");
}

#[tokio::test]
async fn d10_of_a_form_used_twice_the_first_arrival_wins_and_a_late_form_is_worthless() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let (first, other) = twins();
    let ticket = wang.ticket("identity", "a.pdf", first.len()).await.expect(201).json();
    let id = ticket["id"].as_str().unwrap();
    wang.send_file(&ticket, "a.pdf", &first).await.expect(204);
    let became = wang.became(id).await;
    send_again(&wang, &ticket, &other, 1).await;
    assert_eq!(wang.get(&format!("/attachments/{id}")).await.json(), became);
    assert_eq!(wang.follow(&format!("/attachments/{id}/original")).await.expect(200).body, first);

    let ticket = wang.ticket("title", "a.pdf", 6).await.expect(201).json();
    let refused = ticket["id"].as_str().unwrap();
    wang.send_file(&ticket, "a.pdf", b"hello!").await.expect(204);
    let became = wang.became(refused).await;
    send_again(&wang, &ticket, b"world!", 3).await;
    assert_eq!(wang.get(&format!("/attachments/{refused}")).await.json(), became, "refused is refused");

    let own = town.hall.hall_of("attachment-upload").unwrap();
    let file = wang.get("/person").await.json();
    let owner = domain::ids::AccountId::parse(file["id"].as_str().unwrap()).unwrap();
    let now = Timestamp::now();
    let request = |way| TicketRequest {
        tray: Tray::Papers,
        id: own.tickets.mint(owner, now),
        owner,
        for_: "person".to_owned(),
        kind: "identity".to_owned(),
        name: "a.pdf".to_owned(),
        size: None,
        way,
    };
    let redirect = format!("{}/attachments/x", town.hall.origin());
    for (way, seconds, status) in [
        (Way::Script, 58, 204),
        (Way::Script, 61, 403),
        (Way::Page { redirect: redirect.clone() }, 14 * 60, 303),
        (Way::Page { redirect }, 15 * 60 + 1, 403),
    ] {
        let form = own.scans.ticket(&request(way), now - SignedDuration::from_secs(seconds));
        let seen = wang.send_parts(&form.url, form.fields, "a.pdf", &first).await;
        assert_eq!(seen.status, status, "{seconds} seconds later");
    }
}

#[tokio::test]
async fn d10_nothing_that_the_ticket_fixed_can_be_changed() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let id = wang.get("/person").await.json()["id"].as_str().unwrap().replace(['0', '1'], "2");
    for (field, value) in [
        ("key", "inbox/000000000000000000000000000000000000000000000000"),
        ("key", "scans/a"),
        ("x-amz-meta-owner", id.as_str()),
        ("x-amz-meta-kind", "title"),
        ("x-amz-meta-name", "b.pdf"),
        ("success_action_status", "200"),
        ("acl", "public-read"),
    ] {
        let mut ticket = wang.ticket("identity", "a.pdf", 5).await.expect(201).json();
        ticket["fields"][field] = json!(value);
        let seen = wang.send_file(&ticket, "a.pdf", b"hello").await;
        assert!(matches!(seen.status, 400 | 403), "{field}: {}", seen.status);
    }
    let inbox = format!("{}/hall-data-inboxbucket", town.hall.buckets());
    for (method, url) in [(Method::GET, inbox.clone()), (Method::PUT, format!("{inbox}/inbox/x"))] {
        assert_eq!(town.send(method, &url, &[], "x").await.status, 403, "without a form: {url}");
    }
}

#[tokio::test]
async fn d11_d12_what_was_reviewed_stays_whatever_is_tried_afterwards() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let unit = town.sign_in("unit1").await;
    let (first, other) = twins();
    wang.post("/person", &file()).await.expect(200);
    let ticket = wang.ticket("identity", "a.pdf", first.len()).await.expect(201).json();
    let late = wang.ticket("title", "b.pdf", first.len()).await.expect(201).json();
    let (id, late_id) = (ticket["id"].as_str().unwrap(), late["id"].as_str().unwrap());
    wang.send_file(&ticket, "a.pdf", &first).await.expect(204);
    wang.became(id).await;
    wang.post("/person/submission", &json!({})).await.expect(200);
    let row = unit.get("/reviews").await.json()["items"][0].clone();
    let review = format!("/reviews/{}", row["id"].as_str().unwrap());
    let reviewed = unit.get(&review).await.expect(200).json();
    let looks = async || unit.follow(&format!("/attachments/{id}/original")).await.expect(200).body;
    assert_eq!(looks().await, first);

    // The used form, a form from before, the slot itself, and whoever can write to the shelf.
    send_again(&wang, &ticket, &other, 1).await;
    wang.send_file(&late, "b.pdf", &other).await.expect(204);
    assert_eq!(wang.became(late_id).await["state"], "admitted");
    wang.post(&format!("/attachments/{id}/removal"), &json!({})).await.expect(409);
    assert_eq!(wang.ticket("identity", "c.pdf", 9).await.status, 409);
    let owner = domain::ids::AccountId::parse(row["id"].as_str().unwrap()).unwrap();
    let mut swapped = scans::look(&first, "a.pdf").unwrap();
    swapped.bytes.clone_from(&other);
    town.hall.hall_of("scan-intake").unwrap().scans.admit(owner, &swapped).await.unwrap();
    assert_eq!(looks().await, first);
    let now = unit.get(&review).await.expect(200).json();
    assert_eq!((&now["attachments"], &now["version"]), (&reviewed["attachments"], &reviewed["version"]));
    assert_eq!(unit.get(&format!("/attachments/{late_id}")).await.status, 404, "it was not handed in");

    // Whoever can write to the table puts other bytes in the place of those that were handed in.
    let tables = Tables::of(&town);
    let papers = tables.all("HALL_TABLE", "person#").await;
    let entry =
        papers.into_iter().find(|item| item["sk"]["S"].as_str().unwrap().starts_with("paper#identity")).unwrap();
    let mut planted = entry.clone();
    planted["sha256"]["S"] = json!("0".repeat(64));
    tables.put("HALL_TABLE", &planted).await;
    let decision = json!({ "decision": "approve", "version": row["version"] });
    unit.post(&format!("{review}/decisions"), &decision).await.expect(409);
    tables.put("HALL_TABLE", &entry).await;
    unit.post(&format!("{review}/decisions"), &decision).await.expect(200);
    assert_eq!(looks().await, first);
    assert_eq!(unit.get(&review).await.json()["attachments"], reviewed["attachments"]);
}

#[tokio::test]
async fn d13_a_leaked_link_is_soon_worthless_and_leads_to_nothing_else() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let (first, _) = twins();
    let (id, _) = wang.upload("identity", "a.pdf", &first).await;
    let led = wang.page(&format!("/attachments/{id}/pages/1")).await.expect(302);
    let link = led.header("location").to_owned();
    assert!(!link.starts_with(town.hall.origin()) && led.header("cache-control") == "no-store");
    let anybody = async |url: &str| town.send(Method::GET, url, &[], "").await;
    let seen = anybody(&link).await.expect(200);
    let told = (seen.header("content-disposition"), seen.header("cache-control"));
    assert_eq!(told, ("inline", "no-store"));
    for bent in [
        link.split('?').next().unwrap().to_owned(),
        link.replace("/1?", "/thumb?"),
        link.replace("pages/", "scans/"),
        link.replace("X-Amz-Expires=60", "X-Amz-Expires=6000"),
        link.replace("inline", "attachment"),
    ] {
        assert_ne!(bent, link);
        assert_eq!(anybody(&bent).await.status, 403, "{bent}");
    }
    let own = town.hall.hall_of("attachment-upload").unwrap();
    let owner = wang.get("/person").await.json()["id"].as_str().unwrap().to_owned();
    let owner = domain::ids::AccountId::parse(&owner).unwrap();
    let late = Timestamp::now() - SignedDuration::from_secs(61);
    let late = own.scans.link(owner, &Digest::of(&first), &Shown::Page(1), late).await.unwrap();
    assert_eq!(anybody(&late).await.status, 403, "after a minute");
    let original = wang.follow(&format!("/attachments/{id}/original")).await.expect(200);
    assert!(original.header("content-disposition").starts_with("attachment;"), "a PDF is a download");
}

#[tokio::test]
async fn d15_what_was_not_looked_into_is_neither_served_nor_handed_in() {
    let data = tempfile::tempdir().unwrap();
    let town = Town::with(Options { data: Some(data.path().to_owned()), faults: true, ..Options::default() }).await;
    let wang = town.newcomer().await;
    let unit = town.sign_in("unit1").await;
    wang.post("/person", &file()).await.expect(200);
    town.hall.faults().events(Delivery::Lost);
    let (first, other) = twins();
    let ticket = wang.ticket("identity", "a.pdf", first.len()).await.expect(201).json();
    let id = ticket["id"].as_str().unwrap();
    wang.send_file(&ticket, "a.pdf", &first).await.expect(204);
    assert_eq!(wang.get(&format!("/attachments/{id}")).await.json()["state"], "waiting");
    for tail in ["pages/1", "pages/thumb", "original"] {
        assert_eq!(wang.page(&format!("/attachments/{id}/{tail}")).await.status, 404, "{tail}");
    }
    let early = wang.post("/person/submission", &json!({})).await;
    assert_eq!((early.status, &early.json()["state"]), (409, &json!("pending")));
    let early = wang.fill("/person", "/person/submission", &[("major", "桥梁工程")]).await.expect(409).text();
    assert!(early.contains("正在核验") && early.contains("重试"), "{early}");
    assert!(early.contains(r#"value="桥梁工程""#), "what was typed goes on: {early}");

    town.hall.faults().events(Delivery::Once);
    wang.upload("identity", "b.pdf", &other).await;
    let early = wang.post("/person/submission", &json!({})).await;
    assert_eq!(early.status, 409, "a second file that still waits is not left out without a word");
    super::faults::age(data.path(), 3);
    town.hall.tick().await;
    wang.post("/person/submission", &json!({})).await.expect(200);
    let row = unit.get("/reviews").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let shown = unit.get(&format!("/reviews/{row}")).await.expect(200).json();
    let names: Vec<_> = shown["attachments"].as_array().unwrap().iter().map(|it| it["name"].clone()).collect();
    assert_eq!((names.len(), names.contains(&json!("a.pdf")), names.contains(&json!("b.pdf"))), (2, true, true));
}

#[tokio::test]
async fn d19_a_strange_name_is_shown_cleaned_and_is_no_part_of_any_key() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    assert_eq!(wang.ticket("other", "a.pdf.exe", 9).await.pointers(), ["/name"]);
    assert_eq!(wang.ticket("other", "photo\u{202e}gpj.exe", 9).await.pointers(), ["/name"]);
    let long = format!("{}.jpg", "证".repeat(100));
    let short = format!("{}.jpg", "证".repeat(83));
    for (name, shown) in [
        ("身份\u{202e}gpj.jpg", "身份gpj.jpg"),
        ("a\0b\r\nc.jpg", "abc.jpg"),
        ("../../etc/正面.jpg", "正面.jpg"),
        ("<img src=x onerror=alert(1)>.jpg", "<img src=x onerror=alert(1)>.jpg"),
        ("𠮷田·买买提.jpg", "𠮷田·买买提.jpg"),
        (&long, &short),
        ("\u{e000}", "未命名"),
    ] {
        let jpeg = files::jpeg(40, 30);
        let ticket = wang.ticket("other", name, jpeg.len()).await.expect(201).json();
        let key = ticket["fields"]["key"].as_str().unwrap();
        let owner = wang.get("/person").await.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(key, format!("inbox/{owner}/{}", ticket["id"].as_str().unwrap()), "{name:?}");
        wang.send_file(&ticket, "x", &jpeg).await.expect(204);
        let id = ticket["id"].as_str().unwrap();
        let became = wang.became(id).await;
        assert_eq!((&became["state"], &became["name"]), (&json!("admitted"), &json!(shown)), "{name:?}");
        let page = wang.page(&format!("/attachments/{id}")).await.text();
        assert!(!page.contains("<img src=x"), "{name:?}");
        let to = wang.page(&format!("/attachments/{id}/original")).await.expect(302);
        let path = to.header("location").split('?').next().unwrap().to_owned();
        let spelled = |c: char| c.is_ascii_hexdigit() || "http://127.0.0.1:/hall-data-scansbucket/scans".contains(c);
        assert!(path.chars().all(spelled), "{path}");
        wang.post(&format!("/attachments/{id}/removal"), &json!({})).await.expect(200);
    }
}
