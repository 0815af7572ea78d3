//! How a person is found (manual, 4.5: 职称证, 岗位证, 社保, 所学专业): by every word that a card keeps of the file, as
//! lists show it. Days, months and numbers of years are no words.

use super::form;
use crate::person::FILE;
use domain::form::{Dictionary, Draft, Entry, Field, Keys, Kind};
use domain::post::Post;
use domain::text::says;

/// Whether one of the facts of a person says what is sought.
pub fn says_in(facts: &Draft, sought: &str) -> bool {
    facts.0.iter().any(|(name, entry)| {
        let known = |field: &&Field| field.name == *name;
        Post::ALL.into_iter().find_map(|post| form(post).field(name)).is_some_and(|field| said(field, entry, sought))
            || FILE.fields().find(known).is_some_and(|field| said(field, entry, sought))
    })
}

fn said(field: &Field, entry: &Entry, sought: &str) -> bool {
    match (field.kind, entry) {
        (Kind::Rows(columns, _), Entry::Rows(rows)) => rows.iter().any(|row| {
            row.0.iter().any(|(name, entry)| {
                columns.iter().find(|column| column.name == name).is_some_and(|column| said(column, entry, sought))
            })
        }),
        (Kind::Choice(from) | Kind::Several(from), Entry::Texts(codes)) => {
            codes.iter().any(|code| named(from, code).is_some_and(|name| says(name, sought)))
        }
        (Kind::Line(scalar), Entry::Texts(texts)) if matches!(scalar.keys, Keys::Words | Keys::Code) => {
            texts.iter().any(|text| says(text, sought))
        }
        _ => false,
    }
}

/// The name of a code; that there is none (无) is nothing to be found by.
fn named(from: &Dictionary, code: &str) -> Option<&'static str> {
    from.name_of(code).filter(|name| *name != "无")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personnel::facts;

    #[test]
    fn r_4_5_2_a_person_is_found_by_certificate_post_insurance_major_and_trade() {
        let row = |name: &str, code: &str, number: &str| {
            let row = Draft::default().with(name, code).with("number", number).with("issued", "2020-01-01");
            Entry::Rows(vec![row])
        };
        let mut file = Draft::default()
            .with("major", "土木工程")
            .with("title_level", "3")
            .with("title_number", "辽C001")
            .with("trade", "钢筋工")
            .with("trade_number", "JN-77")
            .with("insurer", "沈阳示例建设有限公司")
            .with("insured_from", "2020-01")
            .with("phone", "13800005678");
        let pension = crate::dictionaries::INSURANCE.entries[0];
        file.set("insurance", pension.0);
        file.0.insert("posts".to_owned(), row("post", "SGY", "辽G-001"));
        file.0.insert("certificates".to_owned(), row("category", "JZS2", "辽221"));
        let facts = facts(&file);
        for sought in
            ["土木", "辽c001", "钢筋工", "jn-77", "示例建设", pension.1, "辽g-001", "施工员", "建造师", "ＪＮ"]
        {
            assert!(says_in(&facts, sought), "{sought}: {facts:?}");
        }
        for sought in ["2020", "1380", "SGY", "监理"] {
            assert!(!says_in(&facts, sought), "{sought}");
        }
    }
}
