//! Why the page is shown again, and what it says then.

use super::Stated;
use domain::form::{Complaint, Filled};
use domain::standard::Row;
use domain::value::Fault;
use domain::verification::COMPARING;
use store::unit::Unit;

/// Why the page is shown again.
pub enum Seen {
    /// It was handed in without anybody in it, or without those whom the standard requires, or by a unit that is not
    /// verified or has no 社保声明 that holds: everything that is wrong is said at once.
    Submitted {
        /// Whether it was for the persons; else what a standard asks for guides only.
        lacks: bool,
    },
    /// Persons were picked with something wrong about the requirement, or nobody of the unit was named.
    Picking {
        /// What is wrong with the requirement.
        role: Option<Filled>,
        /// Whether somebody was named who is nobody of the unit.
        nobody: bool,
    },
    /// More persons than an application holds.
    TooMany(usize),
}

/// What stands in the way, in the words of the summary.
pub(super) fn complaints(
    seen: Option<Seen>,
    nobody: bool,
    rows: &[Row],
    (unit, stated): (&Unit, &Stated),
) -> Vec<Complaint> {
    let people = |label: &'static str, fault| Complaint { at: "people".to_owned(), label, fault };
    match seen {
        None => Vec::new(),
        Some(Seen::Submitted { lacks }) => {
            let lacking = rows
                .iter()
                .filter(|row| lacks && row.missing > 0)
                .map(|row| people(row.words, Fault::Lacking(row.missing)));
            let nobody = nobody.then(|| people("人员", Fault::NotChosen));
            nobody.into_iter().chain(lacking).chain(unverified(unit)).chain(unstated(stated)).collect()
        }
        Some(Seen::Picking { role, nobody }) => {
            let role = role.map(|filled| filled.complaints).unwrap_or_default();
            let person = Complaint { at: "person".to_owned(), label: "人员", fault: Fault::NotListed };
            role.into_iter().chain(nobody.then_some(person)).collect()
        }
        Some(Seen::TooMany(most)) => {
            vec![Complaint { at: "person".to_owned(), label: "人员", fault: Fault::TooLong(most) }]
        }
    }
}

/// That the unit is not verified, where it is not.
fn unverified(unit: &Unit) -> Option<Complaint> {
    let is_comparing = unit.standing.due().is_some();
    let first = "尚未核实，不能提交申报；请先在单位基本信息中提交核实";
    let fault = Fault::Against(if is_comparing { COMPARING } else { first });
    let complaint = Complaint { at: "unit".to_owned(), label: "单位", fault };
    (!unit.standing.is_verified()).then_some(complaint)
}

/// That the unit has no 社保声明 that holds, where it has none.
fn unstated(stated: &Stated) -> Option<Complaint> {
    let fault = Fault::Against(stated.hindrance()?);
    Some(Complaint { at: "insurance".to_owned(), label: "社保声明", fault })
}
