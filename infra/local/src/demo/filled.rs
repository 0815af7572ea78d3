//! What the demo's people and units have filled in.

use catalog::dictionaries::COMMITMENT;
use domain::form::{Draft, Entry};
use jiff::civil::Date;

/// What a unit commits itself to, from a day until another.
pub fn statement(unit: &str, from: Date, until: Date) -> Draft {
    Draft::default()
        .with("commitment", COMMITMENT.entries.first().map_or("", |(code, _)| code))
        .with("insured", "86")
        .with("insured_at", "沈阳市")
        .with("declared", from.to_string())
        .with("until", until.to_string())
        .with("contact", format!("{unit}人力资源部"))
        .with("phone", "13800005678")
}

/// What a person has filled in by the time the file is handed in.
pub fn file(name: &str) -> Draft {
    let certificate = Draft::default()
        .with("category", "JZS2")
        .with("major", "建筑工程")
        .with("number", "辽221190000000")
        .with("until", "2028-06-30");
    let cv =
        Draft::default().with("from", "2012-07").with("employer", "沈阳示例建设集团有限公司").with("duty", "施工员");
    let mut file = Draft::default()
        .with("name", name)
        .with("phone", "13900001234")
        .with("education", "21")
        .with("school", "示例大学")
        .with("major", "土木工程");
    file.0.insert("certificates".to_owned(), Entry::Rows(vec![certificate]));
    file.0.insert("cv".to_owned(), Entry::Rows(vec![cv]));
    file
}
