//! Two people change one record: the second is shown what the first changed, and keeps what was typed.

use domain::form::{Draft, Field, Form, Kind};
use store::Receipt;
use web::{Cell, Lead, cell, paper::words_of};

/// What somebody else changed since the form was opened: `then` is what the second saw, `now` what is kept.
pub fn rival(form: &Form, then: &Draft, now: &Draft, receipt: Option<&Receipt>) -> Lead {
    let who = receipt.map(|it| format!("{} 已于 {} {}", it.by, cell::local(it.at), it.did));
    let who = who.unwrap_or_else(|| "内容已被他人修改".to_owned());
    let changed = form.changed(then, now);
    let what = if changed.is_empty() { "" } else { "，修改的内容如下" };
    let pairs = changed.into_iter().map(|field| (field.label, Cell::text(was_and_is(field, then, now)))).collect();
    Lead::new(format!("{who}{what}。您填写的内容都还在下面；核对后再次点击“保存并关闭”，将以您填写的为准。"))
        .titled("这些内容在您填写时已被修改")
        .pairs(pairs)
}

/// The labels of what was changed, as a receipt tells it; nothing where nothing was.
pub fn told(form: &Form, before: &Draft, after: &Draft) -> Option<String> {
    let labels: Vec<&str> = form.changed(before, after).iter().map(|field| field.label).collect();
    (!labels.is_empty()).then(|| format!("修改了：{}", labels.join("、")))
}

fn was_and_is(field: &Field, then: &Draft, now: &Draft) -> String {
    let said = |draft: &Draft| match field.kind {
        Kind::Rows(..) => format!("{} 条", draft.rows(field.name).len()),
        _ => Some(words_of(field, draft.texts(field.name))).filter(|it| !it.is_empty()).unwrap_or("（空）".to_owned()),
    };
    let (was, is) = (said(then), said(now));
    if was == is { format!("{is}（有修改）") } else { format!("原为：{was}\n现为：{is}") }
}
