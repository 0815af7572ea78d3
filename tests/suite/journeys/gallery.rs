//! The gallery of forms, which only the embedded hall has.

use crate::town::Town;
use crate::ways::words;
use catalog::{FORMS, examples};

#[tokio::test]
async fn the_gallery_has_every_form_empty_filled_and_refused_and_says_what_a_form_says() {
    let town = Town::open().await;
    let visitor = town.visitor();
    let list = visitor.page("/gallery").await.expect(200).text();
    for form in FORMS {
        let page = format!("/gallery/{}", form.name);
        for example in ["empty", "filled", "refused"] {
            let to = format!("{page}?example={example}");
            assert!(list.contains(&format!("href=\"{to}\"")), "the list leads to {to}");
            let shown = visitor.page(&to).await.expect(200).text();
            for field in form.fields() {
                assert!(shown.contains(&format!("id=\"{}\"", field.name)), "{to}: {}", field.name);
                let refuses = field.when.is_none() && !examples::bad(field).is_empty();
                let beside = [format!("id=\"{}-error\"", field.name), format!("id=\"{}.0.", field.name)];
                let told = example != "refused" || !refuses || beside.iter().any(|it| shown.contains(it));
                assert!(told, "{to}: nothing beside {}", field.name);
            }
            assert_eq!(shown.contains("govuk-error-summary"), example == "refused", "{to}");
        }
        let fields = crate::ways::pairs_of(&examples::filled(form.fields()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        visitor.fill(&page, &page, &fields).await.expect(200);
        let shown = visitor.fill(&page, &page, &[("status", "<b>")]).await.expect(422).text();
        assert!(shown.contains(&words("没有“status”这一项")), "{page} is checked as in the hall");
    }
    for unknown in ["/gallery/none", "/gallery/unit?example=none", "/gallery/"] {
        visitor.page(unknown).await.expect(404);
    }
}
