//! 非注册人员 (manual, 4.5; fields of ui.md 2.5): 基本信息, 简历信息, 业绩信息, 附件信息; above all what 人员删除申请
//! compares: 职称证, 岗位证, 社保, 所学专业.

use super::fields::*;
use crate::dictionaries::{INSURANCE, TRADE_GRADE};
use crate::lines::{past_day, text};
use crate::paper::{
    CONTRACT as CONTRACT_PAPER, EDUCATION, INSURED as INSURED_PAPER, OTHER, PERSONS, PHOTO, POST, Place, TITLE,
    WORKS_PROVEN,
};
use domain::form::{Dictionary, Form, choice, rows, section, several};

/// A person whom the unit keeps without a post of the others.
pub static WORKER: Form = Form::new("worker", "非注册人员")
    .sections(&[
        section("基本信息").asks(&[
            NAME.field,
            IDENTITY_KIND,
            IDENTITY.field,
            GENDER,
            ETHNIC_GROUP,
            MOBILE,
            LEARNT.must(),
            SCHOOL,
            MAJOR.must(),
            text("diploma_number", "毕业证号"),
            CATEGORY.field,
            past_day("joined", "进入本企业日期"),
            CONTRACT.0,
            CONTRACT.1,
            WORKING,
            TITLE_LEVEL.begins("职称"),
            TITLE_OF,
            TITLE_NUMBER,
            text("title_authority", "职称发证机关"),
            past_day("title_date", "职称取得日期"),
            rows("posts", "岗位证书", CERTIFICATE).begins("岗位证书"),
            text("trade", "工种").begins("技术工人"),
            choice("trade_grade", "技术工人等级", &TRADE_GRADE),
            text("trade_number", "技能证号"),
            text("testing_post", "检测岗位/项目").begins("检测人员"),
            text("testing_number", "检测上岗证号"),
            several("insurance", "险种", &INSURANCE).begins("社保"),
            INSURER,
            text("insured_at", "参保地"),
            INSURED.0,
            INSURED.1,
        ]),
        section("简历信息").asks(&[CV]),
        section("业绩信息").asks(&[PERFORMED]),
    ])
    .rules(&[
        SEX_IS_THAT_OF_THE_NUMBER,
        PAPER_IS_THAT_OF_THE_NUMBER,
        NOTHING_BEFORE_BIRTH,
        POSTS_END_AFTER_THEY_BEGIN,
        CV_ROWS_END_AFTER_THEY_BEGIN,
        WORKS_END_AFTER_THEY_BEGIN,
        MONTHS_IN_ORDER,
    ]);

/// What lies with the person as 非注册人员.
pub(super) static PAPERS: Place = Place { kinds: &KINDS, ..PERSONS };

static KINDS: Dictionary = Dictionary {
    name: "attachment-kind-staff",
    entries: &[
        ("identity", "身份证"),
        EDUCATION,
        TITLE,
        POST,
        WORKS_PROVEN,
        INSURED_PAPER,
        CONTRACT_PAPER,
        PHOTO,
        OTHER,
    ],
};
