//! Rows of 注册证书 and 简历: 保存并关闭, 保存并新建, 删除. A row is kept as part of the file's next version.

use crate::links::{PERSON, row as link};
use crate::pages::{RowPage, Stands};
use crate::person::{again, along, open, step};
use axum::extract::{Path, State};
use catalog::person::FILE;
use domain::form::{Draft, Field, Patch};
use domain::registration::Command;
use http::StatusCode;
use runtime::{Guest, Hall};
use store::Asked;
use web::Note;
use web::{Answer, Body, Face, Handled, Problem};

/// A row to be changed, or a blank one.
pub async fn page(
    State(hall): State<Hall>,
    guest: Guest,
    Path((list, row)): Path<(String, String)>,
) -> Handled<RowPage> {
    let (_, (case, file, _)) = open(&hall, &guest, None).await?;
    let at = place(&list, &row, &file)?;
    let draft = file.rows(&list).get(at.1).cloned();
    let seen = (case.head.version, draft.as_ref().map(Draft::mark));
    Ok(Answer::Show(RowPage::new(at, draft.unwrap_or_default(), seen, &[])))
}

/// Keeps a row. The whole file is checked with it; what is wrong elsewhere does not stand in a row's way, and no change of
/// other rows: the row is found by its mark, wherever it is now.
pub async fn save(
    State(hall): State<Hall>,
    guest: Guest,
    Path((list, row)): Path<(String, String)>,
    mut body: Body,
) -> Handled<Stands> {
    let (another, saw) = (body.take("_then").is_some(), body.take("_row"));
    let asked = Asked::new(&body.request, &body.draft).about(format!("{list}/{row}"));
    let is_marked = body.face == Face::Html && (saw.is_some() || row == "new");
    let (actor, (case, file, _)) = open(&hall, &guest, body.version.filter(|_| !is_marked)).await?;
    body.draft.0.retain(|name, _| !name.starts_with('_'));
    let (typed, version) = (body.draft, case.head.version);
    let repeated = case.is_repeated(&hall.store, &asked);
    let at = match &saw {
        Some(saw) if !repeated => row.parse().ok().and_then(|n| file.row_marked(&list, n, saw)),
        _ => place(&list, &row, &file).ok().map(|(_, n)| n).or_else(|| repeated.then_some(usize::MAX)),
    };
    let (field, end) = place(&list, "new", &file)?;
    if at.is_none() && saw.is_none() {
        return Err(Problem::NotFound);
    }
    let n = at.unwrap_or(end);
    let again = |wrong: &[_]| Problem::again(RowPage::new((field, n), typed.clone(), (version, saw.clone()), wrong));
    if typed.is_blank() {
        return Err(again(&field.missing_at(n)));
    }
    let whole = file.with_row(&list, n, Some(typed.clone()));
    let record = FILE.keep(whole, &hall.setting()).map_err(|filled| again(&filled.complaints))?;
    let reused = is_marked && case.is_reused(&hall.store, &asked);
    if reused || at.is_none() {
        let why =
            if reused { "这一行已经保存过一次" } else { "这一行在您填写时已被修改或删除" };
        let page = RowPage::new((field, end), typed, (version, None), &[]).anew(link(&list, "new"), why);
        return Err(Problem::instead(StatusCode::CONFLICT, page));
    }
    let along = along(&case.head, &record, Vec::new());
    let head = step(&hall, &guest, &case, Command::Save, &actor, &asked, along).await?;
    let to = if another { Note::Saved.at(&link(&list, "new")) } else { Note::Saved.at(PERSON) };
    Ok(Answer::Went { to, page: Stands::from(&head) })
}

/// Takes a row out. The button stands in the file's own form, so what was typed there is kept with it.
pub async fn remove(
    State(hall): State<Hall>,
    guest: Guest,
    Path((list, row)): Path<(String, String)>,
    body: Body,
) -> Handled<Stands> {
    let asked = Asked::new(&body.request, &body.draft).about(format!("{list}/{row} removal"));
    let (actor, (case, file, _)) = open(&hall, &guest, body.version).await?;
    let n = if case.is_repeated(&hall.store, &asked) { usize::MAX } else { place(&list, &row, &file)?.1 };
    let typed = Patch(body.draft).over(&file).with_row(&list, n, None);
    let record = match FILE.keep(typed, &hall.setting()) {
        Ok(record) => record,
        Err(filled) => return Err(again(&hall, &case, filled).await?),
    };
    let along = along(&case.head, &record, Vec::new());
    let head = step(&hall, &guest, &case, Command::Save, &actor, &asked, along).await?;
    Ok(Answer::Went { to: Note::Removed.at(PERSON), page: Stands::from(&head) })
}

/// The list and the place of a row in it; unknown ones are not found.
fn place(list: &str, row: &str, file: &Draft) -> Result<(&'static Field, usize), Problem> {
    FILE.row_at(list, row, file).ok_or(Problem::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_not_there_is_not_found() {
        for (list, row) in [("cv", "0"), ("cv", "x"), ("name", "new"), ("status", "new")] {
            assert!(matches!(place(list, row, &Draft::default()), Err(Problem::NotFound)), "{list}/{row}");
        }
    }
}
