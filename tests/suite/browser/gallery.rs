//! The gallery as eyes see it: every form with each of its examples, wide and on a phone.

use super::driver::Browser;
use crate::town::Town;
use catalog::FORMS;

#[tokio::test]
async fn every_form_keeps_nobody_out_whether_empty_filled_or_refused() {
    let town = Town::open().await;
    let browser = Browser::open(&town).await;
    browser.go("/gallery").await;
    browser.look("gallery").await;
    for form in FORMS {
        for example in ["empty", "filled", "refused"] {
            browser.go(&format!("/gallery/{}?example={example}", form.name)).await;
            browser.look(&format!("gallery-{}-{example}", form.name)).await;
        }
    }
}
