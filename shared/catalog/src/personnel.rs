//! 人员管理 (manual, 4.1 to 4.5; fields of ui.md 2.2 to 2.5). One person is one record, whichever posts the person holds;
//! each post has a form of its own, and each field is spelled once, so that the record's file is the union of the forms.

mod fields;
mod finance;
mod legal;
mod manager;
mod search;
mod staff;
mod technical;

pub use fields::{CATEGORY, CERTIFICATE, IDENTITY, IDENTITY_KIND, NAME, NATIONALITY, POSITION, WORKS};
pub use finance::FINANCE;
pub use legal::LEGAL;
pub use manager::MANAGER;
pub use search::says_in;
pub use staff::WORKER;
pub use technical::TECHNICAL;

use crate::dictionaries::{INSURANCE, POST, STAFF, TITLE};
use crate::paper::Place;
use domain::Line;
use domain::form::{Dictionary, Draft, Entry, Form, Patch, Typed, choice, section};
use domain::post::Post;

/// 担任职务, without a change of the file.
pub static GIVING: Form = Form::new("post", "担任职务").sections(&[section("职务").asks(&[GIVEN.field])]);

/// Which post is given.
pub const GIVEN: Typed<Line> = choice("post", "职务", &POSTS).must().typed();

/// The posts of a unit.
pub static POSTS: Dictionary = Dictionary {
    name: "unit-post",
    entries: &[
        (Post::Legal.code(), Post::Legal.word()),
        (Post::Manager.code(), Post::Manager.word()),
        (Post::Finance.code(), Post::Finance.word()),
        (Post::Technical.code(), Post::Technical.word()),
        (Post::Staff.code(), Post::Staff.word()),
    ],
};

/// The form of a post.
pub const fn form(post: Post) -> &'static Form {
    match post {
        Post::Legal => &LEGAL,
        Post::Manager => &MANAGER,
        Post::Finance => &FINANCE,
        Post::Technical => &TECHNICAL,
        Post::Staff => &WORKER,
    }
}

/// The papers that a post asks for, which lie with the person.
pub const fn papers(post: Post) -> &'static Place {
    match post {
        Post::Legal => &legal::PAPERS,
        Post::Manager => &manager::PAPERS,
        Post::Finance => &finance::PAPERS,
        Post::Technical => &technical::PAPERS,
        Post::Staff => &staff::PAPERS,
    }
}

/// The title of the part with the papers, in the manual's words.
pub const fn papers_title(post: Post) -> &'static str {
    match post {
        Post::Manager | Post::Finance => "人员证照附件材料",
        Post::Legal | Post::Technical | Post::Staff => "附件信息",
    }
}

/// What a form of a new person begins with: what is so for almost everybody.
pub fn begun(form: &Form) -> Draft {
    let usual = [(IDENTITY_KIND.name, "111"), (NATIONALITY.name, "中国")];
    let asked = usual.into_iter().filter(|(name, _)| form.field(name).is_some());
    asked.fold(Draft::default(), |draft, (name, text)| draft.with(name, text))
}

/// A file as a post's form shows it, the number masked; a post that is new to the person begins with what is usual.
pub fn known(form: &Form, file: &Draft, masked: &str, holds: bool) -> Draft {
    let usual = if holds { Draft::default() } else { begun(form) };
    let mut draft = Patch(file.clone()).over(&usual).with(IDENTITY.field.name, masked);
    draft.0.retain(|name, _| form.field(name).is_some());
    draft
}

/// The file after a form was saved: what the form asks for is as it says, everything else stays.
pub fn laid_over(form: &Form, saved: &Draft, before: &Draft) -> Draft {
    let mut file = before.clone();
    file.0.retain(|name, _| form.field(name).is_none());
    file.0.extend(saved.0.clone());
    file.0.remove(IDENTITY.field.name);
    file
}

/// The labels of the fields of a form in which two files differ: what a receipt tells, which never tells the values.
pub fn differing(form: &Form, before: &Draft, after: &Draft) -> Vec<&'static str> {
    let differs = |name: &str| {
        let told = |file: &Draft| file.0.get(name).filter(|entry| !entry.is_blank()).cloned();
        told(before) != told(after)
    };
    form.fields().filter(|field| differs(field.name)).map(|field| field.label).collect()
}

/// What rules look at, and what people are found by, of a file that is kept: a few fields, small enough to lie in every
/// list.
pub const FACTS: &[&str] = &[
    "category",
    "major",
    "title_level",
    "title_major",
    "title_number",
    "title_date",
    "trade",
    "trade_grade",
    "trade_number",
    "posts",
    "certificates",
    "insurance",
    "insurer",
    "insured_from",
    "insured_to",
    "contract_to",
    "position",
    "technical_years",
];

/// The facts of a file, of a registered person's as well.
pub fn facts(file: &Draft) -> Draft {
    let kept =
        |(name, entry): (&String, &Entry)| FACTS.contains(&name.as_str()).then(|| (name.clone(), in_short(entry)));
    Draft(file.0.iter().filter_map(kept).collect())
}

/// Of a certificate only what it is, its number, and from when until when it holds.
fn in_short(entry: &Entry) -> Entry {
    use Entry::{Rows, Texts};
    let told = ["post", "category", "major", "number", "issued", "until"];
    match entry {
        Texts(texts) => Texts(texts.clone()),
        Rows(rows) => {
            let row = |row: &Draft| {
                Draft(
                    row.0
                        .iter()
                        .filter(|(name, _)| told.contains(&name.as_str()))
                        .map(|(n, e)| (n.clone(), e.clone()))
                        .collect(),
                )
            };
            Rows(rows.iter().map(row).collect())
        }
    }
}

/// 险种 by their names.
pub fn insurances(facts: &Draft) -> String {
    let names = facts.texts("insurance").iter().filter_map(|code| INSURANCE.name_of(code));
    names.collect::<Vec<_>>().join("、")
}

/// What a list shows of a person beside the name, and what it is searched by: 人员类别, 职务, 职称 and 岗位.
pub fn in_a_line(file: &Draft) -> String {
    let category = STAFF.name_of(file.text("category")).unwrap_or_default();
    let title = TITLE.name_of(file.text("title_level")).filter(|title| *title != "无").unwrap_or_default();
    let title = match (title, file.text("title_major")) {
        (title, "" | "无") => title.to_owned(),
        ("", _) => String::new(),
        (title, major) => format!("{title}（{major}）"),
    };
    let posts: Vec<&str> = file.rows("posts").iter().filter_map(|row| POST.name_of(row.text("post"))).collect();
    let position = Some(file.text(POSITION.name)).filter(|position| *position != "无").unwrap_or_default();
    let parts = [category.to_owned(), position.to_owned(), title, posts.join("、")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests;
