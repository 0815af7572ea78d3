//! The kinds of papers that lie with people, each spelled once.

use domain::form::Dictionary;

/// 附件 of a person whom the unit keeps (ui.md 2.2 to 2.5; enums.json `attachment_kind_person`).
pub static WORKER_KINDS: Dictionary = Dictionary {
    name: "attachment-kind-worker",
    entries: &[
        ("identity", "身份证"),
        APPOINTMENT,
        EDUCATION,
        TITLE,
        POST,
        REGISTRATION,
        WORKS_PROVEN,
        INSURED,
        CONTRACT,
        DECLARATION,
        PHOTO,
        OTHER,
    ],
};
/// 任职文件.
pub const APPOINTMENT: (&str, &str) = ("appointment", "任职文件");
/// 学历证书.
pub const EDUCATION: (&str, &str) = ("education", "学历证书");
/// 职称证书.
pub const TITLE: (&str, &str) = ("title", "职称证书");
/// 岗位证书.
pub const POST: (&str, &str) = ("post", "岗位证书");
/// 注册执业证书.
pub const REGISTRATION: (&str, &str) = ("registration", "注册执业证书");
/// 业绩证明.
pub const WORKS_PROVEN: (&str, &str) = ("works", "业绩证明");
/// 社保证明.
pub const INSURED: (&str, &str) = ("insurance", "社保证明");
/// 劳动合同.
pub const CONTRACT: (&str, &str) = ("contract", "劳动合同");
/// 法定代表人声明.
pub const DECLARATION: (&str, &str) = ("declaration", "法定代表人声明");
/// 照片.
pub const PHOTO: (&str, &str) = ("photo", "照片");
/// 其他.
pub const OTHER: (&str, &str) = ("other", "其他");
