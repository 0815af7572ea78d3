//! Components for other templates, and the assets.

use super::*;
use crate::{Cell, File, FileState, KeptPage, ListPart, Post, SignInAgain, Slot, Slots, Timeline};
use axum::http::HeaderValue;
use domain::history::{By, Event};

fn file(id: &str, state: FileState) -> File {
    let reason = (state == FileState::Refused).then(|| "含有脚本，不能接收".to_owned());
    File { id: id.repeat(48), name: format!("{id}<b>.pdf"), state, reason, pages: 2, removable: true, ticked: false }
}

fn slots(open: bool) -> Slots {
    let files = vec![file("a", FileState::Admitted), file("b", FileState::Waiting), file("c", FileState::Refused)];
    let slots = vec![
        Slot { kind: "identity", name: "身份证", must: true, complaint: None, files },
        Slot {
            kind: "other", name: "其他", must: false, complaint: Some("请上传其他".to_owned()), files: Vec::new()
        },
    ];
    Slots {
        for_: "person",
        of: None,
        slots,
        told: catalog::paper::TOLD,
        open,
        saves: None,
        saves_at: None,
        ticks: None,
    }
}

#[test]
fn slots_work_without_a_script() {
    let page = drawn(&slots(true));
    assert!(page.contains(r#"href="/attachments/new?for=person&#38;kind=identity" role="button" data-pick"#));
    assert!(
        page.contains("PDF、JPG、PNG，每个不超过 20 MB")
            && page.contains("必传")
            && page.contains("data-camera hidden>高拍仪")
    );
    assert!(page.contains(&format!(r#"action="/attachments/{}/removal""#, "a".repeat(48))));
    assert!(page.contains(&format!(r#"value="REQUEST.{}""#, "a".repeat(16))), "a request of its own");
    assert!(page.contains(&format!(r#"src="/attachments/{}/pages/thumb""#, "a".repeat(48))) && page.contains("2 页"));
    assert!(page.contains("c&#60;b&#62;.pdf：含有脚本，不能接收") && page.contains("portal-slot--error"));
    assert_eq!(page.matches("portal-slot--error").count(), 2, "the refused file, and the paper that is missing");
    assert!(
        page.contains(r#"</span>请上传其他</p>"#)
            && page.contains(r#"aria-describedby="slot-other-told slot-other-error""#)
    );
    assert_eq!((page.matches("已核验").count(), page.matches("核验中").count()), (1, 1));
    assert!(!page.contains(&format!("/attachments/{}/pages", "b".repeat(48))), "nothing unverified is shown");
}

#[test]
fn closed_slots_are_to_be_looked_at() {
    let page = drawn(&slots(false));
    assert!(
        page.contains("/view\" data-pages=\"2\"")
            && page.contains("/original\"")
            && page.contains("没有上传")
            && !page.contains("选择文件")
            && !page.contains(">移除<")
    );
    let json = serde_json::to_value(slots(false)).unwrap();
    assert_eq!((&json["for"], &json["slots"][0]["files"][2]["state"]), (&json!("person"), &json!("refused")));
}

#[test]
fn a_list_has_a_search_an_empty_state_and_a_next_page() {
    let next = crate::query::link("/reviews", &[("q", "张"), ("after", "x y")]);
    let post = Post {
        to: "/reviews/1/decisions".into(),
        label: "通过",
        about: "张三".into(),
        fields: vec![("decision", "approve".into())],
        main: true,
    };
    let row = vec![
        Cell::link("/reviews/1", "张三"),
        Cell::tag("待审核"),
        Cell::number("210102********0014"),
        Cell::several(vec![Cell::post(post)]),
    ];
    let list = ListPart::new("待审核人员", &["姓名", "状态", "身份证号", "操作"]).search(
        "/reviews",
        "姓名",
        Some("张"),
        &[("state", "approved")],
    );
    let page = drawn(&list.clone().rows([row]).next(Some(next)));
    assert!(
        page.contains(r#"name="q" value="张""#)
            && page.contains(r#"type="hidden" name="state" value="approved""#)
            && page.contains(">检索</button>")
    );
    assert!(
        page.contains(r#"rel="next" href="/reviews?q=%E5%BC%A0&#38;after=x+y">下一页"#) && page.contains("显示全部")
    );
    assert!(page.contains(r#"action="/reviews/1/decisions""#) && page.contains(r#"name="request_id" value="REQUEST."#));
    assert!(page.contains("govuk-tag--blue") && page.contains("<caption class=\"govuk-visually-hidden\">待审核人员"));
    assert!(page.contains("role=\"cell\" data-label=\"身份证号\"><span class=\"portal-number\">210102********0014"));
    let page = drawn(&list.empty("没有待审核的人员"));
    assert!(page.contains("没有待审核的人员") && !page.contains("<table"));
}

#[test]
fn the_latest_comes_first_in_a_timeline() {
    let at = |text: &str| text.parse().unwrap();
    let by = By { account: account(), role: Role::Person, name: "王某".into() };
    let event = |did, at, reason| Event { did, from: "草稿", to: "待审核", by: by.clone(), at, reason };
    let events = [
        event("提交", at("2026-11-20T00:12:00Z"), None),
        event("退回修改", at("2026-11-21T02:05:00Z"), Some("缺页".into())),
    ];
    let page = drawn(&Timeline::of(&events));
    assert!(page.find("退回修改") < page.find("提交") && page.contains("2026-11-21 10:05") && page.contains("缺页"));
}

#[test]
fn what_was_typed_goes_on_after_signing_in_again() {
    let fields = vec![
        ("name".into(), "李\"某".into()),
        ("request_id".into(), "mine".into()),
        ("current_password".into(), String::new()),
    ];
    let page = drawn(&KeptPage { action: "/account".into(), fields });
    assert!(
        page.contains("<form method=\"post\" action=\"/account\"")
            && page.contains("继续提交")
            && page.contains("value=\"李&#34;某\"")
    );
    assert_eq!((hidden(&page, "_csrf").as_str(), hidden(&page, "request_id").as_str()), ("TOKEN", "mine"));
    assert!(page.contains("type=\"password\" id=\"current_password\""));
    let again = drawn(&SignInAgain::new("SEALED", "/person"));
    assert_eq!(hidden(&again, "_kept"), "SEALED");
    assert!(again.contains(r#"action="/session?to=%2Fperson""#) && again.contains(r#"name="login_name""#));
}

#[test]
fn a_note_is_words_of_ours_only() {
    assert_eq!(crate::Note::Saved.at("/person"), "/person?note=saved");
    assert_eq!(crate::Note::Approved.at("/reviews?state=approved#x"), "/reviews?state=approved&note=approved#x");
    assert_eq!(crate::Note::words_in("a=b&note=%3Cscript%3E"), None);
}

#[tokio::test]
async fn assets_are_kept_for_a_year_and_weigh_little() {
    let router = crate::hall(Router::new().route("/assets/{name}", get(crate::assets::serve)), shape());
    let plain = ask(&router, Method::GET, crate::assets::link("portal.css"), &[], "").await;
    assert_eq!((plain.status.as_u16(), plain.header("content-type")), (200, "text/css; charset=utf-8"));
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!((plain.header("x-content-type-options"), plain.header("vary")), ("nosniff", "Accept-Encoding"));
    assert_eq!(ask(&router, Method::GET, "/assets/portal.css", &[], "").await.status, 404);
    let request = Request::builder().uri(crate::assets::link("portal.js")).header("accept-encoding", "br, gzip");
    let packed = router.clone().oneshot(request.body(axum::body::Body::empty()).unwrap()).await.unwrap();
    assert_eq!(packed.headers().get("content-encoding"), Some(&HeaderValue::from_static("gzip")));
    let bytes = packed.into_body().collect().await.unwrap().to_bytes();
    let mut unpacked = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*bytes), &mut unpacked).unwrap();
    assert_eq!(unpacked.as_bytes(), crate::assets::find(&crate::assets::link("portal.js")[8..]).unwrap().plain);
    let weight: usize = crate::assets::all().map(|(_, asset)| asset.gzip.len()).sum();
    assert!(weight < 130 * 1024, "{weight} bytes");
    assert!(crate::assets::all().all(|(link, asset)| !link.ends_with(".js") || asset.plain.len() <= 20 * 1024));
}

#[test]
fn our_sheet_wins_over_the_font_that_is_not_ours_to_use() {
    let css = String::from_utf8(crate::assets::find(&crate::assets::link("portal.css")[8..]).unwrap().plain.to_vec())
        .unwrap();
    let rule = css.split("*, ::before, ::after {").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
    assert!(rule.contains("font-family: system-ui") && rule.contains("!important"));
    assert!(
        !css.contains("url(")
            && !css.contains("GDS")
            && !css.contains("@import")
            && css.matches("font-family").count() == 1
    );
}

#[test]
fn the_document_has_every_operation_and_every_form() {
    let document = crate::openapi::document();
    let operations: usize =
        document["paths"].as_object().unwrap().values().map(|path| path.as_object().unwrap().len()).sum();
    assert_eq!(operations, catalog::operations::OPERATIONS.len());
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert!(catalog::FORMS.iter().all(|form| schemas.contains_key(form.name)));
    let body = &document["paths"]["/registrations/people"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        ["$ref"];
    assert_eq!(body, "#/components/schemas/person-registration");
}
