//! 企业财务负责人 (manual, 4.3; ui.md 2.3): 人员基本信息, 人员简历, 人员证照附件材料; no works.

use super::fields::*;
use crate::dictionaries::ACCOUNTING;
use crate::lines::text;
use crate::paper::{APPOINTMENT, EDUCATION, OTHER, PERSONS, PHOTO, Place};
use domain::form::{Dictionary, Form, choice, section};

/// 企业财务负责人.
pub static FINANCE: Form = Form::new("finance", "企业财务负责人")
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
            choice("accounting_title", "会计职称", &ACCOUNTING),
            text("accounting_number", "会计从业/职称证号"),
            POSITION.must().begins("任职"),
            APPOINTED,
            MANAGEMENT_YEARS,
            MOBILE.must().begins("联系方式"),
            OFFICE_PHONE,
            EMAIL,
            DOMICILE,
        ]),
        section("人员简历").asks(&[CV]),
    ])
    .rules(&[
        SEX_IS_THAT_OF_THE_NUMBER,
        PAPER_IS_THAT_OF_THE_NUMBER,
        NOTHING_BEFORE_BIRTH,
        CV_ROWS_END_AFTER_THEY_BEGIN,
    ]);

/// What lies with the person as 企业财务负责人.
pub(super) static PAPERS: Place = Place { kinds: &KINDS, must: &["identity", APPOINTMENT.0], ..PERSONS };

static KINDS: Dictionary = Dictionary {
    name: "attachment-kind-finance",
    entries: &[("identity", "身份证正反面"), APPOINTMENT, EDUCATION, ("title", "会计从业/职称证书"), PHOTO, OTHER],
};
