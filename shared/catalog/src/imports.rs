//! Excel 导入: what can be taken from a spreadsheet, one row a kind, and the ticket for one file.

use crate::book::{Book, book, equipment, performance};
use crate::lines::{file_name, integer};
use crate::personnel;
use domain::form::{Dictionary, Form, Rule, Typed, choice, rule, section};
use domain::value::Fault;
use domain::{FileName, Line};

/// The most bytes of one file: 10 MB.
pub const MOST_BYTES: u32 = 10 * 1024 * 1024;
/// What people are told before they choose a file.
pub const TOLD: &str = "Excel 文件（.xlsx），不超过 10 MB，最多 5000 行";

/// One kind of records.
pub struct Import {
    /// The code in addresses and items.
    pub code: &'static str,
    /// What they are called.
    pub name: &'static str,
    /// The form that each row passes.
    pub form: &'static Form,
    /// The field by which the sheets of a file name a record.
    pub key: &'static str,
    /// The fields in which no two records are the same.
    pub apart: &'static [&'static str],
    /// The list in which they are afterwards.
    pub list: &'static str,
}

/// Everything that can be taken from a spreadsheet.
pub static IMPORTS: &[&Import] = &[&PEOPLE, &PERFORMANCE, &EQUIPMENT];

/// 非注册人员.
pub static PEOPLE: Import = Import {
    code: KIND_OF_PEOPLE.0,
    name: KIND_OF_PEOPLE.1,
    form: &personnel::WORKER,
    key: personnel::IDENTITY.field.name,
    apart: &[personnel::IDENTITY.field.name],
    list: "/people",
};
const KIND_OF_PEOPLE: (&str, &str) = ("people", "非注册人员");

/// 建筑业企业业绩.
pub static PERFORMANCE: Import = Import {
    code: KIND_OF_WORKS.0,
    name: KIND_OF_WORKS.1,
    form: &performance::FORM,
    key: "name",
    apart: &["name"],
    list: "/records/performance",
};
const KIND_OF_WORKS: (&str, &str) = ("performance", "建筑业企业业绩");

/// 装备及检测项目. One instrument serves several parameters, each a record of its own.
pub static EQUIPMENT: Import = Import {
    code: KIND_OF_EQUIPMENT.0,
    name: KIND_OF_EQUIPMENT.1,
    form: &equipment::FORM,
    key: "number",
    apart: &["item", "number"],
    list: "/records/equipment",
};
const KIND_OF_EQUIPMENT: (&str, &str) = ("equipment", "装备及检测项目");

impl Import {
    /// The book into which the records go, where they go into one.
    pub fn book(&self) -> Option<&'static Book> {
        book(self.code)
    }
    /// Whether a unit of this kind (企业类型) has such records.
    pub fn is_for(&self, kind: &str) -> bool {
        self.book().is_none_or(|book| book.is_for(kind))
    }
}

/// The kind of a book of many, where its records can be taken from a spreadsheet.
pub fn of_book(book: &Book) -> Option<&'static Import> {
    IMPORTS.iter().copied().find(|import| std::ptr::eq(import.form, book.form))
}

/// The kind of a code.
pub fn import(code: &str) -> Option<&'static Import> {
    IMPORTS.iter().copied().find(|import| import.code == code)
}

/// The kinds, as a ticket names them.
pub static KINDS: Dictionary =
    Dictionary { name: "import-kind", entries: &[KIND_OF_PEOPLE, KIND_OF_WORKS, KIND_OF_EQUIPMENT] };

/// The ticket for one file.
pub static UPLOAD: Form = Form::new("import", "上传 Excel 文件")
    .sections(&[section("文件").asks(&[OF.field, FILE_NAME.field, SIZE.field.hint(TOLD)])])
    .rules(&[A_FILE_HAS_BYTES_BUT_NOT_TOO_MANY]);

/// 导入内容.
pub const OF: Typed<Line> = choice("of", "导入内容", &KINDS).must().typed();
/// 文件名.
pub const FILE_NAME: Typed<FileName> = file_name("name", "文件名").must().typed();
/// Bytes.
pub const SIZE: Typed<u32> = integer("size", "文件大小").must().typed();

const A_FILE_HAS_BYTES_BUT_NOT_TOO_MANY: Rule = rule(&[SIZE.field], |ticket, _| match ticket.get(SIZE) {
    0 => vec![SIZE.field.wrong(Fault::Against("为零，这个文件是空的"))],
    size if size > MOST_BYTES => vec![SIZE.field.wrong(Fault::Against("超过 10 MB"))],
    _ => Vec::new(),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_named_in_tickets_and_keyed_by_a_required_field() {
        assert_eq!(IMPORTS.len(), KINDS.entries.len());
        for kind in IMPORTS {
            assert_eq!(KINDS.name_of(kind.code), Some(kind.name));
            for name in kind.apart {
                let listed = kind.book().is_none_or(|book| book.columns().any(|field| field.name == *name));
                assert!(listed && kind.form.field(name).is_some_and(|field| field.must), "{name} of {}", kind.code);
            }
            assert!(kind.form.field(kind.key).is_some_and(|field| field.must), "{}", kind.code);
        }
    }
}
