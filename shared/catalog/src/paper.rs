//! 附件: which kinds of papers a file takes, and the ticket for one upload.

use crate::lines::{file_name, integer};
use domain::form::{Dictionary, Form, Record, Rule, Typed, choice, rule, section};
use domain::value::Fault;
use domain::{FileName, Line, Value};

/// The most bytes of one file: 20 MB.
pub const MOST_BYTES: u32 = 20 * 1024 * 1024;
/// The most files of one kind that are kept in one file of a person.
pub const MOST_A_KIND: usize = 10;
/// The most files that are kept in one file of a person.
pub const MOST_FILES: usize = 40;
/// The most files of a person, those among them that were refused and not yet removed.
pub const MOST_TRIED: usize = 150;
/// What people are told before they choose a file.
pub const TOLD: &str = "PDF、JPG、PNG，每个不超过 20 MB";

/// 附件 of a registered person, in the order of the page (enums.json `attachment_kind_person`).
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

/// The kinds without which a person's file cannot be handed in.
pub const PERSON_MUST: &[&str] = &["identity"];

/// 附件 of a unit.
pub static UNIT_KINDS: Dictionary = Dictionary { name: "attachment-kind-unit", entries: &[LICENCE] };
/// The paper by which a unit is verified.
pub const LICENCE: (&str, &str) = ("licence", "营业执照");

/// Every kind, whatever takes it.
pub static KINDS: Dictionary = Dictionary {
    name: "attachment-kind",
    entries: &[
        ("identity", "身份证"),
        ("registration", "注册执业证书"),
        ("education", "学历证书"),
        ("title", "职称证书"),
        ("insurance", "社保证明/声明"),
        ("contract", "劳动合同"),
        ("photo", "照片"),
        ("other", "其他"),
        LICENCE,
    ],
};

/// Which matters take papers.
pub static MATTERS: Dictionary =
    Dictionary { name: "attachment-for", entries: &[("person", "注册人员信息"), ("unit", "单位信息")] };

/// The kinds of papers that a matter takes; none of what takes no papers.
pub fn kinds_of(matter: &str) -> Option<&'static Dictionary> {
    match matter {
        "person" => Some(&PERSON_KINDS),
        "unit" => Some(&UNIT_KINDS),
        _ => None,
    }
}

/// The ticket for one upload.
pub static TICKET: Form = Form::new("ticket", "上传附件")
    .sections(&[section("附件").asks(&[FOR, KIND.field, FILE_NAME.field, SIZE.field.hint(TOLD)])])
    .rules(&[A_FILE_HAS_BYTES_BUT_NOT_TOO_MANY, A_MATTER_TAKES_ITS_KINDS]);

/// The matter.
pub const FOR: domain::form::Field = choice("for", "所属事项", &MATTERS).must();
/// 材料名称.
pub const KIND: Typed<Line> = choice("kind", "材料名称", &KINDS).must().typed();
/// 文件名.
pub const FILE_NAME: Typed<FileName> = file_name("name", "文件名").must().typed();
/// Bytes.
pub const SIZE: Typed<u32> = integer("size", "文件大小").must().typed();

const A_FILE_HAS_BYTES_BUT_NOT_TOO_MANY: Rule = rule(&[SIZE.field], |ticket, _| {
    let wrong = |words| vec![SIZE.field.wrong(Fault::Against(words))];
    match ticket.get(SIZE) {
        0 => wrong("为零，这个文件是空的"),
        size if size > MOST_BYTES => wrong("超过 20 MB"),
        _ => Vec::new(),
    }
});

const A_MATTER_TAKES_ITS_KINDS: Rule = rule(&[FOR, KIND.field], |ticket, _| {
    let kinds = kinds_of(ticket.draft().text(FOR.name));
    let takes = kinds.is_some_and(|kinds| kinds.name_of(&kind_of(ticket)).is_some());
    if takes { Vec::new() } else { vec![KIND.field.wrong(Fault::NotListed)] }
});

/// The name of a kind, as on the page.
pub fn kind_name(code: &str) -> &'static str {
    KINDS.name_of(code).unwrap_or("其他")
}

/// The kind of a checked ticket.
pub fn kind_of(ticket: &Record) -> String {
    ticket.get(KIND).canon()
}
