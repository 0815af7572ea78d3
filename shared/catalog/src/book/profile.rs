//! 企业简介 (manual, 3.4): text, attachments, and 资质简介, the history of the qualifications from the first to now.

use super::{Book, Holds};
use crate::paper::PROFILE;
use domain::form::{Form, prose, section};

/// The only record of each unit.
pub static BOOK: Book = Book {
    form: &FORM,
    kinds: &[],
    holds: Holds::One,
    edit: "修改企业简介",
    place: &PROFILE,
    papers: "附件",
    beside_rows: &[],
    lead: "新申请资质的单位可以不填写资质简介；办理补录、变更、延续、升级、增项、核定、遗失补办、吸收合并等其他事项的单位，应详细写明从最早办理资质至今的情况。",
    until: None,
    template: false,
};

/// 企业简介, 资质简介.
pub static FORM: Form = Form::new("profile", "企业简介").sections(&[
    section("企业简介").asks(&[prose("introduction", "企业简介", 5000).must()]),
    section("资质简介").asks(&[prose("qualification_history", "资质简介", 5000)
        .hint("从最早办理资质的时间写到现在：哪一年取得哪一项资质、等级及其变更")]),
]);
