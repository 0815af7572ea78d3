//! Scans: 选择文件, several at once, one that is refused, 移除; 高拍仪; and 从我的材料选择 with the list that it chooses from.

use crate::browser::driver::Browser;
use std::path::PathBuf;
use tempfile::TempDir;

/// Writes a file as somebody has it on the own machine.
fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

pub async fn the_person_uploads_scans(browser: &Browser<'_>) {
    let desk = tempfile::tempdir().unwrap();
    let front = file(&desk, "身份证正面.jpg", &testkit::files::jpeg(1200, 800));
    let back = file(&desk, "身份证反面.png", &testkit::files::png(1200, 800));
    let long = "二级建造师注册证书（含延续注册页，2028 年到期，沈阳示例设计与施工总承包集团股份有限公司）.pdf";
    let paper = file(&desk, long, &testkit::files::printed_pdf());
    let hostile = file(&desk, "毕业证书.pdf", &testkit::files::pdf_with_packed_javascript());
    let other = file(&desk, "合同.docx", b"PK");

    browser.hand_over("identity", &[&front, &back]).await;
    browser.counts("#slot-identity [data-state=admitted]", 2).await;
    browser.hand_over("registration", &[&paper]).await;
    browser.counts("#slot-registration [data-state=admitted]", 1).await;
    browser.hand_over("education", &[&hostile]).await;
    browser.counts("#slot-education .portal-refused", 1).await;
    let refused = browser.find("#slot-education .portal-refused").await.text().await.unwrap();
    assert!(refused.contains("毕业证书.pdf") && refused.contains("脚本"), "the reason is seen: {refused}");
    browser.hand_over("contract", &[&other]).await;
    browser.says("只能上传 PDF、JPG、PNG").await;
    browser.counts("#slot-identity .portal-thumb img", 2).await;
    browser.look("15-papers").await;

    look_into(browser).await;
    browser.press_at("#slot-identity li:nth-child(2) button").await;
    browser.counts("#slot-identity [data-state=admitted]", 1).await;
    let left = browser.find("#slot-identity li").await.text().await.unwrap();
    assert!(left.contains("身份证正面.jpg"), "the other one stays: {left}");
    browser.go("/person").await;
    browser.says("毕业证书.pdf").await;
    browser.press_at("#slot-education .portal-refused button").await;
    browser.counts("#slot-education .portal-refused", 0).await;
}

/// A scan is looked at in the page, page by page.
async fn look_into(browser: &Browser<'_>) {
    browser.press_at("#slot-registration .portal-thumb").await;
    browser.counts("dialog[open] .portal-page-image", 2).await;
    browser.look("15-papers-viewer").await;
    browser.press("关闭").await;
    browser.counts("dialog", 0).await;
}

/// Two pages, the second taken twice, become one PDF.
pub async fn the_person_takes_pages_with_the_camera(browser: &Browser<'_>) {
    browser.press_at("#slot-insurance [data-camera]").await;
    browser.find("dialog[open]").await;
    browser.find("dialog button:not([disabled])").await;
    browser.says("把材料放平").await;
    browser.look("16-camera").await;
    browser.press("拍照").await;
    browser.says("已拍 1 页").await;
    browser.press("拍照").await;
    browser.says("已拍 2 页").await;
    browser.press("重拍").await;
    browser.says("已拍 1 页").await;
    browser.press("拍照").await;
    browser.says("已拍 2 页").await;
    browser.look("16-camera-pages").await;
    browser.press("完成上传").await;
    browser.counts("#slot-insurance [data-state=admitted]", 1).await;
    let row = browser.find("#slot-insurance li").await.text().await.unwrap();
    assert!(row.contains("2 页") && row.contains(".pdf"), "{row}");
    browser.look("16-camera-done").await;
}

/// A scan that lies in one slot is laid into another one, where it is seen until when it is valid, and is taken out again.
pub async fn the_person_chooses_a_scan_again(browser: &Browser<'_>) {
    browser.press_at("#slot-title button[value=copies-title]").await;
    browser.says("从我的材料选择：职称证书").await;
    browser.says("身份证正面.jpg").await;
    browser.look("16-materials-offered").await;
    browser.press("选择").await;
    browser.counts("#slot-title [data-state=admitted]", 1).await;

    browser.go("/materials?kind=title").await;
    browser.follow("查看").await;
    browser.says("我的信息").await;
    browser.pick_day("valid_until", "2026-01-31").await;
    browser.press("保存").await;
    browser.says("保存成功").await;
    browser.look("16-material").await;
    browser.go("/materials").await;
    browser.says("已过期").await;
    browser.look("16-materials").await;
    browser.press_at("main .portal-thumb").await;
    browser.counts("dialog[open] .portal-page-image", 2).await;
    browser.press("关闭").await;
    browser.go("/materials?kind=photo").await;
    browser.says("没有找到这样的材料").await;
    browser.look("16-materials-none").await;
    browser.go("/person").await;
    browser.says("有效期至 2026-01-31").await;
    browser.look("16-material-expired").await;
    browser.press_at("#slot-title li button").await;
    browser.counts("#slot-title [data-state=admitted]", 0).await;
}

/// Where nothing is being filled in, what was uploaded before is offered in a window over the page.
pub async fn the_enterprise_chooses_in_a_window(browser: &Browser<'_>, person: &str) {
    browser.go(&format!("/people/{person}")).await;
    browser.press_at("#slot-other a[data-window]").await;
    browser.says("从我的材料选择：其他").await;
    browser.find("dialog[open] form[action='/attachments/copies'][method=post] button").await;
    browser.look("93-materials-offered").await;
    browser.press_at("dialog[open] form[action='/attachments/copies'][method=post] button").await;
    browser.counts("#slot-other [data-state=admitted]", 1).await;
    browser.go("/materials").await;
    browser.says("人员：").await;
    browser.look("93-materials").await;
}
