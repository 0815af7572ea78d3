//! Every address that this function owns, and those of others to which a to-do leads.

use domain::ids::{NoticeId, PersonId};
use store::desk::Sort;

/// 待办事宜.
pub const TODOS: &str = "/todos";
/// 通知公告.
pub const NOTICES: &str = "/notices";
/// 发布公告.
pub const NEW_NOTICE: &str = "/notices/new";

/// The next page of a list.
pub fn page(list: &str, after: &str) -> web::Link {
    web::query::link(list, &[("after", after)])
}
/// One notice.
pub fn notice(id: NoticeId) -> web::Link {
    format!("{NOTICES}/{id}")
}
/// Its form.
pub fn edit(id: NoticeId) -> web::Link {
    format!("{NOTICES}/{id}/edit")
}
/// 撤回.
pub fn withdrawal(id: NoticeId) -> web::Link {
    format!("{NOTICES}/{id}/withdrawal")
}

/// 资质审批.
pub const MATTERS: &str = "/matters";
/// 我的申报.
pub const APPLICATIONS: &str = "/applications";
/// 企业资质.
pub const QUALIFICATIONS: &str = "/qualifications";
/// 单位管理 · 基本信息.
pub const UNIT: &str = "/unit";
/// How far the unit is verified, on the same page.
pub const VERIFICATION: &str = "/unit#verification";
/// The person's own file.
pub const PERSON: &str = "/person";
/// Where a registered person chooses the unit.
pub const OWN_UNIT: &str = "/person/unit";
/// The review of a person.
pub fn review(person: PersonId) -> web::Link {
    format!("/reviews/{person}")
}
/// An application of the unit.
pub fn application(id: &str) -> web::Link {
    format!("/applications/{id}")
}
/// 受理审批.
pub const CASES: &str = "/cases";
/// A case at the department's desk, by what kind it is.
pub fn case(sort: Sort, id: &str) -> web::Link {
    match sort {
        Sort::Application => format!("{CASES}/{id}"),
        Sort::Deletion => deletion(id),
        Sort::Unit => format!("/units/{id}"),
    }
}
/// A request to have a person deleted.
pub fn deletion(id: impl std::fmt::Display) -> web::Link {
    format!("/deletion-requests/{id}")
}
