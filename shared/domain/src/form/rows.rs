//! The rows of a repeating table, one at a time: where each is, what of it is missing, and by which mark a page knows it.

use super::{Complaint, Draft, Entry, Field, Form, Kind};
use crate::value::Fault;
use std::hash::{DefaultHasher, Hash, Hasher};

impl Field {
    /// The columns of a repeating table; none of any other field.
    pub fn columns(&self) -> &'static [Field] {
        if let Kind::Rows(columns, _) = self.kind { columns } else { &[] }
    }
    /// What is said of row n of this table where nothing was typed into it.
    pub fn missing_at(&self, n: usize) -> Vec<Complaint> {
        let missing = self.columns().iter().filter(|column| column.must);
        let at = |name: &str| format!("{}.{n}.{name}", self.name);
        missing.map(|it| Complaint { at: at(it.name), ..it.wrong(Fault::Missing) }).collect()
    }
}

impl Form {
    /// A repeating table of this form and the place of a row in it: its number from 0, or `new`. Nothing for what is not there.
    pub fn row_at(&self, list: &str, row: &str, fields: &Draft) -> Option<(&'static Field, usize)> {
        let field = self.field(list).filter(|field| !field.columns().is_empty())?;
        let rows = fields.rows(list).len();
        let n = if row == "new" { Some(rows) } else { row.parse().ok().filter(|n| *n < rows) };
        Some((field, n?))
    }
}

impl Draft {
    /// The form with another row at a place, or without the one there.
    pub fn with_row(&self, list: &str, n: usize, row: Option<Draft>) -> Draft {
        let mut rows = self.rows(list).to_vec();
        match row {
            Some(row) if n < rows.len() => rows[n] = row,
            Some(row) => rows.push(row),
            None if n < rows.len() => drop(rows.remove(n)),
            None => {}
        }
        let mut fields = self.clone();
        fields.0.insert(list.to_owned(), Entry::Rows(rows));
        fields
    }

    /// A short mark of what is typed here, by which a page tells which row it saw. Two that differ have the same mark once
    /// in some 10^19; it guards against mistakes, not against forgery, since nobody gains by forging what is the own.
    pub fn mark(&self) -> String {
        fn spell(draft: &Draft, to: &mut DefaultHasher) {
            for (name, entry) in draft.0.iter().filter(|(_, entry)| !entry.is_blank()) {
                name.hash(to);
                match entry {
                    Entry::Texts(texts) => texts.hash(to),
                    Entry::Rows(rows) => rows.iter().for_each(|row| spell(row, to)),
                }
            }
        }
        let mut hasher = DefaultHasher::new();
        spell(self, &mut hasher);
        format!("{:016x}", hasher.finish())
    }

    /// Where the row with this mark is now: at its place, where it is there still, else wherever it moved to.
    pub fn row_marked(&self, list: &str, n: usize, mark: &str) -> Option<usize> {
        let rows = self.rows(list);
        let is_it = |row: &Draft| row.mark() == mark;
        rows.get(n).filter(|row| is_it(row)).map(|_| n).or_else(|| rows.iter().position(is_it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str) -> Draft {
        Draft::default().with("employer", name)
    }

    #[test]
    fn a_row_is_added_changed_and_taken_out_at_its_place() {
        let one = Draft::default().with_row("cv", 0, Some(row("甲")));
        let two = one.with_row("cv", 1, Some(row("乙")));
        assert_eq!(two.with_row("cv", 0, Some(row("丙"))).rows("cv"), [row("丙"), row("乙")]);
        assert_eq!(two.with_row("cv", 0, None).rows("cv"), [row("乙")]);
    }

    #[test]
    fn a_row_is_found_by_its_mark_wherever_it_moved() {
        let rows = ["甲", "乙", "乙"].into_iter().enumerate();
        let three = rows.fold(Draft::default(), |form, (n, name)| form.with_row("cv", n, Some(row(name))));
        assert_eq!(three.row_marked("cv", 2, &row("乙").mark()), Some(2), "of two that are alike the one at the place");
        let two = three.with_row("cv", 0, None);
        assert_eq!(two.row_marked("cv", 2, &row("乙").mark()), Some(0));
        assert_eq!(two.row_marked("cv", 0, &row("甲").mark()), None, "it was taken out");
        assert_eq!(row("甲").mark(), row("甲").with("to", "").mark(), "what is blank does not count");
    }
}
