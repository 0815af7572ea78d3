//! The forms of the posts: each field spelled once, the manual's parts, and 无 where nothing is there.

use super::*;
use domain::form::{Field, Kind};
use std::collections::BTreeMap;

fn forms() -> impl Iterator<Item = &'static Form> {
    Post::ALL.into_iter().map(form)
}

fn titles(post: Post) -> Vec<&'static str> {
    form(post).sections.iter().map(|section| section.title).chain([papers_title(post)]).collect()
}

#[test]
fn r_4_each_post_has_the_parts_that_the_manual_names_in_its_order() {
    assert_eq!(titles(Post::Legal), ["法人基本信息", "简历信息", "附件信息"]);
    assert_eq!(titles(Post::Manager), ["人员基本信息", "人员简历", "人员业绩", "人员证照附件材料"]);
    assert_eq!(titles(Post::Finance), ["人员基本信息", "人员简历", "人员证照附件材料"]);
    assert_eq!(titles(Post::Technical), ["基本信息", "业绩信息", "简历信息", "附件信息"]);
    assert_eq!(titles(Post::Staff), ["基本信息", "简历信息", "业绩信息", "附件信息"]);
}

#[test]
fn a_field_of_two_posts_is_one_field() {
    let mut known: BTreeMap<&str, &Field> = BTreeMap::new();
    for field in forms().flat_map(Form::fields) {
        let first = known.entry(field.name).or_insert(field);
        assert_eq!(first.label, field.label, "{}", field.name);
        assert_eq!(std::mem::discriminant(&first.kind), std::mem::discriminant(&field.kind), "{}", field.name);
    }
}

#[test]
fn r_4_1_2_every_choice_of_what_somebody_may_not_have_offers_none() {
    let always = ["sex", "identity_kind", "category", "employment", "on_post"];
    for field in forms().flat_map(Form::fields).filter(|field| !always.contains(&field.name)) {
        if let Kind::Choice(from) = field.kind {
            assert!(from.entries.iter().any(|(_, name)| *name == "无"), "{}", field.name);
        }
    }
}

#[test]
fn the_papers_of_every_post_lie_with_the_person() {
    let place = &crate::paper::WORKER;
    for post in Post::ALL {
        let papers = papers(post);
        assert!(papers.kinds.entries.iter().all(|(kind, _)| place.takes(kind)), "{post:?}");
        assert!(papers.must.iter().all(|kind| papers.takes(kind)), "{post:?}");
    }
    let legal: Vec<_> = papers(Post::Legal).kinds.entries.iter().map(|(_, name)| *name).collect();
    assert_eq!(legal[..5], ["身份证正反面", "任职文件", "学历证书", "职称证书", "法定代表人声明"]);
}

#[test]
fn saving_one_form_leaves_what_only_others_ask_for() {
    let before = Draft::default().with("trade", "木工").with("school", "甲大学").with("degree", "学士");
    let saved = Draft::default().with("school", "乙大学").with("identity_number", "x").with("position", "总经理");
    let after = laid_over(&MANAGER, &saved, &before);
    assert_eq!(after, Draft::default().with("trade", "木工").with("school", "乙大学").with("position", "总经理"));
    assert_eq!(differing(&MANAGER, &before, &after), ["学位", "毕业院校", "职务"]);
    assert_eq!(differing(&WORKER, &before, &before), Vec::<&str>::new());
}
