//! A unit is verified, and handed to whom it belongs.

use crate::browser::driver::Browser;
use crate::people::PASSWORD;

pub async fn a_new_unit_asks_to_be_verified(browser: &Browser<'_>) {
    browser.sign_in("unit1", PASSWORD).await;
    browser.go("/").await;
    browser.says("核实通过以后才能提交资质申报").await;
    browser.look("120-home-unverified").await;
    browser.go("/unit").await;
    browser.says("单位尚未核实").await;
    browser.look("121-unit-unverified").await;
    browser.press("提交核实").await;
    browser.says("请上传营业执照").await;
    browser.look("121-unit-no-licence").await;
    let desk = tempfile::tempdir().unwrap();
    let licence = desk.path().join("营业执照（副本）.jpg");
    std::fs::write(&licence, testkit::files::jpeg(1200, 800)).unwrap();
    browser.go("/unit").await;
    browser.hand_over("licence", &[&licence]).await;
    browser.counts("#slot-licence [data-state=admitted]", 1).await;
    browser.press("提交核实").await;
    browser.says("待核实").await;
    browser.look("122-unit-waiting").await;
    browser.sign_out().await;
}

pub async fn an_officer_compares(browser: &Browser<'_>) {
    browser.sign_in("lin", PASSWORD).await;
    browser.go("/cases?sort=unit").await;
    browser.says("单位核实").await;
    browser.look("123-desk-of-units").await;
    browser.follow("办理").await;
    browser.says("请核对营业执照").await;
    browser.counts(".portal-papers img", 1).await;
    browser.look("124-unit-to-compare").await;
    browser.press("退回").await;
    browser.says("请填写原因").await;
    browser.look("124-unit-no-reason").await;
    browser.press("核实通过").await;
    browser.says("已核实通过").await;
}

pub async fn an_officer_hands_it_over(browser: &Browser<'_>) {
    browser.go("/units").await;
    browser.look("125-units").await;
    browser.go("/units?q=%E7%A4%BA%E4%BE%8B").await;
    browser.says("已核实").await;
    browser.look("125-units-found").await;
    browser.follow("查看").await;
    browser.look("126-unit-verified").await;
    browser.follow("移交账号").await;
    browser.says("原登录账号不能再使用").await;
    browser.look("127-handover").await;
    browser.type_all(&[("login_name", "quanliren"), ("reason", "已核对营业执照原件和法定代表人身份")]).await;
    browser.press("移交").await;
    browser.says("quanliren").await;
    browser.look("128-handed-over").await;
    browser.sign_out().await;
}

pub async fn the_former_holder_is_told(browser: &Browser<'_>) {
    browser.go("/session").await;
    browser.type_all(&[("login_name", "unit1"), ("password", PASSWORD)]).await;
    browser.press("登录").await;
    browser.says("账号已移交").await;
    browser.look("129-former-holder").await;
}
