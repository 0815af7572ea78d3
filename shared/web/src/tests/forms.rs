//! Forms on all their papers.

use super::*;
use crate::paper::schema;
use crate::{Action, FormPart, Pairs, RowPart};
use catalog::examples::filled as example;
use catalog::{FORMS, account, person, unit};
use domain::form::{Draft, Entry, Form, Kind};

fn form_of(form: &'static Form, draft: Draft) -> FormPart {
    FormPart::new(Filled::of(form, draft))
}

#[test]
fn every_form_is_whole_on_all_its_papers() {
    for form in FORMS {
        let record = form.check(example(form.fields()), &setting()).map_err(|again| again.complaints).unwrap();
        let again = form.check(record.draft().clone(), &setting()).map_err(|again| again.complaints).unwrap();
        assert_eq!(again.draft(), record.draft(), "canonical spelling is a fixed point of {}", form.name);
        let (page, schema) = (drawn(&FormPage::from(&record)), schema(form.title, form.fields()));
        for (n, section) in form.sections.iter().enumerate() {
            let head = format!(r#"no">0{no}</span><h2 class="govuk-heading-m">{}<"#, section.title, no = n + 1);
            assert!(page.contains(&head), "{head}");
        }
        for field in form.fields() {
            let mark = if field.must { r#"<span class="portal-must""# } else { "<" };
            assert!(page.contains(&format!("{}{mark}", field.label)), "{}", field.label);
            assert!(page.contains(&format!("id=\"{}\"", field.name)), "{}", field.name);
            assert_eq!(schema["properties"][field.name]["title"], field.label);
        }
        assert!(page.find("portal-actions") < page.find("portal-section"), "the buttons are at the top");
        assert!(drawn(&Pairs::of(form, record.draft())).contains(form.sections[0].title));
    }
}

/// Labels and descriptions name what exists, ids are there once.
#[test]
fn every_control_has_its_label_and_every_id_is_there_once() {
    for form in FORMS {
        for draft in [Draft::default(), example(form.fields())] {
            let mut filled = form.check(draft.clone(), &setting()).err().unwrap_or_else(|| Filled::of(form, draft));
            filled.found.insert("unit", vec![("0".repeat(32), "甲".to_owned()), ("1".repeat(32), "乙".to_owned())]);
            let page = drawn(&FormPart::new(filled));
            let values = |attribute: &str| -> Vec<String> {
                let named = format!(" {attribute}=\"");
                let parts = page.split(&named).skip(1);
                parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
            };
            let ids = values("id");
            for id in &ids {
                assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{}: {id}", form.name);
            }
            let named: Vec<String> =
                ["for", "aria-describedby", "aria-labelledby"].iter().flat_map(|name| values(name)).collect();
            for id in named.iter().flat_map(|list| list.split(' ')) {
                assert!(ids.iter().any(|known| known == id), "{}: nothing has the id {id}", form.name);
            }
        }
    }
}

#[test]
fn a_secret_is_never_shown_again() {
    let page = drawn(&form_of(&account::SIGN_IN, example(account::SIGN_IN.fields())));
    assert!(
        !page.contains("纸船")
            && page.contains(r#"type="password" spellcheck="false" autocomplete="current-password">"#)
    );
}

#[test]
fn few_choices_are_buttons_and_many_are_a_list() {
    let page = drawn(&form_of(&PERSON, Draft::default().with("sex", "female")));
    assert!(page.contains(r#"<input class="govuk-radios__input" type="radio" id="sex" name="sex" value="male">"#));
    assert!(page.contains(r#"id="sex-1" name="sex" value="female" checked>"#));
    let page = drawn(&form_of(&person::FILE, Draft::default().with("education", "21")));
    assert!(
        page.contains(r#"<select class="govuk-select" id="education" name="education">"#)
            && page.contains(r#"value="21" selected"#)
    );
}

#[test]
fn a_unit_is_searched_and_chosen_without_a_script() {
    let mut filled = Filled::of(&PERSON, Draft::default().with("_unit_query", "示例<"));
    filled.found.insert("unit", vec![("a".repeat(32), "沈阳示例建设".to_owned())]);
    let page = drawn(&FormPart::new(filled.clone()));
    assert!(
        page.contains(r#"name="_unit_query" value="示例&#60;""#) && page.contains(r#"name="_again" value="unit">查找"#)
    );
    assert!(page.contains(&format!(r#"type="radio" id="unit-1" name="unit" value="{}">"#, "a".repeat(32))));
    assert!(page.find("保存</button>") < page.find("查找</button>"), "Enter saves");
    filled.found.insert("unit", Vec::new());
    assert!(drawn(&FormPart::new(filled)).contains("没有找到"));
    let chosen = drawn(&form_of(&PERSON, Draft::default().with("unit", "b".repeat(32))));
    assert!(chosen.contains("checked><label class=\"govuk-label govuk-radios__label\" for=\"unit-chosen\">"));
}

#[test]
fn what_was_typed_wrongly_as_a_day_is_kept_as_it_was_typed() {
    let draft = Draft::default().with("founded", "2026-02-30");
    let page = drawn(&FormPart::new(unit::BASICS.keep(draft, &setting()).err().unwrap()));
    assert!(page.contains(r#"id="founded" name="founded" type="text" value="2026-02-30""#));
    assert!(page.contains(r#"aria-describedby="founded-error" aria-invalid="true""#));
}

#[test]
fn a_cascade_is_chosen_level_by_level() {
    let mut draft = Draft::default();
    draft.0.insert("division".into(), Entry::Texts(vec!["210000".into()]));
    let page = drawn(&form_of(&unit::BASICS, draft));
    assert_eq!(page.matches("aria-label=\"注册属地：").count(), 2);
    assert!(page.contains("沈阳市") && page.contains(r#"name="_again" value="division">下一级"#));
}

#[test]
fn rows_with_pages_of_their_own_are_a_table_in_words() {
    let file = example(person::FILE.fields());
    let part = form_of(&person::FILE, file).rows_at("/person").adds("cv", "新增简历").version(7);
    let page = drawn(&part);
    assert!(
        page.contains(r#"href="/person/certificates/0">修改"#) && page.contains(r#"formaction="/person/cv/0/removal""#)
    );
    assert!(
        page.contains(r#"name="_then" value="cv">新增简历"#)
            && page.contains(r#"name="_then" value="certificates">新增记录"#)
    );
    assert!(page.contains(r#"name="version" value="7""#) && !page.contains(r#"name="cv.0.from""#));
    let category = catalog::dictionaries::REGISTRATION_CATEGORY.entries[0].1;
    assert!(page.contains(&format!(r#"data-label="注册类别">{category}</td>"#)));
    assert!(drawn(&form_of(&person::FILE, Draft::default()).rows_at("/person")).contains("还没有记录"));
}

#[test]
fn a_fault_in_a_row_is_told_in_its_table() {
    let mut file = example(person::FILE.fields());
    let Some(Entry::Rows(rows)) = file.0.get_mut("cv") else { panic!("the example has rows") };
    rows[0].set("to", "2010-01");
    let part = FormPart::new(person::FILE.check(file, &setting()).err().unwrap()).rows_at("/person");
    let page = drawn(&part);
    assert!(
        page.contains("href=\"#cv.0.to\"")
            && page.contains("id=\"cv.0.to\" tabindex=\"-1\">第 1 行：终止年月不能早于起始年月")
    );
}

#[test]
fn rows_in_place_have_one_blank_row_more() {
    let page = drawn(&form_of(&person::FILE, example(person::FILE.fields())));
    assert!(
        page.contains(r#"name="cv.0.from""#)
            && page.contains(r#"name="cv.1.from""#)
            && !page.contains(r#"name="cv.2.from""#)
    );
}

#[test]
fn one_row_is_a_form_with_its_two_buttons() {
    let list = person::FILE.field("cv").unwrap();
    let mut file = example(person::FILE.fields());
    let Some(Entry::Rows(rows)) = file.0.get_mut("cv") else { panic!("the example has rows") };
    rows[0].set("from", "2016-13");
    let row = rows[0].clone();
    let all = person::FILE.keep(file, &setting()).err().unwrap().complaints;
    let part = RowPart::new(list, row, "简历").complaints_of(0, &all).version(3).cancel("/person");
    let page = drawn(&part);
    assert!(page.contains(r#"name="from" type="text" value="2016-13""#) && page.contains("href=\"#from\""));
    assert!(page.contains("<button class=\"govuk-button\">保存并关闭</button>"));
    assert!(
        page.contains("name=\"_then\" value=\"new\">保存并新建</button>") && page.contains(r#"href="/person">取消"#)
    );
    assert_eq!(part.complaints()[0].pointer(), "/from");
    assert_eq!(serde_json::to_value(&part).unwrap()["employer"], "示例");
    assert!(matches!(list.kind, Kind::Rows(..)));
}

#[test]
fn buttons_say_what_they_send_and_where() {
    let actions = [
        Action::main("通过").sends("decision", "approve"),
        Action::other("不通过").posts_to("/x"),
        Action::link("下一人", "/y"),
    ];
    let page = drawn(
        &form_of(&catalog::review::DECISION, Draft::default())
            .actions(&actions)
            .without(&["decision"])
            .heading_tagged("王某", "待审核"),
    );
    assert!(page.contains(r#"<button class="govuk-button" name="decision" value="approve">通过</button>"#));
    assert!(
        page.contains(r#"formaction="/x">不通过"#) && page.contains(r#"<a class="govuk-link" href="/y">下一人</a>"#)
    );
    assert!(!page.contains("审核结论") && page.contains(r#"王某 <strong class="govuk-tag govuk-tag--blue">待审核"#));
    let below = drawn(&form_of(&account::SIGN_IN, Draft::default()).actions(&[Action::main("登录")]).buttons_below());
    assert!(
        below.find("govuk-visually-hidden\" tabindex=\"-1\" aria-hidden=\"true\"></button>")
            < below.find("portal-section")
    );
}

#[test]
fn the_schema_of_a_form_follows_its_declaration() {
    let schema = schema(unit::BASICS.title, unit::BASICS.fields());
    assert_eq!(
        schema["properties"]["employees"],
        json!({ "type": "integer", "format": "uint32", "title": "在职人数" })
    );
    assert_eq!(
        (&schema["properties"]["division"]["minItems"], &schema["additionalProperties"]),
        (&json!(3), &json!(false))
    );
    let person = crate::paper::schema(PERSON.title, PERSON.fields());
    assert_eq!(person["properties"]["sex"]["enum"], json!(["male", "female"]));
    assert_eq!(person["required"].as_array().unwrap().len(), 7);
    assert_eq!(person["properties"]["password"]["writeOnly"], true);
}
