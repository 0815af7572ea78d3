//! 附件: a ticket, the file straight into the bucket, what became of it, its pictures; removal; who may see it.

use crate::people::file;
use crate::town::{Seen, Town, Visitor, prefilled_to};
use http::Method;
use serde_json::json;
use testkit::files;

/// What a rendered page is, whichever is smaller.
const PICTURE: &[&str] = &["image/png", "image/jpeg"];

/// Where a link leads, for how long at most, and what is there.
async fn check(visitor: &Visitor<'_>, path: &str, kinds: &[&str], disposition: &str) -> Seen {
    let led = visitor.page(path).await.expect(302);
    assert_eq!(led.header("cache-control"), "no-store", "{path}");
    let to = led.header("location").to_owned();
    assert!(to.starts_with(visitor.town.hall.buckets()), "the bucket is another origin: {to}");
    let seconds = to.split(['?', '&']).find_map(|pair| pair.strip_prefix("X-Amz-Expires=")).unwrap();
    assert!(seconds.parse::<u32>().unwrap() <= 60, "{path}: {seconds} seconds");
    let seen = visitor.town.send(Method::GET, &to, &[], "").await.expect(200);
    assert!(kinds.contains(&seen.header("content-type")), "{path}: {}", seen.header("content-type"));
    let told = (seen.header("cache-control"), seen.header("content-disposition"));
    assert_eq!(told, ("no-store", disposition), "{path}");
    seen
}

#[tokio::test]
async fn a_picture_is_uploaded_looked_into_and_shown_under_its_own_name() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let photo = files::photo(640, 480);
    let ticket = wang.ticket("identity", "C:\\照片\\身份证 正面.JPG", photo.len()).await.expect(201);
    let ticket = ticket.json();
    let id = ticket["id"].as_str().unwrap();
    let waits = wang.get(&format!("/attachments/{id}")).await.expect(200).json();
    assert_eq!((&waits["id"], &waits["state"]), (&json!(id), &json!("waiting")), "before the file was sent");
    assert_eq!(wang.page(&format!("/attachments/{id}/pages/1")).await.status, 404, "nothing unverified is served");

    wang.send_file(&ticket, "身份证 正面.JPG", &photo).await.expect(204);
    let became = wang.became(id).await;
    let told = (&became["state"], &became["name"], &became["kind"], &became["pages"]);
    assert_eq!(told, (&json!("admitted"), &json!("身份证 正面.JPG"), &json!("identity"), &json!(1)));

    let thumb = check(&wang, &format!("/attachments/{id}/pages/thumb"), PICTURE, "inline").await;
    let page = check(&wang, &format!("/attachments/{id}/pages/1"), PICTURE, "inline").await;
    let kept = check(&wang, &format!("/attachments/{id}/original"), &["image/jpeg"], "inline").await;
    let size = |seen: &Seen| {
        let picture = image::load_from_memory(&seen.body).unwrap();
        (picture.width(), picture.height())
    };
    assert_eq!((size(&thumb), size(&page), size(&kept)), ((320, 240), (640, 480), (640, 480)), "upright");
    for none in ["pages/0", "pages/2", "pages/01x", "pages/..", "pages/thumbs"] {
        assert_eq!(wang.page(&format!("/attachments/{id}/{none}")).await.status, 404, "{none}");
    }
    let shown = wang.page("/person").await.expect(200).text();
    assert!(shown.contains("身份证 正面.JPG") && shown.contains("已核验"));
    assert!(shown.contains(&format!("src=\"/attachments/{id}/pages/thumb\"")));
}

#[tokio::test]
async fn a_pdf_shows_as_rendered_pages_with_and_without_a_script_and_downloads_under_its_own_name() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let printed = files::printed_pdf();
    let (id, became) = wang.upload("education", "毕业证书 2010.pdf", &printed).await;
    let told = (&became["state"], &became["name"], &became["pages"]);
    assert_eq!(told, (&json!("admitted"), &json!("毕业证书 2010.pdf"), &json!(2)));
    for page in ["thumb", "1", "2"] {
        let seen = wang.follow(&format!("/attachments/{id}/pages/{page}")).await.expect(200);
        assert!(PICTURE.contains(&seen.header("content-type")), "{page}: {}", seen.header("content-type"));
        assert!(image::load_from_memory(&seen.body).is_ok(), "{page}");
    }
    // Without a script each page has a page of its own, and the thumbnail leads to the first.
    let own = wang.page("/person").await.expect(200).text();
    let view = format!("/attachments/{id}/view");
    assert!(own.contains(&format!("href=\"{view}\"")) && own.contains(&format!("href=\"/attachments/{id}/original\"")));
    for (asked, page, other, word) in [("", 1, 2, "下一页"), ("?page=1", 1, 2, "下一页"), ("?page=2", 2, 1, "上一页")]
    {
        let shown = wang.page(&format!("{view}{asked}")).await.expect(200).text();
        assert!(shown.contains(&format!("src=\"/attachments/{id}/pages/{page}\"")));
        assert!(shown.contains(&format!("第 {page} 页，共 2 页")) && shown.contains("/person#slot-education"));
        assert!(
            shown.contains(&format!("href=\"{view}?page={other}\">{word}")) && shown.matches("一页</a>").count() == 1
        );
        assert!(shown.contains(&format!("href=\"/attachments/{id}/original\"")));
    }
    let told = wang.get(&format!("{view}?page=2")).await.expect(200).json();
    assert_eq!(told, json!({ "id": id, "name": "毕业证书 2010.pdf", "page": 2, "pages": 2 }));
    for none in ["0", "3", "x", "-1", "99999999999999999999999"] {
        assert_eq!(wang.page(&format!("{view}?page={none}")).await.status, 404, "{none}");
    }
    let name = "%E6%AF%95%E4%B8%9A%E8%AF%81%E4%B9%A6%202010.pdf";
    let disposition = format!("attachment; filename=\"scan.pdf\"; filename*=UTF-8''{name}");
    let original = check(&wang, &format!("/attachments/{id}/original"), &["application/pdf"], &disposition).await;
    assert_eq!(original.body, printed, "byte for byte");
}

#[tokio::test]
async fn a_refused_file_tells_its_reason_on_the_page_and_as_a_to_do_until_it_is_handled() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let (id, became) = wang.upload("title", "职称证书.pdf", &files::pdf_with_javascript()).await;
    let reason = became["reason"].as_str().unwrap().to_owned();
    assert_eq!(became["state"], "refused");
    assert!(reason.contains("脚本") && reason.contains('请'), "{reason}");
    let file = wang.get("/person").await.json();
    let listed = &file["attachments"][0];
    assert_eq!((&listed["id"], &listed["state"], &listed["reason"]), (&json!(id), &json!("refused"), &json!(reason)));
    for page in ["/person", "/", "/todos", &format!("/attachments/{id}")] {
        let shown = wang.page(page).await.expect(200).text();
        assert!(shown.contains(&reason) && shown.contains("职称证书.pdf"), "{page}");
    }
    let todos = wang.get("/todos").await.json();
    let todo = todos["items"].as_array().unwrap().iter().find(|it| it["reason"] == json!(reason)).unwrap();
    assert_eq!(todo["to"], "/person#slot-title");

    // Another file of the kind handles it, and so does taking note.
    let todos = async || wang.get("/todos").await.json()["items"].as_array().unwrap().len();
    let before = todos().await;
    let (second, _) = wang.upload("title", "职称证书.pdf", &files::printed_pdf()).await;
    assert_eq!(todos().await, before - 1, "a better file was sent");
    wang.post(&format!("/attachments/{second}/removal"), &json!({})).await.expect(200);
    assert_eq!(todos().await, before, "and was taken away again");
    wang.fill("/person", &format!("/attachments/{id}/removal"), &[]).await.expect(303);
    assert_eq!(todos().await, before - 1);
    assert!(!wang.page("/person").await.text().contains(&reason));
    assert_eq!(wang.get(&format!("/attachments/{id}")).await.status, 404);
}

#[tokio::test]
async fn a_file_is_removed_on_either_face_while_the_file_is_open() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let (one, _) = wang.upload("identity", "甲.jpg", &files::jpeg(40, 30)).await;
    let (two, _) = wang.upload("identity", "乙.jpg", &files::jpeg(41, 30)).await;
    wang.post(&format!("/attachments/{one}/removal"), &json!({})).await.expect(200);
    wang.post(&format!("/attachments/{one}/removal"), &json!({})).await.expect(200);
    let went = wang.fill("/person", &format!("/attachments/{two}/removal"), &[]).await.expect(303);
    assert!(went.header("location").starts_with("/person"), "{}", went.header("location"));
    assert_eq!(wang.get("/person").await.json()["attachments"], json!([]));
    for id in [&one, &two] {
        assert_eq!(wang.get(&format!("/attachments/{id}")).await.status, 404);
        assert_eq!(wang.page(&format!("/attachments/{id}/original")).await.status, 404);
    }

    let (kept, _) = wang.upload("photo", "丙.jpg", &files::jpeg(42, 30)).await;
    wang.hand_in().await;
    wang.post(&format!("/attachments/{kept}/removal"), &json!({})).await.expect(409);
    assert_eq!(wang.ticket("photo", "丁.jpg", 9).await.status, 409);
    assert_eq!(wang.page("/attachments/new?for=person&kind=photo").await.status, 409);
    assert_eq!(wang.get(&format!("/attachments/{kept}")).await.json()["state"], "admitted");
    let shown = wang.page("/person").await.text();
    assert!(!shown.contains("/removal") && !shown.contains("data-pick"), "the page offers neither");
}

#[tokio::test]
async fn what_can_be_told_beforehand_is_told_before_anything_is_sent() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let shown = wang.page("/person").await.text();
    assert!(shown.contains("PDF、JPG、PNG，每个不超过 20 MB"));
    for (kind, name, size, pointer) in [
        ("identity", "a.pdf", files::LARGEST + 1, "/size"),
        ("identity", "a.pdf", 0, "/size"),
        ("identity", "a.docx", 9, "/name"),
        ("identity", "a.pdf.exe", 9, "/name"),
        ("identity", "", 9, "/name"),
        ("passport", "a.pdf", 9, "/kind"),
    ] {
        let seen = wang.ticket(kind, name, size).await;
        assert_eq!(seen.pointers(), [pointer], "{kind} {name} {size}");
    }
    let unknown = json!({ "for": "person", "kind": "identity", "name": "a.pdf", "size": 9, "owner": "x" });
    assert_eq!(wang.post("/attachments", &unknown).await.pointers(), ["/owner"]);
    wang.ticket("identity", "a.pdf", files::LARGEST).await.expect(201);
    assert_eq!(town.visitor().ticket("identity", "a.pdf", 9).await.status, 401);
    assert_eq!(town.sign_in("unit1").await.ticket("identity", "a.pdf", 9).await.status, 403);

    for n in 0..10 {
        wang.upload("other", &format!("{n}.jpg"), &files::jpeg(20 + n, 20)).await;
    }
    let seen = wang.ticket("other", "eleventh.jpg", 9).await;
    assert_eq!(seen.pointers(), ["/kind"]);
    assert!(seen.text().contains("文件太多"), "{}", seen.text());
    wang.ticket("title", "a.jpg", 9).await.expect(201);
}

#[tokio::test]
async fn refused_files_do_not_use_up_the_places_of_good_ones() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    for n in 0..12 {
        let (_, became) = wang.upload("identity", &format!("{n}.jpg"), format!("no picture {n}").as_bytes()).await;
        assert_eq!(became["state"], "refused");
    }
    let (_, became) = wang.upload("identity", "身份证.jpg", &files::jpeg(40, 30)).await;
    assert_eq!(became["state"], "admitted");
    wang.post("/person", &file()).await.expect(200);
    wang.post("/person/submission", &json!({})).await.expect(200);
}

#[tokio::test]
async fn without_a_script_a_file_goes_through_the_upload_page_and_keeps_its_name() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    // 选择文件 keeps what was typed first and leads to the upload page of the kind.
    let led = wang.fill("/person", "/person", &[("major", "土木工程"), ("_then", "identity")]).await.expect(303);
    let page = led.header("location").to_owned();
    assert_eq!(wang.get("/person").await.json()["major"], "土木工程");
    let shown = wang.page(&page).await.expect(200).text();
    assert!(shown.contains("身份证") && shown.contains("20 MB") && shown.contains("multipart/form-data"));
    let url = shown.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.starts_with("http")));
    let url = url.unwrap().to_owned();
    assert!(url.starts_with(town.hall.buckets()), "{url}");

    let sent =
        wang.send_parts(&url, prefilled_to(&shown, &page, &url), "身份证（正面）.jpg", &files::jpeg(80, 60)).await;
    let back = sent.expect(303).header("location").to_owned();
    let path = back.strip_prefix(town.hall.origin()).unwrap();
    let id = path.split('?').next().unwrap().strip_prefix("/attachments/").unwrap();
    let shown = wang.page(path).await.expect(200).text();
    let waits = shown.contains("正在核验") && shown.contains("http-equiv=\"refresh\"");
    assert!(waits || shown.contains("已核验"), "{shown}");
    let became = wang.became(id).await;
    assert_eq!((&became["state"], &became["name"]), (&json!("admitted"), &json!("身份证（正面）.jpg")));
    let shown = wang.page(path).await.expect(200).text();
    assert!(shown.contains("已核验") && !shown.contains("http-equiv=\"refresh\""));
    assert!(shown.contains("身份证（正面）.jpg") && shown.contains("/person#slot-identity"));
}

#[tokio::test]
async fn the_upload_page_waits_with_正在核验_until_the_file_was_looked_into() {
    let town = Town::frail().await;
    let wang = town.newcomer().await;
    town.hall.faults().events(local::faults::Delivery::Lost);
    let page = "/attachments/new?for=person&kind=title";
    let shown = wang.page(page).await.expect(200).text();
    let url = shown.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.starts_with("http")));
    let url = url.unwrap().to_owned();
    let sent = wang.send_parts(&url, prefilled_to(&shown, page, &url), "职称.pdf", &files::pdf()).await.expect(303);
    let path = sent.header("location").strip_prefix(town.hall.origin()).unwrap().to_owned();
    for _ in 0..2 {
        let shown = wang.page(&path).await.expect(200).text();
        assert!(shown.contains("正在核验") && shown.contains("http-equiv=\"refresh\""), "{shown}");
    }
    for none in ["/attachments/new", "/attachments/new?for=person&kind=passport", "/attachments/new?kind=title"] {
        assert_eq!(wang.page(none).await.status, 404, "{none}");
    }
}

#[tokio::test]
async fn r_5_1_2_the_reviewing_unit_sees_the_scans_and_nobody_else_does() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.enterprise(2).await;
    town.person(0, &unit).await;
    town.person(1, &unit).await;
    let wang = town.sign_in("person0").await;
    let (id, _) = wang.upload("identity", "身份证.jpg", &files::jpeg(80, 60)).await;
    let paths = ["", "/view", "/pages/1", "/pages/thumb", "/original"].map(|tail| format!("/attachments/{id}{tail}"));
    let (own, foreign, other) =
        (town.sign_in("unit1").await, town.sign_in("unit2").await, town.sign_in("person1").await);
    let unknown = own.get(&format!("/attachments/{}", "0".repeat(48))).await.expect(404);
    for path in &paths {
        assert_eq!(own.get(path).await.expect(404).body, unknown.body, "before it was handed in: {path}");
    }
    wang.post("/person", &file()).await.expect(200);
    wang.post("/person/submission", &json!({})).await.expect(200);

    let row = own.get("/reviews").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let detail = own.get(&format!("/reviews/{row}")).await.expect(200).json();
    assert_eq!(
        (&detail["attachments"][0]["id"], &detail["attachments"][0]["name"]),
        (&json!(id), &json!("身份证.jpg"))
    );
    let shown = own.page(&format!("/reviews/{row}")).await.expect(200).text();
    assert!(shown.contains(&paths[3]) && shown.contains("身份证.jpg"), "the scans are in the page");
    assert!(shown.contains(&format!("href=\"{}\"", paths[1])) && shown.contains(&format!("href=\"{}\"", paths[4])));
    let view = own.page(&paths[1]).await.expect(200).text();
    assert!(view.contains(&format!("href=\"/reviews/{row}\"")), "the way back is the person's file");
    for path in &paths[2..] {
        own.follow(path).await.expect(200);
    }
    for (who, visitor) in [("another unit", &foreign), ("another person", &other)] {
        let unknown = visitor.get(&format!("/attachments/{}", "0".repeat(48))).await.expect(404);
        for path in &paths {
            assert_eq!(visitor.get(path).await.expect(404).body, unknown.body, "{who}: {path}");
        }
        let removal = format!("/attachments/{id}/removal");
        assert_eq!(visitor.post(&removal, &json!({})).await.status, 404, "{who}");
    }
    assert_eq!(town.visitor().get(&paths[1]).await.status, 401);
}
