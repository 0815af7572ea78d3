//! What was typed is shown as text, and buttons change a form without sending it.

use super::*;

#[tokio::test]
async fn c04_what_was_typed_is_inert_wherever_it_is_shown() {
    let router = hall();
    let mut body = li();
    body["name"] = "<script>alert(1)</script>".into();
    assert_eq!(post_json(&router, "/people", &body).await.status, 201);
    let page = get_page(&router, "/people/0").await.body;
    assert!(!page.contains("<script>alert") && page.contains("&#60;script&#62;alert(1)&#60;/script&#62;"));
}

#[tokio::test]
async fn buttons_that_only_change_a_form_show_it_again_without_complaints() {
    let router = hall();
    let page = post_page(&router, "/people", "name=李某&_unit_query=示例&_again=unit").await;
    assert!(page.status == 200 && page.body.contains("value=\"李某\"") && !page.body.contains("govuk-error"));
}
