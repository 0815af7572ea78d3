//! 企业总经理 (manual, 4.2; ui.md 2.3): 人员基本信息, 人员简历, 人员业绩, 人员证照附件材料.

use super::fields::*;
use crate::paper::{APPOINTMENT, EDUCATION, OTHER, PERSONS, PHOTO, Place, TITLE, WORKS_PROVEN};
use domain::form::{Dictionary, Form, section};

/// 企业总经理.
pub static MANAGER: Form = Form::new("manager", "企业总经理")
    .sections(&[
        section("人员基本信息").asks(&[
            NAME.field,
            GENDER.must(),
            ETHNIC_GROUP,
            IDENTITY_KIND.must(),
            IDENTITY.field,
            NATIONALITY,
            POLITICAL_STATUS,
            LEARNT,
            DEGREE_HELD,
            SCHOOL,
            GRADUATED,
            MAJOR,
            TITLE_LEVEL.begins("职称"),
            TITLE_OF,
            TITLE_NUMBER,
            POSITION.must().begins("任职"),
            APPOINTED,
            MANAGEMENT_YEARS,
            MOBILE.must().begins("联系方式"),
            OFFICE_PHONE,
            EMAIL,
            DOMICILE,
        ]),
        section("人员简历").asks(&[CV]),
        section("人员业绩").asks(&[PERFORMED]),
    ])
    .rules(&[
        SEX_IS_THAT_OF_THE_NUMBER,
        PAPER_IS_THAT_OF_THE_NUMBER,
        NOTHING_BEFORE_BIRTH,
        CV_ROWS_END_AFTER_THEY_BEGIN,
        WORKS_END_AFTER_THEY_BEGIN,
    ]);

/// What lies with the person as 企业总经理.
pub(super) static PAPERS: Place = Place { kinds: &KINDS, must: &["identity", APPOINTMENT.0], ..PERSONS };

static KINDS: Dictionary = Dictionary {
    name: "attachment-kind-manager",
    entries: &[("identity", "身份证正反面"), APPOINTMENT, EDUCATION, TITLE, WORKS_PROVEN, PHOTO, OTHER],
};
