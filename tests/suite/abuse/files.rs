//! D: hostile files. Each is refused with a reason that reaches the person, and nothing of it can be fetched.

use crate::town::{Town, Visitor, prefilled_to};
use serde_json::{Value as Json, json};
use testkit::files;

/// Uploads a file that must be refused: the reason has this word, reaches both faces, and nothing is served.
async fn check(wang: &Visitor<'_>, what: &str, name: &str, bytes: &[u8], word: &str) {
    let (id, became) = wang.upload("other", name, bytes).await;
    assert_eq!(became["state"], "refused", "{what}");
    let reason = became["reason"].as_str().unwrap();
    assert!(reason.contains(word) && reason.contains('请'), "{what}: {reason}");
    let file = wang.get("/person").await.expect(200).json();
    let listed = |it: &&Json| it["id"] == json!(id) && it["reason"] == json!(reason);
    assert!(file["attachments"].as_array().unwrap().iter().any(|it| listed(&it)), "{what}");
    let shown = wang.page("/person").await.expect(200).text();
    assert!(shown.contains(reason) && !shown.contains(&format!("/attachments/{id}/pages")), "{what}");
    for tail in ["pages/1", "pages/thumb", "original"] {
        assert_eq!(wang.page(&format!("/attachments/{id}/{tail}")).await.status, 404, "{what}: {tail}");
    }
    wang.post(&format!("/attachments/{id}/removal"), &json!({})).await.expect(200);
}

/// Uploads a file that is kept; what is served of it.
async fn served(wang: &Visitor<'_>, kind: &str, name: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    let (id, became) = wang.upload(kind, name, bytes).await;
    assert_eq!(became["state"], "admitted", "{became}");
    let mut all = Vec::new();
    for tail in ["pages/1", "pages/thumb", "original"] {
        all.push(wang.follow(&format!("/attachments/{id}/{tail}")).await.expect(200).body.to_vec());
    }
    all
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn d01_one_byte_too_many_or_another_size_than_declared_never_arrives() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    assert_eq!(wang.ticket("identity", "a.pdf", files::LARGEST + 1).await.pointers(), ["/size"]);
    let (_, became) = wang.upload("identity", "a.pdf", &files::pdf_of_size(files::LARGEST)).await;
    assert_eq!(became["state"], "admitted", "20 MB exactly");
    let jpeg = files::jpeg(40, 30);
    for declared in [jpeg.len() - 1, jpeg.len() + 1] {
        let ticket = wang.ticket("identity", "a.jpg", declared).await.expect(201).json();
        assert_eq!(wang.send_file(&ticket, "a.jpg", &jpeg).await.status, 400, "declared as {declared}");
        let state = wang.get(&format!("/attachments/{}", ticket["id"].as_str().unwrap())).await.json();
        assert_eq!(state["state"], "waiting", "nothing came");
    }
    let page = "/attachments/new?for=person&kind=identity";
    let shown = wang.page(page).await.text();
    let url = format!("{}/hall-data-inboxbucket", town.hall.buckets());
    let fields = prefilled_to(&shown, page, &url);
    for size in [files::LARGEST + 1, 0] {
        let seen = wang.send_parts(&url, fields.clone(), "a.pdf", &vec![b'0'; size]).await;
        assert_eq!(seen.status, 400, "{size} bytes without a script");
    }
}

#[tokio::test]
async fn d02_d04_d06_what_is_no_paper_is_refused_by_its_bytes() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    for (what, name, bytes, word) in [
        ("a program", "证书.pdf", files::exe(), "只接收"),
        ("a text", "a.jpg", b"hello".to_vec(), "只接收"),
        ("a gif", "a.png", files::gif(), "只接收"),
        ("an archive", "a.pdf", files::zip(), "只接收"),
        ("an office file", "a.pdf", files::docx(), "只接收"),
        ("a drawing with a script", "a.png", files::svg(), "只接收"),
        ("a picture named pdf", "a.pdf", files::jpeg(8, 8), "不符"),
        ("a pdf named jpg", "a.jpg", files::pdf(), "不符"),
        ("half a picture", "a.png", files::png(64, 48)[..60].to_vec(), "损坏"),
    ] {
        check(&wang, what, name, &bytes, word).await;
    }
    for name in ["a.exe", "a.zip", "a.docx", "a.svg", "a.gif", "a.html"] {
        assert_eq!(wang.ticket("other", name, 9).await.pointers(), ["/name"], "{name}");
    }
}

#[tokio::test]
async fn d03_polyglots_are_refused_or_served_without_their_second_half() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    check(&wang, "an archive behind", "a.pdf", &files::pdf_and_zip(), "夹带").await;
    check(&wang, "an archive inside", "a.pdf", &files::pdf_around_zip(), "夹带").await;
    check(&wang, "a web page inside", "a.pdf", &files::pdf_with_html(), "夹带").await;
    check(&wang, "a web page before", "a.pdf", &files::html_and_pdf(), "只接收").await;
    for (what, bytes) in [("html", files::jpeg_and_html()), ("jar", files::gifar())] {
        for bytes in served(&wang, "identity", "a.jpg", &bytes).await {
            assert!(!holds(&bytes, b"<script") && !holds(&bytes, b"PK\x03\x04"), "{what}");
            assert!(image::load_from_memory(&bytes).is_ok(), "{what}");
        }
    }
}

#[tokio::test]
async fn d05_what_unfolds_to_too_much_is_refused() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    check(&wang, "50,000 by 50,000", "a.png", &files::png_bomb(), "尺寸过大").await;
    check(&wang, "65,000 by 65,000", "a.jpg", &files::jpeg_bomb(), "尺寸过大").await;
    check(&wang, "a page of 140 MB", "a.pdf", &files::pdf_bomb(), "过于复杂").await;
    check(&wang, "a picture in a page", "a.pdf", &files::pdf_with_picture_bomb(), "尺寸过大").await;
    check(&wang, "a picture in the content", "a.pdf", &files::pdf_with_inline_picture_bomb(), "尺寸过大").await;
    check(&wang, "a billion laughs", "a.pdf", &files::pdf_with_billion_laughs(), "过于复杂").await;
    check(&wang, "too many pages", "a.pdf", &files::pdf_of_pages(101), "100 页").await;
}

#[tokio::test]
async fn d07_a_pdf_that_acts_or_carries_is_refused() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    for (what, bytes) in files::dangerous_pdfs() {
        let word = match what {
            "a web page when it opens" | "an action when the page opens" | "a program to launch" => "动作",
            "a form that sends itself" | "data to import" | "another file to go to" => "动作",
            "an embedded file" | "an associated file" | "an attached file" | "a stream from elsewhere" => "其他文件",
            "an XFA form" => "动态表单",
            "a film" => "视频",
            "encrypted" => "加密",
            _ => "脚本",
        };
        check(&wang, what, "a.pdf", &bytes, word).await;
    }
    let (_, became) = wang.upload("other", "执照.pdf", &files::sealed_pdf()).await;
    assert_eq!(became["state"], "admitted", "a link and an electronic seal are harmless");
}

#[tokio::test]
async fn d08_position_make_and_preview_are_gone_from_what_is_served() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    let canary = files::METADATA_CANARY.as_bytes();
    for (name, bytes) in [("照片.jpg", files::photo(640, 480)), ("a.png", files::png(300, 200))] {
        assert!(holds(&bytes, canary), "the camera wrote metadata");
        for bytes in served(&wang, "photo", name, &bytes).await {
            assert!(!holds(&bytes, canary) && !holds(&bytes, b"Exif") && !holds(&bytes, b"tEXt"), "{name}");
        }
    }
}

#[tokio::test]
async fn d09_the_mark_of_a_virus_is_told_and_never_downloadable() {
    let town = Town::open().await;
    let wang = town.newcomer().await;
    check(&wang, "in the page", "a.pdf", &files::eicar_pdf(), "病毒").await;
    check(&wang, "in a compressed stream", "a.pdf", &files::packed_eicar_pdf(), "病毒").await;
    let behind = [files::jpeg(8, 8), files::eicar()].concat();
    check(&wang, "behind a picture", "a.jpg", &behind, "病毒").await;
}
