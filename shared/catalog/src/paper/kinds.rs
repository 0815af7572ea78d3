//! The kinds of papers that lie with people and with the records of the books.

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

/// 附件 of a registered person (enums.json `attachment_kind_person`).
pub static PERSON_KINDS: Dictionary = Dictionary {
    name: "attachment-kind-person",
    entries: &[
        ("identity", "身份证"),
        ("registration", "注册执业证书"),
        ("education", "学历证书"),
        ("title", "职称证书"),
        ("insurance", "社保证明/声明"),
        ("contract", "劳动合同"),
        ("photo", "照片"),
        ("other", "其他"),
    ],
};

/// 附件 of 企业简介.
pub static PROFILE_KINDS: Dictionary = Dictionary {
    name: "attachment-kind-profile",
    entries: &[("introduction", "企业简介材料"), ("certificate", "资质证书"), ("award", "获奖证书"), ("other", "其他")],
};

/// 03 证明材料 of one of the works, and what lies with a 证明人 (ui.md 2.7).
pub static PERFORMANCE_KINDS: Dictionary = Dictionary {
    name: "attachment-kind-performance",
    entries: &[
        ("award-notice", "中标通知书"),
        ("works-contract", "施工合同"),
        ("work-permit", "施工许可证"),
        ("completion", "竣工验收备案表/报告"),
        ("settlement", "结算单"),
        ("drawing", "图纸"),
        ("witness", "证明人证明材料"),
        ("other", "其他"),
    ],
};

/// 02 社保材料信息.
pub static INSURANCE_KINDS: Dictionary = Dictionary {
    name: "attachment-kind-insurance",
    entries: &[("statement", "社保声明"), ("payment", "缴费证明"), ("other", "其他")],
};

/// 02 of a piece of equipment (ui.md 2.9).
pub static EQUIPMENT_KINDS: Dictionary = Dictionary {
    name: "attachment-kind-equipment",
    entries: &[("equipment", "技术装备材料"), ("calibration", "校准证书"), ("other", "其他")],
};
