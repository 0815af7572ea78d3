//! Two windows fill in one form: the second is shown what the first did, with old and new values, and keeps what was typed.

use domain::form::{Draft, Entry, Field, Form, Kind};
use domain::{IdentityNumber, Value};
use store::Receipt;
use store::draft::Pending;
use web::{Cell, Lead, cell, paper::words_of};

/// The words for the two sides of a comparison, and for a row that only one of them has.
struct Sides {
    a: &'static str,
    b: &'static str,
    only_a: &'static str,
    only_b: &'static str,
}

const CHANGED: Sides = Sides { a: "原为", b: "现为", only_a: "已删除", only_b: "新增" };
const SAVED: Sides =
    Sides { a: "已保存", b: "您填写", only_a: "您填写的没有", only_b: "只有您填写的有" };
const KEPT: Sides =
    Sides { a: "另一窗口", b: "这里", only_a: "只有另一窗口有", only_b: "只有这里有" };

/// What others changed since the form was opened: `then` is what the second saw, `now` what is kept.
pub fn rival(form: &Form, then: &Draft, now: &Draft, newer: &[&Receipt]) -> Lead {
    let pairs = differing(form, then, now, &CHANGED);
    let what = if pairs.is_empty() { "" } else { "，修改的内容如下" };
    let words = "您填写的内容都还在下面；核对后再次点击“保存并关闭”，将以您填写的为准。";
    Lead::new(format!("{}{what}。{words}", by_whom(newer))).titled("这些内容在您填写时已被修改").pairs(pairs)
}

/// What was kept unsaved goes on after others have saved: what they changed since it was begun.
pub fn moved_on(form: &Form, begun: &Pending, (then, now): (&Draft, &Draft), newer: &[&Receipt]) -> Lead {
    let at = cell::local(begun.at);
    let words = format!("以下是 {at} 填写的内容，已暂存，还没有保存；核对后点击“保存并关闭”，将以以下填写的为准。");
    let pairs = differing(form, then, now, &CHANGED);
    Lead::new(format!("{}。{words}", by_whom(newer))).titled("这些内容在您填写时已被修改").pairs(pairs)
}

/// The form was saved from another window already: where what is typed here differs from it.
pub fn twin(form: &Form, typed: &Draft, now: &Draft, last: Option<&Receipt>) -> Lead {
    let pairs = differing(form, now, typed, &SAVED);
    let by = by_whom(last.as_slice());
    Lead::new(format!("{by}。与您填写的不同之处如下；您填写的内容都还在下面，还没有保存。核对后再次点击“保存并关闭”，将以您填写的为准。"))
        .titled("这份内容已经保存过")
        .pairs(pairs)
}

/// The form was filled in and kept in another window meanwhile: where that differs from what is typed here.
pub fn elsewhere(form: &Form, typed: &Draft, there: &Pending) -> Lead {
    let at = cell::local(there.at);
    let pairs = differing(form, &there.fields, typed, &KEPT);
    Lead::new(format!(
        "另一个窗口在 {at} 暂存了这份内容，与这里填写的不同之处如下。这里填写的内容都还在下面，没有暂存，也没有保存。核对后点击“暂存”，这里填写的将替换另一窗口暂存的；点击“保存并关闭”，只保存这里填写的，另一窗口暂存的仍然保留。"
    ))
    .titled("这份内容在另一个窗口也填写过")
    .pairs(pairs)
}

/// The thing itself was taken out while its form was filled in; what was typed can be saved as a new one.
pub fn removed(what: &str, last: Option<&Receipt>) -> Lead {
    let by = last.map_or_else(String::new, |it| format!("{} 于 {} {}。", it.by, cell::local(it.at), it.did));
    let words = format!(
        "{by}您填写的内容都还在下面，没有保存。仍然需要的，点击“保存并关闭”，将作为新的{what}保存；原有的附件需要重新上传。"
    );
    Lead::new(words).titled("您填写的内容所属的记录已被删除")
}

/// The labels of what was changed, as a receipt tells it; nothing where nothing was.
pub fn told(form: &Form, before: &Draft, after: &Draft) -> Option<String> {
    let labels: Vec<&str> = form.changed(before, after).iter().map(|field| field.label).collect();
    (!labels.is_empty()).then(|| format!("修改了：{}", labels.join("、")))
}

/// Those receipts that are newer than the version that was seen, oldest first.
pub fn since(receipts: &[Receipt], seen: u64) -> Vec<&Receipt> {
    receipts.iter().rev().filter(|it| it.version > seen).collect()
}

fn by_whom(newer: &[&Receipt]) -> String {
    if newer.is_empty() {
        return "内容已被他人修改".to_owned();
    }
    let told = |it: &&Receipt| {
        let what = it.reason.as_ref().filter(|it| it.contains("修改了：")).unwrap_or(&it.did);
        format!("{} 已于 {} {what}", it.by, cell::local(it.at))
    };
    newer.iter().map(told).collect::<Vec<_>>().join("\n")
}

/// Where two drafts of a form differ, field by field, each with a word for whose it is.
fn differing(form: &Form, a: &Draft, b: &Draft, sides: &Sides) -> Vec<(&'static str, Cell)> {
    let words = |field: &'static Field| match field.kind {
        Kind::Rows(..) => rows_of(field, a, b, sides),
        _ => {
            let said =
                |draft: &Draft| Some(said(field, draft)).filter(|it| !it.is_empty()).unwrap_or("（空）".to_owned());
            format!("{}：{}\n{}：{}", sides.a, said(a), sides.b, said(b))
        }
    };
    form.changed(a, b).into_iter().map(|field| (field.label, Cell::text(words(field)))).collect()
}

/// The rows in which two drafts differ: changed ones with both, the others with what they hold.
fn rows_of(list: &'static Field, a: &Draft, b: &Draft, sides: &Sides) -> String {
    let (was, is) = (a.rows(list.name), b.rows(list.name));
    let apart = |rows: &[Draft], others: &[Draft]| -> Vec<(usize, Draft)> {
        let mut left = others.to_vec();
        let mut alone = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            match left.iter().position(|other| plain(other) == plain(row)) {
                Some(at) => drop(left.remove(at)),
                None => alone.push((n, row.clone())),
            }
        }
        alone
    };
    let (gone, mut come) = (apart(was, is), apart(is, was));
    let mut lines = Vec::new();
    for (n, row) in gone {
        let (no, row) = (n + 1, row_of(list, &row));
        // A row that differs at its place was changed; one that nothing took the place of is on one side alone.
        lines.push(match come.iter().position(|(at, _)| *at == n) {
            Some(at) => {
                let other = row_of(list, &come.remove(at).1);
                format!("第 {no} 行\n{}：{row}\n{}：{other}", sides.a, sides.b)
            }
            None => format!("第 {no} 行，{}：{row}", sides.only_a),
        });
    }
    lines.extend(come.iter().map(|(n, row)| format!("第 {} 行，{}：{}", n + 1, sides.only_b, row_of(list, row))));
    if lines.is_empty() { "各行的顺序不同".to_owned() } else { lines.join("\n") }
}

/// A row in one line: what is filled in, each with its label.
pub fn row_of(list: &'static Field, row: &Draft) -> String {
    let told = list.columns().iter().map(|column| (column.label, said(column, row))).filter(|(_, it)| !it.is_empty());
    told.map(|(label, it)| format!("{label} {it}")).collect::<Vec<_>>().join("，")
}

fn plain(row: &Draft) -> Draft {
    Draft(
        row.0
            .iter()
            .filter(|(_, entry)| !entry.is_blank())
            .map(|(name, entry)| (name.clone(), entry.clone()))
            .collect(),
    )
}

/// What a field holds, in words; the number of a person is masked.
fn said(field: &Field, draft: &Draft) -> String {
    let masked = |text: &String| IdentityNumber::parse(text).map_or_else(|_| text.clone(), |it| it.masked());
    let texts: Vec<String> = match draft.0.get(field.name) {
        Some(Entry::Texts(texts)) => texts.iter().map(masked).collect(),
        _ => Vec::new(),
    };
    words_of(field, &texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::book::performance::FORM;

    #[test]
    fn each_row_that_was_added_taken_out_or_changed_is_told_with_its_values() {
        let row = |name: &str, unit: &str| Draft::default().with("name", name).with("unit", unit);
        let rows = |rows: &[Draft]| {
            rows.iter()
                .enumerate()
                .fold(Draft::default(), |it, (n, row)| it.with_row("witnesses", n, Some(row.clone())))
        };
        let then = rows(&[row("钱", "甲"), row("孙", "乙"), row("李", "丙")]);
        let now = rows(&[row("钱", "丁"), row("孙", "乙")]);
        let list = FORM.field("witnesses").expect("a list");
        let told = rows_of(list, &then, &now, &CHANGED);
        assert_eq!(told, "第 1 行\n原为：姓名 钱，单位 甲\n现为：姓名 钱，单位 丁\n第 3 行，已删除：姓名 李，单位 丙");
        let told = rows_of(list, &now, &then, &CHANGED);
        assert!(told.ends_with("第 3 行，新增：姓名 李，单位 丙"), "{told}");
    }

    #[test]
    fn a_personal_number_is_told_masked() {
        let number = "110101190001010006".to_owned();
        let field = catalog::personnel::IDENTITY.field;
        assert!(!said(&field, &Draft::default().with(field.name, &number)).contains(&number));
    }
}
