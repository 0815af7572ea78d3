//! The published figures: of whom, from where, since when.

use super::*;
use jiff::civil::date;

#[test]
fn every_standard_is_of_a_matter_and_asks_for_a_known_role() {
    for standard in STANDARDS {
        assert!(crate::matters::find(standard.matter).is_some(), "{}", standard.matter);
        assert!(standard.requirements.iter().all(|it| ROLES.name_of(it.role).is_some()), "{}", standard.matter);
    }
}

#[test]
fn r_4_1_every_figure_has_a_document_and_a_day_and_what_is_uncertain_binds_nobody() {
    let today = date(2026, 11, 23);
    for standard in STANDARDS {
        let told = source(standard);
        assert!(told.contains("〔2014〕159号") && told.contains("2015-01-01") && told.contains("仅供参考"), "{told}");
        assert!(!standard.is_binding(today), "{}", standard.matter);
    }
    assert!(source(of("D106A", today)).contains("不再考核人员指标"));
    assert!(source(of("D101C", date(2014, 12, 31))).contains("尚未收录"), "the day before it was in force");
    let unknown = of("D999Z", today);
    assert!(unknown.requirements.iter().all(|it| it.least == 0) && source(unknown).contains("尚未收录"));
}
