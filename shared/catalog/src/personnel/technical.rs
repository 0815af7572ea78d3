//! 企业主要技术负责人或总工 (manual, 4.4; ui.md 2.4): 基本信息, 业绩信息, 简历信息, 附件信息.

use super::fields::*;
use crate::dictionaries::{REGISTERED_AS, YES_NO};
use crate::lines::{date, text, years};
use crate::paper::{
    APPOINTMENT, CONTRACT as CONTRACT_PAPER, EDUCATION, INSURED as INSURED_PAPER, OTHER, PERSONS, PHOTO, Place,
    REGISTRATION, TITLE, WORKS_PROVEN,
};
use domain::form::{Dictionary, Form, choice, section};

/// 企业主要技术负责人或总工.
pub static TECHNICAL: Form = Form::new("technical", "企业主要技术负责人或总工")
    .sections(&[
        section("基本信息").asks(&[
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
            TITLE_LEVEL.must().begins("职称"),
            TITLE_OF.must(),
            TITLE_NUMBER,
            choice("registration_category", "注册类别", &REGISTERED_AS).begins("注册"),
            text("registration_major", "注册专业"),
            text("registration_number", "注册编号"),
            date("registration_until", "注册有效期"),
            POSITION.must().begins("任职"),
            APPOINTED,
            years("technical_years", "工程施工技术管理工作年限").must().hint("年"),
            MANAGEMENT_YEARS,
            choice("on_post", "是否在岗", &YES_NO),
            CONTRACT.0,
            CONTRACT.1,
            INSURER,
            INSURED.0,
            MOBILE.must().begins("联系方式"),
            OFFICE_PHONE,
            EMAIL,
            DOMICILE,
        ]),
        section("业绩信息").asks(&[PERFORMED]),
        section("简历信息").asks(&[CV]),
    ])
    .rules(&[
        SEX_IS_THAT_OF_THE_NUMBER,
        PAPER_IS_THAT_OF_THE_NUMBER,
        NOTHING_BEFORE_BIRTH,
        WORKS_END_AFTER_THEY_BEGIN,
        CV_ROWS_END_AFTER_THEY_BEGIN,
        MONTHS_IN_ORDER,
    ]);

/// What lies with the person as 企业主要技术负责人或总工.
pub(super) static PAPERS: Place = Place { kinds: &KINDS, must: &["identity", APPOINTMENT.0, TITLE.0], ..PERSONS };

static KINDS: Dictionary = Dictionary {
    name: "attachment-kind-technical",
    entries: &[
        ("identity", "身份证正反面"),
        APPOINTMENT,
        EDUCATION,
        TITLE,
        REGISTRATION,
        WORKS_PROVEN,
        INSURED_PAPER,
        CONTRACT_PAPER,
        PHOTO,
        OTHER,
    ],
};
