//! What makes up for what, on which day.

use super::*;
use domain::form::Entry;
use jiff::civil::date;

const DAYS: (Date, Date) = (date(2024, 5, 1), date(2026, 11, 23));

fn engineer() -> Draft {
    let facts = Draft::default().with("title_level", "3").with("title_major", "结构").with("major", "土木工程");
    let facts = facts.with("insurer", "甲公司").with("insured_to", "2026-10");
    holding(facts, "posts", &[("post", "SGY"), ("until", "2099-06-30")])
}
fn holding(mut facts: Draft, list: &str, row: &[(&str, &str)]) -> Draft {
    let row = row.iter().fold(Draft::default(), |row, (name, text)| row.with(name, *text));
    facts.0.insert(list.to_owned(), Entry::Rows(vec![row]));
    facts
}
/// The words of every point that is not 符合: then and today.
fn check(needed: &Draft, now: &Draft, other: &Draft) -> Vec<(&'static str, &'static str, &'static str)> {
    let points = compare(needed, now, other, DAYS);
    let odd = points.iter().filter(|it| it.then != Verdict::Met || it.today != Verdict::Met);
    odd.map(|it| (it.name, it.then.word(), it.today.word())).collect()
}

#[test]
fn r_4_6_11_the_like_of_the_leaving_person_meets_every_point() {
    let points = compare(&engineer(), &engineer(), &engineer(), DAYS);
    let names: Vec<_> = points.iter().map(|point| point.name).collect();
    assert_eq!(names, ["职称级别", "职称专业", "岗位证书", "社保", "所学专业"]);
    assert!(is_met(&points) && check(&engineer(), &engineer(), &engineer()).is_empty());
    assert_eq!(check(&engineer(), &engineer(), &engineer().with("title_level", "4")), [], "a higher level does too");
}

#[test]
fn r_4_6_11_a_lower_title_another_major_or_a_missing_post_is_unmet_then_and_today() {
    let lower = engineer().with("title_level", "2").with("title_major", "暖通");
    let wrong = [("职称级别", "不符", "不符"), ("职称专业", "不符", "不符")];
    assert_eq!(check(&engineer(), &engineer(), &lower), wrong);
    let other_post = holding(engineer(), "posts", &[("post", "AQY"), ("until", "2099-01-01")]);
    assert_eq!(check(&engineer(), &engineer(), &other_post), [("岗位证书", "不符", "不符")]);
}

#[test]
fn a15_a_certificate_that_has_ended_was_good_then_and_is_not_today() {
    let ended = holding(engineer(), "posts", &[("post", "SGY"), ("until", "2026-11-22")]);
    assert_eq!(check(&engineer(), &engineer(), &ended), [("岗位证书", "符合", "不符")]);
    let last_day = holding(engineer(), "posts", &[("post", "SGY"), ("until", "2026-11-23")]);
    assert!(check(&engineer(), &engineer(), &last_day).is_empty(), "the last day counts");
}

#[test]
fn r_4_6_11_what_was_needed_then_is_needed_today_whatever_the_record_says_now() {
    let now = Draft::default().with("major", "土木工程");
    let points = compare(&engineer(), &now, &now, DAYS);
    assert!(!is_met(&points), "a record that was thinned out makes nobody sufficient");
    let risen = engineer().with("title_level", "5");
    assert_eq!(check(&engineer(), &risen, &engineer()), [("职称级别", "符合", "不符")], "what the unit has now");
}

#[test]
fn r_4_6_11_other_insurance_and_another_major_are_guidance_and_refuse_nobody() {
    let other = engineer().with("insurer", "乙公司").with("insured_to", "2026-07").with("major", "给排水");
    let points = compare(&engineer(), &engineer(), &other, DAYS);
    let odd = [("社保", "请核对", "请核对"), ("所学专业", "请核对", "请核对")];
    assert_eq!((check(&engineer(), &engineer(), &other), is_met(&points)), (odd.to_vec(), true));
    let late = engineer().with("insured_to", "2026-07");
    assert_eq!(check(&engineer(), &engineer(), &late), [("社保", "符合", "请核对")], "older than three months");
}

#[test]
fn r_4_6_11_registrations_and_trades_are_compared_too() {
    let builder = |major: &str, until: &str| {
        let row = [("category", "JZS2"), ("major", major), ("until", until)];
        holding(Draft::default().with("trade", "木工").with("trade_grade", "3"), "certificates", &row)
    };
    let one = builder("建筑工程", "2099-01-01");
    assert!(check(&one, &one, &one.clone().with("trade_grade", "2")).is_empty(), "a higher grade has a smaller code");
    assert_eq!(check(&one, &one, &one.clone().with("trade_grade", "4")), [("工种及等级", "不符", "不符")]);
    assert_eq!(check(&one, &one, &builder("市政公用", "2099-01-01")), [("注册证书", "不符", "不符")]);
    assert_eq!(check(&one, &one, &builder("建筑工程", "2025-01-01")), [("注册证书", "符合", "不符")]);
}

#[test]
fn r_4_6_11_what_was_obtained_after_the_application_did_not_count_then() {
    let since = |name: &str, text: &str| engineer().with(name, text);
    let post =
        |issued: &str| holding(engineer(), "posts", &[("post", "SGY"), ("issued", issued), ("until", "2099-06-30")]);
    let titles: &[_] = &[("职称级别", "不符", "符合"), ("职称专业", "不符", "符合")];
    let posts: &[_] = &[("岗位证书", "不符", "符合")];
    let insurance: &[_] = &[("社保", "请核对", "符合")];
    let cases = [
        (since("title_date", "2024-05-01"), &[][..]),
        (since("title_date", "2024-05-02"), titles),
        (post("2024-05-01"), &[]),
        (post("2024-05-02"), posts),
        (post("2026-11-22"), posts),
        (since("insured_from", "2024-05"), &[]),
        (since("insured_from", "2024-06"), insurance),
    ];
    for (other, expected) in cases {
        assert_eq!(check(&engineer(), &engineer(), &other), expected, "{other:?}");
    }
    let builder = |issued: &str| {
        holding(Draft::default(), "certificates", &[("category", "JZS2"), ("issued", issued), ("until", "2099-01-01")])
    };
    let old = builder("2020-01-01");
    assert_eq!(check(&old, &old, &builder("2025-01-01")), [("注册证书", "不符", "符合")]);
}

#[test]
fn r_4_6_11_who_has_no_insurance_does_not_replace_one_who_had() {
    let mut none = engineer();
    none.take("insurer");
    none.take("insured_to");
    assert_eq!(check(&engineer(), &engineer(), &none), [("社保", "不符", "不符")]);
    assert!(check(&none, &none, &none).is_empty(), "what was not there is not asked for");
    let elsewhere = none.with("insurer", "乙公司");
    assert_eq!(check(&engineer(), &engineer(), &elsewhere), [("社保", "请核对", "请核对")]);
}

#[test]
fn r_4_6_11_the_days_that_settle_a_point_are_told() {
    let mut facts = engineer().with("title_date", "2019-07-01").with("insured_from", "2020-01");
    facts = holding(facts, "posts", &[("post", "SGY"), ("issued", "2021-03-01"), ("until", "2099-06-30")]);
    let told: Vec<_> = compare(&facts, &facts, &facts, DAYS).into_iter().map(|point| point.has).collect();
    let days =
        ["中级（2019-07-01 取得）", "结构", "施工员 自 2021-03-01 至 2099-06-30", "甲公司（自 2020-01，缴至 2026-10）"];
    assert_eq!(told[..4], days);
}
