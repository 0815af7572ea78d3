//! Rows of 注册证书 and 简历: 保存并关闭, 保存并新建, 删除. A row is kept as part of the file's next version.

use crate::links::{PERSON, row as link};
use crate::pages::{RowPage, Stands};
use crate::person::{again, along, open, step};
use axum::extract::{Path, State};
use catalog::person::FILE;
use domain::form::{Draft, Entry, Field, Kind, Patch};
use domain::registration::Command;
use runtime::{Guest, Hall};
use store::Asked;
use web::Note;
use web::{Answer, Body, Handled, Problem};

/// A row to be changed, or a blank one.
pub async fn page(
    State(hall): State<Hall>,
    guest: Guest,
    Path((list, row)): Path<(String, String)>,
) -> Handled<RowPage> {
    let (_, (case, file, _)) = open(&hall, &guest, None).await?;
    let (field, n) = place(&list, &row, &file)?;
    let draft = file.rows(&list).get(n).cloned().unwrap_or_default();
    Ok(Answer::Show(RowPage::new(field, draft, case.head.version, n, &[])))
}

/// Keeps a row. The whole file is checked with it; what is wrong elsewhere does not stand in a row's way.
pub async fn save(
    State(hall): State<Hall>,
    guest: Guest,
    Path((list, row)): Path<(String, String)>,
    mut body: Body,
) -> Handled<Stands> {
    let another = body.take("_then").is_some();
    let asked = Asked::new(&body.request, &body.draft).about(format!("{list}/{row}"));
    let (actor, (case, file, _)) = open(&hall, &guest, body.version).await?;
    let (field, n) = place(&list, &row, &file)?;
    body.draft.0.retain(|name, _| !name.starts_with('_'));
    let typed = body.draft;
    let whole = with_row(&file, &list, n, Some(typed.clone()));
    let again = |complaints: &[_]| Problem::again(RowPage::new(field, typed.clone(), case.head.version, n, complaints));
    if typed.is_blank() {
        let missing = columns(field).iter().filter(|column| column.must);
        let missing = missing.map(|column| domain::form::Complaint {
            at: format!("{list}.{n}.{}", column.name),
            ..column.wrong(domain::Fault::Missing)
        });
        return Err(again(&missing.collect::<Vec<_>>()));
    }
    let record = FILE.keep(whole, &hall.setting()).map_err(|filled| again(&filled.complaints))?;
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
    let typed = with_row(&Patch(body.draft).over(&file), &list, n, None);
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
    let field = FILE.field(list).filter(|field| !columns(field).is_empty()).ok_or(Problem::NotFound)?;
    let rows = file.rows(list).len();
    let n = if row == "new" { Some(rows) } else { row.parse().ok().filter(|n| *n < rows) };
    Ok((field, n.ok_or(Problem::NotFound)?))
}

fn columns(list: &Field) -> &'static [Field] {
    if let Kind::Rows(columns, _) = list.kind { columns } else { &[] }
}

/// The file with another row at a place, or without the one there.
fn with_row(file: &Draft, list: &str, n: usize, row: Option<Draft>) -> Draft {
    let mut rows = file.rows(list).to_vec();
    match row {
        Some(row) if n < rows.len() => rows[n] = row,
        Some(row) => rows.push(row),
        None if n < rows.len() => drop(rows.remove(n)),
        None => {}
    }
    let mut file = file.clone();
    file.0.insert(list.to_owned(), Entry::Rows(rows));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_added_changed_and_taken_out_at_its_place() {
        let row = |name: &str| Draft::default().with("employer", name);
        let one = with_row(&Draft::default(), "cv", 0, Some(row("甲")));
        let two = with_row(&one, "cv", 1, Some(row("乙")));
        assert_eq!(with_row(&two, "cv", 0, Some(row("丙"))).rows("cv"), [row("丙"), row("乙")]);
        assert_eq!(with_row(&two, "cv", 0, None).rows("cv"), [row("乙")]);
    }

    #[test]
    fn a_row_that_is_not_there_is_not_found() {
        for (list, row) in [("cv", "0"), ("cv", "x"), ("name", "new"), ("status", "new")] {
            assert!(matches!(place(list, row, &Draft::default()), Err(Problem::NotFound)), "{list}/{row}");
        }
    }
}
