//! 法定代表人 (manual, 4.1; ui.md 2.2): 法人基本信息, 简历信息, 附件信息.

use super::fields::*;
use crate::paper::{APPOINTMENT, DECLARATION, EDUCATION, OTHER, PERSONS, PHOTO, Place, TITLE};
use domain::form::{Dictionary, Form, section};

/// 法定代表人.
pub static LEGAL: Form = Form::new("legal", "法定代表人")
    .sections(&[
        section("法人基本信息").asks(&[
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
        section("简历信息").asks(&[CV]),
    ])
    .rules(&[
        SEX_IS_THAT_OF_THE_NUMBER,
        PAPER_IS_THAT_OF_THE_NUMBER,
        NOTHING_BEFORE_BIRTH,
        CV_ROWS_END_AFTER_THEY_BEGIN,
    ]);

/// What lies with the person as 法定代表人.
pub(super) static PAPERS: Place = Place { kinds: &KINDS, must: &["identity", APPOINTMENT.0], ..PERSONS };

static KINDS: Dictionary = Dictionary {
    name: "attachment-kind-legal",
    entries: &[("identity", "身份证正反面"), APPOINTMENT, EDUCATION, TITLE, DECLARATION, PHOTO, OTHER],
};
