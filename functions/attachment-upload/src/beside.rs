//! Papers that lie beside a row of a record, such as a witness's: while a row names one, it stays.

use catalog::book::book;
use catalog::unfinished::NEW;
use domain::account::Actor;
use domain::form::{Draft, Field, Kind};
use runtime::Hall;
use store::paper::{Paper, Place};
use web::Problem;

/// The list of a record of which a row names this paper, in what is kept or in what was begun; none where none does.
pub async fn row_beside(hall: &Hall, actor: &Actor, paper: &Paper) -> Result<Option<&'static str>, Problem> {
    let Place::Record(code, id) = paper.place else { return Ok(None) };
    let Some(book) = book(code.as_str()).filter(|book| book.beside_rows.contains(&paper.kind.as_str())) else {
        return Ok(None);
    };
    let (unit, of) = (actor.account.unit(), id.to_string());
    let (record, begun, new) = tokio::try_join!(
        hall.store.record(unit, book.code(), id),
        hall.store.draft(unit, book.code(), &of),
        hall.store.draft(unit, book.code(), NEW)
    )?;
    let new = new.filter(|it| hall.store.record_of(unit, book.code(), &it.request) == id);
    let files = record.map(|it| it.file).into_iter().chain(begun.or(new).map(|it| it.fields));
    let files: Vec<Draft> = files.collect();
    let names = |list: &Field, columns: &[Field]| {
        let papers = columns.iter().filter(|column| matches!(column.kind, Kind::Papers(_)));
        let mut papers = papers.map(|column| column.name);
        papers.any(|name| {
            files.iter().flat_map(|file| file.rows(list.name)).any(|row| row.texts(name).contains(&paper.id))
        })
    };
    Ok(book.form.fields().find_map(|field| match field.kind {
        Kind::Rows(columns, _) if names(field, columns) => Some(field.label),
        _ => None,
    }))
}
