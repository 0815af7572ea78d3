//! Why a whole file was not taken, in words for the person who sent it.

/// Why a whole file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not a byte.
    Empty,
    /// More bytes than one file may have.
    TooLarge,
    /// Excel 97 to 2003, or a file that asks for a password.
    OldOrLocked,
    /// Something else, whatever its name says.
    OtherKind,
    /// It holds macros.
    Macros,
    /// It would become far larger than it is.
    Bomb,
    /// It cannot be read.
    Damaged,
    /// More sheets than anybody needs.
    TooManySheets,
    /// More records than one file may hold.
    TooManyRows,
    /// More columns than any form has.
    TooManyColumns,
    /// Nothing but headings.
    NoRows,
    /// Headings without which nothing can be taken, by their names.
    Lacks(Vec<String>),
    /// Headings that are there more than once.
    Twice(Vec<String>),
}

impl Refusal {
    /// The sentence on the page.
    pub fn words(&self) -> String {
        match self {
            Refusal::Empty => "文件是空的".to_owned(),
            Refusal::TooLarge => format!("文件超过 {} MB，请分成几个文件上传", crate::LARGEST / 1024 / 1024),
            Refusal::OldOrLocked => {
                "这是旧版 Excel 文件（.xls）或加了密码的文件，请另存为不加密码的 .xlsx 后再上传".to_owned()
            }
            Refusal::OtherKind => "这不是 Excel 文件（.xlsx），请下载模板填写".to_owned(),
            Refusal::Macros => "文件含有宏，请另存为不含宏的 .xlsx 后再上传".to_owned(),
            Refusal::Bomb => "文件展开后过大，没有打开；请把数据复制到新下载的模板中再上传".to_owned(),
            Refusal::Damaged => "文件已损坏，打不开；请用 Excel 重新另存后再上传".to_owned(),
            Refusal::TooManySheets => "工作表太多，请只保留模板中的工作表".to_owned(),
            Refusal::TooManyRows => format!("超过 {} 行，请分成几个文件上传", crate::MOST_ROWS),
            Refusal::TooManyColumns => "列数太多，请只保留模板中的列".to_owned(),
            Refusal::NoRows => "没有可以录入的行，请在标题行下面填写".to_owned(),
            Refusal::Lacks(names) => format!("缺少列：{}。请使用模板，不要修改标题行", names.join("、")),
            Refusal::Twice(names) => format!("重复的列：{}。同名的列只能有一个", names.join("、")),
        }
    }
}
