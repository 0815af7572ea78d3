//! Every address that this function owns.

use domain::ids::{ApplicationId, WorkerId};
use store::worker::Roll;
use web::Link;

/// 资质审批.
pub const MATTERS: &str = "/matters";
/// 我的申报.
pub const APPLICATIONS: &str = "/applications";
/// The same as a spreadsheet.
pub const APPLICATIONS_SHEET: &str = "/applications/sheet";
/// 基本信息 of the unit.
pub const UNIT: &str = "/unit";
/// How far the unit is verified, on the same page.
pub const VERIFICATION: &str = "/unit#verification";

/// 社保声明.
pub const INSURANCE: &str = "/records/insurance";

/// A guide.
pub fn matter(code: &str) -> Link {
    format!("{MATTERS}/{code}")
}
/// An application.
pub fn application(id: ApplicationId) -> Link {
    format!("{APPLICATIONS}/{id}")
}
/// The same where persons are sought for a requirement.
pub fn seeking(id: ApplicationId, role: &str) -> Link {
    format!("{}#people", web::query::link(&application(id), &[("role", role)]))
}
/// The same in one of the lists of persons.
pub fn choosing(id: ApplicationId, role: &str, roll: Roll) -> Link {
    format!("{}#people", web::query::link(&application(id), &[("role", role), ("source", roll.code())]))
}
/// The next page of such a list.
pub fn further(id: ApplicationId, (role, roll): (&str, Roll), q: &str, after: &str) -> Link {
    let asked = [("role", role), ("source", roll.code()), ("q", q), ("after", after)];
    web::query::link(&application(id), &asked)
}
/// Where persons are sent.
pub fn people(id: ApplicationId) -> Link {
    format!("{APPLICATIONS}/{id}/people")
}
/// Where a person is taken out.
pub fn removal(id: ApplicationId, worker: WorkerId) -> Link {
    format!("{APPLICATIONS}/{id}/people/{worker}/removal")
}
/// 提交.
pub fn submission(id: ApplicationId) -> Link {
    format!("{APPLICATIONS}/{id}/submission")
}
/// 知道了.
pub fn acknowledgement(id: ApplicationId) -> Link {
    format!("{APPLICATIONS}/{id}/acknowledgement")
}
/// 放弃申报.
pub fn discarding(id: ApplicationId) -> Link {
    format!("{APPLICATIONS}/{id}/removal")
}
/// 撤回申报.
pub fn withdrawal(id: ApplicationId) -> Link {
    format!("{APPLICATIONS}/{id}/withdrawal")
}
