//! 附件: the places in which papers lie, which kinds each takes, and the ticket for one upload.

mod kinds;

pub use kinds::{
    APPOINTMENT, CONTRACT, DECLARATION, EDUCATION, EQUIPMENT_KINDS, INSURANCE_KINDS, INSURED, OTHER, PERFORMANCE_KINDS,
    PERSON_KINDS, PHOTO, POST, PROFILE_KINDS, REGISTRATION, TITLE, WORKER_KINDS, WORKS_PROVEN,
};

use crate::lines::{file_name, integer};
use domain::account::Role;
use domain::form::{Dictionary, Field, Form, Record, Rule, Typed, choice, lookup, rule, section};
use domain::value::Fault;
use domain::{FileName, Line, Value};

/// The most bytes of one file: 20 MB.
pub const MOST_BYTES: u32 = 20 * 1024 * 1024;
/// What people are told before they choose a file.
pub const TOLD: &str = "PDF、JPG、PNG，每个不超过 20 MB";

/// A place: what papers belong to. Everything that differs from place to place is said here and nowhere else, except to
/// which matter of the store it belongs (`store::paper::Place`).
pub struct Place {
    /// The code in tickets and addresses.
    pub code: &'static str,
    /// The name, as in the menu.
    pub name: &'static str,
    /// Whose accounts add papers.
    pub owner: Role,
    /// Whether the place is one of several of its owner, which a ticket names by its id.
    pub of: bool,
    /// The page with the slots; that of one of several goes on with its id.
    pub page: &'static str,
    /// The kinds of papers, in the order of the page.
    pub kinds: &'static Dictionary,
    /// The kinds that are required.
    pub must: &'static [&'static str],
    /// The most files of one kind that are kept.
    pub most_a_kind: usize,
    /// The most files that are kept.
    pub most_files: usize,
    /// The most files, those among them that were refused and not yet removed.
    pub most_tried: usize,
}

/// A registered person's own file.
pub static PERSON: Place = Place {
    code: "person",
    name: "注册人员信息",
    owner: Role::Person,
    of: false,
    page: "/person",
    kinds: &PERSON_KINDS,
    must: &["identity"],
    most_a_kind: 10,
    most_files: 40,
    most_tried: 150,
};

/// The enterprise itself.
pub static UNIT: Place = Place {
    code: "unit",
    name: "单位信息",
    owner: Role::Enterprise,
    of: false,
    page: "/unit",
    kinds: &UNIT_KINDS,
    must: &["licence"],
    most_a_kind: 10,
    most_files: 40,
    most_tried: 150,
};

/// One of the people whom the enterprise keeps. The slots on a page are those of the person's posts
/// (`personnel::papers`); the place takes the kinds of them all.
pub static WORKER: Place = PERSONS;
/// The same, for the places that show the kinds of one post.
pub const PERSONS: Place = Place {
    code: "worker",
    name: "非注册人员",
    owner: Role::Enterprise,
    of: true,
    page: "/people",
    kinds: &WORKER_KINDS,
    must: &[],
    most_a_kind: 10,
    most_files: 40,
    most_tried: 150,
};

/// One 人员删除申请. What is handed in is handed in with every replacement in one change, which holds a hundred items:
/// so it takes fewer files than others.
pub static DELETION: Place = Place {
    code: "deletion",
    name: "人员删除申请",
    owner: Role::Enterprise,
    of: true,
    page: "/deletion-requests",
    kinds: &DELETION_KINDS,
    must: &[],
    most_a_kind: 10,
    most_files: 10,
    most_tried: 50,
};

/// 企业简介.
pub static PROFILE: Place = of_a_book("profile", "企业简介", "/records/profile", &PROFILE_KINDS, &[]);
/// One of the works of 建筑业企业业绩.
pub static PERFORMANCE: Place =
    of_a_book("performance", "建筑业企业业绩", "/records/performance", &PERFORMANCE_KINDS, &[]);
/// 社保声明.
pub static INSURANCE: Place =
    of_a_book("insurance", "社保声明", "/records/insurance", &INSURANCE_KINDS, &["statement"]);
/// One piece of equipment of 装备及检测项目.
pub static EQUIPMENT: Place = of_a_book("equipment", "装备及检测项目", "/records/equipment", &EQUIPMENT_KINDS, &[]);

/// A record of one of the unit's books.
const fn of_a_book(
    code: &'static str,
    name: &'static str,
    page: &'static str,
    kinds: &'static Dictionary,
    must: &'static [&'static str],
) -> Place {
    let (owner, of) = (Role::Enterprise, true);
    Place { code, name, owner, of, page, kinds, must, most_a_kind: 10, most_files: 40, most_tried: 150 }
}

/// Every place.
pub static PLACES: &[&Place] = &[&PERSON, &UNIT, &WORKER, &DELETION, &PROFILE, &PERFORMANCE, &INSURANCE, &EQUIPMENT];

/// 附件 of a unit (ui.md 2.1).
pub static UNIT_KINDS: Dictionary = Dictionary {
    name: "attachment-kind-unit",
    entries: &[
        LICENCE,
        ("articles", "章程"),
        ("premises", "办公/检测场所证明"),
        ("audit", "审计报告"),
        ("other", "其他"),
    ],
};
/// The paper by which a unit is verified.
pub const LICENCE: (&str, &str) = ("licence", "营业执照");

/// 附件 of a 人员删除申请 (R-4.6-7).
pub static DELETION_KINDS: Dictionary = Dictionary { name: "attachment-kind-deletion", entries: &[FEEDBACK] };
/// What is laid beside a row of 反馈内容.
pub const FEEDBACK: (&str, &str) = ("feedback", "反馈材料");

/// Every kind, whatever takes it.
pub static KINDS: Dictionary = Dictionary {
    name: "attachment-kind",
    entries: &[
        ("identity", "身份证"),
        APPOINTMENT,
        REGISTRATION,
        EDUCATION,
        TITLE,
        POST,
        WORKS_PROVEN,
        ("insurance", "社保证明/声明"),
        CONTRACT,
        DECLARATION,
        PHOTO,
        LICENCE,
        ("articles", "章程"),
        ("premises", "办公/检测场所证明"),
        ("audit", "审计报告"),
        FEEDBACK,
        ("introduction", "企业简介材料"),
        ("certificate", "资质证书"),
        ("award", "获奖证书"),
        ("award-notice", "中标通知书"),
        ("works-contract", "施工合同"),
        ("work-permit", "施工许可证"),
        ("completion", "竣工验收备案表/报告"),
        ("settlement", "结算单"),
        ("drawing", "图纸"),
        ("witness", "证明人证明材料"),
        ("statement", "社保声明"),
        ("payment", "缴费证明"),
        ("equipment", "技术装备材料"),
        ("calibration", "校准证书"),
        ("other", "其他"),
    ],
};

/// Which matters take papers. One that names which of several comes first, so that the form's example names it too.
pub static MATTERS: Dictionary = Dictionary {
    name: "attachment-for",
    entries: &[
        (WORKER.code, WORKER.name),
        (PERSON.code, PERSON.name),
        (UNIT.code, UNIT.name),
        (DELETION.code, DELETION.name),
        (PROFILE.code, PROFILE.name),
        (PERFORMANCE.code, PERFORMANCE.name),
        (INSURANCE.code, INSURANCE.name),
        (EQUIPMENT.code, EQUIPMENT.name),
    ],
};

/// The place of a code.
pub fn place(code: &str) -> Option<&'static Place> {
    PLACES.iter().copied().find(|place| place.code == code)
}

impl Place {
    /// Whether papers of this kind lie here.
    pub fn takes(&self, kind: &str) -> bool {
        self.kinds.name_of(kind).is_some()
    }
    /// The name of a kind, as on the page.
    pub fn kind_name(&self, kind: &str) -> &'static str {
        self.kinds.name_of(kind).unwrap_or("其他")
    }
    /// The page on which papers of this kind lie; `of` is the id of a place that is one of several.
    pub fn slot(&self, of: Option<&str>, kind: &str) -> String {
        let more = of.map(|of| format!("/{of}")).unwrap_or_default();
        format!("{}{more}#slot-{kind}", self.page)
    }
}

/// The ticket for one upload.
pub static TICKET: Form = Form::new("ticket", "上传附件")
    .sections(&[section("附件").asks(&[FOR, OF, KIND.field, FILE_NAME.field, SIZE.field.hint(TOLD)])])
    .rules(&[A_FILE_HAS_BYTES_BUT_NOT_TOO_MANY, A_MATTER_TAKES_ITS_KINDS, ONE_OF_SEVERAL_IS_NAMED]);

/// The matter.
pub const FOR: Field = choice("for", "所属事项", &MATTERS).must();
/// Which of several matters of that name.
pub const OF: Field = lookup("of", "所属对象").hint("非注册人员或人员删除申请的编号，其他事项不填");
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

pub(crate) const A_MATTER_TAKES_ITS_KINDS: Rule = rule(&[FOR, KIND.field], |ticket, _| {
    let takes = place_of(ticket).is_some_and(|place| place.takes(&kind_of(ticket)));
    if takes { Vec::new() } else { vec![KIND.field.wrong(Fault::NotListed)] }
});

pub(crate) const ONE_OF_SEVERAL_IS_NAMED: Rule = rule(&[FOR, OF], |ticket, _| {
    let is_one_of_several = place_of(ticket).is_some_and(|place| place.of);
    match (is_one_of_several, ticket.draft().text(OF.name).is_empty()) {
        (true, true) => vec![OF.wrong(Fault::Missing)],
        (false, false) => vec![OF.wrong(Fault::Against("在这一事项中不需要填写"))],
        _ => Vec::new(),
    }
});

fn place_of(ticket: &Record) -> Option<&'static Place> {
    place(ticket.draft().text(FOR.name))
}

/// The kind of a checked ticket.
pub fn kind_of(ticket: &Record) -> String {
    ticket.get(KIND).canon()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_takes_kinds_that_a_ticket_can_name_and_has_a_page_of_its_own() {
        let mut pages: Vec<&str> = PLACES.iter().map(|place| place.page).collect();
        pages.sort_unstable();
        pages.dedup();
        assert_eq!(pages.len(), PLACES.len());
        for place in PLACES {
            assert_eq!(MATTERS.name_of(place.code), Some(place.name));
            for (kind, _) in place.kinds.entries {
                assert!(KINDS.name_of(kind).is_some(), "{} {kind}", place.code);
            }
            assert!(place.must.iter().all(|kind| place.takes(kind)), "{}", place.code);
            assert!(place.most_a_kind <= place.most_files && place.most_files <= place.most_tried, "{}", place.code);
        }
        assert_eq!(WORKER.slot(Some("0a"), "title"), "/people/0a#slot-title");
        assert_eq!(UNIT.slot(None, "licence"), "/unit#slot-licence");
    }
}
