//! A walk that is made by declarations: every form is filled in by what its fields say of themselves, kept, opened again
//! and compared. A form that is declared later is walked through in the gallery by itself, and in its own place as soon as
//! its row in `ways::WAYS` names the button that keeps it.

mod hands;
mod values;

use super::driver::Browser;
use crate::people::{PASSWORD, enterprise};
use crate::town::Town;
use crate::ways::{Stage, WAYS, Way, Who};
use catalog::FORMS;
use values::Put;

/// What is looked for in a field that is searched: the first unit by its name.
fn sought() -> String {
    enterprise(1)["name"].as_str().unwrap().to_owned()
}

/// What rules need to know of the present.
fn setting(town: &Town) -> domain::Setting {
    town.hall.hall_of("home").unwrap().setting()
}

#[tokio::test]
async fn every_form_is_filled_in_by_its_declaration_kept_and_opened_again() {
    let town = Stage::town().await;
    let stage = Stage::set(&town).await;
    let browser = Browser::open(&town).await;
    let mut who = Who::Visitor;
    for (n, way) in (0..).zip(WAYS.iter().filter(|way| way.saves.is_some())) {
        if way.who != who {
            browser.client.delete_all_cookies().await.unwrap();
            who = way.who;
            match who {
                Who::Visitor => {}
                Who::Person => browser.sign_in("person0", PASSWORD).await,
                Who::Unit => browser.sign_in("unit1", PASSWORD).await,
                Who::Lab => browser.sign_in("lab3", PASSWORD).await,
                Who::Officer => browser.sign_in("officer", PASSWORD).await,
            }
        }
        walks(&browser, &stage, way, n).await;
    }
}

async fn walks(browser: &Browser<'_>, stage: &Stage<'_>, way: &Way, n: u32) {
    let page = stage.at(way, way.page.unwrap());
    let name = format!("walk-{n:02}-{}", way.form.name);
    let put = Put::along(way, &way.body(stage, 900 + n), &setting(browser.town));
    browser.go(&page).await;
    browser.fills(way.fields(), &put.typed, "").await;
    browser.look(&name).await;
    browser.keeps(way.saves.unwrap()).await;
    if way.kept.is_some() {
        browser.go(&page).await;
        browser.holds(&page, way.fields(), &put.kept).await;
    }
}

#[tokio::test]
async fn every_form_of_the_gallery_is_filled_in_by_its_declaration_and_shows_the_one_spelling() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let browser = Browser::open(&town).await;
    for form in FORMS {
        let put = Put::along_the_gallery(form, &unit, &setting(&town));
        let page = format!("/gallery/{}", form.name);
        browser.go(&page).await;
        browser.fills(form.fields(), &put.typed, "").await;
        browser.keeps("保存").await;
        browser.holds(&page, form.fields(), &put.kept).await;
    }
}
