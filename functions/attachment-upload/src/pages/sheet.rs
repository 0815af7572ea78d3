//! 下载清单: 我的材料 as a spreadsheet.

use super::item::kind_name;
use catalog::material::Validity;
use jiff::civil::Date;
use sheets::{Head, Unwritable};
use store::material::Material;
use web::cell;

const COLUMNS: [Head; 6] = [
    Head::new("材料名称", 24),
    Head::new("文件名", 40),
    Head::new("上传时间", 18),
    Head::new("有效期至", 14),
    Head::new("状态", 14),
    Head::new("用于几处", 10),
];

/// These rows, as they stand today.
///
/// # Errors
/// Where there are more of them than a sheet has.
pub fn sheet(rows: &[Material], today: Date) -> Result<Vec<u8>, Unwritable> {
    let cells = |row: &Material| {
        let until = row.until.map(|day| day.to_string()).unwrap_or_default();
        let (kind, means) = (kind_name(row).to_owned(), Validity::of(row.until, today).word().to_owned());
        vec![kind, row.name.clone(), cell::local(row.at), until, means, row.uses.len().to_string()]
    };
    sheets::list("我的材料", &COLUMNS, rows.iter().map(cells))
}
